/**
 * The county server of the simulator: the shipped rules of `county-log.ts` over logs in memory, with the crashes, full disks, old
 * backups and meddling hands of a real one. Its counterpart is `server/`, which runs the same rules over SQLite.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { Value } from 'typebox/value';
import type { Session } from '../../../shared/access.ts';
import * as rules from '../../../shared/sync/county-log.ts';
import { appendTo, headAfter, type ChainHead, type Entry } from '../../../shared/ledger/entry.ts';
import { logAfter, type LogToken } from '../../../shared/ledger/log-hash.ts';
import type { RequestKind } from '../../../shared/sync/answers.ts';
import { DigestRequest, OfferRequest, PullRequest, PushRequest } from '../../../shared/sync/wire.ts';
import type { Random } from './random.ts';
import { COUNTY, TOWNSHIPS, START_MS } from './people.ts';
import { addRow, appendRow, copyLog, damageRow, emptyLog, isWhole, mendRows, rowsAfter, tokenAt, victimOf, type Damage, type Log } from './rows.ts';

/** The functions of `county-log.ts`: a planted bug replaces one of them. */
export type CountyRules = typeof rules;

/** How the server uses them. Each has a planted bug that does otherwise. */
export interface CountyHabits {
  readonly answers: 'after-commit' | 'early';
  /** `out-of-order`: revisions are taken when a push begins, and show when it commits, as those of a database sequence do. */
  readonly revisions: 'in-order' | 'out-of-order';
  readonly failsBatches: boolean;
  readonly checksScopes: boolean;
  /** Whether it reads its rows again when a digest asks. */
  readonly mends: boolean;
}

/** `later`: the answer is given so many milliseconds later, if it still can be. */
export interface HttpAnswer { readonly status: number; readonly body: unknown; readonly later?: { readonly ms: number; readonly stands: () => boolean } }

/** What happens to the next push: nothing, or one of the crashes, or a full disk. */
export type NextFate = 'fine' | 'dies-before-commit' | 'dies-after-commit' | 'disk-full';

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
  /** The server is gone with its backups; a new one begins with empty logs and the old key. */
  rebuild(): void;
  /** Somebody changes a row by hand. */
  damage(scope: string, damage: Damage): void;
  /** The entry that a damage would hit. */
  victim(scope: string, damage: Damage): string | null;
  /** Reads every log again and mends it, as it is done every day. */
  scrub(): void;
  log(scope: string): readonly rules.LoggedEntry[];
  head(scope: string): LogToken;
  /** True when the entry was ever in a committed log: what an acknowledgement promises. */
  everCommitted(id: string): boolean;
  /** The ids of the log that once ended in this token; null when there never was such a log. */
  idsUpTo(scope: string, token: LogToken): readonly string[] | null;
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
  /** Called with what must never be seen from outside. */
  readonly saw: (what: string) => void;
  /** Called whenever something of this name happened: so that a run can say what it has shown. */
  readonly happened: (what: string) => void;
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
  /** Every token that a log ever ended in, with the one before it. */
  const ends = new Map<string, { readonly before: string; readonly id: string }>();
  /** With the scopes that were meddled with when it was made. */
  const backups: { readonly logs: Map<string, Log>; readonly meddled: ReadonlySet<string> }[] = [];
  const empty = () => new Map([COUNTY, ...TOWNSHIPS].map((scope): [string, Log] => [scope, emptyLog(scope)]));
  let logs = empty();
  let up = true;
  let boots = 0;
  let fate: NextFate = 'fine';
  let replica = setting.random.letters(10);
  let chains = new Map<string, ChainHead>();
  /** Logs that somebody meddled with, and nobody has looked at since. */
  const meddled = new Set<string>();

  const logOf = (scope: string): Log => logs.get(scope) ?? emptyLog(scope);

  const remember = ({ scope, rows }: Log, from: number) => {
    for (let i = from; i < rows.length; i += 1) {
      const row = rows[i];
      if (row) ends.set(`${scope} ${row.h}`, { before: row.before, id: row.entry.id });
    }
  };

  const mend = (scope: string): void => {
    meddled.delete(scope);
    const log = logOf(scope);
    if (isWhole(log)) return;
    mendRows(log);
    remember(log, 0);
    setting.happened('the county mended a log');
  };

  const begin = () => {
    boots += 1;
    up = true;
    replica = setting.random.letters(10);
    chains = new Map();
  };

  const number = (entry: Entry, tentative: Map<string, ChainHead>): Entry => {
    const head = tentative.get(entry.scope) ?? { replica, seq: 0, prev: '', at: entry.at };
    const at = head.at > entry.at ? head.at : entry.at;
    const numbered = appendTo({ ...head, at }, {
      scope: entry.scope, subject: entry.subject, type: 'case.numbered', v: 1, body: { number: `民〔2026〕${String(logOf(entry.scope).rows.length)}号` },
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
    const settled = setting.rules.settlePush(judged, { head: log.head, existing, followers }, receipts);
    const born = boots;
    // A process that died in between commits nothing any more.
    const lives = () => up && boots === born;
    const announce = () => {
      for (const { id } of settled.appended) committed.add(id);
      if (settled.appended.length > 0) setting.news(request.scope, log.head.rev);
    };
    const commit = () => {
      if (!lives()) return;
      chains = tentative;
      const from = log.rows.length;
      for (const entry of settled.appended) appendRow(log, entry);
      remember(log, from);
      announce();
    };
    const now = fate;
    fate = 'fine';
    if (now !== 'fine') setting.happened(`the county's fate: ${now}`);
    if (now === 'disk-full') return { status: 507, body: { error: 'server-full', message: '' } };
    if (now === 'dies-before-commit') {
      up = false;
      return null;
    }
    const delay = 5 + setting.random.int(2_000);
    const reserves = setting.habits.revisions === 'out-of-order' && settled.appended.length > 0;
    if (reserves) reserve(log, settled.appended, { delay, lives, then: announce });
    else if (setting.habits.answers === 'early') setting.later(delay, commit);
    else commit();
    if (now === 'dies-after-commit') {
      up = false;
      return null;
    }
    const seq = Math.max(log.lastSeq.get(request.replica) ?? 0, ...settled.appended.filter((entry) => entry.replica === request.replica).map((entry) => entry.seq));
    const answer = { status: 200, body: setting.rules.pushAnswer(request, settled, { serverTime: START_MS + setting.now(), replicaSeq: seq }) };
    return reserves ? { ...answer, later: { ms: delay, stands: lives } } : answer;
  };

  /** The planted bug: the numbers are taken now, the rows show when the transaction commits. */
  const reserve = (log: Log, entries: readonly Entry[], { delay, lives, then }: { readonly delay: number; readonly lives: () => boolean; readonly then: () => void }) => {
    const rows = entries.map((entry) => {
      const before = log.head.h;
      log.head = logAfter(log.head, entry.id);
      return { entry, rev: log.head.rev, h: log.head.h, before };
    });
    setting.later(delay, () => {
      if (!lives()) return;
      for (const row of rows) addRow(log, row);
      log.rows.sort((a, b) => a.rev - b.rev);
      remember(log, 0);
      then();
    });
  };

  const answerTo = (kind: RequestKind, body: PushRequest | PullRequest | OfferRequest | DigestRequest, session: Session): HttpAnswer | null => {
    if (kind === 'digest' && setting.habits.mends) mend(body.scope);
    const log = logOf(body.scope);
    const facts = { serverTime: START_MS + setting.now(), replicaSeq: log.lastSeq.get(body.replica) ?? 0 };
    const known = (token: LogToken) => setting.rules.isInLog(token, tokenAt(log, token.rev));
    const diverged = () => {
      setting.happened('a device was told that it diverged');
      return { status: 200, body: setting.rules.divergedAnswer(body, log.head, facts) };
    };
    if (!known(body.seen)) return diverged();
    switch (kind) {
      case 'push': return push(body as PushRequest, session);
      case 'offer': return { status: 200, body: setting.rules.offerAnswer(body as OfferRequest, { known: log.revisions, head: log.head }, facts) };
      case 'digest': {
        const asked = body as DigestRequest;
        return known(asked.upTo) ? { status: 200, body: setting.rules.digestAnswer(asked, facts) } : diverged();
      }
      case 'pull': {
        const request = body as PullRequest;
        if (!known(request.cursor)) return diverged();
        // Small pages, so that a schedule meets many of them.
        const page = rowsAfter(log, request.cursor.rev, Math.min(request.limit, 7));
        return { status: 200, body: setting.rules.pullAnswer(request, { page, head: log.head }, { receipts, facts }) };
      }
    }
  };

  return {
    receive(kind, body, session) {
      if (!up) return null;
      const schema = { push: PushRequest, pull: PullRequest, offer: OfferRequest, digest: DigestRequest }[kind];
      if (!Value.Check(schema, body)) return { status: 400, body: { error: 'bad-request', message: '' } };
      if (setting.habits.checksScopes && !setting.rules.mayExchange(session, body.scope)) return { status: 403, body: { error: 'forbidden', message: '' } };
      const answer = answerTo(kind, body, session);
      const log = logOf(body.scope);
      if (!meddled.has(body.scope) && (log.rows.at(-1)?.rev ?? 0) !== log.rows.length) setting.saw(`a revision of ${body.scope} shows before an earlier one`);
      return answer;
    },
    crash() {
      up = false;
    },
    boot() {
      if (up) return;
      begin();
    },
    isUp: () => up,
    setFate(next) {
      fate = next;
    },
    backup() {
      backups.push({ logs: new Map([...logs].map(([scope, log]) => [scope, copyLog(log)])), meddled: new Set(meddled) });
    },
    restore(which) {
      const chosen = backups.at(-1 - which);
      if (!chosen) return false;
      logs = new Map([...chosen.logs].map(([scope, log]) => [scope, copyLog(log)]));
      meddled.clear();
      for (const scope of chosen.meddled) meddled.add(scope);
      begin();
      setting.happened('the county was restored from a backup');
      return true;
    },
    rebuild() {
      logs = empty();
      backups.length = 0;
      meddled.clear();
      begin();
      setting.happened('the county was lost and begun anew');
    },
    damage(scope, damage) {
      meddled.add(scope);
      damageRow(logOf(scope), damage);
      setting.happened(`a row of the county: ${damage.how}`);
    },
    victim: (scope, damage) => victimOf(logOf(scope), damage),
    scrub() {
      if (setting.habits.mends) for (const scope of logs.keys()) mend(scope);
    },
    log: (scope) => (meddled.has(scope) ? logOf(scope).rows.filter(({ entry }) => logOf(scope).proven.has(entry)) : logOf(scope).rows),
    head: (scope) => logOf(scope).head,
    everCommitted: (id) => committed.has(id),
    idsUpTo(scope, token) {
      const ids: string[] = [];
      let h = token.h;
      for (let rev = token.rev; rev > 0; rev -= 1) {
        const end = ends.get(`${scope} ${h}`);
        if (!end) return null;
        ids.push(end.id);
        h = end.before;
      }
      return ids;
    },
    receipts,
  };
}
