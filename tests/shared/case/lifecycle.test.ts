import { describe, expect, it } from 'vitest';
import type { CaseEntryType, CaseStatus } from '../../../shared/case/case.ts';
import { CASE_REFUSALS, LIFECYCLE, possibleActs, primaryAct, RETURNS_UNTIL_DECISION, STEP_OF, type CaseRefusal } from '../../../shared/case/lifecycle.ts';
import { CASE_MACHINE } from '../../../shared/case/fold.ts';
import { foldActs, UNDO_REFUSALS, type UndoRefusal } from '../../../shared/ledger/act-fold.ts';
import { ANSWERED_ON_SPOT, bodyOf, CASE_ACTS, caseOf, CITIZEN_SATISFIED, CITIZEN_UNSATISFIED, DEPUTY_SATISFIED, entriesOf, folded, PROMISED, RELAYED, ROAD_TO, STATUSES, aDesk, CASE_ID, BODIES, type Step } from './acts.ts';

/**
 * What each act does in each state, written down a second time and by hand: the state that follows, or the code of the
 * refusal. `same` is the state itself. Every pair of states × acts is here.
 */
type Outcome = CaseStatus | CaseRefusal | UndoRefusal | 'same';
const no = 'act-not-possible';
/** A row: what is not written is not possible. */
const row = (possible: Partial<Record<CaseEntryType, Outcome>>): Readonly<Record<CaseEntryType, Outcome>> =>
  ({ ...(Object.fromEntries(CASE_ACTS.map((act) => [act, no])) as Record<CaseEntryType, Outcome>), 'case.registered': 'already-registered', 'case.undone': 'not-last-act', ...possible });
/** Possible whatever the state. */
const beside = { 'case.numbered': 'same', 'case.noted': 'same', 'case.revealed': 'same', 'case.linked': 'same', 'case.unlinked': 'not-linked', 'case.corrected': 'same' } as const;
const supervision = { 'case.supervised': 'same', 'case.supervision_answered': 'no-open-supervision' } as const;
const EXPECTED: Readonly<Record<CaseStatus, Readonly<Record<CaseEntryType, Outcome>>>> = {
  sorting: row({
    ...beside, ...supervision, 'case.undone': 'nothing-to-undo', 'case.sorted': 'assigning', 'case.answered': 'evaluating', 'case.declined': 'declined', 'case.reported': 'reviewing', 'case.merged': 'following',
    'case.converted': 'following',
  }),
  reviewing: row({ ...beside, ...supervision, 'case.reviewed': 'assigning', 'case.declined': 'declined' }),
  assigning: row({
    ...beside, ...supervision, 'case.sorted': 'same', 'case.answered': 'evaluating', 'case.declined': 'declined', 'case.reported': 'reviewing', 'case.merged': 'following', 'case.converted': 'following',
    'case.consulted': 'same', 'case.assigned': 'handling',
  }),
  handling: row({
    ...beside, ...supervision, 'case.assigned': 'reassign-reason-missing', 'case.acknowledged': 'same', 'case.returned': 'assigning', 'case.consulted': 'same', 'case.progressed': 'same', 'case.extension_requested': 'same',
    'case.extended': 'same', 'case.extension_declined': 'extension-not-asked', 'case.paused': 'same', 'case.resumed': 'not-paused', 'case.rescheduled': 'same', 'case.replied': 'evaluating',
  }),
  following: row({ ...beside, ...supervision, 'case.separated': 'assigning', 'case.progressed': 'same', 'case.replied': 'evaluating' }),
  evaluating: row({
    ...beside, ...supervision, 'case.progressed': 'same', 'case.replied': 'same', 'case.fulfilled': 'no-promise', 'case.rescheduled': 'clock-not-running', 'case.relayed': 'same', 'case.evaluated': 'same',
    'case.reworked': 'handling', 'case.closed': 'evaluation-missing',
  }),
  closing: row({
    ...beside, ...supervision, 'case.replied': 'same', 'case.fulfilled': 'no-promise', 'case.rescheduled': 'clock-not-running', 'case.relayed': 'same', 'case.evaluated': 'same', 'case.reworked': 'handling', 'case.closed': 'closed',
  }),
  closed: row({ ...beside, 'case.reopened': 'assigning' }),
  declined: row({ ...beside, 'case.relayed': 'same', 'case.reopened': 'sorting' }),
};
const PRIMARY: Readonly<Record<CaseStatus, CaseEntryType | null>> = {
  sorting: 'case.sorted', reviewing: 'case.reviewed', assigning: 'case.assigned', handling: 'case.replied', following: 'case.replied',
  // First the citizen is told, then asked.
  evaluating: 'case.relayed', closing: 'case.closed', closed: null, declined: 'case.relayed',
};

/** Acts of which only the body tells whether they take effect here. */
const asksItsBody: readonly CaseEntryType[] = ['case.assigned', 'case.unlinked'];

describe.each(STATUSES)('in %s', (status) => {
  it.each(CASE_ACTS)('%s', (act) => {
    const before = caseOf(ROAD_TO[status]);
    expect(before).toMatchObject({ status, contested: false });

    const after = caseOf([...ROAD_TO[status], [act]]);
    const outcome = EXPECTED[status][act];
    const refused = [...CASE_REFUSALS, ...UNDO_REFUSALS].some((code) => code === outcome);
    expect({ status: after.status, ineffective: after.timeline.at(-1)?.ineffective }).toEqual({ status: refused || outcome === 'same' ? status : outcome, ineffective: refused ? outcome : null });

    const { timeline: _, contested, ...facts } = after;
    const { timeline: __, contested: ___, ...factsBefore } = before;
    expect(contested).toBe(refused);
    if (refused) expect(facts).toEqual(factsBefore);
  });

  it('the acts offered are exactly those that take effect', () => {
    const state = caseOf(ROAD_TO[status]);
    const effective = CASE_ACTS.filter((act) => act !== 'case.numbered' && !asksItsBody.includes(act) && caseOf([...ROAD_TO[status], [act]]).timeline.at(-1)?.ineffective === null);
    expect(possibleActs(state).filter((act) => !asksItsBody.includes(act)).sort()).toEqual([...effective].sort());
  });

  it('the primary act is the first of them; only a case that has ended has none', () => {
    const state = caseOf(ROAD_TO[status]);
    expect(primaryAct(state)).toBe(PRIMARY[status]);
    if (primaryAct(state) !== null) expect(possibleActs(state)[0]).toBe(primaryAct(state));
  });
});

/** What bodies must say. Each row breaks one demand only, in a state where the act is possible. */
const DEMANDS: readonly { readonly name: string; readonly road: readonly Step[]; readonly step: Step; readonly code: CaseRefusal }[] = [
  { name: 'a deadline before the day of assignment', road: ROAD_TO.assigning, step: ['case.assigned', { dueOn: '2026-05-19' }], code: 'due-before-start' },
  { name: 'a reply of a unit that is not handling', road: ROAD_TO.handling, step: ['case.replied', { unit: 'unit:school' }], code: 'unit-not-handling' },
  { name: '正在解决 without a plan', road: ROAD_TO.handling, step: ['case.replied', { class: 'in_progress', promisedOn: '2026-06-30' }], code: 'plan-missing' },
  { name: '正在解决 without a promised day', road: ROAD_TO.handling, step: ['case.replied', { class: 'in_progress', plan: '六月底前修好' }], code: 'plan-missing' },
  { name: 'a promise for a day that is past', road: ROAD_TO.handling, step: ['case.replied', { class: 'in_progress', plan: '修好', promisedOn: '2026-05-24' }], code: 'due-before-start' },
  { name: '不具备条件 without a reason', road: ROAD_TO.handling, step: ['case.replied', { class: 'not_feasible' }], code: 'reason-missing' },
  { name: '涉上级职权 without saying whom was told', road: ROAD_TO.handling, step: ['case.replied', { class: 'escalated' }], code: 'escalation-missing' },
  { name: 'a supervision below the last one', road: [...ROAD_TO.handling, ['case.supervised', { grade: 'key_supervision' }]], step: ['case.supervised', { grade: 'supervise' }], code: 'grade-went-down' },
  { name: 'a new deadline before the day of supervision', road: ROAD_TO.handling, step: ['case.supervised', { newDueOn: '2026-05-25' }], code: 'due-before-start' },
  { name: 'an evaluation of an unnamed deputy', road: ROAD_TO.evaluating, step: ['case.evaluated', { by: 'deputy' }], code: 'deputy-missing' },
  { name: '不满意 without an opinion', road: ROAD_TO.evaluating, step: ['case.evaluated', { grade: 'unsatisfied' }], code: 'opinion-missing' },
  { name: 'a rework due before it begins', road: ROAD_TO.evaluating, step: ['case.reworked', { dueOn: '2026-05-28' }], code: 'due-before-start' },
  { name: 'closing with the citizen only', road: [...ROAD_TO.evaluating, CITIZEN_SATISFIED], step: ['case.closed'], code: 'evaluation-missing' },
  { name: 'closing with the deputy only', road: [...ROAD_TO.evaluating, DEPUTY_SATISFIED], step: ['case.closed'], code: 'evaluation-missing' },
  { name: 'closing with one unsatisfied', road: [...ROAD_TO.evaluating, CITIZEN_UNSATISFIED, DEPUTY_SATISFIED], step: ['case.closed'], code: 'unsatisfied-needs-rework' },
  { name: 'a second number', road: [...ROAD_TO.sorting, ['case.numbered']], step: ['case.numbered', { number: '皇帝庙民〔2026〕18号' }], code: 'already-numbered' },
  { name: 'a number that replaces another than the one in force', road: [...ROAD_TO.sorting, ['case.numbered']], step: ['case.numbered', { number: '皇帝庙民〔2026〕18号', replaces: '皇帝庙民〔2026〕3号' }], code: 'already-numbered' },
  { name: 'progress of a case answered at the table', road: [ANSWERED_ON_SPOT], step: ['case.progressed'], code: 'not-assigned' },
  { name: 'a unit\'s reply to a case answered at the table', road: [ANSWERED_ON_SPOT], step: ['case.replied'], code: 'not-assigned' },
  { name: 'a matter that is an accusation', road: [], step: ['case.registered', { matter: 'accusation' }], code: 'accusation' },
  { name: 'guidance without saying where to', road: ROAD_TO.sorting, step: ['case.declined', { where: undefined } as never], code: 'place-missing' },
  { name: 'a review that sends back without a reason', road: ROAD_TO.reviewing, step: ['case.reviewed', { result: 'returned' }], code: 'reason-missing' },
  { name: 'merging a case into itself', road: ROAD_TO.sorting, step: ['case.merged', { into: CASE_ID }], code: 'into-itself' },
  { name: 'merging into what is no case', road: ROAD_TO.sorting, step: ['case.merged', { into: 'suggestion:lights01' }], code: 'wrong-kind' },
  { name: 'turning into a suggestion what is none', road: ROAD_TO.sorting, step: ['case.converted', { to: 'referral:lights01' }], code: 'wrong-kind' },
  { name: 'linking a case to itself', road: ROAD_TO.sorting, step: ['case.linked', { to: CASE_ID }], code: 'into-itself' },
  { name: 'the same link twice', road: [...ROAD_TO.sorting, ['case.linked']], step: ['case.linked'], code: 'already-linked' },
  { name: 'a unit that stands twice', road: ROAD_TO.assigning, step: ['case.assigned', { co: ['unit:road'] }], code: 'unit-twice' },
  { name: 'an order after two returns without the presidium\'s word', road: [...ROAD_TO.handling, ['case.returned'], ['case.assigned'], ['case.returned']], step: ['case.assigned'], code: 'chair-decision-missing' },
  { name: 'returning what the presidium has decided', road: [...ROAD_TO.assigning, ['case.assigned', { decidedBy: '主席团会议' }]], step: ['case.returned'], code: 'return-not-allowed' },
  { name: 'returning after the limit', road: [...ROAD_TO.assigning, ['case.assigned', { returnBy: '2026-05-20' }]], step: ['case.returned'], code: 'return-too-late' },
  { name: 'a return by a unit that is not handling', road: ROAD_TO.handling, step: ['case.returned', { unit: 'unit:school' }], code: 'unit-not-handling' },
  { name: 'an extension to an earlier day', road: ROAD_TO.handling, step: ['case.extended', { dueOn: '2026-05-27' }], code: 'extension-not-later' },
  { name: 'an extension of a clock that stands', road: [...ROAD_TO.handling, ['case.paused']], step: ['case.extended'], code: 'paused' },
  { name: 'pausing what is overdue', road: ROAD_TO.handling, step: ['case.paused', { on: '2026-05-28' }], code: 'overdue' },
  { name: 'pausing twice', road: [...ROAD_TO.handling, ['case.paused']], step: ['case.paused'], code: 'clock-not-running' },
  { name: 'closing what the citizen was not told', road: [...ROAD_TO.evaluating, CITIZEN_SATISFIED, DEPUTY_SATISFIED], step: ['case.closed'], code: 'relay-missing' },
  { name: 'closing with a promise open', road: [...ROAD_TO.handling, PROMISED, RELAYED, CITIZEN_SATISFIED, DEPUTY_SATISFIED], step: ['case.closed'], code: 'promise-open' },
  { name: 'taking a conversion apart', road: [...ROAD_TO.assigning, ['case.converted']], step: ['case.separated'], code: 'not-merged' },
];

describe('an act does not take effect', () => {
  it.each(DEMANDS)('$name: $code', ({ road, step, code }) => {
    const after = foldActs(CASE_MACHINE, entriesOf([...road, step]));
    expect(after.timeline.at(-1)?.ineffective).toBe(code);
    expect(after.state?.status).toBe(foldActs(CASE_MACHINE, entriesOf(road)).state?.status);
    expect(after.timeline.at(-1)?.body).toEqual(bodyOf(step));
  });

  it('every code of the table is reached by some row or pair', () => {
    const reached = new Set<string>([...DEMANDS.map((row) => row.code), ...Object.values(EXPECTED).flatMap((row) => Object.values(row))]);
    const elsewhere: readonly CaseRefusal[] = ['not-registered', 'scope-differs'];
    expect(CASE_REFUSALS.filter((code) => !reached.has(code) && !elsewhere.includes(code))).toEqual([]);
  });

  it('the same with what was missing takes effect', () => {
    const effective: readonly (readonly [readonly Step[], Step])[] = [
      [ROAD_TO.handling, ['case.replied', { class: 'in_progress', plan: '六月底前修好', promisedOn: '2026-06-30' }]],
      [ROAD_TO.handling, ['case.replied', { class: 'not_feasible', reason: '没有这项资金' }]],
      [ROAD_TO.handling, ['case.replied', { class: 'escalated', escalatedTo: '县交通运输局' }]],
      [ROAD_TO.handling, ['case.replied', { unit: 'unit:power' }]],
      [ROAD_TO.handling, ['case.assigned', { lead: 'unit:village', reason: '路灯归村里管' }]],
      [[...ROAD_TO.handling, ['case.returned'], ['case.assigned'], ['case.returned']], ['case.assigned', { decidedBy: '主席团会议' }]],
      [[...ROAD_TO.assigning, ['case.assigned', { returnBy: '2026-05-20' }]], ['case.returned', { agreedBy: '赵主席' }]],
      [ROAD_TO.sorting, ['case.declined', { route: 'not_accept' }]],
      [ROAD_TO.reviewing, ['case.reviewed', { result: 'returned', reason: '乡里可以办' }]],
      [[...ROAD_TO.handling, ['case.extension_requested']], ['case.extension_declined']],
      [[...ROAD_TO.handling, ['case.paused']], ['case.resumed']],
      [[...ROAD_TO.evaluating, ['case.supervised']], ['case.supervision_answered']],
      [[...ROAD_TO.sorting, ['case.linked']], ['case.unlinked']],
      [[...ROAD_TO.handling, ['case.supervised', { grade: 'supervise' }]], ['case.supervised', { grade: 'supervise' }]],
      [[...ROAD_TO.handling, ['case.supervised', { grade: 'supervise' }]], ['case.supervised', { grade: 'admonition_talk', newDueOn: '2026-05-26' }]],
      [[...ROAD_TO.sorting, ['case.numbered']], ['case.numbered', { number: '皇帝庙民〔2026〕18号', replaces: '皇帝庙民〔2026〕17号' }]],
    ];
    for (const [road, step] of effective) expect(caseOf([...road, step]).timeline.at(-1)?.ineffective, JSON.stringify(step)).toBeNull();
  });
});

describe('both evaluations decide', () => {
  const evaluated = (...steps: Step[]) => caseOf([...ROAD_TO.evaluating, ...steps]);

  it('with both and none unsatisfied the case waits for closing, in whatever order they came', () => {
    expect(evaluated(CITIZEN_SATISFIED, DEPUTY_SATISFIED).status).toBe('closing');
    expect(evaluated(DEPUTY_SATISFIED, ['case.evaluated', { grade: 'basic' }]).status).toBe('closing');
  });

  it('an unsatisfied side keeps it and asks for rework', () => {
    const state = evaluated(CITIZEN_UNSATISFIED, DEPUTY_SATISFIED);
    expect(state.status).toBe('evaluating');
    expect(primaryAct(state)).toBe('case.reworked');
    expect(possibleActs(state)).not.toContain('case.closed');
  });

  it('the same side may evaluate again until the case is closed, and takes the closing back when it is not satisfied', () => {
    expect(evaluated(CITIZEN_UNSATISFIED, DEPUTY_SATISFIED, CITIZEN_SATISFIED).status).toBe('closing');
    expect(evaluated(CITIZEN_SATISFIED, DEPUTY_SATISFIED, CITIZEN_UNSATISFIED).status).toBe('evaluating');
  });

  it('a rework begins a new round: evaluations and reply are of the round before, the count and the deadline are new', () => {
    const state = evaluated(CITIZEN_UNSATISFIED, DEPUTY_SATISFIED, ['case.reworked']);
    expect(state).toMatchObject({ status: 'handling', reworks: 1, reply: null, evaluations: { citizen: null, deputy: null, deputies: {} }, dueOn: '2026-06-29' });
    const again = caseOf([...ROAD_TO.evaluating, CITIZEN_UNSATISFIED, ['case.reworked'], ['case.replied'], RELAYED, CITIZEN_SATISFIED, DEPUTY_SATISFIED, ['case.closed']]);
    expect(again).toMatchObject({ status: 'closed', reworks: 1, contested: false });
  });
});

describe('a case answered at the table', () => {
  it('waits for evaluation only', () => {
    const state = caseOf([ANSWERED_ON_SPOT]);
    expect(state).toMatchObject({ status: 'evaluating', dueOn: null, assignment: null, steps: { register: '2026-05-18', reply: '2026-05-18', handle: null } });
    expect(primaryAct(state)).toBe('case.evaluated');
    expect(possibleActs(state)).not.toEqual(expect.arrayContaining(['case.progressed', 'case.replied']));
  });

  it('is closed like any other', () => {
    expect(caseOf([ANSWERED_ON_SPOT, CITIZEN_SATISFIED, DEPUTY_SATISFIED, ['case.closed']])).toMatchObject({ status: 'closed', contested: false });
  });

  it('sent back, or opened again, is first sorted and assigned', () => {
    expect(caseOf([ANSWERED_ON_SPOT, CITIZEN_UNSATISFIED, ['case.reworked']])).toMatchObject({ status: 'sorting', dueOn: '2026-06-29' });
    expect(caseOf([ANSWERED_ON_SPOT, CITIZEN_UNSATISFIED, ['case.reworked'], ['case.sorted'], ['case.assigned']])).toMatchObject({ status: 'handling', dueOn: '2026-05-27' });
    expect(caseOf([ANSWERED_ON_SPOT, CITIZEN_SATISFIED, DEPUTY_SATISFIED, ['case.closed'], ['case.reopened']]).status).toBe('sorting');
  });
});

describe('what else acts change', () => {
  it('a promise of a plan is watched; another answer stops the clock', () => {
    expect(caseOf(ROAD_TO.handling).dueOn).toBe('2026-05-27');
    expect(caseOf([...ROAD_TO.handling, ['case.replied', { class: 'in_progress', plan: '修好', promisedOn: '2026-06-30' }]]).dueOn).toBe('2026-06-30');
    expect(caseOf(ROAD_TO.evaluating).dueOn).toBeNull();
  });

  it('a returned case waits for another unit and has no deadline', () => {
    const returned = caseOf([...ROAD_TO.handling, ['case.acknowledged'], ['case.returned']]);
    expect(returned).toMatchObject({ status: 'assigning', assignment: null, acknowledgedOn: null, dueOn: null });
    expect(caseOf([...ROAD_TO.handling, ['case.returned'], ['case.assigned', { lead: 'unit:village' }]])).toMatchObject({ status: 'handling', assignment: { lead: 'unit:village' } });
  });

  it('a reopened case begins a new round', () => {
    expect(caseOf([...ROAD_TO.closed, ['case.reopened']])).toMatchObject({ status: 'assigning', closedOn: null, assignment: null, reply: null, evaluations: { citizen: null, deputy: null, deputies: {} }, dueOn: null });
    expect(caseOf([...ROAD_TO.declined, ['case.reopened']])).toMatchObject({ status: 'sorting', declined: null });
    expect(caseOf([...ROAD_TO.assigning, ['case.declined'], ['case.reopened']])).toMatchObject({ status: 'sorting', declined: null });
  });

  it('declining a case that was sent back stops its clock', () => {
    expect(caseOf([ANSWERED_ON_SPOT, CITIZEN_UNSATISFIED, ['case.reworked'], ['case.declined']])).toMatchObject({ status: 'declined', dueOn: null });
  });

  it('each step remembers the day it was last reached', () => {
    const state = caseOf([...ROAD_TO.handling, ['case.supervised'], ['case.replied'], CITIZEN_SATISFIED]);
    expect(state.steps).toEqual({ register: '2026-05-18', sort: '2026-05-19', handle: '2026-05-20', reply: '2026-05-25', supervise: '2026-05-26', evaluate: '2026-05-28' });
    expect(Object.keys(STEP_OF).sort()).toEqual([...CASE_ACTS].sort());
  });

  it('the table names only states and acts that exist', () => {
    for (const [status, row] of Object.entries(LIFECYCLE)) {
      expect(STATUSES).toContain(status);
      for (const [act, next] of Object.entries(row)) expect([CASE_ACTS, STATUSES]).toEqual([expect.arrayContaining([act]), expect.arrayContaining([next])]);
    }
  });
});

describe('orders', () => {
  const JOINT: readonly Step[] = ROAD_TO.handling;
  const SEPARATE: readonly Step[] = [...ROAD_TO.assigning, ['case.assigned', { mode: 'separate' }]];
  const byPower: Step = ['case.replied', { unit: 'unit:power', text: '电费已核减', on: '2026-05-24' }];

  it('with a lead and co-handling units are answered by the lead; the others give their opinion', () => {
    expect(caseOf([...JOINT, byPower])).toMatchObject({ status: 'handling', reply: null, dueOn: '2026-05-27', answers: { 'unit:power': { text: '电费已核减' } } });
    expect(caseOf([...JOINT, byPower, ['case.replied']])).toMatchObject({ status: 'evaluating', reply: { unit: 'unit:road' }, dueOn: null });
  });

  it('a late opinion does not take back that the citizen was told', () => {
    expect(caseOf([...JOINT, ['case.replied'], RELAYED, byPower]).relayed).toHaveLength(1);
  });

  it('for separate handling are answered when every unit has', () => {
    expect(caseOf([...SEPARATE, ['case.replied']])).toMatchObject({ status: 'handling', reply: null, dueOn: '2026-05-27' });
    expect(caseOf([...SEPARATE, ['case.replied'], byPower])).toMatchObject({ status: 'evaluating', reply: { unit: 'unit:road' }, dueOn: null });
    // Of several promises the latest day is watched.
    expect(caseOf([...SEPARATE, PROMISED, ['case.replied', { unit: 'unit:power', class: 'in_progress', plan: '换线', promisedOn: '2026-07-31' }]])).toMatchObject({ promise: { on: '2026-07-31' }, dueOn: '2026-07-31' });
  });

  it('of the wrong unit are counted with each return', () => {
    expect(caseOf([...JOINT, ['case.returned'], ['case.assigned'], ['case.returned']])).toMatchObject({ returns: RETURNS_UNTIL_DECISION, status: 'assigning' });
  });

  it('changed to another unit begin anew', () => {
    expect(caseOf([...JOINT, ['case.acknowledged'], byPower, ['case.assigned', { lead: 'unit:village', co: [], reason: '归村里管', dueOn: '2026-06-03' }]])).toMatchObject({ assignment: { lead: 'unit:village' }, acknowledgedOn: null, answers: {}, dueOn: '2026-06-03', returns: 0 });
  });
});

describe('a clock', () => {
  it('is a list of stretches, with the reason of each pause', () => {
    const paused = caseOf([...ROAD_TO.handling, ['case.paused']]);
    expect(paused).toMatchObject({ dueOn: null, status: 'handling', clock: { rule: 'CASE_MINOR', startedOn: '2026-05-20', segments: [{ kind: 'running', from: '2026-05-20', to: '2026-05-22' }, { kind: 'paused', from: '2026-05-22', to: null, reason: '汛期停工' }] } });
    expect(primaryAct(paused)).toBe('case.resumed');
    expect(caseOf([...ROAD_TO.handling, ['case.paused'], ['case.resumed']])).toMatchObject({ dueOn: '2026-06-01', clock: { segments: [{ to: '2026-05-22' }, { kind: 'paused', to: '2026-05-26' }, { kind: 'running', from: '2026-05-26', to: null }] } });
  });

  it('that was set by hand says so: by an extension, by a supervision, while it stands', () => {
    expect(caseOf([...ROAD_TO.handling, ['case.extension_requested'], ['case.extended']])).toMatchObject({ dueOn: '2026-06-10', clock: { setTo: '2026-06-10' }, extensionRequest: null });
    expect(caseOf([...ROAD_TO.handling, ['case.supervised', { newDueOn: '2026-06-05' }]])).toMatchObject({ dueOn: '2026-06-05', clock: { setTo: '2026-06-05' } });
    expect(caseOf([...ROAD_TO.handling, ['case.paused'], ['case.supervised', { newDueOn: '2026-06-05' }]])).toMatchObject({ dueOn: null, clock: { setTo: '2026-06-05' } });
    expect(caseOf([...ROAD_TO.assigning, ['case.assigned', { dueReason: '先修主路' }]])).toMatchObject({ clock: { setTo: '2026-05-27' } });
  });

  it('ends with the answer, the return and the closing', () => {
    for (const road of [ROAD_TO.evaluating, ROAD_TO.closed, [...ROAD_TO.handling, ['case.paused'] as Step, ['case.returned'] as Step]]) expect(caseOf(road)).toMatchObject({ clock: null, dueOn: null });
  });
});

describe('a promise', () => {
  it('is watched until it is kept, and only then is the case closed', () => {
    const road: readonly Step[] = [...ROAD_TO.handling, PROMISED, RELAYED, CITIZEN_SATISFIED, DEPUTY_SATISFIED];
    expect(caseOf(road)).toMatchObject({ status: 'closing', dueOn: '2026-06-30', promise: { on: '2026-06-30', fulfilled: null } });
    expect(primaryAct(caseOf(road))).toBe('case.fulfilled');
    expect(caseOf([...road, ['case.fulfilled'], ['case.closed', { on: '2026-06-29' }]])).toMatchObject({ status: 'closed', promise: { fulfilled: { on: '2026-06-28' } }, contested: false });
  });

  it('is kept by a final answer, of which the citizen is told again', () => {
    const road: readonly Step[] = [...ROAD_TO.handling, PROMISED, RELAYED, CITIZEN_SATISFIED, DEPUTY_SATISFIED, ['case.replied', { text: '全部换好', on: '2026-06-20' }]];
    expect(caseOf(road)).toMatchObject({ promise: { fulfilled: { on: '2026-06-20' } }, relayed: [], dueOn: null });
    expect(primaryAct(caseOf(road))).toBe('case.relayed');
  });

  it('outlives the order: a rework does not forget it', () => {
    expect(caseOf([...ROAD_TO.handling, PROMISED, CITIZEN_UNSATISFIED, ['case.reworked']]).promise).toMatchObject({ on: '2026-06-30', fulfilled: null });
  });
});

describe('an item beside it', () => {
  it('is followed until this case is answered itself: 并案、分别答复', () => {
    const road: readonly Step[] = [...ROAD_TO.following, ['case.replied'], RELAYED, CITIZEN_SATISFIED, DEPUTY_SATISFIED];
    expect(caseOf(ROAD_TO.following)).toMatchObject({ follows: { id: 'case:aprilmarket0002', kind: 'case' }, dueOn: null });
    expect(caseOf([...road, ['case.closed']])).toMatchObject({ status: 'closed', follows: null, contested: false });
  });

  it('left because the citizen is not satisfied gives it a road of its own', () => {
    expect(caseOf([...ROAD_TO.following, ['case.replied'], RELAYED, CITIZEN_UNSATISFIED, ['case.reworked'], ['case.assigned']])).toMatchObject({ status: 'handling', follows: null, assignment: { lead: 'unit:road' } });
  });

  it('that it was turned into leaves a trace', () => {
    expect(caseOf([...ROAD_TO.assigning, ['case.converted'], ['case.replied']])).toMatchObject({ status: 'evaluating', follows: null, conversions: [{ to: 'suggestion:lights01', kind: 'suggestion' }] });
  });

  it('linked and unlinked is listed or not', () => {
    expect(caseOf([...ROAD_TO.closed, ['case.linked']]).links).toHaveLength(1);
    expect(caseOf([...ROAD_TO.closed, ['case.linked'], ['case.unlinked']]).links).toEqual([]);
  });
});

describe('several deputies', () => {
  it('evaluate each for themselves; the least satisfied of them stands for all', () => {
    const second: Step<'case.evaluated'> = ['case.evaluated', { by: 'deputy', deputy: 'deputy:li', grade: 'unsatisfied', opinion: '还差一盏' }];
    const state = caseOf([...ROAD_TO.evaluating, RELAYED, CITIZEN_SATISFIED, DEPUTY_SATISFIED, second]);
    expect(state).toMatchObject({ status: 'evaluating', evaluations: { deputy: { deputy: 'deputy:li' }, deputies: { 'deputy:zhang': { grade: 'satisfied' }, 'deputy:li': { grade: 'unsatisfied' } } } });
    expect(caseOf([...ROAD_TO.evaluating, RELAYED, CITIZEN_SATISFIED, DEPUTY_SATISFIED, second, ['case.evaluated', { ...second[1], grade: 'basic' }]]).status).toBe('closing');
  });
});

describe('a correction', () => {
  it('changes what was noted about the registration, never the words', () => {
    const state = caseOf([...ROAD_TO.sorting, ['case.corrected', { words: '别的话' }]]);
    expect(state.registered).toMatchObject({ place: '村东头小桥边', reporter: { name: '张三' } });
    expect(state.additions).toEqual([{ text: '小孩上学也走这条路。', on: '2026-05-19' }]);
    expect(state.registered.words).toBe(BODIES['case.registered'].words);
  });
});

describe('undoing', () => {
  const undoLast = (steps: readonly Step[], after: readonly Step[] = []) => {
    const desk = aDesk();
    const entries = entriesOf(steps, desk);
    const target = entries.at(-1);
    const besides = entriesOf(after, desk);
    return [...entries, ...besides, desk.write({ subject: CASE_ID, type: 'case.undone', body: { act: target?.id } })];
  };

  it.each(STATUSES.filter((status) => status !== 'sorting'))('the act that led to %s brings back the case as it was', (status) => {
    const road = ROAD_TO[status];
    const state = folded(undoLast(road));
    const { timeline, undoable: _, ...facts } = state;
    const { timeline: __, undoable: ___, ...before } = caseOf(road.slice(0, -1));
    expect(facts).toEqual(before);
    expect(timeline.at(-2)).toMatchObject({ undone: true, ineffective: null });
    expect(timeline.at(-1)).toMatchObject({ undone: false, ineffective: null });
  });

  it('keeps what came beside it meanwhile', () => {
    const state = folded(undoLast(ROAD_TO.handling, [['case.numbered'], ['case.linked'], ['case.noted']]));
    expect(state).toMatchObject({ status: 'assigning', number: '皇帝庙民〔2026〕17号', links: [{ to: 'case:aprilmarket0003' }], contested: false });
  });

  it('one act after the other goes back to the registration and no further', () => {
    const desk = aDesk();
    const entries = entriesOf(ROAD_TO.handling, desk);
    for (const target of [entries[2], entries[1]]) entries.push(desk.write({ subject: CASE_ID, type: 'case.undone', body: { act: target?.id } }));
    expect(folded(entries)).toMatchObject({ status: 'sorting', undoable: null, contested: false });
    expect(folded([...entries, desk.write({ subject: CASE_ID, type: 'case.undone', body: { act: entries[0]?.id } })]).timeline.at(-1)?.ineffective).toBe('nothing-to-undo');
  });

  it('is refused, and says so, when another act stands on it or another person made it', () => {
    expect(folded(undoLast(ROAD_TO.handling, [['case.progressed']])).timeline.at(-1)?.ineffective).toBe('not-last-act');
    const entries = entriesOf(ROAD_TO.handling);
    const other = aDesk({ replica: 'bbbbbbbbbb', actor: 'zhao', startMs: Date.UTC(2026, 5, 1) }).write({ subject: CASE_ID, type: 'case.undone', body: { act: entries.at(-1)?.id } });
    const state = folded([...entries, other]);
    expect(state).toMatchObject({ status: 'handling', contested: true, undoable: { id: entries.at(-1)?.id, type: 'case.assigned', actor: 'wang' } });
    expect(state.timeline.at(-1)?.ineffective).toBe('not-own-act');
  });
});

describe('who was asked by name', () => {
  it('is asked until they do something on the case; a look is not enough', () => {
    const desk = aDesk(), zhao = aDesk({ replica: 'bbbbbbbbbb', actor: 'zhao', startMs: Date.UTC(2026, 5, 1) });
    const entries = entriesOf([...ROAD_TO.sorting, ['case.noted', { mentions: ['zhao', 'li'] }]], desk);
    expect(folded(entries).mentioned).toEqual(['zhao', 'li']);
    const looked = [...entries, zhao.write({ subject: CASE_ID, type: 'case.revealed', body: { what: ['name'] } })];
    expect(folded(looked).mentioned).toEqual(['zhao', 'li']);
    expect(folded([...looked, zhao.write({ subject: CASE_ID, type: 'case.noted', body: { text: '看过了' } })]).mentioned).toEqual(['li']);
  });
});
