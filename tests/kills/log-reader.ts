/** Reads a scope's log at the county as a device would, on from where it was, and recomputes what it says of itself. */
import type { Entry } from '../../shared/ledger/entry.ts';
import { logAfter, logStart, type LogToken } from '../../shared/ledger/log-hash.ts';
import type { PullAnswer } from '../../shared/sync/wire.ts';
import type { Device } from '../server/device.ts';

export interface LogReader {
  readonly device: Device;
  /** Reads what came since; returns what is wrong with it, in words. */
  readOn(): Promise<readonly string[]>;
  has(id: string): boolean;
  /** The entries of a subject so far, in the log's order. */
  ofSubject(subject: string): readonly Entry[];
  ids(): ReadonlySet<string>;
  length(): number;
}

/** A reader of the log of the device's scope; the device should do nothing else. */
export function createLogReader(device: Device): LogReader {
  const ids = new Set<string>();
  const bySubject = new Map<string, Entry[]>();
  let cursor: LogToken = logStart(device.scope);

  const take = (entry: Entry, faults: string[]): void => {
    if (ids.has(entry.id)) faults.push(`twice in the log: ${entry.type} ${entry.id}`);
    if (entry.type === 'case.registered' && (bySubject.get(entry.subject) ?? []).some((one) => one.type === entry.type)) faults.push(`registered twice: ${entry.subject}`);
    ids.add(entry.id);
    bySubject.set(entry.subject, [...(bySubject.get(entry.subject) ?? []), entry]);
  };

  return {
    device,
    async readOn() {
      const faults: string[] = [];
      for (;;) {
        const { body } = await device.pull(cursor);
        const answer = body as PullAnswer;
        if (answer.outcome !== 'pulled') return [...faults, `the log does not go on from ${String(cursor.rev)}: ${JSON.stringify(body).slice(0, 200)}`];
        for (const { entry } of answer.entries) {
          take(entry, faults);
          cursor = logAfter(cursor, entry.id);
        }
        if (cursor.rev !== answer.cursor.rev || cursor.h !== answer.cursor.h) faults.push(`the running hash does not follow at ${String(answer.cursor.rev)}`);
        cursor = answer.cursor;
        device.seen = cursor;
        if (cursor.rev >= answer.head) return faults;
      }
    },
    has: (id) => ids.has(id),
    ofSubject: (subject) => bySubject.get(subject) ?? [],
    ids: () => ids,
    length: () => ids.size,
  };
}
