import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../shared/decide.ts';
import { compareEntries, type Entry } from '../../../shared/ledger/entry.ts';
import { foldSuggestion } from '../../../shared/suggestion/fold.ts';
import { possibleSuggestionActs, primarySuggestionAct } from '../../../shared/suggestion/lifecycle.ts';
import { openPromises, tallySatisfaction } from '../../../shared/suggestion/tally.ts';
import { aDesk, TOWNSHIP } from '../case/acts.ts';
import { ACTS, aSession, bodyOf, DELIVERED, entriesOf, folded, JOINT, JOINT_SATISFIED, LEAD_UNSATISFIED, PROMISED, ROAD_TO, SECOND_ANSWER, STATUSES, SUGGESTION_ID, suggestionOf, type Step } from './acts.ts';

const STEPS: readonly Step[] = [
  ...ACTS.map((type): Step => [type]), ...DELIVERED, JOINT_SATISFIED, LEAD_UNSATISFIED, PROMISED,
  ['suggestion.assigned', { reason: '改派', lead: 'unit:house' }], ['suggestion.assigned', { mode: 'separate', reason: '改派' }], ['suggestion.replied', { unit: 'unit:power' }], ['suggestion.lapsed', { deputy: JOINT }], ['suggestion.urged', { deputy: JOINT }],
  ['suggestion.appraised', { outcome: 'redo' }], ['suggestion.registered', { matters: 2, coSigners: [{ deputy: JOINT }] }],
];
/** Acts of three devices that know one another's clocks by chance, on top of some road. */
const anySuggestion = fc.record({
  road: fc.constantFrom(...STATUSES.map((status) => ROAD_TO[status]), SECOND_ANSWER),
  acts: fc.array(fc.record({ device: fc.integer({ min: 0, max: 2 }), step: fc.constantFrom(...STEPS), undo: fc.boolean() }), { maxLength: 14 }),
}).map(({ road, acts }): Entry[] => {
  const known = entriesOf(road);
  const desks = ['bbbbbbbbbb', 'cccccccccc', 'dddddddddd'].map((replica, n) => aDesk({ replica, actor: n === 0 ? 'zhao' : 'wang', startMs: Date.UTC(2026, 6, 1) + n * 1500 }));
  const made: Entry[] = [];
  for (const { device, step, undo } of acts) {
    const target = [...known, ...made].at(-1)?.id;
    const entry = desks[device]?.write({ subject: SUGGESTION_ID, type: undo ? 'suggestion.undone' : step[0], body: undo ? { act: target } : bodyOf(step) });
    if (entry) made.push(entry);
  }
  return [...known, ...made];
});

describe('any acts of three devices', () => {
  it('fold to the same suggestion in any order, lose no entry, and never leave it without a next step', () => {
    fc.assert(fc.property(anySuggestion, fc.infiniteStream(fc.nat()), (entries, keys) => {
      const state = folded(entries);
      const shuffled = entries.map((entry) => ({ entry, key: keys.next().value ?? 0 })).sort((a, b) => a.key - b.key).map(({ entry }) => entry);
      expect(foldSuggestion(shuffled)).toEqual(state);
      expect(state.timeline.map(({ header }) => header.id).sort()).toEqual(entries.map(({ id }) => id).sort());
      const next = primarySuggestionAct(state);
      if (next === null) expect(['closed', 'rerouted']).toContain(state.status);
      else expect(possibleSuggestionActs(state), state.status).toContain(next);
    }), { numRuns: 400 });
  });

  it('never lead to a state that lacks what it stands on', () => {
    fc.assert(fc.property(anySuggestion, (entries) => {
      const state = folded(entries);
      if (state.status === 'handling') expect(state).toMatchObject({ assignment: expect.anything() as unknown, dueOn: expect.anything() as unknown });
      if (state.status === 'feedback') expect(state.reply).not.toBeNull();
      if (state.status === 'closing' || state.status === 'tracking') expect(state.signers.every(({ deputy }) => state.voices[deputy] !== undefined)).toBe(true);
      if (state.status === 'closed') expect(openPromises([state])).toEqual([]);
    }), { numRuns: 300 });
  });

  it('what decide accepts takes effect in the fold, and what it refuses would not have', () => {
    const latest = aDesk({ replica: 'zzzzzzzzzz', startMs: Date.UTC(2030, 0, 1) });
    fc.assert(fc.property(anySuggestion, fc.constantFrom(...STEPS), (entries, step) => {
      const decision = decide(entries, { scope: TOWNSHIP, subject: SUGGESTION_ID, type: step[0], body: bodyOf(step) }, aSession());
      const entry = latest.write({ subject: SUGGESTION_ID, type: step[0], body: bodyOf(step) });
      const event = folded([...entries, entry]).timeline.find(({ header }) => header.id === entry.id);
      expect(event?.ineffective).toBe(decision.ok ? null : decision.error.code);
    }), { numRuns: 400 });
  });
});

describe('two devices offline', () => {
  it.each(STATUSES)('every pair of acts on one that is %s: both stay, both replicas agree, what failed asks for attention', (status) => {
    const known = entriesOf(ROAD_TO[status]);
    for (const mine of ACTS) {
      for (const theirs of ACTS) {
        const pair = [mine, theirs].map((type, n) => {
          const desk = aDesk({ replica: n === 0 ? 'bbbbbbbbbb' : 'cccccccccc', actor: n === 0 ? 'wang' : 'zhao', startMs: Date.UTC(2026, 6, 1) + n * 1000 });
          known.forEach(desk.sees);
          return desk.write({ subject: SUGGESTION_ID, type, body: type === 'suggestion.undone' ? { act: known.at(-1)?.id } : bodyOf([type]) });
        });
        const state = folded([...known, ...pair]);
        expect(foldSuggestion([...pair.toReversed(), ...known.toReversed()]), `${mine} + ${theirs}`).toEqual(state);
        const failed = state.timeline.filter(({ header, ineffective }) => ineffective !== null && pair.some(({ id }) => id === header.id));
        expect(state.contested, `${mine} + ${theirs}`).toBe(failed.length > 0);
        const next = primarySuggestionAct(state);
        if (next !== null) expect(possibleSuggestionActs(state), `${mine} + ${theirs}`).toContain(next);
      }
    }
  });
});

describe('undoing', () => {
  it('takes the last act back for who made it, and a second undo the one before', () => {
    const entries = entriesOf(ROAD_TO.handling);
    const desk = aDesk({ replica: 'eeeeeeeeee', startMs: Date.UTC(2026, 7, 1) });
    const undo = (target: Entry | undefined) => desk.write({ subject: SUGGESTION_ID, type: 'suggestion.undone', body: { act: target?.id } });
    const once = [...entries, undo(entries.at(-1))];
    expect(folded(once)).toMatchObject({ status: 'handling', talks: [], contested: false });
    expect(folded([...once, undo(entries.at(-2))])).toMatchObject({ status: 'assigning', assignment: null });
  });

  it('an act before the registration, and one from another scope, change nothing', () => {
    const desk = aDesk();
    const early = desk.write({ subject: SUGGESTION_ID, type: 'suggestion.checked', body: bodyOf(['suggestion.checked']) });
    const paper = desk.write({ subject: SUGGESTION_ID, type: 'suggestion.registered', body: bodyOf(['suggestion.registered']) });
    const foreign = desk.write({ subject: SUGGESTION_ID, scope: '411122202', type: 'suggestion.checked', body: bodyOf(['suggestion.checked']) });
    const state = folded([early, paper, foreign]);
    expect(state.timeline.map(({ ineffective }) => ineffective)).toEqual(['not-registered', null, 'scope-differs']);
    expect(foldSuggestion([early])).toBeNull();
    expect([...state.timeline].map(({ header }) => header.id)).toEqual([early, paper, foreign].sort(compareEntries).map(({ id }) => id));
  });
});

describe('figures', () => {
  it('counts each deputy, not each paper; the silent are beside the rate, never in it (重庆 29)', () => {
    const spoken = suggestionOf([...ROAD_TO.feedback, ['suggestion.fed_back', { attitude: 'satisfied', result: 'basic' }], ['suggestion.urged', { deputy: JOINT }], ['suggestion.lapsed', { deputy: JOINT }]]);
    const waiting = suggestionOf([...ROAD_TO.feedback, LEAD_UNSATISFIED]);
    const notAsked = suggestionOf(ROAD_TO.handling);
    expect(tallySatisfaction([spoken, waiting, notAsked], 'result', '2026年收到的建议')).toEqual({ scope: '2026年收到的建议', of: 'result', asked: 4, given: 2, satisfied: 0, basic: 1, unsatisfied: 1, lapsed: 1, waiting: 1 });
    expect(tallySatisfaction([spoken, waiting], 'attitude', '全部')).toMatchObject({ given: 2, satisfied: 2, unsatisfied: 0 });
  });

  it('what is promised is listed until it is kept, the earliest first', () => {
    const later = suggestionOf(ROAD_TO.tracking);
    const sooner = { ...suggestionOf([...ROAD_TO.handling, ['suggestion.replied', { class: 'in_progress', plan: '接电', promisedOn: '2026-09-30' }]]), id: 'suggestion:b' };
    expect(openPromises([later, sooner]).map(({ id, on }) => [id, on])).toEqual([['suggestion:b', '2026-09-30'], [SUGGESTION_ID, '2026-12-31']]);
    expect(openPromises([suggestionOf([...ROAD_TO.tracking, ['suggestion.fulfilled']])])).toEqual([]);
  });
});
