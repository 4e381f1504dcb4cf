/** 核定人数: several laptops counted the same evening without knowing of one another. Nobody adds people up unasked: the recorder says which it is. */
import { Modal } from 'antd';
import { memo, useEffect } from 'react';
import type { ActivityState } from '../../../../shared/activity/activity.ts';
import { HeadCountSettle } from '../../../ui/activity/HeadCountSettle.tsx';

interface Props { readonly open: boolean; readonly activity: ActivityState; readonly onClose: () => void }

export const SettleHeads = memo(function SettleHeads({ open, activity, onClose }: Props) {
  const settled = activity.headCounts.length < 2;
  // Settled here or on the other laptop: nothing is left to say.
  useEffect(() => { if (open && settled) onClose(); }, [open, settled, onClose]);
  return <Modal title="核定群众人数" open={open} width={760} centered destroyOnHidden footer={null} onCancel={onClose}><HeadCountSettle activity={activity} /></Modal>;
});
