/** 和旁边的电脑合并: the exchange by a stick, from the screen of an activity. */
import { UsbOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { JoinModal } from './JoinModal.tsx';

export function JoinButton({ activity }: { readonly activity: ActivityState }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<UsbOutlined />} onClick={() => { setOpen(true); }}>和旁边的电脑合并</Button>
      <JoinModal activity={activity} open={open} onClose={() => { setOpen(false); }} />
    </>
  );
}
