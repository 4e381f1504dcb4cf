/** Where a case stands, in its word; colour only helps. */
import { Tag } from 'antd';
import type { CaseStatus } from '../../shared/case/case.ts';
import { STATUS_WORDS } from '../../shared/case/words.ts';

/** Green is done, grey waits for others or has ended, blue is the office's own turn. */
const COLORS: Readonly<Record<CaseStatus, string>> = { sorting: 'processing', reviewing: 'default', following: 'default', assigning: 'processing', handling: 'default', evaluating: 'processing', closing: 'processing', closed: 'success', declined: 'default' };

export function StatusTag({ status }: { readonly status: CaseStatus }) {
  return <Tag color={COLORS[status]} style={{ marginInlineEnd: 0 }}>{STATUS_WORDS[status]}</Tag>;
}
