/** Writing a figure of a paper: its record's name comes from what it says, so that two computers that take over the same report make one of each figure. */
import type { Act, Refusal } from '../../shared/act.ts';
import { figureFields, type Figure } from '../../shared/figure/figure.ts';
import { contentId } from '../../shared/kernel/content-hash.ts';
import type { FigureDraft } from '../../shared/statistics/figure-import.ts';
import type { Store } from '../store/client.ts';

/** The subject of a figure that is taken over into `scope`. */
export function figureSubject(scope: string, { place, period, caliber, indicator, value, unit, source }: FigureDraft): string {
  return `figure:${contentId({ scope, place, period, caliber, indicator, value, unit, source })}`;
}

/** Takes over the figures that are not there yet, or brings back those that were removed. */
export function takeOver(scope: string, drafts: readonly FigureDraft[], present: readonly Figure[]): { readonly acts: readonly Act[]; readonly known: number } {
  const there = new Set(present.filter(({ active }) => active).map(({ id }) => id));
  const acts = new Map<string, Act>();
  let known = 0;
  for (const draft of drafts) {
    const subject = figureSubject(scope, draft);
    if (there.has(subject) || acts.has(subject)) known += 1;
    else acts.set(subject, { scope, subject, type: 'figure.updated', body: { set: figureFields(draft) } });
  }
  return { acts: [...acts.values()], known };
}

/** Removes them, or puts them back: what is undone is written, too. */
export function setInUse(figures: readonly Pick<Figure, 'id' | 'scope'>[], active: boolean): readonly Act[] {
  return figures.map(({ id, scope }) => ({ scope, subject: id, type: 'figure.updated', body: { set: { active } } }));
}

/** Well below what one `perform` takes. */
const STEP = 50;

/** Writes many in steps. Null once all are written; else why it ended, and what was written before stays (taking over once more goes on from there). */
export async function writeFigures(store: Store, acts: readonly Act[]): Promise<Refusal | null> {
  for (let from = 0; from < acts.length; from += STEP) {
    const outcome = await store.perform(acts.slice(from, from + STEP));
    if (!outcome.ok) return outcome.error;
  }
  return null;
}
