/** The views of the case list that come with the program, and the words for any list. */
import type { Session } from '../../../shared/access.ts';

/** `query` is the list's address. */
export interface BuiltInView { readonly key: string; readonly name: string; readonly query: string }

/** In the order in which a secretary looks at them in the morning. */
const VIEWS: readonly (BuiltInView & { readonly also?: 'county' })[] = [
  { key: 'all', name: '全部民情件', query: '' },
  { key: 'open', name: '未办结', query: 'open=1' },
  { key: 'overdue', name: '逾期', query: 'due=overdue&sort=due' },
  { key: 'soon', name: '三天内到期', query: 'due=soon&sort=due' },
  { key: 'sorting', name: '待梳理', query: 'status=sorting' },
  { key: 'reviewing', name: '待县初审', query: 'status=reviewing', also: 'county' },
  { key: 'assigning', name: '待交办', query: 'status=assigning' },
  { key: 'relaying', name: '待转告答复', query: 'relay=waiting' },
  { key: 'evaluating', name: '待评议', query: 'relay=done&status=evaluating' },
  { key: 'unsatisfied', name: '有不满意', query: 'open=1&unsatisfied=1' },
  { key: 'promised', name: '承诺未落实', query: 'promised=1' },
  { key: 'gathered', name: '集中提', query: 'gathered=1&open=1' },
  { key: 'repeated', name: '反复提', query: 'open=1&repeated=1' },
  { key: 'contested', name: '需处理', query: 'contested=1' },
  { key: 'mentions', name: '请我看的', query: 'mentions=me' },
  { key: 'mine', name: '我经手的', query: 'mine=1&open=1' },
];

/** The views of a role: the county's first review comes first at its desk. */
export function builtInViews({ role }: Pick<Session, 'role'>): readonly BuiltInView[] {
  const [all, ...rest] = VIEWS;
  if (role !== 'county' || all === undefined) return VIEWS;
  return [all, ...rest.filter((view) => view.also === 'county'), ...rest.filter((view) => view.also !== 'county')];
}
