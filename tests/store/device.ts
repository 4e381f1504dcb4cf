/**
 * A device of a test: a data key, a vault and a journal that outlive the store, and the store in its real worker, which can
 * be killed at any moment. The journal keeps what a flushed file keeps; its faults are those of a disk and of a process.
 */
import type { DesktopApi, JournalFailure } from '../../shared/desktop-api.ts';
import type { Role } from '../../shared/access.ts';
import type { LongWork, OpenReport } from '../../renderer/store/api.ts';
import { drawReplica, type Identity } from '../../renderer/store/identity.ts';
import { createSealer, type Sealer } from '../../renderer/store/sealing.ts';
import { TOWNSHIP } from './acts.ts';
import { connectStore, type Store, type StoreConnection } from '../../renderer/store/client.ts';

const KID = 'test';

/** What goes wrong at an append: refused, something else happens meanwhile, or the process is gone before or after the lines were written. */
export type JournalFault = { readonly refuse: JournalFailure } | { readonly before: () => Promise<void> } | 'lost-before-writing' | 'lost-after-writing' | 'hangs-after-writing';

export interface Device {
  readonly name: string;
  /** The journal's file. */
  readonly lines: string[];
  /** Faults of the next appends, in order; none when empty. */
  readonly faults: JournalFault[];
  /** What the desktop keeps outside IndexedDB. */
  readonly vault: { sealed: string | null; drafts: string | null };
  /** The desktop's folder of sealed attachments, by hash. */
  readonly attachments: Map<string, string>;
  /** The backup that the desktop has open; it goes away where line `goneAt` is asked for. */
  backup: { readonly lines: readonly string[]; readonly attachments: ReadonlyMap<string, string>; readonly goneAt: number } | null;
  readonly key: Uint8Array<ArrayBuffer>;
  /** What the next opening of the journal reports: bytes cut off its end, and bytes of lines that are lost for good. */
  cut: number;
  damaged: number;
  /** Opens the store in a new worker. `heard` is told of long work. */
  open(heard?: (work: LongWork | null) => void): Promise<{ store: Store; report: OpenReport }>;
  /** Ends the worker at once, whatever it is doing. */
  kill(): void;
  /** Closes the store in order. */
  close(): Promise<void>;
  /** Deletes every IndexedDB database of the device. */
  wipe(): Promise<void>;
  databases(): Promise<readonly string[]>;
}

/** A device with a desktop, not enrolled. */
export function aDevice(bytes = crypto.getRandomValues(new Uint8Array(32)), name = `t${crypto.randomUUID().slice(0, 8)}`): Device {
  const [lines, faults]: [string[], JournalFault[]] = [[], []];
  const vault: Device['vault'] = { sealed: null, drafts: null };
  const running: { connection: StoreConnection | null } = { connection: null };
  const own = async () => (await indexedDB.databases()).flatMap((one) => (one.name?.includes(name) ? [one.name] : []));
  const device: Device = {
    name, lines, faults, vault, attachments: new Map(), backup: null, key: bytes, cut: 0, damaged: 0,
    async open(heard) {
      running.connection?.end();
      const connection = connectStore(aDesktop(device));
      if (heard) connection.store.watchWork(heard);
      running.connection = connection;
      const opened = await connection.open({ name, key: { kid: KID, bytes: new Uint8Array(bytes) } });
      if (!opened.ok) throw new Error(`not opened: ${opened.error}`);
      return { store: connection.store, report: opened.value };
    },
    kill() {
      running.connection?.end();
      running.connection = null;
    },
    async close() {
      await running.connection?.store.close();
      device.kill();
    },
    async wipe() {
      device.kill();
      for (const database of await own()) await deleteDatabase(database);
    },
    databases: own,
  };
  return device;
}

/** A device of `role` in 皇帝庙乡 that was enrolled once and whose county cannot be reached, or has become something else at `server`. */
export async function anOfflineDevice(role: Role = 'secretary', server = 'http://127.0.0.1:1'): Promise<Device> {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const device = aDevice(bytes);
  const scopes = [TOWNSHIP, TOWNSHIP.slice(0, 6)];
  const identity: Identity = {
    replica: drawReplica(), former: [], server,
    enrolment: {
      token: 'x'.repeat(43), deviceId: `d-${drawReplica()}`, session: { user: 'wang', userName: '王秘书', role, home: TOWNSHIP, reads: scopes, writes: scopes },
      county: { code: TOWNSHIP.slice(0, 6), name: '临颍县' }, people: [], scopes: [{ code: TOWNSHIP, name: '皇帝庙乡', organ: '皇帝庙乡人大主席团' }],
    },
  };
  const sealer = await createSealer(KID, bytes);
  device.vault.sealed = JSON.stringify(await sealer.seal(JSON.stringify(identity), 'identity'));
  return device;
}

/** What seals on this device: to write into its journal what another version or device would have written. */
export function sealerOfDevice(device: Device): Promise<Sealer> {
  return createSealer(KID, device.key);
}

/** Deletes an IndexedDB database; a killed worker's connection may take a moment to go. */
export function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => { resolve(); };
    request.onerror = () => { reject(new Error(`not deleted: ${name}`)); };
  });
}

function aDesktop(device: Device): DesktopApi {
  const unused = () => Promise.reject(new Error('the store does not ask the desktop for this'));
  return {
    async journalOpen() {
      const { cut, damaged } = device;
      device.cut = 0;
      return Promise.resolve({ ok: true, value: { lines: device.lines.length, cut, damaged, freeBytes: 1e11 } });
    },
    async journalAppend(lines) {
      const fault = device.faults.shift();
      if (fault instanceof Object && 'refuse' in fault) return { ok: false, failure: fault.refuse };
      if (fault instanceof Object) await fault.before();
      if (fault === 'lost-before-writing') throw new Error('the main process is gone');
      device.lines.push(...lines);
      if (fault === 'lost-after-writing') throw new Error('the main process is gone');
      if (fault === 'hangs-after-writing') return new Promise(() => undefined);
      return Promise.resolve({ ok: true, value: lines.length });
    },
    journalRead: (from) => Promise.resolve({ ok: true, value: { lines: device.lines.slice(from, from + 700), next: from + 700 < device.lines.length ? from + 700 : null } }),
    vaultRead: () => Promise.resolve(device.vault.sealed),
    vaultWrite: (sealed) => { device.vault.sealed = sealed; return Promise.resolve(true); },
    draftsRead: () => Promise.resolve(device.vault.drafts),
    draftsWrite: (sealed) => { device.vault.drafts = sealed; return Promise.resolve(true); },
    attachmentWrite: (hash, base64) => { device.attachments.set(hash, base64); return Promise.resolve({ ok: true, value: base64.length }); },
    attachmentRead: (hash) => Promise.resolve(device.attachments.get(hash) ?? null),
    backupRead(from) {
      const { backup } = device;
      if (backup === null || backup.goneAt <= from) return Promise.resolve({ ok: false, failure: 'gone' });
      return Promise.resolve({ ok: true, value: { lines: backup.lines.slice(from, from + 700), next: from + 700 < backup.lines.length ? from + 700 : null } });
    },
    backupFile: (hash) => Promise.resolve(device.backup?.attachments.get(hash) ?? null),
    appInfo: unused, vaultStatus: unused, vaultCreate: unused, vaultOpen: unused, saveFile: unused, savePdf: unused, bundleBegin: unused, bundlePart: unused, bundleFinish: unused, bundleCancel: unused,
    backupStatus: unused, backupList: unused, backupNow: unused, backupChooseFolder: unused, backupForgetFolder: unused, backupLookIn: unused, backupSetPassword: unused, backupOpen: unused, backupKey: unused, backupPutBack: unused, backupPending: unused, backupSettled: unused,
    countyOrigin: unused, countyProbe: unused, setCountyOrigin: unused, setFullScreen: unused,
  };
}
