/**
 * What a bad telephone line looks like above TCP, for machines whose kernel cannot make one: every packet takes its time, all of them share
 * a narrow pipe, and one that was lost comes later, with everything behind it.
 */
import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as rest } from 'node:timers/promises';
import type { Random } from '../sync/simulator/random.ts';

export interface Slowness { readonly bytesPerSecond: number; readonly delayMs: number; readonly lost: number }

export interface SlowPipe {
  readonly origin: string;
  /** From now on it is slow; before it passes everything at once. */
  slow(how: Slowness): void;
  /** Packets that were lost and sent again so far. */
  lost(): number;
}

const AT_ONCE: Slowness = { bytesPerSecond: Infinity, delayMs: 0, lost: 0 };
const PACKET_BYTES = 1400;
/** TCP sends again what was not acknowledged in a little more than a round trip. */
const SENT_AGAIN_AFTER_TRIPS = 1.2;

/** Opens the pipe to the server at `origin`; it ends with the process. */
export async function openSlowPipe(origin: string, random: Random): Promise<SlowPipe> {
  const { hostname, port } = new URL(origin);
  const now: { how: Slowness | null; lost: number } = { how: null, lost: 0 };
  const pass = (from: Socket, to: Socket): void => {
    let free = 0;
    // One after another, the end behind the last packet: timers of the same moment keep no order, and an answer cut short is no slow answer.
    let before: Promise<unknown> = Promise.resolve();
    const arrive = (at: number, what: () => void): void => { before = before.then(() => (at > Date.now() ? rest(at - Date.now()) : undefined)).then(what); };
    from.on('data', (chunk: Buffer) => {
      for (let at = 0; at < chunk.length; at += PACKET_BYTES) {
        const packet = chunk.subarray(at, at + PACKET_BYTES);
        const { bytesPerSecond, delayMs, lost } = now.how ?? AT_ONCE;
        free = Math.max(free, Date.now()) + (packet.length / bytesPerSecond) * 1000;
        while (random.chance(lost)) {
          now.lost += 1;
          free += delayMs * 2 * SENT_AGAIN_AFTER_TRIPS;
        }
        arrive(free + delayMs, () => { if (!to.destroyed) to.write(packet); });
      }
    });
    from.on('error', () => undefined).on('close', () => { arrive(Math.max(free, Date.now()) + (now.how?.delayMs ?? 0), () => { to.destroySoon(); }); });
  };
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    pass(near, far);
    pass(far, near);
  });
  server.unref();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, slow: (how) => { now.how = how; }, lost: () => now.lost };
}
