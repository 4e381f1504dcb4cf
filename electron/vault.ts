/**
 * The vault: keeps the data key (AES-256) that seals every entry on this device, and beside it the sealed enrolment and a copy of the sealed drafts. The key is
 * wrapped by the system's key store where there is one that protects, otherwise by a password. What it protects from: another account of this
 * computer, a copied disk. What not: programs that the same user runs.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import type { Outcome, VaultFailure, VaultKey, VaultStatus } from '../shared/desktop-api.ts';
import type { KeyStore } from './key-store.ts';
import { MIN_PASSWORD, PasswordWrap, unwrapByPassword, wrapByPassword } from './password-wrap.ts';
import { replaceFile } from './replace-file.ts';

/** The vault's calls, as the page sees them. They run one after another. */
export interface Vault {
  status(): Promise<VaultStatus>;
  /** Makes the key. Never over an existing one: everything on this device is sealed under it (`damaged`, when that cannot be read). */
  create(password: string | null): Promise<Outcome<VaultKey, VaultFailure>>;
  open(password: string | null): Promise<Outcome<VaultKey, VaultFailure>>;
  /** The sealed enrolment, or null when there is none. */
  read(): string | null;
  /** Replaces the sealed enrolment; false when the disk refuses. */
  write(sealed: string): boolean;
  /** The copy of the sealed drafts, or null when there is none. */
  drafts(): string | null;
  writeDrafts(sealed: string): boolean;
  /** The vault's file as it is, with the id of its key, for a backup; null when there is none that can be read. */
  file(): { readonly text: string; readonly kid: string; readonly keeper: VaultStatus['keeper'] } | null;
  /** The open key under another password, for a backup; null while it is locked. */
  wrapUnder(password: string): Promise<PasswordWrap | null>;
  /** Takes a key that was kept elsewhere, with its enrolment and drafts; what was here is set aside. The page must load again. */
  adopt(key: AdoptedKey): Promise<boolean>;
}

/** A key to be kept here: by the system's key store where there is one, otherwise under `password`. */
export interface AdoptedKey { readonly kid: string; readonly key: Buffer; readonly password: string | null; readonly enrolment: string | null; readonly drafts: string | null }

const KEY_BYTES = 32;
const SystemWrap = Type.Object({ by: Type.Literal('system'), backend: Type.String(), wrapped: Type.String() });
export const VaultFile = Type.Object({ version: Type.Literal(1), kid: Type.String({ minLength: 1 }), wrap: Type.Union([SystemWrap, PasswordWrap]) });
export type VaultFile = Static<typeof VaultFile>;
type Opened = Outcome<VaultKey, VaultFailure>;

/** A vault in `folder`. */
export function createVault(folder: string, keyStore: KeyStore): Vault {
  const keyFile = path.join(folder, 'vault.json');
  const enrolmentFile = path.join(folder, 'enrolment.sealed');
  const draftsFile = path.join(folder, 'drafts.sealed');
  let given: VaultKey | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  };
  const give = (kid: string, key: Buffer): Opened => {
    given = { kid, key: key.toString('base64') };
    return { ok: true, value: given };
  };

  const put = (file: string, text: string): boolean => {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      replaceFile(file, Buffer.from(text));
      return true;
    } catch {
      return false;
    }
  };

  /** Null when the key store refuses: locked, or its user said no. */
  async function wrapBySystem(key: Buffer, backend: string): Promise<Static<typeof SystemWrap> | null> {
    const wrapped = await keyStore.wrap(key.toString('base64')).catch(() => null);
    return wrapped === null ? null : { by: 'system', backend, wrapped: wrapped.toString('base64') };
  }

  async function create(password: string | null): Promise<Opened> {
    if (existsSync(keyFile)) return given === null ? failed('damaged') : { ok: true, value: given };
    const key = randomBytes(KEY_BYTES), kid = randomBytes(6).toString('hex'), backend = await keyStore.backend();
    if (backend === null && (password === null || [...password].length < MIN_PASSWORD)) return failed('password-too-short');
    const wrap = backend === null ? await wrapByPassword(key, kid, password ?? '') : await wrapBySystem(key, backend);
    if (wrap === null) return failed('key-store-changed');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    replaceFile(keyFile, Buffer.from(JSON.stringify({ version: 1, kid, wrap } satisfies VaultFile)));
    return give(kid, key);
  }

  async function open(password: string | null): Promise<Opened> {
    if (given !== null) return { ok: true, value: given };
    const file = readVault(keyFile);
    if (file === null) return failed('no-vault');
    if (file === 'damaged') return failed('damaged');
    const { kid, wrap } = file;
    const key = await unwrapVault(file, password, keyStore);
    return key === null ? failed(wrap.by === 'password' ? 'wrong-password' : 'key-store-changed') : give(kid, key);
  }

  return {
    status: () => inTurn(async () => {
      const file = readVault(keyFile);
      const keeper = file === null ? (await keyStore.backend() === null ? 'password' : 'system') : file === 'damaged' ? 'password' : file.wrap.by;
      return { state: given !== null ? 'open' : file === null ? 'absent' : 'locked', keeper };
    }),
    create: (password) => inTurn(() => create(password)),
    open: (password) => inTurn(() => open(password)),
    read: () => textOf(enrolmentFile),
    write: (sealed) => put(enrolmentFile, sealed),
    drafts: () => textOf(draftsFile),
    writeDrafts: (sealed) => put(draftsFile, sealed),
    file() {
      const file = readVault(keyFile);
      return file === null || file === 'damaged' ? null : { text: readFileSync(keyFile, 'utf8'), kid: file.kid, keeper: file.wrap.by };
    },
    wrapUnder: (password) => inTurn(async () => (given === null ? null : wrapByPassword(Buffer.from(given.key, 'base64'), given.kid, password))),
    adopt: ({ kid, key, password, enrolment, drafts }) => inTurn(async () => {
      const backend = await keyStore.backend();
      const wrap = backend === null ? await wrapByPassword(key, kid, password ?? '') : await wrapBySystem(key, backend);
      if (wrap === null || (backend === null && password === null)) return false;
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      for (const file of [keyFile, enrolmentFile, draftsFile]) setAside(file);
      if (drafts !== null) replaceFile(draftsFile, Buffer.from(drafts));
      if (enrolment !== null) replaceFile(enrolmentFile, Buffer.from(enrolment));
      replaceFile(keyFile, Buffer.from(JSON.stringify({ version: 1, kid, wrap } satisfies VaultFile)));
      given = null;
      return true;
    }),
  };
}

/** The key in a vault's file, or null when neither the password nor this user's key store opens it. */
export async function unwrapVault({ kid, wrap }: VaultFile, password: string | null, keyStore: KeyStore): Promise<Buffer | null> {
  if (wrap.by === 'password') return password === null ? null : unwrapByPassword(wrap, kid, password);
  if (await keyStore.backend() !== wrap.backend) return null;
  const plain = await keyStore.unwrap(Buffer.from(wrap.wrapped, 'base64')).catch(() => null);
  const key = Buffer.from(plain ?? '', 'base64');
  return key.length === KEY_BYTES ? key : null;
}

/** The vault's file in `text`, or null when it is none. */
export function parseVault(text: string): VaultFile | null {
  try {
    const read: unknown = JSON.parse(text);
    return Value.Check(VaultFile, read) ? read : null;
  } catch {
    return null;
  }
}

/** Nothing that a key may be in is ever deleted. */
function setAside(file: string): void {
  if (!existsSync(file)) return;
  let n = 1;
  while (existsSync(`${file}.before-${n}`)) n += 1;
  renameSync(file, `${file}.before-${n}`);
}

function textOf(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function failed(failure: VaultFailure): Opened {
  return { ok: false, failure };
}

function readVault(file: string): VaultFile | 'damaged' | null {
  if (!existsSync(file)) return null;
  try {
    return parseVault(readFileSync(file, 'utf8')) ?? 'damaged';
  } catch {
    return 'damaged';
  }
}
