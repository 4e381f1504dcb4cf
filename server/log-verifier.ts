/**
 * Keeps an eye on the logs of a serving county: reads one again when a device's digest asks, every day, and at once when a request meets
 * something that cannot be; and mends what is found. The running hash that stands in the rows proves nothing about the rows that ought to
 * be there, nor about what is in them.
 */
import type { LogToken } from '../shared/ledger/log-hash.ts';
import { looksWhole, mendLog, readLog, type MendReport } from './mend.ts';
import type { CountyStore } from './store/county-store.ts';

/** `mended`: the log is another than it was before, and devices will see that. */
export type Verified = 'whole' | 'mended';

export interface LogVerifier {
  /** Resolves when every row of the log is what it should be, mended before if need be. Within an hour only what is new is read. */
  verify(scope: string): Promise<Verified>;
  /** The same, from the first row. */
  scrub(scope: string): Promise<Verified>;
}

interface Reading { readonly upTo: LogToken; readonly at: number }

/** How long a reading is believed. */
const BELIEVED_MS = 3_600_000;

/** `now` is the server's clock, epoch milliseconds; `onMended` hears of every log that was mended. */
export function createLogVerifier({ store, now, onMended }: { readonly store: CountyStore; readonly now: () => number; readonly onMended: (report: MendReport) => void }): LogVerifier {
  const readings = new Map<string, Reading>();
  /** Devices ask at the same hours: those who ask while a log is read wait for the one reading. */
  const underWay = new Map<string, Promise<Verified>>();

  const read = async (scope: string, known: Reading | null): Promise<Verified> => {
    const at = known?.at ?? now();
    const { sound, fault } = await readLog(store, scope, known?.upTo ?? null);
    if (fault === null) {
      readings.set(scope, { upTo: sound, at });
      return 'whole';
    }
    readings.delete(scope);
    const report = await store.write((tables) => mendLog(tables, { scope, sound }, now()));
    if (report === null) return 'whole';
    onMended(report);
    return 'mended';
  };

  const alone = (scope: string, work: () => Promise<Verified>): Promise<Verified> => {
    const running = underWay.get(scope);
    if (running) return running;
    const begun = work().finally(() => underWay.delete(scope));
    underWay.set(scope, begun);
    return begun;
  };

  return {
    verify: (scope) => alone(scope, async () => read(scope, await believed(scope))),
    scrub: (scope) => alone(scope, () => read(scope, null)),
  };

  /** The last reading, unless it is old or the number of rows tells that something was taken out or put in. */
  async function believed(scope: string): Promise<Reading | null> {
    const reading = readings.get(scope);
    if (!reading || now() - reading.at > BELIEVED_MS) return null;
    const [outline, there] = await store.read(async ({ log, mend }) => [await mend.outline(scope), await log.tokenAt(scope, reading.upTo.rev)]);
    return looksWhole(scope, outline) && there?.h === reading.upTo.h ? reading : null;
  }
}

/** The scopes whose logs do not even look whole: asked at every start, before anybody is served. */
export async function faultyLogs(store: CountyStore): Promise<readonly string[]> {
  return store.read(async ({ people, mend }) => {
    const faulty: string[] = [];
    for (const { code } of await people.scopes()) if (!looksWhole(code, await mend.outline(code))) faulty.push(code);
    return faulty;
  });
}
