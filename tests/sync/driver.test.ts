/** The driver of the engine beside a disk that fails and a sync that is stopped in the middle. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createReplication, type Brought, type ReplicationParts } from '../../renderer/store/replication.ts';
import { createStoreExchange } from '../../renderer/store/store-exchange.ts';
import type { OpenStore } from '../../renderer/store/open-store.ts';
import { createSyncMemory, type SyncMemory, type SyncMemoryParts } from '../../renderer/store/sync-memory.ts';
import { createWriterQueue } from '../../renderer/store/writer-queue.ts';
import { logStart } from '../../shared/ledger/log-hash.ts';
import type { Stored } from '../../shared/sync/engine.ts';
import type { LogState } from '../../shared/sync/log-state.ts';
import { MAX_PULL_ENTRIES } from '../../shared/sync/wire.ts';
import { aLog, LI, notes, OTHER_REPLICA, pulled, SCOPE, tokenAfter } from './builders.ts';

const ALL = notes(MAX_PULL_ENTRIES + 500, { replica: OTHER_REPLICA, actor: 'wang' });
const REPLY: Brought['reply'] = { base: logStart(SCOPE), cursor: tokenAfter(ALL), entries: pulled(ALL).entries };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('addEventListener', () => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A disk with one row; `reads` is asked before each opening of it. */
function aDisk(reads: () => void = () => undefined): { readonly memory: SyncMemory; row: LogState } {
  const disk = { row: aLog() };
  const nothing = () => Promise.resolve([]);
  const memory: SyncMemory = {
    open: async () => ({ log: disk.row, own: { replica: disk.row.replica, former: [], seq: 0 } }),
    load: nothing, provenIds: nothing, heldToken: () => Promise.resolve(disk.row.cursor), strays: nothing,
    refuseLeftBehind: async () => { reads(); },
    verifiedAt: () => Promise.resolve(Date.now()), noteVerified: () => Promise.resolve(), relays: () => [], noteRelays: () => Promise.resolve(),
    writeLog: () => Promise.resolve(), write: () => Promise.resolve(), held: () => 0, noteHeld: () => Promise.resolve(), tails: nothing, refusals: nothing, refusedEntries: nothing,
  };
  return Object.assign(disk, { memory });
}

/** Sync without a line. */
function syncOver(memory: SyncMemory, more: Pick<ReplicationParts, 'store'> & Partial<ReplicationParts>) {
  return createReplication({
    session: { ...LI, reads: [SCOPE] }, memory, now: () => Date.now(), mended: false, rekey: () => Promise.reject(new Error('not asked for')), changed: () => undefined,
    client: { exchange: () => new Promise(() => undefined), news: (_heard, signal) => new Promise((resolve) => { signal.addEventListener('abort', () => { resolve(); }); }) },
    ...more,
  });
}

/** A reply that is being taken, as `store.ts` holds it, and what its bringer was told. */
function aReply(): { readonly brought: () => Brought; readonly told: unknown[] } {
  const told: unknown[] = [];
  return { brought: () => ({ scope: SCOPE, reply: REPLY, done: (taken) => { told.push(taken); } }), told };
}

describe('a reply of the county', () => {
  it('[P37] that is being taken when sync is stopped is taken to its end by the sync that follows, whatever was stored', async () => {
    for (const pages of [0, 1, 2]) {
      const disk = aDisk();
      const { brought, told } = aReply();
      let stored = 0;
      const first = syncOver(disk.memory, { brought, store: async ({ log }: Stored) => {
        if (stored === pages) return new Promise(() => undefined);
        stored += 1;
        disk.row = log;
        // In the middle of the last one nobody is there any more to hear of it.
        if (stored === 2) first.stop();
        return [];
      } });
      await first.start();
      await vi.advanceTimersByTimeAsync(10);
      first.stop();
      expect([told, stored]).toEqual([[], pages]);
      const second = syncOver(disk.memory, { brought, store: ({ log }) => { disk.row = log; return Promise.resolve([]); } });
      await second.start();
      await vi.advanceTimersByTimeAsync(10);
      expect(told).toEqual([{ ok: true, value: null }]);
      expect(disk.row.cursor).toEqual(tokenAfter(ALL));
      second.stop();
    }
  });

  it('that cannot be taken because the disk does not answer is said to be so; sync itself waits for the disk, and begins', async () => {
    let failing = true;
    const disk = aDisk(() => { if (failing) throw new Error('the disk does not answer'); });
    const { brought, told } = aReply();
    const sync = syncOver(disk.memory, { brought: () => (told.length === 0 ? brought() : null), store: () => Promise.resolve([]) });
    const started = sync.start();
    await vi.advanceTimersByTimeAsync(10);
    expect(told).toEqual([{ ok: false, error: 'storage-failed' }]);
    expect(await sync.status()).toMatchObject({ phase: 'offline', reason: 'store-failed' });
    failing = false;
    await vi.advanceTimersByTimeAsync(10_000);
    await started;
    expect(await sync.status()).toMatchObject({ phase: 'syncing', reason: null });
    expect(told).toHaveLength(1);
    sync.stop();
  });
});

describe('sync that follows one which was stopped', () => {
  it('begins when nothing of the old one is being stored any more, also when that failed', async () => {
    for (const ending of ['written', 'failed'] as const) {
      const steps: string[] = [];
      let end: () => void = () => undefined;
      const held = new Promise<void>((resolve) => { end = resolve; });
      const store = {
        writer: createWriterQueue(), refused: new Set(), entries: {}, ledger: {},
        projector: { foldDeferred: () => Promise.resolve(false) },
        memory: { write: async () => {
          await held;
          if (ending === 'failed') throw new Error('full');
          steps.push('row of the old one');
        } },
      } as unknown as OpenStore;
      const exchange = createStoreExchange(store);
      const kept = exchange.store({ before: null, entries: [], receipts: [], refusals: [], log: aLog(), more: false }).catch(() => []);
      const begun = exchange.settled().then(() => { steps.push('begun'); });
      await vi.advanceTimersByTimeAsync(10);
      expect(steps).toEqual([]);
      end();
      await Promise.all([kept, begun]);
      expect(steps).toEqual(ending === 'failed' ? ['begun'] : ['row of the old one', 'begun']);
      await exchange.settled();
    }
  });
});

describe('the rows of the logs', () => {
  it('are read again after a reading failed', async () => {
    let failures = 1;
    const rows = new Map<string, unknown>([[`log:${SCOPE}`, { log: aLog(), held: 2 }]]);
    const memory = createSyncMemory({
      entries: {
        count: () => (failures-- > 0 ? Promise.reject(new Error('the disk does not answer')) : Promise.resolve(2)),
        insertedInto: () => 0, chainEnd: () => Promise.resolve(null),
      },
      tables: { values: { toCollection: () => ({ primaryKeys: () => Promise.resolve([...rows.keys()]) }) } },
      values: { read: (name: string) => Promise.resolve(rows.get(name)) }, sealer: {}, replicas: () => ({ replica: aLog().replica, former: [] }),
    } as unknown as SyncMemoryParts);
    await expect(memory.open(SCOPE)).rejects.toThrow('the disk does not answer');
    expect(await memory.open(SCOPE)).toMatchObject({ log: { scope: SCOPE } });
    expect(memory.held(SCOPE)).toBe(2);
  });
});
