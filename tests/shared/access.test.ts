import { describe, expect, it } from 'vitest';
import { ACCESS, mayAppend, ROLES } from '../../shared/access.ts';
import { ENTRY_TYPES, type EntryType } from '../../shared/entry-types.ts';

/** Who may do what, written down a second time: r recorder, s secretary, c chair, k county office, v server. */
const MATRIX: Readonly<Record<EntryType, string>> = {
  'case.registered': 'rsck-', 'case.numbered': '----v', 'case.sorted': '-sc--', 'case.declined': '-sc--', 'case.assigned': '-sck-', 'case.acknowledged': '-sck-', 'case.returned': '-sck-', 'case.progressed': '-sck-',
  'case.replied': '-sck-', 'case.relayed': '-sck-', 'case.supervised': '-sck-', 'case.evaluated': 'rsck-', 'case.reworked': '-sck-', 'case.closed': '-sc--', 'case.reopened': '-sck-', 'case.noted': 'rsck-',
  'activity.opened': 'rsck-', 'activity.attended': 'rsck-', 'activity.counted': 'rsck-', 'activity.closed': 'rsck-',
  'deputy.updated': '-sckv', 'unit.updated': '-sckv', 'village.updated': '-sckv',
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
