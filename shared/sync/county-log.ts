/**
 * The county's side of the exchange, without its database: from a request, the session and what was looked up in the
 * log, to the answer and what is to be appended. The server calls it inside one transaction; the simulator calls the
 * very same functions. PROTOCOL.md, [P6]–[P19].
 *
 * A push, in one transaction:
 *   1. `isInLog(request.seen, …)` is false: answer `diverged`, write nothing.
 *   2. Look up the `signersOf` the request. `judgePush` judges every item; of entries nothing is looked up for it, so that a refusal leaks nothing.
 *   3. Look up which of `idsOf(judged)` the log already holds; `freshEntries` are the others, each once.
 *   4. Draw the numbers: for fresh entries the server may append entries of its own (`followers`).
 *   5. `settlePush` gives every item its verdict, and the entries to append with the new head.
 *   6. Append, commit, and only then answer.
 */
import { Value } from 'typebox/value';
import { Type } from 'typebox';
import type { Session } from '../access.ts';
import { judgeEntry, refusalOf, type RefusalCode } from '../judge.ts';
import { CONTENT_ID_PATTERN } from '../kernel/content-hash.ts';
import { quickCheck } from '../kernel/quick-check.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { Signed, verifyEntry } from '../identity/device-key.ts';
import { parseEntry, type Entry } from '../ledger/entry.ts';
import { logAfter, type LogToken } from '../ledger/log-hash.ts';
import { Receipt, type DigestAnswer, type DigestRequest, type DivergedAnswer, type OfferAnswer, type OfferRequest, type PullAnswer, type PullRequest, type PushAnswer, type PushRequest, type Verdict } from './wire.ts';

/** The county's receipts: HMAC of an id under the county's key. Given in, since keys and their use are I/O's business. */
export interface Receipts {
  /** The receipt of an entry that is in the log, or is about to be. */
  issue(id: string): string;
  /** True when `receipt` is this county's receipt of `id`; compares in constant time. */
  verify(id: string, receipt: string): boolean;
}

/** A device whose signature stands under an entry, as the county knows it. */
export interface Signer {
  readonly publicKey: string;
  /** What its user may do now; null when the device was revoked or its user left, and the county has not allowed what they signed. */
  readonly session: Session | null;
}

/** What proves entries that the session did not write: receipts, and signatures of the devices that were looked up. */
export interface Proofs extends Receipts { readonly signers?: ReadonlyMap<string, Signer> }

/** One item of a push, judged: an entry that may be stored, or the code of its refusal. */
export type JudgedItem =
  | { readonly verdict: 'fit'; readonly entry: Entry }
  | { readonly verdict: 'refused'; readonly id: string | null; readonly code: RefusalCode };

/** Facts about every answer: the server's clock (epoch milliseconds) and the asking replica's greatest `seq` in the log, after a push. */
export interface AnswerFacts { readonly serverTime: number; readonly replicaSeq: number }

/** What a push comes to. */
export interface SettledPush {
  readonly verdicts: readonly Verdict[];
  /** To be appended in this order; the first gets revision `from.rev + 1`. */
  readonly appended: readonly Entry[];
  /** The log's head after it. */
  readonly head: LogToken;
}

/** A pulled entry as the log holds it. `h` is the running hash after it. */
export interface LoggedEntry { readonly entry: Entry; readonly rev: number; readonly h: string }

const IdOnly = Type.Object({ entry: Type.Object({ id: Type.String({ pattern: CONTENT_ID_PATTERN }) }) });
const Item = Type.Object({ entry: Type.Unknown(), receipt: Type.Optional(Receipt), signed: Type.Optional(Signed) }, { additionalProperties: false });
const SignedItem = Type.Object({ signed: Signed });
const isItem = quickCheck(Item);

/** True when the session may exchange the scope at all; otherwise the whole request is answered 403 `forbidden`. */
export function mayExchange(session: Session, scope: string): boolean {
  return session.reads.includes(scope);
}

/** True when `token` lies in a log whose token at `token.rev` is `there` (null beyond its head). */
export function isInLog(token: LogToken, there: LogToken | null): boolean {
  return there !== null && there.rev === token.rev && there.h === token.h;
}

/** The devices whose signatures a push carries: to be looked up for `judgePush`. */
export function signersOf(request: PushRequest): readonly string[] {
  return [...new Set(request.entries.flatMap((item) => (Value.Check(SignedItem, item) ? [item.signed.device] : [])))];
}

/** Judges every item of a push by itself: a bad one never fails the others. */
export function judgePush(request: PushRequest, session: Session, proofs: Proofs): readonly JudgedItem[] {
  return request.entries.map((item) => judgeItem(item, request.scope, { session, proofs }));
}

/** The ids of the items that may be stored: those to be looked up in the log. */
export function idsOf(judged: readonly JudgedItem[]): readonly string[] {
  return judged.flatMap((item) => (item.verdict === 'fit' ? [item.entry.id] : []));
}

/** The entries that the log lacks, in the order sent, each once. `existing` has the revisions of those that it holds. */
export function freshEntries(judged: readonly JudgedItem[], existing: ReadonlyMap<string, number>): readonly Entry[] {
  const fresh = new Map<string, Entry>();
  for (const item of judged) if (item.verdict === 'fit' && !existing.has(item.entry.id)) fresh.set(item.entry.id, item.entry);
  return [...fresh.values()];
}

/** What was looked up for `settlePush`. */
export interface LogFacts {
  /** The head of the log, under the write lock. */
  readonly head: LogToken;
  /** Revisions of the pushed ids that the log already holds. */
  readonly existing: ReadonlyMap<string, number>;
  /** Entries that the server itself appends right after a fresh entry, by that entry's id. */
  readonly followers: ReadonlyMap<string, readonly Entry[]>;
}

/** Gives every item its verdict: an entry that is already there is accepted again, at its old revision. */
export function settlePush(judged: readonly JudgedItem[], facts: LogFacts, receipts: Receipts): SettledPush {
  const appended: Entry[] = [];
  const revisions = new Map(facts.existing);
  let head = facts.head;
  const append = (entry: Entry) => {
    head = logAfter(head, entry.id);
    appended.push(entry);
    revisions.set(entry.id, head.rev);
  };
  const verdicts = judged.map((item): Verdict => {
    if (item.verdict === 'refused') return { id: item.id, verdict: 'refused', code: item.code };
    const { entry } = item;
    if (!revisions.has(entry.id)) [entry, ...(facts.followers.get(entry.id) ?? [])].forEach(append);
    return { id: entry.id, verdict: 'accepted', rev: revisions.get(entry.id) ?? head.rev, receipt: receipts.issue(entry.id) };
  });
  return { verdicts, appended, head };
}

/** The answer to a push, to be given only after the commit. */
export function pushAnswer(request: PushRequest, settled: SettledPush, facts: AnswerFacts): PushAnswer {
  return { ...common(request, facts), outcome: 'pushed', verdicts: [...settled.verdicts], token: settled.head };
}

/**
 * The answer to a pull whose `seen` and `cursor` are in the log: `page` are the entries right after the cursor, without a
 * gap, as many as the server wants to send; none only when the cursor is the head.
 */
export function pullAnswer(request: PullRequest, log: { readonly page: readonly LoggedEntry[]; readonly head: LogToken }, made: { readonly receipts: Receipts; readonly facts: AnswerFacts }): PullAnswer {
  const last = log.page.at(-1);
  const entries = log.page.map(({ entry }) => ({ entry, receipt: made.receipts.issue(entry.id) }));
  return { ...common(request, made.facts), outcome: 'pulled', base: request.cursor, cursor: last ? { rev: last.rev, h: last.h } : request.cursor, head: log.head.rev, entries };
}

/** The answer to an offer whose `seen` is in the log: `known` are those of the offered ids that the log holds, `head` its head at that moment. */
export function offerAnswer(request: OfferRequest, log: { readonly known: { has(id: string): boolean }; readonly head: LogToken }, facts: AnswerFacts): OfferAnswer {
  const missing = request.ids.filter((id) => !log.known.has(id));
  return { ...common(request, facts), outcome: 'offered', missing, known: request.ids.length - missing.length, upTo: request.ids.at(-1) ?? '', token: log.head };
}

/** The answer to a digest whose `upTo` the log, read again from its first entry, comes to. */
export function digestAnswer(request: DigestRequest, facts: AnswerFacts): DigestAnswer {
  return { ...common(request, facts), outcome: 'digested', upTo: request.upTo };
}

/** The answer to any request whose `seen`, `cursor` or `upTo` is not in the log. */
export function divergedAnswer(request: { readonly generation: number }, head: LogToken, facts: AnswerFacts): DivergedAnswer {
  return { ...common(request, facts), outcome: 'diverged', head };
}

function judgeItem(item: unknown, scope: string, by: { readonly session: Session; readonly proofs: Proofs }): JudgedItem {
  const refused = (code: RefusalCode): JudgedItem => ({ verdict: 'refused', id: Value.Check(IdOnly, item) ? item.entry.id : null, code });
  if (!isItem(item)) return refused('malformed');
  const parsed = parseEntry(item.entry);
  if (!parsed.ok) return refused(refusalOf(parsed.error));
  if (parsed.value.scope !== scope) return refused('foreign-scope');
  const { id: wholeId, actor } = parsed.value;
  const proven = item.receipt !== undefined && by.proofs.verify(wholeId, item.receipt);
  // What the session may bring as its own needs no signature, so that a false one spoils nothing.
  const writer = proven || actor === by.session.user || item.signed === undefined ? ok(by.session) : writerOf(wholeId, item.signed, by.proofs);
  const judged = writer.ok ? judgeEntry(parsed.value, writer.value, proven) : writer;
  return judged.ok ? { verdict: 'fit', entry: judged.value } : refused(judged.error);
}

/** The session of the user whose device signed the entry: somebody else brings it, and it is judged as if its writer did. */
function writerOf(id: string, { device, signature }: Signed, proofs: Proofs): Result<Session, RefusalCode> {
  const signer = proofs.signers?.get(device);
  if (!signer || !verifyEntry(signer.publicKey, id, signature)) return err('signature-false');
  return signer.session ? ok(signer.session) : err('signer-revoked');
}

function common(request: { readonly generation: number }, facts: AnswerFacts) {
  return { generation: request.generation, serverTime: facts.serverTime, replicaSeq: facts.replicaSeq };
}
