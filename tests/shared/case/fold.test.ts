import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CASE_BODIES, type CaseEntryType } from '../../../shared/case/case.ts';
import { decideCase } from '../../../shared/case/decide.ts';
import { foldCase } from '../../../shared/case/fold.ts';
import { isPaused, possibleActs, primaryAct } from '../../../shared/case/lifecycle.ts';
import { effectiveBodies } from '../../../shared/case/timeline.ts';
import { compareEntries, type Entry } from '../../../shared/ledger/entry.ts';
import { aDesk, actOf, aSession, BODIES, bodyOf, CASE_ACTS, CASE_ID, caseOf, CITIZEN_SATISFIED, CITIZEN_UNSATISFIED, DEPUTY_SATISFIED, entriesOf, folded, PROMISED, RELAYED, roleFor, ROAD_TO, type Step } from './acts.ts';

describe('a case', () => {
  it('is nothing before its registration has arrived, and whole after, whatever came first', () => {
    const entries = entriesOf(ROAD_TO.closed);
    expect(foldCase([])).toBeNull();
    expect(foldCase(entries.slice(1))).toBeNull();
    expect(foldCase([...entries].reverse())).toEqual(foldCase(entries));
    expect(folded(entries)).toMatchObject({ status: 'closed', contested: false, title: '村东头路灯损坏' });
  });

  it('keeps an act that is ordered before its registration, without effect', () => {
    const early = aDesk({ replica: 'bbbbbbbbbb', startMs: 0 }).write({ subject: CASE_ID, type: 'case.sorted', body: BODIES['case.sorted'] });
    const state = folded([...entriesOf(ROAD_TO.sorting), early]);
    expect(state).toMatchObject({ status: 'sorting', contested: true });
    expect(state.timeline.map((event) => event.ineffective)).toEqual(['not-registered', null]);
  });

  it('is registered once: the first counts, the second is shown', () => {
    const state = caseOf([['case.registered'], ['case.registered', { words: '另一件事' }]]);
    expect(state.registered.words).toBe(BODIES['case.registered'].words);
    expect(state).toMatchObject({ contested: true });
    expect(state.timeline.at(-1)).toMatchObject({ ineffective: 'already-registered', body: { words: '另一件事' } });
  });

  it('takes the first official number and is not contested by a second one', () => {
    const state = caseOf([['case.registered'], ['case.numbered'], ['case.numbered', { number: '皇帝庙民〔2026〕18号' }]]);
    expect(state).toMatchObject({ number: '皇帝庙民〔2026〕17号', contested: false });
    expect(state.timeline.at(-1)?.ineffective).toBe('already-numbered');
  });

  it('[F36] assigned on two devices offline has one assignment, and the other one asks for attention', () => {
    const first = aDesk(), second = aDesk({ replica: 'bbbbbbbbbb', actor: 'zhao', startMs: Date.UTC(2026, 4, 20) });
    const shared = entriesOf(ROAD_TO.assigning, first);
    shared.forEach(second.sees);
    const one = first.write({ subject: CASE_ID, type: 'case.assigned', body: BODIES['case.assigned'] });
    const other = second.write({ subject: CASE_ID, type: 'case.assigned', body: { ...BODIES['case.assigned'], lead: 'unit:water' } });
    const state = folded([...shared, other, one]);
    expect(state).toMatchObject({ status: 'handling', contested: true, assignment: { lead: 'unit:road' } });
    expect(state.timeline.at(-1)).toMatchObject({ header: { id: other.id, actor: 'zhao' }, ineffective: 'reassign-reason-missing' });
  });

  it('[F36] closed on one device while another records that the citizen is not satisfied is not closed, and says why', () => {
    const first = aDesk(), second = aDesk({ replica: 'bbbbbbbbbb', startMs: Date.UTC(2026, 4, 30) });
    const shared = entriesOf(ROAD_TO.closing, first);
    shared.forEach(second.sees);
    const unsatisfied = first.write({ subject: CASE_ID, type: 'case.evaluated', body: bodyOf(CITIZEN_UNSATISFIED) });
    const closed = second.write({ subject: CASE_ID, type: 'case.closed', body: BODIES['case.closed'] });
    const state = folded([...shared, closed, unsatisfied]);
    expect(state).toMatchObject({ status: 'evaluating', contested: true, closedOn: null });
    expect(state.timeline.at(-1)?.ineffective).toBe('unsatisfied-needs-rework');
    expect(primaryAct(state)).toBe('case.reworked');
  });

  it('is settled by a note that names what did not take effect', () => {
    const desk = aDesk();
    const entries = entriesOf([...ROAD_TO.assigning, ['case.replied'], ['case.closed']], desk);
    const [replied, closed] = entries.slice(-2).map((entry) => entry.id);
    const note = (resolves: readonly (string | undefined)[]) => desk.write({ subject: CASE_ID, type: 'case.noted', body: { text: '以办理过程为准', resolves } });
    expect(folded(entries).contested).toBe(true);
    const half = note([replied]);
    expect(folded([...entries, half]).contested).toBe(true);
    expect(folded([...entries, half, note([closed])]).contested).toBe(false);
  });

  it('contested again after it was settled asks again', () => {
    const desk = aDesk();
    const entries = entriesOf([...ROAD_TO.sorting, ['case.closed']], desk);
    entries.push(desk.write({ subject: CASE_ID, type: 'case.noted', body: { text: '已核对', resolves: [entries.at(-1)?.id] } }));
    expect(folded(entries).contested).toBe(false);
    expect(folded([...entries, desk.write({ subject: CASE_ID, type: 'case.closed', body: BODIES['case.closed'] })]).contested).toBe(true);
  });

  it.each([
    ['an act of a newer version of the software', { type: 'case.mediated', body: { result: '和解' } }, 'type-unknown'],
    ['a body of a newer version', { type: 'case.closed', v: 2, body: { closedBy: 'vote' } }, 'version-newer'],
    ['a body that misses a field', { type: 'case.sorted', body: { title: '路灯' } }, 'body-invalid'],
    ['a day that does not exist', { type: 'case.closed', body: { on: '2026-02-30' } }, 'body-invalid'],
    ['an act of another kind of record', { type: 'unit.updated', body: { set: {} } }, 'type-unknown'],
  ])('keeps %s without being contested by it', (_, draft, code) => {
    const desk = aDesk();
    const entries = entriesOf(ROAD_TO.closing, desk);
    const strange = desk.write({ subject: CASE_ID, ...draft });
    const state = folded([...entries, strange]);
    expect(state).toMatchObject({ status: 'closing', contested: false });
    expect(state.timeline.at(-1)).toMatchObject({ header: { id: strange.id }, body: draft.body, ineffective: code });
  });

  it('belongs to the township that registered it: an entry of another scope changes nothing', () => {
    const desk = aDesk();
    const entries = entriesOf(ROAD_TO.sorting, desk);
    const foreign = aDesk({ replica: 'bbbbbbbbbb', startMs: Date.UTC(2026, 5, 1) }).write({ scope: '411122202', subject: CASE_ID, type: 'case.declined', body: BODIES['case.declined'] });
    const state = folded([...entries, foreign]);
    expect(state).toMatchObject({ status: 'sorting', declined: null, contested: true });
    expect(state.timeline.at(-1)?.ineffective).toBe('scope-differs');
  });

  it('keeps fields that this version does not know', () => {
    const desk = aDesk();
    const entry = desk.write({ subject: CASE_ID, type: 'case.registered', body: { ...BODIES['case.registered'], photo: 'sha256:…' } });
    expect(folded([entry]).timeline[0]?.body).toHaveProperty('photo', 'sha256:…');
  });

  it.each(['', '   ', '路灯坏了', '=SUM(A1:A9)', '<img src=x onerror=alert(1)>', '😀🎉', '㐂𠮷野家', 'a\u0000b', '长'.repeat(10_000)])('keeps the words %j unchanged', (words) => {
    const desk = aDesk();
    const state = foldCase([desk.write({ subject: CASE_ID, type: 'case.registered', body: { ...BODIES['case.registered'], words } })]);
    expect(state?.registered.words ?? null).toBe(words === '' ? null : words);
  });

  it('reads the acts of one kind that took effect', () => {
    const state = caseOf([['case.registered'], ['case.progressed'], ['case.sorted'], ['case.assigned'], ['case.progressed', { text: '灯头已买' }], ['case.progressed', { text: '已装好' }]]);
    expect(effectiveBodies(state, 'case.progressed').map((body) => body.text)).toEqual(['灯头已买', '已装好']);
  });
});

describe('a case registered without a title has the first clause of its words', () => {
  it.each([
    ['村东头的路灯坏了，晚上看不见', '村东头的路灯坏了'],
    ['  \n路灯坏了。\n还有水管', '路灯坏了'],
    ['。。。', '。。。'],
    ['长'.repeat(31), `${'长'.repeat(30)}…`],
    ['𠮷'.repeat(31), `${'𠮷'.repeat(30)}…`],
    ['长'.repeat(30), '长'.repeat(30)],
  ])('%j', (words, title) => { expect(caseOf([['case.registered', { words }]]).title).toBe(title); });
});

/** Acts to choose from: a valid one of each type, and some that only sometimes can take effect. */
const STEPS: readonly Step[] = [
  ...CASE_ACTS.map((type): Step => [type]), RELAYED, PROMISED, DEPUTY_SATISFIED, CITIZEN_SATISFIED, CITIZEN_UNSATISFIED,
  ['case.registered', { answeredOnSpot: '当场说清了' }], ['case.replied', { class: 'in_progress', plan: '修', promisedOn: '2026-06-01' }], ['case.replied', { unit: 'unit:stranger' }],
  ['case.supervised', { grade: 'admonition_talk' }], ['case.numbered', { number: '皇帝庙民〔2026〕9号' }], ['case.assigned', { dueOn: '2026-01-01' }],
  ['case.assigned', { mode: 'separate', decidedBy: '主席团' }], ['case.assigned', { reason: '改派', lead: 'unit:village' }], ['case.replied', { unit: 'unit:power' }], ['case.supervised', { newDueOn: '2026-06-05' }],
  ['case.merged', { into: CASE_ID }], ['case.reviewed', { result: 'returned', reason: '乡里能办' }], ['case.declined', { route: 'not_accept' }],
];
/** Ways in which an entry may be one that this version cannot read. */
const STRANGE = { type: { type: 'case.mediated' }, version: { v: 9 }, body: { body: { on: 7 } } } as const;
const anyStep = fc.record({ step: fc.constantFrom(...STEPS), desk: fc.integer({ min: 0, max: 2 }), back: fc.integer({ min: 0, max: 3 }), strange: fc.option(fc.constantFrom(...Object.values(STRANGE)), { freq: 8 }) });
/** Cases that get somewhere by one road, then anything by three desks that know nothing of one another; one has a clock of 1970. */
const anyCase = fc.tuple(fc.constantFrom<readonly Step[]>([], ...Object.values(ROAD_TO)), fc.array(anyStep, { maxLength: 30 })).map(([road, steps]) => {
  const roadEntries = entriesOf(road);
  const desks = [{ replica: 'bbbbbbbbbb' }, { replica: 'cccccccccc', actor: 'zhao', startMs: Date.UTC(2026, 4, 18, 12, 0, 3) }, { replica: 'dddddddddd', startMs: 0 }].map((options) => aDesk(options));
  const entries = [...roadEntries];
  for (const { step, desk, back, strange } of steps) {
    // An undoing names one of the newest entries, so that some take effect.
    const body = step[0] === 'case.undone' ? { act: entries.at(-1 - back)?.id ?? 'a'.repeat(26) } : bodyOf(step);
    const entry = desks[desk]?.write({ subject: CASE_ID, type: step[0], body, ...strange });
    if (entry) entries.push(entry);
  }
  return entries;
});
const shuffled = (entries: readonly Entry[]) => fc.shuffledSubarray([...entries], { minLength: entries.length });

describe('for any acts of any devices', () => {
  it('[F35] every order of arrival folds to the same case', () => {
    fc.assert(fc.property(anyCase.chain((entries) => fc.tuple(fc.constant(entries), shuffled(entries))), ([entries, others]) => {
      expect(foldCase(others)).toEqual(foldCase(entries));
    }));
  });

  it('no entry is lost from the timeline, and it is in fold order', () => {
    fc.assert(fc.property(anyCase, (entries) => {
      const state = foldCase(entries);
      if (!state) return;
      expect(state.timeline.map((event) => event.header.id)).toEqual([...entries].sort(compareEntries).map((entry) => entry.id));
    }));
  });

  it('the entries themselves stay as they are', () => {
    fc.assert(fc.property(anyCase, (entries) => {
      const before = structuredClone(entries);
      foldCase(Object.freeze(entries));
      expect(entries).toEqual(before);
    }));
  });

  it('it is contested exactly when an act that could be read had no effect, a second number aside', () => {
    fc.assert(fc.property(anyCase, (entries) => {
      const state = foldCase(entries);
      if (!state) return;
      const unsettled = state.timeline.filter(({ header, ineffective }) => ineffective !== null && header.type !== 'case.numbered' && header.type !== 'case.revealed' && !['type-unknown', 'version-newer', 'body-invalid'].includes(ineffective));
      expect(state.contested).toBe(unsettled.length > 0);
    }));
  });

  it('every case that has not ended has a next act, which is possible', () => {
    fc.assert(fc.property(anyCase, (entries) => {
      const state = foldCase(entries);
      if (!state) return;
      const next = primaryAct(state);
      expect(next === null).toBe(state.status === 'closed' || (state.status === 'declined' && state.relayed.some(({ to }) => to === 'citizen')));
      if (next !== null) expect(possibleActs(state)[0]).toBe(next);
    }));
  });

  it('what an act changed says so: only effective acts change the case', () => {
    fc.assert(fc.property(anyCase, (entries) => {
      const ordered = [...entries].sort(compareEntries);
      const state = foldCase(ordered);
      if (!state) return;
      const effective = ordered.filter((entry) => state.timeline.find((event) => event.header.id === entry.id)?.ineffective === null);
      const { timeline: _, contested: __, mentioned: ___, ...facts } = state;
      expect(foldCase(effective)).toMatchObject(facts);
    }));
  });

  it('what decide accepts takes effect in the fold, and what it refuses would not have', () => {
    const latest = aDesk({ replica: 'zzzzzzzzzz', startMs: Date.UTC(2030, 0, 1) });
    fc.assert(fc.property(anyCase, fc.constantFrom(...STEPS), (entries, step) => {
      const decision = decideCase(entries, actOf(step), aSession(roleFor(step[0])));
      const entry = latest.write({ subject: CASE_ID, type: step[0], body: bodyOf(step) });
      const after = foldCase([...entries, entry]);
      const event = after?.timeline.at(-1);
      if (decision.ok) expect(event).toMatchObject({ header: { id: entry.id }, ineffective: null });
      else expect(event ? event.ineffective : 'not-registered').toBe(decision.error.code);
    }), { numRuns: 500 });
  });

  it('the loop never goes on without what a state stands on', () => {
    fc.assert(fc.property(anyCase, (entries) => {
      const state = foldCase(entries);
      if (!state) return;
      const has = { assigning: state.sortedOn !== null, reviewing: state.reported !== null, following: state.follows !== null, handling: state.assignment !== null && (state.dueOn !== null || isPaused(state)), closing: state.evaluations.citizen !== null && state.evaluations.deputy !== null, closed: state.closedOn !== null, declined: state.declined !== null, sorting: true, evaluating: state.reply !== null || state.spotAnswer !== null };
      expect(has[state.status], state.status).toBe(true);
      if (state.status === 'closed' || state.status === 'declined') expect(state.dueOn).toBeNull();
      expect(state.evaluations.citizen?.grade === 'unsatisfied' && (state.status === 'closing' || state.status === 'closed')).toBe(false);
    }), { numRuns: 300 });
  });
});

it('every act type has a body in these tests', () => {
  const types: readonly CaseEntryType[] = CASE_ACTS;
  expect(types).toEqual(Object.keys(CASE_BODIES));
});
