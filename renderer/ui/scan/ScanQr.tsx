/** 扫二维码: a window with what the camera sees; the first code that `take` accepts closes it. Without a camera a picture of the code is chosen. */
import { PictureOutlined, QrcodeOutlined, SwapOutlined } from '@ant-design/icons';
import { Alert, Button, Modal, Spin } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { ChooseFiles } from '../attachments/ChooseFiles.tsx';
import { useCamera } from '../attachments/use-camera.ts';
import { readQr } from './read-qr.ts';
import styles from './scan.module.css';

interface Props {
  readonly label?: string;
  readonly size?: 'large' | 'middle';
  /** Whether this text is what was wanted; false shows `otherwise` and goes on looking. */
  readonly take: (text: string) => boolean;
  /** What to say of another code. */
  readonly otherwise: string;
}

/** Between two looks at the camera's picture. */
const LOOK_EVERY_MS = 150;
const UNREADABLE = '这张照片里没有认出二维码。请把二维码拍满、拍清楚再试。';

export function ScanQr({ label = '扫二维码', size = 'middle', take, otherwise }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<QrcodeOutlined />} size={size} onClick={() => { setOpen(true); }}>{label}</Button>
      {open && <ScanWindow take={take} otherwise={otherwise} onClose={() => { setOpen(false); }} />}
    </>
  );
}

function ScanWindow({ take, otherwise, onClose }: Pick<Props, 'take' | 'otherwise'> & { readonly onClose: () => void }) {
  const { video, ready, problem, count, next } = useCamera();
  const [said, setSaid] = useState<string | null>(null);
  const consider = (text: string | null, ifNone: string | null): void => {
    if (text === null) setSaid((before) => ifNone ?? before);
    else if (take(text)) onClose();
    else setSaid(otherwise);
  };
  const latest = useRef(consider);
  useEffect(() => { latest.current = consider; });

  useEffect(() => {
    if (!ready) return undefined;
    const held = { gone: false };
    const look = async (): Promise<void> => {
      while (!held.gone) {
        const text = video.current ? await readQr(video.current) : null;
        if (held.gone) return;
        latest.current(text, null);
        await new Promise((resolve) => { setTimeout(resolve, LOOK_EVERY_MS); });
      }
    };
    void look();
    return () => { held.gone = true; };
  }, [ready, video]);

  const choose = async (file: Blob): Promise<void> => {
    const picture = await createImageBitmap(file).catch(() => null);
    const text = picture && await readQr(picture);
    picture?.close();
    consider(text, UNREADABLE);
  };
  return (
    <Modal open title="扫二维码" width={620} centered footer={null} onCancel={onClose}>
      <div className={styles['scan']}>
        {problem === null
          ? <div className={styles['view']}><video ref={video} muted playsInline aria-label="摄像头看到的" /><div className={styles['aim']} aria-hidden="true" />{!ready && <Spin className={styles['waiting'] ?? ''} description="正在打开摄像头" />}</div>
          : <Alert type="warning" showIcon role="alert" title={problem} />}
        <div className={styles['keys']}>
          <span className={styles['hint']} role="status">{said ?? (problem === null ? '把接入单上的二维码对准方框，认出来会自动关闭。' : '')}</span>
          {problem === null && count > 1 && <Button icon={<SwapOutlined />} onClick={next}>换摄像头</Button>}
          <ChooseFiles label="选照片" icon={<PictureOutlined />} kinds={['jpeg', 'png', 'webp']} onFiles={([first]) => { if (first) void choose(first.file); }} />
          <Button onClick={onClose}>关闭</Button>
        </div>
      </div>
    </Modal>
  );
}
