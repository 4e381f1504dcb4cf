/** An activity as its entries add up: total and deterministic, in whatever order they came. */
import { foldActs, type ActMachine } from '../ledger/act-fold.ts';
import type { Entry } from '../ledger/entry.ts';
import type { ActivityBody, ActivityState, HeadCount } from './activity.ts';
import { ACTIVITY_LIFECYCLE, activityBodyRefusal, activityStateRefusal, type ActivityRefusal } from './lifecycle.ts';
import { readActivityAct, type ActivityAct } from './read-act.ts';

/** Acts that move the activity from one state to another; all others are facts beside them. */
const MOVES: readonly string[] = ['activity.planned', 'activity.opened', 'activity.closed', 'activity.cancelled', 'activity.reopened', 'activity.merged'];

export const ACTIVITY_MACHINE: ActMachine<ActivityState, ActivityAct, ActivityRefusal> = {
  read: readActivityAct,
  apply: applyActivityAct,
  isBeside: (act) => !MOVES.includes(act.type),
  undoes: (act) => (act.type === 'activity.undone' ? act.body.act : null),
  settles: (act) => (act.type === 'activity.noted' ? act.body.resolves ?? [] : []),
  // Two laptops that both began or both ended the evening meant the same thing.
  isCalm: (act) => act.type === 'activity.opened' || act.type === 'activity.planned' || act.type === 'activity.closed',
};

/** The activity that `entries` of one subject add up to, in any order; null while neither its plan nor its opening has arrived. */
export function foldActivity(entries: readonly Entry[]): ActivityState | null {
  const { state, timeline, contested, undoable } = foldActs(ACTIVITY_MACHINE, entries);
  return state && { ...state, timeline, contested: contested.length > 0, undoable };
}

/**
 * Applies one act to an activity: the only place where one changes. Opened once, by the first; closed once, by the first. What a second laptop
 * counted before it heard of the closing still counts: the evening took place, and its figures are facts.
 */
export function applyActivityAct(state: ActivityState | null, act: ActivityAct): { readonly state: ActivityState | null; readonly ineffective: ActivityRefusal | null } {
  if (!state) {
    if (act.type === 'activity.planned') return { state: planned(act), ineffective: null };
    if (act.type === 'activity.opened') return { state: { ...opened(act.body), ...blank(act), kind: act.body.kind, status: 'open', open: true }, ineffective: null };
    return { state, ineffective: 'activity-not-open' };
  }
  // An activity belongs to the scope that opened it: who may write elsewhere may not reach into it.
  if (act.scope !== state.scope) return { state, ineffective: 'scope-differs' };
  const refusal = activityStateRefusal(state, act.type) ?? activityBodyRefusal(state, act.type, act.body);
  if (refusal) return { state, ineffective: refusal };
  const status = ACTIVITY_LIFECYCLE[state.status][act.type] ?? state.status;
  return { state: { ...state, ...changes(state, act), status, open: status === 'open' }, ineffective: null };
}

type Planned = Extract<ActivityAct, { type: 'activity.planned' }>;
type Opened = Extract<ActivityAct, { type: 'activity.opened' }>;

function blank({ scope, subject }: Pick<ActivityAct, 'scope' | 'subject'>) {
  return {
    id: subject, scope, isPlanned: false, schedule: null, until: null, expected: { deputies: [], units: [] }, preparations: {}, deputies: [], units: [], guests: [], citizens: 0, headCounts: [], settledCounts: [], tallies: {}, counters: {}, settled: 0, ideas: 0, fields: {}, polls: [], notes: [],
    mergedInto: null, note: null, cancelled: null, timeline: [], contested: false, undoable: null,
  } satisfies Partial<ActivityState>;
}

function planned({ scope, subject, body }: Planned): ActivityState {
  return {
    ...blank({ scope, subject }), isPlanned: true, kind: body.kind, status: 'planned', open: false, place: body.place, station: body.station ?? null, village: body.village ?? null, theme: filled(body.theme), campaign: body.campaign ?? null, schedule: body.schedule ?? null,
    on: body.on, from: body.from ?? '', until: body.until ?? null, expected: { deputies: body.deputies ?? [], units: body.units ?? [] }, note: filled(body.note),
  };
}

function opened({ place, station, village, theme, campaign, on, from }: Opened['body']): Pick<ActivityState, 'place' | 'station' | 'village' | 'theme' | 'campaign' | 'on' | 'from'> {
  return { place, station: station ?? null, village: village ?? null, theme: filled(theme), campaign: campaign ?? null, on, from };
}

function changes(state: ActivityState, act: ActivityAct): Partial<ActivityState> {
  switch (act.type) {
    case 'activity.opened': {
      const now = opened(act.body);
      return { ...now, station: now.station ?? state.station, village: now.village ?? state.village, theme: now.theme ?? state.theme, campaign: now.campaign ?? state.campaign, until: null };
    }
    case 'activity.amended': return amended(state, act.body);
    case 'activity.cancelled': return { cancelled: act.body };
    case 'activity.prepared': return prepared(state, act.body);
    case 'activity.attended': return { deputies: act.body.deputies };
    case 'activity.checked_in': return checkedIn(state, act.body);
    case 'activity.counted': return counted(state, act);
    case 'activity.tallied': return tallied(state, { [act.body.counter]: countOf(state.tallies, act.body.counter) + act.body.by });
    case 'activity.headcount_settled': return { citizens: act.body.citizens, headCounts: [{ entry: act.entry, replica: act.replica, citizens: act.body.citizens }], settledCounts: [...state.settledCounts, ...(act.body.over ?? [])] };
    case 'activity.recorded': return { fields: { ...state.fields, ...act.body.set } };
    case 'activity.polled': return { polls: [...state.polls.filter((one) => (one.who ?? one.about) !== (act.body.who ?? act.body.about)), act.body] };
    case 'activity.closed': return { until: act.body.until, note: filled(act.body.note) ?? state.note };
    case 'activity.merged': return { mergedInto: act.body.into, until: state.until ?? state.from };
    case 'activity.reopened': return { cancelled: null, mergedInto: null };
    case 'activity.noted': return { notes: [...state.notes, act.body] };
    case 'activity.planned':
    case 'activity.undone': return {};
  }
}

function amended(state: ActivityState, { on, from, until, place, station, village, theme, campaign, deputies, units, note }: ActivityBody<'activity.amended'>): Partial<ActivityState> {
  return {
    on: on ?? state.on, from: from ?? state.from, until: until ?? state.until, place: place ?? state.place,
    station: station === undefined ? state.station : filled(station), village: village === undefined ? state.village : filled(village), theme: theme === undefined ? state.theme : filled(theme),
    campaign: campaign === undefined ? state.campaign : filled(campaign), note: note === undefined ? state.note : filled(note),
    expected: { deputies: deputies ?? state.expected.deputies, units: units ?? state.expected.units },
  };
}

/** The chosen topic is the theme; who is invited is expected. */
function prepared(state: ActivityState, body: ActivityBody<'activity.prepared'>): Partial<ActivityState> {
  const { deputies, units } = state.expected;
  return {
    preparations: { ...state.preparations, [body.step]: body }, theme: filled(body.chosen) ?? state.theme,
    expected: body.step === 'invitation' ? { deputies: body.deputies ?? deputies, units: body.units ?? units } : state.expected,
  };
}

function checkedIn(state: ActivityState, { as, who, name = '', role = '', head = false, present }: ActivityBody<'activity.checked_in'>): Partial<ActivityState> {
  switch (as) {
    case 'deputy': return { deputies: setOf(state.deputies, { one: who ?? '', present }) };
    case 'unit': {
      const others = state.units.filter(({ unit }) => unit !== who);
      return { units: present && who !== undefined ? [...others, { unit: who, name, role, head }] : others };
    }
    case 'guest': {
      const others = state.guests.filter((one) => one.name !== name);
      return { guests: present ? [...others, { name, role }] : others };
    }
  }
}

function setOf(list: readonly string[], { one, present }: { readonly one: string; readonly present: boolean }): readonly string[] {
  if (!present) return list.filter((other) => other !== one);
  return list.includes(one) ? list : [...list, one];
}

/** A count replaces its device's own earlier ones and those that it knew; one of the first version, which named none, replaces all. */
function counted(state: ActivityState, { entry, replica, body }: Extract<ActivityAct, { type: 'activity.counted' }>): Partial<ActivityState> {
  const { over } = body;
  const standing = over === undefined ? [] : state.headCounts.filter((one) => one.replica !== replica && !over.includes(one.entry));
  const headCounts: readonly HeadCount[] = [...standing, { entry, replica, citizens: body.citizens }];
  const totals = { ...(body.settled === undefined ? {} : { settled: body.settled }), ...(body.ideas === undefined ? {} : { ideas: body.ideas }) };
  return { ...tallied(state, totals), headCounts, settledCounts: [...state.settledCounts, ...(over ?? [])], citizens: Math.max(...headCounts.map(({ citizens }) => citizens)) };
}

function tallied(state: ActivityState, changed: Readonly<Record<string, number>>): Partial<ActivityState> {
  return countersOf({ ...state.tallies, ...changed });
}

/** The counters that tallies come to. */
export function countersOf(tallies: ActivityState['tallies']): Pick<ActivityState, 'tallies' | 'counters' | 'settled' | 'ideas'> {
  const counters: Readonly<Record<string, number>> = Object.fromEntries(Object.entries(tallies).map(([name, n]) => [name, Math.max(0, n)]));
  return { tallies, counters, settled: counters['settled'] ?? 0, ideas: counters['ideas'] ?? 0 };
}

/** A counter may be called anything: also what every object has from its prototype. */
function countOf(tallies: ActivityState['tallies'], name: string): number {
  return Object.hasOwn(tallies, name) ? tallies[name] ?? 0 : 0;
}

function filled(words: string | undefined): string | null {
  return words === undefined || words === '' ? null : words;
}
