/** The forms of suggestions and referrals: what they fill in by themselves, and that what they make is what the domain accepts. */
import { describe, expect, it } from 'vitest';
import { dueOrigin } from '../../renderer/screens/suggestions/due-origin.ts';
import { eventLines } from '../../renderer/screens/suggestions/event-lines.ts';
import type { Desk } from '../../renderer/screens/suggestions/forms/item-form.ts';
import { filledOf, type FormValues } from '../../renderer/ui/form-frame/form-values.ts';
import { MOTION_TO_SUGGESTION, REFERRAL_FORMS, referralDueOn, type ReferralActType } from '../../renderer/screens/suggestions/forms/referral-forms.ts';
import { bodyOf, proposedNumber, SUGGESTION_FORMS, type SuggestionActType } from '../../renderer/screens/suggestions/forms/suggestion-forms.ts';
import { referralRows, shownRows, suggestionRows } from '../../renderer/screens/suggestions/item-rows.ts';
import { suggestionChoices } from '../../renderer/screens/suggestions/suggestion-choices.ts';
import { NO_DIRECTORY } from '../../renderer/store/api.ts';
import { caseAnswerFrom } from '../../shared/conversion.ts';
import { calendarFrom } from '../../shared/calendar/calendar-record.ts';
import { decide } from '../../shared/decide.ts';
import type { Act } from '../../shared/act.ts';
import type { CaseState } from '../../shared/case/case.ts';
import type { Entry } from '../../shared/ledger/entry.ts';
import { effectiveOffice } from '../../shared/office/office.ts';
import { foldReferral } from '../../shared/referral/fold.ts';
import type { ReferralState } from '../../shared/referral/referral.ts';
import { effectiveRules } from '../../shared/rules/effective-rules.ts';
import { foldSuggestion } from '../../shared/suggestion/fold.ts';
import type { SuggestionState } from '../../shared/suggestion/suggestion.ts';
import type { Unit } from '../../shared/unit/unit.ts';
import { aDesk } from '../shared/case/acts.ts';
import { aSession, BODIES, SUGGESTION_ID } from '../shared/suggestion/acts.ts';

const SCOPE = '411122201';
const unit = (id: string, name: string): Unit => ({ id, scope: SCOPE, name, tier: 'county', system: 'government', leader: '刘局长', contact: '', phone: '', categories: [], active: true });
const DIRECTORY = {
  ...NO_DIRECTORY, units: [unit('unit:road', '县交通运输局'), unit('unit:power', '县供电公司')],
  deputies: [{ id: 'deputy:zhang', name: '张建国' }, { id: 'deputy:li', name: '李可欣' }].map((one) => ({ ...one, scope: SCOPE, level: 'township' as const, phone: '', constituency: '', active: true })),
};
const deskOn = (today: string, suggestions: readonly SuggestionState[] = []): Desk => ({
  directory: DIRECTORY, office: effectiveOffice([], { code: SCOPE, name: '皇帝庙乡', organ: '皇帝庙乡人大主席团', county: '临颍县' }), session: aSession(), today, suggestions,
  time: { rules: effectiveRules([], SCOPE), calendar: calendarFrom([], SCOPE) },
});

/** A suggestion driven by what the forms themselves make: the day, the act, and the few words that only a person knows. */
function drive(steps: readonly (readonly [day: string, type: SuggestionActType, typed?: FormValues])[]): SuggestionState {
  const writer = aDesk();
  const entries: Entry[] = [writer.write({ subject: SUGGESTION_ID, type: 'suggestion.registered', body: BODIES['suggestion.registered'] })];
  const stateNow = () => {
    const state = foldSuggestion(entries);
    if (!state) throw new Error('no registration');
    return state;
  };
  for (const [day, type, typed] of steps) {
    const state = stateNow(), desk = deskOn(day, [state]), form = SUGGESTION_FORMS[type];
    // As the form does: what is typed, then what follows from it.
    const filled = { ...form.initial(state, desk), ...typed };
    const values = { ...filled, ...(Object.keys(typed ?? {}).some((name) => form.derivesFrom?.includes(name)) ? form.derive?.(filled, desk) : {}) };
    const fields = form.fields(state, desk, values);
    for (const { name, required } of fields) if (required !== undefined) expect(values[name as keyof typeof values], `${type} ${name}`).toBeTruthy();
    const body = bodyOf(type, { state, desk, values, names: fields.filter(({ kind }) => kind !== 'note').map(({ name }) => name) });
    const acts: readonly Act[] = [{ scope: SCOPE, subject: SUGGESTION_ID, type, body }, ...(form.also?.(state, desk, values) ?? [])];
    for (const act of acts) {
      expect(decide(entries, act, desk.session), `${act.type} ${JSON.stringify(act.body)}`).toMatchObject({ ok: true });
      entries.push(writer.write({ subject: act.subject, type: act.type, body: act.body }));
    }
  }
  return stateNow();
}

type Drive = Parameters<typeof drive>[0];
const TO_HANDLING: Drive = [['2026-05-20', 'suggestion.checked'], ['2026-05-20', 'suggestion.assigned', { lead: 'unit:road', co: ['unit:power'] }]];
const TO_FEEDBACK: Drive = [
  ...TO_HANDLING, ['2026-06-10', 'suggestion.co_opined', { text: '电源可以接入' }], ['2026-06-12', 'suggestion.talked', { agreement: '先改主路' }], ['2026-07-01', 'suggestion.replied', { text: '换了灯', documentNo: '路函〔2026〕8号' }],
  ['2026-07-02', 'suggestion.delivered'], ['2026-07-02', 'suggestion.delivered'],
];

describe('the forms of a suggestion', () => {
  it('walk the whole circuit with what they fill in by themselves', () => {
    const state = drive([...TO_FEEDBACK, ['2026-07-10', 'suggestion.fed_back'], ['2026-07-11', 'suggestion.fed_back', { attitude: 'basic' }], ['2026-07-12', 'suggestion.closed']]);
    expect(state).toMatchObject({ status: 'closed', number: '皇帝庙建〔2026〕1号', contested: false });
    expect(state.assignment).toMatchObject({ orderNo: '皇帝庙交〔2026〕建1号', dueOn: '2026-08-20', statuteOn: '2026-08-20', returnBy: '2026-06-03', coDueOn: '2026-07-20', rule: 'SUG_REPLY_STD', length: { n: 3, unit: 'calendar_month' } });
    expect(state.reply).toMatchObject({ letter: 'A', signedBy: '刘局长', coOpinions: '县供电公司：电源可以接入' });
    expect(Object.keys(state.voices)).toEqual(['deputy:zhang', 'deputy:li']);
    expect(state.deliveries['deputy:zhang']?.feedbackBy).toBe('2026-07-16');
  });

  it('complex: six months, with the day for telling the deputy', () => {
    expect(drive([['2026-05-20', 'suggestion.checked'], ['2026-05-20', 'suggestion.assigned', { lead: 'unit:road', complex: true }]]).assignment).toMatchObject({ complex: true, dueOn: '2026-11-20', explainBy: '2026-08-20', rule: 'SUG_REPLY_COMPLEX' });
    expect(drive([...TO_HANDLING, ['2026-08-10', 'suggestion.explained', { text: '资金待批' }], ['2026-08-11', 'suggestion.extended', { reason: '县级资金', approvedBy: '赵主席' }]])).toMatchObject({ dueOn: '2026-11-20', assignment: { complex: true } });
  });

  it('unsatisfied sends it back in the same step, unless the desk takes the tick away', () => {
    const typed = { result: 'unsatisfied', opinion: '只换了主路' };
    expect(drive([...TO_FEEDBACK, ['2026-07-10', 'suggestion.fed_back', typed]])).toMatchObject({ status: 'handling', reworks: 1, dueOn: '2026-08-10', clock: { rule: 'SUG_REWORK' } });
    expect(drive([...TO_FEEDBACK, ['2026-07-10', 'suggestion.fed_back', { ...typed, redo: false }]])).toMatchObject({ status: 'feedback', reworks: 0 });
  });

  it('the second time unsatisfied goes to experts', () => {
    const again: Drive = [...TO_FEEDBACK, ['2026-07-10', 'suggestion.fed_back', { result: 'unsatisfied', opinion: '只换了主路' }], ['2026-07-20', 'suggestion.talked', { agreement: '补换' }],
      ['2026-08-01', 'suggestion.replied', { text: '补换了', documentNo: '路函〔2026〕9号', coOpinions: '同意' }], ['2026-08-02', 'suggestion.delivered'], ['2026-08-02', 'suggestion.delivered'], ['2026-08-05', 'suggestion.fed_back', { result: 'unsatisfied', opinion: '质量差' }]];
    expect(drive(again)).toMatchObject({ status: 'feedback', reworks: 1 });
    expect(drive([...again, ['2026-08-20', 'suggestion.appraised', { experts: '住建局专家', opinion: '应返工' }], ['2026-08-21', 'suggestion.reworked', { reason: '评估要求返工' }]])).toMatchObject({ status: 'handling', reworks: 2 });
  });

  it('a promise is watched, kept and told; the silent are given up after urging', () => {
    const road = [...TO_HANDLING, ['2026-06-12', 'suggestion.talked', { agreement: '好' }], ['2026-07-01', 'suggestion.replied', { class: 'in_progress', text: '列入计划', documentNo: '1', plan: '年底换完', promisedOn: '2026-12-31', coOpinions: '同意' }],
      ['2026-07-02', 'suggestion.delivered'], ['2026-07-02', 'suggestion.delivered'], ['2026-07-10', 'suggestion.fed_back'], ['2026-07-14', 'suggestion.urged'], ['2026-07-17', 'suggestion.lapsed']] as const satisfies Drive;
    const state = drive(road);
    expect(state).toMatchObject({ status: 'tracking', dueOn: '2026-12-31', reply: { letter: 'B' }, voices: { 'deputy:li': { kind: 'lapsed' } } });
    expect(drive([...road, ['2026-12-20', 'suggestion.fulfilled', { text: '换完了' }]])).toMatchObject({ status: 'closing', dueOn: null });
    expect(drive([['2026-05-20', 'suggestion.sent_back', { reason: '写明路段', way: 'phone' }], ['2026-05-22', 'suggestion.amended', { publicity: 'none', publicityReason: '代表认为不宜公开' }]])).toMatchObject({ status: 'checking', registered: { publicity: 'none' } });
  });

  it('returned within its limit, and a later return asks who agreed', () => {
    expect(drive([...TO_HANDLING, ['2026-05-25', 'suggestion.returned', { reason: '归住建' }]])).toMatchObject({ status: 'assigning', dueOn: '2026-06-08' });
    const late = SUGGESTION_FORMS['suggestion.returned'].fields(drive(TO_HANDLING), deskOn('2026-06-04'), { on: '2026-06-04' });
    expect(late.map(({ name }) => name)).toContain('agreedBy');
  });

  it('the rest make what the domain accepts', () => {
    expect(drive([...TO_HANDLING, ['2026-05-21', 'suggestion.acknowledged'], ['2026-05-22', 'suggestion.progressed', { text: '看过' }], ['2026-05-25', 'suggestion.key_listed', { supervisingLeader: '赵主席' }], ['2026-06-25', 'suggestion.supervised', { reason: '没有动静' }], ['2026-06-26', 'suggestion.supervision_answered', { text: '已开工' }],
      ['2026-06-27', 'suggestion.rescheduled', { dueOn: '2026-08-21', reason: '放假安排变了' }], ['2026-06-28', 'suggestion.noted', { text: '代表来问' }], ['2026-06-28', 'suggestion.numbered']])).toMatchObject({ keyListed: { parties: { supervisingLeader: '赵主席' } }, contested: false, dueOn: '2026-08-21' });
    expect(drive([['2026-05-20', 'suggestion.rerouted', { where: '县信访局', reason: '个人诉求' }], ['2026-05-21', 'suggestion.reopened', { reason: '代表重新提出' }], ['2026-05-22', 'suggestion.merged', { into: 'suggestion:other' }], ['2026-05-23', 'suggestion.separated', { reason: '不是一件事' }]])).toMatchObject({ status: 'checking' });
  });

  it('number after the highest of the year', () => {
    const state = drive([['2026-05-20', 'suggestion.checked', { number: '皇帝庙建〔2026〕12号' }]]);
    expect(proposedNumber(deskOn('2026-06-01', [state]), SCOPE, 2026)).toBe('皇帝庙建〔2026〕13号');
    expect(proposedNumber(deskOn('2027-01-01', [state]), SCOPE, 2027)).toBe('皇帝庙建〔2027〕1号');
  });
});

describe('what the desk shows', () => {
  it('says where the day comes from', () => {
    expect(dueOrigin(drive(TO_HANDLING), deskOn('2026-06-01').time, '2026-06-01')).toEqual({ label: '答复期限', explanation: expect.stringMatching(/5月20日交办 \+ 3个月.*= 8月20日/u) as unknown });
    expect(dueOrigin(drive(TO_FEEDBACK), deskOn('2026-07-02').time, '2026-07-02')).toMatchObject({ label: '代表反馈期限', explanation: expect.stringContaining('10个工作日') as unknown });
  });

  it('offers one primary act and at most three beside it, never what says nothing new', () => {
    const handling = suggestionChoices(drive(TO_HANDLING), aSession());
    expect(handling.types.slice(0, handling.shown)).toEqual(['suggestion.talked', 'suggestion.co_opined', 'suggestion.supervised']);
    expect(handling.types).not.toContain('suggestion.signed');
    expect(suggestionChoices(drive(TO_HANDLING), { ...aSession(), writes: [] }).types).toEqual([]);
  });

  it('finds by deputy and words, the earliest day first, and marks a number given twice', () => {
    const [one, other] = [drive(TO_HANDLING), { ...drive(TO_FEEDBACK), id: 'suggestion:other' }];
    const rows = suggestionRows([one, other], DIRECTORY);
    expect(rows.every(({ twice }) => twice)).toBe(true);
    expect(shownRows(rows, { shown: 'all', text: '李可欣 太阳能', today: '2026-06-01' }).map(({ id }) => id)).toEqual(['suggestion:other', SUGGESTION_ID]);
    expect(shownRows(rows, { shown: 'overdue', text: '', today: '2026-07-20' }).map(({ id }) => id)).toEqual(['suggestion:other']);
  });

  it('reads a timeline in the field\'s words', () => {
    const lines = drive(TO_HANDLING).timeline.map((event) => eventLines(event, { directory: DIRECTORY, today: '2026-06-01' }).join('\n'));
    expect(lines.at(-1)).toContain('主办：县交通运输局');
    expect(lines.at(-1)).toContain('期限：8月20日');
  });

  it('a case that waits gets the suggestion\'s answer, once, and no other case does', () => {
    const answered = drive(TO_FEEDBACK);
    const waiting = { id: 'case:one', scope: SCOPE, status: 'following', follows: { id: SUGGESTION_ID, kind: 'suggestion', on: '2026-05-18' } } satisfies Partial<CaseState>;
    expect(caseAnswerFrom(answered, waiting, '2026-07-03')).toEqual({ scope: SCOPE, subject: 'case:one', type: 'case.replied', body: { unit: 'unit:road', class: 'resolved', text: '换了灯', documentNo: '路函〔2026〕8号', signedBy: '刘局长', on: '2026-07-03' } });
    expect(caseAnswerFrom(answered, { ...waiting, status: 'evaluating' }, '2026-07-03')).toBeNull();
    expect(caseAnswerFrom(answered, { ...waiting, follows: { ...waiting.follows, id: 'suggestion:x' } }, '2026-07-03')).toBeNull();
    expect(caseAnswerFrom(drive(TO_HANDLING), waiting, '2026-07-03')).toBeNull();
  });
});

describe('the forms of what is only passed on', () => {
  const start = (body: Record<string, unknown>): { entries: Entry[]; state: () => ReferralState } => {
    const entries = [aDesk().write({ subject: 'referral:one', type: 'referral.registered', body })];
    return { entries, state: () => { const state = foldReferral(entries); if (!state) throw new Error('no registration'); return state; } };
  };
  const PETITION = { kind: 'petition', tempNo: '临-1', title: '宅基地纠纷', receivedOn: '2026-05-18' };

  it('a petition is forwarded, told and concluded', () => {
    const writer = aDesk({ replica: 'bbbbbbbbbb', startMs: Date.UTC(2026, 5, 1) });
    const { entries, state } = start({ ...PETITION, ...referralDueOn('petition', PETITION, deskOn('2026-05-18')) });
    expect(state().dueOn).toBe('2026-06-02');
    const steps: readonly (readonly [Exclude<ReferralActType, 'referral.converted'>, FormValues])[] = [['referral.forwarded', {}], ['referral.notified', { text: '请到县信访局' }], ['referral.concluded', { text: '已受理' }]];
    for (const [type, typed] of steps) {
      const form = REFERRAL_FORMS[type], desk = deskOn('2026-05-20');
      const values = { ...form.initial(state(), desk), ...typed };
      const act: Act = { scope: SCOPE, subject: 'referral:one', type, body: { ...filledOf(values, form.fields(state(), desk, values).map(({ name }) => name)), ...form.body?.(state(), desk, values) } };
      expect(decide(entries, act, aSession()), type).toMatchObject({ ok: true });
      entries.push(writer.write({ subject: act.subject, type, body: act.body }));
    }
    expect(state()).toMatchObject({ status: 'concluded', dueOn: null });
    expect(shownRows(referralRows([state()], 'petition', DIRECTORY), { shown: 'open', text: '', today: '2026-06-01' })).toEqual([]);
  });

  it('a motion becomes a suggestion in one step, signed by its lead, the others still to confirm', () => {
    const { entries, state } = start({ kind: 'motion_lead', tempNo: '临-2', title: '关于治理河堤的议案', grounds: '年久失修', plan: '列入工程', deputies: ['deputy:zhang', 'deputy:li', 'deputy:c', 'deputy:d', 'deputy:e'], receivedOn: '2026-05-18', sources: ['case:one'] });
    const desk = deskOn('2026-05-20');
    const [registered, converted] = MOTION_TO_SUGGESTION.acts(state(), desk, { values: MOTION_TO_SUGGESTION.initial(state(), desk), subject: 'suggestion:new', tempNo: '临-3' });
    expect(registered?.body).toMatchObject({ lead: 'deputy:zhang', motion: 'referral:one', sources: ['case:one'], situation: '年久失修', proposal: '列入工程' });
    expect(registered && decide([], registered, aSession())).toMatchObject({ ok: true });
    expect(converted && decide(entries, converted, aSession())).toMatchObject({ ok: true });
  });
});
