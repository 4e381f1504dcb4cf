/**
 * The lock of a bundle: the age format under a passphrase (scrypt, then ChaCha20-Poly1305 in pieces of 64 KB), so that what lies on a lost
 * stick is nobody's, and whoever has the code and any age program can open it. The library is loaded when it is first needed.
 */
import { parseCode } from '../../shared/bundle/code.ts';
import type { BundleRefusal } from '../../shared/bundle/words.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';

/** 2^16 rounds: about 0.2 s on an office PC, below 2 s on one of 2012. With the 50 bits of a code no guessing pays. */
const WORK_FACTOR = 16;
/** More than anybody of us writes; a file that asks for more would only keep the computer busy. */
const MOST_WORK = 18;
const BEGINNING = 'age-encryption.org/v1\n';
/** The head of a file under a passphrase, to its end. */
const HEAD = /^age-encryption\.org\/v1\n-> scrypt [A-Za-z0-9+/]{22} ([0-9]{1,2})\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n/;
const HEAD_BYTES = 1024;
const PIECE = 2 * 1024 * 1024;

type Bytes = ReadableStream<Uint8Array>;

/** Locks a stream with a code. */
export async function lock(plain: Bytes, code: string): Promise<Bytes> {
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  encrypter.setPassphrase(code);
  encrypter.setScryptWorkFactor(WORK_FACTOR);
  return encrypter.encrypt(plain);
}

/** A bundle that the code opened; `plain` may be read several times, and fails in the middle when the file is damaged there. */
export interface Unlocked { readonly plain: () => Promise<Bytes> }

/** Opens a locked file with a code as it was typed. */
export async function unlock(file: Blob, typed: string): Promise<Result<Unlocked, BundleRefusal>> {
  const head = await file.slice(0, HEAD_BYTES).arrayBuffer().then((bytes) => new Uint8Array(bytes), () => null);
  if (head === null) return err('unreadable');
  const text = new TextDecoder('latin1').decode(head);
  const found = HEAD.exec(text);
  if (found === null) return err(refusalOfHead(text));
  if (Number(found[1]) > MOST_WORK) return err('newer-version');
  const code = parseCode(typed);
  if (code === null) return err('code-malformed');
  const { Decrypter } = await import('age-encryption');
  const opener = new Decrypter();
  opener.addPassphrase(code);
  // The head has its full shape: what does not open it is the code (or a bit of the head, which cannot be told apart).
  const key = await opener.decryptHeader(head.slice(0, found[0].length)).catch(() => null);
  if (key === null) return err('wrong-code');
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
  if (BEGINNING.startsWith(text.slice(0, BEGINNING.length))) return text.length > BEGINNING.length && !text.startsWith(`${BEGINNING}-> scrypt `) && text.length === HEAD_BYTES ? 'newer-version' : 'damaged';
  return 'not-a-bundle';
}
