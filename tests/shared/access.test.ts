import { describe, expect, it } from 'vitest';
import { ACCESS, mayAppend, ROLES } from '../../shared/access.ts';
import { ENTRY_TYPES, type EntryType } from '../../shared/entry-types.ts';

/** Who may do what, written down a second time: r recorder, s secretary, c chair, k county office, v server. */
const MATRIX: Readonly<Record<EntryType, string>> = {
  'case.registered': 'rsck-', 'case.corrected': 'rsck-', 'case.numbered': '----v', 'case.sorted': '-sc--', 'case.answered': '-sc--', 'case.declined': '-sck-', 'case.reported': '-sc--', 'case.reviewed': '---k-',
  'case.merged': '-sc--', 'case.separated': '-sc--', 'case.converted': '-sck-', 'case.linked': 'rsck-', 'case.unlinked': '-sck-', 'case.consulted': '-sck-', 'case.assigned': '-sck-', 'case.acknowledged': '-sck-',
  'case.returned': '-sck-', 'case.extension_requested': '-sck-', 'case.extended': '-sck-', 'case.extension_declined': '-sck-', 'case.paused': '-sck-', 'case.resumed': '-sck-', 'case.rescheduled': '-sck-',
  'case.progressed': '-sck-', 'case.replied': '-sck-', 'case.fulfilled': '-sck-', 'case.relayed': 'rsck-', 'case.supervised': '-sck-', 'case.supervision_answered': '-sck-', 'case.evaluated': 'rsck-',
  'case.reworked': '-sck-', 'case.closed': '-sc--', 'case.reopened': '-sck-', 'case.noted': 'rsck-', 'case.revealed': 'rsck-', 'case.undone': 'rsck-',
  'activity.planned': 'rsck-', 'activity.amended': 'rsck-', 'activity.cancelled': '-sck-', 'activity.prepared': 'rsck-', 'activity.opened': 'rsck-', 'activity.attended': 'rsck-', 'activity.checked_in': 'rsck-', 'activity.counted': 'rsck-', 'activity.tallied': 'rsck-',
  'activity.headcount_settled': 'rsck-', 'activity.recorded': 'rsck-', 'activity.polled': '-sck-', 'activity.closed': 'rsck-', 'activity.merged': 'rsck-', 'activity.reopened': '-sck-', 'activity.noted': 'rsck-', 'activity.undone': 'rsck-',
  'station.updated': '-sckv', 'campaign.updated': '-sckv', 'schedule.updated': '-sckv', 'figure.updated': '-sckv',
  'suggestion.registered': '-sck-', 'suggestion.amended': '-sck-', 'suggestion.signed': '-sck-', 'suggestion.checked': '-sck-', 'suggestion.sent_back': '-sck-',
  'suggestion.merged': '-sck-', 'suggestion.separated': '-sck-', 'suggestion.rerouted': '-sck-', 'suggestion.numbered': '-sck-', 'suggestion.assigned': '-sck-',
  'suggestion.acknowledged': '-sck-', 'suggestion.returned': '-sck-', 'suggestion.co_opined': '-sck-', 'suggestion.talked': '-sck-', 'suggestion.explained': '-sck-',
  'suggestion.extended': '-sck-', 'suggestion.rescheduled': '-sck-', 'suggestion.progressed': '-sck-', 'suggestion.replied': '-sck-', 'suggestion.delivered': '-sck-',
  'suggestion.urged': '-sck-', 'suggestion.fed_back': '-sck-', 'suggestion.lapsed': '-sck-', 'suggestion.reworked': '-sck-', 'suggestion.appraised': '-sck-',
  'suggestion.fulfilled': '-sck-', 'suggestion.supervised': '-sck-', 'suggestion.supervision_answered': '-sck-', 'suggestion.key_listed': '-sck-',
  'suggestion.reopened': '-sck-', 'suggestion.noted': '-sck-', 'suggestion.undone': '-sck-', 'suggestion.closed': '-sc--', 'referral.registered': '-sck-',
  'referral.forwarded': '-sck-', 'referral.notified': '-sck-', 'referral.concluded': '-sck-', 'referral.converted': '-sck-', 'referral.reopened': '-sck-',
  'referral.noted': '-sck-', 'referral.undone': '-sck-',
  'deputy.updated': '-sckv', 'unit.updated': '-sckv', 'village.updated': '-sckv',
  'user.updated': '----v', 'category.updated': '-sckv', 'office.updated': '-sckv', 'rule.updated': '-sckv', 'calendar.updated': '-sckv', 'view.updated': 'rsck-',
};
const LETTERS = { recorder: 'r', secretary: 's', chair: 'c', county: 'k', server: 'v' } as const;

describe('role × entry type', () => {
  it.each(ENTRY_TYPES)('%s', (type) => {
    expect(ROLES.map((role) => (mayAppend(role, type) ? LETTERS[role] : '-')).join('')).toBe(MATRIX[type]);
  });

  it('no role stands twice, and none is unknown', () => {
    for (const roles of Object.values(ACCESS)) {
      expect(new Set(roles).size).toBe(roles.length);
      expect(roles.filter((role) => !ROLES.includes(role))).toEqual([]);
    }
  });
});
