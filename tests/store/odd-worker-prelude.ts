/**
 * Runs in the store's worker before the store does: a clock that is set off, and a disk that refuses some writes, as the test's page
 * says over the channel. The store itself knows nothing of it.
 */
import { DONE, ODD_CHANNEL, type Oddity } from './odd-worker.ts';

const own = { clockOff: 0, refuseEvery: 0, written: 0, ...JSON.parse(new URL(import.meta.url).searchParams.get('start') ?? '{}') as Oddity };
const channel = new BroadcastChannel(ODD_CHANNEL);
channel.onmessage = ({ data }: MessageEvent<Oddity | typeof DONE>) => {
  // Another worker's answer.
  if (data === DONE) return;
  Object.assign(own, data, { written: 0 });
  channel.postMessage(DONE);
};

const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...given: readonly unknown[]) {
    super(...(given.length === 0 ? [RealDate.now() + own.clockOff] : given) as [number]);
  }

  static override now(): number { return RealDate.now() + own.clockOff; }
} as DateConstructor;

for (const name of ['put', 'add'] as const) {
  const write = IDBObjectStore.prototype[name];
  IDBObjectStore.prototype[name] = function refusing(this: IDBObjectStore, ...given: Parameters<IDBObjectStore['put']>): IDBRequest<IDBValidKey> {
    if (own.refuseEvery > 0 && this.transaction.db.name.includes('--entries')) {
      own.written += 1;
      if (own.written % own.refuseEvery === 0) {
        own.refuseEvery *= 2;
        throw new DOMException('no room', 'QuotaExceededError');
      }
    }
    return write.apply(this, given);
  };
}
