/**
 * The four orders of a case list. Each case gets one text key an order, so that sorting compares plain strings and
 * ties always fall the same way. What has no value in an order (no deadline, no official number) comes last both ways.
 */
import type { CaseRow, CaseSort } from './api.ts';

/** A key to sort by, or null for "no value": those come last, whichever way the list runs. */
export const CASE_ORDER: Readonly<Record<CaseSort, (row: CaseRow) => string | null>> = {
  // What has no official number yet is the newest: its row stays where it is when the number comes.
  received: (row) => `${row.receivedOn} ${row.receivedAt ?? '00:00'} ${row.official ? '0' : '1'} ${numberKey(row.number)} ${row.id}`,
  due: (row) => (row.dueOn === null ? null : `${row.dueOn} ${row.receivedOn} ${row.id}`),
  number: (row) => (row.official ? `${numberKey(row.number)} ${row.id}` : null),
  changed: (row) => `${row.changedAt} ${row.id}`,
};

/** 皇帝庙民〔2026〕17号 sorts after …〔2026〕9号: every run of digits is padded. */
export function numberKey(number: string): string {
  return number.replace(/[0-9]+/g, (digits) => digits.padStart(8, '0'));
}

/** Compares two rows in an order; both may be without a value, and then the newest comes first. */
export function compareRows(sort: CaseSort, descending: boolean): (a: KeyedRow, b: KeyedRow) => number {
  const sign = descending ? -1 : 1;
  return (a, b) => {
    const left = a.keys[sort];
    const right = b.keys[sort];
    if (left === null || right === null) {
      if (left !== right) return left === null ? 1 : -1;
      return comparePlain(b.keys.received ?? '', a.keys.received ?? '');
    }
    return sign * comparePlain(left, right);
  };
}

export interface KeyedRow { readonly keys: Readonly<Record<CaseSort, string | null>> }

/** By UTF-16 unit: fast, and the same on every machine. */
export function comparePlain(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The keys of a row, each made when a list is first sorted by it: of 100,000 rows most are never sorted but one way. */
export function keysOf(row: CaseRow): KeyedRow['keys'] {
  return new LazyKeys(row);
}

class LazyKeys implements Record<CaseSort, string | null> {
  readonly #row: CaseRow;
  readonly #made: Partial<Record<CaseSort, string | null>> = {};

  constructor(row: CaseRow) {
    this.#row = row;
  }

  get received(): string | null { return this.#key('received'); }
  get due(): string | null { return this.#key('due'); }
  get number(): string | null { return this.#key('number'); }
  get changed(): string | null { return this.#key('changed'); }

  #key(sort: CaseSort): string | null {
    const known = this.#made[sort];
    return known === undefined ? (this.#made[sort] = CASE_ORDER[sort](this.#row)) : known;
  }
}
