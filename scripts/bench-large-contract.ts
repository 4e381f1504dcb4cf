/** What the page of the large benchmark (tests/bench/large-page) can be asked to do; times are milliseconds. */

/** How long each kind of question took, one number each time. */
export type Times = Readonly<Record<string, readonly number[]>>;

/** Work of the store while the page asked questions meanwhile, as screens do. */
export interface Watched {
  readonly ms: number;
  /** Until the list was whole, where that is before the end. */
  readonly cases: number;
  /** Tasks of the page's own thread longer than 50 ms, and the longest time that it was away. */
  readonly longTasks: number;
  readonly longestGap: number;
  /** The questions asked meanwhile. */
  readonly asked: Times;
}

/** One way of keeping the same rows: ours, or one to compare with. */
export interface OtherStore {
  /** Takes `rows` (filled by `lend`) in; milliseconds. */
  fill(): Promise<number>;
  /** Asks each question `n` times. */
  reads(n: number): Promise<Times>;
}

export interface LargePage {
  open(key: string): Promise<{ readonly opened: number; readonly cases: number }>;
  sync(code: string): Promise<Watched>;
  rebuild(): Promise<Watched>;
  reads(n: number): Promise<Times>;
  /** Registers `n` cases, 100 at once; without a line. */
  register(scope: string, n: number): Promise<number>;
  /** Until nothing waits any more. */
  push(): Promise<Watched>;
  /** The case rows of this device, for the others to keep: how many. */
  lend(): Promise<number>;
  readonly raw: OtherStore & {
    /** Pulls the same pages of the same scopes from the same server into `bulkPut`; milliseconds and entries. */
    pull(token: string, scopes: readonly string[]): Promise<{ readonly ms: number; readonly entries: number }>;
  };
  readonly rx: OtherStore;
  readonly pouch: {
    /** Replicates the whole database at `url`; milliseconds and documents. */
    pull(url: string): Promise<{ readonly ms: number; readonly documents: number }>;
    /** Writes `n` documents and replicates them there. */
    push(url: string, n: number): Promise<{ readonly ms: number; readonly documents: number }>;
  };
}

declare global {
  interface Window { readonly large: LargePage }
}
