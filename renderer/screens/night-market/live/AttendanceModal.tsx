/** 代表签到: who of the deputies is here. The list is the directory's; a tick is saved with the window. */
import { App, Modal } from 'antd';
import { memo, useEffect, useState } from 'react';
import type { ActivityState } from '../../../../shared/activity/activity.ts';
import type { Directory } from '../../../store/api.ts';
import { useStore } from '../../../store/store-context.tsx';
import { DeputyChecklist } from '../DeputyChecklist.tsx';
import { faultAsRefusal, refusalSentence } from '../refusal-sentence.ts';

interface Props { readonly open: boolean; readonly activity: ActivityState; readonly directory: Directory; readonly onClose: () => void }

export const AttendanceModal = memo(function AttendanceModal({ open, activity, directory, onClose }: Props) {
  const store = useStore();
  const { message } = App.useApp();
  const [present, setPresent] = useState<readonly string[]>(activity.deputies);
  useEffect(() => { if (open) setPresent(activity.deputies); }, [open, activity.deputies]);
  const save = async () => {
    const saved = await store.perform([{ scope: activity.scope, subject: activity.id, type: 'activity.attended', body: { deputies: [...present] } }])
      .catch((fault: unknown) => ({ ok: false as const, error: faultAsRefusal(fault) }));
    if (saved.ok) onClose();
    else void message.error(refusalSentence(saved.error));
  };
  return (
    <Modal title={`代表签到：已到 ${present.length} 人`} open={open} okText="记下（Ctrl+Enter）" cancelText="不改" width={720} centered destroyOnHidden onOk={() => { void save(); }} onCancel={onClose}>
      <div onKeyDown={(event) => { if (event.key === 'Enter' && event.ctrlKey) { event.preventDefault(); void save(); } }}>
        <DeputyChecklist scope={activity.scope} deputies={directory.deputies} value={present} onChange={setPresent} />
      </div>
    </Modal>
  );
});
