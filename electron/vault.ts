/**
 * The vault: keeps the data key (AES-256) that seals every entry on this device, and beside it the sealed enrolment. The key is
 * wrapped by the system's key store where there is a real one (DPAPI, Keychain, libsecret, kwallet), otherwise by a password. What it
 * protects from: another account of this computer, a copied disk. What not: programs that the same user runs.
 */
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Outcome, VaultFailure, VaultKey, VaultStatus } from '../shared/desktop-api.ts';
import { replaceFile } from './replace-file.ts';

/** What the vault needs of the system's key store; `backend` is stored beside the key, so that a change of it is noticed. */
export interface KeyStore {
  /** Its name, or null when there is none that really protects (Linux `basic_text` counts as none). */
  backend(): string | null;
  wrap(plain: string): Promise<Buffer>;
  unwrap(wrapped: Buffer): Promise<string>;
}

export interface Vault {
  status(): VaultStatus;
  create(password: string | null): Promise<Outcome<VaultKey, VaultFailure>>;
  open(password: string | null): Promise<Outcome<VaultKey, VaultFailure>>;
  read(): string | null;
  write(sealed: string): boolean;
}

/** Shortest password; longer is advised, no other rule (ASVS 6.2.5). */
export const MIN_PASSWORD = 8;
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };

type Wrap =
  | { readonly by: 'system'; readonly backend: string; readonly wrapped: string }
  | { readonly by: 'password'; readonly kdf: 'scrypt'; readonly N: number; readonly r: number; readonly p: number; readonly salt: string; readonly alg: 'A256GCM'; readonly n: string; readonly c: string };
interface VaultFile { readonly version: 1; readonly kid: string; readonly wrap: Wrap }

/** A vault in `folder`. */
export function createVault(folder: string, keyStore: KeyStore): Vault {
  const keyFile = path.join(folder, 'vault.json');
  const blobFile = path.join(folder, 'enrolment.sealed');
  let opened: VaultKey | null = null;

  const keeper = (file: VaultFile | null) => file?.wrap.by ?? (keyStore.backend() === null ? 'password' : 'system');
  return {
    status() {
      const file = readVault(keyFile);
      if (opened) return { state: 'open', keeper: keeper(file === 'damaged' ? null : file) };
      if (file === 'damaged') return { state: 'locked', keeper: 'password' };
      return { state: file ? 'locked' : 'absent', keeper: keeper(file) };
    },
    async create(password) {
      // Never over an existing key: everything on this device is sealed under it.
      if (existsSync(keyFile)) return opened ? { ok: true, value: opened } : { ok: false, failure: 'damaged' };
      const key = randomBytes(32), kid = randomBytes(6).toString('hex'), backend = keyStore.backend();
      let wrap: Wrap;
      if (backend !== null) wrap = { by: 'system', backend, wrapped: (await keyStore.wrap(key.toString('base64'))).toString('base64') };
      else if (password === null || [...password].length < MIN_PASSWORD) return { ok: false, failure: 'password-too-short' };
      else wrap = wrapByPassword(key, kid, password);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const file: VaultFile = { version: 1, kid, wrap };
      replaceFile(keyFile, Buffer.from(JSON.stringify(file)));
      opened = { kid, key: key.toString('base64') };
      return { ok: true, value: opened };
    },
    async open(password) {
      if (opened) return { ok: true, value: opened };
      const file = readVault(keyFile);
      if (file === null) return { ok: false, failure: 'no-vault' };
      if (file === 'damaged') return { ok: false, failure: 'damaged' };
      if (file.wrap.by === 'system') {
        if (keyStore.backend() !== file.wrap.backend) return { ok: false, failure: 'key-store-changed' };
        try {
          opened = { kid: file.kid, key: await keyStore.unwrap(Buffer.from(file.wrap.wrapped, 'base64')) };
        } catch {
          return { ok: false, failure: 'key-store-changed' };
        }
      } else {
        const key = password === null ? null : unwrapByPassword(file.wrap, file.kid, password);
        if (key === null) return { ok: false, failure: 'wrong-password' };
        opened = { kid: file.kid, key: key.toString('base64') };
      }
      return { ok: true, value: opened };
    },
    read() {
      return existsSync(blobFile) ? readFileSync(blobFile, 'utf8') : null;
    },
    write(sealed) {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        replaceFile(blobFile, Buffer.from(sealed));
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** The part of Electron's safeStorage that is used; the asynchronous calls where this Electron has them, since the others go away in 46. */
export interface SafeStorageLike {
  isEncryptionAvailable(): boolean;
  getSelectedStorageBackend?(): string;
  encryptString(plain: string): Buffer;
  decryptString(wrapped: Buffer): string;
  isAsyncEncryptionAvailable?(): Promise<boolean>;
  encryptStringAsync?(plain: string): Promise<Buffer>;
  decryptStringAsync?(wrapped: Buffer): Promise<string | { result: string }>;
}

/** The key store behind Electron's safeStorage. */
export function systemKeyStore(safeStorage: SafeStorageLike, platform: NodeJS.Platform): KeyStore {
  return {
    backend() {
      if (platform !== 'linux') return safeStorage.isEncryptionAvailable() ? platform : null;
      const backend = safeStorage.getSelectedStorageBackend?.() ?? 'unknown';
      return backend === 'basic_text' || backend === 'unknown' || !safeStorage.isEncryptionAvailable() ? null : backend;
    },
    wrap: async (plain) => (safeStorage.encryptStringAsync ? safeStorage.encryptStringAsync(plain) : safeStorage.encryptString(plain)),
    async unwrap(wrapped) {
      if (!safeStorage.decryptStringAsync) return safeStorage.decryptString(wrapped);
      const plain = await safeStorage.decryptStringAsync(wrapped);
      return typeof plain === 'string' ? plain : plain.result;
    },
  };
}

function wrapByPassword(key: Buffer, kid: string, password: string): Wrap {
  const salt = randomBytes(16), n = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', scryptSync(password.normalize('NFC'), salt, 32, SCRYPT), n).setAAD(Buffer.from(kid));
  const c = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  return { by: 'password', kdf: 'scrypt', N: SCRYPT.N, r: SCRYPT.r, p: SCRYPT.p, salt: salt.toString('base64'), alg: 'A256GCM', n: n.toString('base64'), c: c.toString('base64') };
}

function unwrapByPassword(wrap: Extract<Wrap, { by: 'password' }>, kid: string, password: string): Buffer | null {
  try {
    const c = Buffer.from(wrap.c, 'base64');
    const kek = scryptSync(password.normalize('NFC'), Buffer.from(wrap.salt, 'base64'), 32, { N: wrap.N, r: wrap.r, p: wrap.p, maxmem: SCRYPT.maxmem });
    const decipher = createDecipheriv('aes-256-gcm', kek, Buffer.from(wrap.n, 'base64')).setAAD(Buffer.from(kid)).setAuthTag(c.subarray(-16));
    return Buffer.concat([decipher.update(c.subarray(0, -16)), decipher.final()]);
  } catch {
    return null;
  }
}

function readVault(file: string): VaultFile | 'damaged' | null {
  if (!existsSync(file)) return null;
  try {
    const read = JSON.parse(readFileSync(file, 'utf8')) as Partial<VaultFile>;
    return read.version === 1 && typeof read.kid === 'string' && read.wrap ? (read as VaultFile) : 'damaged';
  } catch {
    return 'damaged';
  }
}
