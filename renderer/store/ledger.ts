/**
 * The one door through which anything enters the ledger of this device: the journal first (flushed by the main
 * process), then RxDB. What happens when the power goes at each point:
 *
 *   before the journal has it      nothing is saved, nothing was said to be saved
 *   journal has it, RxDB not       saved: opening compares the two and puts it into RxDB (`recovery.ts`)
 *   RxDB has it, tables not        saved: the projector's checkpoint is behind and catches up
 *   the journal's answer is lost   unknown: the journal is read again before anything else is written (`settle`)
 *
 * Callers hold the writer queue.
 */
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import type { Host } from './api.ts';
import type { EntryDocument, HeldEntry, SealedEntry } from './entry-document.ts';
import { sealEntry } from './entry-document.ts';
import { chainName, isNews, type Entries, type Proven, type PutReport } from './entries.ts';
import type { StoreFailure } from './failure-text.ts';
import { entryLine, parseJournalLine, proofLine, type Proof } from './journal-line.ts';
import type { Sealer } from './sealing.ts';
import { within } from './writer-queue.ts';

export type Journal = NonNullable<Host['journal']>;

/** What is to enter: entries (own or pulled), and proofs for entries that are there. */
export interface LedgerBatch {
  readonly entries: readonly HeldEntry[];
  readonly proofs: readonly Proof[];
  /** Entries of the batch that were sealed beforehand, by id. */
  readonly sealed?: ReadonlyMap<string, SealedEntry>;
}

/** What a batch changed in RxDB. */
export interface Entered {
  /** The ledger's last arrival before it: whoever was up to date then needs only what follows here. */
  readonly since: number;
  /** Entries that were not there, or could not be read, before. */
  readonly fresh: readonly HeldEntry[];
  /** Entries that were there and whose proof is new. */
  readonly proven: readonly Proven[];
}

export interface Ledger {
  /** Makes entries ready for `store`; may be called while another batch is being stored. */
  seal(entries: readonly HeldEntry[]): Promise<LedgerBatch>;
  /** Stores a batch: `ok` means that the journal (where there is one) has it, and RxDB too unless it has just failed. Repeats change nothing. */
  store(batch: LedgerBatch): Promise<Result<Entered, StoreFailure>>;
  /** Finds out what became of an append whose answer was lost; the entries that the journal does have are put into RxDB. */
  settle(): Promise<Result<readonly string[], StoreFailure>>;
  /** How many lines the journal holds that are all in RxDB too. */
  position(): number;
  /** False after RxDB failed: what is saved is in the journal, and opening again mends it. */
  healthy(): boolean;
}

export interface LedgerParts { readonly entries: Entries; readonly journal: Journal | null; readonly sealer: Sealer; readonly position: number }

/** A line may have 512 KiB and a call 2,000 lines (`desktop-api.ts`); these are well below, so that no call takes long. */
const LINES_A_CALL = 1000;
const LENGTH_A_CALL = 4 * 1024 * 1024;
/** Of pulled entries, which need not be kept all or none: lines pass through the page, whose own thread must never be away for long. */
const PULLED_LINES_A_CALL = 200;
/** IndexedDB has been seen never to settle on a full disk. */
const RXDB_PATIENCE_MS = 60_000;

export function createLedger({ entries, journal, sealer, position: start }: LedgerParts): Ledger {
  let position = start;
  let uncertain = false;
  let failed = false;
  const healthy = () => !failed && !entries.isLost();

  const appendLines = async (sealed: readonly SealedEntry[], proofs: readonly Proof[]): Promise<Result<null, StoreFailure>> => {
    if (!journal) return ok(null);
    const pulled = sealed.length > 0 && sealed.every(({ receipt }) => receipt !== undefined);
    for (const piece of pieces([...sealed.map(entryLine), ...proofs.map(proofLine)], pulled ? PULLED_LINES_A_CALL : LINES_A_CALL)) {
      try {
        const appended = await journal.append(piece);
        if (!appended.ok) return err(journalFailure(appended.error));
        position += piece.length;
      } catch {
        uncertain = true;
        return err('journal-unreachable');
      }
    }
    return ok(null);
  };

  const put = async (sealed: readonly SealedEntry[], proofs: readonly Proof[], looked?: LookedUp): Promise<Result<PutReport, StoreFailure>> => {
    try {
      const report = await within(RXDB_PATIENCE_MS, entries.put(sealed, looked?.allNew));
      const proven = await within(RXDB_PATIENCE_MS, entries.prove(proofs, sealed.length === 0 ? looked?.known : undefined));
      return ok({ inserted: report.inserted, proven: [...report.proven, ...proven] });
    } catch {
      failed = true;
      return journal ? ok({ inserted: [], proven: [] }) : err('storage-failed');
    }
  };

  const settle = async (): Promise<Result<readonly string[], StoreFailure>> => {
    if (!uncertain || !journal) return ok([]);
    const tail = await readJournal(journal, position).catch(() => null);
    if (!tail) return err('journal-unreachable');
    const stored = await put(tail.entries, tail.proofs);
    if (!stored.ok) return stored;
    position += tail.lines;
    uncertain = false;
    return ok(tail.entries.map((one) => one.header.id));
  };

  return {
    async seal(batch) {
      const sealed = await Promise.all(batch.map((held) => sealEntry(held, sealer)));
      return { entries: batch, proofs: [], sealed: new Map(sealed.map((one) => [one.header.id, one])) };
    },
    async store(batch) {
      if (!healthy()) return err('storage-failed');
      const settled = await settle();
      if (!settled.ok) return settled;
      const since = entries.lastArrival();
      const fresh = await withoutKnown(entries, batch, sealer.kid);
      if (fresh.entries.length === 0 && fresh.proofs.length === 0) return ok({ since, fresh: [], proven: [] });
      const sealed = await Promise.all(fresh.entries.map(async (held) => batch.sealed?.get(held.entry.id) ?? await sealEntry(held, sealer)));
      const appended = await appendLines(sealed, fresh.proofs);
      if (!appended.ok) return appended;
      const report = await put(sealed, fresh.proofs, fresh);
      if (!report.ok) return report;
      const inserted = new Set(report.value.inserted);
      return ok({ since, fresh: fresh.entries.filter(({ entry }) => inserted.has(entry.id)), proven: report.value.proven });
    },
    settle,
    position: () => position,
    healthy,
  };
}

/** What the journal says from a position on. */
export interface JournalContent { readonly entries: readonly SealedEntry[]; readonly proofs: readonly Proof[]; readonly lines: number }

/** Reads the journal from line `from` to its end; rejects when a page cannot be read. */
export async function readJournal(journal: Journal, from: number): Promise<JournalContent> {
  const [entries, proofs]: [SealedEntry[], Proof[]] = [[], []];
  let [next, lines]: [number | null, number] = [from, 0];
  while (next !== null) {
    const page: Result<{ lines: readonly string[]; next: number | null }, string> = await journal.read(next);
    if (!page.ok) throw new Error(`journal page unreadable: ${page.error}`);
    for (const line of page.value.lines) {
      const record = parseJournalLine(line);
      if (record.kind === 'entry') entries.push(record.entry);
      if (record.kind === 'proof') proofs.push(record.proof);
    }
    lines += page.value.lines.length;
    next = page.value.next;
  }
  return { entries, proofs, lines };
}

/** What looking up a batch found: the documents that are here, and whether none of the entries left is here under another key. */
interface LookedUp { readonly known: readonly EntryDocument[]; readonly allNew: boolean }

/** Leaves out what is known already, so that a batch pulled twice does not make the journal longer. */
async function withoutKnown(entries: Entries, batch: LedgerBatch, kid: string): Promise<LedgerBatch & LookedUp> {
  // What continues a chain beyond its end cannot be here; only the others are looked up.
  const ends = await endsOf(entries, batch.entries);
  const mayBeHere = batch.entries.filter(({ entry }) => entry.seq <= (ends.get(chainName(entry)) ?? 0));
  const ids = [...mayBeHere.map((held) => held.entry.id), ...batch.proofs.map((proof) => proof.id)];
  if (ids.length === 0) return { ...batch, known: [], allNew: true };
  const documents = await entries.byIds(ids);
  const known = new Map(documents.map((document) => [document.id, document]));
  const proofs = [...batch.proofs, ...batch.entries.flatMap((held) => (known.has(held.entry.id) ? proofOfHeld(held) : []))];
  const left = batch.entries.filter((held) => known.get(held.entry.id)?.sealed.kid !== kid);
  return { entries: left, proofs: proofs.filter((proof) => isNews(proof, known.get(proof.id))), known: documents, allNew: left.every((held) => !known.has(held.entry.id)) };
}

async function endsOf(entries: Entries, batch: readonly HeldEntry[]): Promise<ReadonlyMap<string, number>> {
  const chains = new Map(batch.map(({ entry }) => [chainName(entry), { scope: entry.scope, replica: entry.replica }]));
  return new Map(await Promise.all([...chains].map(async ([name, chain]) => [name, (await entries.chainEnd(chain))?.seq ?? 0] as const)));
}

function proofOfHeld({ entry, receipt, rev }: HeldEntry): readonly Proof[] {
  return receipt === undefined ? [] : [{ id: entry.id, receipt, ...(rev === undefined ? {} : { rev }) }];
}

/** Lines in pieces that one call may carry. Entries of one act set fit one piece: 1,000 acts at once are none of a person's. */
export function* pieces(lines: readonly string[], most = LINES_A_CALL): Generator<string[]> {
  let [piece, length]: [string[], number] = [[], 0];
  for (const line of lines) {
    if (piece.length >= most || (piece.length > 0 && length + line.length > LENGTH_A_CALL)) {
      yield piece;
      [piece, length] = [[], 0];
    }
    piece.push(line);
    length += line.length;
  }
  if (piece.length > 0) yield piece;
}

function journalFailure(failure: string): StoreFailure {
  const failures: Readonly<Record<string, StoreFailure>> = { 'disk-full': 'journal-disk-full', 'too-large': 'journal-too-large', 'not-writable': 'journal-not-writable' };
  return failures[failure] ?? 'journal-not-writable';
}
