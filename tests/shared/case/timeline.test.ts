import { expect, it } from 'vitest';
import { effectiveBodies } from '../../../shared/case/timeline.ts';
import { aDesk, BODIES, CASE_ID, entriesOf, folded, type Step } from './acts.ts';

const HANDLING: readonly Step[] = [['case.registered'], ['case.sorted'], ['case.assigned']];

it('an act that was taken back is in no ledger and no figure', () => {
  const desk = aDesk();
  const entries = entriesOf([...HANDLING, ['case.progressed', { text: '写错了的进展' }]], desk);
  expect(effectiveBodies(folded(entries), 'case.progressed').map(({ text }) => text)).toEqual(['写错了的进展']);
  const undone = desk.write({ subject: CASE_ID, type: 'case.undone', body: { act: entries.at(-1)?.id } });
  const again = desk.write({ subject: CASE_ID, type: 'case.progressed', body: { ...BODIES['case.progressed'], text: '已到现场' } });
  expect(effectiveBodies(folded([...entries, undone, again]), 'case.progressed').map(({ text }) => text)).toEqual(['已到现场']);
});
