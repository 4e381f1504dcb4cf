/** What a reader of several figures of one place should know: more was handled than collected. It is said and stops nothing; the papers have it (domain 2.2). */
import type { Figure } from '../figure/figure.ts';
import { quantityWords } from './figure-words.ts';

/** The part may be more than the whole only where the two are of different calibers. */
const PARTS: readonly (readonly [part: string, whole: string])[] = [['opinionsHandled', 'opinionsCollected'], ['problemsSolved', 'problemsRaised']];

export interface FigureRemark { readonly place: string; readonly part: Figure; readonly whole: Figure }

/** Each figure that is more than what it should be part of, with the greatest such whole of its place. */
export function figureRemarks(figures: readonly Figure[]): readonly FigureRemark[] {
  const used = figures.filter(({ active }) => active);
  return used.flatMap((part) => {
    const of = PARTS.find(([key]) => key === part.key)?.[1];
    const [whole] = used.filter(({ key, place }) => key === of && place === part.place).sort((a, b) => b.value - a.value);
    return whole !== undefined && part.value > whole.value ? [{ place: part.place, part, whole }] : [];
  });
}

/** The remark as a sentence. */
export function figureRemarkWords({ place, part, whole }: FigureRemark): string {
  return `${place}：${part.indicator}${quantityWords(part)}（${part.period}）多于${whole.indicator}${quantityWords(whole)}（${whole.period}）。口径不同时可以这样，照录；请核对一下原文。`;
}
