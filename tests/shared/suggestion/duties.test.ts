import { describe, expect, it } from 'vitest';
import { suggestionDuties } from '../../../shared/suggestion/duties.ts';
import { DELIVERED, LEAD_UNSATISFIED, ROAD_TO, suggestionOf, type Step } from './acts.ts';

const COMPLEX: Step = ['suggestion.assigned', { complex: true, dueOn: '2026-11-20', statuteOn: '2026-11-20', explainBy: '2026-08-20' }];
const ASSIGNED: readonly Step[] = ROAD_TO.assigning;

describe('what the desk must do about a suggestion', () => {
  it.each<readonly [string, readonly Step[], string, string | null]>([
    ['to check', ROAD_TO.checking, '2026-05-19', 'to_check'], ['to check, three days before the day', ROAD_TO.checking, '2026-05-29', 'due_soon'], ['late with handing it over', ASSIGNED, '2026-06-02', 'overdue'],
    ['to assign', ASSIGNED, '2026-05-21', 'to_assign'], ['with the unit and in time', ROAD_TO.handling, '2026-06-20', null], ['the co-handler late', ROAD_TO.handling, '2026-07-21', 'co_late'],
    ['the co-handler in time on its last day', ROAD_TO.handling, '2026-07-20', null], ['the co-handler late and given', [...ROAD_TO.handling, ['suggestion.co_opined']], '2026-07-21', null],
    ['the last day of three months', ROAD_TO.handling, '2026-08-20', 'co_late'], ['the day after', ROAD_TO.handling, '2026-08-21', 'overdue'],
    ['three days before the deputy must be told', [...ASSIGNED, COMPLEX], '2026-08-17', 'to_explain'], ['told', [...ASSIGNED, COMPLEX, ['suggestion.explained'], ['suggestion.co_opined']], '2026-08-21', null],
    ['to deliver', [...ROAD_TO.handling, ['suggestion.replied']], '2026-07-02', 'to_deliver'], ['waiting for the deputies', ROAD_TO.feedback, '2026-07-05', null],
    ['unsatisfied', [...ROAD_TO.handling, ['suggestion.replied'], ...DELIVERED, LEAD_UNSATISFIED], '2026-07-05', 'unsatisfied'], ['to close', ROAD_TO.closing, '2026-07-11', 'to_close'],
    ['a promise past its day', ROAD_TO.tracking, '2027-01-01', 'overdue'], ['closed', ROAD_TO.closed, '2027-01-01', null], ['a step without effect', [...ROAD_TO.closed, ['suggestion.closed']], '2027-01-01', 'contested'],
  ])('%s', (_, road, today, kind) => {
    expect(suggestionDuties([suggestionOf(road)], today)[0]?.kind ?? null).toBe(kind);
  });

  it('the gravest first, then by day', () => {
    const states = [suggestionOf(ROAD_TO.closing), { ...suggestionOf(ROAD_TO.assigning), id: 'suggestion:b' }, { ...suggestionOf(ROAD_TO.assigning), id: 'suggestion:a', dueOn: '2026-06-03' }];
    expect(suggestionDuties(states, '2026-07-30').map(({ id, kind }) => [id.slice(-1), kind])).toEqual([['b', 'overdue'], ['a', 'overdue'], ['1', 'to_close']]);
  });
});
