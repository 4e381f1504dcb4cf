/** The exchange by a stick in a window. */
import { Modal } from 'antd';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { BundleExchange } from './BundleExchange.tsx';

interface Props { readonly activity: ActivityState; readonly open: boolean; readonly onClose: () => void }

/** As high as the page allows, for small screens and large type. */
const BODY = { maxHeight: 'calc(100vh - 140px)', overflowY: 'auto' } as const;

export function JoinModal({ activity, open, onClose }: Props) {
  // Kept while the page stands: whoever closes it too early finds the code again.
  return <Modal title="和旁边的电脑合并" open={open} onCancel={onClose} footer={null} width={720} centered mask={{ closable: false }} styles={{ body: BODY }}><BundleExchange activity={activity} /></Modal>;
}
