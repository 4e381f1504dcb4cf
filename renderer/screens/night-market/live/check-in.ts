/** Who stands on the list of the check-in, in which order, and when they came. Pure. */
import type { ActivityBody, ActivityState } from '../../../../shared/activity/activity.ts';
import type { Deputy } from '../../../../shared/deputy/deputy.ts';
import type { Unit } from '../../../../shared/unit/unit.ts';

/** Those who were asked to come, then the township's own, then those of the county's other lists; by name. Nobody moves while they are ticked. */
export function deputiesInOrder({ scope, expected, deputies: present }: Pick<ActivityState, 'scope' | 'expected' | 'deputies'>, deputies: readonly Deputy[]): readonly Deputy[] {
  const rank = (deputy: Deputy) => (expected.deputies.includes(deputy.id) ? 0 : deputy.scope === scope ? 1 : 2);
  return deputies.filter(({ id, active }) => active || present.includes(id) || expected.deputies.includes(id)).sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'zh'));
}

/** The units that were asked to come, then those that came besides, by name: a unit stays where it is when something is added to it. */
export function unitsInOrder({ expected, units: present }: Pick<ActivityState, 'expected' | 'units'>, units: readonly Unit[]): readonly Unit[] {
  const asked = expected.units.flatMap((id) => units.find((unit) => unit.id === id) ?? []);
  const besides = units.filter(({ id }) => !expected.units.includes(id) && present.some(({ unit }) => unit === id));
  return [...asked, ...besides.sort((a, b) => a.name.localeCompare(b.name, 'zh'))];
}

/** `HH:mm` of the check-in that stands; null when they are not here or nobody wrote down when. */
export function arrivedAt({ timeline }: Pick<ActivityState, 'timeline'>, { as, who, name }: Pick<ActivityBody<'activity.checked_in'>, 'as' | 'who' | 'name'>): string | null {
  const own = timeline.filter(({ header, body, ineffective, undone }) => header.type === 'activity.checked_in' && ineffective === null && !undone && body['as'] === as && (as === 'guest' ? body['name'] === name : body['who'] === who));
  const last = own.at(-1)?.body;
  return last?.['present'] === true && typeof last['at'] === 'string' ? last['at'] : null;
}
