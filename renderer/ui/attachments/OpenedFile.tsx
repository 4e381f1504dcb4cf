/** The file that is open: a picture large with zoom, a recording in its player; or why it did not open. */
import { CloseOutlined } from '@ant-design/icons';
import { Alert, Button, Image } from 'antd';
import { ATTACHMENT_REFUSAL_TEXT } from '../../../shared/attachment/words.ts';
import styles from './attachments.module.css';
import { SoundPlayer } from './SoundPlayer.tsx';
import type { Opened, OpeningProblem } from './use-opening.ts';

export function OpenedFile({ opened, problem, onClose }: { readonly opened: Opened | null; readonly problem: OpeningProblem | null; readonly onClose: () => void }) {
  return (
    <>
      {problem !== null && <Alert type="warning" showIcon role="alert" closable={{ onClose }} title={`“${problem.name}”打不开`} description={ATTACHMENT_REFUSAL_TEXT[problem.code]} />}
      {opened?.kind === 'image' && <Image alt="" src={opened.address} className={styles['hidden'] ?? ''} preview={{ open: true, src: opened.address, onOpenChange: (shown) => { if (!shown) onClose(); } }} />}
      {opened?.kind === 'audio' && (
        <div className={styles['listening']}>
          <SoundPlayer key={opened.address} address={opened.address} name={opened.attachment.name} autoPlay />
          <Button size="small" type="text" icon={<CloseOutlined />} aria-label="收起播放器" onClick={onClose} />
        </div>
      )}
    </>
  );
}
