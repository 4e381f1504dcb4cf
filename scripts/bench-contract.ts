/** What the benchmark's page (tests/bench/page) can be asked to do; times are milliseconds. */

export interface Saves {
  /** Until “已保存” may be said. */
  readonly saved: number[];
  /** Until the row is on the screen. */
  readonly visible: number[];
}

/** Dexie alone doing the same reads and writes. */
export interface RawDexie {
  /** Pulls the same pages from the same server into `bulkPut`. */
  pull(token: string): Promise<number>;
  /** Opens, reads all rows and the first 50 by index. */
  open(): Promise<number>;
  /** Puts one entry and its row, reads the first 50 rows by index, shows them; `n` times. */
  save(n: number): Promise<Saves>;
}

export interface BenchPage {
  /** Opens the store with the data key (base64): until it answers, and until the first 50 rows are on the screen. */
  open(key: string): Promise<{ opened: number; listed: number; cases: number }>;
  /** Enrols with a one-time code and waits until nothing is left to pull. */
  pull(code: string): Promise<{ ms: number; longestGap: number }>;
  save(n: number): Promise<Saves>;
  read(n: number): Promise<{ search: number[]; count: number[]; detail: number[] }>;
  readonly raw: RawDexie;
}

declare global {
  interface Window { readonly bench: BenchPage }
}
