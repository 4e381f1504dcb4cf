import { describe, expect, it } from 'vitest';
import type { CaseEntryType, CaseStatus } from '../../../shared/case/case.ts';
import { CASE_REFUSALS, LIFECYCLE, NEXT_ACT, possibleActs, primaryAct, STEP_OF, type CaseRefusal } from '../../../shared/case/lifecycle.ts';
import { ANSWERED_ON_SPOT, bodyOf, CASE_ACTS, caseOf, CITIZEN_SATISFIED, CITIZEN_UNSATISFIED, DEPUTY_SATISFIED, ROAD_TO, STATUSES, type Step } from './acts.ts';

/**
 * What each act does in each state, written down a second time and by hand: the state that follows, or the code of the
 * refusal. `same` is the state itself. Every pair of states × acts is here.
 */
type Outcome = CaseStatus | CaseRefusal | 'same';
const no = 'act-not-possible';
const EXPECTED: Readonly<Record<CaseStatus, Readonly<Record<CaseEntryType, Outcome>>>> = {
  sorting: {
    'case.registered': 'already-registered', 'case.numbered': 'same', 'case.sorted': 'assigning', 'case.declined': 'declined', 'case.assigned': no, 'case.acknowledged': no, 'case.returned': no, 'case.progressed': no,
    'case.replied': no, 'case.relayed': no, 'case.supervised': no, 'case.evaluated': no, 'case.reworked': no, 'case.closed': no, 'case.reopened': no, 'case.noted': 'same',
  },
  assigning: {
    'case.registered': 'already-registered', 'case.numbered': 'same', 'case.sorted': 'same', 'case.declined': 'declined', 'case.assigned': 'handling', 'case.acknowledged': no, 'case.returned': no, 'case.progressed': no,
    'case.replied': no, 'case.relayed': no, 'case.supervised': no, 'case.evaluated': no, 'case.reworked': no, 'case.closed': no, 'case.reopened': no, 'case.noted': 'same',
  },
  handling: {
    'case.registered': 'already-registered', 'case.numbered': 'same', 'case.sorted': no, 'case.declined': no, 'case.assigned': no, 'case.acknowledged': 'same', 'case.returned': 'assigning', 'case.progressed': 'same',
    'case.replied': 'evaluating', 'case.relayed': no, 'case.supervised': 'same', 'case.evaluated': no, 'case.reworked': no, 'case.closed': no, 'case.reopened': no, 'case.noted': 'same',
  },
  evaluating: {
    'case.registered': 'already-registered', 'case.numbered': 'same', 'case.sorted': no, 'case.declined': no, 'case.assigned': no, 'case.acknowledged': no, 'case.returned': no, 'case.progressed': 'same',
    'case.replied': 'same', 'case.relayed': 'same', 'case.supervised': 'same', 'case.evaluated': 'same', 'case.reworked': 'handling', 'case.closed': 'evaluation-missing', 'case.reopened': no, 'case.noted': 'same',
  },
  closing: {
    'case.registered': 'already-registered', 'case.numbered': 'same', 'case.sorted': no, 'case.declined': no, 'case.assigned': no, 'case.acknowledged': no, 'case.returned': no, 'case.progressed': no,
    'case.replied': no, 'case.relayed': 'same', 'case.supervised': no, 'case.evaluated': 'same', 'case.reworked': 'handling', 'case.closed': 'closed', 'case.reopened': no, 'case.noted': 'same',
  },
  closed: {
    'case.registered': 'already-registered', 'case.numbered': 'same', 'case.sorted': no, 'case.declined': no, 'case.assigned': no, 'case.acknowledged': no, 'case.returned': no, 'case.progressed': no,
    'case.replied': no, 'case.relayed': no, 'case.supervised': no, 'case.evaluated': no, 'case.reworked': no, 'case.closed': no, 'case.reopened': 'assigning', 'case.noted': 'same',
  },
  declined: {
    'case.registered': 'already-registered', 'case.numbered': 'same', 'case.sorted': no, 'case.declined': no, 'case.assigned': no, 'case.acknowledged': no, 'case.returned': no, 'case.progressed': no,
    'case.replied': no, 'case.relayed': 'same', 'case.supervised': no, 'case.evaluated': no, 'case.reworked': no, 'case.closed': no, 'case.reopened': 'sorting', 'case.noted': 'same',
  },
};

describe.each(STATUSES)('in %s', (status) => {
  it.each(CASE_ACTS)('%s', (act) => {
    const before = caseOf(ROAD_TO[status]);
    expect(before).toMatchObject({ status, contested: false });

    const after = caseOf([...ROAD_TO[status], [act]]);
    const outcome = EXPECTED[status][act];
    const refused = CASE_REFUSALS.some((code) => code === outcome);
    expect({ status: after.status, ineffective: after.timeline.at(-1)?.ineffective }).toEqual({ status: refused || outcome === 'same' ? status : outcome, ineffective: refused ? outcome : null });

    const { timeline: _, contested, ...facts } = after;
    const { timeline: __, contested: ___, ...factsBefore } = before;
    expect(contested).toBe(refused);
    if (refused) expect(facts).toEqual(factsBefore);
  });

  it('the acts offered are exactly those that take effect', () => {
    const state = caseOf(ROAD_TO[status]);
    const effective = CASE_ACTS.filter((act) => act !== 'case.numbered' && caseOf([...ROAD_TO[status], [act]]).timeline.at(-1)?.ineffective === null);
    expect([...possibleActs(state)].sort()).toEqual([...effective].sort());
  });

  it('the primary act is the first of them; only a case that has ended has none', () => {
    const state = caseOf(ROAD_TO[status]);
    expect(primaryAct(state)).toBe(NEXT_ACT[status]);
    expect(primaryAct(state) === null).toBe(status === 'closed' || status === 'declined');
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
  { name: 'supervising a case that no unit has', road: [ANSWERED_ON_SPOT], step: ['case.supervised'], code: 'not-assigned' },
];

describe('an act does not take effect', () => {
  it.each(DEMANDS)('$name: $code', ({ road, step, code }) => {
    const before = caseOf(road), after = caseOf([...road, step]);
    expect(after.timeline.at(-1)?.ineffective).toBe(code);
    expect(after.status).toBe(before.status);
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
    expect(state).toMatchObject({ status: 'handling', reworks: 1, reply: null, evaluations: { citizen: null, deputy: null }, dueOn: '2026-06-29' });
    const again = caseOf([...ROAD_TO.evaluating, CITIZEN_UNSATISFIED, ['case.reworked'], ['case.replied'], CITIZEN_SATISFIED, DEPUTY_SATISFIED, ['case.closed']]);
    expect(again).toMatchObject({ status: 'closed', reworks: 1, contested: false });
  });
});

describe('a case answered at the table', () => {
  it('waits for evaluation only', () => {
    const state = caseOf([ANSWERED_ON_SPOT]);
    expect(state).toMatchObject({ status: 'evaluating', dueOn: null, assignment: null, steps: { register: '2026-05-18', reply: '2026-05-18', handle: null } });
    expect(possibleActs(state)).toEqual(['case.evaluated', 'case.relayed', 'case.reworked', 'case.noted']);
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
    expect(caseOf([...ROAD_TO.closed, ['case.reopened']])).toMatchObject({ status: 'assigning', closedOn: null, assignment: null, reply: null, evaluations: { citizen: null, deputy: null }, dueOn: null });
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
