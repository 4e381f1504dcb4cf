/** What 需处理 lists of a case: exactly what the fold calls contested, and what stands in each one's way. */
import { describe, expect, it } from 'vitest';
import type { CaseEntryType } from '../../../shared/case/case.ts';
import { standsInstead, unsettledEvents } from '../../../shared/case/unsettled.ts';
import { aDesk, bodyOf, CASE_ACTS, CASE_ID, entriesOf, folded, ROAD_TO, STATUSES } from './acts.ts';

describe('what did not take effect', () => {
  it.each(STATUSES)('is unsettled exactly while the case that is %s is contested', (status) => {
    for (const type of CASE_ACTS) {
      const desk = aDesk();
      const known = entriesOf(ROAD_TO[status], desk);
      const late = desk.write({ subject: CASE_ID, type, body: bodyOf([type]) });
      const state = folded([...known, late]);
      expect(unsettledEvents(state).length > 0, type).toBe(state.contested);
      const settled = folded([...known, late, desk.write({ subject: CASE_ID, type: 'case.noted', body: { text: '以现在的为准', resolves: unsettledEvents(state).map(({ header }) => header.id) } })]);
      expect(unsettledEvents(settled), type).toEqual([]);
    }
  });

  it('is not what a newer version wrote', () => {
    const desk = aDesk();
    const state = folded([...entriesOf(ROAD_TO.handling, desk), desk.write({ subject: CASE_ID, type: 'case.teleported', body: {} }), desk.write({ subject: CASE_ID, type: 'case.closed', body: { on: '2026-05-30' }, v: 9 })]);
    expect(state.contested).toBe(false);
    expect(unsettledEvents(state)).toEqual([]);
  });

  it('names the act that stands in its way, not a note that came between', () => {
    const desk = aDesk();
    const [registered, sorted] = entriesOf([['case.registered'], ['case.sorted']], desk);
    const acts: readonly CaseEntryType[] = ['case.declined', 'case.noted', 'case.assigned'];
    const state = folded([registered, sorted, ...acts.map((type) => desk.write({ subject: CASE_ID, type, body: bodyOf([type]) }))].filter((entry) => entry !== undefined));
    const [failed] = unsettledEvents(state);
    expect(failed?.header.type).toBe('case.assigned');
    expect(failed && standsInstead(state, failed)?.header.type).toBe('case.declined');
  });
});
