/**
 * The files of an entry: where each is, and what it shows. Pictures open large, with zoom, recordings in a player; everything else is saved
 * where the user says. What is only at the county comes when it is opened, and stays.
 */
import { Button } from 'antd';
import type { Attachment } from '../../../shared/attachment/attachment.ts';
import { PLACE_WORDS, sizeWords } from '../../../shared/attachment/words.ts';
import type { AttachmentStanding } from '../../store/api.ts';
import { useStore } from '../../store/store-context.tsx';
import { useLive } from '../../store/use-live.ts';
import styles from './attachments.module.css';
import { FileTile } from './FileTile.tsx';
import { OpenedFile } from './OpenedFile.tsx';
import { useOpening } from './use-opening.ts';

/** `scope` is that of the entry. Nothing is drawn for an entry without files. */
export function AttachmentList({ scope, attachments }: { readonly scope: string; readonly attachments: readonly Attachment[] }) {
  return attachments.length === 0 ? null : <Files scope={scope} attachments={attachments} />;
}

function Files({ scope, attachments }: { readonly scope: string; readonly attachments: readonly Attachment[] }) {
  const store = useStore();
  const hashes = attachments.map(({ hash }) => hash);
  const { value: standings } = useLive((from) => from.attachmentStandings(scope, hashes), ['attachments'], [scope, hashes]);
  const { opened, busy, problem, open, close } = useOpening(scope);
  const refused = hashes.some((hash) => standings?.[hash]?.place === 'refused');

  return (
    <div className={styles['list']}>
      <ul className={styles['tiles']} aria-label="附件">
        {attachments.map((one) => {
          const standing = standings?.[one.hash];
          return <FileTile key={one.hash} attachment={one} here={standing !== undefined && standing.place !== 'remote'} busy={busy === one.hash} onOpen={() => { void open(one); }} below={busy === one.hash ? '正在打开' : standingWords(one, standing)} />;
        })}
      </ul>
      {refused && <div className={styles['hint']}>县服务器没有收下其中的附件，原件仍在本机。<Button type="link" size="small" onClick={() => { void store.syncNow(); }}>再传一次</Button></div>}
      <OpenedFile opened={opened} problem={problem} onClose={close} />
    </div>
  );
}

function standingWords({ size }: Attachment, standing: AttachmentStanding | undefined): string {
  if (!standing) return sizeWords(size);
  const { place, sent } = standing;
  return `${sizeWords(size)} · ${place === 'waiting' && sent > 0 ? `正在传 ${Math.floor(sent * 100)}%` : PLACE_WORDS[place]}`;
}
