/**
 * The county's secret: one file beside the database, made on the first run and readable by its owner only. With it the
 * server signs receipts and replies, opens what was locked for the county, and hides enrolment codes. It is backed up apart from the database: with the database alone
 * nobody can make a receipt.
 */
import { createHash, createHmac, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openerOf, publicKeyOf, seedText, signBytes } from '../shared/identity/device-key.ts';
import { err, ok, type Result } from '../shared/kernel/result.ts';
import { bytesOfText } from '../shared/kernel/utf8.ts';

/** The uses of the county's key; the key itself does not leave this file. */
export interface CountyKey {
  /** The county's proof that it accepted the entry of this id: 64 hex characters. */
  receipt(entryId: string): string;
  /** True when the county itself once gave this receipt for this id. Constant time. */
  proves(entryId: string, receipt: string): boolean;
  /** How a one-time code is kept: useless to whoever reads only the database. */
  codeHash(code: string): string;
  /** By this devices know what the county signed, and lock for it. It comes from the same secret: a county of an older version has it from its next start on. */
  readonly publicKey: string;
  /** The age identity that opens what was locked for the county. */
  readonly opener: string;
  /** The county's signature over the hash of a reply. */
  signReply(hash: string): string;
  /** Tells keys apart without telling anything about them: 16 hex characters. */
  readonly fingerprint: string;
}

const KEY_BYTES = 32;

/** The key's file inside the data folder. */
export function countyKeyFile(dataDir: string): string {
  return join(dataDir, 'county.key');
}

/** Makes a new key file with mode 0600. Rejects when there is one already. */
export async function makeCountyKey(dataDir: string): Promise<CountyKey> {
  const bytes = randomBytes(KEY_BYTES);
  const file = await open(countyKeyFile(dataDir), 'wx', 0o600);
  try {
    await file.writeFile(`${bytes.toString('hex')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return countyKey(bytes);
}

/** Reads the key file, and takes away what others may do with it. The error is a sentence for the operator. */
export async function readCountyKey(dataDir: string): Promise<Result<CountyKey | null, string>> {
  const path = countyKeyFile(dataDir);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ok(null);
    return err(`读不了县密钥文件 ${path}。请检查文件的所有者和权限。`);
  }
  const hex = text.trim();
  if (!/^[0-9a-f]{64}$/.test(hex)) return err(`县密钥文件 ${path} 已损坏。请从备份中恢复这个文件，不要新建。`);
  await chmod(path, 0o600);
  return ok(countyKey(Buffer.from(hex, 'hex')));
}

function countyKey(bytes: Buffer): CountyKey {
  // Made once: a receipt is made for every entry that goes in or out, and making a key of bytes takes longer than the receipt.
  const secret = createSecretKey(bytes);
  const mac = (use: string, text: string) => createHmac('sha256', secret).update(`${use}:${text}`).digest();
  const seed = seedText(mac('key-pair', 'ed25519'));
  return {
    publicKey: publicKeyOf(seed),
    opener: openerOf(seed),
    signReply: (hash) => signBytes(seed, 'reply', bytesOfText(hash)),
    receipt: (entryId) => mac('receipt', entryId).toString('hex'),
    proves(entryId, receipt) {
      const given = Buffer.from(receipt, 'hex');
      const due = mac('receipt', entryId);
      return given.length === due.length && timingSafeEqual(given, due);
    },
    codeHash: (code) => mac('enrolment-code', code).toString('hex'),
    fingerprint: createHash('sha256').update('fingerprint:').update(bytes).digest('hex').slice(0, 16),
  };
}
