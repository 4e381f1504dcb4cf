/** The best of many, looked through in pieces so that nobody waits for a search that is not theirs. */

/** Records looked through before the worker answers others: less than 30 ms of searching. */
const PIECE = 10_000;

export interface Best<T> { readonly total: number; readonly best: readonly { readonly one: T; readonly score: number }[] }

/** The best of `all` (at most `limit`), and how many score at all (0 or more). What is equally good stays in the order of `all`. */
export async function bestOf<T>(all: readonly T[], score: (one: T) => number, { limit, pause }: { readonly limit: number; readonly pause: () => Promise<void> }): Promise<Best<T>> {
  const byScore = new Map<number, T[]>();
  let total = 0;
  for (let from = 0; from < all.length; from += PIECE) {
    if (from > 0) await pause();
    for (const one of all.slice(from, from + PIECE)) {
      const points = score(one);
      if (points < 0) continue;
      total += 1;
      const equals = byScore.get(points);
      if (!equals) byScore.set(points, [one]);
      else if (equals.length < limit) equals.push(one);
    }
  }
  const scores = [...byScore.keys()].sort((a, b) => b - a);
  return { total, best: scores.flatMap((points) => (byScore.get(points) ?? []).map((one) => ({ one, score: points }))).slice(0, limit) };
}
