/**
 * A device in Node: the shipped engine, its driver and its HTTP client, over a disk in memory that outlives them. What it says to
 * its user is kept, so that a test can ask whether it ever said too much.
 */
import { setTimeout as rest } from 'node:timers/promises';
import { createCountyClient } from '../../renderer/store/county-client.ts';
import { createReplication, type Replication } from '../../renderer/store/replication.ts';
import type { SyncMemory } from '../../renderer/store/sync-memory.ts';
import { newReplica } from '../../server/secrets.ts';
import { AT_ZERO, receive, type At } from '../../shared/kernel/hybrid-clock.ts';
import { appendTo, headAfter, type ChainHead, type Entry, type EntryDraft } from '../../shared/ledger/entry.ts';
import { logAfter, logStart } from '../../shared/ledger/log-hash.ts';
import type { RefusalCode } from '../../shared/judge.ts';
import type { Stored, SyncPhase } from '../../shared/sync/engine.ts';
import { readLog, startLog } from '../../shared/sync/log-state.ts';
import type { Enrolment } from '../../shared/sync/wire.ts';
import { NOON } from '../server/county.ts';

/** What lies on the disk: all that a copy of the profile would hold. */
export interface Disk {
  replica: string;
  former: readonly string[];
  readonly entries: Map<string, Entry>;
  readonly proofs: Map<string, { readonly receipt: string; readonly rev: number }>;
  readonly refusals: Map<string, RefusalCode>;
  /** Rows by name, as JSON. */
  readonly rows: Map<string, string>;
}

/** What the person was told, in order. */
export interface Told { readonly phase: SyncPhase; readonly reason: string | null; readonly waiting: number }

export class NodeDevice {
  readonly enrolment: Enrolment;
  readonly disk: Disk;
  readonly told: Told[] = [];
  /** The most entries that one answer brought to be stored at once. */
  mostAtOnce = 0;
  /** Called in the middle of each storing: a test that throws here is a disk that fails. */
  storing: (stored: Stored) => void = () => undefined;
  origin: string;
  /** It is connected to the county's news; what that made it ask is under way. */
  listens = false;
  #replication: Replication | null = null;
  readonly #heads = new Map<string, ChainHead>();
  #clock: At = AT_ZERO;

  constructor(enrolment: Enrolment, origin: string, disk: Disk = emptyDisk()) {
    this.enrolment = enrolment;
    this.origin = origin;
    this.disk = disk;
    for (const entry of disk.entries.values()) this.#saw(entry);
  }

  get home(): string { return this.enrolment.session.home; }

  /** The program is started. */
  async start(): Promise<this> {
    giveNodeAPage();
    const { disk } = this;
    for (const entry of disk.entries.values()) this.#saw(entry);
    const client = createCountyClient(this.origin, this.enrolment.token, () => undefined);
    const replication = createReplication({
      session: this.enrolment.session, memory: memoryOf(disk), now: () => Date.now(),
      client: {
        ...client,
        news: (heard, signal) => client.news((news) => {
          heard(news);
          this.listens ||= news === 'connected' && !signal.aborted;
        }, signal),
      },
      mended: false, store: async (stored) => this.#store(stored),
      rekey: async () => {
        disk.former = [...disk.former, disk.replica];
        disk.replica = newReplica();
        this.#heads.clear();
        return disk.replica;
      },
      changed: () => { void this.status().then((told) => this.told.push(told)); },
    });
    this.#replication = replication;
    await replication.start();
    return this;
  }

  /** The program ends, whatever it is doing. */
  stop(): this {
    this.#replication?.stop();
    this.#replication = null;
    this.listens = false;
    return this;
  }

  /** Appends an entry to this device's chain, as its user; it is on the disk when this returns. */
  write(draft: Partial<EntryDraft> & Pick<EntryDraft, 'subject' | 'type' | 'body'>, nowMs = NOON): Entry {
    const scope = draft.scope ?? this.home;
    const head = this.#heads.get(scope) ?? this.#headOf(scope);
    const entry = appendTo({ ...head, at: this.#clock }, { scope, v: 1, ...draft }, { actor: this.enrolment.session.user, nowMs });
    this.#heads.set(scope, headAfter(entry));
    this.#clock = entry.at;
    this.disk.entries.set(entry.id, entry);
    this.#replication?.appended(scope, entry.seq);
    return entry;
  }

  /** Registers a case of its own; `fields` override. */
  register(key: string, fields: Record<string, unknown> = {}): Entry {
    return this.write({
      subject: `case:${key}`, type: 'case.registered',
      body: { channel: 'night_market', matter: 'opinion', words: '村口的路灯坏了三个月，晚上老人出门不方便。', receivedOn: '2026-11-20', tempNo: `临-${key}`, ...fields },
    });
  }

  async status(): Promise<Told> {
    if (!this.#replication) return { phase: 'offline', reason: null, waiting: this.waiting().length };
    const { phase, reason, waiting } = await this.#replication.status();
    return { phase: phase as SyncPhase, reason, waiting };
  }

  /** A person asks, also after it had stopped. */
  resume(): void { this.#replication?.resume(); }

  /** Own entries that no receipt and no refusal has come for. */
  waiting(): readonly Entry[] {
    const own = new Set([this.disk.replica, ...this.disk.former]);
    return [...this.disk.entries.values()].filter((entry) => own.has(entry.replica) && !this.disk.proofs.has(entry.id) && !this.disk.refusals.has(entry.id));
  }

  /** Waits until it says so; a pause after a failure is cut short, as a person does who asks again. */
  async until(reached: (told: Told) => boolean, limitMs = 50_000): Promise<Told> {
    const end = Date.now() + limitMs;
    for (;;) {
      const told = await this.status();
      if (reached(told)) return told;
      if (Date.now() > end) throw new Error(`it stays at ${JSON.stringify(told)} with ${this.disk.entries.size} entries`);
      if (told.phase === 'offline') this.resume();
      await rest(2);
    }
  }

  /** Until it says 已同步 with nothing waiting. */
  synced(limitMs?: number): Promise<Told> {
    return this.until(({ phase, waiting }) => phase === 'synced' && waiting === 0, limitMs);
  }

  /** Synced, and its news connected: from now on it asks for nothing that it is not told of. */
  async settled(): Promise<this> {
    await this.until(() => this.listens);
    await this.synced();
    return this;
  }

  #store(stored: Stored): readonly string[] {
    const { disk } = this;
    if (stored.before) disk.rows.set(rowName(stored.before.scope), JSON.stringify(stored.before));
    this.storing(stored);
    this.mostAtOnce = Math.max(this.mostAtOnce, stored.entries.length);
    const inserted: string[] = [];
    for (const { entry, receipt, rev } of stored.entries) {
      if (!disk.entries.has(entry.id)) {
        inserted.push(entry.id);
        disk.entries.set(entry.id, entry);
        this.#saw(entry);
      }
      disk.proofs.set(entry.id, { receipt, rev });
      disk.refusals.delete(entry.id);
    }
    for (const { id, receipt, rev } of stored.receipts) {
      disk.proofs.set(id, { receipt, rev });
      disk.refusals.delete(id);
    }
    for (const { id, code } of stored.refusals) disk.refusals.set(id, code);
    disk.rows.set(rowName(stored.log.scope), JSON.stringify(stored.log));
    return inserted;
  }

  #headOf(scope: string): ChainHead {
    const last = chain(this.disk, scope, this.disk.replica).at(-1);
    return last ? headAfter(last) : { replica: this.disk.replica, seq: 0, prev: '', at: AT_ZERO };
  }

  #saw(entry: Entry): void {
    this.#clock = receive(this.#clock, entry.at);
  }
}

export function emptyDisk(): Disk {
  return { replica: newReplica(), former: [], entries: new Map(), proofs: new Map(), refusals: new Map(), rows: new Map() };
}

/** Another disk with the same on it: a copied profile, or a backup of it. */
export function copyOf({ replica, former, entries, proofs, refusals, rows }: Disk): Disk {
  return { replica, former, entries: new Map(entries), proofs: new Map(proofs), refusals: new Map(refusals), rows: new Map(rows) };
}

function memoryOf(disk: Disk): SyncMemory {
  const carried = (entry: Entry) => {
    const receipt = disk.proofs.get(entry.id)?.receipt;
    return { entry, ...(receipt === undefined ? {} : { receipt }) };
  };
  const chainsAfter = (scope: string, after: Readonly<Record<string, number>>) => Object.entries(after).flatMap(([replica, seq]) => chain(disk, scope, replica).filter((one) => one.seq > seq));
  return {
    async open(scope) {
      const row = disk.rows.get(rowName(scope));
      const log = (row === undefined ? null : readLog(JSON.parse(row))) ?? startLog(scope, disk.replica);
      return { log, own: { replica: disk.replica, former: disk.former, seq: chain(disk, scope, disk.replica).at(-1)?.seq ?? 0 } };
    },
    async load(scope, effect) {
      if (effect.what === 'ids') return effect.ids.flatMap((id) => disk.entries.get(id) ?? []).map(carried);
      return chainsAfter(scope, effect.after).filter(({ id }) => !disk.proofs.has(id)).slice(0, effect.limit).map(carried);
    },
    provenIds: async (scope, { after, limit }) => [...disk.proofs.keys()].filter((id) => id > after && disk.entries.get(id)?.scope === scope).sort().slice(0, limit),
    async heldToken(scope, upTo) {
      const ids = new Map([...disk.proofs].flatMap(([id, { rev }]) => (disk.entries.get(id)?.scope === scope && !disk.refusals.has(id) ? [[rev, id] as const] : [])));
      let token = logStart(scope);
      for (let id = ids.get(1); id !== undefined && token.rev < upTo; id = ids.get(token.rev + 1)) token = logAfter(token, id);
      return token;
    },
    async strays(scope) {
      return chainsAfter(scope, Object.fromEntries([...disk.former, disk.replica].map((one) => [one, 0]))).map(({ id }) => id).filter((id) => !disk.proofs.has(id) && !disk.refusals.has(id));
    },
    async refuseLeftBehind(reads) {
      const own = new Set([...disk.former, disk.replica]);
      for (const { id, scope, replica } of disk.entries.values()) if (own.has(replica) && !reads.includes(scope) && !disk.proofs.has(id)) disk.refusals.set(id, 'foreign-scope');
    },
    verifiedAt: async (scope) => Number(disk.rows.get(`verified:${scope}`) ?? 'NaN') || null,
    noteVerified: async (scope, at) => { disk.rows.set(`verified:${scope}`, String(at)); },
    // Nobody brings a bundle to it.
    relays: () => [],
    noteRelays: () => Promise.resolve(),
    writeLog: async (log) => { disk.rows.set(rowName(log.scope), JSON.stringify(log)); },
    write: () => Promise.reject(new Error('this device stores by itself')),
    held: (scope) => [...disk.entries.values()].filter((entry) => entry.scope === scope).length,
    noteHeld: () => Promise.resolve(),
    tails: async (logs) => logs.map(({ scope, replica, judged }) => ({ scope, replica, first: [], length: chainsAfter(scope, judged).filter(({ id }) => !disk.proofs.has(id)).length })),
    refusals: async () => [...disk.refusals].map(([id, code]) => ({ id, code, scope: disk.entries.get(id)?.scope ?? '' })),
    refusedEntries: () => Promise.reject(new Error('this device has no screen')),
  };
}

function chain(disk: Disk, scope: string, replica: string): readonly Entry[] {
  return [...disk.entries.values()].filter((entry) => entry.scope === scope && entry.replica === replica).sort((a, b) => a.seq - b.seq);
}

function rowName(scope: string): string {
  return `log:${scope}`;
}

/** The driver listens for the page's `online`; in Node there is no page. */
function giveNodeAPage(): void {
  if (!('addEventListener' in globalThis)) Object.assign(globalThis, { addEventListener: () => undefined });
}
