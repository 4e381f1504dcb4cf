/** 和旁边的电脑合并: the exchange by a stick, from the screen of an activity. */
import { UsbOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { BundleExchange } from './BundleExchange.tsx';

export function JoinButton({ activity }: { readonly activity: ActivityState }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<UsbOutlined />} onClick={() => { setOpen(true); }}>和旁边的电脑合并</Button>
      {/* Kept while the page stands: whoever closes it too early finds the code again. */}
      <Modal title="和旁边的电脑合并" open={open} onCancel={() => { setOpen(false); }} footer={null} width={720} mask={{ closable: false }}><BundleExchange activity={activity} /></Modal>
    </>
  );
}
