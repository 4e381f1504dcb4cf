/**
 * The attachments of this device. A file is sealed and durable, on the desktop in two places, before any entry can name it; its
 * way to the county begins when an entry does. Files of others are fetched when they are opened, and then kept.
 */
import type { Act } from '../../shared/act.ts';
import { attachmentsIn, MAX_FILE_BYTES, type Attachment } from '../../shared/attachment/attachment.ts';
import { FILE_KINDS, fileKind, isImage, nameForKind, type FileKind } from '../../shared/attachment/file-kind.ts';
import type { AttachmentPlace, AttachmentRefusal } from '../../shared/attachment/words.ts';
import { contentIdOfBytes } from '../../shared/kernel/content-hash.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import type { AttachmentStanding, Host } from './api.ts';
import type { AttachmentClient, ClientFailure } from './attachment-client.ts';
import { plainPicture, thumbnail, type PictureWish, type PlainPicture } from './attachment-picture.ts';
import type { AttachmentTables, TransferRecord } from './attachment-tables.ts';
import { packSealed, unpackSealed } from './sealed-file.ts';
import type { Sealer } from './sealing.ts';
import { createWriterQueue } from './writer-queue.ts';

export interface AttachmentParts {
  readonly tables: AttachmentTables;
  readonly sealer: Sealer;
  /** The desktop's folder, or null in a browser. */
  readonly files: Host['files'];
  readonly now: () => number;
}

/** Rows of transfers that an act made, to be taken back when it is refused. */
export type Announced = readonly TransferRecord[];

export interface AttachmentKeeper {
  /** Checks, shrinks (a picture, unless its original is wished), seals and stores a file; durable when it resolves. One after another: a photograph is 50 MB of pixels. */
  add(file: Blob, name: string, wish?: PictureWish): Promise<Result<Attachment, AttachmentRefusal>>;
  /** The little picture of a file that is here, as a JPEG; null of what is no picture or not here. */
  thumbnail(hash: string): Promise<Blob | null>;
  /** The bytes of a file that is here, else null. */
  load(hash: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** The file with the media type that its bytes have; fetched through `client` when it is not here. */
  read(scope: string, attachment: Attachment, client: AttachmentClient | null): Promise<Result<Blob, AttachmentRefusal>>;
  /** Takes a file in that a bundle brought; false when it is of no kind that we keep. Durable when it resolves. `mine`: an entry of this device names it, so that it is this device's to send. */
  receive(scope: string, file: { readonly hash: string; readonly bytes: Uint8Array<ArrayBuffer> }, mine: boolean): Promise<boolean>;
  standing(scope: string, hashes: readonly string[], sent: (hash: string) => number): Promise<Readonly<Record<string, AttachmentStanding>>>;
  /** Acts are about to be written that name files: those that are here will be sent. Durable when it resolves. */
  announce(acts: readonly Act[]): Promise<Announced>;
  /** The acts were not written after all. */
  withdraw(announced: Announced): Promise<void>;
  /**
   * The county's log of this scope is of this generation. A new one means that the county was restored from a backup: it is asked again
   * whether it has the files that are here. True when there is something to ask.
   */
  noteGeneration(scope: string, generation: number): Promise<boolean>;
  /** Puts files that the ledger names into the queue, when this database is younger than the ledger. `bodies` reads what this device wrote. */
  searchOnce(bodies: () => AsyncIterable<{ readonly scope: string; readonly body: Readonly<Record<string, unknown>> }>): Promise<void>;
}

/** A photograph before it is made smaller. */
const MAX_PICTURE_BYTES = 60 * 1024 * 1024;
/** A file that no saved entry names for so long belonged to a form that was never finished. */
const UNNAMED_LIFETIME_MS = 60 * 24 * 3_600_000;

export function createAttachments({ tables, sealer, files, now }: AttachmentParts): AttachmentKeeper {
  const keep = async (hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> => {
    const sealed = await sealer.sealBytes(bytes, boundTo(hash));
    await tables.files.put({ hash, addedAt: now(), sealed });
    return packSealed(sealed);
  };

  /** What holds whole pictures in memory, one at a time. */
  const pictures = createWriterQueue();
  const keepThumb = async (hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
    await tables.thumbs.put({ hash, sealed: await sealer.sealBytes(bytes, thumbOf(hash)) });
  };
  const keptThumb = async (hash: string): Promise<Blob | null> => {
    const record = await tables.thumbs.get(hash);
    const opened = record ? await sealer.unsealBytes(record.sealed, thumbOf(hash)) : null;
    return opened?.ok ? new Blob([opened.value], { type: FILE_KINDS.jpeg.mime }) : null;
  };
  const makeThumb = async (hash: string): Promise<Blob | null> => {
    // Another tile may have asked for the same while this one waited.
    const kept = await keptThumb(hash);
    if (kept) return kept;
    const bytes = await load(hash);
    const whole = bytes && blobOf(bytes);
    const made = whole?.ok && isImage(whole.value.type) ? await thumbnail(whole.value) : null;
    if (!made) return null;
    // A full disk is no reason not to show it.
    await keepThumb(hash, made).catch(() => undefined);
    return new Blob([made], { type: FILE_KINDS.jpeg.mime });
  };

  const load = async (hash: string): Promise<Uint8Array<ArrayBuffer> | null> => {
    const record = await tables.files.get(hash);
    const here = record ? await sealer.unsealBytes(record.sealed, boundTo(hash)) : null;
    if (here?.ok) return here.value;
    const copy = unpackSealed(await files?.read(hash).catch(() => null) ?? null);
    const opened = copy ? await sealer.unsealBytes(copy, boundTo(hash)) : null;
    if (!copy || !opened?.ok) return null;
    await tables.files.put({ hash, addedAt: now(), sealed: copy });
    return opened.value;
  };

  const rowsFor = async (named: readonly { readonly scope: string; readonly hash: string; readonly size: number }[]): Promise<Announced> => {
    const wanted = [...new Map(named.map((one) => [`${one.scope} ${one.hash}`, one])).values()];
    const known = await tables.transfers.bulkGet(wanted.map(({ scope, hash }) => [scope, hash] as [string, string]));
    return wanted.flatMap(({ scope, hash, size }, i) => (known[i] && known[i].state !== 'carried' ? [] : [{ scope, hash, size, state: 'waiting' as const }]));
  };

  return {
    load,

    async add(file, name, wish = { original: false }) {
      if (file.size === 0) return err('empty');
      if (file.size > MAX_PICTURE_BYTES) return err('too-large');
      const plain = await pictures.run(() => plainFile(file, wish));
      if (!plain.ok) return plain;
      const { bytes, thumb, kind } = plain.value;
      const hash = contentIdOfBytes(bytes);
      try {
        if (thumb) await keepThumb(hash, thumb);
        const packed = await keep(hash, bytes);
        const written = await files?.write(hash, packed);
        if (written && !written.ok) return err(written.error === 'disk-full' ? 'disk-full' : 'not-kept');
      } catch {
        return err('not-kept');
      }
      return ok({ hash, name: nameForKind(kind === 'jpeg' ? name.replace(/\.(png|webp)$/i, '.jpg') : name, kind), mime: FILE_KINDS[kind].mime, size: bytes.length });
    },

    thumbnail: async (hash) => await keptThumb(hash) ?? pictures.run(() => makeThumb(hash)),

    async read(scope, { hash, size }, client) {
      const here = await load(hash).catch(() => null);
      if (here) return blobOf(here);
      if (!client) return err('not-enrolled');
      const fetched = await client.fetch({ scope, hash, size });
      if (!fetched.ok) return err(FETCH_REFUSAL[fetched.error]);
      if (contentIdOfBytes(fetched.value) !== hash) return err('unreachable');
      const blob = blobOf(fetched.value);
      // Kept for the next time; a full disk is no reason not to show it.
      if (blob.ok) await keep(hash, fetched.value).then(() => tables.transfers.put({ scope, hash, state: 'county' })).catch(() => undefined);
      return blob;
    },

    async standing(scope, hashes, sent) {
      const [here, rows] = await Promise.all([
        tables.files.where('hash').anyOf([...hashes]).primaryKeys(), tables.transfers.bulkGet(hashes.map((hash) => [scope, hash] as [string, string])),
      ]);
      const held = new Set(here);
      return Object.fromEntries(hashes.map((hash, i) => [hash, { place: placeOf(held.has(hash), rows[i]), sent: sent(hash) }]));
    },

    async receive(scope, { hash, bytes }, mine) {
      if (!fileKind(bytes).ok) return false;
      const packed = await keep(hash, bytes);
      const written = await files?.write(hash, packed);
      if (written && !written.ok) throw new Error(`attachment not kept: ${written.error}`);
      const row = await tables.transfers.get([scope, hash]);
      if (!row) await tables.transfers.put({ scope, hash, state: mine ? 'waiting' : 'carried', size: bytes.length });
      return true;
    },

    async announce(acts) {
      const named = acts.flatMap(({ scope, body }) => attachmentsIn(body).map(({ hash, size }) => ({ scope, hash, size })));
      if (named.length === 0) return [];
      const rows = await rowsFor(named);
      const here = new Set(await tables.files.where('hash').anyOf(rows.map(({ hash }) => hash)).primaryKeys());
      const made = rows.filter(({ hash }) => here.has(hash));
      await tables.transfers.bulkPut(made);
      return made;
    },
    async withdraw(announced) {
      await tables.transfers.bulkDelete(announced.map(({ scope, hash }) => [scope, hash] as [string, string]));
    },

    async noteGeneration(scope, generation) {
      const before = (await tables.notes.get(scope))?.generation;
      if (before === generation) return false;
      await tables.notes.put({ name: scope, generation });
      if (before === undefined) return false;
      const here = new Set(await tables.files.toCollection().primaryKeys());
      return await tables.transfers.where('state').equals('county').and((row) => row.scope === scope && here.has(row.hash)).modify({ state: 'waiting' }) > 0;
    },

    async searchOnce(bodies) {
      if (await tables.notes.get('searched')) {
        await dropUnnamed(tables, now() - UNNAMED_LIFETIME_MS);
        return;
      }
      const named: { scope: string; hash: string; size: number }[] = [];
      for await (const { scope, body } of bodies()) named.push(...attachmentsIn(body).map(({ hash, size }) => ({ scope, hash, size })));
      await tables.transaction('rw', tables.transfers, tables.notes, async () => {
        await tables.transfers.bulkPut(await rowsFor(named));
        await tables.notes.put({ name: 'searched' });
      });
    },
  };
}

const FETCH_REFUSAL: Readonly<Record<ClientFailure, AttachmentRefusal>> = { again: 'unreachable', refused: 'forbidden', 'wrong-bytes': 'damaged', absent: 'not-here' };

function boundTo(hash: string): string {
  return `attachment:${hash}`;
}

function thumbOf(hash: string): string {
  return `thumb:${hash}`;
}

function placeOf(here: boolean, row: TransferRecord | undefined): AttachmentPlace {
  if (!here) return row?.state === 'waiting' ? 'waiting' : 'remote';
  return row === undefined || row.state === 'carried' ? 'kept' : row.state;
}

/** What is kept of a file: pictures drawn anew, everything else as it is. */
async function plainFile(file: Blob, wish: PictureWish): Promise<Result<{ readonly bytes: PlainPicture['bytes']; readonly thumb: PlainPicture['thumb'] | null; readonly kind: FileKind }, AttachmentRefusal>> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const kind = fileKind(bytes);
  if (!kind.ok) return kind;
  if (!FILE_KINDS[kind.value].image) return bytes.length > MAX_FILE_BYTES ? err('too-large') : ok({ bytes, thumb: null, kind: kind.value });
  const picture = await plainPicture(new Blob([bytes], { type: FILE_KINDS[kind.value].mime }), wish);
  if (!picture) return err('picture-unreadable');
  return picture.bytes.length > MAX_FILE_BYTES ? err('too-large') : ok({ ...picture, kind: 'jpeg' });
}

/** With the type that the bytes have, whatever the entry says of them. */
function blobOf(bytes: Uint8Array<ArrayBuffer>): Result<Blob, AttachmentRefusal> {
  const kind = fileKind(bytes);
  return kind.ok ? ok(new Blob([bytes], { type: FILE_KINDS[kind.value].mime })) : err(kind.error);
}

async function dropUnnamed(tables: AttachmentTables, before: number): Promise<void> {
  const named = new Set((await tables.transfers.toCollection().primaryKeys()).map(([, hash]) => hash));
  for (const hash of await tables.files.toCollection().primaryKeys()) {
    if (named.has(hash)) continue;
    const dropped = await tables.files.where('hash').equals(hash).and((file) => file.addedAt < before).delete();
    if (dropped > 0) await tables.thumbs.delete(hash);
  }
}
