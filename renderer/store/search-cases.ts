/** Searching all cases: the score of each by a query, names of villages, units and deputies looked up once a query. */
import type { CaseColumns, Names } from './case-row.ts';
import type { TextQuery } from './search-query.ts';
import type { SearchText } from './search-text.ts';

/** A case as a search sees it. */
export interface SearchedCase { readonly columns: CaseColumns['columns']; readonly texts: CaseColumns['texts']; readonly search: SearchText }

/** How good a case matches `query`, or -1. */
export function caseScore(query: TextQuery, names: Names): (one: SearchedCase) => number {
  const byWord = query.words.map((_, word) => namedScores(query, word, names));
  let asked: SearchedCase | null = null;
  const named = (word: number): number => (asked ? namedScore(byWord[word], asked) : -1);
  return (one) => {
    asked = one;
    return query.score(one.search, named);
  };
}

/** The ids of all names that the word of this index matches, with how well. */
function namedScores(query: TextQuery, word: number, names: Names): ReadonlyMap<string, number> {
  const scores = new Map<string, number>();
  for (const table of [names.villages, names.units, names.deputies]) {
    for (const [id, name] of table) {
      const score = query.scoreName(word, name);
      if (score >= 0) scores.set(id, score);
    }
  }
  return scores;
}

function namedScore(scores: ReadonlyMap<string, number> | undefined, { columns, texts }: SearchedCase): number {
  if (!scores || scores.size === 0) return -1;
  let best = Math.max(scores.get(columns.village ?? '') ?? -1, scores.get(columns.lead ?? '') ?? -1);
  for (const id of texts.pointsTo) best = Math.max(best, scores.get(id) ?? -1);
  return best;
}
