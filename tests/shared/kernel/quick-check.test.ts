import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Type, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { quickCheck } from '../../../shared/kernel/quick-check.ts';
import { Entry } from '../../../shared/ledger/entry.ts';
import { logStart } from '../../../shared/ledger/log-hash.ts';
import { PullAnswer, PushAnswer } from '../../../shared/sync/wire.ts';

const AN_ENTRY = {
  id: 'abcdefghijklmnopqrstuvwxyz', seq: 1, replica: 'aaaaaaaaaa', prev: '', at: '018d5e3a0000-00000001', wall: '2026-11-21T02:00:00.000Z', actor: 'wang', scope: '411622301', subject: 'case:1',
  type: 'case.registered', v: 1, base: { title: 'abcdefghijklmnopqrstuvwxyz' }, body: { words: '路灯不亮' },
};
const A_PAGE = { generation: 0, serverTime: 1, replicaSeq: 0, outcome: 'pulled', base: logStart('411622'), cursor: logStart('411622'), head: 0, entries: [{ entry: AN_ENTRY, receipt: 'a'.repeat(64) }] };

/** Values that are nearly right, and some that are. */
const odd = fc.oneof(fc.constantFrom('', 'abcdefghijklmnopqrstuvwxyz', 'a\n', '路'.repeat(21), '👨‍👩‍👧'.repeat(10), 0, -1, 1.5, 1e300, Number.NaN, null, undefined, [], {}, true), fc.string({ maxLength: 100 }), fc.jsonValue());
const nearly = (value: Readonly<Record<string, unknown>>) => fc.tuple(fc.constantFrom(...Object.keys(value), 'other', '__proto__', '\n'), odd, fc.boolean()).map(([key, to, gone]) => {
  const kept = Object.entries(value).filter(([one]) => !gone || one !== key);
  return Object.fromEntries(gone ? kept : [...kept, [key, to]]);
});

describe('a quick check', () => {
  it.each([['an entry', Entry, AN_ENTRY], ['a page', PullAnswer, A_PAGE]] as const)('says of %s what the library says, however little is wrong with it', (_, schema: TSchema, right) => {
    const check = quickCheck(schema);
    expect(check(right)).toBe(true);
    fc.assert(fc.property(nearly(right), (value) => { expect(check(value)).toBe(Value.Check(schema, value)); }), { numRuns: 2000 });
  });

  it('looks into lists, records and alternatives', () => {
    const [entry, answer, page] = [quickCheck(Entry), quickCheck(PushAnswer), quickCheck(PullAnswer)];
    fc.assert(fc.property(nearly(AN_ENTRY), (one) => { expect(page({ ...A_PAGE, entries: [A_PAGE.entries[0], { entry: one, receipt: 'b'.repeat(64) }] })).toBe(Value.Check(Entry, one)); }), { numRuns: 500 });
    fc.assert(fc.property(nearly({ title: 'abcdefghijklmnopqrstuvwxyz' }), (base) => { expect(entry({ ...AN_ENTRY, base })).toBe(Value.Check(Entry, { ...AN_ENTRY, base })); }));
    fc.assert(fc.property(nearly({ id: AN_ENTRY.id, verdict: 'accepted', rev: 1, receipt: 'a'.repeat(64) }), (verdict) => {
      const value = { generation: 0, serverTime: 1, replicaSeq: 0, outcome: 'pushed', verdicts: [verdict, { id: null, verdict: 'refused', code: 'wrong-hash' }], token: logStart('411622') };
      expect(answer(value)).toBe(Value.Check(PushAnswer, value));
    }));
  });

  it('leaves to the library what it does not know', () => {
    const even = quickCheck(Type.Object({ n: Type.Refine(Type.Integer(), (n) => n % 2 === 0) }));
    expect([even({ n: 2 }), even({ n: 3 })]).toEqual([true, false]);
    expect([quickCheck(Type.Integer({ multipleOf: 5 }))(7), quickCheck(Type.Array(Type.Integer(), { uniqueItems: true }))([1, 1]), quickCheck(Type.Object({ a: Type.Integer() }, { minProperties: 2 }))({ a: 1 })]).toEqual([false, false, false]);
  });
});
