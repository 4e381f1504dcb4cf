/**
 * The lock of a bundle: the age format (ChaCha20-Poly1305 in pieces of 64 KB) under a passphrase, or for the key of the county or of one computer, so that what
 * lies on a lost stick is nobody's. The format has either the one or the other. The library is loaded when it is first needed.
 */
import { LOCKED_BEGINNING, LOCKED_FOR_KEYS, type Lock } from '../../shared/bundle/bundle.ts';
import { parseCode } from '../../shared/bundle/code.ts';
import type { BundleRefusal } from '../../shared/bundle/words.ts';
import { openerOf } from '../../shared/identity/device-key.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';

/** 2^16 rounds: about 0.2 s on an office PC, below 2 s on one of 2012. With the 50 bits of a code no guessing pays. */
const WORK_FACTOR = 16;
/** More than anybody of us writes; a file that asks for more would only keep the computer busy. */
const MOST_WORK = 18;
/** The head of a file under a passphrase, to its end. */
const HEAD = /^age-encryption\.org\/v1\n-> scrypt [A-Za-z0-9+/]{22} ([0-9]{1,2})\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n/;
/** The head of a file for keys, to its end. */
const KEYS_HEAD = /^age-encryption\.org\/v1\n(?:-> X25519 [A-Za-z0-9+/]{43}\n[A-Za-z0-9+/]{43}\n)+--- [A-Za-z0-9+/]{43}\n/;
const HEAD_BYTES = 1024;
const PIECE = 2 * 1024 * 1024;

type Bytes = ReadableStream<Uint8Array>;

/** Locks a stream. */
export async function lock(plain: Bytes, to: Lock): Promise<Bytes> {
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  if ('recipient' in to) encrypter.addRecipient(to.recipient);
  else {
    encrypter.setPassphrase(to.code);
    encrypter.setScryptWorkFactor(WORK_FACTOR);
  }
  return encrypter.encrypt(plain);
}

/** With what a file is to be opened: the code as it was typed, or the seed of this device's key (null without). */
export interface Opener { readonly typed: string; readonly seed: string | null }

/** A bundle that the code opened; `plain` may be read several times, and fails in the middle when the file is damaged there. */
export interface Unlocked { readonly plain: () => Promise<Bytes> }

/** Opens a locked file. */
export async function unlock(file: Blob, { typed, seed }: Opener): Promise<Result<Unlocked, BundleRefusal>> {
  const head = await file.slice(0, HEAD_BYTES).arrayBuffer().then((bytes) => new Uint8Array(bytes), () => null);
  if (head === null) return err('unreadable');
  const text = new TextDecoder('latin1').decode(head);
  const isForKeys = text.startsWith(LOCKED_FOR_KEYS);
  const found = (isForKeys ? KEYS_HEAD : HEAD).exec(text);
  if (found === null) return err(refusalOfHead(text));
  if (Number(found[1] ?? 0) > MOST_WORK) return err('newer-version');
  const code = isForKeys ? null : parseCode(typed);
  if (isForKeys ? seed === null : code === null) return err(isForKeys ? 'other-recipient' : 'code-malformed');
  const { Decrypter } = await import('age-encryption');
  const opener = new Decrypter();
  if (code === null) opener.addIdentity(openerOf(seed ?? ''));
  else opener.addPassphrase(code);
  // The head has its full shape: what does not open it is the code (or a bit of the head, which cannot be told apart).
  const key = await opener.decryptHeader(head.slice(0, found[0].length)).catch(() => null);
  if (key === null) return err(isForKeys ? 'other-recipient' : 'wrong-code');
  return ok({
    plain() {
      const decrypter = new Decrypter();
      decrypter.addIdentity({ unwrapFileKey: () => key });
      return decrypter.decrypt(streamOf(file));
    },
  });
}

/** The file in large pieces: `Blob.stream` gives many small ones, and a slow stick is asked for each. */
function streamOf(file: Blob): Bytes {
  let at = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
      at += piece.length;
      if (piece.length > 0) controller.enqueue(piece);
      if (piece.length < PIECE) controller.close();
    },
  }, { highWaterMark: 1 });
}

function refusalOfHead(text: string): BundleRefusal {
  if (LOCKED_BEGINNING.startsWith(text.slice(0, LOCKED_BEGINNING.length))) return text.length > LOCKED_BEGINNING.length && !text.startsWith(`${LOCKED_BEGINNING}-> scrypt `) && !text.startsWith(LOCKED_FOR_KEYS) && text.length === HEAD_BYTES ? 'newer-version' : 'damaged';
  return 'not-a-bundle';
}
