/** A category suggested from the citizen's words, among those in force here: the words that speak for each are the township's to change. */
import type { CaseCategory } from './category.ts';

/** The name of the active category that most of the words speak for (a word of three characters says more than two of two), or null when none does. */
export function suggestAmong(categories: readonly CaseCategory[], words: string): string | null {
  let best: { name: string; weight: number } | null = null;
  for (const { name, active, words: signs } of categories) {
    const weight = active ? signs.reduce((sum, sign) => sum + (sign !== '' && words.includes(sign) ? sign.length ** 2 : 0), 0) : 0;
    if (weight > (best?.weight ?? 0)) best = { name, weight };
  }
  return best?.name ?? null;
}

/** The words in `said` that speak for the category: why it is suggested. */
export function signsOf(category: CaseCategory, said: string): readonly string[] {
  return category.words.filter((sign) => sign !== '' && said.includes(sign));
}

/** True when what is typed into the category's field (characters or pinyin initials) means the category. */
export function meansCategory({ name, initials }: CaseCategory, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  return name.includes(wanted) || (wanted !== '' && initials.startsWith(wanted));
}
