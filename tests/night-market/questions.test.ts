import { describe, expect, it } from 'vitest';
import { anActivity } from '../shared/activity/an-activity.ts';
import { calendarFrom } from '../../shared/calendar/calendar-record.ts';
import { foldCase } from '../../shared/case/fold.ts';
import { judgeBody } from '../../shared/entry-types.ts';
import { appendTo } from '../../shared/ledger/entry.ts';
import { effectiveRules } from '../../shared/rules/effective-rules.ts';
import type { Unit } from '../../shared/unit/unit.ts';
import { blankCard, daysOf, isBlankCard, parseCard, proposedDays, questionFault, questionRegistration, unitsToAsk, type QuestionCard } from '../../renderer/ui/questions/question-card.ts';
import { byUnit, questionState } from '../../renderer/ui/questions/use-questions.ts';

const ACTIVITY = anActivity({ deputies: ['deputy:1'], units: [{ unit: 'unit:water', name: '', role: '', head: true }], expected: { deputies: [], units: ['unit:water', 'unit:roads'] } });
const PROPOSED = proposedDays(ACTIVITY.on, effectiveRules([], ACTIVITY.scope), calendarFrom([], ACTIVITY.scope));
const aCard = (patch: Partial<QuestionCard> = {}): QuestionCard => ({ ...blankCard('case:q1', 'unit:water'), question: '自来水什么时候通？', outcome: 'unanswered', ...patch });
const register = (card: QuestionCard) => questionRegistration(card, { activity: ACTIVITY, proposed: PROPOSED, tempNo: '临-abcd-1', category: '供水供暖供电', at: '20:10' });
const registered = (card: QuestionCard) => {
  const state = foldCase([appendTo({ replica: 'aaaaaaaaaa', seq: 0, prev: '', at: '000000000000-00000000' }, { ...register(card), v: 1 }, { actor: 'li', nowMs: 1_779_000_000_000 })]);
  if (state === null) throw new Error('the registration does not fold');
  return state;
};

describe('a question to a unit', () => {
  it('proposes a week for the effect and a month for the result, and takes other days', () => {
    expect(PROPOSED).toMatchObject({ effectOn: '2026-05-25', resultOn: '2026-06-18' });
    expect(daysOf(aCard(), PROPOSED)).toEqual({ effectOn: '2026-05-25', resultOn: '2026-06-18' });
    expect(daysOf(aCard({ effectOn: '', resultOn: '2026-07-01' }), PROPOSED)).toEqual({ effectOn: null, resultOn: '2026-07-01' });
  });

  it.each<[string, Partial<QuestionCard>, string]>([
    ['no words', { question: ' ' }, 'question'], ['no unit', { unit: '' }, 'unit'], ['no outcome', { outcome: null }, 'outcome'], ['no answer', { outcome: 'answered' }, 'text'], ['no promise', { outcome: 'promised' }, 'text'],
    ['an effect before the evening', { outcome: 'promised', text: '修', effectOn: '2026-05-17' }, 'effect'], ['a result before the effect', { outcome: 'promised', text: '修', resultOn: '2026-05-20' }, 'result'],
  ])('is not saved with %s', (_, patch, field) => { expect(questionFault(aCard(patch), PROPOSED, ACTIVITY.on)?.field).toBe(field); });

  it('needs neither asker nor speaker, and no text when nobody answered', () => {
    expect(questionFault(aCard(), PROPOSED, ACTIVITY.on)).toBeNull();
    expect(questionFault(aCard({ outcome: 'promised', text: '修', effectOn: '' }), PROPOSED, ACTIVITY.on)).toBeNull();
  });

  it.each<[string, Partial<QuestionCard>]>([
    ['unanswered', {}], ['answered', { outcome: 'answered', text: '月底', by: '王站长' }], ['promised', { outcome: 'promised', text: '月底通水', by: '王站长', asker: '老李' }], ['promised without an effect', { outcome: 'promised', text: '月底通水', effectOn: '' }],
  ])('becomes a body that the county accepts: %s', (_, patch) => { expect(judgeBody({ ...register(aCard(patch)), v: 1 })).toBe('valid'); });

  it('becomes a case of the evening that knows who was asked', () => {
    expect(register(aCard({ asker: ' 老李 ' })).body).toMatchObject({ channel: 'night_market', activity: ACTIVITY.id, receivedOn: '2026-05-18', receivedAt: '20:10', source: { askedUnit: 'unit:water' }, reporter: { name: '老李' }, deputies: ['deputy:1'], category: '供水供暖供电', words: '自来水什么时候通？' });
  });

  it('answered waits for the evaluation, a policy question is done with, a promise is watched, silence goes on', () => {
    expect(registered(aCard({ outcome: 'answered', text: '月底', by: '王站长' }))).toMatchObject({ status: 'evaluating', spotAnswer: { text: '月底（答复人：王站长）' } });
    expect(registered(aCard({ outcome: 'answered', text: '按户补', matter: 'policy_question' })).status).toBe('closed');
    expect(registered(aCard({ outcome: 'promised', text: '月底通水', by: '王站长' }))).toMatchObject({ status: 'sorting', promise: { plan: '月底通水', effectOn: '2026-05-25', on: '2026-06-18', fulfilled: null } });
    expect(registered(aCard())).toMatchObject({ status: 'sorting', spotAnswer: null, promise: null });
  });

  it('says in the list what came of it', () => {
    const state = (patch: Partial<QuestionCard>) => questionState(registered(aCard(patch)), '2026-05-18');
    expect([state({}), state({ outcome: 'answered', text: '月底' }), state({ outcome: 'promised', text: '月底' })]).toEqual(['没有答复，待梳理', '当场答复', '承诺 6月18日见结果']);
    const two = [registered(aCard()), registered(aCard({ subject: 'case:q2', unit: 'unit:roads' })), registered(aCard({ subject: 'case:q3' }))];
    expect(byUnit(two).map(({ unit, questions }) => [unit, questions.map(({ id }) => id)])).toEqual([['unit:water', ['case:q1', 'case:q3']], ['unit:roads', ['case:q2']]]);
  });

  it('comes back from a draft as it was; of a spoilt one what can be read', () => {
    const card = aCard({ outcome: 'promised', text: '半句', effectOn: '', resultOn: '2026-07-01', matter: 'policy_question', asker: '老李', by: '王' });
    expect(parseCard(structuredClone(card))).toEqual(card);
    expect(parseCard({ subject: 'case:q1', question: '水', outcome: 'maybe', resultOn: '2026-13-45' })).toEqual({ ...blankCard('case:q1', ''), question: '水' });
    expect(parseCard({ subject: 'deputy:1' })).toBeNull();
    expect([isBlankCard(blankCard('case:1', 'unit:water')), isBlankCard(card)]).toEqual([true, false]);
  });

  it('is put first to who sits at the table, then to who was invited', () => {
    const unit = (id: string, active = true) => ({ id, name: id, active }) as Unit;
    const groups = unitsToAsk(ACTIVITY, { units: [unit('unit:roads'), unit('unit:school'), unit('unit:water'), unit('unit:gone', false)] });
    expect(groups.map(({ label, units }) => [label, units.map(({ id }) => id)])).toEqual([['已到场', ['unit:water']], ['邀请了的', ['unit:roads']], ['其他单位', ['unit:school']]]);
  });
});
