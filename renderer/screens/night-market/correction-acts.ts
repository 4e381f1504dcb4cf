/** Putting a closed evening right: from the form, filled with what stands, to the acts that write the differences, all or none. Pure. */
import type { Act } from '../../../shared/act.ts';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { KINDS } from '../../../shared/activity/kinds.ts';

/** The form's values. Guests are lines: `刘律师 律师`. */
export interface Correction {
  readonly place: string;
  readonly village: string;
  readonly theme: string;
  readonly on: string;
  readonly from: string;
  readonly until: string;
  readonly citizens: number;
  readonly deputies: readonly string[];
  readonly units: readonly string[];
  readonly guests: string;
  readonly note: string;
  /** The kind's counters and text fields, by name. */
  readonly counters: Readonly<Record<string, number>>;
  readonly fields: Readonly<Record<string, string>>;
}

/** The evening as it stands. */
export function correctionOf(activity: ActivityState): Correction {
  const { place, village, theme, on, from, until, citizens, deputies, units, guests, note, kind } = activity;
  return {
    place, village: village ?? '', theme: theme ?? '', on, from, until: until ?? '', citizens, deputies, units: units.map(({ unit }) => unit), guests: guests.map(({ name, role }) => `${name} ${role}`.trim()).join('\n'), note: note ?? '',
    counters: Object.fromEntries(KINDS[kind].counters.map(({ name }) => [name, activity.counters[name] ?? 0])),
    fields: Object.fromEntries(textFields(activity).map(({ name }) => [name, typeof activity.fields[name] === 'string' ? activity.fields[name] : ''])),
  };
}

/** The fields of the kind that are one line of text: the evening's weather and recorder. */
export function textFields({ kind }: Pick<ActivityState, 'kind'>) {
  return KINDS[kind].fields.filter((field) => field.kind === 'text');
}

/** The acts; none when nothing was changed. `unitNames` stand with the check-ins, so that a paper can name a unit that was renamed. */
export function correctionActs(activity: ActivityState, now: Correction, unitNames: ReadonlyMap<string, string>): readonly Act[] {
  const was = correctionOf(activity);
  const act = (type: string, body: Record<string, unknown>): Act => ({ scope: activity.scope, subject: activity.id, type, body });
  const amended = Object.fromEntries((['place', 'village', 'theme', 'on', 'from', 'until', 'note'] as const).flatMap((name) => (now[name].trim() === was[name] ? [] : [[name, now[name].trim()]])));
  const set = Object.fromEntries(Object.entries(now.fields).flatMap(([name, text]) => (text.trim() === (was.fields[name] ?? '') ? [] : [[name, text.trim()]])));
  const [guestsWere, guestsAre] = [was, now].map(({ guests }) => new Set(guests.split('\n').map((line) => line.trim()).filter((line) => line !== '')));
  const inOut = (before: readonly string[], after: readonly string[]) => [...after.filter((one) => !before.includes(one)).map((one) => ({ one, present: true })), ...before.filter((one) => !after.includes(one)).map((one) => ({ one, present: false }))];
  return [
    ...(Object.keys(amended).length === 0 ? [] : [act('activity.amended', amended)]),
    ...inOut(was.deputies, now.deputies).map(({ one, present }) => act('activity.checked_in', { as: 'deputy', who: one, present })),
    ...inOut(was.units, now.units).map(({ one, present }) => act('activity.checked_in', { as: 'unit', who: one, ...(unitNames.has(one) ? { name: unitNames.get(one) } : {}), present })),
    // Who leaves goes first: a guest whose role was put right leaves and comes.
    ...inOut([...guestsWere ?? []], [...guestsAre ?? []]).sort((a, b) => Number(a.present) - Number(b.present)).map(({ one, present }) => act('activity.checked_in', { as: 'guest', ...guestOf(one), present })),
    // In the place of all counts that are known here.
    ...(now.citizens === was.citizens ? [] : [act('activity.counted', { citizens: now.citizens, over: activity.headCounts.map(({ entry }) => entry) })]),
    ...Object.entries(now.counters).flatMap(([counter, total]) => { const by = total - (was.counters[counter] ?? 0); return by === 0 ? [] : [act('activity.tallied', { counter, by })]; }),
    ...(Object.keys(set).length === 0 ? [] : [act('activity.recorded', { set })]),
  ];
}

function guestOf(line: string): { readonly name: string; readonly role?: string } {
  const [name = '', ...rest] = line.split(/[\s,，、]+/);
  const role = rest.join(' ');
  return { name: name.slice(0, 60), ...(role === '' ? {} : { role: role.slice(0, 60) }) };
}
