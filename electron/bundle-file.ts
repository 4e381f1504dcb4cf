/**
 * The file of a bundle on its way to a USB stick: written under another name, flushed, renamed, and read back. "Written" is said only of
 * what was read back whole, since sticks are slow, full, worn out, and pulled too early. Nothing here looks inside.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { BundleSaveFailure, BundleSaved, Outcome } from '../shared/desktop-api.ts';
import { flushFolder } from './replace-file.ts';

export interface BundleFiles {
  /** Asks where, and begins the file there; whatever was begun before is given up. */
  begin(name: string): Promise<Outcome<string, BundleSaveFailure>>;
  /** Appends bytes; answers how many there are now. */
  part(bytes: Uint8Array): Promise<Outcome<number, BundleSaveFailure>>;
  /** Ends the file, which has `bytes` bytes: flushed, renamed, read back. */
  finish(bytes: number): Promise<Outcome<BundleSaved, BundleSaveFailure>>;
  /** Gives up what was begun; nothing of it stays on the stick. */
  cancel(): Promise<void>;
}

interface Begun { readonly target: string; readonly part: string; readonly handle: FileHandle; readonly hash: ReturnType<typeof createHash>; length: number }

/** Bundles written where `ask` says: the whole path, or null when the user changed their mind. */
export function createBundleFiles(ask: (name: string) => Promise<string | null>): BundleFiles {
  let begun: Begun | null = null;
  /** One call after another: two that were begun at once would leave a half file behind. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(call: () => Promise<T>): Promise<T> => {
    const done = turn.then(call);
    turn = done.catch(() => undefined);
    return done;
  };

  const giveUp = async (): Promise<void> => {
    const given = begun;
    begun = null;
    if (given === null) return;
    await given.handle.close().catch(() => undefined);
    await rm(given.part, { force: true }).catch(() => undefined);
  };
  const failed = async (error: unknown): Promise<{ ok: false; failure: BundleSaveFailure }> => {
    await giveUp();
    return { ok: false, failure: failureOf(error) };
  };

  return {
    begin: (name) => inTurn(async () => {
      await giveUp();
      const target = await ask(name);
      if (target === null) return { ok: false, failure: 'cancelled' };
      const part = `${target}.part`;
      try {
        begun = { target, part, handle: await open(part, 'w', 0o600), hash: createHash('sha256'), length: 0 };
        return { ok: true, value: path.basename(target) };
      } catch (error) {
        return failed(error);
      }
    }),
    part: (bytes) => inTurn(async () => {
      if (begun === null) return { ok: false, failure: 'not-begun' };
      try {
        await begun.handle.writeFile(bytes);
        begun.hash.update(bytes);
        begun.length += bytes.length;
        return { ok: true, value: begun.length };
      } catch (error) {
        return failed(error);
      }
    }),
    finish: (bytes) => inTurn(async () => {
      if (begun === null) return { ok: false, failure: 'not-begun' };
      const { target, part, handle, hash, length } = begun;
      if (length !== bytes) { await giveUp(); return { ok: false, failure: 'not-verified' }; }
      try {
        await handle.sync();
        await handle.close();
        await rename(part, target);
        begun = null;
        flushFolder(path.dirname(target));
        if (await hashOfFile(target) === hash.digest('hex')) return { ok: true, value: { name: path.basename(target), bytes } };
        await rm(target, { force: true });
        return { ok: false, failure: 'not-verified' };
      } catch (error) {
        return failed(error);
      }
    }),
    cancel: () => inTurn(giveUp),
  };
}

async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

function failureOf(error: unknown): BundleSaveFailure {
  switch ((error as NodeJS.ErrnoException | null)?.code) {
    case 'ENOSPC': case 'EDQUOT': return 'disk-full';
    case 'EFBIG': return 'too-large';
    case 'ENOENT': case 'EIO': case 'ENODEV': case 'ENXIO': return 'gone';
    default: return 'not-writable';
  }
}
