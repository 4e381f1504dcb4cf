/** Acts on the open activity, and what its state lets be done by whom. */
import { mayAppend, type Session } from '../../../shared/access.ts';
import type { Act } from '../../../shared/act.ts';
import type { ActivityBody, ActivityEntryType, ActivityState } from '../../../shared/activity/activity.ts';
import { possibleActivityActs } from '../../../shared/activity/lifecycle.ts';
import type { Directory } from '../../store/api.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';

/** What every part of the page is given. */
export interface PartProps { readonly activity: ActivityState; readonly directory: Directory; readonly today: LocalDate }

/** One act on an activity. */
export function actOn<T extends ActivityEntryType>({ id, scope }: Pick<ActivityState, 'id' | 'scope'>, type: T, body: ActivityBody<T>): Act {
  return { scope, subject: id, type, body };
}

/** True when this person may do it now. */
export function may(activity: ActivityState, session: Session, type: ActivityEntryType): boolean {
  return mayAppend(session.role, type) && session.writes.includes(activity.scope) && possibleActivityActs(activity).includes(type);
}
