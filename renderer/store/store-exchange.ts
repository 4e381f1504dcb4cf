/** What the sync engine wants stored becomes durable and visible: in its order, in pieces, so that a person's act and a screen's question never wait long. */
import type { Stored } from '../../shared/sync/engine.ts';
import type { OpenStore } from './open-store.ts';
import { breathe } from './projector.ts';

/** Pulled entries that enter at once: a person's act waits for at most one such piece. */
const PIECE = 500;
/** So many entries may wait to be folded; their bodies are kept in memory (`subject-entries.ts` has room for twice as many). */
const MOST_DEFERRED = 5000;
/** When the rest of a log does not come (the line broke), what is here of it is shown after this time. */
const SHOWN_AFTER_MS = 1_000;

/** Carries out the `store` effects of the engines of one store. */
export interface StoreExchange {
  /** Durable in this order: the row `before`, entries and receipts, then refusals and the row `log`. Returns the ids that are new here. */
  store(stored: Stored): Promise<readonly string[]>;
  /** Settles when nothing is being stored any more of what was begun: the last step of an engine that was stopped must not overtake the next one's. */
  settled(): Promise<unknown>;
}

export function createStoreExchange(store: OpenStore): StoreExchange {
  const { writer, ledger, projector, memory, refused } = store;
  let late: ReturnType<typeof setTimeout> | null = null;
  /** In pieces, between which whatever else wants to write gets its turn. */
  const showDeferred = async (): Promise<void> => {
    while (await writer.run(() => projector.foldDeferred())) await breathe();
  };
  const showLater = (): void => {
    if (late !== null) clearTimeout(late);
    late = setTimeout(() => { void showDeferred().catch(() => undefined); }, SHOWN_AFTER_MS);
  };

  const underWay = new Set<Promise<unknown>>();

  const keep = async (stored: Stored): Promise<readonly string[]> => {
    const inserted: string[] = [];
    let deferred = 0;
    const enter = async (batch: Parameters<typeof ledger.store>[0]): Promise<void> => {
      const done = await ledger.store(batch);
      if (!done.ok || !ledger.healthy()) throw new Error('the ledger did not take what the county sent');
      inserted.push(...done.value.fresh.map(({ entry }) => entry.id));
      deferred = await projector.defer(done.value);
      await projector.settled();
    };
    const { before } = stored;
    if (before) await writer.run(() => memory.writeLog(before));
    for (let from = 0; from < stored.entries.length; from += PIECE) {
      // Sealed while others write.
      const ready = await ledger.seal(stored.entries.slice(from, from + PIECE));
      await writer.run(() => enter(ready));
    }
    if (stored.receipts.length > 0) await writer.run(() => enter({ entries: [], proofs: stored.receipts }));
    if (stored.more) showLater();
    if (!stored.more || deferred >= MOST_DEFERRED) await showDeferred();
    await writer.run(async () => {
      await memory.write(stored);
      for (const { entry } of stored.entries) refused.delete(entry.id);
      for (const { id } of stored.receipts) refused.delete(id);
      for (const { id } of stored.refusals) refused.add(id);
      if (stored.refusals.length > 0) {
        const documents = await store.entries.byIds(stored.refusals.map(({ id }) => id));
        await projector.refold([...new Set(documents.map((one) => one.subject))]);
      }
      if (stored.entries.length > 0) await store.mark();
    });
    return inserted;
  };

  return {
    store(stored) {
      const kept = keep(stored);
      const ended = kept.then(() => undefined, () => undefined).finally(() => { underWay.delete(ended); });
      underWay.add(ended);
      return kept;
    },
    settled: () => Promise.all(underWay),
  };
}
