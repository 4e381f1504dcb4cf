/** What opens a backup of another installation, and putting its vault and enrolment onto a computer that has no data, or cannot open them. */
import { renameSync } from 'node:fs';
import type { BackupKeyFailure, BackupPlaceName, Outcome, PutBackFailure, VaultKey } from '../shared/desktop-api.ts';
import type { OpenBackup } from './backups.ts';
import type { BackupMemory } from './backup-state.ts';
import type { CountyOrigin } from './county-origin.ts';
import type { Journal } from './journal.ts';
import type { KeyStore } from './key-store.ts';
import { MIN_PASSWORD, unwrapByPassword } from './password-wrap.ts';
import { parseVault, unwrapVault, type Vault } from './vault.ts';

export interface BackupRestoreParts {
  readonly opened: () => OpenBackup | null;
  readonly vault: Vault;
  readonly keyStore: KeyStore;
  readonly journal: Journal;
  readonly journalFolder: string;
  readonly county: CountyOrigin;
  readonly memory: BackupMemory;
}

export interface BackupRestore {
  /** The data key of the open backup. */
  key(password: string | null): Promise<Outcome<VaultKey, BackupKeyFailure>>;
  putBack(password: string | null): Promise<Outcome<true, PutBackFailure>>;
  pending(): { readonly place: BackupPlaceName; readonly id: string } | null;
  settled(): void;
  /** The password that opens backups on another computer. */
  setPassword(password: string): Promise<Outcome<true, 'password-too-short' | 'locked' | 'not-writable'>>;
}

export function createBackupRestore({ opened, vault, keyStore, journal, journalFolder, county, memory }: BackupRestoreParts): BackupRestore {
  async function keyOf(password: string | null): Promise<Outcome<Buffer, BackupKeyFailure>> {
    const manifest = opened()?.manifest;
    if (manifest === undefined) return { ok: false, failure: 'no-such-backup' };
    const file = parseVault(manifest.vault);
    const byVault = file === null ? null : await unwrapVault(file, password, keyStore);
    if (byVault !== null) return { ok: true, value: byVault };
    const byPassword = manifest.recovery !== null || file?.wrap.by === 'password';
    if (!byPassword) return { ok: false, failure: 'no-password-set' };
    if (password === null) return { ok: false, failure: 'password-needed' };
    const recovered = manifest.recovery === null ? null : await unwrapByPassword(manifest.recovery, manifest.kid, password);
    return recovered === null ? { ok: false, failure: 'wrong-password' } : { ok: true, value: recovered };
  }

  /** True when nothing that can be opened here would be hidden by another key. A journal that cannot be read is set aside. */
  async function mayPutBack(): Promise<boolean> {
    if ((await vault.status()).state !== 'open') return true;
    const found = await journal.open();
    if (found.ok) return found.value.lines === 0 && vault.read() === null;
    if (found.failure === 'disk-full') return false;
    await journal.close();
    renameSync(journalFolder, `${journalFolder}.before-${Date.now()}`);
    return true;
  }

  return {
    async key(password) {
      const key = await keyOf(password);
      return key.ok ? { ok: true, value: { kid: opened()?.manifest.kid ?? '', key: key.value.toString('base64') } } : key;
    },
    async putBack(password) {
      const key = await keyOf(password), found = opened();
      if (!key.ok) return key;
      if (found === null) return { ok: false, failure: 'no-such-backup' };
      try {
        if (!await mayPutBack()) return { ok: false, failure: 'not-empty' };
        const { kid, enrolment, drafts = null, county: origin, id } = found.manifest;
        memory.set({ pending: { place: found.name, folder: found.place.folder, id } });
        if (!await vault.adopt({ kid, key: key.value, password, enrolment, drafts })) return { ok: false, failure: 'password-needed' };
        if (origin !== null) county.set(origin);
        return { ok: true, value: true };
      } catch {
        return { ok: false, failure: 'not-writable' };
      }
    },
    pending() {
      const { pending } = memory.get();
      return pending === null ? null : { place: pending.place, id: pending.id };
    },
    settled: () => { memory.set({ pending: null }); },
    async setPassword(password) {
      if ([...password].length < MIN_PASSWORD) return { ok: false, failure: 'password-too-short' };
      const wrap = await vault.wrapUnder(password), kid = vault.file()?.kid;
      if (wrap === null || kid === undefined) return { ok: false, failure: 'locked' };
      memory.set({ recovery: { kid, wrap } });
      return { ok: true, value: true };
    },
  };
}
