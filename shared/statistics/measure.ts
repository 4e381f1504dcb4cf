/** Measuring: one walk over what a device knows gives every indicator of one selection, another what one of them counted. Pure: the same entries give the same numbers. */
import type { ActivityState } from '../activity/activity.ts';
import { joinedActivities, mainIds } from '../activity/joined.ts';
import { DEPUTY_LEVELS, type Deputy } from '../deputy/deputy.ts';
import type { Station } from '../station/station.ts';
import type { SuggestionState } from '../suggestion/suggestion.ts';
import type { CaseFacts } from './case-facts.ts';
import { INDICATORS, type Indicator, type MeasureContext } from './indicators.ts';
import type { Rate } from './rate.ts';
import { caseRates, countCaseRates, noCaseRates, suggestionRates } from './rates.ts';
import { asksForActivities, isChosen, isCounted, isHeld, isInPeriod, isInPlace, type Selection } from './selection.ts';

/** What there is to measure. */
export interface Pool {
  /** As they were folded: two that were merged are counted as the one that they were. */
  readonly activities: readonly ActivityState[];
  readonly cases: Iterable<CaseFacts>;
  readonly suggestions: readonly SuggestionState[];
  readonly stations: readonly Station[];
  readonly deputies: readonly Deputy[];
}

/** Something that a reader of the figures should know; the figures stand all the same (domain 2.2: 只可提示，不可拦截). */
export type Remark =
  | { readonly kind: 'more-handled-than-collected'; readonly handled: number; readonly collected: number }
  /** Evenings where two devices' head counts stand beside one another: the greater was taken. */
  | { readonly kind: 'heads-unsettled'; readonly activities: readonly string[] }
  | { readonly kind: 'still-open'; readonly activities: readonly string[] };

export interface Measured {
  /** By id of the indicator. What the selection cannot ask (a campaign has no station register) is missing, which is not 0. */
  readonly values: Readonly<Record<string, number>>;
  /** By id of the rate. */
  readonly rates: Readonly<Record<string, Rate>>;
  readonly remarks: readonly Remark[];
}

/** An activity, a case, a suggestion or a station, and how much of the indicator it is. Of different ones (名) it may be counted at several activities. */
export interface Contribution { readonly id: string; readonly n: number }

/** Every indicator and rate of the selection. */
export function measure(pool: Pool, selection: Selection): Measured {
  const scope = scopeOf(pool, selection);
  const values: Record<string, number> = {};
  for (const one of INDICATORS) if (applies(one, selection)) values[one.id] = ofActivities(one, scope) + ofRegister(one, scope);
  const byCase = INDICATORS.filter(({ caseOn }) => caseOn !== undefined);
  const rates = noCaseRates();
  for (const one of pool.cases) {
    if (!isCounted(selection, one, scope.chosen)) continue;
    const at = one.activity === null ? null : scope.byId.get(one.activity) ?? null;
    for (const { id, caseOn } of byCase) if (caseOn !== undefined && isInPeriod(selection, caseOn(one, at))) values[id] = (values[id] ?? 0) + 1;
    if (isInPeriod(selection, one.receivedOn)) countCaseRates(rates, one, selection.asOf);
  }
  return {
    values, rates: { ...caseRates(rates), ...(asksForPlaceOnly(selection) ? suggestionRates(scope.suggestions, selection.asOf) : {}) },
    remarks: remarksOn(scope.held, { handled: values['opinionsHandled'] ?? 0, collected: values['opinionsCollected'] ?? 0 }),
  };
}

/** What one indicator of the selection counted, in the order of the pool. */
export function contributions(pool: Pool, selection: Selection, indicator: Indicator): readonly Contribution[] {
  if (!applies(indicator, selection)) return [];
  const scope = scopeOf(pool, selection);
  const found: Contribution[] = [];
  for (const one of scope.held) {
    const n = (indicator.activity?.(one, scope.context) ?? 0) + new Set(indicator.distinct?.(one, scope.context)).size;
    if (n > 0) found.push({ id: one.id, n });
  }
  const { caseOn } = indicator;
  if (caseOn !== undefined) {
    for (const one of pool.cases) {
      if (isCounted(selection, one, scope.chosen) && isInPeriod(selection, caseOn(one, one.activity === null ? null : scope.byId.get(one.activity) ?? null))) found.push({ id: one.id, n: 1 });
    }
  }
  for (const one of scope.suggestions) if (indicator.suggestions) found.push({ id: one.id, n: 1 });
  for (const one of scope.stations) {
    const n = (indicator.stations?.(one) === true ? 1 : 0) + (indicator.grouped?.(one, scope.context).length ?? 0);
    if (n > 0) found.push({ id: one.id, n });
  }
  return found;
}

interface Scope {
  readonly held: readonly ActivityState[];
  /** Asked for, on whatever day: a case of theirs may be solved much later. */
  readonly chosen: ReadonlyMap<string, ActivityState>;
  readonly byId: ReadonlyMap<string, ActivityState>;
  readonly suggestions: readonly SuggestionState[];
  readonly stations: readonly Station[];
  readonly context: MeasureContext;
}

function scopeOf(pool: Pool, selection: Selection): Scope {
  const levels = new Map(pool.deputies.map(({ id, level }) => [id, level]));
  const counted = new Set(selection.levels.length === DEPUTY_LEVELS.length ? [] : selection.levels);
  const level: MeasureContext['level'] = (id) => levels.get(id) ?? null;
  const activities = joinedActivities(pool.activities);
  const mains = mainIds(pool.activities);
  // A case was registered at the part; its activity is the whole.
  const found = (those: readonly ActivityState[]): ReadonlyMap<string, ActivityState> => {
    const byMain = new Map(those.map((one) => [one.id, one]));
    return new Map([...mains].flatMap(([id, main]) => { const one = byMain.get(main); return one === undefined ? [] : [[id, one] as const]; }));
  };
  return {
    held: activities.filter((one) => isHeld(selection, one)), byId: found(activities), chosen: found(activities.filter((one) => isChosen(selection, one))),
    suggestions: pool.suggestions.filter((one) => isInPlace(selection, one.scope) && one.status !== 'rerouted' && isInPeriod(selection, one.registered.receivedOn)),
    stations: pool.stations.filter((one) => one.active && isInPlace(selection, one.scope) && (selection.village === null || one.village === selection.village) && (selection.station === null || one.id === selection.station)),
    context: { level, deputies: (ids) => (counted.size === 0 ? ids : ids.filter((id) => { const of = level(id); return of !== null && counted.has(of); })) },
  };
}

/** Suggestions know a place and a day, and no village, station, campaign or kind of activity. */
function asksForPlaceOnly(selection: Selection): boolean {
  return !asksForActivities(selection) && selection.village === null;
}

function applies({ suggestions, stations, grouped }: Indicator, selection: Selection): boolean {
  if (suggestions) return asksForPlaceOnly(selection);
  if (stations !== undefined || grouped !== undefined) return selection.campaign === null && selection.kinds.length === 0 && selection.deputy === null;
  return true;
}

function ofActivities({ activity, distinct }: Indicator, { held, context }: Scope): number {
  const different = new Set<string>();
  let sum = 0;
  for (const one of held) {
    sum += activity?.(one, context) ?? 0;
    for (const who of distinct?.(one, context) ?? []) different.add(who);
  }
  return sum + different.size;
}

function ofRegister({ suggestions, stations, grouped }: Indicator, scope: Scope): number {
  const different = new Set(scope.stations.flatMap((one) => grouped?.(one, scope.context) ?? []));
  return (suggestions ? scope.suggestions.length : 0) + (stations === undefined ? 0 : scope.stations.filter(stations).length) + different.size;
}

function remarksOn(held: readonly ActivityState[], { handled, collected }: { readonly handled: number; readonly collected: number }): readonly Remark[] {
  const unsettled = held.filter(({ headCounts }) => headCounts.length > 1).map(({ id }) => id);
  const open = held.filter(({ status }) => status === 'open').map(({ id }) => id);
  return [
    ...(handled > collected ? [{ kind: 'more-handled-than-collected' as const, handled, collected }] : []),
    ...(unsettled.length > 0 ? [{ kind: 'heads-unsettled' as const, activities: unsettled }] : []),
    ...(open.length > 0 ? [{ kind: 'still-open' as const, activities: open }] : []),
  ];
}
