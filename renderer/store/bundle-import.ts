/**
 * Taking a bundle in. The whole file is read and checked first; only then is anything stored: the files, and then the entries that name them, as *carried*
 * entries. They are whole and readable like pulled ones, and bear no receipt: this device's cursor and chains know nothing of them, and when the county
 * brings them they only get their proof. Those that bear their writer's signature are sent on to the county by whoever is there first, so that a laptop
 * which is lost after its export loses nothing. The county's own reply is another thing in the same wrapping: what it says is believed, and taken by the engine.
 */
import { attachmentsIn } from '../../shared/attachment/attachment.ts';
import type { BundleEnd, BundleHeader } from '../../shared/bundle/bundle.ts';
import { isOfCounty, judgeMaker, judgeSignature } from '../../shared/bundle/signatures.ts';
import { judgeCarried } from '../../shared/bundle/judge-carried.ts';
import { createBundleReader, type BundleItem } from '../../shared/bundle/read-bundle.ts';
import type { BundleRefusal, LeftOut, ReplyRefusal } from '../../shared/bundle/words.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import type { LogState } from '../../shared/sync/log-state.ts';
import { pagesOfReply, type CountyReply } from '../../shared/sync/reply.ts';
import type { CarriedEntry } from '../../shared/sync/wire.ts';
import type { AttachmentKeeper } from './attachments.ts';
import type { AttachmentTables } from './attachment-tables.ts';
import type { BundleFailure, BundleImported, BundlePreview, GoOn, Proven } from './bundle-api.ts';
import { unlock, type Unlocked } from './bundle-lock.ts';
import { notePeer } from './bundle-peers.ts';
import type { SealedValues } from './device-tables.ts';
import type { EntryDocument, HeldEntry } from './entry-document.ts';
import { enterHeld } from './enter-held.ts';
import type { Entries } from './entries.ts';
import type { StoreFailure } from './failure-text.ts';
import { isOwn, type Identity } from './identity.ts';
import { readCountyKey, readKnownKeys } from './known-keys.ts';
import type { Ledger } from './ledger.ts';
import type { Projector } from './projector.ts';
import type { SyncMemory } from './sync-memory.ts';
import type { WriterQueue } from './writer-queue.ts';

export interface BundleImportParts {
  readonly entries: Entries;
  readonly files: AttachmentTables;
  readonly attachments: AttachmentKeeper;
  readonly ledger: Ledger;
  readonly projector: Projector;
  readonly writer: WriterQueue;
  readonly memory: SyncMemory;
  /** Where the keys of colleagues' devices are. */
  readonly values: SealedValues;
  readonly identity: { readonly current: Identity | null };
  /** Notes that journal and RxDB agree. */
  readonly mark: () => Promise<void>;
  /** Gives this profile a new replica, durably: it meets entries of its own that it no longer had. */
  readonly rekey: () => Promise<void>;
  /** These entries of others are to be sent on to the county. */
  readonly relay: (scope: string, ids: readonly string[]) => void;
  /** How far a scope's log is here; null while that is not known. */
  readonly logOf: (scope: string) => LogState | null;
  /** Has the engine take what the county signed. */
  readonly bring: (scope: string, reply: CountyReply) => Promise<Result<null, ReplyRefusal | StoreFailure>>;
}

/** The bundle as it was chosen: the file, the code as it was typed, and who is asked whether to go on. */
export interface BundleGiven { readonly file: Blob; readonly typed: string; readonly goOn: GoOn }

const LOOKED_UP_AT_ONCE = 1000;
/** Signatures between two questions whether to go on: a second or so on an old computer. */
const JUDGED_AT_ONCE = 200;
/** Bytes after which is asked whether to go on. */
const ASK_EVERY = 1024 * 1024;

/** Says what a bundle would bring. Nothing of it is stored. */
export async function previewBundle(parts: BundleImportParts, { file, typed, goOn }: BundleGiven): Promise<Result<BundlePreview, BundleFailure>> {
  const opened = await unlock(file, { typed, seed: seedOf(parts) });
  if (!opened.ok) return opened;
  const read = await readWhole(parts, opened.value, (done) => goOn(done, file.size));
  if (!read.ok) return read;
  const { header, fresh, known, leftOut, files, freshFiles, maker, proven, reply, confirms } = read.value;
  return ok({
    header, fresh: fresh.length, freshCases: casesOf(fresh), known, leftOut, lost: reply === null ? ownOf(parts, fresh.map(({ entry }) => entry)).length : 0, attachments: files.size, freshAttachments: freshFiles.size, maker, proven, confirms,
    own: parts.identity.current?.replica === header.from.replica,
  });
}

/** Takes a bundle in; the same again changes nothing. Once entries are being stored it is no longer asked whether to go on. */
export async function importBundle(parts: BundleImportParts, { file, typed, goOn }: BundleGiven): Promise<Result<BundleImported, BundleFailure>> {
  const opened = await unlock(file, { typed, seed: seedOf(parts) });
  if (!opened.ok) return opened;
  const total = file.size * 2;
  const read = await readWhole(parts, opened.value, (done) => goOn(done, total));
  if (!read.ok) return read;
  const { header, fresh, freshFiles, reply, confirms } = read.value;
  const own = reply === null ? ownOf(parts, fresh.map(({ entry }) => entry)) : [];
  const ownIds = new Set(own.map(({ id }) => id));
  const relayed = fresh.filter(({ signed, entry }) => signed !== undefined && !ownIds.has(entry.id));
  const mine = new Set([...own, ...(mayWrite(parts, header.scope) ? relayed.map(({ entry }) => entry) : [])].flatMap(({ body }) => attachmentsIn(body).map(({ hash }) => hash)));
  let attachments = 0;
  if (freshFiles.size > 0) {
    // Read once more instead of held in memory: every file is checked against its name again.
    const taken = await walk(opened.value, (done) => goOn(file.size + done, total), async (item) => {
      if (item.kind !== 'attachment' || !freshFiles.has(item.hash)) return null;
      const received = await parts.attachments.receive(header.scope, item, mine.has(item.hash)).catch(() => null);
      if (received === true) attachments += 1;
      return received === null ? 'storage-failed' : null;
    });
    if (!taken.ok) return taken;
  }
  if (reply !== null) {
    const brought = await parts.bring(header.scope, reply);
    return brought.ok ? ok({ entries: fresh.length, cases: casesOf(fresh), attachments, confirmed: confirms }) : brought;
  }
  // Before anything else is appended under that name: two entries must never take one place in a chain.
  if (own.some((entry) => entry.replica === parts.identity.current?.replica)) await parts.rekey();
  // Before the entries: what is on the list and not here is passed over, what is here and not on the list would wait for ever.
  if (relayed.length > 0) await parts.writer.run(() => parts.memory.noteRelays(header.scope, relayed.map(({ entry }) => entry.id)));
  const failure = await enterHeld(parts, fresh);
  if (failure !== null) return err(failure);
  if (fresh.length > 0) await parts.writer.run(() => parts.mark());
  if (relayed.length > 0) parts.relay(header.scope, relayed.map(({ entry }) => entry.id));
  return ok({ entries: fresh.length, cases: casesOf(fresh), attachments });
}

/** A bundle that is whole, against what is here. */
interface Read {
  readonly header: BundleHeader;
  /** Entries that are to enter, in the order of the file, and how many are here already. */
  readonly fresh: readonly HeldEntry[];
  readonly known: number;
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>;
  /** Files that its entries name, and those of them that are not here. */
  readonly files: ReadonlySet<string>;
  readonly freshFiles: ReadonlySet<string>;
  readonly maker: BundlePreview['maker'];
  readonly proven: Proven;
  /** Own entries that wait and that the reply confirms. */
  readonly confirms: number;
  /** What the county said; null in a bundle of a device. */
  readonly reply: CountyReply | null;
}

async function readWhole(parts: BundleImportParts, opened: Unlocked, goOn: (done: number) => boolean | Promise<boolean>): Promise<Result<Read, BundleFailure>> {
  const { entries, files, identity, values } = parts;
  const session = identity.current?.enrolment.session;
  if (!session) return err('not-enrolled');
  const found: { header: BundleHeader | null; bytes: number; readonly fit: Map<string, CarriedEntry>; readonly files: Set<string>; isReply: boolean } = { header: null, bytes: 0, fit: new Map(), files: new Set(), isReply: false };
  const unfit = new Map<string, LeftOut>();
  const heard = (done: number) => {
    found.bytes = done;
    return goOn(done);
  };
  const walked = await walk(opened, heard, (item) => {
    if (item.kind === 'header') {
      found.header = item.header;
      found.isReply = item.header.choice.kind === 'reply';
      return session.reads.includes(item.header.scope) ? null : 'foreign-scope';
    }
    if (item.kind === 'attachment') found.files.add(item.hash);
    else {
      const { entry } = item.carried;
      // What the county says is judged by its signature and by the log's hash, and nothing of it is left out.
      const verdict = found.isReply ? 'fit' : judgeCarried(entry);
      if (verdict === 'fit') found.fit.set(entry.id, item.carried);
      else unfit.set(entry.id, verdict);
    }
    return null;
  });
  if (!walked.ok) return walked;
  const { header } = found;
  if (header === null) return err('not-a-bundle');
  const keys = await readKnownKeys(values);
  const reply = replyIn(header, [...found.fit.values()]);
  const maker = reply === null ? judgeMaker(header, walked.value, keys) : await judgeReply(parts, { header, end: walked.value, reply });
  if (maker === 'false') return err('forged');
  if (isReplyRefusal(maker)) return err(maker);
  // Also when it is only looked at: who looks through a stick wants to know what to put on it. Of a maker that is not proven nothing is believed.
  if (maker === 'true') await notePeer(values, header);
  const here = await knownOf(entries, [...found.fit.keys(), ...unfit.keys()]);
  const [fresh, proven] = [new Map<string, HeldEntry>(), { signed: 0, stopped: 0, confirmed: 0, unknown: 0 }];
  for (const [id, carried] of found.fit) {
    if (here.has(id)) continue;
    const { entry, signed, receipt } = carried;
    if (reply !== null) {
      fresh.set(id, { entry });
      continue;
    }
    const verdict = judgeSignature(carried, keys);
    if (verdict === 'false') {
      unfit.set(id, 'signature-false');
      continue;
    }
    proven[verdict === 'true' ? 'signed' : verdict === 'stopped' ? 'stopped' : receipt === undefined ? 'unknown' : 'confirmed'] += 1;
    fresh.set(id, { entry, ...(signed === undefined ? {} : { signed }) });
    if (fresh.size % JUDGED_AT_ONCE === 0 && !await goOn(found.bytes)) return err('cancelled');
  }
  const leftOut: Partial<Record<LeftOut, number>> = {};
  for (const [id, why] of unfit) if (!here.has(id)) leftOut[why] = (leftOut[why] ?? 0) + 1;
  const named = new Set([...found.fit.values()].flatMap(({ entry: { body } }) => attachmentsIn(body).map(({ hash }) => hash)).filter((hash) => found.files.has(hash)));
  const held = new Set(await files.files.where('hash').anyOf([...named]).primaryKeys());
  return ok({
    header, fresh: [...fresh.values()], known: here.size, leftOut, maker, proven, reply, confirms: reply === null ? 0 : ownOf(parts, [...here.values()].filter(({ receipt }) => receipt === undefined)).length,
    files: named, freshFiles: new Set([...named].filter((hash) => !held.has(hash))),
  });
}

/** The county's reply in a bundle; null in one of a device. An entry without a receipt is none of the county's. */
function replyIn({ choice }: BundleHeader, carried: readonly CarriedEntry[]): CountyReply | null {
  if (choice.kind !== 'reply') return null;
  const { base, cursor } = choice;
  return { base, cursor, entries: carried.flatMap(({ entry, receipt }) => (receipt === undefined ? [] : [{ entry, receipt }])) };
}

interface Replied { readonly header: BundleHeader; readonly end: BundleEnd; readonly reply: CountyReply }

async function judgeReply({ values, logOf }: BundleImportParts, { header, end, reply }: Replied): Promise<'county' | ReplyRefusal> {
  const key = await readCountyKey(values);
  if (key === null) return 'county-unknown';
  if (!isOfCounty(end, key)) return 'reply-forged';
  const log = logOf(header.scope);
  const pages = log === null ? err('reply-gap' as const) : pagesOfReply(log, reply);
  return pages.ok ? 'county' : pages.error;
}

function isReplyRefusal(maker: BundlePreview['maker'] | 'false' | ReplyRefusal): maker is ReplyRefusal {
  return maker === 'county-unknown' || maker.startsWith('reply-');
}

async function knownOf(entries: Entries, ids: readonly string[]): Promise<ReadonlyMap<string, EntryDocument>> {
  const known = new Map<string, EntryDocument>();
  for (let from = 0; from < ids.length; from += LOOKED_UP_AT_ONCE) {
    for (const one of await entries.byIds(ids.slice(from, from + LOOKED_UP_AT_ONCE))) known.set(one.id, one);
  }
  return known;
}

type Take = (item: BundleItem) => BundleFailure | null | Promise<BundleFailure | null>;

/** Reads a bundle to its end, giving `take` each item; ends at the first refusal. `goOn` hears the bytes that were read. */
async function walk(opened: Unlocked, goOn: (done: number) => boolean | Promise<boolean>, take: Take): Promise<Result<BundleEnd, BundleFailure>> {
  const bundle = createBundleReader();
  const reader = (await opened.plain()).getReader();
  const end = async (refusal: BundleFailure): Promise<Result<BundleEnd, BundleFailure>> => {
    await reader.cancel().catch(() => undefined);
    return err(refusal);
  };
  let [done, asked] = [0, -ASK_EVERY];
  for (;;) {
    const piece = await reader.read().catch((error: unknown) => refusalOfReading(error));
    if (typeof piece === 'string') return end(piece);
    if (piece.done) break;
    done += piece.value.length;
    if (done - asked >= ASK_EVERY) {
      asked = done;
      if (!await goOn(done)) return end('cancelled');
    }
    const items = bundle.push(piece.value);
    if (!items.ok) return end(items.error);
    for (const item of items.value) {
      const refusal = await take(item);
      if (refusal !== null) return end(refusal);
    }
  }
  return bundle.finish();
}

/** A file that went away fails as the browser says it; anything else is the seal of a piece that does not hold. */
function refusalOfReading(error: unknown): BundleRefusal {
  return error instanceof DOMException ? 'unreadable' : 'damaged';
}

/** Those that a replica of this device wrote: what is new here of them was lost here, with a disk or by an older backup. */
function ownOf<T extends { readonly replica: string }>({ identity: { current } }: BundleImportParts, entries: readonly T[]): readonly T[] {
  return current === null ? [] : entries.filter((one) => isOwn(current, one));
}

function seedOf({ identity }: BundleImportParts): string | null {
  return identity.current?.deviceKey ?? null;
}

/** Whether the county takes files of the scope from this device. */
function mayWrite({ identity }: BundleImportParts, scope: string): boolean {
  return identity.current?.enrolment.session.writes.includes(scope) ?? false;
}

function casesOf(fresh: readonly HeldEntry[]): number {
  return new Set(fresh.map(({ entry }) => entry.subject).filter((subject) => subject.startsWith('case:'))).size;
}
