/** Photographs of the paper sheets, kept with the activity: whoever doubts a line later can look at the hand-writing. */
import { CameraOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { ActivityState } from '../../../../shared/activity/activity.ts';
import type { Attachment } from '../../../../shared/attachment/attachment.ts';
import { MediaBar } from '../../../ui/attachments/MediaBar.tsx';
import { usePerform } from '../../../ui/use-perform.ts';

export function SheetPhotos({ activity, label = '附上纸质表照片' }: { readonly activity: ActivityState; readonly label?: string }) {
  const [open, setOpen] = useState(false);
  const [files, setFiles] = useState<readonly Attachment[]>([]);
  const [text, setText] = useState('');
  const { busy, refusal, perform } = usePerform();
  const save = async () => {
    if (files.length === 0 || !await perform({ scope: activity.scope, subject: activity.id, type: 'activity.noted', body: { text: text.trim() === '' ? '纸质登记表' : text.trim(), attachments: [...files] } })) return;
    setFiles([]);
    setText('');
    setOpen(false);
  };
  return (
    <>
      <Button icon={<CameraOutlined />} onClick={() => { setOpen(true); }}>{label}</Button>
      <Modal open={open} title={label} okText="存到这一场" cancelText="先不存" okButtonProps={{ disabled: files.length === 0, loading: busy }} onOk={() => { void save(); }} onCancel={() => { setOpen(false); }}>
        <p>拍下或选好纸质表，照片和这一场放在一起，逐件核对时能看到原迹。</p>
        <MediaBar value={files} captures={['file', 'camera']} onChange={setFiles} />
        <Input aria-label="说明" maxLength={200} placeholder="说明，如：第1—3页，可不填" value={text} onChange={({ target }) => { setText(target.value); }} style={{ marginTop: 12 }} />
        {refusal !== null && <Alert type="error" showIcon title={refusal} style={{ marginTop: 12 }} />}
      </Modal>
    </>
  );
}
