import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createVault, systemKeyStore, type KeyStore, type SafeStorageLike } from '../../electron/vault.ts';

let folder = '';
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'vault-')); });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

const noStore: KeyStore = { backend: () => null, wrap: () => Promise.reject(new Error('none')), unwrap: () => Promise.reject(new Error('none')) };

/** The system's key store: a system dialog of sorts, so the one thing here that is not real. */
function aSafeStorage(backend: string, secret = 1): SafeStorageLike {
  const turn = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ secret));
  return { isEncryptionAvailable: () => true, getSelectedStorageBackend: () => backend, encryptString: (plain) => turn(Buffer.from(plain)), decryptString: (wrapped) => turn(wrapped).toString() };
}

describe('the vault behind a password', () => {
  it('gives the same key back to the right password, after a restart', async () => {
    const made = await createVault(folder, noStore).create('人大秘书的口令八字');
    if (!made.ok) throw new Error(made.failure);
    expect(Buffer.from(made.value.key, 'base64')).toHaveLength(32);
    const again = createVault(folder, noStore);
    expect(again.status()).toEqual({ state: 'locked', keeper: 'password' });
    expect(await again.open('人大秘书的口令八字')).toEqual(made);
    expect(again.status()).toEqual({ state: 'open', keeper: 'password' });
  });

  it('refuses a wrong password, no password and a short one', async () => {
    const vault = createVault(folder, noStore);
    expect(await vault.open('whatever')).toEqual({ ok: false, failure: 'no-vault' });
    expect(await vault.create('1234567')).toEqual({ ok: false, failure: 'password-too-short' });
    expect(await vault.create(null)).toEqual({ ok: false, failure: 'password-too-short' });
    await vault.create('12345678');
    const again = createVault(folder, noStore);
    expect(await again.open('12345679')).toEqual({ ok: false, failure: 'wrong-password' });
    expect(await again.open(null)).toEqual({ ok: false, failure: 'wrong-password' });
  });

  it('never makes a new key over an old one', async () => {
    await createVault(folder, noStore).create('12345678');
    const before = readFileSync(path.join(folder, 'vault.json'));
    expect(await createVault(folder, noStore).create('another one')).toEqual({ ok: false, failure: 'damaged' });
    expect(readFileSync(path.join(folder, 'vault.json'))).toEqual(before);
  });

  it('says that its file is damaged, and leaves it', async () => {
    writeFileSync(path.join(folder, 'vault.json'), '{"version":1,');
    const vault = createVault(folder, noStore);
    expect(await vault.open('12345678')).toEqual({ ok: false, failure: 'damaged' });
    expect(await vault.create('12345678')).toEqual({ ok: false, failure: 'damaged' });
  });

  it('keeps neither key nor password in clear on disk', async () => {
    const made = await createVault(folder, noStore).create('很长很长的一个口令');
    if (!made.ok) throw new Error(made.failure);
    const file = readFileSync(path.join(folder, 'vault.json'), 'utf8');
    expect(file).not.toContain(made.value.key);
    expect(file).not.toContain('很长很长的一个口令');
  });
});

describe('the vault behind the system key store', () => {
  it('needs no password, and remembers which store wrapped the key', async () => {
    const store = systemKeyStore(aSafeStorage('gnome_libsecret'), 'linux');
    const made = await createVault(folder, store).create(null);
    expect(made.ok).toBe(true);
    expect(await createVault(folder, store).open(null)).toEqual(made);
    expect(createVault(folder, store).status()).toEqual({ state: 'locked', keeper: 'system' });
    expect(await createVault(folder, systemKeyStore(aSafeStorage('kwallet6'), 'linux')).open(null)).toEqual({ ok: false, failure: 'key-store-changed' });
  });

  it('counts the unprotected store of Linux as none', () => {
    expect(systemKeyStore(aSafeStorage('basic_text'), 'linux').backend()).toBeNull();
    expect(systemKeyStore(aSafeStorage('unknown'), 'linux').backend()).toBeNull();
    expect(systemKeyStore(aSafeStorage('whatever'), 'win32').backend()).toBe('win32');
  });
});

describe('the sealed enrolment', () => {
  it('is kept beside the key', () => {
    const vault = createVault(folder, noStore);
    expect(vault.read()).toBeNull();
    expect(vault.write('sealed')).toBe(true);
    expect(createVault(folder, noStore).read()).toBe('sealed');
  });
});
