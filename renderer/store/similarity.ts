/**
 * Possible duplicates: what two cases have in common, and how alike two Chinese texts are by their pairs of neighbouring characters. Chinese needs no word
 * list for this, and a half-typed text is compared with whole ones, so the smaller text is looked for in the larger.
 */
import { phoneKey } from './case-groups.ts';
import type { CaseColumns } from './case-row.ts';

/** Pairs of neighbouring letters and digits of a text; punctuation and blanks separate. */
export function bigramsOf(text: string): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (const run of text.toLowerCase().split(/[^\p{L}\p{N}]+/u)) {
    const characters = [...run];
    for (let i = 1; i < characters.length; i += 1) pairs.add(`${characters[i - 1] ?? ''}${characters[i] ?? ''}`);
  }
  return pairs;
}

/** The fewest pairs that must be shared: three characters in common say nothing yet. */
const LEAST_SHARED = 4;

/**
 * 0 to 1: the mean of "how much of the smaller is in the larger" and Dice's coefficient, so that a few words found in
 * a long text count, and count less than two texts of one length that agree.
 */
export function similarityOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const pair of small) if (large.has(pair)) shared += 1;
  if (shared < LEAST_SHARED) return 0;
  return (shared / small.size + (2 * shared) / (small.size + large.size)) / 2;
}

/** What is sought while a case is registered. */
export interface Sought {
  readonly village: string | null;
  readonly words: string;
  readonly reporter?: { readonly name?: string; readonly phone?: string } | undefined;
}

/** What a case has in common with what is sought; `score` orders the finds. */
export interface Likeness { readonly score: number; readonly village: boolean; readonly phone: boolean; readonly name: boolean; readonly words: boolean }

const ALIKE_FROM = 0.3;
/** From the same person far fewer words in common say that it is the same matter again. */
const ALIKE_FROM_SAME_PERSON = 0.12;

/** How alike a case is to what is sought; null when nothing speaks for the same matter. The same phone alone does: one person's earlier cases are worth a look. */
export function likenessOf(sought: Sought & { readonly grams: ReadonlySet<string> }, { columns, texts, grams }: Pick<CaseColumns, 'columns' | 'texts'> & { readonly grams: ReadonlySet<string> }): Likeness | null {
  const phone = sameKey(phoneKey(sought.reporter?.phone ?? ''), phoneKey(texts.reporterPhone));
  const name = sameKey(nameKey(sought.reporter?.name), nameKey(texts.reporterName));
  const village = sought.village !== null && sought.village === columns.village;
  const alike = similarityOf(sought.grams, grams);
  const words = alike >= (phone || (name && village) ? ALIKE_FROM_SAME_PERSON : ALIKE_FROM);
  if (!words && !phone) return null;
  return { score: (words ? 1 + alike : 0) + (phone ? 0.6 : 0) + (name ? 0.3 : 0) + (village ? 0.2 : 0), village, phone, name: name && !phone, words };
}

/** `同村，同一电话，说的相近`. */
export function whyAlike({ village, phone, name, words }: Likeness): string {
  return [village && '同村', phone && '同一电话', name && '同名', words && '说的相近'].filter((one) => one !== false).join('，');
}

function sameKey(a: string, b: string): boolean {
  return a !== '' && a === b;
}

function nameKey(name: string | undefined): string {
  return name?.replace(/\s/g, '') ?? '';
}
