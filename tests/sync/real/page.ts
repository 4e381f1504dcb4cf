/**
 * The page on which the real devices of a schedule live: the shipped store of each in a worker of its own, over IndexedDB. What a desktop keeps
 * outside the browser (journal, vault) is kept by the page, as in the store's tests.
 */
import type { Act } from '../../../shared/act.ts';
import type { RefusalCode } from '../../../shared/judge.ts';
import type { Entry, EntryHeader } from '../../../shared/ledger/entry.ts';
import type { SyncStatus } from '../../../renderer/store/api.ts';
import type { BundleFile } from '../../../renderer/store/bundle-api.ts';
import type { Store } from '../../../renderer/store/client.ts';
import { deviceDatabaseName } from '../../../renderer/store/device-tables.ts';
import { entriesDatabaseNames } from '../../../renderer/store/entries.ts';
import { sealedOf, unsealEntry, type EntryDocument, type SealedEntry } from '../../../renderer/store/entry-document.ts';
import { drawReplica, type Identity } from '../../../renderer/store/identity.ts';
import { parseJournalLine } from '../../../renderer/store/journal-line.ts';
import { aDevice, sealerOfDevice, type Device } from '../../store/device.ts';

/** What a device holds, wherever it holds it. */
export interface Held {
  readonly replica: string;
  readonly former: readonly string[];
  readonly entries: readonly Entry[];
  readonly receipts: readonly (readonly [id: string, receipt: string])[];
  readonly refusals: readonly (readonly [id: string, code: RefusalCode])[];
}

/** What the schedule asks of the page. A device is known by its number. */
export interface RealPage {
  create(n: number, identity: Pick<Identity, 'server' | 'enrolment'>): Promise<void>;
  /** Starts the store, with a clock that is off by so much. Nothing happens when it runs. */
  open(n: number, skewMs: number): Promise<void>;
  /** Ends the worker, whatever it is doing. */
  kill(n: number): void;
  /** The worker ends in the middle of the journal's `writes`-th write from now. */
  killAtWrite(n: number, writes: number): void;
  /** The journal's disk is full for the next writes, or has room again. */
  full(n: number, full: boolean): void;
  /** The first of `acts` that may be done: the entry's header once it is saved, null when none may or the worker ended meanwhile. */
  perform(n: number, acts: readonly Act[]): Promise<EntryHeader | null>;
  syncNow(n: number): Promise<void>;
  verify(n: number): Promise<void>;
  status(n: number): Promise<SyncStatus | null>;
  /** A second device from a copy of the first one's profile. */
  copy(from: number, to: number): Promise<void>;
  keep(n: number): void;
  /** Puts back what was kept; false when nothing was. */
  rollBack(n: number): Promise<boolean>;
  /** IndexedDB is gone. */
  wipe(n: number): Promise<void>;
  writeBundle(n: number, scope: string): Promise<number | null>;
  /** Takes the file: how many entries entered, or the refusal. */
  takeBundle(n: number, file: number, cutAt: number | null): Promise<number | string | null>;
  held(n: number): Promise<Held>;
  /** The states that the store shows for these cases, as JSON. */
  states(n: number, cases: readonly string[]): Promise<readonly (readonly [id: string, state: string])[]>;
  /** Forgets every device. */
  clear(): Promise<void>;
}

interface Life { readonly store: Store; readonly gone: Promise<null>; readonly end: () => void }
interface One { readonly device: Device; life: Life | null; kept: { readonly lines: readonly string[]; readonly vault: string | null } | null }

declare global {
  interface Window { readonly real: RealPage }
}

const CODE = 'ABCDEFGH23';
const all = new Map<number, One>();
const files: BundleFile[] = [];

const one = (n: number): One => {
  const found = all.get(n);
  if (!found) throw new Error(`there is no device ${String(n)}`);
  return found;
};

/** What a store answers, or null when its worker ends before. */
const ask = async <T>(n: number, work: (store: Store) => Promise<T>): Promise<T | null> => {
  const { life } = one(n);
  return life ? Promise.race([work(life.store).catch(() => null), life.gone]) : null;
};

const page: RealPage = {
  async create(n, identity) {
    const device = aDevice();
    await seal(device, { ...identity, replica: drawReplica(), former: [] });
    all.set(n, { device, life: null, kept: null });
  },
  async open(n, skewMs) {
    const device = one(n).device;
    if (one(n).life) return;
    const { store } = await withClock(skewMs, () => device.open());
    let end = (): void => undefined;
    const gone = new Promise<null>((resolve) => { end = () => { resolve(null); }; });
    one(n).life = { store, gone, end };
  },
  kill(n) {
    const { device, life } = one(n);
    device.kill();
    device.faults.length = 0;
    life?.end();
    one(n).life = null;
  },
  killAtWrite(n, writes) {
    const { device } = one(n);
    const nothing = { before: () => Promise.resolve() };
    device.faults.push(...Array.from({ length: writes - 1 }, () => nothing), {
      before: async () => {
        // Half of the times the lines still reach the disk, of which nobody is told.
        if (writes % 2 === 0) setTimeout(() => { page.kill(n); }, 0);
        else {
          page.kill(n);
          await new Promise(() => undefined);
        }
      },
    });
  },
  full(n, full) {
    const { faults } = one(n).device;
    faults.length = 0;
    if (full) faults.push(...Array.from({ length: 3 }, () => ({ refuse: 'disk-full' as const })));
  },
  async perform(n, acts) {
    for (const act of acts) {
      const saved = await ask(n, (store) => store.perform([act]));
      if (saved === null) return null;
      if (!saved.ok) continue;
      const [id] = saved.value;
      for (const line of one(n).device.lines) {
        const record = parseJournalLine(line);
        if (record.kind === 'entry' && record.entry.header.id === id) return record.entry.header;
      }
      throw new Error(`saved, and not in the journal: ${String(id)}`);
    }
    return null;
  },
  async syncNow(n) { await ask(n, (store) => store.syncNow()); },
  async verify(n) { await ask(n, (store) => store.verifyNow()); },
  status: (n) => ask(n, (store) => store.syncStatus()),
  async copy(from, to) {
    const original = one(from).device;
    const device = aDevice(original.key);
    device.lines.push(...original.lines);
    device.vault.sealed = original.vault.sealed;
    all.set(to, { device, life: null, kept: null });
  },
  keep(n) {
    const { device } = one(n);
    one(n).kept = { lines: [...device.lines], vault: device.vault.sealed };
  },
  async rollBack(n) {
    const { device, kept } = one(n);
    if (!kept) return false;
    await page.wipe(n);
    device.lines.splice(0, device.lines.length, ...kept.lines);
    device.vault.sealed = kept.vault;
    return true;
  },
  async wipe(n) {
    page.kill(n);
    await one(n).device.wipe();
  },
  async writeBundle(n, scope) {
    const made = await ask(n, (store) => store.exportBundle({ kind: 'all', scope }, { code: CODE, device: 'simulated' }, () => true));
    return made?.ok ? files.push(made.value) - 1 : null;
  },
  async takeBundle(n, file, cutAt) {
    const blob = files[file]?.blob;
    if (!blob) return null;
    const given = cutAt === null ? blob : blob.slice(0, cutAt % blob.size);
    const taken = await ask(n, (store) => store.importBundle(given, CODE, () => true));
    return taken === null ? null : taken.ok ? taken.value.entries : taken.error;
  },
  async held(n) {
    const { device } = one(n);
    const sealer = await sealerOfDevice(device);
    const identity = await sealer.unseal(JSON.parse(device.vault.sealed ?? 'null') as never, 'identity');
    if (!identity.ok) throw new Error(`device ${String(n)} has no identity`);
    const { replica, former } = JSON.parse(identity.value) as Identity;
    const documents = await rowsOf<EntryDocument>(entriesDatabaseNames(device.name)[1] ?? '', 'docs');
    const sealed = new Map<string, SealedEntry>(documents.map((document) => [document.id, sealedOf(document)]));
    const receipts = new Map(documents.flatMap(({ id, receipt }) => (receipt === undefined ? [] : [[id, receipt] as const])));
    for (const line of device.lines) {
      const record = parseJournalLine(line);
      if (record.kind === 'entry' && !sealed.has(record.entry.header.id)) sealed.set(record.entry.header.id, record.entry);
      const proof = record.kind === 'entry' ? { id: record.entry.header.id, receipt: record.entry.receipt } : record.kind === 'proof' ? record.proof : null;
      if (proof?.receipt !== undefined) receipts.set(proof.id, proof.receipt);
    }
    const opened = await Promise.all([...sealed.values()].map((each) => unsealEntry(each, sealer)));
    const refusals = await rowsOf<{ readonly id: string; readonly code: RefusalCode }>(deviceDatabaseName(device.name), 'refusals');
    return { replica, former, entries: opened.flatMap((each) => (each ? [each.entry] : [])), receipts: [...receipts], refusals: refusals.map(({ id, code }) => [id, code]) };
  },
  async states(n, cases) {
    const found: (readonly [string, string])[] = [];
    for (const id of cases) {
      const view = await ask(n, (store) => store.case(id));
      if (view) found.push([id, JSON.stringify(view.state)]);
    }
    return found;
  },
  async clear() {
    for (const n of all.keys()) await page.wipe(n);
    all.clear();
    files.length = 0;
  },
};
Object.assign(window, { real: page });

async function seal(device: Device, identity: Identity): Promise<void> {
  device.vault.sealed = JSON.stringify(await (await sealerOfDevice(device)).seal(JSON.stringify(identity), 'identity'));
}

/** Starts workers whose clock is off: a module that sets `Date` is evaluated before the worker's own. */
async function withClock<T>(skewMs: number, start: () => Promise<T>): Promise<T> {
  if (skewMs === 0) return start();
  const Plain = globalThis.Worker;
  const clock = blobUrl(`const Plain = Date; globalThis.Date = class extends Plain {
    constructor(...given) { if (given.length === 0) super(Plain.now() + ${String(skewMs)}); else super(...given); }
    static now() { return Plain.now() + ${String(skewMs)}; }
  };`);
  globalThis.Worker = class extends Plain {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(blobUrl(`import ${JSON.stringify(clock)}; import ${JSON.stringify(new URL(url, location.href).href)};`), options);
    }
  };
  // The worker is made before anything is waited for.
  const started = start();
  globalThis.Worker = Plain;
  return started;
}

function blobUrl(script: string): string {
  return URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
}

/** Every row of a table, read beside the store; none when the database is not there. */
async function rowsOf<Row>(database: string, table: string): Promise<readonly Row[]> {
  if (!(await indexedDB.databases()).some((each) => each.name === database)) return [];
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(database);
    opening.onerror = () => { reject(new Error(`not opened: ${database}`)); };
    opening.onsuccess = () => {
      const { result } = opening;
      result.onversionchange = () => { result.close(); };
      if (!result.objectStoreNames.contains(table)) {
        result.close();
        resolve([]);
        return;
      }
      const reading = result.transaction(table, 'readonly').objectStore(table).getAll();
      reading.onsuccess = () => { result.close(); resolve(reading.result as Row[]); };
      reading.onerror = () => { result.close(); reject(new Error(`not read: ${database}`)); };
    };
  });
}
