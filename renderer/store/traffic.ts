/**
 * How many bytes sync used, by month and in all, texts and files apart. What comes in is counted by the browser itself (packed, with headers),
 * where the county lets this page know it; otherwise by the unpacked answers. What goes out is the bodies and a guess for the headers. Hence 约.
 */
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { localDateOf } from '../../shared/kernel/local-date.ts';
import type { SealedValues } from './device-tables.ts';
import type { DataUsed, LineKind, Moved, UsedByKind } from './sync-api.ts';

/** Written at most this often: what a power cut forgets is half a minute of counting. */
const WRITE_EVERY_MS = 30_000;
/** The line and the headers of a request as this client sends them, with its token. */
const REQUEST_HEADERS_BYTES = 500;
const MONTHS_KEPT = 13;
const NAME = 'traffic';

export interface Traffic {
  /** The body of a request went out. */
  sent(kind: LineKind, bytes: number): void;
  /** An answer came in, so long unpacked: counts only where the browser does not say what it took on the line. */
  unpacked(kind: LineKind, bytes: number): void;
  used(): DataUsed;
  /** Writes what waits and stops listening. */
  stop(): Promise<void>;
}

const Bytes = Type.Integer({ minimum: 0 });
const Both = Type.Object({ up: Bytes, down: Bytes });
const Kinds = Type.Object({ texts: Both, files: Both });
const Kept = Type.Object({ since: Bytes, total: Kinds, months: Type.Record(Type.String(), Kinds) });
type Kept = Static<typeof Kept>;

export interface TrafficParts {
  /** Where the county is asked: every address of it begins with this and `/api/`. */
  readonly server: () => string | null;
  readonly values: SealedValues;
  readonly now: () => number;
  /** Called after each writing with what was counted since the last. */
  readonly counted: (moved: Moved) => void;
}

/** Goes on counting from what was kept. */
export async function openTraffic({ server, values, now, counted }: TrafficParts): Promise<Traffic> {
  const read = await values.read(NAME).catch(() => undefined);
  const kept: Kept = Value.Check(Kept, read) ? read : { since: now(), total: nothing(), months: {} };
  const state = { timer: null as ReturnType<typeof setTimeout> | null, since: { up: 0, down: 0 }, unpacked: { texts: 0, files: 0 } };
  const month = () => localDateOf(now()).slice(0, 7);

  const write = async (): Promise<void> => {
    if (state.timer === null) return;
    clearTimeout(state.timer);
    const moved = state.since;
    [state.timer, state.since] = [null, { up: 0, down: 0 }];
    for (const old of Object.keys(kept.months).sort().slice(0, -MONTHS_KEPT)) delete kept.months[old];
    counted(moved);
    // What the disk refuses now is in the next writing.
    await values.write(NAME, kept).catch(() => undefined);
  };

  const add = (kind: LineKind, way: keyof Moved, bytes: number): void => {
    if (bytes <= 0) return;
    const ofMonth = (kept.months[month()] ??= nothing());
    for (const figures of [kept.total, ofMonth]) figures[kind][way] += Math.round(bytes);
    state.since[way] += Math.round(bytes);
    state.timer ??= setTimeout(() => { void write(); }, WRITE_EVERY_MS);
  };

  const watcher = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const kind = kindOf(entry.name, server());
      if (kind === null || !(entry instanceof PerformanceResourceTiming)) continue;
      add(kind, 'up', REQUEST_HEADERS_BYTES);
      // Hidden by a county that does not name this page: the unpacked lengths are all there is.
      const hidden = entry.transferSize === 0 && entry.encodedBodySize === 0;
      add(kind, 'down', hidden ? state.unpacked[kind] : entry.transferSize);
      state.unpacked[kind] = 0;
    }
  });
  watcher.observe({ type: 'resource' });

  return {
    sent: (kind, bytes) => { add(kind, 'up', bytes); },
    unpacked: (kind, bytes) => { state.unpacked[kind] += bytes; },
    used: () => ({ since: kept.since, month: copyOf(kept.months[month()] ?? nothing()), total: copyOf(kept.total) }),
    async stop() {
      watcher.disconnect();
      await write();
    },
  };
}

/** Files or texts, by the address; null for what is not the county's. */
function kindOf(address: string, server: string | null): LineKind | null {
  if (server === null || !address.startsWith(`${server}/api/`)) return null;
  return address.startsWith(`${server}/api/attachments`) ? 'files' : 'texts';
}

function nothing(): Kept['total'] {
  return { texts: { up: 0, down: 0 }, files: { up: 0, down: 0 } };
}

function copyOf({ texts, files }: Kept['total']): UsedByKind {
  return { texts: { ...texts }, files: { ...files } };
}

/** Counts the steps forward of an upload whose progress is told as bytes from the file's start: one that goes on after a cut begins where it was. */
export function stepsOf(step: (bytes: number) => void): (reached: number) => void {
  const at: { reached: number | null } = { reached: null };
  return (reached) => {
    if (at.reached !== null && reached > at.reached) step(reached - at.reached);
    at.reached = reached;
  };
}
