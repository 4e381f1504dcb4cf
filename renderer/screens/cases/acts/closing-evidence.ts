/** What closing asks for, as a list to be ticked: the same demands as the domain makes (`STATE_DEMANDS`), with what is there of each. */
import { isCitizenTold } from '../../../../shared/case/lifecycle.ts';
import { EVALUATION_GRADE_WORDS, REPLY_CLASS_WORDS } from '../../../../shared/case/words.ts';
import { shortDay } from '../../../ui/format-date.ts';
import type { ActContext } from './act-form.ts';

export interface Evidence { readonly name: string; readonly detail: string; readonly there: boolean }

/** In the order of the loop. What a case never needed (a promise, a supervision) is not in the list. */
export function closingEvidence({ state, today }: Pick<ActContext, 'state' | 'today'>): readonly Evidence[] {
  const { reply, spotAnswer, promise, supervisions, evaluations, relayed } = state;
  const told = relayed.find(({ to }) => to === 'citizen');
  const open = supervisions.filter(({ answer }) => answer === null).length;
  return [
    { name: '答复', there: reply !== null || spotAnswer !== null, detail: reply !== null ? `${REPLY_CLASS_WORDS[reply.class]}，${shortDay(reply.on, today)}` : spotAnswer !== null ? `当场答复，${shortDay(spotAnswer.on, today)}` : '还没有' },
    { name: '转告群众', there: isCitizenTold(state), detail: told !== undefined ? `${told.by}，${shortDay(told.on, today)}` : isCitizenTold(state) ? '当场已知道' : '还没有' },
    { name: '群众评议', there: evaluations.citizen !== null, detail: evaluations.citizen === null ? '还没有' : EVALUATION_GRADE_WORDS[evaluations.citizen.grade] },
    { name: '代表评议', there: evaluations.deputy !== null, detail: evaluations.deputy === null ? '还没有' : `${EVALUATION_GRADE_WORDS[evaluations.deputy.grade]}，${Object.keys(evaluations.deputies).length} 位` },
    ...(promise === null ? [] : [{ name: '承诺落实', there: promise.fulfilled !== null, detail: promise.fulfilled === null ? `答应${shortDay(promise.on, today)}办完，还没有落实` : shortDay(promise.fulfilled.on, today) }]),
    ...(supervisions.length === 0 ? [] : [{ name: '督办落实', there: open === 0, detail: open === 0 ? `${supervisions.length} 次都有落实情况` : `${open} 次还没有落实情况（不影响销号）` }]),
  ];
}
