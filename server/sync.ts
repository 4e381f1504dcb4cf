/**
 * The sync endpoint, top to bottom: parse, authenticate, judge, append in one transaction, answer. What is right or wrong
 * about a request is decided by the pure rules of `shared/sync/county-log.ts`, which the simulator runs too; here they
 * meet the database. Rules in shared/sync/PROTOCOL.md.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type, type TSchema } from 'typebox';
import { contentId } from '../shared/kernel/content-hash.ts';
import { logAfter, type LogToken } from '../shared/ledger/log-hash.ts';
import {
  digestAnswer, divergedAnswer, isInLog, judgePush, mayExchange, offerAnswer, pullAnswer, pushAnswer, signersOf,
  type AnswerFacts, type JudgedItem, type LoggedEntry, type Receipts,
} from '../shared/sync/county-log.ts';
import {
  DigestAnswer, DigestRequest, DivergedAnswer, ErrorAnswer, OfferAnswer, OfferRequest, PullAnswer, PullRequest, PushAnswer, PushRequest,
} from '../shared/sync/wire.ts';
import { authenticate, callerFrom, type AuthDeps, type Caller } from './auth.ts';
import { appendJudged, field } from './append-judged.ts';
import { refuse } from './http-errors.ts';
import { breathing } from './mend.ts';
import { refuseOtherProtocols } from './protocol.ts';
import type { LogVerifier } from './log-verifier.ts';
import type { CountyTables } from './store/county-store.ts';
import { DamagedLog, type Origin, type RefusedPlace } from './store/log-store.ts';
import type { NewsDesk } from './news.ts';

export interface SyncDeps extends AuthDeps {
  /** The server's own replica, under which it writes official numbers. */
  readonly replica: string;
  readonly news: NewsDesk;
  readonly verifier: LogVerifier;
}

/** A pull answer stops growing here (characters of JSON), so that slow lines get it through; it holds at least one entry. */
const MAX_PULL_LENGTH = 1024 * 1024;

/** Entries judged between two breaths: a signature of another device takes a millisecond or two. */
const JUDGED_AT_ONCE = 25;

/** What every request is answered with on top of its own outcome. */
type Exchanged<A> = A | DivergedAnswer;

/** POST /api/sync/push, /pull, /offer and /digest */
export function syncRoutes(app: FastifyInstance, deps: SyncDeps): void {
  const receipts: Receipts = { issue: (id) => deps.key.receipt(id), verify: (id, receipt) => deps.key.proves(id, receipt) };

  app.post<{ Body: PushRequest }>('/api/sync/push', exchange(deps, PushRequest, PushAnswer), async (request, reply) => {
    const { body } = request;
    const done = await onWholeLog(deps, body.scope, () => push(deps, { body, caller: callerFrom(request), receipts }));
    // Only now, after the commit, does anybody hear of it.
    if (done.appended > 0) deps.news.announce({ scope: body.scope, rev: done.head.rev });
    request.log.info({ scope: body.scope, entries: body.entries.length, appended: done.appended, refused: done.refused, forks: done.forks }, 'pushed');
    return reply.send(done.answer);
  });

  app.post<{ Body: PullRequest }>('/api/sync/pull', exchange(deps, PullRequest, PullAnswer), async (request, reply) => {
    const asked = { body: request.body, receipts, nowMs: deps.now() };
    return reply.send(await onWholeLog(deps, asked.body.scope, () => deps.store.read((tables) => pull(tables, asked))));
  });

  app.post<{ Body: OfferRequest }>('/api/sync/offer', exchange(deps, OfferRequest, OfferAnswer), async (request, reply) => {
    return reply.send(await onWholeLog(deps, request.body.scope, () => deps.store.read((tables) => offer(tables, request.body, deps.now()))));
  });

  app.post<{ Body: DigestRequest }>('/api/sync/digest', exchange(deps, DigestRequest, DigestAnswer), async (request, reply) => {
    const { body } = request;
    // Whatever it finds and mends: the answer is about the log as it is afterwards.
    await deps.verifier.verify(body.scope);
    return reply.send(await deps.store.read((tables) => digest(tables, body, deps.now())));
  });
}

// ── parse and authenticate ────────────────────────────────────────────────────────────────────────────────────────────

/** 401 before the body is read, 413 while it is read, 426 before its shape is asked, 400 for its shape, 403 for its scope. */
function exchange(deps: AuthDeps, body: TSchema, answer: TSchema) {
  return {
    schema: { body, response: { 200: Type.Union([answer, DivergedAnswer]), '4xx': ErrorAnswer, '5xx': ErrorAnswer } },
    onRequest: authenticate(deps), preValidation: refuseOtherProtocols, preHandler: refuseForeignScopes,
  };
}

async function refuseForeignScopes(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  const { device, session } = callerFrom(request);
  const { scope } = request.body as { scope: string };
  if (mayExchange(session, scope)) return undefined;
  request.log.warn({ device, scope }, 'scope refused');
  return refuse(reply, 'forbidden');
}

// ── push: judge, append, answer ───────────────────────────────────────────────────────────────────────────────────────

interface Pushed {
  readonly answer: Exchanged<PushAnswer>;
  readonly head: LogToken;
  readonly appended: number;
  readonly refused: number;
  readonly forks: number;
}

async function push(deps: SyncDeps, asked: { body: PushRequest; caller: Caller; receipts: Receipts }): Promise<Pushed> {
  const { body, caller, receipts } = asked;
  const signing = signersOf(body);
  const signers = signing.length === 0 ? new Map<string, never>() : await deps.store.read(({ devices }) => devices.signers(signing));
  const breathe = breathing();
  const judged: JudgedItem[] = [];
  for (let from = 0; from < body.entries.length; from += JUDGED_AT_ONCE) {
    judged.push(...judgePush({ ...body, entries: body.entries.slice(from, from + JUDGED_AT_ONCE) }, caller.session, { ...receipts, signers }));
    await breathe();
  }
  const nowMs = deps.now();
  return deps.store.write(async (tables): Promise<Pushed> => {
    const head = await headOf(tables, body.scope);
    if (!isInLog(body.seen, await tables.log.tokenAt(body.scope, body.seen.rev))) {
      return { answer: divergedAnswer(body, head, await factsFor(tables, body, nowMs)), head, appended: 0, refused: 0, forks: 0 };
    }
    const origin: Origin = { device: caller.device, receivedAt: nowMs };
    await tables.devices.noteReplica(body.replica, caller.device, nowMs);
    const refused = refusedPlaces(judged, body);
    await tables.log.noteRefusals(refused, origin);

    const { settled, forks } = await appendJudged(tables, { scope: body.scope, head, items: body.entries, judged, origin }, { receipts, pen: { replica: deps.replica, nowMs } });
    if (forks > 0) await tables.audit.note('chain-forked', { scope: body.scope, device: caller.device, replica: body.replica, forks }, nowMs);
    return {
      answer: pushAnswer(body, settled, await factsFor(tables, body, nowMs)),
      head: settled.head, appended: settled.appended.length, refused: refused.length, forks,
    };
  });
}

/** Where refused entries stood in their replicas' chains, as far as they can be read at all: it explains a later gap. */
function refusedPlaces(judged: readonly JudgedItem[], request: PushRequest): readonly RefusedPlace[] {
  return judged.flatMap((item, i) => {
    if (item.verdict !== 'refused') return [];
    const { replica, seq } = placeOf(request.entries[i]);
    return [{ scope: request.scope, replica: replica ?? request.replica, seq: seq ?? 0, entryId: item.id ?? '', code: item.code }];
  });
}

function placeOf(item: unknown): { replica: string | null; seq: number | null } {
  const entry = field(item, 'entry');
  const replica = field(entry, 'replica');
  const seq = field(entry, 'seq');
  return {
    replica: typeof replica === 'string' && /^[a-z2-7]{10}$/.test(replica) ? replica : null,
    seq: typeof seq === 'number' && Number.isSafeInteger(seq) && seq > 0 ? seq : null,
  };
}

// ── pull, offer and digest ────────────────────────────────────────────────────────────────────────────────────────────────────

/** Whoever meets a damaged log has it mended, and is answered about what it is then: a new device can always pull. */
async function onWholeLog<T>({ verifier }: SyncDeps, scope: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DamagedLog)) throw error;
    await verifier.scrub(scope);
    return work();
  }
}

/** A page is read again before it is handed out: a device would refuse it, and ask for it for ever. */
function mustFollow(page: readonly LoggedEntry[], { cursor, head }: { cursor: LogToken; head: LogToken }, scope: string): void {
  let token = cursor;
  for (const { entry, rev, h } of page) {
    const { id, ...rest } = entry;
    token = logAfter(token, id);
    if (!isInLog(token, { rev, h }) || contentId(rest) !== id) throw new DamagedLog(scope, `row ${String(token.rev)}`);
  }
  if (page.length === 0 && !isInLog(token, head)) throw new DamagedLog(scope, 'its end');
}

async function pull(tables: CountyTables, asked: { body: PullRequest; receipts: Receipts; nowMs: number }): Promise<Exchanged<PullAnswer>> {
  const { body, receipts, nowMs } = asked;
  const head = await headOf(tables, body.scope);
  const facts = await factsFor(tables, body, nowMs);
  for (const token of [body.seen, body.cursor]) {
    if (!isInLog(token, await tables.log.tokenAt(body.scope, token.rev))) return divergedAnswer(body, head, facts);
  }
  const page = await tables.log.after(body.scope, body.cursor.rev, { limit: body.limit, maxLength: MAX_PULL_LENGTH });
  mustFollow(page, { cursor: body.cursor, head }, body.scope);
  return pullAnswer(body, { page, head }, { receipts, facts });
}

async function offer(tables: CountyTables, body: OfferRequest, nowMs: number): Promise<Exchanged<OfferAnswer>> {
  const head = await headOf(tables, body.scope);
  const facts = await factsFor(tables, body, nowMs);
  if (!isInLog(body.seen, await tables.log.tokenAt(body.scope, body.seen.rev))) return divergedAnswer(body, head, facts);
  return offerAnswer(body, { known: await tables.log.revisions(body.scope, body.ids), head }, facts);
}

async function digest(tables: CountyTables, body: DigestRequest, nowMs: number): Promise<Exchanged<DigestAnswer>> {
  const facts = await factsFor(tables, body, nowMs);
  for (const token of [body.seen, body.upTo]) {
    if (!isInLog(token, await tables.log.tokenAt(body.scope, token.rev))) return divergedAnswer(body, await headOf(tables, body.scope), facts);
  }
  return digestAnswer(body, facts);
}

async function headOf(tables: CountyTables, scope: string): Promise<LogToken> {
  const head = await tables.log.head(scope);
  if (!head || !isInLog(head, await tables.log.tokenAt(scope, head.rev))) throw new DamagedLog(scope, 'its end');
  return head;
}

async function factsFor(tables: CountyTables, body: { scope: string; replica: string }, nowMs: number): Promise<AnswerFacts> {
  return { serverTime: nowMs, replicaSeq: await tables.log.replicaSeq(body.scope, body.replica) };
}
