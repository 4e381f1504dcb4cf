/** 重新打开: back into the live screen, by somebody who may, with the reason. Paper sheets and corrections do not need it. */
import { Alert, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { mayAppend } from '../../../shared/access.ts';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { useSession } from '../../ui/session-context.tsx';
import { usePerform } from '../../ui/use-perform.ts';
import { useToday } from '../../ui/use-today.ts';

export function ReopenEvening({ activity }: { readonly activity: ActivityState }) {
  const session = useSession();
  const today = useToday();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const { busy, refusal, perform } = usePerform();
  if (activity.status !== 'closed' || !mayAppend(session.role, 'activity.reopened')) return null;
  const reopen = () => perform({ scope: activity.scope, subject: activity.id, type: 'activity.reopened', body: { reason: reason.trim(), on: today } });
  return (
    <>
      <Button onClick={() => { setOpen(true); }}>重新打开</Button>
      <Modal open={open} title="重新打开这一场？" okText="重新打开" cancelText="不用了" okButtonProps={{ disabled: reason.trim() === '', loading: busy }} onOk={() => { void reopen(); }} onCancel={() => { setOpen(false); }}>
        <p>会回到现场登记。只是补录纸质表、改人数，不用重新打开，在这一页直接做。</p>
        <Input autoFocus aria-label="为什么重新打开" placeholder="为什么重新打开" maxLength={500} value={reason} onChange={({ target }) => { setReason(target.value); }} />
        {refusal !== null && <Alert type="error" showIcon title={refusal} style={{ marginTop: 12 }} />}
      </Modal>
    </>
  );
}
