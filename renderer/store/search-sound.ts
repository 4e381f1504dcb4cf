/**
 * Letters against Chinese: `daolu`, `dl`, `daol` and `道lu` all find 道路. The letters are walked along the text itself, with
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
/** Characters that are no part of the pattern and may not be read as any: the most frequent answer, told apart without a table. */
const DEAD = 1;

/** The pattern, or null when it has no letters to read or is too long to. */
export function soundPattern(letters: string, readings: Readings): SoundPattern | null {
  if (letters.length > LONGEST || !/[a-z]/.test(letters)) return null;
  const [loose, whole] = [createSteps(letters, readings, false), createSteps(letters, readings, true)];
  const last = 1 << letters.length;
  return {
    endIn(text, range) {
      const steps = range.whole ? whole : loose;
      let reached = 1;
      for (let at = range.from; at < range.to; at += 1) {
        const row = steps.row(text.charCodeAt(at));
        reached = row === null ? 1 : (reached === 1 ? row[0] ?? 0 : advance(reached, row)) | 1;
        if (reached & last) return at;
      }
      return -1;
    },
    endFrom(text, start, spelled) {
      const steps = spelled ? whole : loose;
      let reached = 1;
      for (let at = start; at < text.length && reached !== 0; at += 1) {
        const row = steps.row(text.charCodeAt(at));
        reached = row === null ? 0 : advance(reached, row);
        if (reached & last) return at;
      }
      return -1;
    },
  };
}

/** All places that are reached from those in `reached` by one character. */
function advance(reached: number, row: Int32Array): number {
  let next = 0;
  for (let rest = reached; rest !== 0; rest &= rest - 1) next |= row[31 - Math.clz32(rest & -rest)] ?? 0;
  return next;
}

interface Steps {
  /** For each place of the pattern the places that this UTF-16 unit leads to, as bits; null when it leads nowhere. */
  row(code: number): Int32Array | null;
}

function createSteps(letters: string, readings: Readings, whole: boolean): Steps {
  const kinds = new Uint16Array(0x10000);
  const rows: (Int32Array | null)[] = [null, null];
  const learn = (code: number): Int32Array | null => {
    const row = rowOf(String.fromCharCode(code), { letters, readings, whole });
    kinds[code] = row ? rows.push(row) - 1 : DEAD;
    return row;
  };
  return {
    row(code) {
      const kind = kinds[code] ?? 0;
      return kind === 0 ? learn(code) : rows[kind] ?? null;
    },
  };
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
        if (!whole || (ends ? from > 0 : length === reading.length)) step(from, from + length);
      }
    }
  }
  return any ? row : null;
}
