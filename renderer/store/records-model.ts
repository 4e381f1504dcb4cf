/** Activities, deputies' suggestions, referrals and the plain records (deputies, units, villages, users, categories, offices, rules, calendars, views) in memory: few, and screens choose from them all the time. */
import { foldActivity } from '../../shared/activity/fold.ts';
import type { ActivityState } from '../../shared/activity/activity.ts';
import { idsOfActivity, joinedActivities } from '../../shared/activity/joined.ts';
import { foldCalendar, type CalendarRecord } from '../../shared/calendar/calendar-record.ts';
import { foldCategory, type CategoryRecord } from '../../shared/category/category.ts';
import { foldDeputy, type Deputy } from '../../shared/deputy/deputy.ts';
import { judgeBody } from '../../shared/entry-types.ts';
import type { Entry } from '../../shared/ledger/entry.ts';
import { foldOffice, type OfficeRecord } from '../../shared/office/office.ts';
import { foldReferral } from '../../shared/referral/fold.ts';
import type { ReferralState } from '../../shared/referral/referral.ts';
import { foldRule, type RuleRecord } from '../../shared/rules/effective-rules.ts';
import { foldSuggestion } from '../../shared/suggestion/fold.ts';
import type { SuggestionState } from '../../shared/suggestion/suggestion.ts';
import { foldUnit, type Unit } from '../../shared/unit/unit.ts';
import { foldUser, type User } from '../../shared/user/user.ts';
import { foldStation, type Station } from '../../shared/station/station.ts';
import { foldCampaign, type Campaign } from '../../shared/campaign/campaign.ts';
import { foldSchedule, type Schedule } from '../../shared/schedule/schedule.ts';
import { foldFigure, type Figure } from '../../shared/figure/figure.ts';
import { foldView, type View } from '../../shared/view/view.ts';
import { foldVillage, type Village } from '../../shared/village/village.ts';
import type { CaseFilter } from './api.ts';
import type { Names } from './case-row.ts';
import type { RecordTable } from './tables.ts';

/** What each table's records fold to. */
export interface RecordStates {
  readonly activities: ActivityState;
  readonly deputies: Deputy;
  readonly units: Unit;
  readonly villages: Village;
  readonly users: User;
  readonly categories: CategoryRecord;
  readonly offices: OfficeRecord;
  readonly rules: RuleRecord;
  readonly calendars: CalendarRecord;
  readonly views: View;
  readonly stations: Station;
  readonly campaigns: Campaign;
  readonly schedules: Schedule;
  readonly figures: Figure;
  readonly suggestions: SuggestionState;
  readonly referrals: ReferralState;
}
export type RecordState = RecordStates[RecordTable];

/** The table of each aggregate that is not the case; aggregates that this version does not know have none. */
const TABLE_OF: Readonly<Record<string, RecordTable>> = { activity: 'activities', deputy: 'deputies', unit: 'units', village: 'villages', user: 'users', category: 'categories', office: 'offices', rule: 'rules', calendar: 'calendars', view: 'views', station: 'stations', campaign: 'campaigns', schedule: 'schedules', figure: 'figures', suggestion: 'suggestions', referral: 'referrals' };

/** The table that a subject's record belongs to, or null. */
export function recordTableOf(subject: string): RecordTable | null {
  return TABLE_OF[subject.split(':')[0] ?? ''] ?? null;
}

/** Folds a record; entries whose body this version cannot read do not count, and stay in the ledger. What has a timeline shows them there. */
export function foldState(table: RecordTable, entries: readonly Entry[]): RecordState | null {
  if (table === 'suggestions') return foldSuggestion(entries);
  if (table === 'referrals') return foldReferral(entries);
  const readable = entries.filter((entry) => judgeBody(entry) === 'valid');
  const folds: { readonly [T in Exclude<RecordTable, 'suggestions' | 'referrals'>]: (entries: readonly Entry[]) => RecordStates[T] | null } =
    { activities: foldActivity, deputies: foldDeputy, units: foldUnit, villages: foldVillage, users: foldUser, categories: foldCategory, offices: foldOffice, rules: foldRule, calendars: foldCalendar, views: foldView, stations: foldStation, campaigns: foldCampaign, schedules: foldSchedule, figures: foldFigure };
  return folds[table](readable);
}

/** The records in memory, by table and id. */
export interface RecordsModel {
  put(table: RecordTable, state: RecordState): void;
  clear(): void;
  all<T extends RecordTable>(table: T): readonly RecordStates[T][];
  one<T extends RecordTable>(table: T, id: string): RecordStates[T] | null;
  names(): Names;
}

export function createRecordsModel(): RecordsModel {
  const tables: { readonly [T in RecordTable]: Map<string, RecordStates[T]> } = {
    activities: new Map(), deputies: new Map(), units: new Map(), villages: new Map(), users: new Map(), categories: new Map(), offices: new Map(), rules: new Map(), calendars: new Map(), views: new Map(), stations: new Map(), campaigns: new Map(), schedules: new Map(), figures: new Map(), suggestions: new Map(), referrals: new Map(),
  };
  return {
    put: (table, state) => { (tables[table] as Map<string, RecordState>).set(state.id, state); },
    clear: () => { for (const table of Object.values(tables)) table.clear(); },
    all: (table) => [...tables[table].values()],
    one: <T extends RecordTable>(table: T, id: string) => tables[table].get(id) ?? null,
    names: () => ({
      villages: new Map([...tables.villages.values()].map((one) => [one.id, one.name])),
      units: new Map([...tables.units.values()].map((one) => [one.id, one.name])),
      deputies: new Map([...tables.deputies.values()].map((one) => [one.id, one.name])),
    }),
  };
}

/** Every activity once, the latest first. */
export function activitiesOf(records: Pick<RecordsModel, 'all'>): readonly ActivityState[] {
  return joinedActivities(records.all('activities')).map((one) => ({ ...one, timeline: [] })).sort((a, b) => (`${b.on} ${b.from}` < `${a.on} ${a.from}` ? -1 : 1));
}

/** One activity with its parts. */
export function activityOf(records: Pick<RecordsModel, 'all' | 'one'>, id: string): ActivityState | null {
  const own = records.one('activities', id);
  if (own === null || own.mergedInto !== null) return own;
  return joinedActivities(records.all('activities')).find((one) => one.id === id) ?? own;
}

/** The filter with the parts of its activity. */
export function withParts({ activity, ...filter }: CaseFilter, records: Pick<RecordsModel, 'all'>): CaseFilter {
  return activity === undefined ? filter : { ...filter, activities: idsOfActivity(records.all('activities'), activity) };
}

/** Whether the suggestion or the referral that a case was turned into has a result yet. */
export function resultElsewhere(records: Pick<RecordsModel, 'one'>, id: string): 'waiting' | 'answered' | 'unknown' {
  const suggestion = records.one('suggestions', id), referral = records.one('referrals', id);
  if (suggestion === null && referral === null) return 'unknown';
  return (suggestion !== null && suggestion.reply !== null) || referral?.status === 'concluded' || suggestion?.status === 'closed' || suggestion?.status === 'rerouted' ? 'answered' : 'waiting';
}
