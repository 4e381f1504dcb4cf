/** An installation on a real disk with its journal, vault and attachments, and a clock that the test sets: what the backup tests back up. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createBackupMemory, type BackupMemory } from '../../electron/backup-state.ts';
import { createBackups, type Backups } from '../../electron/backups.ts';
import { createJournal, type Journal } from '../../electron/journal.ts';
import type { KeyStore } from '../../electron/key-store.ts';
import { createVault, type Vault } from '../../electron/vault.ts';

export const PASSWORD = '人大秘书的口令八字';
export const NO_STORE: KeyStore = { backend: () => Promise.resolve(null), wrap: () => Promise.reject(new Error('none')), unwrap: () => Promise.reject(new Error('none')) };
/** A key store of the system, so that what is not about passwords need not pay for one. */
const KEYRING: KeyStore = { backend: () => Promise.resolve('keyring'), wrap: async (plain) => Buffer.from(plain), unwrap: async (wrapped) => wrapped.toString() };
const PLENTY = () => Promise.resolve(1e12);

export interface Installation {
  readonly userData: string;
  readonly journal: Journal;
  readonly vault: Vault;
  readonly memory: BackupMemory;
  readonly backups: Backups;
  /** The clock, epoch milliseconds. */
  readonly clock: { now: number };
  /** Appends so many entries of one chain, a call each hundred, of about `bytes` bytes each. */
  write(entries: number, bytes?: number): Promise<void>;
  /** Puts a sealed attachment where the app keeps them; answers its name. */
  attach(content: Buffer): string;
}

export interface InstallationOptions { readonly app?: string; readonly freeBytes?: (folder: string) => Promise<number>; readonly keyStore?: KeyStore }

/** An installation in `userData`; one that is there already is opened again. */
export function anInstallation(userData: string, { app = '1.0.0', freeBytes = PLENTY, keyStore = KEYRING }: InstallationOptions = {}): Installation {
  mkdirSync(userData, { recursive: true });
  const clock = { now: Date.UTC(2026, 4, 18, 1, 0, 0) };
  const attachmentFolder = path.join(userData, 'attachments');
  const journal = createJournal(path.join(userData, 'journal'), PLENTY), vault = createVault(userData, keyStore), memory = createBackupMemory(userData);
  const backups = createBackups({ userData, attachmentFolder, app, device: '办公室', journal, vault, county: () => 'https://county.example', memory, freeBytes, reserve: 0, now: () => clock.now });
  let seq = 0;
  return {
    userData, journal, vault, memory, backups, clock,
    async write(entries, bytes = 600) {
      if (vault.file() === null) await vault.create(PASSWORD);
      await journal.open();
      for (let done = 0; done < entries; done += 100) {
        const appended = await journal.append(Array.from({ length: Math.min(100, entries - done) }, () => aLine((seq += 1), { bytes })));
        if (!appended.ok) throw new Error(appended.failure);
      }
    },
    attach(content) {
      const hash = `${createHash('sha256').update(content).digest('hex').replaceAll(/[0189]/g, 'a')}`.slice(0, 26);
      mkdirSync(attachmentFolder, { recursive: true });
      writeFileSync(path.join(attachmentFolder, hash), content);
      return hash;
    },
  };
}

/** The line of the `seq`-th entry of a chain, as the store writes it; its predecessor is the one before unless another is named. */
export function aLine(seq: number, { prev = idOf(seq - 1), bytes = 600 }: { readonly prev?: string; readonly bytes?: number } = {}): string {
  return JSON.stringify({ j: 1, entry: { header: { id: idOf(seq), seq, replica: 'abcdefghij', prev, at: '0', wall: '2026-05-18T01:00:00.000Z', actor: 'wang', scope: '411122201', subject: `case:${seq}`, type: 'case.noted', v: 1 }, sealed: { alg: 'A256GCM', kid: 'k', n: 'n', c: createHash('sha512').update(String(seq)).digest('base64').repeat(Math.ceil(bytes / 88)) } } });
}

function idOf(seq: number): string {
  return seq === 0 ? '' : createHash('sha256').update(`entry ${seq}`).digest('hex').slice(0, 26);
}
