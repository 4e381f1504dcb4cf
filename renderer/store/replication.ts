/**
 * The driver of the sync engine (`shared/sync/engine.ts`): one engine a scope, one exchange at a time in each. The engine
 * decides; this file only carries out: reads and writes the ledger, speaks with the county, keeps the timers.
 */
import type { Session } from '../../shared/access.ts';
import { openEngine, step, type EngineState, type Stored, type SyncEffect, type SyncEvent, type SyncPhase } from '../../shared/sync/engine.ts';
import { REFUSAL_RECOVERY, type SyncError } from '../../shared/sync/errors.ts';
import type { LogState } from '../../shared/sync/log-state.ts';
import { pagesOfReply, type CountyReply, type ReplyFault } from '../../shared/sync/reply.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import type { SyncStatus } from './api.ts';
import type { CountyClient } from './county-client.ts';
import type { RefusalRecord } from './device-tables.ts';
import type { StoreFailure } from './failure-text.ts';
import { groupBy } from './grouping.ts';
import { createPullAhead } from './pull-ahead.ts';
import { createPullTurns } from './pull-turns.ts';
import type { SyncMemory } from './sync-memory.ts';

/** What replication needs of the store; everything that changes the ledger runs in the writer queue behind it. */
export interface ReplicationParts {
  readonly session: Session;
  readonly client: CountyClient;
  readonly memory: SyncMemory;
  readonly now: () => number;
  /** This opening mended the ledger: what both sides hold is compared again, however lately it was. */
  readonly mended: boolean;
  /** Makes what the engine stores durable and visible; returns the ids that are new here. Rejects when it could not. */
  readonly store: (stored: Stored) => Promise<readonly string[]>;
  /** Draws a new replica for the whole profile and makes it durable. */
  readonly rekey: () => Promise<string>;
  /** A reply of the county that was brought in a file, until it is `done`: taken before anything is exchanged. */
  readonly brought?: () => Brought | null;
  /** Something of `status` may have changed. */
  readonly changed: () => void;
}

/** What the county signed of a scope's log; `done` is called when it is durable and visible, or with why it is not; only the first time counts. Sync that is stopped before leaves it to the one that follows. */
export interface Brought { readonly scope: string; readonly reply: CountyReply; readonly done: (taken: Result<null, ReplyFault | StoreFailure>) => void }

export interface Replication {
  start(): Promise<void>;
  /** Own entries became durable in this scope, up to `seq`. */
  appended(scope: string, seq: number): void;
  /** A person asks: tries now, also what had stopped. */
  resume(): void;
  /** A person asks to read the whole logs again on both sides. */
  verify(): void;
  /** A person asks: these refused entries are judged again. */
  offerAgain(ids: readonly string[]): Promise<void>;
  /** Entries of others were brought here, whose signatures let this device send them on. */
  relay(scope: string, ids: readonly string[]): void;
  /** How each log stands. */
  logs(): readonly LogStanding[];
  status(): Promise<SyncStatus>;
  stop(): void;
}

/** One scope's log as its engine left it. */
export interface LogStanding { readonly log: LogState; readonly phase: SyncPhase; readonly error: SyncError | null }

/** Between two tries without any reason: news may have been missed. */
const EVERY_MS = 3 * 60_000;
/** A full comparison is as old as this at most. */
const VERIFY_EVERY_MS = 24 * 3_600_000;
const DISK_AGAIN_MS = 5_000;
const NEWS_FIRST_MS = 1_000;
const NEWS_MOST_MS = 60_000;

interface Log { engine: EngineState; phase: SyncPhase; error: SyncError | null; verifiedAt: number | null; timer: ReturnType<typeof setTimeout> | null }

export function createReplication(parts: ReplicationParts): Replication {
  const { client, memory } = parts;
  const logs = new Map<string, Log>();
  const ended = new AbortController();
  const turns = createPullTurns();
  const ahead = createPullAhead(client);
  const contact: { at: number | null; offset: number | null } = { at: null, offset: null };

  let waiting = 0;
  let unreadable = false;
  let rekeying: Promise<string> | null = null;
  let taking: Brought | null = null;

  /** Two scopes may find out at once: the profile still gets one new name. */
  const rekeyOnce = (): Promise<string> => (rekeying ??= parts.rekey().finally(() => { rekeying = null; }));

  const dispatch = (scope: string, event: SyncEvent): void => {
    const log = logs.get(scope);
    if (!log || ended.signal.aborted) return;
    if (event.type === 'wake' || event.type === 'resume') clearTimer(log);
    const { state, effects } = step(log.engine, event);
    log.engine = state;
    for (const effect of effects) carryOut(scope, log, effect);
    if (taking?.scope === scope && state.brought.length === 0 && state.doing.kind !== 'storing') endTaking(state.log.cursor.rev >= taking.reply.cursor.rev ? ok(null) : err('storage-failed'));
  };

  const endTaking = (taken: Parameters<Brought['done']>[0]): void => {
    taking?.done(taken);
    taking = null;
  };

  const take = (brought: Brought): void => {
    const { scope, reply } = brought;
    taking = brought;
    const log = logs.get(scope);
    const pages = log === undefined ? err('reply-gap' as const) : pagesOfReply(log.engine.log, reply);
    if (pages.ok) dispatch(scope, { type: 'brought', pages: pages.value });
    // All of it: sync that was stopped in the middle had just stored the last page.
    else endTaking(pages.error === 'reply-known' ? ok(null) : pages);
  };

  const dispatchAll = (event: SyncEvent): void => { for (const scope of logs.keys()) dispatch(scope, event); };

  const carryOut = (scope: string, log: Log, effect: SyncEffect): void => {
    switch (effect.type) {
      case 'load':
        void insist(() => memory.load(scope, effect), ended.signal).then((entries) => { if (entries) dispatch(scope, { type: 'loaded', entries }); });
        return;
      case 'load-ids':
        void insist(() => memory.provenIds(scope, effect), ended.signal).then((ids) => { if (ids) dispatch(scope, { type: 'ids-loaded', ids }); });
        return;
      case 'load-hash':
        void insist(async () => ({ token: await memory.heldToken(scope, effect.upTo), strays: await memory.strays(scope) }), ended.signal)
          .then((held) => { if (held) dispatch(scope, { type: 'hash-loaded', ...held }); });
        return;
      case 'request':
        if (effect.kind === 'pull') turns.take(scope, () => { request(scope, effect); });
        else request(scope, effect);
        return;
      case 'store':
        void parts.store(effect.stored).then((inserted) => { dispatch(scope, { type: 'stored', inserted }); }, () => { dispatch(scope, { type: 'store-failed' }); });
        return;
      case 'retry-after':
        clearTimer(log);
        log.timer = setTimeout(() => { dispatch(scope, { type: 'wake' }); }, effect.ms + Math.random() * effect.jitterMs);
        return;
      case 'new-replica':
        void insist(rekeyOnce, ended.signal).then((replica) => { if (replica !== null) dispatchAll({ type: 're-keyed', replica }); });
        return;
      case 'contact':
        contact.at = parts.now();
        contact.offset = effect.serverTime - contact.at;
        return;
      case 'status':
        if (log.phase === 'checking' && effect.phase === 'synced') noteVerified(scope, log);
        if (effect.phase !== 'syncing') turns.leave(scope);
        [log.phase, log.error] = [effect.phase, effect.error];
        parts.changed();
    }
  };

  const request = (scope: string, { requestId, kind, body }: Extract<SyncEffect, { type: 'request' }>): void => {
    void ahead.exchange(kind, body).then((answer) => { dispatch(scope, answer.ok ? { type: 'answer', requestId, body: answer.value } : { type: 'failed', requestId, ...answer.error }); });
  };

  const noteVerified = (scope: string, log: Log): void => {
    log.verifiedAt = parts.now();
    // Not written, it is only compared once more.
    void memory.noteVerified(scope, log.verifiedAt).catch(() => undefined);
  };

  /** A clock that was set back makes the last comparison look like one of tomorrow: it is done again. */
  const verifyWhatIsOld = (): void => {
    for (const [scope, { verifiedAt }] of logs) {
      const age = verifiedAt === null ? Number.POSITIVE_INFINITY : parts.now() - verifiedAt;
      if (age < 0 || age >= VERIFY_EVERY_MS) dispatch(scope, { type: 'verify' });
    }
  };

  const offerAgain = (refusals: readonly RefusalRecord[]): void => {
    for (const [scope, group] of groupBy(refusals, (one) => one.scope)) dispatch(scope, { type: 'offer-again', ids: group.map((one) => one.id) });
  };

  const relay = (scope: string, ids: readonly string[]): void => {
    if (ids.length > 0) dispatch(scope, { type: 'offer-again', ids });
  };

  const listen = async (): Promise<void> => {
    let pause = NEWS_FIRST_MS;
    while (!ended.signal.aborted) {
      await client.news((news) => {
        pause = NEWS_FIRST_MS;
        if (news === 'connected') {
          ahead.forget();
          dispatchAll({ type: 'wake' });
          return;
        }
        ahead.forget(news.scope);
        dispatch(news.scope, { type: 'news', rev: news.rev });
      }, ended.signal);
      await rest(pause * (0.5 + Math.random()), ended.signal);
      pause = Math.min(pause * 2, NEWS_MOST_MS);
    }
  };

  const openAll = async (): Promise<readonly RefusalRecord[]> => {
    for (const scope of inOrder(parts.session).filter((one) => !logs.has(one))) {
      const { log, own } = await memory.open(scope);
      // Noted before anything is said of it: a crash before the comparison must not make the old one count again.
      if (parts.mended) await memory.noteVerified(scope, 0);
      logs.set(scope, { engine: openEngine(log, own), phase: 'syncing', error: null, verifiedAt: await memory.verifiedAt(scope), timer: null });
    }
    await memory.refuseLeftBehind(parts.session.reads);
    return memory.refusals();
  };

  return {
    async start() {
      const refusals = await insist(openAll, ended.signal, () => {
        unreadable = true;
        // Sync waits until the disk answers; a person need not.
        parts.brought?.()?.done(err('storage-failed'));
      });
      if (refusals === null || ended.signal.aborted) return;
      unreadable = false;
      const brought = parts.brought?.() ?? null;
      if (brought !== null) take(brought);
      dispatchAll({ type: 'wake' });
      offerAgain(refusals.filter((one) => REFUSAL_RECOVERY[one.code] === 'offer-again'));
      for (const scope of logs.keys()) relay(scope, memory.relays(scope));
      if (parts.mended) dispatchAll({ type: 'verify' });
      verifyWhatIsOld();
      const again = () => {
        verifyWhatIsOld();
        dispatchAll({ type: 'wake' });
      };
      const every = setInterval(again, EVERY_MS);
      globalThis.addEventListener('online', again, { signal: ended.signal });
      ended.signal.addEventListener('abort', () => { clearInterval(every); });
      void listen();
    },
    appended: (scope, seq) => { dispatch(scope, { type: 'appended', seq }); },
    resume: () => { dispatchAll({ type: 'resume' }); },
    verify: () => { dispatchAll({ type: 'verify' }); },
    async offerAgain(ids) {
      const asked = new Set(ids);
      offerAgain((await memory.refusals()).filter((one) => asked.has(one.id)));
    },
    relay,
    logs: () => [...logs.values()].map(({ engine, phase, error }) => ({ log: engine.log, phase, error })),
    async status() {
      const all = [...logs.values()];
      const worst = worstOf(all);
      // When IndexedDB has gone away, the last number known stays on the screen.
      waiting = await memory.tails(all.map((log) => log.engine.log)).then((tails) => tails.reduce((sum, { length }) => sum + length, 0), () => waiting);
      return {
        // Before the rows are read nothing is known; when they cannot be read, that is what is in the way.
        phase: unreadable ? 'offline' : worst?.phase ?? 'syncing', reason: unreadable ? 'store-failed' : worst?.error ?? null,
        waiting, relaying: all.reduce((sum, log) => sum + memory.relays(log.engine.log.scope).length, 0), refused: (await memory.refusals()).length,
        lastContact: contact.at, clockOffset: contact.offset,
        verifiedAt: all.length === 0 || all.some((log) => log.verifiedAt === null) ? null : Math.min(...all.map((log) => log.verifiedAt ?? 0)),
      };
    },
    stop() {
      ended.abort();
      for (const log of logs.values()) clearTimer(log);
    },
  };
}

/** The person's own place first, then what all places share (units, rules), then the others. */
function inOrder({ home, reads }: Session): readonly string[] {
  const rank = (scope: string): number => (scope === home ? 0 : scope.length);
  return [...reads].sort((a, b) => rank(a) - rank(b));
}

/** The phase to show when the scopes differ: what needs a person first, then what is in the way, then what is going on. */
const PHASES: readonly SyncPhase[] = ['stopped', 'offline', 'syncing', 'checking', 'synced'];

function worstOf(logs: readonly Log[]): Log | undefined {
  return [...logs].sort((a, b) => PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase))[0];
}

/** The engine waits for these: a disk that does not answer now is asked again until it does. Null when sync ended before. */
async function insist<T>(work: () => Promise<T>, signal: AbortSignal, failed: () => void = () => undefined): Promise<T | null> {
  while (!signal.aborted) {
    try {
      return await work();
    } catch {
      failed();
      await rest(DISK_AGAIN_MS, signal);
    }
  }
  return null;
}

function clearTimer(log: Log): void {
  if (log.timer !== null) clearTimeout(log.timer);
  log.timer = null;
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}
