import { describe, expect, it } from 'vitest';
import type { Session } from '../../shared/access.ts';
import { ENTRY_TYPES, isKnownType, judgeBody, LATEST_VERSION } from '../../shared/entry-types.ts';
import { judgeEntry, refusalOf, REFUSAL_CODES } from '../../shared/judge.ts';
import { parseEntry, type Entry } from '../../shared/ledger/entry.ts';
import { aDesk, aSession, BODIES, CASE_ID, TOWNSHIP } from './case/acts.ts';

const session = aSession('secretary');
const anEntry = (changes: Partial<Entry> = {}): Entry => ({ ...aDesk().write({ subject: CASE_ID, type: 'case.sorted', body: BODIES['case.sorted'] }), ...changes });

describe('an entry is judged for a session', () => {
  it('accepted when everything is right', () => {
    const entry = anEntry();
    expect(judgeEntry(entry, session)).toEqual({ ok: true, value: entry });
  });

  it.each<[string, Partial<Entry>, Partial<Session>, string]>([
    ['a township that is not the user\'s', { scope: '411122202' }, {}, 'foreign-scope'],
    ['the county, which the user only reads', { scope: '411122' }, {}, 'foreign-scope'],
    ['another person\'s hand', { actor: 'zhao' }, {}, 'wrong-actor'],
    ['a role that may not', {}, { role: 'recorder' }, 'not-allowed'],
    ['a number from anybody but the server', { type: 'case.numbered', body: BODIES['case.numbered'] }, {}, 'not-allowed'],
    ['a type that this version does not know', { type: 'case.mediated' }, {}, 'type-unknown'],
    ['a type that is a name of every object', { type: 'to.string' }, {}, 'type-unknown'],
    ['a newer version', { v: 2 }, {}, 'version-newer'],
    ['a body that lacks a field', { body: {} }, {}, 'body-invalid'],
    ['a day that does not exist', { body: { ...BODIES['case.sorted'], on: '2026-06-31' } }, {}, 'body-invalid'],
    ['an act on another kind of record', { subject: 'unit:road' }, {}, 'body-invalid'],
  ])('refused: %s', (_, changes, who, code) => {
    expect(judgeEntry(anEntry(changes), { ...session, ...who })).toEqual({ ok: false, error: code });
  });

  it('refused for one reason, permission before content, so that a refusal tells nothing', () => {
    const wrong: [Partial<Entry>, string][] = [[{ scope: '411122202', actor: 'zhao', type: 'case.mediated', v: 9, body: {} }, 'foreign-scope'], [{ actor: 'zhao', type: 'case.mediated', v: 9, body: {} }, 'wrong-actor'], [{ type: 'case.mediated', v: 9, body: {} }, 'type-unknown'], [{ type: 'case.numbered', v: 9, body: {} }, 'not-allowed'], [{ v: 9, body: {} }, 'version-newer']];
    for (const [changes, code] of wrong) expect(judgeEntry(anEntry(changes), session)).toEqual({ ok: false, error: code });
  });

  it('proven by its receipt it may be given back by anyone who reads the scope, whoever wrote it and whatever it says', () => {
    const others = [anEntry({ actor: 'zhao' }), anEntry({ scope: '411122' }), anEntry({ type: 'case.numbered', actor: 'server', body: BODIES['case.numbered'] }), anEntry({ type: 'case.mediated', v: 3 })];
    for (const entry of others) expect(judgeEntry(entry, session, true)).toEqual({ ok: true, value: entry });
    expect(judgeEntry(anEntry({ scope: '411122202' }), session, true)).toEqual({ ok: false, error: 'foreign-scope' });
  });

  it('what is structurally wrong has a refusal code of its own', () => {
    expect([parseEntry({}), parseEntry({ ...anEntry(), body: {} })].map((parsed) => (parsed.ok ? null : refusalOf(parsed.error)))).toEqual(['malformed', 'wrong-hash']);
    expect(new Set(REFUSAL_CODES).size).toBe(REFUSAL_CODES.length);
  });
});

describe('entry types', () => {
  it('each knows its version and its record', () => {
    for (const type of ENTRY_TYPES) {
      expect(isKnownType(type)).toBe(true);
      expect(LATEST_VERSION[type]).toBe(1);
      expect(judgeBody({ type, v: 1, subject: 'stranger:x', body: {} })).toBe('body-invalid');
      expect(judgeBody({ type, v: 2, subject: 'case:x', body: {} })).toBe('version-newer');
    }
    expect(isKnownType('toString')).toBe(false);
  });

  it('fields that a newer version added do not make a body invalid', () => {
    expect(judgeBody({ type: 'case.sorted', v: 1, subject: CASE_ID, body: { ...BODIES['case.sorted'], urgency: 'high' } })).toBe('valid');
    expect(judgeBody({ type: 'unit.updated', v: 1, subject: 'unit:x', body: { set: { name: '水利局' }, by: 'wang' } })).toBe('valid');
  });

  it.each([['a name that is no field name', { set: { __proto__x: 1 } }], ['an object as value', { set: { name: { zh: '水利局' } } }], ['no fields', {}], ['a value too long', { set: { name: '长'.repeat(2001) } }]])('an update with %s is invalid', (_, body) => {
    expect(judgeBody({ type: 'unit.updated', v: 1, subject: 'unit:x', body })).toBe('body-invalid');
  });

  it('the scope of the tests is a township of the county', () => { expect(TOWNSHIP.startsWith('411122')).toBe(true); });
});
