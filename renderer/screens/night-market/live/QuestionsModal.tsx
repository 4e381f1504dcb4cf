/** 我问你答 over the live night market. Esc goes back; a half-typed question stays. */
import { Modal } from 'antd';
import { memo } from 'react';
import type { ActivityState } from '../../../../shared/activity/activity.ts';
import { QuestionCards } from '../../../ui/questions/QuestionCards.tsx';

interface Props { readonly open: boolean; readonly activity: ActivityState; readonly onSaved: (id: string) => void; readonly onOpenCase: (id: string) => void; readonly onClose: () => void }

export const QuestionsModal = memo(function QuestionsModal({ open, activity, onSaved, onOpenCase, onClose }: Props) {
  return (
    <Modal title="我问你答" open={open} width={1240} centered destroyOnHidden footer={null} onCancel={onClose}>
      {open && <QuestionCards activity={activity} onSaved={onSaved} onOpenCase={onOpenCase} />}
    </Modal>
  );
});
