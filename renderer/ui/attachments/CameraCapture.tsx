/** Photographs by the computer's camera: a window with its picture, Enter or Space takes one, as many as are wanted. Without a camera, files are chosen. */
import { CameraOutlined, PictureOutlined, SwapOutlined } from '@ant-design/icons';
import { Alert, Button, Modal, Spin } from 'antd';
import { useState } from 'react';
import styles from './attachments.module.css';
import { captureName } from './capture-words.ts';
import { ChooseFiles } from './ChooseFiles.tsx';
import { useCamera } from './use-camera.ts';

interface Props {
  /** Each picture as it was taken, before it is made smaller. */
  readonly onShot: (file: File) => unknown;
  readonly disabled?: boolean;
}

export function CameraCapture({ onShot, disabled = false }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<CameraOutlined />} disabled={disabled} data-capture="camera" onClick={() => { setOpen(true); }}>拍照</Button>
      {open && <CameraWindow onShot={onShot} onClose={() => { setOpen(false); }} />}
    </>
  );
}

function CameraWindow({ onShot, onClose }: { readonly onShot: Props['onShot']; readonly onClose: () => void }) {
  const { video, ready, problem, count, next, shoot } = useCamera();
  const [taken, setTaken] = useState(0);
  const [busy, setBusy] = useState(false);
  const take = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const shot = await shoot().finally(() => { setBusy(false); });
    if (!shot) return;
    setTaken((before) => before + 1);
    onShot(new File([shot], captureName('照片', 'jpg', Date.now()), { type: shot.type }));
  };
  const chosen = <ChooseFiles label="选照片" icon={<PictureOutlined />} kinds={['jpeg', 'png', 'webp']} onFiles={(files) => { for (const { file, name } of files) onShot(new File([file], name, { type: file.type })); onClose(); }} />;
  return (
    <Modal open title="拍照" width={760} centered footer={null} onCancel={onClose}>
      <div className={styles['camera']}>
        {problem === null
          ? <div className={styles['view']}><video ref={video} muted playsInline aria-label="摄像头看到的" />{!ready && <Spin className={styles['waiting'] ?? ''} description="正在打开摄像头" />}</div>
          : <Alert type="warning" showIcon role="alert" title={problem} />}
        <div className={styles['keys']}>
          {problem === null && <Button type="primary" icon={<CameraOutlined />} autoFocus aria-disabled={!ready} onClick={() => { if (ready) void take(); }}>拍一张（Enter 或空格）</Button>}
          {problem === null && count > 1 && <Button icon={<SwapOutlined />} onClick={next}>换摄像头</Button>}
          {chosen}
          <span className={styles['hint']} role="status">{taken > 0 ? `已拍 ${taken} 张，可以接着拍` : ''}</span>
          <Button className={styles['end'] ?? ''} onClick={onClose}>{taken > 0 ? '拍好了' : '关闭'}</Button>
        </div>
      </div>
    </Modal>
  );
}
