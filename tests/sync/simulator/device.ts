/**
 * A device of the simulator: the driver that `engine.ts` describes, over a disk in memory. Whatever is not on the disk is
 * gone after a crash; every disk access takes time, and a crash may come in between.
 */
import type { Session } from '../../../shared/access.ts';
import { AT_ZERO, receive } from '../../../shared/kernel/hybrid-clock.ts';
import { headAfter, type ChainHead, type Entry, type EntryDraft, type Stamp } from '../../../shared/ledger/entry.ts';
import { logAfter, logStart, type LogToken } from '../../../shared/ledger/log-hash.ts';
import * as engine from '../../../shared/sync/engine.ts';
import type { EngineState, Stored, SyncEffect, SyncEvent } from '../../../shared/sync/engine.ts';
import { REFUSAL_RECOVERY } from '../../../shared/sync/errors.ts';
import { readLog, startLog, type LogState } from '../../../shared/sync/log-state.ts';
import { pagesOfReply, type CountyReply } from '../../../shared/sync/reply.ts';
import type { CarriedEntry } from '../../../shared/sync/wire.ts';
import type { RefusalCode } from '../../../shared/judge.ts';
import type { Agenda } from './agenda.ts';
import type { Network } from './network.ts';
import { START_MS } from './people.ts';
import type { Random } from './random.ts';
import { readStick, writeStick, type StickFile } from './stick.ts';
import type { Seen } from './evidence.ts';

/** What the disk holds: all that a copy of the profile would hold. */
export interface Disk {
  replica: string;
  /** Replicas that the profile had before. */
  former: readonly string[];
  readonly entries: Map<string, Entry>;
  readonly receipts: Map<string, string>;
  readonly revs: Map<string, number>;
  readonly refusals: Map<string, RefusalCode>;
  /** Scopes that must be compared before anybody says synced: something was mended. */
  readonly doubts: Set<string>;
  /** Rows by scope, as JSON. */
  readonly rows: Map<string, string>;
}

/** The parts of a device that a planted bug replaces. */
export interface DeviceParts {
  readonly step: typeof engine.step;
  readonly appendTo: (head: ChainHead, draft: EntryDraft, stamp: Stamp) => Entry;
  /** The order in which the three parts of a `store` are written. */
  readonly writes: readonly ('before' | 'data' | 'row')[];
  /** When the person is told that an entry is saved. */
  readonly saysSaved: 'when-durable' | 'at-once';
  /** Whether a refused entry is kept beside its code. */
  readonly keepsRefused: boolean;
  /** What of a bundle that is not whole enters. */
  readonly takes: 'whole-bundles' | 'what-can-be-read';
}

/** The row of a log as it is stored: the log, and how many entries of its scope were held when it was written. */
interface Row { readonly log: unknown; readonly held: number }

export interface Device {
  readonly name: string;
  readonly session: Session;
  readonly network: Network;
  isUp(): boolean;
  boot(): void;
  crash(): void;
  wake(): void;
  resume(): void;
  news(scope: string, rev: number): void;
  /** Both logs are to be read again. */
  verify(): void;
  /** Everything that it holds of a scope, for a stick. */
  writeBundle(scope: string): StickFile;
  /** Takes a file from a stick; `taken` hears how many of its entries were believed, and how many of them were new. Nothing happens when it is off. */
  takeBundle(bytes: Uint8Array, taken: (believed: number, fresh: number) => void): void;
  /** Takes the county's reply from a stick, as `replication.ts` does: by a new engine, before it exchanges anything. Nothing happens when it is off. */
  takeReply(scope: string, reply: CountyReply): void;
  /** Its disk loses an acknowledged entry: the `n`-th, modulo those there are. */
  loseEntry(n: number): void;
  /** Writes one entry; `saved` is called when the person is told so. Nothing happens while another is being written, or off. */
  append(draft: EntryDraft, told: { readonly made: (entry: Entry, seen: Seen) => void; readonly saved: (entry: Entry) => void }): void;
  setDiskFull(full: boolean): void;
  /** The process dies right after this many more disk writes of sync: the moments that matter most are between two of them. */
  dieAfterWrites(writes: number): void;
  /** Sets the clock off by so many milliseconds. */
  setClock(skewMs: number): void;
  disk(): Disk;
  /** Replaces the disk: a rolled-back profile. The device must be off. */
  replaceDisk(disk: Disk): void;
  states(): readonly EngineState[];
}

interface Setting {
  readonly name: string;
  readonly session: Session;
  readonly agenda: Agenda;
  readonly random: Random;
  readonly network: Network;
  readonly parts: DeviceParts;
  /** Called when receipts or refusals have become durable: what the person sees as 已上报 or 需处理. */
  readonly acknowledged: (ids: readonly string[]) => void;
  /** Called when the person is shown 已同步 for a scope. */
  readonly synced: (scope: string, log: LogState) => void;
  readonly happened: (what: string) => void;
  readonly trace: (line: string) => void;
}

export function copyDisk(disk: Disk): Disk {
  return { replica: disk.replica, former: disk.former, entries: new Map(disk.entries), receipts: new Map(disk.receipts), revs: new Map(disk.revs), refusals: new Map(disk.refusals), rows: new Map(disk.rows), doubts: new Set(disk.doubts) };
}

export function freshDisk(random: Random): Disk {
  return { replica: random.letters(10), former: [], entries: new Map(), receipts: new Map(), revs: new Map(), refusals: new Map(), rows: new Map(), doubts: new Set() };
}

export function createDevice(setting: Setting, firstDisk: Disk): Device {
  const { agenda, random, network, session, parts } = setting;
  let disk = firstDisk;
  let up = false;
  let life = 0;
  let diskFull = false;
  let skew = 0;
  let writing = false;
  let drawing = false;
  let writesToLive = Number.POSITIVE_INFINITY;
  let brought: { readonly scope: string; readonly reply: CountyReply } | null = null;
  let clock = AT_ZERO;
  let engines = new Map<string, EngineState>();
  let heads = new Map<string, ChainHead>();
  let timers = new Map<string, number>();
  /** Entries of each scope as `sync-memory.ts` counts them: those at opening, and those that were pulled since. */
  let held = new Map<string, number>();
  /** Some disks are slow: the longer a write takes, the more can happen in the middle of it. */
  const writeTime = random.pick([5, 25, 600]);

  /** Arranges something that dies with the process. */
  const later = (delay: number, run: () => void) => {
    const born = life;
    agenda.after(delay, () => {
      if (up && life === born) run();
    });
  };

  const ofScope = (scope: string) => [...disk.entries.values()].filter((entry) => entry.scope === scope);

  const dispatch = (scope: string, event: SyncEvent) => {
    const state = engines.get(scope);
    if (!state) return;
    const next = parts.step(state, event);
    engines.set(scope, next.state);
    for (const effect of next.effects) carryOut(scope, effect);
  };

  const carryOut = (scope: string, effect: SyncEffect): void => {
    switch (effect.type) {
      case 'load':
        return later(1 + random.int(5), () => { dispatch(scope, { type: 'loaded', entries: load(scope, effect) }); });
      case 'load-ids':
        return later(1 + random.int(5), () => {
          const ids = ofScope(scope).map((entry) => entry.id).filter((id) => disk.receipts.has(id) && id > effect.after).sort();
          // Small parts, so that a schedule meets many of them.
          dispatch(scope, { type: 'ids-loaded', ids: ids.slice(0, Math.min(effect.limit, 9)) });
        });
      case 'load-hash':
        return later(1 + random.int(5), () => { dispatch(scope, { type: 'hash-loaded', token: heldToken(scope, effect.upTo), strays: strays(scope) }); });
      case 'request': {
        const { requestId, kind, body } = effect;
        setting.trace(`${setting.name} ${kind} ${scope}`);
        const born = life;
        return network.send({ kind, body, session }, (outcome) => {
          // An answer to a process that has died reaches nobody.
          if (up && life === born) dispatch(scope, outcome.ok ? { type: 'answer', requestId, body: outcome.body } : { type: 'failed', requestId, error: outcome.error });
        });
      }
      case 'store':
        return storeIt(scope, effect.stored);
      case 'retry-after': {
        const timer = (timers.get(scope) ?? 0) + 1;
        timers.set(scope, timer);
        return later(effect.ms + random.int(effect.jitterMs + 1), () => {
          if (timers.get(scope) === timer) dispatch(scope, { type: 'wake' });
        });
      }
      case 'new-replica':
        return reKey();
      case 'status': {
        const log = engines.get(scope)?.log;
        if (effect.phase === 'synced' && log) {
          disk.doubts.delete(scope);
          setting.synced(scope, log);
        }
        return;
      }
      case 'contact':
        return;
    }
  };

  const load = (scope: string, effect: Extract<SyncEffect, { type: 'load' }>): readonly CarriedEntry[] => {
    if (effect.what === 'ids') return effect.ids.flatMap((id) => carried(disk.entries.get(id)));
    const waiting = ofScope(scope).filter((entry) => entry.seq > (effect.after[entry.replica] ?? Number.MAX_SAFE_INTEGER) && !disk.receipts.has(entry.id));
    waiting.sort((a, b) => (a.replica === b.replica ? a.seq - b.seq : a.replica < b.replica ? -1 : 1));
    return waiting.slice(0, effect.limit).flatMap(carried);
  };

  const heldToken = (scope: string, upTo: number): LogToken => {
    const ids = new Map(ofScope(scope).filter(({ id }) => disk.receipts.has(id) && !disk.refusals.has(id)).map(({ id }) => [disk.revs.get(id), id]));
    let token = logStart(scope);
    for (let id = ids.get(1); id !== undefined && token.rev < upTo; id = ids.get(token.rev + 1)) token = logAfter(token, id);
    return token;
  };

  const strays = (scope: string): readonly string[] => {
    const own = new Set([...disk.former, disk.replica]);
    return ofScope(scope).filter(({ id, replica }) => own.has(replica) && !disk.receipts.has(id) && !disk.refusals.has(id)).map(({ id }) => id);
  };

  const carried = (entry: Entry | undefined): readonly CarriedEntry[] => {
    if (!entry) return [];
    const receipt = disk.receipts.get(entry.id);
    return [receipt === undefined ? { entry } : { entry, receipt }];
  };

  const storeIt = (scope: string, stored: Stored) => {
    let inserted: string[] = [];
    const writeData = () => {
      inserted = stored.entries.map(({ entry }) => entry.id).filter((id) => !disk.entries.has(id));
      held.set(scope, (held.get(scope) ?? 0) + inserted.length);
      for (const { entry } of stored.entries) {
        disk.entries.set(entry.id, entry);
        clock = receive(clock, entry.at);
      }
      for (const { id, receipt, rev } of [...stored.receipts, ...stored.entries.map((one) => ({ ...one, id: one.entry.id }))]) {
        disk.receipts.set(id, receipt);
        disk.revs.set(id, rev);
        disk.refusals.delete(id);
      }
      for (const { id, code } of stored.refusals) {
        disk.refusals.set(id, code);
        if (!parts.keepsRefused) disk.entries.delete(id);
      }
      setting.acknowledged(stored.receipts.map(({ id }) => id));
    };
    const writeRow = (log: LogState | null) => () => {
      if (log) disk.rows.set(scope, JSON.stringify({ log, held: held.get(scope) ?? 0 } satisfies Row));
    };
    const inOrder = { before: writeRow(stored.before), data: writeData, row: writeRow(stored.log) };
    const next = (remaining: readonly (() => void)[]): void => {
      const [write, ...rest] = remaining;
      if (!write) return dispatch(scope, { type: 'stored', inserted });
      later(1 + random.int(writeTime), () => {
        if (diskFull) return dispatch(scope, { type: 'store-failed' });
        write();
        writesToLive -= 1;
        if (writesToLive === 0) device.crash();
        else next(rest);
      });
    };
    next(parts.writes.map((name) => inOrder[name]));
  };

  /** Every engine that finds out asks by itself; a name that is being drawn serves all that ask meanwhile, as in the real driver. */
  const reKey = () => {
    if (drawing) return;
    drawing = true;
    later(1 + random.int(writeTime), () => {
      drawing = false;
      takeNewName();
    });
  };

  const takeNewName = () => {
    disk.former = [...disk.former, disk.replica];
    disk.replica = random.letters(10);
    heads = new Map();
    setting.trace(`${setting.name} re-keyed ${disk.replica}`);
    setting.happened('a device took a new name');
    for (const each of [...engines.keys()]) dispatch(each, { type: 're-keyed', replica: disk.replica });
  };

  const headOf = (scope: string): ChainHead => heads.get(scope) ?? { replica: disk.replica, seq: 0, prev: '', at: AT_ZERO };

  const device: Device = {
    name: setting.name, session, network,
    isUp: () => up,
    boot() {
      if (up) return;
      up = true;
      life += 1;
      writing = false;
      drawing = false;
      writesToLive = Number.POSITIVE_INFINITY;
      engines = new Map();
      heads = new Map();
      timers = new Map();
      held = new Map();
      clock = [...disk.entries.values()].reduce((latest, entry) => receive(latest, entry.at), AT_ZERO);
      for (const scope of session.reads) {
        const entries = ofScope(scope);
        const own = entries.filter((entry) => entry.replica === disk.replica).sort((a, b) => a.seq - b.seq);
        const end = own.at(-1);
        if (end) heads.set(scope, headAfter(end));
        const row = JSON.parse(disk.rows.get(scope) ?? 'null') as Row | null;
        held.set(scope, entries.length);
        // Fewer entries than when the row was written: some are lost.
        const log = (row && row.held <= entries.length ? readLog(row.log) : null) ?? startLog(scope, disk.replica);
        engines.set(scope, engine.openEngine(log, { replica: disk.replica, seq: end?.seq ?? 0, former: disk.former }));
        if (brought?.scope === scope) {
          const pages = pagesOfReply(log, brought.reply);
          setting.happened(`a reply: ${pages.ok ? 'taken' : pages.error}`);
          if (pages.ok) dispatch(scope, { type: 'brought', pages: pages.value });
        }
        dispatch(scope, { type: 'wake' });
        if (disk.doubts.has(scope)) dispatch(scope, { type: 'verify' });
        const again = entries.map((entry) => entry.id).filter((id) => REFUSAL_RECOVERY[disk.refusals.get(id) ?? 'not-allowed'] === 'offer-again');
        if (again.length > 0) dispatch(scope, { type: 'offer-again', ids: again });
      }
    },
    crash() {
      up = false;
    },
    wake() {
      if (up) for (const scope of [...engines.keys()]) dispatch(scope, { type: 'wake' });
    },
    resume() {
      if (up) for (const scope of [...engines.keys()]) dispatch(scope, { type: 'resume' });
    },
    news(scope, rev) {
      if (up) dispatch(scope, { type: 'news', rev });
    },
    verify() {
      if (up) for (const scope of [...engines.keys()]) dispatch(scope, { type: 'verify' });
    },
    writeBundle(scope) {
      return writeStick(ofScope(scope).flatMap(carried), { scope, replica: disk.replica, user: session.user, nowMs: START_MS + agenda.now() });
    },
    takeBundle(bytes, taken) {
      if (!up) return;
      const read = readStick(bytes);
      if (parts.takes === 'whole-bundles' && !read.whole) return taken(0, 0);
      if (read.scope === null || !session.reads.includes(read.scope)) return taken(0, 0);
      later(1 + random.int(writeTime), () => {
        if (diskFull) return taken(0, 0);
        const fresh = new Map(read.entries.filter(({ id }) => !disk.entries.has(id)).map((entry) => [entry.id, entry]));
        // Before anything else is appended under that name: two entries must never take one place in a chain.
        if ([...fresh.values()].some((entry) => entry.replica === disk.replica)) takeNewName();
        for (const entry of fresh.values()) {
          disk.entries.set(entry.id, entry);
          clock = receive(clock, entry.at);
        }
        taken(read.entries.length, fresh.size);
      });
    },
    takeReply(scope, reply) {
      if (!up || !session.reads.includes(scope)) return;
      brought = { scope, reply };
      device.crash();
      device.boot();
      brought = null;
    },
    loseEntry(n) {
      const acknowledged = [...disk.receipts.keys()].filter((id) => disk.entries.has(id));
      const id = acknowledged[n % Math.max(1, acknowledged.length)];
      if (id === undefined) return;
      // The journal says so at the next opening.
      for (const scope of session.reads) disk.doubts.add(scope);
      setting.happened('a disk lost an entry');
      for (const kept of [disk.entries, disk.receipts, disk.revs]) kept.delete(id);
    },
    append(draft, told) {
      if (!up || writing) return;
      writing = true;
      const seen = { at: clock, entries: ofScope(draft.scope).filter((entry) => entry.subject === draft.subject) };
      const head = headOf(draft.scope);
      const entry = parts.appendTo({ ...head, at: clock }, draft, { actor: session.user, nowMs: START_MS + agenda.now() + skew });
      if (parts.saysSaved === 'at-once') told.saved(entry);
      later(1 + random.int(30), () => {
        writing = false;
        // Re-keyed or full in the meantime: nothing was saved, and nobody was told so.
        if (diskFull || entry.replica !== disk.replica) return;
        disk.entries.set(entry.id, entry);
        clock = receive(clock, entry.at);
        heads.set(draft.scope, headAfter(entry));
        told.made(entry, seen);
        later(random.int(10), () => {
          if (parts.saysSaved === 'when-durable') told.saved(entry);
          dispatch(draft.scope, { type: 'appended', seq: entry.seq });
        });
      });
    },
    setDiskFull(full) {
      diskFull = full;
    },
    dieAfterWrites(writes) {
      writesToLive = writes;
    },
    setClock(skewMs) {
      skew = skewMs;
    },
    disk: () => disk,
    replaceDisk(next) {
      disk = next;
    },
    states: () => [...engines.values()],
  };
  return device;
}
