/**
 * One folder with backups. Pieces of the journal lie in `pieces/` by their SHA-256, sealed attachments in `attachments/` by their name, each
 * copied once; a backup is its list (backup-manifest.ts), written last. Everything is written under another name, flushed and renamed; a backup
 * counts as good only after it was read back to its end. A piece that reads back otherwise is set aside, so that the next backup writes it anew.
 */
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { BackupFailure, BackupFault, BackupReason, Outcome } from '../shared/desktop-api.ts';
import { CONTENT_ID_PATTERN } from '../shared/kernel/content-hash.ts';
import { readSlowly, SourceUnreadable, sumSlowly, walkPiece, writeSlowly } from './backup-copy.ts';
import { createLineCheck } from './backup-lines.ts';
import { backupId, decodeManifest, encodeManifest, MANIFEST_EXTENSION, MAX_MANIFEST_BYTES, sumsOf, type BackupManifest, type Piece } from './backup-manifest.ts';
import type { Extent, Segment } from './journal.ts';
import { flushFolder } from './replace-file.ts';

/** What is to be backed up: how far the journal is, where the attachments lie, and the small files as they are now. */
export interface BackupSource {
  readonly journal: readonly Extent[];
  readonly attachmentFolder: string;
  readonly head: Pick<BackupManifest, 'app' | 'device' | 'kid' | 'vault' | 'recovery' | 'enrolment' | 'county' | 'drafts'>;
}

/** A backup in the making: when (epoch milliseconds), why, who may end it, and who hears how much is done (0 to 1). */
export interface Making { readonly madeAt: number; readonly why: BackupReason; readonly signal: AbortSignal; readonly progress: (part: number) => void }

/** A backup that was read to its end: its list, what is wrong with it, and where its lines are. */
export interface ReadBack { readonly manifest: BackupManifest; readonly fault: BackupFault | null; readonly segments: readonly Segment[]; readonly lines: number }

/** A list that lies there; `null` where it cannot be read. */
export interface Listed { readonly id: string; readonly manifest: BackupManifest | null }

export interface BackupPlace {
  readonly folder: string;
  list(): Promise<readonly Listed[]>;
  /** Writes a backup; it is not read back yet. */
  write(source: BackupSource, making: Making): Promise<Outcome<BackupManifest, BackupFailure>>;
  /** Reads a backup to its end. */
  readBack(id: string, signal: AbortSignal): Promise<Outcome<ReadBack, BackupFailure>>;
  /** A sealed attachment, or null. */
  attachment(hash: string): Promise<Buffer | null>;
  /** Removes these backups, and the pieces and attachments that none of the others needs. */
  drop(ids: readonly string[]): Promise<void>;
}

/** Room for the list and the folders themselves. */
const OVERHEAD_BYTES = 1024 * 1024;
const TAIL_BYTES = 4096;
const HASH = new RegExp(CONTENT_ID_PATTERN);

/** The backups in `folder`. `freeBytes` tells how much room its disk has for them. */
export function createBackupPlace(folder: string, freeBytes: (folder: string) => Promise<number>): BackupPlace {
  const pieces = path.join(folder, 'pieces'), attachments = path.join(folder, 'attachments');
  const pieceFile = ({ sha256 }: Pick<Piece, 'sha256'>) => path.join(pieces, `${sha256}.mqj`);
  const listFile = (id: string) => path.join(folder, `${id}${MANIFEST_EXTENSION}`);

  const readList = async (id: string): Promise<BackupManifest | null> => {
    const found = await stat(listFile(id)).catch(() => null);
    if (found === null || found.size > MAX_MANIFEST_BYTES) return null;
    const manifest = decodeManifest(await readFile(listFile(id)).catch(() => Buffer.alloc(0)));
    return manifest?.id === id ? manifest : null;
  };
  const list = async (): Promise<readonly Listed[]> => {
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(MANIFEST_EXTENSION));
    return Promise.all(names.map(async (name) => ({ id: name.slice(0, -MANIFEST_EXTENSION.length), manifest: await readList(name.slice(0, -MANIFEST_EXTENSION.length)) })));
  };

  /** Pieces of closed segments that lie here already: the same name, the same length, and named by their sum. */
  async function known(): Promise<ReadonlyMap<string, Piece>> {
    const found = new Map<string, Piece>();
    for (const { manifest } of await list()) for (const piece of manifest?.pieces ?? []) found.set(pieceKey(piece.name, piece.bytes, manifest?.kid ?? ''), piece);
    return found;
  }

  async function copyJournal({ journal, head }: BackupSource, { signal }: Making, step: (bytes: number) => void): Promise<readonly Piece[]> {
    const earlier = await known();
    const copied: Piece[] = [];
    for (const { file, end, lines } of journal) {
      const name = path.basename(file);
      const same = earlier.get(pieceKey(name, end, head.kid));
      if (same?.lines === lines && await sameTail(file, pieceFile(same), end)) copied.push(same);
      else {
        const content = await readSlowly(file, signal, end);
        const check = createLineCheck();
        const walked = await walkPiece(content, { file, first: 0 }, check.take);
        const piece: Piece = { name, sha256: await sumSlowly(content), bytes: end, lines: walked.frames.length, entries: check.found.entries };
        await writeSlowly(pieceFile(piece), content, signal);
        copied.push(piece);
      }
      step(end);
    }
    flushFolder(pieces);
    return copied;
  }

  async function copyAttachments({ named, from }: { readonly named: ReadonlyMap<string, number>; readonly from: string }, { signal }: Making, step: (bytes: number) => void): Promise<BackupManifest['attachments']> {
    const here = await sizesIn(attachments);
    for (const [hash, bytes] of named) {
      if (here.get(hash) !== bytes) {
        const content = await readSlowly(path.join(from, hash), signal);
        await writeSlowly(path.join(attachments, hash), content, signal);
        // A photograph cannot be taken again: what was written is looked at, once.
        if (!(await readSlowly(path.join(attachments, hash), signal)).equals(content)) throw new Error('an attachment reads back otherwise');
      }
      step(bytes);
    }
    flushFolder(attachments);
    return [...named].map(([hash, bytes]) => ({ hash, bytes }));
  }

  async function write(source: BackupSource, making: Making): Promise<Outcome<BackupManifest, BackupFailure>> {
    try {
      await mkdir(pieces, { recursive: true, mode: 0o700 });
      await mkdir(attachments, { recursive: true, mode: 0o700 });
      await dropParts();
      const named = await sizesIn(source.attachmentFolder);
      const journalBytes = source.journal.reduce((sum, { end }) => sum + end, 0), fileBytes = [...named.values()].reduce((sum, bytes) => sum + bytes, 0);
      if (await freeBytes(folder) < await needed(source, named)) return { ok: false, failure: 'disk-full' };
      let done = 0;
      const step = (bytes: number) => {
        done += bytes;
        making.progress(done / Math.max(1, journalBytes + fileBytes));
      };
      const copied = await copyJournal(source, making, step);
      const manifest: BackupManifest = {
        format: 'minqing-backup', version: 1, id: await freeId(making.madeAt, source.head.kid), madeAt: making.madeAt, why: making.why, ...source.head,
        pieces: [...copied], attachments: await copyAttachments({ named, from: source.attachmentFolder }, making, step),
      };
      await writeSlowly(listFile(manifest.id), encodeManifest(manifest), making.signal);
      flushFolder(folder);
      return { ok: true, value: manifest };
    } catch (error) {
      return { ok: false, failure: making.signal.aborted ? 'cancelled' : failureOf(error) };
    }
  }

  /** What a process that died left behind. */
  async function dropParts(): Promise<void> {
    for (const one of [folder, pieces, attachments]) for (const name of await readdir(one)) if (name.endsWith('.part')) await rm(path.join(one, name), { force: true });
  }

  async function needed({ journal, head }: BackupSource, named: ReadonlyMap<string, number>): Promise<number> {
    const [earlier, files] = [await known(), await sizesIn(attachments)];
    const fresh = journal.filter(({ file, end }) => !earlier.has(pieceKey(path.basename(file), end, head.kid))).reduce((sum, { end }) => sum + end, 0);
    return OVERHEAD_BYTES + fresh + [...named].reduce((sum, [hash, bytes]) => sum + (files.get(hash) === bytes ? 0 : bytes), 0);
  }

  /** Two backups of one second get two names. */
  async function freeId(madeAt: number, kid: string): Promise<string> {
    const taken = new Set((await list()).map((one) => one.id));
    let at = madeAt;
    while (taken.has(backupId(at, kid))) at += 1000;
    return backupId(at, kid);
  }

  async function readPieces(manifest: BackupManifest, signal: AbortSignal): Promise<Omit<ReadBack, 'manifest'>> {
    const check = createLineCheck();
    const segments: Segment[] = [];
    let fault: BackupFault | null = null, lines = 0;
    for (const piece of manifest.pieces) {
      const whole = pieceFile(piece), aside = `${whole}.bad`;
      const content = await readSlowly(await exists(whole) ? whole : aside, signal).catch((error: unknown) => notRead(error));
      if (content === null) { fault ??= 'piece-missing'; continue; }
      const changed = content.length !== piece.bytes || await sumSlowly(content) !== piece.sha256;
      if (changed) {
        fault ??= 'piece-changed';
        await rename(whole, aside).catch(() => undefined);
      }
      const segment = await walkPiece(content, { file: await exists(whole) ? whole : aside, first: lines }, check.take);
      if (segment.frames.length !== piece.lines) fault ??= 'lines';
      lines += segment.frames.length;
      segments.push(segment);
    }
    if (check.found.broken > 0) fault ??= 'chain';
    const here = await sizesIn(attachments);
    if (manifest.attachments.some(({ hash, bytes }) => here.get(hash) !== bytes)) fault ??= 'attachment';
    return { fault, segments, lines };
  }

  return {
    folder, list, write,
    async readBack(id, signal) {
      try {
        const manifest = await readList(id);
        if (manifest === null) return { ok: false, failure: await exists(folder) ? (await exists(listFile(id)) ? 'not-verified' : 'no-such-backup') : 'gone' };
        const read = await readPieces(manifest, signal);
        // A stick that was pulled in the middle has lost nothing.
        return await exists(listFile(id)) ? { ok: true, value: { manifest, ...read } } : { ok: false, failure: 'gone' };
      } catch (error) {
        return { ok: false, failure: signal.aborted ? 'cancelled' : failureOf(error) };
      }
    },
    attachment: async (hash) => (HASH.test(hash) ? readFile(path.join(attachments, hash)).catch(() => null) : null),
    async drop(ids) {
      const dropped = new Set(ids);
      for (const id of dropped) await rm(listFile(id), { force: true });
      const left = await list();
      // A list that cannot be read may need any of them.
      if (left.some(({ manifest }) => manifest === null)) return;
      const wanted = new Set(left.flatMap(({ manifest }) => manifest?.pieces.map(({ sha256 }) => `${sha256}.mqj`) ?? []));
      const files = new Set(left.flatMap(({ manifest }) => manifest?.attachments.map(({ hash }) => hash) ?? []));
      for (const name of await readdir(pieces).catch(() => [])) if (!wanted.has(name.replace(/\.bad$/, ''))) await rm(path.join(pieces, name), { force: true });
      for (const name of await readdir(attachments).catch(() => [])) if (!files.has(name)) await rm(path.join(attachments, name), { force: true });
    },
  };
}

/** The newest of what lies in a place, with whatever list of it could be read. */
export function newestOf(listed: readonly Listed[], kid: string): BackupManifest | null {
  const own = listed.flatMap(({ manifest }) => (manifest?.kid === kid ? [manifest] : []));
  return own.sort((a, b) => b.madeAt - a.madeAt || (a.id < b.id ? 1 : -1))[0] ?? null;
}

/** True when `source` has something that the backup lacks. */
export function hasChanged(last: BackupManifest | null, source: BackupSource): boolean {
  if (last === null) return true;
  const lines = source.journal.reduce((sum, one) => sum + one.lines, 0);
  return sumsOf(last).lines !== lines || last.enrolment !== source.head.enrolment || (last.drafts ?? null) !== (source.head.drafts ?? null) || last.vault !== source.head.vault || JSON.stringify(last.recovery) !== JSON.stringify(source.head.recovery);
}

/** Names and sizes of the attachments in a folder; none when there is no such folder. */
async function sizesIn(folder: string): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  for (const name of (await readdir(folder).catch(() => [])).filter((one) => HASH.test(one))) {
    const found = await stat(path.join(folder, name)).catch(() => null);
    if (found !== null) sizes.set(name, found.size);
  }
  return sizes;
}

function pieceKey(name: string, bytes: number, kid: string): string {
  return `${kid} ${name} ${bytes}`;
}

function notRead(error: unknown): null {
  if (error instanceof SourceUnreadable) return null;
  throw error;
}

/** True when both files have `end` bytes and end alike: frames have sums and sealed texts in them, so that no two journals do. */
async function sameTail(file: string, copy: string, end: number): Promise<boolean> {
  if ((await stat(copy).catch(() => null))?.size !== end) return false;
  const [one, other] = await Promise.all([tailOf(file, end), tailOf(copy, end)]);
  return one !== null && other !== null && one.equals(other);
}

async function tailOf(file: string, end: number): Promise<Buffer | null> {
  const length = Math.min(end, TAIL_BYTES), content = Buffer.alloc(length);
  const handle = await open(file, 'r').catch(() => null);
  try {
    const read = await handle?.read(content, 0, length, end - length);
    return read?.bytesRead === length ? content : null;
  } finally {
    await handle?.close();
  }
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null;
}

/** What the file system said, in the words of the contract. */
export function failureOf(error: unknown): BackupFailure {
  if (error instanceof SourceUnreadable) return 'not-readable';
  switch ((error as NodeJS.ErrnoException | null)?.code) {
    case 'ENOSPC': case 'EFBIG': case 'EDQUOT': return 'disk-full';
    case 'ENOENT': case 'EIO': case 'ENODEV': case 'ENXIO': case 'ESTALE': return 'gone';
    case undefined: return 'not-verified';
    default: return 'not-writable';
  }
}
