/** Every act has a form whose body the domain takes, and lines in the timeline; what the desk shows beside them. */
import { describe, expect, it } from 'vitest';
import { ACT_GROUPS, undoableBy } from '../../renderer/screens/cases/act-choices.ts';
import { ACT_FORMS } from '../../renderer/screens/cases/acts/act-forms.ts';
import type { CaseActType } from '../../renderer/screens/cases/acts/act-form.ts';
import type { FormValues } from '../../renderer/ui/form-frame/form-values.ts';
import { closingEvidence } from '../../renderer/screens/cases/acts/closing-evidence.ts';
import { clockLines } from '../../renderer/screens/cases/CaseClock.tsx';
import { eventLines } from '../../renderer/screens/cases/event-lines.ts';
import { hasIdentityNumber, withoutIdentityNumbers } from '../../renderer/screens/cases/register-hints.ts';
import { registrationActs } from '../../renderer/screens/cases/registering.ts';
import { unsettledEvents } from '../../shared/case/unsettled.ts';
import type { CaseRow } from '../../renderer/store/api.ts';
import { CHANNELS, type CaseState } from '../../shared/case/case.ts';
import { CHANNEL_FIELDS } from '../../shared/case/channels.ts';
import { decideCase } from '../../shared/case/decide.ts';
import { decideReferral } from '../../shared/referral/decide.ts';
import { decideSuggestion } from '../../shared/suggestion/decide.ts';
import { appendTo, headAfter } from '../../shared/ledger/entry.ts';
import { contextOf, drive, SATISFIED, SCOPE, session, stateOf, SUBJECT, TIME, TO_EVALUATING, TO_HANDLING, TODAY } from './case-driver.ts';

type Step = readonly [CaseActType, FormValues];
const PROMISED: Step = ['case.replied', { text: '要等', class: 'in_progress', plan: '分三段修', promisedOn: '2026-07-01' }];
const CO: Step = ['case.assigned', { lead: 'unit:town', co: ['unit:county'] }];
const TALK = { grade: 'admonition_talk', reason: '仍未办', leader: '张主席' };

/** The way to each act, and the few words that only a person knows. */
const WAYS: Readonly<Record<CaseActType, { readonly to: readonly Step[]; readonly typed: FormValues }>> = {
  'case.corrected': { to: [], typed: { reason: '村名听错了', place: '二组', addition: '还有两盏' } },
  'case.sorted': { to: [], typed: {} },
  'case.answered': { to: [], typed: { text: '路灯归乡里，今晚就修' } },
  'case.declined': { to: [], typed: { route: 'guide_petition', where: '县信访局', reason: '个人求决' } },
  'case.reported': { to: [['case.sorted', {}]], typed: { reason: '跨乡镇' } },
  'case.reviewed': { to: [['case.sorted', {}], ['case.reported', { reason: '跨乡镇' }]], typed: {} },
  'case.merged': { to: [], typed: { into: 'case:two' } },
  'case.separated': { to: [['case.merged', { into: 'case:two' }]], typed: { reason: '不是一处' } },
  'case.converted': { to: [], typed: { title: '修路灯', proposal: '全乡统一更换' } },
  'case.linked': { to: [], typed: { to: 'case:two' } },
  'case.unlinked': { to: [['case.linked', { to: 'case:two' }]], typed: {} },
  'case.consulted': { to: [['case.sorted', {}]], typed: { people: '三方', result: '本月换完' } },
  'case.assigned': { to: [['case.sorted', {}]], typed: {} },
  'case.acknowledged': { to: TO_HANDLING, typed: {} },
  'case.returned': { to: TO_HANDLING, typed: { reason: '不归本单位' } },
  'case.extension_requested': { to: TO_HANDLING, typed: { until: '2026-06-10', reason: '等招标' } },
  'case.extended': { to: [...TO_HANDLING, ['case.extension_requested', { until: '2026-06-10', reason: '等招标' }]], typed: {} },
  'case.extension_declined': { to: [...TO_HANDLING, ['case.extension_requested', { until: '2026-06-10', reason: '等招标' }]], typed: { reason: '材料现成' } },
  'case.paused': { to: TO_HANDLING, typed: { reason: '等批复' } },
  'case.resumed': { to: [...TO_HANDLING, ['case.paused', { reason: '等批复' }]], typed: {} },
  'case.rescheduled': { to: TO_HANDLING, typed: {} },
  'case.progressed': { to: TO_HANDLING, typed: { text: '已派人' } },
  'case.replied': { to: TO_HANDLING, typed: { text: '换了灯' } },
  'case.fulfilled': { to: [...TO_HANDLING, PROMISED], typed: { text: '三段都修好' } },
  'case.relayed': { to: TO_EVALUATING, typed: {} },
  'case.supervised': { to: TO_HANDLING, typed: { reason: '群众又来问' } },
  'case.supervision_answered': { to: [...TO_HANDLING, ['case.supervised', { reason: '群众又来问' }]], typed: { text: '已派两人' } },
  'case.evaluated': { to: TO_EVALUATING, typed: { grade: 'satisfied' } },
  'case.reworked': { to: [...TO_EVALUATING, ['case.evaluated', { grade: 'unsatisfied', opinion: '只亮一天' }]], typed: {} },
  'case.closed': { to: [...TO_EVALUATING, ['case.relayed', {}], ...SATISFIED], typed: { note: '办结' } },
  'case.reopened': { to: [...TO_EVALUATING, ['case.relayed', {}], ...SATISFIED, ['case.closed', {}]], typed: { reason: '又坏了' } },
  'case.noted': { to: [], typed: { text: '村干部来问过', mentions: ['zhao'] } },
};
const ALL = Object.keys(ACT_FORMS) as CaseActType[];

describe('every act', () => {
  it.each(ALL)('%s: the form makes what the domain takes, and the timeline says it in Chinese', (type) => {
    const { to, typed } = WAYS[type];
    const { context } = drive([...to, [type, typed]]);
    const event = context.state.timeline.at(-1);
    expect(event?.header.type).toBe(type);
    expect(event?.ineffective).toBeNull();
    const lines = event === undefined ? [] : eventLines(event, context);
    const silent: readonly CaseActType[] = ['case.acknowledged'];
    if (!silent.includes(type)) expect(lines.join('')).toMatch(/\p{Script=Han}/u);
    expect(lines.join('')).not.toMatch(/undefined|null|\[object|unit:|case:|suggestion:/);
  });

  it('stands in exactly one group of 更多', () => { expect(ACT_GROUPS.flatMap(({ acts }) => acts).sort()).toEqual([...ALL].sort()); });

  it('is filled in again from what it said, when it had no effect', () => {
    for (const type of ALL.filter((one) => one !== 'case.converted')) {
      const { to, typed } = WAYS[type];
      const { context } = drive([...to, [type, typed]]);
      const said = context.state.timeline.at(-1)?.body ?? {};
      const before = drive(to).context;
      const { values = (made: FormValues) => made, initial, body } = ACT_FORMS[type];
      expect(body({ ...initial(before), ...values(said) }, before), type).toEqual(said);
    }
  });
});

describe('forms', () => {
  it('ask of an exit for a place only where the exit has one', () => {
    const body = ACT_FORMS['case.declined'].body({ route: 'not_accept', reason: '具体案件', where: '写错了地方', on: TODAY }, contextOf(drive([]).entries));
    expect(body).not.toHaveProperty('where');
    expect(drive([['case.declined', { route: 'transfer_discipline', where: '县纪委监委', reason: '已线下转交' }]]).context.state.declined).toMatchObject({ route: 'transfer_discipline', where: '县纪委监委' });
  });

  it('give an order its limit for returning, its length, the co-unit\'s day, and the six parties only when they are named', () => {
    const plain = drive(TO_HANDLING).context.state.assignment;
    expect(plain).toMatchObject({ returnBy: '2026-06-01', length: { n: 7, unit: 'calendar_day' } });
    expect(plain).not.toHaveProperty('parties');
    expect(plain).not.toHaveProperty('coDueOn');
    const six = drive([['case.sorted', {}], ['case.assigned', { co: ['unit:county'], parties: { supervisingLeader: '李县长', deputies: ['deputy:zhang'] } }]]).context.state.assignment;
    expect(six).toMatchObject({ coDueOn: '2026-05-25', mode: 'joint', parties: { supervisingLeader: '李县长', deputies: ['deputy:zhang'] } });
  });

  it('do not propose the unit that sent it back, and after two returns ask who decided', () => {
    const back: Step = ['case.returned', { reason: '不归本单位' }];
    const once = drive([...TO_HANDLING, back]).context;
    expect(ACT_FORMS['case.assigned'].initial(once)['lead']).toBe('unit:county');
    const twice = drive([...TO_HANDLING, back, ['case.assigned', {}], back]);
    expect(twice.context.state.returns).toBe(2);
    const { initial, body } = ACT_FORMS['case.assigned'];
    const order = { scope: SCOPE, subject: SUBJECT, type: 'case.assigned', body: body({ ...initial(twice.context), lead: 'unit:town' }, twice.context) };
    expect(decideCase(twice.entries, order, session('secretary'))).toMatchObject({ ok: false, error: { code: 'chair-decision-missing' } });
    expect(drive([...TO_HANDLING, back, ['case.assigned', {}], back, ['case.assigned', { lead: 'unit:town', decidedBy: '主席团会议' }]]).context.state.assignment).toMatchObject({ decidedBy: '主席团会议' });
  });

  it('answer for the cases that follow only with the answer that counts', async () => {
    const follower = { id: 'case:two', scope: SCOPE } as CaseRow;
    const { together } = ACT_FORMS['case.replied'];
    const context = { ...drive([['case.sorted', {}], CO]).context, followers: [follower] };
    const opinion = await together?.({ unit: 'unit:county', class: 'resolved', text: '意见', on: TODAY }, context, () => Promise.resolve(''));
    const answer = await together?.({ unit: 'unit:town', class: 'resolved', text: '换了灯', on: TODAY }, context, () => Promise.resolve(''));
    expect(opinion?.after).toEqual([]);
    expect(answer?.after).toEqual([{ scope: SCOPE, subject: 'case:two', type: 'case.replied', body: { unit: 'unit:town', class: 'resolved', text: '换了灯', on: TODAY } }]);
  });

  it('send back for rework in the same step what is not satisfied, when that was ticked', async () => {
    const { together, body } = ACT_FORMS['case.evaluated'];
    const { context, entries } = drive(TO_EVALUATING);
    const values = { by: 'citizen', grade: 'unsatisfied', opinion: '只亮了一天', way: 'phone', collectedBy: '王秘书', on: TODAY, redo: true };
    expect(body(values, context)).not.toHaveProperty('redo');
    const draw = () => Promise.resolve('');
    const { after = [] } = await together?.(values, context, draw) ?? {};
    expect(after).toEqual([{ scope: SCOPE, subject: SUBJECT, type: 'case.reworked', body: expect.objectContaining({ reason: '群众不满意：只亮了一天', on: TODAY, rule: 'CASE_REWORK' }) }]);
    expect(decideCase(entries, after[0] as never, session('secretary'))).toMatchObject({ ok: true });
    expect(await together?.({ ...values, redo: false }, context, draw)).toEqual({});
    expect(await together?.({ ...values, grade: 'basic' }, context, draw)).toEqual({});
  });

  it('begin with the answer of the case that this one was merged into', () => {
    const { context } = drive([['case.merged', { into: 'case:two' }]]);
    const main = drive(TO_EVALUATING).context.state;
    expect(ACT_FORMS['case.replied'].initial({ ...context, followed: main })).toMatchObject({ unit: 'unit:town', class: 'resolved', text: '换了灯', on: TODAY });
    expect(ACT_FORMS['case.replied'].initial({ ...context, followed: null })).toEqual({ unit: undefined, class: 'resolved', on: TODAY });
  });

  it.each(['suggestion', 'motion_lead', 'petition', 'hotline_ticket'] as const)('turn a case into a %s that its own domain takes', async (kind) => {
    const { context, entries } = drive([]);
    const { initial, body, together } = ACT_FORMS['case.converted'];
    const values = { ...initial(context), kind, proposal: '统一更换', coSigners: ['deputy:liu', 'deputy:song', 'deputy:zhou', 'deputy:wu'], outsideNo: '2026051800123' };
    const { before = [] } = await together?.(values, context, () => Promise.resolve('临-aaaa-2')) ?? {};
    const turn = { scope: SCOPE, subject: SUBJECT, type: 'case.converted', body: body(values, context) };
    const [made] = before;
    if (made === undefined) throw new Error('nothing was made');
    expect(made.subject).toBe(turn.body['to']);
    expect((kind === 'suggestion' ? decideSuggestion : decideReferral)([], made, session('secretary'))).toMatchObject({ ok: true });
    expect(decideCase(entries, turn, session('secretary'))).toMatchObject({ ok: true });
  });

  it('correct only what was changed', () => {
    const { state } = drive([['case.corrected', { reason: '听错了', place: '二组', reporter: { name: '张三' } }]]).context;
    expect(Object.keys(state.timeline.at(-1)?.body ?? {}).sort()).toEqual(['on', 'place', 'reason', 'reporter']);
    expect(state.registered).toMatchObject({ words: '村东头的路灯坏了三个月', place: '二组', reporter: { name: '张三' } });
  });

  it('ask every deputy who heard it, one after the other', () => {
    const { context } = drive([...TO_EVALUATING, ['case.evaluated', { grade: 'satisfied' }], ['case.evaluated', { grade: 'satisfied' }]]);
    const two = { ...context, state: { ...context.state, registered: { ...context.state.registered, deputies: ['deputy:zhang', 'deputy:liu'] } } };
    expect(ACT_FORMS['case.evaluated'].initial(two)).toMatchObject({ by: 'deputy', deputy: 'deputy:liu' });
  });

  it('close by a list of what is there and what is missing', () => {
    const evidence = (steps: readonly Step[]) => Object.fromEntries(closingEvidence(drive(steps).context).map(({ name, there }) => [name, there]));
    expect(evidence([...TO_HANDLING, PROMISED])).toEqual({ 答复: true, 转告群众: false, 群众评议: false, 代表评议: false, 承诺落实: false });
    expect(evidence([...TO_EVALUATING, ['case.relayed', {}], ...SATISFIED])).toEqual({ 答复: true, 转告群众: true, 群众评议: true, 代表评议: true });
  });
});

describe('the head of a case', () => {
  const lines = (steps: readonly Step[]) => clockLines(drive(steps).context.state, { time: TIME, today: TODAY }).join('\n');

  it('shows how the day was counted, also while the clock stands', () => {
    expect(lines(TO_HANDLING)).toContain('5月18日交办 + 7天 = 5月25日');
    expect(lines([...TO_HANDLING, ['case.paused', { reason: '等批复', on: '2026-05-21' }]])).toContain('已暂停');
    expect(lines([...TO_HANDLING, PROMISED])).toContain('承诺 7月1日办完：分三段修');
    expect(lines([['case.sorted', {}], ['case.assigned', { dueOn: '2026-06-30', dueReason: '等汛期' }]])).toContain('改过时限：等汛期');
    expect(lines([...TO_HANDLING, ['case.supervised', TALK]])).toContain('5月18日交办');
  });

  it('offers to take back only what one did oneself', () => {
    const { state } = drive(TO_HANDLING).context;
    expect(undoableBy(state, session('secretary'))).toMatchObject({ type: 'case.assigned', actor: 'wang' });
    expect(undoableBy(state, { ...session('secretary'), user: 'zhao' })).toBeNull();
    expect(undoableBy(drive([]).context.state, session('secretary'))).toBeNull();
  });
});

describe('what had no effect', () => {
  it('is listed until a note settles it, entry by entry', () => {
    const { entries } = drive(TO_HANDLING);
    const last = entries.at(-1);
    if (last === undefined) throw new Error('no entry');
    const late = appendTo({ ...headAfter(last), replica: 'bbbbbbbbbb', seq: 0, prev: '' }, { scope: SCOPE, subject: SUBJECT, type: 'case.sorted', v: 1, body: { title: '路灯', category: '道路交通', level: 'minor', on: TODAY } }, { actor: 'zhao', nowMs: 1_790_000_100_000 });
    const contested: CaseState = stateOf([...entries, late]);
    expect(unsettledEvents(contested).map(({ header }) => header.id)).toEqual([late.id]);
    const note = appendTo(headAfter(late), { scope: SCOPE, subject: SUBJECT, type: 'case.noted', v: 1, body: { text: '以现在的为准', resolves: [late.id] } }, { actor: 'wang', nowMs: 1_790_000_200_000 });
    const settled = stateOf([...entries, late, note]);
    expect(unsettledEvents(settled)).toEqual([]);
    expect(settled.contested).toBe(false);
  });
});

describe('registering', () => {
  const values = { subject: 'case:new', scope: SCOPE, channel: 'hotline', matter: 'opinion', receivedOn: TODAY, words: '路灯不亮', source: { ticketNo: '123', group: '旧的' }, reporterPhone: ' 13812345678 ', deputies: [] };

  it('tells 反映问题 and 意见建议 apart, of opinions only (龙安 S0), and knows the activity at which it was heard', () => {
    const bodyOf = (also: Readonly<Record<string, unknown>>) => registrationActs({ ...values, ...also }, { tempNo: '临-aaaa-3', today: TODAY, again: false })[0]?.body;
    expect(bodyOf({ nature: 'problem', activity: 'activity:qna1' })).toMatchObject({ nature: 'problem', activity: 'activity:qna1' });
    expect(bodyOf({ matter: 'dispute', nature: 'problem' })).not.toHaveProperty('nature');
  });

  it('sends the channel\'s own fields, and what the domain takes', () => {
    const [registered, ...more] = registrationActs(values, { tempNo: '临-aaaa-3', today: TODAY, again: false });
    expect(registered?.body).toMatchObject({ source: { ticketNo: '123' }, reporter: { phone: '13812345678' }, title: '路灯不亮' });
    expect(registered?.body).not.toHaveProperty('source.group');
    expect(registered?.body).not.toHaveProperty('deputies');
    expect(more).toEqual([]);
    for (const channel of CHANNELS) {
      const source = Object.fromEntries(CHANNEL_FIELDS[channel].map(({ name, kind }) => [name, kind === 'date' ? TODAY : kind === 'unit' ? 'unit:town' : '填了']));
      const [act] = registrationActs({ ...values, channel, source }, { tempNo: '临-aaaa-3', today: TODAY, again: false });
      if (act === undefined) throw new Error('no act');
      expect(decideCase([], act, session('secretary')), channel).toMatchObject({ ok: true });
      expect(Object.keys(act.body['source'] ?? {})).toEqual(Object.keys(source));
    }
  });

  it('joins it to the case that it repeats, and says whether the same person came again', () => {
    const types = (same: unknown, again: boolean) => registrationActs({ ...values, same }, { tempNo: '临-aaaa-3', today: TODAY, again }).slice(1).map(({ type, body }) => `${type} ${JSON.stringify(body['relation'] ?? body['into'])}`);
    expect(types({ id: 'case:old', how: 'link' }, true)).toEqual(['case.linked "raised_again"']);
    expect(types({ id: 'case:old', how: 'merge' }, false)).toEqual(['case.linked "same_matter"', 'case.merged "case:old"']);
  });

  it('sees what looks like an identity number, and nothing else', () => {
    expect(hasIdentityNumber('我叫张三，411122199001011234，路灯坏了')).toBe(true);
    expect(withoutIdentityNumbers('证号41112219900101123X，电话13812345678')).toBe('证号（身份证号已略），电话13812345678');
    for (const words of ['电话13812345678', '工单20260518001234567890', '']) expect(hasIdentityNumber(words), words).toBe(false);
  });
});
