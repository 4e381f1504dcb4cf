/** The key store of the operating system (DPAPI, Keychain, libsecret, kwallet) behind Electron's safeStorage, with the one question that matters: does it protect? */

/** What the vault needs of a key store. */
export interface KeyStore {
  /** Its name, or null when there is none that really protects. The name is kept beside the key, so that a change of it is noticed. */
  backend(): Promise<string | null>;
  wrap(plain: string): Promise<Buffer>;
  /** Rejects when this store did not wrap it, or its user said no. */
  unwrap(wrapped: Buffer): Promise<string>;
}

/**
 * The part of Electron's safeStorage that is used. The asynchronous calls are missing in old Electrons, and the synchronous ones go away
 * in Electron 46: what is there is used, and what either of them wrapped the asynchronous one unwraps.
 */
export interface SafeStorageLike {
  getSelectedStorageBackend?(): string;
  isAsyncEncryptionAvailable?(): Promise<boolean>;
  encryptStringAsync?(plain: string): Promise<Buffer>;
  decryptStringAsync?(wrapped: Buffer): Promise<{ readonly result: string }>;
  isEncryptionAvailable?(): boolean;
  encryptString?(plain: string): Buffer;
  decryptString?(wrapped: Buffer): string;
}

/** The key store behind Electron's safeStorage on this platform. Ask it only once the app is ready. */
export function systemKeyStore(safeStorage: SafeStorageLike, platform: NodeJS.Platform): KeyStore {
  const available = async () => {
    if (safeStorage.isAsyncEncryptionAvailable) return safeStorage.isAsyncEncryptionAvailable();
    return safeStorage.isEncryptionAvailable?.() ?? false;
  };
  return {
    async backend() {
      const name = platform === 'linux' ? safeStorage.getSelectedStorageBackend?.() ?? 'unknown' : platform;
      // `basic_text` encrypts with a password that is written in Chromium's source.
      if (name === 'basic_text' || name === 'unknown') return null;
      return await available() ? name : null;
    },
    async wrap(plain) {
      if (safeStorage.encryptStringAsync) return safeStorage.encryptStringAsync(plain);
      if (safeStorage.encryptString) return safeStorage.encryptString(plain);
      throw new Error('This Electron has no safeStorage.');
    },
    async unwrap(wrapped) {
      if (safeStorage.decryptStringAsync) return (await safeStorage.decryptStringAsync(wrapped)).result;
      if (safeStorage.decryptString) return safeStorage.decryptString(wrapped);
      throw new Error('This Electron has no safeStorage.');
    },
  };
}
