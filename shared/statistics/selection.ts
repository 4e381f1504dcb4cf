/** What a question of statistics is about (口径): place, period, campaign, kinds of activity. Two selections are two calibers; their figures stand side by side and are never added (domain 0.9). */
import type { ActivityKind, ActivityState } from '../activity/activity.ts';
import { KINDS } from '../activity/kinds.ts';
import type { DeputyLevel } from '../deputy/deputy.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { CaseFacts } from './case-facts.ts';

/** `all`: the county's own and every township's. `townships`: 各乡镇（街道）, without the county's own. Else one scope's code. */
export type SelectedPlace = 'all' | 'townships' | (string & {});

export interface Selection {
  readonly place: SelectedPlace;
  readonly village: string | null;
  readonly station: string | null;
  /** First and last day, both included; null where it is open. Each thing counts on the day on which it happened. */
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  /** 数据截至: what happened later does not count. */
  readonly asOf: LocalDate;
  readonly campaign: string | null;
  /** Empty: every kind. */
  readonly kinds: readonly ActivityKind[];
  /** Which deputies are counted; empty: 五级代表 all. */
  readonly levels: readonly DeputyLevel[];
  /** Only activities that this deputy attended. */
  readonly deputy: string | null;
}

/** Everything that this device has, up to `asOf`. */
export function everything(asOf: LocalDate): Selection {
  return { place: 'all', village: null, station: null, from: null, to: null, asOf, campaign: null, kinds: [], levels: [], deputy: null };
}

/** Whether the day lies in the period and is not after 数据截至. */
export function isInPeriod({ from, to, asOf }: Selection, day: LocalDate | null): boolean {
  return day !== null && day <= asOf && (from === null || day >= from) && (to === null || day <= to);
}

/** Whether only what happened at some activities is asked for: what belongs to no activity is then left out. */
export function asksForActivities({ station, campaign, kinds, deputy }: Selection): boolean {
  return station !== null || campaign !== null || kinds.length > 0 || deputy !== null;
}

/** Whether something of `scope` belongs to the place; township codes are the longer ones. */
export function isInPlace({ place }: Selection, scope: string): boolean {
  return place === 'all' || (place === 'townships' ? scope.length > 6 : scope === place);
}

/** Whether the activity is one of those asked for, whenever it takes place. */
export function isChosen(selection: Selection, one: ActivityState): boolean {
  const { station, campaign, kinds, deputy } = selection;
  return isInPlace(selection, one.scope) && (station === null || one.station === station) && (campaign === null || one.campaign === campaign) && (kinds.length === 0 || kinds.includes(one.kind))
    && (deputy === null || one.deputies.includes(deputy));
}

/** Whether the activity took place, in the village, place and period asked for: planned and cancelled ones have not. */
export function isHeld(selection: Selection, one: ActivityState): boolean {
  return tookPlace(one) && isChosen(selection, one) && isInPeriod(selection, one.on) && (selection.village === null || one.village === selection.village);
}

/** Under way or over. */
export function tookPlace({ status }: Pick<ActivityState, 'status'>): boolean {
  return status === 'open' || status === 'closed';
}

/** Whether the case can count at all; on which day is each indicator's business. `chosen` has the activities asked for. */
export function isCounted(selection: Selection, one: CaseFacts, chosen: ReadonlyMap<string, ActivityState>): boolean {
  if (one.withheld || one.takenBack || !isInPlace(selection, one.scope) || (selection.village !== null && one.village !== selection.village)) return false;
  return !asksForActivities(selection) || (one.activity !== null && chosen.has(one.activity));
}

/** Names behind the ids of a selection. */
export interface SelectionNames {
  readonly place: (place: SelectedPlace) => string;
  readonly village: (id: string) => string;
  readonly station: (id: string) => string;
  readonly campaign: (id: string) => string;
  readonly deputy: (id: string) => string;
  readonly level: (level: DeputyLevel) => string;
}

/** The caliber in words: what stands above a table and below an export. */
export function caliberWords(selection: Selection, names: SelectionNames): string {
  const { place, village, station, from, to, asOf, campaign, kinds, levels, deputy } = selection;
  const days = from === null && to === null ? '全部时间' : `${from ?? '开始'}至${to ?? asOf}`;
  return [
    names.place(place), village === null ? '' : names.village(village), station === null ? '' : names.station(station), days, campaign === null ? '' : `主题活动“${names.campaign(campaign)}”`,
    kinds.length === 0 ? '各种活动' : kinds.map((kind) => KINDS[kind].name).join('、'), levels.length === 0 ? '' : `代表只计${levels.map(names.level).join('、')}`, deputy === null ? '' : `${names.deputy(deputy)}参加的`,
    `数据截至${asOf}`,
  ].filter((part) => part !== '').join('；');
}
