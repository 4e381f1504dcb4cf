/**
 * Two devices act on one case without knowing of one another: every pair of acts, in every state, in both orders. Whatever happens, both
 * entries stay in the timeline, every replica shows the same case, what took no effect says why and asks for attention, and there is a next step.
 */
import { describe, expect, it } from 'vitest';
import type { CaseEntryType } from '../../../shared/case/case.ts';
import { foldCase } from '../../../shared/case/fold.ts';
import { possibleActs, primaryAct } from '../../../shared/case/lifecycle.ts';
import type { Entry } from '../../../shared/ledger/entry.ts';
import { ineffectiveText } from '../../../shared/refusal-text.ts';
import { aDesk, bodyOf, CASE_ACTS, CASE_ID, entriesOf, folded, ROAD_TO, STATUSES } from './acts.ts';

const CALM: readonly CaseEntryType[] = ['case.numbered', 'case.revealed'];

/** What the desk of one device writes, having seen the case as `known`. Undoing takes back the last thing that it saw. */
function actOffline(known: readonly Entry[], type: CaseEntryType, { replica, actor, startMs }: { replica: string; actor: string; startMs: number }): Entry {
  const desk = aDesk({ replica, actor, startMs });
  known.forEach(desk.sees);
  const body = type === 'case.undone' ? { act: known.at(-1)?.id } : bodyOf([type]);
  return desk.write({ subject: CASE_ID, type, body });
}

describe.each(STATUSES)('two devices offline on a case that is %s', (status) => {
  const known = entriesOf(ROAD_TO[status]);
  const later = Date.UTC(2026, 6, 1);

  it.each(CASE_ACTS)('%s on one, any act on the other', (mine) => {
    for (const theirs of CASE_ACTS) {
      // Who comes first is a matter of the clocks: both ways.
      for (const offset of [-60_000, 60_000]) {
        const pair = [
          actOffline(known, mine, { replica: 'bbbbbbbbbb', actor: 'wang', startMs: later }),
          actOffline(known, theirs, { replica: 'cccccccccc', actor: 'zhao', startMs: later + offset }),
        ];
        const state = folded([...known, ...pair]);
        const what = `${mine} + ${theirs} (${offset})`;

        expect(foldCase([...pair.toReversed(), ...known.toReversed()]), what).toEqual(state);
        const events = pair.map(({ id }) => state.timeline.find((event) => event.header.id === id));
        for (const event of events) expect(event, what).toBeDefined();
        const failed = events.filter((event) => event && event.ineffective !== null && !CALM.some((type) => type === event.header.type));
        expect(state.contested, what).toBe(failed.length > 0);
        for (const event of failed) expect(ineffectiveText(event?.ineffective ?? ''), what).not.toMatch(/^这一步没有生效（/);
        // What is settled by the secretary's note is settled, and the case goes on from where it is.
        const next = primaryAct(state);
        if (next !== null) expect(possibleActs(state), what).toContain(next);
        else expect(['closed', 'declined'], what).toContain(state.status);
        const desk = aDesk({ replica: 'dddddddddd', startMs: later + 3_600_000 });
        const settled = folded([...known, ...pair, desk.write({ subject: CASE_ID, type: 'case.noted', body: { text: '以现在的为准', resolves: failed.map((event) => event?.header.id) } })]);
        expect(settled.contested, what).toBe(false);
        expect(settled.status, what).toBe(state.status);
      }
    }
  });
});
