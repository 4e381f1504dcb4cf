/**
 * Letters against Chinese: `daolu`, `dl`, `daol` and `道lu` all find 道路: of each character its syllable or its initial. The letters are walked along the text itself, with
 * all places of the pattern that have been reached as the bits of one number, so that nothing is stored with the text and a
 * character with several readings is found by each. About 2 ns a character.
 */
import type { Readings } from './search-readings.ts';

/** Finds one run of letters, digits and characters in folded texts. */
export interface SoundPattern {
  /**
   * Where the first match between `from` and `to` ends (the index of its last character), or -1. With `whole` each character
   * must be spelled out except the last, and there must be two: long texts have any two initials somewhere.
   */
  endIn(text: string, range: { readonly from: number; readonly to: number; readonly whole: boolean }): number;
  /** The end of the match that begins exactly at `start`, or -1. */
  endFrom(text: string, start: number, whole: boolean): number;
}

/** The pattern's places are bits of a number, the place behind its last letter included. */
const LONGEST = 30;

/** The pattern, or null when it has no letters to read or is too long to. */
export function soundPattern(letters: string, readings: Readings): SoundPattern | null {
  if (letters.length > LONGEST || !/[a-z]/.test(letters)) return null;
  const [loose, whole] = [createSteps(letters, readings, false), createSteps(letters, readings, true)];
  const last = 1 << letters.length;
  return {
    endIn: (text, { from, to, whole: spelled }) => endIn(text, { from, to, last, steps: spelled ? whole : loose }),
    endFrom(text, start, spelled) {
      const steps = spelled ? whole : loose;
      let reached = 1;
      for (let at = start; at < text.length && reached !== 0; at += 1) {
        const kind = kindOf(steps, text.charCodeAt(at));
        reached = kind === DEAD ? 0 : advance(reached, steps.rows[kind]);
        if (reached & last) return at;
      }
      return -1;
    },
  };
}

/** The walk itself. Nearly all characters begin nothing, and are passed over with one look into a table. */
function endIn(text: string, { from, to, last, steps }: { readonly from: number; readonly to: number; readonly last: number; readonly steps: Steps }): number {
  const { kinds, rows } = steps;
  let reached = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    let kind = kinds[code] ?? 0;
    if (kind === DEAD) { reached = 0; continue; }
    if (kind === UNKNOWN) kind = kindOf(steps, code);
    const row = rows[kind];
    reached = advance(reached, row) | (row?.[0] ?? 0);
    if (reached & last) return at;
  }
  return -1;
}

/** All places that are reached from those in `reached` by one character. */
function advance(reached: number, row: Int32Array | undefined): number {
  let next = 0;
  for (let rest = reached; rest !== 0; rest &= rest - 1) next |= row?.[31 - Math.clz32(rest & -rest)] ?? 0;
  return next;
}

/** What a UTF-16 unit does: not looked at yet; leads nowhere from anywhere; or the number of its row. */
const [UNKNOWN, DEAD] = [0, 1];

/** For each UTF-16 unit its kind; for each kind the places, as bits, to which it leads from each place. Filled as units are met. */
interface Steps { readonly kinds: Uint16Array; readonly rows: Int32Array[]; readonly learn: (code: number) => Int32Array | null }

function createSteps(letters: string, readings: Readings, whole: boolean): Steps {
  const nowhere = new Int32Array(letters.length);
  return { kinds: new Uint16Array(0x10000), rows: [nowhere, nowhere], learn: (code) => rowOf(String.fromCharCode(code), { letters, readings, whole }) };
}

function kindOf({ kinds, rows, learn }: Steps, code: number): number {
  const known = kinds[code] ?? UNKNOWN;
  if (known !== UNKNOWN) return known;
  const row = learn(code);
  const kind = row ? rows.push(row) - 1 : DEAD;
  kinds[code] = kind;
  return kind;
}

function rowOf(character: string, { letters, readings, whole }: { readonly letters: string; readonly readings: Readings; readonly whole: boolean }): Int32Array | null {
  const row = new Int32Array(letters.length);
  let any = false;
  const step = (from: number, to: number): void => {
    row[from] = (row[from] ?? 0) | (1 << to);
    any = true;
  };
  const spoken = readings.of(character);
  for (let from = 0; from < letters.length; from += 1) {
    if (letters[from] === character) step(from, from + 1);
    for (const reading of spoken) {
      for (let length = 1; length <= reading.length && letters[from + length - 1] === reading[length - 1]; length += 1) {
        const ends = from + length === letters.length;
        const said = whole ? length === reading.length : length === reading.length || length === 1 || (length === 2 && reading[1] === 'h');
        if (ends ? !whole || from > 0 : said) step(from, from + length);
      }
    }
  }
  return any ? row : null;
}
