/** A name or a phone number that is shown only when somebody asks for it: the screen stands open in an office. */
import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import { Button, Space } from 'antd';
import { useState } from 'react';

/** `masked` is shown first; a click shows `full` until the next click, and says so by `onShow`. Nothing to reveal, no button. */
export function Masked({ label, masked, full, onShow }: { readonly label: string; readonly masked: string; readonly full: string; readonly onShow?: () => void }) {
  const [shown, setShown] = useState(false);
  if (full === '' || full === masked) return <span>{masked}</span>;
  return (
    <Space size={4}>
      <span>{shown ? full : masked}</span>
      <Button type="text" size="small" aria-pressed={shown} aria-label={shown ? `隐藏${label}` : `显示${label}`} icon={shown ? <EyeInvisibleOutlined /> : <EyeOutlined />} onClick={() => { if (!shown) onShow?.(); setShown(!shown); }} />
    </Space>
  );
}
