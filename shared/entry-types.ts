/**
 * Every entry type that this version knows, with its version and schema: the one list that the device, the
 * server and the tests share. An entry of another type or a newer version is kept and shown as such, never dropped.
 */
import { Value } from 'typebox/value';
import type { TSchema } from 'typebox';
import { ACTIVITY_BODIES, type ActivityEntryType } from './activity/activity.ts';
import { CALENDAR_BODIES } from './calendar/calendar-record.ts';
import { CAMPAIGN_BODIES } from './campaign/campaign.ts';
import { CASE_BODIES, type CaseEntryType } from './case/case.ts';
import { CATEGORY_BODIES } from './category/category.ts';
import { DEPUTY_BODIES } from './deputy/deputy.ts';
import { FIGURE_BODIES } from './figure/figure.ts';
import { OFFICE_BODIES } from './office/office.ts';
import { REFERRAL_BODIES, type ReferralEntryType } from './referral/referral.ts';
import { RULE_BODIES } from './rules/effective-rules.ts';
import { SCHEDULE_BODIES } from './schedule/schedule.ts';
import { STATION_BODIES } from './station/station.ts';
import { SUGGESTION_BODIES, type SuggestionEntryType } from './suggestion/suggestion.ts';
import { UNIT_BODIES } from './unit/unit.ts';
import { USER_BODIES } from './user/user.ts';
import { VIEW_BODIES } from './view/view.ts';
import { VILLAGE_BODIES } from './village/village.ts';

const BODIES = { ...CASE_BODIES, ...ACTIVITY_BODIES, ...SUGGESTION_BODIES, ...REFERRAL_BODIES, ...DEPUTY_BODIES, ...UNIT_BODIES, ...VILLAGE_BODIES, ...USER_BODIES, ...CATEGORY_BODIES, ...OFFICE_BODIES, ...RULE_BODIES, ...CALENDAR_BODIES, ...VIEW_BODIES, ...STATION_BODIES, ...CAMPAIGN_BODIES, ...SCHEDULE_BODIES, ...FIGURE_BODIES };

/** A type that this version knows. */
export type EntryType = CaseEntryType | ActivityEntryType | SuggestionEntryType | ReferralEntryType | 'deputy.updated' | 'unit.updated' | 'village.updated' | 'user.updated' | 'category.updated' | 'office.updated' | 'rule.updated' | 'calendar.updated' | 'view.updated' | 'station.updated' | 'campaign.updated' | 'schedule.updated' | 'figure.updated';

/** All of them, for tables and tests. */
export const ENTRY_TYPES = Object.keys(BODIES) as EntryType[];

/** The newest body version that this version of the software writes and reads, by type. */
export const LATEST_VERSION: Readonly<Record<EntryType, number>> = Object.fromEntries(ENTRY_TYPES.map((type) => [type, 1])) as Record<EntryType, number>;

/** True when this version knows the type. */
export function isKnownType(type: string): type is EntryType {
  return Object.hasOwn(BODIES, type);
}

/** What this version makes of an entry's type, version and body. */
export type BodyVerdict = 'valid' | 'type-unknown' | 'version-newer' | 'body-invalid';

/** Judges the body of an entry by the schema of its type and version; unknown fields are allowed. */
export function judgeBody(entry: { readonly type: string; readonly v: number; readonly subject: string; readonly body: unknown }): BodyVerdict {
  if (!isKnownType(entry.type)) return 'type-unknown';
  if (entry.v > LATEST_VERSION[entry.type]) return 'version-newer';
  if (entry.subject.split(':')[0] !== entry.type.split('.')[0]) return 'body-invalid';
  const schema: TSchema = BODIES[entry.type];
  return Value.Check(schema, entry.body) ? 'valid' : 'body-invalid';
}
