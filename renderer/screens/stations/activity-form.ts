/** From the form of an activity to its acts: put on the plan, begun now, or written down after it took place (补记), all or none. */
import type { Act } from '../../../shared/act.ts';
import type { ActivityFieldValue, ActivityKind } from '../../../shared/activity/activity.ts';
import { KINDS } from '../../../shared/activity/kinds.ts';
import type { Attachment } from '../../../shared/attachment/attachment.ts';

/** How an activity comes into the ledger. */
export const MODES = ['record', 'plan', 'begin'] as const;
export type Mode = (typeof MODES)[number];
export const MODE_WORDS: Readonly<Record<Mode, string>> = { record: '补记办过的', plan: '排进计划', begin: '现在开始' };

/** The values of the form; `fields` and `counters` by the names of the kind's row. */
export interface ActivityValues {
  readonly scope?: string;
  readonly kind?: ActivityKind;
  readonly mode?: Mode;
  readonly on?: string;
  readonly from?: string;
  readonly until?: string;
  readonly place?: string;
  readonly station?: string;
  readonly village?: string;
  readonly theme?: string;
  readonly campaign?: string;
  readonly deputies?: readonly string[];
  readonly units?: readonly string[];
  /** Of `units` those whose chief came. */
  readonly heads?: readonly string[];
  readonly guests?: readonly string[];
  readonly citizens?: number | null;
  readonly counters?: Readonly<Record<string, number | null | undefined>>;
  readonly fields?: Readonly<Record<string, ActivityFieldValue | undefined>>;
  /** 前期调研: opinions collected before, one a line; where the kind asks for a survey. */
  readonly survey?: readonly string[];
  readonly attachments?: readonly Attachment[];
  readonly note?: string;
}

/** The names that check-ins of units carry, so that a paper can name them when the unit is renamed. */
export type UnitNames = ReadonlyMap<string, string>;

/** What the kind asks for; both are needed before there are acts. */
export type ReadyValues = ActivityValues & { readonly scope: string; readonly kind: ActivityKind; readonly mode: Mode; readonly on: string; readonly place: string };

/** The acts that write the activity `id` down. */
export function activityActs(id: string, values: ReadyValues, units: UnitNames): readonly Act[] {
  const about = { scope: values.scope, subject: id };
  const act = (type: string, body: Record<string, unknown>): Act => ({ ...about, type, body });
  const where = { place: values.place.trim(), ...filled({ station: values.station, village: values.village, theme: values.theme?.trim(), campaign: values.campaign }) };
  const set = setFields(values);
  const recorded = Object.keys(set).length === 0 ? [] : [act('activity.recorded', { set })];
  if (values.mode === 'plan') {
    return [
      act('activity.planned', { kind: values.kind, on: values.on, ...where, ...filled({ from: values.from, until: values.until, note: values.note?.trim() }), ...lists({ deputies: values.deputies, units: values.units }) }),
      ...recorded,
    ];
  }
  const opened = act('activity.opened', { kind: values.kind, ...where, on: values.on, from: values.from ?? '' });
  const opinions = KINDS[values.kind].preparations.includes('survey') ? cleanValue([...values.survey ?? []]) : null;
  const surveyed = opinions === null ? [] : [act('activity.prepared', { step: 'survey', done: true, text: Array.isArray(opinions) ? opinions.join('\n') : '' })];
  const facts = [...checkIns(values, units).map((body) => act('activity.checked_in', body)), ...counts(values).map(([type, body]) => act(type, body)), ...recorded, ...surveyed];
  const files = values.attachments ?? [];
  const noted = files.length === 0 ? [] : [act('activity.noted', { attachments: files })];
  if (values.mode === 'begin') return [opened, ...facts, ...noted];
  return [opened, ...facts, ...noted, act('activity.closed', { until: values.until ?? values.from ?? '', ...filled({ note: values.note?.trim() }) })];
}

function checkIns({ deputies = [], units = [], heads = [], guests = [] }: ActivityValues, names: UnitNames): readonly Record<string, unknown>[] {
  return [
    ...deputies.map((who) => ({ as: 'deputy', who, present: true })),
    ...units.map((who) => ({ as: 'unit', who, present: true, ...filled({ name: names.get(who) }), ...(heads.includes(who) ? { head: true } : {}) })),
    ...guests.map((one) => ({ as: 'guest', ...guestOf(one), present: true })),
  ];
}

/** `王某 法官`: the name, and after a space or a comma what the guest is. */
export function guestOf(line: string): { readonly name: string; readonly role?: string } {
  const [name = '', ...rest] = line.trim().split(/[\s,，、]+/);
  const role = rest.join(' ');
  return { name, ...(role === '' ? {} : { role }) };
}

function counts({ citizens, counters = {}, kind }: ReadyValues): readonly (readonly [type: string, body: Record<string, unknown>])[] {
  const known = KINDS[kind].counters.map(({ name }) => name);
  return [
    ...(citizens == null || citizens === 0 || KINDS[kind].people === null ? [] : [['activity.counted', { citizens, over: [] }] as const]),
    ...known.flatMap((counter) => { const by = counters[counter]; return by == null || by === 0 ? [] : [['activity.tallied', { counter, by }] as const]; }),
  ];
}

/** The kind's own fields that have a value; what was typed for another kind before the kind was changed stays behind. */
function setFields({ kind, fields = {} }: ReadyValues): Record<string, ActivityFieldValue> {
  return Object.fromEntries(KINDS[kind].fields.flatMap(({ name }) => { const value = cleanValue(fields[name]); return value === null ? [] : [[name, value]]; }));
}

/** A field's value as it is kept: trimmed, without empty lines; null when there is none. */
export function cleanValue(value: ActivityFieldValue | undefined): ActivityFieldValue {
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
  if (Array.isArray(value)) { const lines = value.map((line) => line.trim()).filter((line) => line !== ''); return lines.length === 0 ? null : lines; }
  return value ?? null;
}

function filled(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== ''));
}

function lists(values: Readonly<Record<string, readonly string[] | undefined>>): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, list]) => (list === undefined || list.length === 0 ? [] : [[name, list]])));
}
