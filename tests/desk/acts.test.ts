/** The forms of the desk: what they fill in by themselves, and that what they make is what the domain accepts. */
import { describe, expect, it } from 'vitest';
import { actChoices } from '../../renderer/screens/cases/act-choices.ts';
import { ACT_FORMS } from '../../renderer/screens/cases/acts/act-forms.ts';
import { proposedOrderNo, proposedSupervisionNo } from '../../renderer/ui/order-number.ts';
import { suggestUnits } from '../../renderer/screens/cases/acts/suggest-unit.ts';
import { eventLines } from '../../renderer/screens/cases/event-lines.ts';
import { mayAppend } from '../../shared/access.ts';
import { appendTo, headAfter } from '../../shared/ledger/entry.ts';
import { contextOf, drive, OFFICE, SATISFIED, SCOPE, session, stateOf, SUBJECT, TO_EVALUATING, TO_HANDLING, TODAY, UNITS } from './case-driver.ts';

describe('the forms of acts', () => {
  it('walk the six steps with what they fill in by themselves and the few words that only a person knows', () => {
    const { context: { state } } = drive([...TO_HANDLING, ['case.acknowledged', {}], ['case.progressed', { text: '已派人' }], ['case.supervised', { reason: '群众又来问' }], ['case.replied', { text: '换了灯' }], ['case.relayed', {}], ['case.relayed', {}], ...SATISFIED, ['case.closed', {}]]);
    expect(state.status).toBe('closed');
    expect(state.assignment).toMatchObject({ lead: 'unit:town', co: [], orderNo: '皇帝庙交〔2026〕17号', dueOn: '2026-05-25', rule: 'CASE_MINOR' });
    expect(state.relayed.map(({ to }) => to)).toEqual(['citizen', 'deputy']);
    expect(state.evaluations).toMatchObject({ citizen: { by: 'citizen' }, deputy: { by: 'deputy', deputy: 'deputy:zhang' } });
    expect(state.timeline.every(({ ineffective }) => ineffective === null)).toBe(true);
  });

  it('suggest the category from the words', () => {
    expect(drive([['case.sorted', {}]]).context.state.category).toBe('道路交通');
  });

  it('take an unsatisfied citizen into the reason of the rework, with its own deadline', () => {
    const { context: { state } } = drive([...TO_EVALUATING, ['case.evaluated', { grade: 'unsatisfied', opinion: '只亮了一天' }], ['case.reworked', {}]]);
    expect(state).toMatchObject({ status: 'handling', reworks: 1, dueOn: '2026-06-18' });
    expect(state.timeline.at(-1)?.body).toMatchObject({ reason: '群众不满意：只亮了一天', rule: 'CASE_REWORK' });
  });

  it('keep a reason for a deadline only where the deadline is not the rule\'s', () => {
    const untouched = drive([['case.sorted', {}], ['case.assigned', { dueReason: '写了又改回去' }]]).context.state.assignment;
    const changed = drive([['case.sorted', {}], ['case.assigned', { dueOn: '2026-06-30', dueReason: '等汛期过后' }]]).context.state.assignment;
    expect(untouched).not.toHaveProperty('dueReason');
    expect(changed).toMatchObject({ dueOn: '2026-06-30', dueReason: '等汛期过后', rule: 'CASE_MINOR' });
  });

  it('send only the fields of the chosen class of reply, and of the chosen side of an evaluation', () => {
    const { context } = drive([...TO_HANDLING, ['case.replied', { text: '要等', class: 'in_progress', plan: '分三段', promisedOn: '2026-07-01', reason: '写错了地方', escalatedTo: '县里' }], ['case.evaluated', { grade: 'satisfied', solved: 'partly', deputy: 'deputy:zhang' }]]);
    expect(context.state.reply).toMatchObject({ plan: '分三段', promisedOn: '2026-07-01' });
    expect(context.state.reply).not.toHaveProperty('reason');
    expect(context.state.reply).not.toHaveProperty('escalatedTo');
    expect(context.state.evaluations.citizen).toMatchObject({ solved: 'partly' });
    expect(context.state.evaluations.citizen).not.toHaveProperty('deputy');
  });

  it('raise the grade of supervision with each order, never above the last', () => {
    const grades = drive([...TO_HANDLING, ...Array.from({ length: 5 }, () => ['case.supervised', { reason: '仍未办', leader: '张主席' }] as const)]).context.state.supervisions;
    expect(grades.map(({ order }) => order.grade)).toEqual(['urge', 'supervise', 'key_supervision', 'listing', 'admonition_talk']);
    expect(grades.map(({ order }) => order.orderNo)).toEqual([1, 2, 3, 4, 5].map((n) => `皇帝庙督〔2026〕17-${n}号`));
  });

  it('settle what did not take effect by a note', () => {
    const { entries } = drive(TO_HANDLING);
    const last = entries.at(-1);
    if (last === undefined) throw new Error('no entry');
    const late = appendTo({ ...headAfter(last), replica: 'bbbbbbbbbb', seq: 0, prev: '' }, { scope: SCOPE, subject: SUBJECT, type: 'case.closed', v: 1, body: { on: TODAY } }, { actor: 'zhao', nowMs: 1_790_000_100_000 });
    const contested = [...entries, late];
    expect(stateOf(contested).contested).toBe(true);
    const body = ACT_FORMS['case.noted'].body({ text: '以王秘书的为准' }, contextOf(contested));
    const note = appendTo(headAfter(late), { scope: SCOPE, subject: SUBJECT, type: 'case.noted', v: 1, body }, { actor: 'wang', nowMs: 1_790_000_200_000 });
    expect(stateOf([...contested, note]).contested).toBe(false);
  });
});

describe('what a person may do', () => {
  it('is one act, at most three beside it, and the rest', () => {
    for (const steps of [[], [['case.sorted', {}]], TO_HANDLING, TO_EVALUATING, [...TO_EVALUATING, ...SATISFIED]] as const) {
      const { state } = drive(steps).context;
      const { primary, others, more } = actChoices(state, session('secretary'));
      expect(primary).not.toBeNull();
      expect(others.length).toBeLessThanOrEqual(3);
      expect(new Set([primary, ...others, ...more]).size).toBe(1 + others.length + more.length);
    }
  });

  it('is nothing in a scope that is only read, and for a recorder only what recorders may', () => {
    const { state } = drive(TO_EVALUATING).context;
    expect(actChoices({ ...state, scope: '411122202' }, session('secretary'))).toEqual({ primary: null, others: [], more: [] });
    const { primary, others, more } = actChoices(state, session('recorder'));
    expect([primary, ...others, ...more].filter((type) => type !== null).every((type) => mayAppend('recorder', type))).toBe(true);
    expect([primary, ...others, ...more]).toEqual(expect.arrayContaining(['case.evaluated', 'case.noted']));
    expect([primary, ...others, ...more]).not.toContain('case.closed');
  });
});

describe('suggestions', () => {
  it('name the township\'s own unit for a small matter, the county\'s for others, never one that is closed', () => {
    expect(suggestUnits(UNITS, '道路交通', { level: 'minor' })).toEqual(['unit:town', 'unit:county']);
    expect(suggestUnits(UNITS, '道路交通', { level: 'major' })).toEqual(['unit:county', 'unit:town']);
    expect(suggestUnits(UNITS, null, { level: 'minor' })).toEqual([]);
  });

  it('name a village\'s committee for that village only, and what the settings name first', () => {
    expect(suggestUnits(UNITS, '道路交通', { level: 'minor', village: '大赵村' })).toContain('unit:other');
    expect(suggestUnits(UNITS, '道路交通', { level: 'minor', village: '北渠村' })).not.toContain('unit:other');
    expect(suggestUnits(UNITS, '道路交通', { level: 'minor', named: ['unit:county', 'unit:old'] })).toEqual(['unit:county', 'unit:town']);
  });

  it('number orders after the case, also before it has its official number', () => {
    const { state } = drive(TO_HANDLING).context;
    expect(proposedOrderNo(state, OFFICE)).toBe('皇帝庙交〔2026〕17-2号');
    expect(proposedOrderNo(state, { ...OFFICE, formats: { ...OFFICE.formats, assignment: '皇人大交〔{年}〕{序}号' } })).toBe('皇人大交〔2026〕17-2号');
    expect(proposedSupervisionNo({ ...state, number: null }, OFFICE)).toBe('督临-aaaa-1-1');
  });
});

describe('the timeline', () => {
  it('has words for every entry, and none for a body that cannot be read', () => {
    const { entries, context } = drive([...TO_EVALUATING, ['case.relayed', {}], ...SATISFIED, ['case.closed', { note: '办结' }]]);
    const { timeline } = context.state;
    const lines = timeline.map((event) => eventLines(event, context).join(' '));
    expect(lines[3]).toContain('主办 乡村镇建设办公室');
    expect(lines.at(-1)).toBe('办结');
    expect(lines).toHaveLength(entries.length);
    const first = timeline[0];
    if (first === undefined) throw new Error('no event');
    expect(eventLines({ ...first, body: { words: 7 }, ineffective: 'body-invalid' }, context)).toEqual([]);
  });
});
