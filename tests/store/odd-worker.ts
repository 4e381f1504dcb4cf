/** Store workers with a clock that is wrong and a disk that refuses, from outside: a prelude is loaded before the worker's own script. */

/** What the page tells the worker over this channel. */
export const ODD_CHANNEL = 'odd-worker';
export const DONE = 'done';

/**
 * `clockOff` what the worker's clock is ahead, in milliseconds · `refuseEvery` every so manieth write of entries fails as on a full
 * disk, then every twice so manieth, and so on: 0 for none.
 */
export interface Oddity { readonly clockOff?: number; readonly refuseEvery?: number }

export interface OddWorkers {
  /** What the workers that are started from now on have from their beginning. */
  start: Oddity;
  /** Tells the running worker, and waits until it has heard. */
  set(oddity: Oddity): Promise<void>;
  /** Workers are ordinary again. */
  end(): void;
}

/** Every worker that the page starts from now on has the prelude. */
export function oddWorkers(): OddWorkers {
  const channel = new BroadcastChannel(ODD_CHANNEL);
  const RealWorker = globalThis.Worker;
  const odd: OddWorkers = {
    start: {},
    set: (oddity) => new Promise((resolve) => {
      channel.onmessage = () => { resolve(); };
      channel.postMessage(oddity);
    }),
    end() {
      channel.close();
      globalThis.Worker = RealWorker;
    },
  };
  globalThis.Worker = class extends RealWorker {
    constructor(script: string | URL, options?: WorkerOptions) {
      // Not by `new URL(…, import.meta.url)`: Vite takes that for a file to be bundled and drops the question.
      const prelude = `${import.meta.url.replace(/odd-worker\.ts.*$/, 'odd-worker-prelude.ts')}?start=${encodeURIComponent(JSON.stringify(odd.start))}`;
      const both = [prelude, script].map((one) => `import ${JSON.stringify(String(one))};`).join('\n');
      super(URL.createObjectURL(new Blob([both], { type: 'text/javascript' })), options);
    }
  };
  return odd;
}
