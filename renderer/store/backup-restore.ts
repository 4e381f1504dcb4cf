/**
 * Restoring: the union of what a backup has and what this device has. The ledger only grows, so that nothing can be overwritten; entries enter
 * like those that the journal gives back, with the county's receipts. Before the first of them the rows of the logs are forgotten: sync then offers and
 * fetches everything once more, so that an old receipt cannot hide what the county has lost since. A device that finds entries of its own that it no
 * longer had goes on under a new name before it appends anything.
 */
import { Value } from 'typebox/value';
import { attachmentsIn } from '../../shared/attachment/attachment.ts';
import { contentIdOfBytes } from '../../shared/kernel/content-hash.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { parseEntry } from '../../shared/ledger/entry.ts';
import type { Host } from './api.ts';
import type { AttachmentKeeper } from './attachments.ts';
import type { AttachmentTables } from './attachment-tables.ts';
import type { BackupChosen, BackupPreview, BackupProblem, BackupRefusal, BackupRestored } from './backup-api.ts';
import type { GoOn } from './bundle-api.ts';
import { unsealJson } from './device-tables.ts';
import { unsealEntry, type HeldEntry, type SealedEntry } from './entry-document.ts';
import { enterHeld } from './enter-held.ts';
import type { Entries } from './entries.ts';
import { Identity } from './identity.ts';
import { parseJournalLine, type Proof } from './journal-line.ts';
import type { Ledger } from './ledger.ts';
import type { Projector } from './projector.ts';
import { unpackSealed } from './sealed-file.ts';
import { createSealer, fromBase64, type Sealed, type Sealer } from './sealing.ts';
import type { WriterQueue } from './writer-queue.ts';

export interface BackupRestoreParts {
  readonly host: Pick<Host, 'backup'>;
  readonly entries: Entries;
  readonly files: AttachmentTables;
  readonly attachments: AttachmentKeeper;
  readonly ledger: Ledger;
  readonly projector: Projector;
  readonly writer: WriterQueue;
  readonly sealer: Sealer;
  readonly identity: { readonly current: Identity | null };
  readonly mark: () => Promise<void>;
  /** Stops sync and forgets how far it was; `resume` starts it again. */
  readonly pause: () => Promise<void>;
  readonly resume: () => Promise<void>;
  /** Takes these replicas as former ones of this profile, and a new one for itself when `renew` says so. */
  readonly renew: (change: { readonly former: readonly string[]; readonly renew: boolean }) => Promise<void>;
}

/** The chosen backup, and who is asked whether to go on. */
export interface BackupGiven { readonly chosen: BackupChosen; readonly goOn: GoOn }

/** A file counts like so many lines, for the eye of who waits. */
const LINES_A_FILE = 30;

/** Says what a backup would bring. Nothing is stored. */
export async function previewBackup(parts: BackupRestoreParts, given: BackupGiven): Promise<Result<BackupPreview, BackupProblem>> {
  const opened = await openChosen(parts, given.chosen);
  if (!opened.ok) return opened;
  const found = await lookThrough(parts, opened.value, { ...given, total: given.chosen.lines });
  if (!found.ok) return found;
  const { fresh, cases, known, unsent, foreign, missing } = found.value;
  return ok({ fresh: fresh.size, freshCases: cases.size, known, unsent, foreign, attachments: given.chosen.attachments.length, freshAttachments: missing.size });
}

/** Adds what this device lacks. Once something was stored, a person's stop ends it in an orderly way. */
export async function restoreBackup(parts: BackupRestoreParts, { chosen, goOn }: BackupGiven): Promise<Result<BackupRestored, BackupProblem>> {
  const opened = await openChosen(parts, chosen);
  if (!opened.ok) return opened;
  const { backup, former } = opened.value;
  const total = chosen.lines * 2 + chosen.attachments.length * LINES_A_FILE;
  const found = await lookThrough(parts, opened.value, { chosen, goOn, total });
  if (!found.ok) return found;
  const { fresh, proofs, missing } = found.value;
  const current = parts.identity.current?.replica ?? '';
  await parts.pause();
  try {
    await parts.renew({ former, renew: chosen.putBack || found.value.replicas.has(current) });
    const done = { entries: 0, cases: new Set<string>(), attachments: 0, unreadable: 0, at: chosen.lines, failure: null as BackupProblem | null };
    const given = async (): Promise<boolean> => await goOn(Math.min(done.at, total), total);
    await takeFiles(parts, opened.value, { missing, done, given });
    for await (const page of pagesOf(backup)) {
      if (page === null) { done.failure ??= 'unreadable'; break; }
      if (done.failure !== null || !await given()) { done.failure ??= 'cancelled'; break; }
      const wanted = page.entries.filter(({ header }) => fresh.has(header.id));
      const whole = await Promise.all(wanted.map((sealed) => openWhole(sealed, opened.value.sealer, proofs)));
      const held = whole.filter((one) => one !== null);
      done.unreadable += whole.length - held.length;
      done.failure = await enterHeld(parts, held, (piece) => {
        done.entries += piece.length;
        for (const { entry } of piece) if (entry.subject.startsWith('case:')) done.cases.add(entry.subject);
      });
      for (const { header } of wanted) fresh.delete(header.id);
      done.at += page.lines;
    }
    await parts.writer.run(() => parts.mark());
    if (done.failure !== null && done.failure !== 'cancelled') return err(done.failure);
    return ok({ entries: done.entries, cases: done.cases.size, attachments: done.attachments, unreadable: done.unreadable, stopped: done.failure === 'cancelled' });
  } finally {
    await parts.resume();
  }
}

/** A backup that may be taken here: how it is read, the key that opens it, and the replicas of who made it. */
interface OpenedBackup { readonly backup: NonNullable<Host['backup']>; readonly sealer: Sealer; readonly former: readonly string[] }

async function openChosen({ host, sealer, identity }: BackupRestoreParts, chosen: BackupChosen): Promise<Result<OpenedBackup, BackupRefusal>> {
  const mine = identity.current;
  if (!mine) return err('not-enrolled');
  if (!host.backup) return err('unreadable');
  if (chosen.kid !== sealer.kid && chosen.key === null) return err('other-key');
  const theirSealer = chosen.kid === sealer.kid || chosen.key === null ? sealer : await createSealer(chosen.kid, fromBase64(chosen.key));
  const theirs = await identityOf(chosen.enrolment, theirSealer);
  const samePerson = theirs !== null && theirs.enrolment.session.user === mine.enrolment.session.user && theirs.enrolment.county.code === mine.enrolment.county.code;
  if (theirSealer !== sealer && theirs !== null) {
    if (theirs.enrolment.county.code !== mine.enrolment.county.code) return err('other-county');
    if (!samePerson) return err('other-user');
  }
  const known = new Set([mine.replica, ...mine.former]);
  return ok({ backup: host.backup, sealer: theirSealer, former: samePerson ? [theirs.replica, ...theirs.former].filter((replica) => !known.has(replica)) : [] });
}

async function identityOf(sealed: string | null, sealer: Sealer): Promise<Identity | null> {
  if (sealed === null) return null;
  try {
    const opened = await unsealJson(sealer, JSON.parse(sealed) as Sealed, 'identity');
    return opened.ok && Value.Check(Identity, opened.value) ? opened.value : null;
  } catch {
    return null;
  }
}

/** Where a file belongs, and whether an own entry names it. */
interface Named { readonly scope: string; readonly mine: boolean }

interface Found {
  /** Ids that are not here, the cases that they are about, and the replicas that wrote them. */
  readonly fresh: Set<string>;
  readonly cases: ReadonlySet<string>;
  readonly replicas: ReadonlySet<string>;
  readonly known: number;
  readonly unsent: number;
  readonly foreign: number;
  /** Proofs of fresh entries that stand in later lines. */
  readonly proofs: ReadonlyMap<string, Proof>;
  /** Files that are not here and that an entry of the backup names. */
  readonly missing: ReadonlyMap<string, Named>;
}

async function lookThrough(parts: BackupRestoreParts, { backup, sealer, former }: OpenedBackup, { chosen, goOn, total }: BackupGiven & { readonly total: number }): Promise<Result<Found, BackupProblem>> {
  const reads = new Set(parts.identity.current?.enrolment.session.reads ?? []);
  const own = new Set([...former, parts.identity.current?.replica ?? '', ...(parts.identity.current?.former ?? [])]);
  const here = new Set(await parts.files.files.where('hash').anyOf([...chosen.attachments]).primaryKeys());
  const absent = new Set(chosen.attachments.filter((hash) => !here.has(hash)));
  const [fresh, cases, replicas, unproven] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()];
  const [known, foreign, proofs, missing] = [new Set<string>(), new Set<string>(), new Map<string, Proof>(), new Map<string, Named>()];
  let done = 0;
  for await (const page of pagesOf(backup)) {
    if (page === null) return err('unreadable');
    const readable = page.entries.filter(({ header }) => reads.has(header.scope));
    for (const { header } of page.entries) if (!reads.has(header.scope)) foreign.add(header.id);
    for (const { id } of await parts.entries.byIds(readable.map(({ header }) => header.id))) known.add(id);
    for (const { header, receipt } of readable) {
      if (known.has(header.id) || fresh.has(header.id)) continue;
      fresh.add(header.id);
      replicas.add(header.replica);
      if (header.subject.startsWith('case:')) cases.add(header.subject);
      if (receipt === undefined && own.has(header.replica)) unproven.add(header.id);
    }
    for (const proof of page.proofs) {
      if (!fresh.has(proof.id)) continue;
      proofs.set(proof.id, proof);
      unproven.delete(proof.id);
    }
    if (absent.size > 0) for (const [hash, named] of await namedIn(readable, sealer, own)) if (absent.has(hash)) missing.set(hash, named);
    done += page.lines;
    if (!await goOn(Math.min(done, total), total)) return err('cancelled');
  }
  return ok({ fresh, cases, replicas, known: known.size, unsent: unproven.size, foreign: foreign.size, proofs, missing });
}

async function namedIn(sealed: readonly SealedEntry[], sealer: Sealer, own: ReadonlySet<string>): Promise<readonly (readonly [string, Named])[]> {
  const opened = await Promise.all(sealed.map((one) => unsealEntry(one, sealer).catch(() => null)));
  return opened.flatMap((held) => (held === null ? [] : attachmentsIn(held.entry.body).map(({ hash }) => [hash, { scope: held.entry.scope, mine: own.has(held.entry.replica) }] as const)));
}

interface Page { readonly entries: readonly SealedEntry[]; readonly proofs: readonly Proof[]; readonly lines: number }

/** The backup's lines, a page at a time; null at the end when one cannot be read. */
async function* pagesOf(backup: NonNullable<Host['backup']>): AsyncGenerator<Page | null> {
  for (let from: number | null = 0; from !== null;) {
    const read: Awaited<ReturnType<typeof backup.read>> = await backup.read(from).catch(() => err('unreadable'));
    if (!read.ok) { yield null; return; }
    const records = read.value.lines.map(parseJournalLine);
    yield {
      entries: records.flatMap((record) => (record.kind === 'entry' ? [record.entry] : [])), proofs: records.flatMap((record) => (record.kind === 'proof' ? [record.proof] : [])), lines: read.value.lines.length,
    };
    from = read.value.next;
  }
}

/** Opened and whole, with the last proof known of it; null when it is neither. */
async function openWhole(sealed: SealedEntry, sealer: Sealer, proofs: ReadonlyMap<string, Proof>): Promise<HeldEntry | null> {
  const held = await unsealEntry(sealed, sealer).catch(() => null);
  const whole = held === null ? null : parseEntry(held.entry);
  if (held === null || !whole?.ok) return null;
  const proof = proofs.get(whole.value.id);
  return { ...held, entry: whole.value, ...(proof === undefined ? {} : { receipt: proof.receipt, ...(proof.rev === undefined ? {} : { rev: proof.rev }) }) };
}

interface Taking {
  readonly missing: ReadonlyMap<string, Named>;
  readonly done: { attachments: number; unreadable: number; at: number; failure: BackupProblem | null };
  readonly given: () => Promise<boolean>;
}

/** Files come before the entries that name them. One that does not open is left out, and counted. */
async function takeFiles({ attachments }: BackupRestoreParts, { backup, sealer }: OpenedBackup, { missing, done, given }: Taking): Promise<void> {
  for (const [hash, { scope, mine }] of missing) {
    if (!await given()) { done.failure = 'cancelled'; return; }
    const packed = unpackSealed(await backup.file(hash).catch(() => null));
    const opened = packed ? await sealer.unsealBytes(packed, `attachment:${hash}`) : null;
    if (!opened?.ok || contentIdOfBytes(opened.value) !== hash) done.unreadable += 1;
    else {
      const kept = await attachments.receive(scope, { hash, bytes: opened.value }, mine).catch(() => null);
      if (kept === null) { done.failure = 'storage-failed'; return; }
      done.attachments += 1;
    }
    done.at += LINES_A_FILE;
  }
}
