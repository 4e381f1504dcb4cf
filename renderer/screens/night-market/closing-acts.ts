/** The acts that end an activity and hand it over: what was filled in at the end, then the closing itself. Pure. */
import type { Act } from '../../../shared/act.ts';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { KINDS } from '../../../shared/activity/kinds.ts';

export interface Ending {
  /** `HH:mm`. */
  readonly until: string;
  readonly note: string;
  /** Who goes on with it; empty for whoever sits at the desk. */
  readonly handedTo: string;
  /** Texts of the kind's own fields, by name. */
  readonly fields: Readonly<Record<string, string>>;
}

/** All or none. Fields that the kind does not have, or that stand there already, are not written. */
export function closingActs(activity: ActivityState, { until, note, handedTo, fields }: Ending): readonly Act[] {
  const about = { scope: activity.scope, subject: activity.id };
  const set = Object.fromEntries(KINDS[activity.kind].fields.flatMap(({ name }) => {
    const text = fields[name]?.trim() ?? '';
    return text === '' || text === activity.fields[name] ? [] : [[name, text]];
  }));
  return [
    ...(Object.keys(set).length === 0 ? [] : [{ ...about, type: 'activity.recorded', body: { set } }]),
    { ...about, type: 'activity.closed', body: { until, ...(note.trim() === '' ? {} : { note: note.trim() }), ...(handedTo.trim() === '' ? {} : { handedTo: handedTo.trim() }) } },
  ];
}

/** Who wrote: as it stands, else who sits here. */
export function recorderOf({ fields }: Pick<ActivityState, 'fields'>, user: string): string {
  const written = fields['recorder'];
  return typeof written === 'string' && written !== '' ? written : user;
}

/** To whom it was handed when it ended last; null when that was not said. */
export function handedTo({ timeline }: Pick<ActivityState, 'timeline'>): string | null {
  const closing = timeline.findLast(({ header, ineffective, undone }) => header.type === 'activity.closed' && ineffective === null && !undone);
  const name = closing?.body['handedTo'];
  return typeof name === 'string' ? name : null;
}
