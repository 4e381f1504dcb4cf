/**
 * Possible duplicates: how alike two Chinese texts are by their pairs of neighbouring characters. Chinese needs no word
 * list for this, and a half-typed text is compared with whole ones, so the smaller text is looked for in the larger.
 */

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
