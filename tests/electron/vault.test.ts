import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemKeyStore, type KeyStore, type SafeStorageLike } from '../../electron/key-store.ts';
import { createVault } from '../../electron/vault.ts';

let folder = '';
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'vault-')); });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

const noStore: KeyStore = { backend: () => Promise.resolve(null), wrap: () => Promise.reject(new Error('none')), unwrap: () => Promise.reject(new Error('none')) };
const keyFile = () => path.join(folder, 'vault.json');

/** What the system's key stores have in common: a system part, so the one thing here that is not real. `secret` stands for the user's keyring. */
const keyring = (secret: number) => {
  const turn = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ secret));
  return { seal: (plain: string) => turn(Buffer.from(`sealed:${plain}`)), open: (wrapped: Buffer) => { const text = turn(wrapped).toString(); if (!text.startsWith('sealed:')) throw new Error('another keyring'); return text.slice(7); } };
};
/** safeStorage as Electron had it up to 45. */
function synchronousStore(backend: string, secret = 1): SafeStorageLike {
  const { seal, open } = keyring(secret);
  return { isEncryptionAvailable: () => true, getSelectedStorageBackend: () => backend, encryptString: seal, decryptString: open };
}
/** safeStorage as it is from 46 on. */
function asynchronousStore(backend: string, secret = 1): SafeStorageLike {
  const { seal, open } = keyring(secret);
  return { isAsyncEncryptionAvailable: () => Promise.resolve(true), getSelectedStorageBackend: () => backend, encryptStringAsync: async (plain) => seal(plain), decryptStringAsync: async (wrapped) => ({ result: open(wrapped) }) };
}

async function made(store: KeyStore, password: string | null) {
  const outcome = await createVault(folder, store).create(password);
  if (!outcome.ok) throw new Error(outcome.failure);
  return outcome;
}

describe('the vault behind a password', () => {
  it('gives the same key back to the right password, after a restart', async () => {
    const first = await made(noStore, '人大秘书的口令八字');
    expect(Buffer.from(first.value.key, 'base64')).toHaveLength(32);
    const again = createVault(folder, noStore);
    expect(await again.status()).toEqual({ state: 'locked', keeper: 'password' });
    expect(await again.open('人大秘书的口令八字')).toEqual(first);
    expect(await again.status()).toEqual({ state: 'open', keeper: 'password' });
    expect(await again.open(null)).toEqual(first);
  });

  it('takes the same password however the keyboard composed it', async () => {
    const first = await made(noStore, 'caf\u00e9 caf\u00e9');
    expect(await createVault(folder, noStore).open('cafe\u0301 cafe\u0301')).toEqual(first);
  });

  it('refuses a wrong password, no password and a short one', async () => {
    const vault = createVault(folder, noStore);
    expect(await vault.status()).toEqual({ state: 'absent', keeper: 'password' });
    expect(await vault.open('whatever')).toEqual({ ok: false, failure: 'no-vault' });
    expect(await vault.create('1234567')).toEqual({ ok: false, failure: 'password-too-short' });
    expect(await vault.create('𠮷𠮷𠮷𠮷')).toEqual({ ok: false, failure: 'password-too-short' });
    expect(await vault.create(null)).toEqual({ ok: false, failure: 'password-too-short' });
    expect(readdirSync(folder)).toEqual([]);
    await vault.create('12345678');
    const again = createVault(folder, noStore);
    expect(await again.open('12345679')).toEqual({ ok: false, failure: 'wrong-password' });
    expect(await again.open('12345678 ')).toEqual({ ok: false, failure: 'wrong-password' });
    expect(await again.open(null)).toEqual({ ok: false, failure: 'wrong-password' });
    expect(await again.status()).toEqual({ state: 'locked', keeper: 'password' });
  });

  it('never makes a new key over an old one, also when asked twice at once', async () => {
    const vault = createVault(folder, noStore);
    const [first, second] = await Promise.all([vault.create('12345678'), vault.create('87654321')]);
    expect(second).toEqual(first);
    const before = readFileSync(keyFile());
    expect(await createVault(folder, noStore).create('another one')).toEqual({ ok: false, failure: 'damaged' });
    expect(readFileSync(keyFile())).toEqual(before);
  });

  it('says that its file is damaged, and leaves it', async () => {
    for (const content of ['{"version":1,', '', 'null', '{"version":2,"kid":"a","wrap":{}}', '{"version":1,"kid":"a","wrap":{"by":"password"}}']) {
      writeFileSync(keyFile(), content);
      const vault = createVault(folder, noStore);
      expect(await vault.open('12345678')).toEqual({ ok: false, failure: 'damaged' });
      expect(await vault.create('12345678')).toEqual({ ok: false, failure: 'damaged' });
      expect(readFileSync(keyFile(), 'utf8')).toBe(content);
    }
  });

  it('does not open when any part of its file was changed', async () => {
    await made(noStore, '12345678');
    const file = JSON.parse(readFileSync(keyFile(), 'utf8')) as { kid: string; wrap: Record<string, string> };
    const other = (text: string) => Buffer.from(Buffer.from(text, 'base64').map((byte, index) => (index === 0 ? byte ^ 1 : byte))).toString('base64');
    for (const changed of [{ ...file, kid: '000000000000' }, ...['salt', 'n', 'c'].map((name) => ({ ...file, wrap: { ...file.wrap, [name]: other(file.wrap[name] ?? '') } })), { ...file, wrap: { ...file.wrap, c: '' } }, { ...file, wrap: { ...file.wrap, N: 2 ** 16 } }]) {
      writeFileSync(keyFile(), JSON.stringify(changed));
      expect(await createVault(folder, noStore).open('12345678')).toEqual({ ok: false, failure: 'wrong-password' });
    }
  });

  it('is not made to burn memory by a changed cost', async () => {
    await made(noStore, '12345678');
    const file = JSON.parse(readFileSync(keyFile(), 'utf8')) as { wrap: object };
    writeFileSync(keyFile(), JSON.stringify({ ...file, wrap: { ...file.wrap, N: 2 ** 30 } }));
    expect(await createVault(folder, noStore).open('12345678')).toEqual({ ok: false, failure: 'damaged' });
  });

  it('keeps neither key nor password in clear on disk, names its algorithms, and keeps others out', async () => {
    const { value } = await made(noStore, '很长很长的一个口令');
    const text = readFileSync(keyFile(), 'utf8');
    expect(text).not.toContain(value.key);
    expect(text).not.toContain('很长');
    expect(JSON.parse(text)).toMatchObject({ version: 1, kid: value.kid, wrap: { by: 'password', kdf: 'scrypt', N: 131_072, r: 8, p: 1, alg: 'A256GCM' } });
    expect(statSync(keyFile()).mode & 0o077).toBe(0);
    expect(readdirSync(folder)).toEqual(['vault.json']);
  });
});

describe('the vault behind the system’s key store', () => {
  it.each([['the synchronous', synchronousStore], ['the asynchronous', asynchronousStore]])('%s one needs no password and gives the same key back', async (_name, aStore) => {
    const store = systemKeyStore(aStore('gnome_libsecret'), 'linux');
    const first = await made(store, null);
    expect(readFileSync(keyFile(), 'utf8')).not.toContain(first.value.key);
    const again = createVault(folder, store);
    expect(await again.status()).toEqual({ state: 'locked', keeper: 'system' });
    expect(await again.open(null)).toEqual(first);
  });

  it('opens after an update of Electron what the old one wrapped', async () => {
    const first = await made(systemKeyStore(synchronousStore('win32'), 'win32'), null);
    expect(await createVault(folder, systemKeyStore(asynchronousStore('win32'), 'win32')).open(null)).toEqual(first);
  });

  it('notices that the store is another one, is gone, or holds other keys', async () => {
    await made(systemKeyStore(synchronousStore('gnome_libsecret'), 'linux'), null);
    for (const store of [systemKeyStore(synchronousStore('kwallet6'), 'linux'), systemKeyStore(synchronousStore('basic_text'), 'linux'), systemKeyStore(synchronousStore('gnome_libsecret', 7), 'linux')]) {
      expect(await createVault(folder, store).open(null)).toEqual({ ok: false, failure: 'key-store-changed' });
    }
  });

  it('says so when the store refuses to wrap, and makes nothing', async () => {
    const locked: SafeStorageLike = { ...asynchronousStore('kwallet6'), encryptStringAsync: () => Promise.reject(new Error('the user said no')) };
    expect(await createVault(folder, systemKeyStore(locked, 'linux')).create(null)).toEqual({ ok: false, failure: 'key-store-changed' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['basic_text', 'linux', null], ['unknown', 'linux', null], ['kwallet6', 'linux', 'kwallet6'], ['gnome_libsecret', 'linux', 'gnome_libsecret'], ['whatever', 'win32', 'win32'], ['whatever', 'darwin', 'darwin'],
  ] as const)('%s on %s counts as %s', async (backend, platform, expected) => {
    expect(await systemKeyStore(synchronousStore(backend), platform).backend()).toBe(expected);
    expect(await systemKeyStore(asynchronousStore(backend), platform).backend()).toBe(expected);
  });

  it('counts as none when it is not available', async () => {
    expect(await systemKeyStore({ isEncryptionAvailable: () => false }, 'win32').backend()).toBeNull();
    expect(await systemKeyStore({ isAsyncEncryptionAvailable: () => Promise.resolve(false), getSelectedStorageBackend: () => 'kwallet6' }, 'linux').backend()).toBeNull();
    expect(await systemKeyStore({}, 'win32').backend()).toBeNull();
  });
});

describe('the sealed enrolment', () => {
  it('is kept beside the key, and replaced as a whole', () => {
    const vault = createVault(folder, noStore);
    expect(vault.read()).toBeNull();
    expect(vault.write('sealed')).toBe(true);
    expect(vault.write('sealed again')).toBe(true);
    expect(createVault(folder, noStore).read()).toBe('sealed again');
    expect(readdirSync(folder)).toEqual(['enrolment.sealed']);
  });

  it('says when the disk refuses', () => {
    mkdirSync(path.join(folder, 'enrolment.sealed'));
    expect(createVault(folder, noStore).write('sealed')).toBe(false);
  });
});
