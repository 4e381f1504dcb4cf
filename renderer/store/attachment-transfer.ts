/**
 * Sending attachments: one after another, only while nothing else waits to be sent. A note of three lines is worth more than a picture,
 * so that an act interrupts an upload, which goes on afterwards where it stopped.
 */
import type { AttachmentTraffic } from './api.ts';
import type { AttachmentClient, ClientFailure } from './attachment-client.ts';
import type { AttachmentTables, TransferRecord } from './attachment-tables.ts';

export interface TransferParts {
  readonly tables: AttachmentTables;
  readonly client: AttachmentClient;
  /** The file's bytes, or null when this device has lost them. */
  readonly load: (hash: string) => Promise<Uint8Array<ArrayBuffer> | null>;
  /** True while no entry waits and the county answers. */
  readonly mayGo: () => Promise<boolean>;
  /** The standing of a file may have changed. */
  readonly changed: () => void;
}

export interface Transfer {
  /** There may be something to do. */
  wake(): void;
  /** Something more important goes first. */
  interrupt(): void;
  /** A person asks: tries now, also what was refused. */
  resume(): void;
  /** The part of a file that the county has, 0 to 1; 0 for one that is not being sent. */
  sent(hash: string): number;
  /** What waits, and how far it has got together with what was sent since the queue was last empty. */
  traffic(): Promise<AttachmentTraffic>;
  stop(): void;
}

const AGAIN_FIRST_MS = 1_000;
const AGAIN_MOST_MS = 5 * 60_000;
/** A line may spoil a file once; three times is no accident. */
const MOST_WRONG = 3;

/** The figures of waiting rows, `done` bytes of which (and of those before them) are at the county. */
export function trafficOf(rows: readonly TransferRecord[], done: number, before = 0): AttachmentTraffic {
  const bytes = rows.reduce((sum, { size = 0 }) => sum + size, 0);
  return { waiting: rows.length, bytes, part: bytes + before === 0 ? 0 : Math.min(1, (done + before) / (bytes + before)) };
}

export function createTransfer({ tables, client, load, mayGo, changed }: TransferParts): Transfer {
  const under: { hash: string | null; last: string | null; part: number; sent: number; cut: AbortController } = { hash: null, last: null, part: 0, sent: 0, cut: new AbortController() };
  const state = { running: false, again: false, ended: false, failures: 0, finished: 0, timer: null as ReturnType<typeof setTimeout> | null };

  const wake = (): void => {
    if (state.ended || state.timer !== null) return;
    if (state.running) { state.again = true; return; }
    void run();
  };

  const run = async (): Promise<void> => {
    state.running = true;
    do {
      state.again = false;
      // What IndexedDB refuses now is tried again later, like what the line refuses.
      const done = await sendAll().catch(() => 'again' as const);
      if (done === 'again') rest();
      else if (done === 'all') state.failures = 0;
    } while (state.again && state.timer === null && !state.ended);
    state.running = false;
  };

  const rest = (): void => {
    if (state.ended) return;
    const pause = Math.min(AGAIN_FIRST_MS * 2 ** state.failures, AGAIN_MOST_MS);
    state.failures += 1;
    state.timer = setTimeout(() => { state.timer = null; wake(); }, pause * (0.5 + Math.random()));
  };

  const sendAll = async (): Promise<'all' | 'not-now' | 'again'> => {
    for (;;) {
      const row = await tables.transfers.where('state').equals('waiting').first();
      if (!row) { state.finished = 0; return 'all'; }
      if (state.ended || !await mayGo()) return 'not-now';
      const failure = await sendOne(row);
      changed();
      if (failure === 'again') return under.cut.signal.aborted ? 'not-now' : 'again';
    }
  };

  /** Null when the row is done with, one way or another. */
  const sendOne = async (row: TransferRecord): Promise<ClientFailure | null> => {
    const { scope, hash } = row;
    under.cut = new AbortController();
    const there = await client.has(scope, hash);
    if (!there.ok) return settle(row, there.error);
    if (there.value) return settle(row, null);
    const bytes = await load(hash);
    // Lost here and not there: whoever opens it learns so. There is nothing to send.
    if (!bytes) { await tables.transfers.delete([scope, hash]); return null; }
    // What the county had of it the last time counts on: only more than that is a step forward.
    if (under.last !== hash) [under.last, under.part, under.sent] = [hash, 0, 0];
    under.hash = hash;
    const sent = await client.send({
      scope, hash, bytes, begun: row.begun, signal: under.cut.signal,
      onBegun: (begun) => { void tables.transfers.update([scope, hash], { begun }).catch(() => undefined); },
      onProgress: (part) => {
        // A line that breaks every few seconds, but carries something each time, is no reason to wait longer and longer.
        if (part > under.sent) state.failures = 0;
        [under.part, under.sent] = [part / bytes.length, part];
        changed();
      },
    });
    under.hash = null;
    if (!sent.ok) return settle(row, sent.error);
    const kept = await client.has(scope, hash);
    if (!kept.ok) return settle(row, kept.error);
    return settle(row, kept.value ? null : 'wrong-bytes');
  };

  const settle = async ({ scope, hash, wrong = 0, size = 0 }: TransferRecord, failure: ClientFailure | null): Promise<ClientFailure | null> => {
    if (failure === 'again' || failure === 'absent') return 'again';
    if (failure === 'wrong-bytes' && wrong + 1 < MOST_WRONG) {
      await tables.transfers.put({ scope, hash, size, state: 'waiting', wrong: wrong + 1 });
      return 'again';
    }
    await tables.transfers.put({ scope, hash, size, state: failure === null ? 'county' : 'refused' });
    state.finished += size;
    [under.last, under.part, under.sent] = [null, 0, 0];
    return null;
  };

  const wakeNow = (): void => {
    if (state.timer !== null) clearTimeout(state.timer);
    [state.timer, state.failures] = [null, 0];
    wake();
  };

  return {
    wake,
    interrupt: () => { if (under.hash !== null) under.cut.abort(); },
    resume() {
      void tables.transfers.where('state').equals('refused').modify({ state: 'waiting' }).then(() => { changed(); wakeNow(); }, () => undefined);
    },
    sent: (hash) => (under.hash === hash ? under.part : 0),
    traffic: async () => trafficOf(await tables.transfers.where('state').equals('waiting').toArray(), under.last === null ? 0 : under.sent, state.finished),
    stop() {
      state.ended = true;
      if (state.timer !== null) clearTimeout(state.timer);
      under.cut.abort();
    },
  };
}
