/** What an act says, in one line: enough to tell two of them apart. The whole of it stands in the case. */
import type { CaseEvent } from '../../../shared/case/case.ts';
import { EVALUATION_GRADE_WORDS, EVALUATOR_WORDS, LEVEL_WORDS, REPLY_CLASS_WORDS, SUPERVISION_GRADE_WORDS } from '../../../shared/case/words.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { REFERRAL_OUTCOME_WORDS } from '../../../shared/referral/words.ts';
import type { Unit } from '../../../shared/unit/unit.ts';
import { shortDay } from '../../ui/format-date.ts';

/** Values that are codes, by the field that carries them; a supervision's and an evaluation's grades share their field's name, not their codes. */
const CODES: Readonly<Record<string, Readonly<Record<string, string>>>> = { level: LEVEL_WORDS, class: REPLY_CLASS_WORDS, grade: { ...SUPERVISION_GRADE_WORDS, ...EVALUATION_GRADE_WORDS }, attitude: EVALUATION_GRADE_WORDS, result: EVALUATION_GRADE_WORDS, outcome: REFERRAL_OUTCOME_WORDS };
/** Fields that name units: the lead (of a paper: a deputy), those beside it, the one that signed or answered. */
const UNITS = ['lead', 'co', 'unit'] as const;
/** Fields that are told, in this order. */
const TOLD = ['title', 'category', 'level', 'class', 'grade', 'attitude', 'result', 'outcome', 'number', 'orderNo', 'text', 'reason', 'where', 'agreement', 'demand', 'opinion', 'note', 'addition'] as const;

/** What the line needs beside the body. */
export interface GistContext { readonly units: readonly Pick<Unit, 'id' | 'name'>[]; readonly today: LocalDate }

/** `村东头路灯损坏 · 道路交通 · 小事`, `临颍县交通运输局 · 5月27日前办结`; empty where the act says nothing but that it was done. */
export function gistOf({ header, body }: Pick<CaseEvent, 'header' | 'body'>, { units, today }: GistContext): string {
  const named = UNITS.flatMap((name) => body[name]).flatMap((id) => (typeof id === 'string' ? [units.find((unit) => unit.id === id)?.name ?? id] : []));
  // Who is not satisfied: the citizen or the deputy. In other acts `by` is a person's name.
  const side = header.type === 'case.evaluated' ? Object.entries(EVALUATOR_WORDS).flatMap(([code, word]) => (body['by'] === code ? [word] : [])) : [];
  const parts = TOLD.flatMap((name) => {
    const value = body[name];
    return typeof value === 'string' && value !== '' ? [CODES[name]?.[value] ?? value] : [];
  });
  const due = body['dueOn'];
  return [...side, ...named, ...parts, ...(typeof due === 'string' ? [`${shortDay(due, today)}前办结`] : [])].join(' · ');
}
