/**
 * What somebody typed into a search box: several words that must all be found, each by its characters or, in Latin letters, by
 * its sound. How good a match is follows from the line it is in: exact number, title, names, place, words; then the sounds.
 */
import type { Readings } from './search-readings.ts';
import { soundPattern, type SoundPattern } from './search-sound.ts';
import { foldText, lineAt, searchTextOf, type SearchLine, type SearchText } from './search-text.ts';

/** Stretches of a text, from and to (exclusive), in order, not overlapping. */
export type Marks = readonly (readonly [from: number, to: number])[];

export interface TextQuery {
  /** How good the record matches, or -1. `named` says the same of one word and the names that the record points to. */
  score(record: SearchText, named?: (word: number) => number): number;
  /** How good the word of this index matches a name that stands for itself, or -1. */
  scoreName(word: number, name: string): number;
  /** The lines in which the words match best, without repetition. */
  lines(record: SearchText): readonly SearchLine[];
  /** What of `text` matches: to be marked on the screen. `long` texts are not marked for initials alone. */
  marks(text: string, long?: boolean): Marks;
  readonly words: readonly string[];
}

/** What a match in a line counts: by characters, and by sound. An exact number counts more than all others together. */
const LITERAL: Readonly<Record<SearchLine, number>> = { number: 90, receipt: 88, order: 86, title: 80, person: 70, named: 68, place: 60, phone: 55, words: 50 };
const SOUND: Readonly<Record<SearchLine, number>> = { number: 5, receipt: 4, order: 4, title: 35, person: 30, named: 28, place: 20, phone: 0, words: 10 };
const EXACT_NUMBER = 10_000;
const PHONE_TAIL = 20;
const AT_START = 3;
const WHOLE_LINE = 4;
/** Fewer last digits than this are not how anybody names a telephone. */
const TAIL_DIGITS = 4;

/** Splits and compiles; null when nothing is asked. Apostrophes that an input method writes between syllables are left out. */
export function parseQuery(typed: string, readings: Readings): TextQuery | null {
  const words = foldText(typed).replace(/(?<=[a-z])['’](?=[a-z])/g, '').split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return null;
  const compiled = words.map((word) => compileWord(word, readings));
  return {
    words,
    score(record, named) {
      let sum = 0;
      for (const [index, word] of compiled.entries()) {
        const score = Math.max(word.match(record)?.score ?? -1, named?.(index) ?? -1);
        if (score < 0) return -1;
        sum += score;
      }
      return sum;
    },
    scoreName: (index, name) => compiled[index]?.match(searchTextOf({ named: name }))?.score ?? -1,
    lines: (record) => [...new Set(compiled.flatMap((word) => word.match(record)?.line ?? []))],
    marks: (text, long = false) => joined(compiled.flatMap((word) => word.marks(foldText(text), long))),
  };
}

/** True when the query has letters, so that the readings of characters must be loaded to answer it in full. */
export function hasLetters(typed: string): boolean {
  return /[a-zA-Zａ-ｚＡ-Ｚ]/.test(typed);
}

interface Match { readonly score: number; readonly line: SearchLine }
interface Word {
  match(record: SearchText): Match | null;
  marks(folded: string, long: boolean): Marks;
}

function compileWord(word: string, readings: Readings): Word {
  const spellings = spellingsOf(word);
  const serials = serialsOf(word);
  const sound = soundPattern(word, readings);
  return {
    match(record) {
      // Every match by characters is one by sound as well, so that most records are looked through once.
      const heard = sound && soundMatch(record, sound);
      if (sound && !heard) return null;
      let best: Match | null = null;
      for (const spelling of spellings) {
        const at = record.text.indexOf(spelling);
        if (at >= 0) best = better(best, literalMatch(record, { at, length: spelling.length }));
      }
      if (!best) return heard;
      for (const serial of serials) best = better(best, serialMatch(record, serial));
      return isTail(word) ? better(best, tailMatch(record, word)) : best;
    },
    marks(folded, long) {
      for (const { before, digits, after } of serials) {
        if (!folded.endsWith(`${before}${digits}${after}`)) continue;
        const from = folded.length - after.length - digits.length;
        return [[from, from + digits.length]];
      }
      const literal = spellings.flatMap((spelling) => occurrences(folded, spelling));
      return literal.length > 0 || !sound ? literal : soundMarks(folded, sound, long);
    },
  };
}

/** The ways in which a record may write the word: `2026-17` is 〔2026〕17号 too. */
function spellingsOf(word: string): string[] {
  const [, year, serial] = /^(\d{4})[-/年](\d{1,6})号?$/.exec(word) ?? [];
  return year === undefined || serial === undefined ? [word] : [word, `〔${year}〕${serial}号`];
}

/** How a number ends whose serial a word names. */
interface Serial { readonly before: string; readonly digits: string; readonly after: string }

/** `17` and `17号` are the end of 〔2026〕17号, and `17` that of the receipt 临-ab12-17. */
function serialsOf(word: string): Serial[] {
  const [, year, bracketed, digits, mark] = /^(?:(\d{4})[-/年]|〔(\d{4})〕)?(\d{1,6})(号?)$/.exec(word) ?? [];
  if (digits === undefined) return [];
  const official = { before: year ?? bracketed ? `〔${year ?? bracketed ?? ''}〕` : '〕', digits, after: '号' };
  return mark === '' && official.before === '〕' ? [official, { before: '-', digits, after: '' }] : [official];
}

function isTail(word: string): boolean {
  return word.length >= TAIL_DIGITS && /^\d+$/.test(word);
}

function better(a: Match | null, b: Match | null): Match | null {
  return !a || (b && b.score > a.score) ? b ?? a : a;
}

function literalMatch(record: SearchText, { at, length }: { readonly at: number; readonly length: number }): Match {
  const { text } = record;
  const line = lineAt(record, at);
  const starts = at === 0 || text[at - 1] === '\n';
  const score = LITERAL[line] + (starts ? AT_START : 0) + (starts && text[at + length] === '\n' ? WHOLE_LINE : 0);
  return { score, line };
}

function serialMatch(record: SearchText, { before, digits, after }: Serial): Match | null {
  const at = record.text.indexOf(`${before}${digits}${after}\n`);
  if (at < 0) return null;
  const line = lineAt(record, at);
  return line === 'number' || line === 'receipt' || line === 'order' ? { score: EXACT_NUMBER + LITERAL[line], line } : null;
}

function tailMatch(record: SearchText, word: string): Match | null {
  const at = record.text.indexOf(`${word}\n`);
  return at >= 0 && lineAt(record, at) === 'phone' ? { score: LITERAL.phone + PHONE_TAIL, line: 'phone' } : null;
}

function soundMatch(record: SearchText, sound: SoundPattern): Match | null {
  const { text, wordsAt } = record;
  const end = sound.endIn(text, { from: 0, to: wordsAt, whole: false });
  if (end < 0) return sound.endIn(text, { from: wordsAt, to: text.length, whole: true }) < 0 ? null : { score: SOUND.words, line: 'words' };
  const line = lineAt(record, end);
  const first = sound.endFrom(text, text.lastIndexOf('\n', end) + 1, false);
  return { score: SOUND[line] + (first < 0 ? 0 : AT_START) + (first >= 0 && text[first + 1] === '\n' ? WHOLE_LINE : 0), line };
}

function occurrences(text: string, word: string): [number, number][] {
  const found: [number, number][] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) found.push([at, at + word.length]);
  return found;
}

function soundMarks(text: string, sound: SoundPattern, long: boolean): [number, number][] {
  const found: [number, number][] = [];
  for (let at = 0; at < text.length; at += 1) {
    const end = sound.endFrom(text, at, long);
    if (end < 0) continue;
    found.push([at, end + 1]);
    at = end;
  }
  return found;
}

/** The marks of several words as one list: in order, touching ones together. */
function joined(marks: readonly (readonly [number, number])[]): Marks {
  const out: [number, number][] = [];
  for (const [from, to] of [...marks].sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}
