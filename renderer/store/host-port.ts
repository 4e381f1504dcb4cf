/**
 * The page's `Host` as it crosses to the worker: Comlink carries one proxied object of functions, so the two optional
 * parts become flags, and their calls become flat.
 */
import type { Host, StoreApi, StoreOptions } from './api.ts';

type Journal = NonNullable<Host['journal']>;
type Vault = NonNullable<Host['vault']>;
type Files = NonNullable<Host['files']>;
type Backup = NonNullable<Host['backup']>;

/** Which optional parts the page has. */
export interface HostParts { readonly journal: boolean; readonly vault: boolean; readonly files: boolean; readonly backup: boolean }

/** The calls of a host, flat. */
export interface HostPort {
  journalOpen: Journal['open'];
  journalAppend: Journal['append'];
  journalRead: Journal['read'];
  vaultRead: Vault['read'];
  vaultWrite: Vault['write'];
  draftsRead: Vault['drafts'];
  draftsWrite: Vault['writeDrafts'];
  fileWrite: Files['write'];
  fileRead: Files['read'];
  backupRead: Backup['read'];
  backupFile: Backup['file'];
  changed(...change: Parameters<Host['changed']>): void | Promise<void>;
  working(...work: Parameters<Host['working']>): void | Promise<void>;
}

/** What the worker exposes: the store, with `open` taking the host in its crossing form. */
export interface StoreWorkerApi extends Omit<StoreApi, 'open'> {
  open(options: StoreOptions & { readonly has: HostParts }, port: HostPort): ReturnType<StoreApi['open']>;
}

/** On the page: the host, flat. */
export function hostToPort(host: Host): HostPort {
  const { journal, vault, files, backup } = host;
  const absent = () => Promise.reject(new Error('this host has no such part'));
  return {
    journalOpen: () => journal?.open() ?? absent(), journalAppend: (lines) => journal?.append(lines) ?? absent(), journalRead: (from) => journal?.read(from) ?? absent(),
    vaultRead: () => vault?.read() ?? absent(), vaultWrite: (sealed) => vault?.write(sealed) ?? absent(), draftsRead: () => vault?.drafts() ?? absent(), draftsWrite: (sealed) => vault?.writeDrafts(sealed) ?? absent(),
    fileWrite: (hash, bytes) => files?.write(hash, bytes) ?? absent(), fileRead: (hash) => files?.read(hash) ?? absent(),
    backupRead: (from) => backup?.read(from) ?? absent(), backupFile: (hash) => backup?.file(hash) ?? absent(),
    changed: (change) => { host.changed(change); }, working: (work) => { host.working(work); },
  };
}

/** In the worker: the host again. */
export function portToHost(port: HostPort, has: HostParts): Host {
  return {
    journal: has.journal ? { open: () => port.journalOpen(), append: (lines) => port.journalAppend(lines), read: (from) => port.journalRead(from) } : null,
    vault: has.vault ? { read: () => port.vaultRead(), write: (sealed) => port.vaultWrite(sealed), drafts: () => port.draftsRead(), writeDrafts: (sealed) => port.draftsWrite(sealed) } : null,
    files: has.files ? { write: (hash, bytes) => port.fileWrite(hash, bytes), read: (hash) => port.fileRead(hash) } : null,
    backup: has.backup ? { read: (from) => port.backupRead(from), file: (hash) => port.backupFile(hash) } : null,
    changed: (change) => { void port.changed(change); }, working: (work) => { void port.working(work); },
  };
}
