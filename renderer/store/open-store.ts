/** Opening the store: databases, key, journal, mending, projection; the parts that the store then works with. */
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import type { Change, Host, OpenReport, StoreOptions } from './api.ts';
import { createAppender, type Appender } from './append.ts';
import { openAttachmentTables, type AttachmentTables } from './attachment-tables.ts';
import { createMemos, type MemoKeeper } from './attachment-memos.ts';
import { createAttachments, type AttachmentKeeper } from './attachments.ts';
import { openDeviceTables, sealedValues, type DeviceTables, type SealedValues } from './device-tables.ts';
import { createDutyAnswers, type DutyAnswers } from './duty-answers.ts';
import { createDutyBook } from './duty-book.ts';
import { openEntries, type Entries } from './entries.ts';
import type { StoreFailure } from './failure-text.ts';
import { isOwn, readIdentity, type Identity } from './identity.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { breathe, createProjector, type Projector } from './projector.ts';
import { createReadModel, type ReadModel } from './read-model.ts';
import { createRecordsModel, resultElsewhere, type RecordsModel } from './records-model.ts';
import { dropDamaged, dropOldTables, mend, parseMark, type Look, type Mark } from './recovery.ts';
import { createReadings, type Readings } from './search-readings.ts';
import { createSearch, type Search } from './search.ts';
import { createBrowserKey, createSealer, sealerOver, type Sealer } from './sealing.ts';
import { createSubjectEntries, type Standing, type SubjectEntries } from './subject-entries.ts';
import { createSyncMemory, type SyncMemory } from './sync-memory.ts';
import { openTables, type Tables } from './tables.ts';
import { createWriterQueue, type WriterQueue } from './writer-queue.ts';

/** An open store. */
export interface OpenStore {
  readonly host: Host;
  readonly sealer: Sealer;
  readonly device: DeviceTables;
  readonly values: SealedValues;
  readonly entries: Entries;
  readonly tables: Tables;
  readonly subjects: SubjectEntries;
  readonly cases: ReadModel;
  readonly records: RecordsModel;
  readonly duties: DutyAnswers;
  readonly readings: Readings;
  readonly search: Search;
  readonly projector: Projector;
  readonly ledger: Ledger;
  readonly appender: Appender;
  readonly memory: SyncMemory;
  readonly writer: WriterQueue;
  readonly files: AttachmentTables;
  readonly attachments: AttachmentKeeper;
  readonly memos: MemoKeeper;
  /** Who this device is; replaced by enrolling and by a new replica. */
  readonly identity: { current: Identity | null };
  /** Ids of own entries that the county refused. */
  readonly refused: Set<string>;
  readonly standing: Standing;
  readonly report: OpenReport;
  /** Notes that journal and RxDB agree now, and how much is here, so that the next opening compares and counts only what comes after. */
  mark(): Promise<void>;
  close(): Promise<void>;
}

const MARK = 'mark';

/** Opens everything and mends it. `now` is the device's clock, epoch milliseconds. */
export async function openStore(options: StoreOptions, host: Host, now: () => number): Promise<Result<OpenStore, StoreFailure>> {
  if (!globalThis.isSecureContext) return err('insecure-context');
  const release = await holdAlone(`store ${options.name}`);
  if (!release) return err('open-elsewhere');
  // What a quick look took for whole may break where it is read further on: then every record is looked at, and what is damaged made anew.
  for (const look of ['quick', 'thorough', 'thorough'] as const) {
    const databases = await openDatabases(options.name, look);
    if (databases === null) break;
    const { entries, device, tables, files } = databases;
    const close = async (): Promise<void> => {
      await entries.close();
      files.close();
      device.close();
      tables.close();
    };
    const opened = await putTogether({ options, host, now, databases, close: async () => { await close(); release(); } }).catch(() => null);
    if (opened?.ok) return opened;
    await close();
    if (opened !== null) {
      release();
      return opened;
    }
  }
  release();
  return err(await isJournalWhole(host) ? 'working-copy-unopenable' : 'storage-unopenable');
}

/** Then nothing is lost: the next opening that can, makes everything anew from it. */
async function isJournalWhole({ journal }: Host): Promise<boolean> {
  const found = await journal?.open().catch(() => null);
  return found?.ok === true && found.value.damaged === 0;
}

interface Pieces { readonly options: StoreOptions; readonly host: Host; readonly now: () => number; readonly databases: Databases; readonly close: () => Promise<void> }

async function putTogether({ options, host, now, databases, close }: Pieces): Promise<Result<OpenStore, StoreFailure>> {
  const { entries, device, tables, files, recreated } = databases;

  const sealer = await sealerOf(options, device);
  const values = sealedValues(device, sealer);
  const lastArrival = entries.lastArrival();
  const mended = await mendWithJournal(entries, host, parseMark(await values.read(MARK)));
  if (!mended.ok) return mended;
  const identity = { current: await readIdentity(host.vault, values, sealer) };
  const refused = new Set((await device.refusals.toArray()).map((one) => one.id));
  // Before this device has joined a county nothing can have come from another.
  const standing: Standing = { refused, isOwn: (replica) => identity.current === null || isOwn(identity.current, { replica }) };
  const changed = (change: Change): void => { if (change.topics.length > 0) host.changed(change); };
  const readings = createReadings();
  const [subjects, records] = [createSubjectEntries(entries, sealer), createRecordsModel()];
  const book = createDutyBook({
    rules: () => records.all('rules'), calendars: () => records.all('calendars'), user: () => identity.current?.enrolment.session.user ?? null, elsewhere: (id) => resultElsewhere(records, id),
  });
  const cases = createReadModel(readings, book);
  const projector = createProjector({ entries, subjects, tables, sealer, cases, records, standing, changed, working: (work) => { host.working(work); } });
  await projector.open(lastArrival);

  const ledger = createLedger({ entries, journal: host.journal, sealer, position: mended.value.position });
  const writerOf = () => (identity.current ? { replica: identity.current.replica, session: identity.current.enrolment.session } : null);
  const appender = createAppender({ entries, subjects, ledger, writer: writerOf, clock: () => projector.clock(), now, project: (entered) => projector.catchUp(entered) });
  const replicas = () => ({ replica: identity.current?.replica ?? '', former: identity.current?.former ?? [] });
  const memory = createSyncMemory({ entries, tables: device, values, sealer, replicas });
  const mark = async (): Promise<void> => {
    if (!ledger.healthy()) return;
    await memory.noteHeld();
    if (!host.journal) return;
    await values.write(MARK, { position: ledger.position(), damaged: mended.value.damaged, count: await entries.count(), arrival: entries.lastArrival() } satisfies Mark);
  };
  await mark();
  const { restored, journaled, cut } = mended.value;
  const report: OpenReport = { restored, journaled, cut, recreated, enrolment: identity.current?.enrolment ?? null };
  return ok({
    host, sealer, device, values, entries, tables, subjects, cases, records, readings, duties: createDutyAnswers(cases, book), search: createSearch({ cases, records, readings, pause: breathe }), projector, ledger, appender, memory,
    files, attachments: createAttachments({ tables: files, sealer, files: host.files, now }), memos: createMemos({ tables: files, sealer, now }),
    writer: createWriterQueue(), identity, refused, standing, report, mark,
    close: async () => {
      await projector.settled();
      await close();
    },
  });
}

/** How long a page that is reloading may take to let go of the store. */
const HOLD_PATIENCE_MS = 5_000;

/**
 * Holds the store alone, so that two tabs never append to one chain; returns how to let go, or null while another holds it. A
 * page that goes away lets go by itself.
 */
function holdAlone(name: string): Promise<(() => void) | null> {
  return new Promise((resolve) => {
    navigator.locks.request(name, { signal: AbortSignal.timeout(HOLD_PATIENCE_MS) }, () => new Promise<void>((release) => { resolve(release); }))
      .catch(() => { resolve(null); });
  });
}

interface Databases { readonly entries: Entries; readonly device: DeviceTables; readonly tables: Tables; readonly files: AttachmentTables; readonly recreated: boolean }

/** Null when they neither open nor can be made anew. */
async function openDatabases(name: string, first: Look): Promise<Databases | null> {
  let recreated = false;
  // Chromium that meets a corrupt file may close every database of the page and delete them: the next try finds what is left.
  for (const look of [first, 'thorough', 'thorough', 'thorough'] as const) {
    try {
      recreated = (await dropDamaged(name, look)) || recreated;
      await dropOldTables(name);
      return { ...(await openAll(name)), recreated };
    } catch {
      // Looked at more closely, or given up.
    }
  }
  return null;
}

/** All four, or none: one that stayed open would keep a damaged one from being deleted. */
async function openAll(name: string): Promise<Omit<Databases, 'recreated'>> {
  const opening = [openDeviceTables(name), openTables(name), openEntries(name), openAttachmentTables(name)] as const;
  try {
    const [device, tables, entries, files] = await Promise.all(opening);
    return { device, tables, entries, files };
  } catch (error) {
    for (const opened of await Promise.allSettled(opening)) if (opened.status === 'fulfilled') await opened.value.close();
    throw error;
  }
}

/**
 * The given data key; or, in a browser, a non-extractable key of its own in IndexedDB. That one keeps texts out of copied
 * database files only as far as the browser protects its stored keys: whoever can use this browser profile can use the key.
 */
async function sealerOf({ key }: StoreOptions, device: DeviceTables): Promise<Sealer> {
  if (key) {
    const sealer = await createSealer(key.kid, key.bytes);
    key.bytes.fill(0);
    return sealer;
  }
  const kept = await device.keys.get('browser');
  if (kept) return sealerOver(kept.kid, kept.key);
  const made = { name: 'browser' as const, kid: `browser-${crypto.randomUUID()}`, key: await createBrowserKey() };
  await device.keys.put(made);
  return sealerOver(made.kid, made.key);
}

type JournalFindings = Pick<OpenReport, 'restored' | 'journaled' | 'cut'> & { readonly position: number; readonly damaged: number };

async function mendWithJournal(entries: Entries, host: Host, mark: Mark | null): Promise<Result<JournalFindings, StoreFailure>> {
  const { journal } = host;
  if (!journal) return ok({ restored: 0, journaled: 0, cut: 0, damaged: 0, position: 0 });
  try {
    const found = await journal.open();
    if (!found.ok) return err(found.error === 'disk-full' ? 'journal-disk-full' : 'journal-not-writable');
    const { lines, cut, damaged } = found.value;
    return ok({ ...(await mend(entries, journal, { lines, cut, damaged, mark, working: (work) => { host.working(work); } })), cut, damaged });
  } catch {
    return err('journal-unreachable');
  }
}
