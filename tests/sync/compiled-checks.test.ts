/** The long runs check schemas in TypeBox's compiled form (`simulator/compiled-checks.ts`): it must say what the shipped, interpreted form says. */
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { Entry } from '../../shared/ledger/entry.ts';
import { logStart } from '../../shared/ledger/log-hash.ts';
import { LogState, startLog } from '../../shared/sync/log-state.ts';
import * as wire from '../../shared/sync/wire.ts';
import { createCompiledCheck } from './simulator/compiled-value.ts';
import { createRandom } from './simulator/random.ts';

const SCOPE = '411122201';
const entry = {
  id: 'a'.repeat(26), seq: 1, replica: 'abcdefghij', prev: '', at: '019f000000a1-00000001', wall: '2026-08-01T00:00:00.000Z', actor: 'wang', scope: SCOPE,
  subject: 'case:1', type: 'case.noted', v: 1, base: { title: 'b'.repeat(26) }, body: { text: '话' },
};
const common = { protocol: 1, scope: SCOPE, replica: 'abcdefghij', generation: 0, seen: logStart(SCOPE) };
const answer = { generation: 0, serverTime: 1, replicaSeq: 0 };
const token = { rev: 1, h: 'ab'.repeat(32) };
const EXAMPLES: readonly (readonly [name: string, schema: TSchema, example: unknown])[] = [
  ['Entry', Entry, entry],
  ['LogState', LogState, startLog(SCOPE, 'abcdefghij')],
  ['PushRequest', wire.PushRequest, { ...common, entries: [{ entry }] }],
  ['PullRequest', wire.PullRequest, { ...common, cursor: token, limit: 7 }],
  ['OfferRequest', wire.OfferRequest, { ...common, ids: [entry.id] }],
  ['PushAnswer', wire.PushAnswer, { ...answer, outcome: 'pushed', verdicts: [{ id: entry.id, verdict: 'accepted', rev: 1, receipt: 'cd'.repeat(32) }, { id: null, verdict: 'refused', code: 'malformed' }], token }],
  ['PullAnswer', wire.PullAnswer, { ...answer, outcome: 'pulled', base: token, cursor: token, head: 1, entries: [{ entry, receipt: 'cd'.repeat(32) }] }],
  ['OfferAnswer', wire.OfferAnswer, { ...answer, outcome: 'offered', missing: [entry.id], known: 0, upTo: entry.id, token }],
  ['DivergedAnswer', wire.DivergedAnswer, { ...answer, outcome: 'diverged', head: token }],
  ['ErrorAnswer', wire.ErrorAnswer, { error: 'server-full', message: '' }],
];
const DAMAGES = 1_500;

describe('the compiled checks of long runs', () => {
  it.each(EXAMPLES)('judge %s as the shipped ones do, whole and damaged', (_name, schema, example) => {
    const compiled = createCompiledCheck();
    const random = createRandom(7);
    const text = JSON.stringify(example);
    let refused = 0;
    for (let i = 0; i < DAMAGES; i += 1) {
      const value = i === 0 ? example : damaged(text, random.int(text.length), random.pick(['', '0', '-', 'a', 'Z', '"', '{', 'null', '甲']));
      const shipped = Value.Check(schema, value);
      expect({ value, says: compiled(schema, value) }).toEqual({ value, says: shipped });
      refused += shipped ? 0 : 1;
    }
    // Both kinds occurred, or the comparison says nothing.
    expect(refused).toBeGreaterThan(20);
    expect(refused).toBeLessThan(DAMAGES);
  });
});

/** One character replaced; the example's own text when that is no JSON any more. */
function damaged(text: string, at: number, by: string): unknown {
  try {
    return JSON.parse(text.slice(0, at) + by + text.slice(at + 1)) as unknown;
  } catch {
    return text;
  }
}
