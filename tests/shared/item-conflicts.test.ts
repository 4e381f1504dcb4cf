import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { itemConflicts, itemSettled } from '../../shared/item-conflicts.ts';
import type { Entry } from '../../shared/ledger/entry.ts';
import { foldSuggestion } from '../../shared/suggestion/fold.ts';
import { aDesk } from './case/acts.ts';
import { BODIES, ROAD_TO } from './suggestion/acts.ts';

const ID = 'suggestion:lights0001';
const stateOf = (entries: readonly Entry[]) => {
  const state = foldSuggestion(entries);
  if (!state) throw new Error('not registered');
  return state;
};

describe('what has no effect on a suggestion', () => {
  it('is shown with what stands instead, until a note settles it', () => {
    const desk = aDesk();
    const entries = [...ROAD_TO.assigning, ['suggestion.noted', { text: '催过' }] as const].map(([type, changes]) => desk.write({ subject: ID, type, body: { ...BODIES[type], ...changes } }));
    const twice = desk.write({ subject: ID, type: 'suggestion.checked', body: { on: '2026-05-21' } });
    const before = stateOf([...entries, twice]);
    expect(itemConflicts(before).map(({ failed, stands }) => [failed.header.id, failed.ineffective, stands?.header.type])).toEqual([[twice.id, 'act-not-possible', 'suggestion.checked']]);
    const { type, body } = itemSettled(before, [twice.id]);
    const after = stateOf([...entries, twice, desk.write({ subject: ID, type, body })]);
    expect([after.contested, itemConflicts(after)]).toEqual([false, []]);
  });

  it('is exactly what the fold calls contested', () => {
    const types = Object.keys(BODIES) as (keyof typeof BODIES)[];
    fc.assert(fc.property(fc.array(fc.record({ here: fc.boolean(), type: fc.constantFrom(...types) }), { maxLength: 10 }), (steps) => {
      const [here, there] = [aDesk(), aDesk({ replica: 'bbbbbbbbbb', actor: 'zhao', startMs: Date.UTC(2026, 4, 18, 12, 0, 1) })];
      const first = here.write({ subject: ID, type: 'suggestion.registered', body: BODIES['suggestion.registered'] });
      const state = stateOf([first, ...steps.map((step) => (step.here ? here : there).write({ subject: ID, type: step.type, body: BODIES[step.type] }))]);
      expect(itemConflicts(state).length > 0).toBe(state.contested);
    }), { numRuns: 200 });
  });
});
