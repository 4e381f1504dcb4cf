/** Photos, papers and notes of an activity. */
import { Alert, Button, Card, Flex } from 'antd';
import { useState } from 'react';
import { attachmentsIn, type Attachment } from '../../../shared/attachment/attachment.ts';
import { AttachmentList } from '../../ui/attachments/AttachmentList.tsx';
import { MediaBar } from '../../ui/attachments/MediaBar.tsx';
import { GrowingText } from '../../ui/GrowingText.tsx';
import { useSession } from '../../ui/session-context.tsx';
import { usePerform } from '../../ui/use-perform.ts';
import { actOn, may, type PartProps } from './activity-acts.ts';
import styles from './stations.module.css';

export function ActivityNotes({ activity }: PartProps) {
  const session = useSession();
  const { busy, refusal, perform } = usePerform();
  const [text, setText] = useState('');
  const [files, setFiles] = useState<Attachment[]>([]);
  const mayNote = may(activity, session, 'activity.noted');
  const empty = text.trim() === '' && files.length === 0;
  const save = async () => {
    if (empty || !await perform(actOn(activity, 'activity.noted', { ...(text.trim() === '' ? {} : { text: text.trim() }), attachments: files }))) return;
    setText('');
    setFiles([]);
  };
  if (!mayNote && activity.notes.length === 0 && activity.note === null) return null;
  return (
    <Card size="small" title={<h4 className={styles['cardName']}>照片、材料和备注</h4>}>
      {activity.note !== null && <p className={styles['note']}>{activity.note}</p>}
      {activity.notes.filter((note) => note.text !== undefined && note.text !== '').map((note, index) => <p key={index} className={styles['note']}>{note.text}</p>)}
      <AttachmentList scope={activity.scope} attachments={activity.notes.flatMap((note) => attachmentsIn(note))} />
      {mayNote && (
        <Flex vertical gap={8} style={{ marginTop: 8 }}>
          <MediaBar value={files} onChange={setFiles} />
          <GrowingText rows={1} maxLength={20_000} aria-label="备注" placeholder="写一句备注" value={text} onChange={({ target }) => { setText(target.value); }} />
          <div><Button loading={busy} disabled={empty} onClick={() => { void save(); }}>记下</Button></div>
        </Flex>
      )}
      {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
    </Card>
  );
}
