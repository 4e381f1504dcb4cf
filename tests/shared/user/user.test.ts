import { describe, expect, it } from 'vitest';
import { SUBJECT_PATTERN } from '../../../shared/ledger/entry.ts';
import { foldUser, userFields, userSubject } from '../../../shared/user/user.ts';
import { aDesk } from '../case/acts.ts';

describe('a user', () => {
  it.each(['wang', 'wang.min', 'a_b-c', 'x'.repeat(40)])('%s has a subject of their own that is allowed', (user) => {
    expect(userSubject(user)).toMatch(new RegExp(SUBJECT_PATTERN));
    expect(userSubject(user)).not.toBe(userSubject(`${user}.`));
  });

  it('who left is still named', () => {
    const desk = aDesk({ actor: 'server' });
    const subject = userSubject('wang');
    const entries = [desk.write({ subject, type: 'user.updated', body: { set: userFields({ user: 'wang', name: '王秘书', role: 'secretary', active: true }) } }), desk.write({ subject, type: 'user.updated', body: { set: { active: false } } })];
    expect(foldUser(entries)).toEqual({ id: subject, scope: '411122201', user: 'wang', name: '王秘书', role: 'secretary', active: false });
    expect(foldUser([])).toBeNull();
  });
});
