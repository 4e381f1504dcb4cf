/**
 * Backups of this installation: made one at a time, read back, rotated, and read again to restore from. Only copies are made here; the ledger
 * is never written. Restoring is a union that the page's store makes of what it reads from here (`renderer/store/backup-restore.ts`).
 */
import type { BackupFailure, BackupInfo, BackupOpened, BackupPlaceName, BackupReason, BackupStatus, JournalPage, Outcome } from '../shared/desktop-api.ts';
import { createBackupFolders, type BackupFolders } from './backup-folders.ts';
import { sumsOf, type BackupManifest } from './backup-manifest.ts';
import { failureOf, hasChanged, newestOf, type BackupPlace, type BackupSource, type Listed, type ReadBack } from './backup-place.ts';
import { toDrop } from './backup-rotation.ts';
import type { BackupMemory } from './backup-state.ts';
import { readPage, type Journal } from './journal.ts';
import type { Vault } from './vault.ts';

export interface BackupsParts {
  readonly userData: string;
  readonly attachmentFolder: string;
  /** The app's version and the computer's name. */
  readonly app: string;
  readonly device: string;
  readonly journal: Journal;
  readonly vault: Vault;
  readonly county: () => string | null;
  readonly memory: BackupMemory;
  readonly freeBytes: (folder: string) => Promise<number>;
  /** Bytes of the app's own disk that backups leave free: they are the journal's. */
  readonly reserve: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** The open backup: where it lies and what was read. */
export interface OpenBackup extends ReadBack { readonly name: BackupPlaceName; readonly place: BackupPlace }

export interface Backups {
  status(): Promise<BackupStatus>;
  list(): Promise<readonly BackupInfo[]>;
  /** Makes a backup here, and in the second place when it is there. A failure there does not undo the one here. */
  make(why: BackupReason, signal?: AbortSignal): Promise<Outcome<BackupInfo, BackupFailure>>;
  /** Makes one unless the last one here is good and lacks nothing (`changed`), or is not that old in milliseconds. Null: there was no need. */
  makeIfDue(why: BackupReason, due: 'changed' | { readonly olderThan: number }, signal?: AbortSignal): Promise<Outcome<BackupInfo, BackupFailure> | null>;
  /** Makes one when another version of the app opened this folder last. Resolves when nothing stands in the way of migrating. */
  beforeUpgrade(): Promise<void>;
  /** Brings the second place up to date when it has come back. */
  catchUpSecond(): Promise<void>;
  /** Writes into this folder, too, from now on, and at once when there is a backup here; null: no more. */
  useSecond(folder: string | null): Promise<Outcome<string | null, BackupFailure>>;
  open(place: BackupPlaceName, id: string): Promise<Outcome<BackupOpened, BackupFailure>>;
  read(from: number): Promise<Outcome<JournalPage, BackupFailure>>;
  file(hash: string): Promise<Buffer | null>;
  /** What is open now. */
  opened(): OpenBackup | null;
  lookIn(folder: string): Promise<number>;
}

const NEVER = new AbortController().signal;

export function createBackups(parts: BackupsParts): Backups {
  const { journal, vault, memory, now } = parts;
  const folders: BackupFolders = createBackupFolders(parts);
  const progress: { running: BackupStatus['running']; failed: BackupStatus['failed'] } = { running: null, failed: null };
  let current: OpenBackup | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };

  async function sourceNow(): Promise<Outcome<BackupSource, BackupFailure>> {
    const file = vault.file(), extent = await journal.extent();
    if (!extent.ok) return { ok: false, failure: extent.failure === 'disk-full' ? 'disk-full' : 'not-readable' };
    const written = extent.value.filter(({ lines }) => lines > 0);
    if (file === null || written.length === 0) return { ok: false, failure: 'nothing-to-keep' };
    const { recovery } = memory.get();
    const head = { app: parts.app, device: parts.device, kid: file.kid, vault: file.text, recovery: recovery?.kid === file.kid ? recovery.wrap : null, enrolment: vault.read(), drafts: vault.drafts(), county: parts.county() };
    return { ok: true, value: { journal: written, attachmentFolder: parts.attachmentFolder, head } };
  }

  /** Reads a backup back and notes what was found. */
  async function check([name, place]: readonly [BackupPlaceName, BackupPlace], id: string, signal: AbortSignal): Promise<Outcome<ReadBack, BackupFailure>> {
    const read = await place.readBack(id, signal);
    const fault = read.ok ? read.value.fault : read.failure === 'not-verified' ? 'list' : undefined;
    if (fault !== undefined) memory.set({ checks: { ...memory.get().checks, [keyOf(name, id)]: { at: now(), fault } } });
    return read;
  }

  async function rotate([name, place]: readonly [BackupPlaceName, BackupPlace], kid: string): Promise<void> {
    const { checks } = memory.get();
    const own = (await place.list()).flatMap(({ manifest }) => (manifest?.kid === kid ? [manifest] : []));
    const gone = toDrop(own.map((one) => ({ id: one.id, madeAt: one.madeAt, why: one.why, entries: sumsOf(one).entries, good: checks[keyOf(name, one.id)]?.fault === null })))
      .filter((id) => id !== current?.manifest.id);
    await place.drop(gone);
    const dropped = new Set(gone.map((id) => keyOf(name, id)));
    memory.set({ checks: Object.fromEntries(Object.entries(memory.get().checks).filter(([key]) => !dropped.has(key))) });
  }

  async function makeIn(at: readonly [BackupPlaceName, BackupPlace], source: BackupSource, { why, signal }: { why: BackupReason; signal: AbortSignal }): Promise<Outcome<BackupInfo, BackupFailure>> {
    const [name, place] = at;
    const note = (part: number) => { progress.running = { why, place: name, part }; };
    note(0);
    const made = await (async (): Promise<Outcome<BackupInfo, BackupFailure>> => {
      const written = await place.write(source, { madeAt: now(), why, signal, progress: (part) => { note(part / 2); } });
      if (!written.ok) return written;
      const read = await check(at, written.value.id, signal);
      if (!read.ok) return read;
      if (read.value.fault !== null) return { ok: false, failure: 'not-verified' };
      await rotate(at, source.head.kid);
      return { ok: true, value: infoOf(at, { id: written.value.id, manifest: written.value }) };
    })().catch((error: unknown) => ({ ok: false as const, failure: failureOf(error) }));
    progress.running = null;
    // Given up at the app's end: the next start makes it.
    if (made.ok) progress.failed = progress.failed?.place === name ? null : progress.failed;
    else if (made.failure !== 'cancelled') progress.failed = { at: now(), place: name, failure: made.failure };
    return made;
  }

  async function makeNow(why: BackupReason, signal: AbortSignal, source: BackupSource): Promise<Outcome<BackupInfo, BackupFailure>> {
    const made = await makeIn(['here', folders.here], source, { why, signal });
    const second = await folders.second(source.head.kid);
    if (second !== null) await makeIn(['second', second], source, { why, signal });
    return made;
  }

  /** Null when there was nothing to do. */
  async function catchUp(): Promise<Outcome<BackupInfo, BackupFailure> | null> {
    const source = await sourceNow();
    const second = source.ok ? await folders.second(source.value.head.kid) : null;
    if (!source.ok || second === null) return null;
    const { kid } = source.value.head;
    const [here, there] = [newestOf(await folders.here.list(), kid), newestOf(await second.list(), kid)];
    return here !== null && here.madeAt > (there?.madeAt ?? 0) ? makeIn(['second', second], source.value, { why: 'second', signal: NEVER }) : null;
  }

  const make = (why: BackupReason, signal = NEVER) => inTurn(async (): Promise<Outcome<BackupInfo, BackupFailure>> => {
    const source = await sourceNow();
    return source.ok ? makeNow(why, signal, source.value) : source;
  });

  function infoOf([place]: readonly [BackupPlaceName, BackupPlace], { id, manifest }: Listed): BackupInfo {
    const checked = memory.get().checks[keyOf(place, id)] ?? null;
    if (manifest === null) return { place, id, madeAt: timeOf(id), why: 'asked', app: '', device: '', entries: 0, attachments: 0, bytes: 0, checked: { at: checked?.at ?? now(), fault: 'list' }, own: true };
    const { madeAt, why, app, device, attachments, kid } = manifest;
    return { place, id, madeAt, why, app, device, ...pickSums(manifest), attachments: attachments.length, checked, own: vault.file()?.kid === kid };
  }

  return {
    make,
    async status() {
      const { second, recovery } = memory.get();
      const file = vault.file();
      return {
        ...progress, second: second === null ? null : { folder: second, there: file !== null && await folders.second(file.kid) !== null },
        password: recovery !== null && recovery.kid === file?.kid ? 'set' : file?.keeper === 'password' ? 'vault' : 'none',
      };
    },
    async list() {
      const all = await folders.all(vault.file()?.kid ?? null);
      const infos = await Promise.all(all.map(async (at) => (await at[1].list()).map((one) => infoOf(at, one))));
      return infos.flat().sort((a, b) => b.madeAt - a.madeAt);
    },
    makeIfDue: (why, due, signal = NEVER) => inTurn(async () => {
      const source = await sourceNow();
      if (!source.ok) return source;
      const last = newestOf(await folders.here.list(), source.value.head.kid);
      const good = last !== null && memory.get().checks[keyOf('here', last.id)]?.fault === null;
      // A clock that was set back must not put it off for years.
      const enough = good && (due === 'changed' ? !hasChanged(last, source.value) : Math.abs(now() - last.madeAt) <= due.olderThan);
      return enough ? null : makeNow(why, signal, source.value);
    }),
    async beforeUpgrade() {
      if (memory.get().version === parts.app) return;
      const made = await make('upgrade');
      if (made.ok || made.failure === 'nothing-to-keep') memory.set({ version: parts.app });
    },
    catchUpSecond: () => inTurn(async () => { await catchUp(); }),
    useSecond: (folder) => inTurn(async () => {
      memory.set({ second: folder });
      if (progress.failed?.place === 'second') progress.failed = null;
      const made = folder === null ? null : await catchUp();
      return made === null || made.ok ? { ok: true, value: folder } : made;
    }),
    open: (name, id) => inTurn(async () => {
      current = null;
      for (const at of await folders.all(vault.file()?.kid ?? null)) {
        if (at[0] !== name || !(await at[1].list()).some((one) => one.id === id)) continue;
        const read = await check(at, id, NEVER);
        if (!read.ok) return read;
        current = { ...read.value, name, place: at[1] };
        const { manifest, fault, lines } = current;
        return { ok: true, value: { info: infoOf(at, { id, manifest }), fault, kid: manifest.kid, lines, attachments: manifest.attachments.map(({ hash }) => hash), enrolment: manifest.enrolment } };
      }
      return { ok: false, failure: name === 'second' && memory.get().second !== null ? 'gone' : 'no-such-backup' };
    }),
    async read(from) {
      if (current === null) return { ok: false, failure: 'no-such-backup' };
      try {
        const lines = await readPage(current.segments, from), next = from + lines.length;
        return { ok: true, value: { lines, next: next < current.lines && lines.length > 0 ? next : null } };
      } catch (error) {
        return { ok: false, failure: failureOf(error) };
      }
    },
    file: async (hash) => (current === null ? null : current.place.attachment(hash)),
    opened: () => current,
    async lookIn(folder) {
      const places = await folders.lookIn(folder);
      return (await Promise.all(places.map((place) => place.list()))).flat().length;
    },
  };
}

function pickSums(manifest: BackupManifest): { readonly entries: number; readonly bytes: number } {
  const { entries, bytes } = sumsOf(manifest);
  return { entries, bytes };
}

function keyOf(place: BackupPlaceName, id: string): string {
  return `${place} ${id}`;
}

/** When a backup was made, by its id alone. */
function timeOf(id: string): number {
  const found = /^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-/.exec(id)?.slice(1).map(Number) ?? [];
  const [year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
