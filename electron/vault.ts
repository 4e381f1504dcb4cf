/**
 * The vault: keeps the data key (AES-256) that seals every entry on this device, and beside it the sealed enrolment. The key is
 * wrapped by the system's key store where there is one that protects, otherwise by a password. What it protects from: another account of this
 * computer, a copied disk. What not: programs that the same user runs.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
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
}

const KEY_BYTES = 32;
const SystemWrap = Type.Object({ by: Type.Literal('system'), backend: Type.String(), wrapped: Type.String() });
const VaultFile = Type.Object({ version: Type.Literal(1), kid: Type.String({ minLength: 1 }), wrap: Type.Union([SystemWrap, PasswordWrap]) });
type VaultFile = Static<typeof VaultFile>;
type Opened = Outcome<VaultKey, VaultFailure>;

/** A vault in `folder`. */
export function createVault(folder: string, keyStore: KeyStore): Vault {
  const keyFile = path.join(folder, 'vault.json');
  const enrolmentFile = path.join(folder, 'enrolment.sealed');
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
    if (wrap.by === 'password') {
      const key = password === null ? null : await unwrapByPassword(wrap, kid, password);
      return key === null ? failed('wrong-password') : give(kid, key);
    }
    if (await keyStore.backend() !== wrap.backend) return failed('key-store-changed');
    const plain = await keyStore.unwrap(Buffer.from(wrap.wrapped, 'base64')).catch(() => null);
    const key = Buffer.from(plain ?? '', 'base64');
    return key.length === KEY_BYTES ? give(kid, key) : failed('key-store-changed');
  }

  return {
    status: () => inTurn(async () => {
      const file = readVault(keyFile);
      const keeper = file === null ? (await keyStore.backend() === null ? 'password' : 'system') : file === 'damaged' ? 'password' : file.wrap.by;
      return { state: given !== null ? 'open' : file === null ? 'absent' : 'locked', keeper };
    }),
    create: (password) => inTurn(() => create(password)),
    open: (password) => inTurn(() => open(password)),
    read: () => (existsSync(enrolmentFile) ? readFileSync(enrolmentFile, 'utf8') : null),
    write(sealed) {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        replaceFile(enrolmentFile, Buffer.from(sealed));
        return true;
      } catch {
        return false;
      }
    },
  };
}

function failed(failure: VaultFailure): Opened {
  return { ok: false, failure };
}

function readVault(file: string): VaultFile | 'damaged' | null {
  if (!existsSync(file)) return null;
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Value.Check(VaultFile, read) ? read : 'damaged';
  } catch {
    return 'damaged';
  }
}
