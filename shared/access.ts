/**
 * Who may do what: role × entry type, as one table. The server decides by it, from the session and never from the
 * request; the device uses it to show only what is possible. Sources: 代表法 31 (deputies do not handle), S1
 * (units may not enter evaluations: 威胁利诱影响评价), 地方组织法 18–19.
 */
import type { EntryType } from './entry-types.ts';

/** recorder 记录员 · secretary 人大秘书 · chair 主席团主席 · county 县人大代表工委 · server the county server itself. */
export const ROLES = ['recorder', 'secretary', 'chair', 'county', 'server'] as const;
export type Role = (typeof ROLES)[number];

const TOWNSHIP_DESK = ['secretary', 'chair'] as const;
const SUPERVISORS = ['secretary', 'chair', 'county'] as const;
const EVERYONE = ['recorder', 'secretary', 'chair', 'county'] as const;

/** Which roles may append which type. */
export const ACCESS: Readonly<Record<EntryType, readonly Role[]>> = {
  'case.registered': EVERYONE, 'case.corrected': EVERYONE, 'case.numbered': ['server'], 'case.sorted': TOWNSHIP_DESK, 'case.answered': TOWNSHIP_DESK, 'case.declined': SUPERVISORS,
  'case.reported': TOWNSHIP_DESK, 'case.reviewed': ['county'], 'case.merged': TOWNSHIP_DESK, 'case.separated': TOWNSHIP_DESK, 'case.converted': SUPERVISORS, 'case.linked': EVERYONE, 'case.unlinked': SUPERVISORS,
  'case.consulted': SUPERVISORS, 'case.extension_requested': SUPERVISORS, 'case.extended': SUPERVISORS, 'case.extension_declined': SUPERVISORS, 'case.paused': SUPERVISORS, 'case.resumed': SUPERVISORS,
  'case.rescheduled': SUPERVISORS, 'case.fulfilled': SUPERVISORS, 'case.supervision_answered': SUPERVISORS, 'case.revealed': EVERYONE, 'case.undone': EVERYONE,
  'case.assigned': SUPERVISORS, 'case.acknowledged': SUPERVISORS, 'case.returned': SUPERVISORS, 'case.progressed': SUPERVISORS,
  'case.replied': SUPERVISORS, 'case.relayed': EVERYONE, 'case.supervised': SUPERVISORS, 'case.evaluated': [...TOWNSHIP_DESK, 'recorder', 'county'],
  'case.reworked': SUPERVISORS, 'case.closed': TOWNSHIP_DESK, 'case.reopened': SUPERVISORS, 'case.noted': EVERYONE,
  'activity.planned': EVERYONE, 'activity.amended': EVERYONE, 'activity.cancelled': SUPERVISORS, 'activity.prepared': EVERYONE, 'activity.opened': EVERYONE, 'activity.attended': EVERYONE, 'activity.checked_in': EVERYONE,
  'activity.counted': EVERYONE, 'activity.tallied': EVERYONE, 'activity.headcount_settled': EVERYONE, 'activity.recorded': EVERYONE, 'activity.polled': SUPERVISORS, 'activity.closed': EVERYONE, 'activity.merged': EVERYONE, 'activity.reopened': SUPERVISORS,
  'activity.noted': EVERYONE, 'activity.undone': EVERYONE,
  'suggestion.registered': SUPERVISORS, 'suggestion.amended': SUPERVISORS, 'suggestion.signed': SUPERVISORS, 'suggestion.checked': SUPERVISORS,
  'suggestion.sent_back': SUPERVISORS, 'suggestion.merged': SUPERVISORS, 'suggestion.separated': SUPERVISORS, 'suggestion.rerouted': SUPERVISORS,
  'suggestion.numbered': SUPERVISORS, 'suggestion.assigned': SUPERVISORS, 'suggestion.acknowledged': SUPERVISORS, 'suggestion.returned': SUPERVISORS,
  'suggestion.co_opined': SUPERVISORS, 'suggestion.talked': SUPERVISORS, 'suggestion.explained': SUPERVISORS, 'suggestion.extended': SUPERVISORS,
  'suggestion.rescheduled': SUPERVISORS, 'suggestion.progressed': SUPERVISORS, 'suggestion.replied': SUPERVISORS, 'suggestion.delivered': SUPERVISORS,
  'suggestion.urged': SUPERVISORS, 'suggestion.fed_back': SUPERVISORS, 'suggestion.lapsed': SUPERVISORS, 'suggestion.reworked': SUPERVISORS,
  'suggestion.appraised': SUPERVISORS, 'suggestion.fulfilled': SUPERVISORS, 'suggestion.supervised': SUPERVISORS, 'suggestion.supervision_answered': SUPERVISORS,
  'suggestion.key_listed': SUPERVISORS, 'suggestion.reopened': SUPERVISORS, 'suggestion.noted': SUPERVISORS, 'suggestion.undone': SUPERVISORS, 'suggestion.closed': TOWNSHIP_DESK,
  'referral.registered': SUPERVISORS, 'referral.forwarded': SUPERVISORS, 'referral.notified': SUPERVISORS, 'referral.concluded': SUPERVISORS, 'referral.converted': SUPERVISORS,
  'referral.reopened': SUPERVISORS, 'referral.noted': SUPERVISORS, 'referral.undone': SUPERVISORS,
  'deputy.updated': ['secretary', 'chair', 'county', 'server'], 'unit.updated': ['secretary', 'chair', 'county', 'server'], 'village.updated': ['secretary', 'chair', 'county', 'server'],
  'user.updated': ['server'], 'category.updated': ['secretary', 'chair', 'county', 'server'], 'office.updated': ['secretary', 'chair', 'county', 'server'],
  'rule.updated': ['secretary', 'chair', 'county', 'server'], 'calendar.updated': ['secretary', 'chair', 'county', 'server'],
  'view.updated': EVERYONE,
  'station.updated': ['secretary', 'chair', 'county', 'server'], 'campaign.updated': ['secretary', 'chair', 'county', 'server'], 'schedule.updated': ['secretary', 'chair', 'county', 'server'], 'figure.updated': ['secretary', 'chair', 'county', 'server'],
};

/** Who is asking: from the session of the server, or from the enrolment of the device. */
export interface Session {
  readonly user: string;
  readonly userName: string;
  readonly role: Role;
  /** The scope the user belongs to: the township's 9 digits, or the county's 6. */
  readonly home: string;
  /** Scopes whose entries may be read (pulled). */
  readonly reads: readonly string[];
  /** Scopes into which entries may be written. */
  readonly writes: readonly string[];
}

/** True when the role may append the type. */
export function mayAppend(role: Role, type: EntryType): boolean {
  return ACCESS[type].includes(role);
}
