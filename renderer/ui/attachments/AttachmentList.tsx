/**
 * The files of an entry: where each is, and what it shows. Pictures open large, with zoom; everything else is saved where the user says. What is
 * only at the county comes when it is opened, and stays.
 */
import { Alert, Button, Image } from 'antd';
import { useState } from 'react';
import type { Attachment } from '../../../shared/attachment/attachment.ts';
import { isImage } from '../../../shared/attachment/file-kind.ts';
import { ATTACHMENT_REFUSAL_TEXT, PLACE_WORDS, sizeWords, type AttachmentRefusal } from '../../../shared/attachment/words.ts';
import type { AttachmentStanding } from '../../store/api.ts';
import { useStore } from '../../store/store-context.tsx';
import { useLive } from '../../store/use-live.ts';
import { saveBlob } from '../save-blob.ts';
import styles from './attachments.module.css';
import { FileTile } from './FileTile.tsx';
import { usePicture } from './use-picture.ts';

/** `scope` is that of the entry. Nothing is drawn for an entry without files. */
export function AttachmentList({ scope, attachments }: { readonly scope: string; readonly attachments: readonly Attachment[] }) {
  return attachments.length === 0 ? null : <Files scope={scope} attachments={attachments} />;
}

function Files({ scope, attachments }: { readonly scope: string; readonly attachments: readonly Attachment[] }) {
  const store = useStore();
  const hashes = attachments.map(({ hash }) => hash);
  const { value: standings } = useLive((from) => from.attachmentStandings(scope, hashes), ['attachments'], [scope, hashes]);
  const [large, setLarge] = useState<string | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<{ readonly name: string; readonly code: AttachmentRefusal } | null>(null);

  const open = async (attachment: Attachment): Promise<void> => {
    setBusy(attachment.hash);
    setProblem(null);
    const read = await store.readAttachment(scope, attachment);
    setBusy(null);
    if (!read.ok) setProblem({ name: attachment.name, code: read.error });
    else if (isImage(read.value.type)) setLarge(URL.createObjectURL(read.value));
    else await saveBlob(attachment.name, read.value);
  };
  const close = () => {
    if (large !== null) URL.revokeObjectURL(large);
    setLarge(null);
  };
  const refused = hashes.some((hash) => standings?.[hash]?.place === 'refused');

  return (
    <div className={styles['list']}>
      <ul className={styles['tiles']} aria-label="附件">
        {attachments.map((one) => <Held key={one.hash} scope={scope} attachment={one} standing={standings?.[one.hash]} busy={busy === one.hash} onOpen={() => { void open(one); }} />)}
      </ul>
      {refused && <div className={styles['hint']}>县服务器没有收下其中的附件，原件仍在本机。<Button type="link" size="small" onClick={() => { void store.syncNow(); }}>再传一次</Button></div>}
      {problem !== null && <Alert type="warning" showIcon role="alert" closable={{ onClose: () => { setProblem(null); } }} title={`“${problem.name}”打不开`} description={ATTACHMENT_REFUSAL_TEXT[problem.code]} />}
      {large !== null && <Image alt="" src={large} className={styles['hidden'] ?? ''} preview={{ open: true, src: large, onOpenChange: (shown) => { if (!shown) close(); } }} />}
    </div>
  );
}

function Held({ scope, attachment, standing, busy, onOpen }: { readonly scope: string; readonly attachment: Attachment; readonly standing: AttachmentStanding | undefined; readonly busy: boolean; readonly onOpen: () => void }) {
  const here = standing !== undefined && standing.place !== 'remote';
  const picture = usePicture(scope, attachment, here);
  return <FileTile attachment={attachment} picture={picture} busy={busy} onOpen={onOpen} below={busy ? '正在打开' : standingWords(attachment, standing)} />;
}

function standingWords({ size }: Attachment, standing: AttachmentStanding | undefined): string {
  if (!standing) return sizeWords(size);
  const { place, sent } = standing;
  return `${sizeWords(size)} · ${place === 'waiting' && sent > 0 ? `正在传 ${Math.floor(sent * 100)}%` : PLACE_WORDS[place]}`;
}
