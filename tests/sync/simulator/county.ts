/**
 * The county server of the simulator: the shipped rules of `county-log.ts` over logs in memory, with the crashes, full
 * disks and old backups of a real one. Its counterpart is `server/`, which runs the same rules over SQLite.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { Value } from 'typebox/value';
import type { Session } from '../../../shared/access.ts';
import * as rules from '../../../shared/sync/county-log.ts';
import { appendTo, headAfter, type ChainHead, type Entry } from '../../../shared/ledger/entry.ts';
import { logAfter, logStart, type LogToken } from '../../../shared/ledger/log-hash.ts';
import type { RequestKind } from '../../../shared/sync/answers.ts';
import { DigestRequest, OfferRequest, PullRequest, PushRequest } from '../../../shared/sync/wire.ts';
import type { Random } from './random.ts';
import { COUNTY, TOWNSHIPS, START_MS } from './people.ts';

/** The functions of `county-log.ts`: a planted bug replaces one of them. */
export type CountyRules = typeof rules;

/** How the server uses them. `early` is the planted bug that answers first and commits afterwards. */
export interface CountyHabits { readonly answers: 'after-commit' | 'early'; readonly failsBatches: boolean; readonly checksScopes: boolean }

export interface HttpAnswer { readonly status: number; readonly body: unknown }

/** What happens to the next push: nothing, or one of the crashes, or a full disk. */
export type NextFate = 'fine' | 'dies-before-commit' | 'dies-after-commit' | 'disk-full';

interface Log {
  readonly scope: string;
  readonly entries: rules.LoggedEntry[];
  readonly revisions: Map<string, number>;
  readonly lastSeq: Map<string, number>;
}

export interface County {
  /** Null when there is no answer: the server is down, or died on the way. */
  receive(kind: RequestKind, body: unknown, session: Session): HttpAnswer | null;
  crash(): void;
  boot(): void;
  isUp(): boolean;
  setFate(fate: NextFate): void;
  backup(): void;
  /** Replaces the logs by those of a backup: 0 the newest, 1 the one before, … False when there is none. */
  restore(which: number): boolean;
  log(scope: string): readonly rules.LoggedEntry[];
  head(scope: string): LogToken;
  /** True when the entry was ever in a committed log: what an acknowledgement promises. */
  everCommitted(id: string): boolean;
  readonly receipts: rules.Receipts;
}

interface Setting {
  readonly rules: CountyRules;
  readonly habits: CountyHabits;
  readonly random: Random;
  readonly now: () => number;
  readonly later: (delay: number, run: () => void) => void;
  /** Called after each commit: the event stream. */
  readonly news: (scope: string, rev: number) => void;
}

export function createReceipts(key: string): rules.Receipts {
  const bytes = utf8ToBytes(key);
  const known = new Map<string, string>();
  const issue = (id: string) => {
    const made = known.get(id) ?? bytesToHex(hmac(sha256, bytes, utf8ToBytes(id)));
    known.set(id, made);
    return made;
  };
  return { issue, verify: (id, receipt) => issue(id) === receipt };
}

export function createCounty(setting: Setting): County {
  const receipts = createReceipts('the county of the simulator');
  const committed = new Set<string>();
  const backups: Map<string, Log>[] = [];
  let logs = new Map([COUNTY, ...TOWNSHIPS].map((scope): [string, Log] => [scope, emptyLog(scope)]));
  let up = true;
  let boots = 0;
  let fate: NextFate = 'fine';
  let replica = setting.random.letters(10);
  let chains = new Map<string, ChainHead>();

  const logOf = (scope: string): Log => logs.get(scope) ?? emptyLog(scope);

  const number = (entry: Entry, tentative: Map<string, ChainHead>): Entry => {
    const head = tentative.get(entry.scope) ?? { replica, seq: 0, prev: '', at: entry.at };
    const at = head.at > entry.at ? head.at : entry.at;
    const numbered = appendTo({ ...head, at }, {
      scope: entry.scope, subject: entry.subject, type: 'case.numbered', v: 1, body: { number: `民〔2026〕${String(logOf(entry.scope).entries.length)}号` },
    }, { actor: 'server', nowMs: START_MS + setting.now() });
    tentative.set(entry.scope, headAfter(numbered));
    return numbered;
  };

  const push = (request: PushRequest, session: Session): HttpAnswer | null => {
    const log = logOf(request.scope);
    const judged = setting.rules.judgePush(request, session, receipts);
    if (setting.habits.failsBatches && judged.some((item) => item.verdict === 'refused')) return { status: 400, body: { error: 'bad-request', message: '' } };
    const existing = new Map(setting.rules.idsOf(judged).flatMap((id) => {
      const rev = log.revisions.get(id);
      return rev === undefined ? [] : [[id, rev] as const];
    }));
    const tentative = new Map(chains);
    const followers = new Map(setting.rules.freshEntries(judged, existing)
      .filter((entry) => entry.type === 'case.registered').map((entry) => [entry.id, [number(entry, tentative)]] as const));
    const settled = setting.rules.settlePush(judged, { head: headOf(log), existing, followers }, receipts);
    const born = boots;
    const commit = () => {
      // A process that died in between commits nothing any more.
      if (!up || boots !== born) return;
      chains = tentative;
      for (const entry of settled.appended) {
        appendToLog(log, entry);
        committed.add(entry.id);
      }
      if (settled.appended.length > 0) setting.news(request.scope, log.entries.length);
    };
    const now = fate;
    fate = 'fine';
    if (now === 'disk-full') return { status: 507, body: { error: 'server-full', message: '' } };
    if (now === 'dies-before-commit') {
      crash();
      return null;
    }
    if (setting.habits.answers === 'early') setting.later(5 + setting.random.int(2_000), commit);
    else commit();
    if (now === 'dies-after-commit') {
      crash();
      return null;
    }
    const seq = Math.max(log.lastSeq.get(request.replica) ?? 0, ...settled.appended.filter((entry) => entry.replica === request.replica).map((entry) => entry.seq));
    return { status: 200, body: setting.rules.pushAnswer(request, settled, { serverTime: START_MS + setting.now(), replicaSeq: seq }) };
  };

  const crash = () => {
    up = false;
  };

  return {
    receive(kind, body, session) {
      if (!up) return null;
      const schema = { push: PushRequest, pull: PullRequest, offer: OfferRequest, digest: DigestRequest }[kind];
      if (!Value.Check(schema, body)) return { status: 400, body: { error: 'bad-request', message: '' } };
      if (setting.habits.checksScopes && !setting.rules.mayExchange(session, body.scope)) return { status: 403, body: { error: 'forbidden', message: '' } };
      const log = logOf(body.scope);
      const head = headOf(log);
      const facts = { serverTime: START_MS + setting.now(), replicaSeq: log.lastSeq.get(body.replica) ?? 0 };
      const known = (token: LogToken) => setting.rules.isInLog(token, tokenAt(log, token.rev));
      if (!known(body.seen)) return { status: 200, body: setting.rules.divergedAnswer(body, head, facts) };
      if (kind === 'push') return push(body as PushRequest, session);
      if (kind === 'offer') return { status: 200, body: setting.rules.offerAnswer(body as OfferRequest, { known: log.revisions, head }, facts) };
      if (kind === 'digest') {
        const asked = body as DigestRequest;
        return { status: 200, body: known(asked.upTo) ? setting.rules.digestAnswer(asked, facts) : setting.rules.divergedAnswer(body, head, facts) };
      }
      const request = body as PullRequest;
      if (!known(request.cursor)) return { status: 200, body: setting.rules.divergedAnswer(body, head, facts) };
      // Small pages, so that a schedule meets many of them.
      const page = log.entries.slice(request.cursor.rev, request.cursor.rev + Math.min(request.limit, 7));
      return { status: 200, body: setting.rules.pullAnswer(request, { page, head }, { receipts, facts }) };
    },
    crash,
    boot() {
      if (up) return;
      up = true;
      boots += 1;
      replica = setting.random.letters(10);
      chains = new Map();
    },
    isUp: () => up,
    setFate(next) {
      fate = next;
    },
    backup() {
      backups.push(new Map([...logs].map(([scope, log]) => [scope, prefixOf(log)])));
    },
    restore(which) {
      const chosen = backups.at(-1 - which);
      if (!chosen) return false;
      logs = new Map([...chosen].map(([scope, log]) => [scope, prefixOf(log)]));
      boots += 1;
      up = true;
      replica = setting.random.letters(10);
      chains = new Map();
      return true;
    },
    log: (scope) => logOf(scope).entries,
    head: (scope) => headOf(logOf(scope)),
    everCommitted: (id) => committed.has(id),
    receipts,
  };
}

function emptyLog(scope: string): Log {
  return { scope, entries: [], revisions: new Map(), lastSeq: new Map() };
}

function prefixOf(log: Log): Log {
  return { scope: log.scope, entries: [...log.entries], revisions: new Map(log.revisions), lastSeq: new Map(log.lastSeq) };
}

function tokenAt(log: Log, rev: number): LogToken | null {
  if (rev === 0) return logStart(log.scope);
  const there = log.entries[rev - 1];
  return there ? { rev: there.rev, h: there.h } : null;
}

function headOf(log: Log): LogToken {
  return tokenAt(log, log.entries.length) ?? logStart(log.scope);
}

function appendToLog(log: Log, entry: Entry): void {
  const token = logAfter(headOf(log), entry.id);
  log.entries.push({ entry, rev: token.rev, h: token.h });
  log.revisions.set(entry.id, token.rev);
  log.lastSeq.set(entry.replica, Math.max(log.lastSeq.get(entry.replica) ?? 0, entry.seq));
}
