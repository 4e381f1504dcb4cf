/** A key under a password: scrypt makes a key of the password, AES-256-GCM wraps with it. Algorithms and costs stand beside the result, so that both can change later. */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { Type, type Static } from 'typebox';

/** Shortest password, in characters; longer is advised, no other rule (ASVS 5.0, 6.2.1 and 6.2.5). */
export const MIN_PASSWORD = 8;

/** Half a second and 128 MiB on an office PC: what a guess costs a thief. */
const COST = { N: 2 ** 17, r: 8, p: 1 };
const MAX_MEMORY = 512 * 1024 * 1024;

/** What is stored: salt, nonce and ciphertext with its tag behind it in base64. */
export const PasswordWrap = Type.Object({
  by: Type.Literal('password'), kdf: Type.Literal('scrypt'), N: Type.Integer({ minimum: 2 ** 14, maximum: 2 ** 20 }), r: Type.Integer({ minimum: 1, maximum: 16 }), p: Type.Integer({ minimum: 1, maximum: 8 }),
  salt: Type.String(), alg: Type.Literal('A256GCM'), n: Type.String(), c: Type.String(),
});
export type PasswordWrap = Static<typeof PasswordWrap>;

/** Wraps `key`; `kid` is bound to it, so that one vault's key cannot be passed off as another's. */
export async function wrapByPassword(key: Buffer, kid: string, password: string): Promise<PasswordWrap> {
  const salt = randomBytes(16), n = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await keyOfPassword(password, salt, COST), n).setAAD(Buffer.from(kid));
  const c = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  return { by: 'password', kdf: 'scrypt', ...COST, salt: salt.toString('base64'), alg: 'A256GCM', n: n.toString('base64'), c: c.toString('base64') };
}

/** The key, or null when the password is not the one (or the wrap was changed: nobody can tell these apart). */
export async function unwrapByPassword(wrap: PasswordWrap, kid: string, password: string): Promise<Buffer | null> {
  try {
    const c = Buffer.from(wrap.c, 'base64');
    const kek = await keyOfPassword(password, Buffer.from(wrap.salt, 'base64'), wrap);
    const decipher = createDecipheriv('aes-256-gcm', kek, Buffer.from(wrap.n, 'base64'), { authTagLength: 16 }).setAAD(Buffer.from(kid)).setAuthTag(c.subarray(-16));
    return Buffer.concat([decipher.update(c.subarray(0, -16)), decipher.final()]);
  } catch {
    return null;
  }
}

/** Not on the main thread: the window keeps moving meanwhile. Normalised, since input methods type one character in several ways. */
function keyOfPassword(password: string, salt: Buffer, { N, r, p }: { readonly N: number; readonly r: number; readonly p: number }): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, 32, { N, r, p, maxmem: MAX_MEMORY }, (error, key) => { if (error) reject(error); else resolve(key); });
  });
}
