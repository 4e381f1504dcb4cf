/**
 * What a search looks into: the texts of one record, a line each, in the order in which a match counts. One string a
 * record, so that a search runs along one string; the place of a match tells the line, and the line tells how good it is.
 */

/** The lines, best first. `named` is what the record points to by name; `words` (the citizen's words) may be long and comes last. */
export const SEARCH_LINES = ['number', 'receipt', 'order', 'title', 'person', 'named', 'place', 'phone', 'words'] as const;
export type SearchLine = (typeof SEARCH_LINES)[number];
export type SearchLines = Readonly<Partial<Record<SearchLine, string>>>;

/** The texts of a record, folded and joined; `wordsAt` is where the last line begins. */
export interface SearchText { readonly text: string; readonly wordsAt: number }

const BRACKETS: Readonly<Record<string, string>> = { '[': '〔', '［': '〔', '【': '〔', '(': '〔', '（': '〔', ']': '〕', '］': '〕', '】': '〕', ')': '〕', '）': '〕', 颖: '颍' };
const HALF_TO_FULL = 0xfee0;

/**
 * One spelling for what people write in two ways: small letters, narrow digits, one kind of bracket, and 颍 for the 颖 that the
 * county's name is mistyped with. The length stays, so that a place in the folded text is that place in the text.
 */
export function foldText(text: string): string {
  return text.replace(/[A-Z０-９Ａ-Ｚａ-ｚ[［【(（\]］】)）颖]/g, (one) => BRACKETS[one] ?? (one > '\u{ff00}' ? String.fromCharCode(one.charCodeAt(0) - HALF_TO_FULL) : one).toLowerCase());
}

/** Joins the lines of a record. A line break inside any but the last would make two lines of it. */
export function searchTextOf(lines: SearchLines): SearchText {
  const all = SEARCH_LINES.map((line) => (line === 'words' ? lines.words ?? '' : oneLine(lines[line] ?? '')));
  // Joined at once: a string put together with `+` is put in order only when it is first searched.
  const text = foldText([...all, ''].join('\n'));
  return { text, wordsAt: text.length - 1 - (lines.words ?? '').length };
}

function oneLine(text: string): string {
  return text.includes('\n') ? text.replaceAll('\n', ' ') : text;
}

/** Which line the place `at` is in. */
export function lineAt({ text, wordsAt }: SearchText, at: number): SearchLine {
  if (at >= wordsAt) return 'words';
  let line = 0;
  for (let end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', end + 1)) line += 1;
  return SEARCH_LINES[line] ?? 'words';
}
