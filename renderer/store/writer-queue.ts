/** One writer: everything that changes the ledger of this device passes here, one at a time, in the order of asking. */

export interface WriterQueue {
  /** Runs `work` after everything asked before it has settled; its failure is the caller's, not the next one's. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

export function createWriterQueue(): WriterQueue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(work) {
      const mine = last.then(work);
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

/** Raised when something that must settle did not: IndexedDB transactions have been seen never to settle on a full disk. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut';
}

/** `work`, or `TimedOut` after `ms` milliseconds. */
export function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => { reject(new TimedOut()); }, ms);
    work.then(resolve, reject).finally(() => { clearTimeout(timer); });
  });
}
