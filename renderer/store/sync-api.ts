/** What the page may ask about sync itself: what waits, how each log stands, what it cost, whether it is held back, and whether the line works. Screens reach it with `api.ts`. */
import type { SyncPhase } from '../../shared/sync/engine.ts';

/** Why nothing goes out although it could: a person paused it, or the line costs money by the byte. `from` and `until` in epoch milliseconds; null until a person goes on. */
export interface SyncHeld { readonly why: 'paused' | 'metered'; readonly from: number; readonly until: number | null }

/** What a person decided about sync on this computer. */
export interface SyncRules {
  /** 暂停同步. */
  readonly pause: { readonly from: number; readonly until: number | null } | null;
  /** 按流量计费: whether the network is such a one now, since when, and what may go over it. */
  readonly metered: { readonly on: boolean; readonly from: number; readonly goes: 'texts' | 'nothing' };
}

/** Rules, and what the system itself says of the network: `metered` where it says so, null where it says nothing. */
export interface SyncRulesAnswer extends SyncRules { readonly hint: 'metered' | null }

/** An own entry that the county has not acknowledged: its header only. */
export interface WaitingEntry { readonly entryId: string; readonly scope: string; readonly subject: string; readonly type: string; readonly wall: string }
export interface WaitingPage { readonly total: number; /** When the oldest was written, epoch milliseconds by the clock of then. */ readonly oldest: number | null; readonly rows: readonly WaitingEntry[] }

/** How the log of one scope stands. `entries` on this device; `waiting` of them not acknowledged; `contact` its last answer since the program started. */
export interface ScopeStanding { readonly scope: string; readonly phase: SyncPhase; readonly reason: string | null; readonly entries: number; readonly waiting: number; readonly contact: number | null }

/** Bytes over the line. */
export interface Moved { readonly up: number; readonly down: number }
/** What sync used, texts and files apart. `since` is when counting began, epoch milliseconds. */
export interface DataUsed { readonly since: number | null; readonly month: UsedByKind; readonly total: UsedByKind }
export type LineKind = 'texts' | 'files';
export type UsedByKind = Readonly<Record<LineKind, Moved>>;

export const TEST_STEPS = ['network', 'address', 'county', 'versions', 'device', 'clock', 'speed'] as const;
export type TestStepName = (typeof TEST_STEPS)[number];
/** What a step found when it did not find everything in order. */
export const TEST_FINDINGS = [
  'no-network', 'no-answer', 'not-reached', 'answers-otherwise', 'gateway-only', 'server-error', 'server-full', 'rate-limited', 'not-founded', 'other-county', 'older-county',
  'app-too-old', 'county-too-old', 'unauthenticated', 'forbidden', 'clock-off', 'cut', 'altered', 'out-of-time', 'stopped',
] as const;
export type TestFinding = (typeof TEST_FINDINGS)[number];
/** `note`: not in order, and sync works all the same. `figure`: milliseconds (address, clock) or bytes a second (speed). */
export interface TestStep { readonly name: TestStepName; readonly state: 'waiting' | 'running' | 'good' | 'note' | 'bad' | 'skipped'; readonly finding: TestFinding | null; readonly figure: number | null }

/** One line of the log for support: ids, codes and counts, never words. `at` in epoch milliseconds. */
export interface SyncLogEvent {
  readonly at: number;
  readonly what: SyncLogWhat;
  readonly scope?: string;
  readonly code?: string;
  readonly ids?: readonly string[];
  readonly figures?: Readonly<Record<string, number>>;
}
export const SYNC_LOG_WHATS = ['opened', 'push', 'pull', 'offer', 'digest', 'stored', 'refused', 'phase', 'rekeyed', 'file', 'paused', 'resumed', 'metered', 'asked', 'offered-again', 'tested', 'used'] as const;
export type SyncLogWhat = (typeof SYNC_LOG_WHATS)[number];

/** What 保存给技术支持 writes: the log, and how everything stands. */
export interface SupportReport { readonly device: string; readonly replica: string; readonly former: number; readonly server: string; readonly entries: number; readonly scopes: readonly ScopeStanding[]; readonly used: DataUsed; readonly events: readonly SyncLogEvent[] }

/** What the store does about sync beyond `syncStatus` and `syncNow`. Topic `sync`. */
export interface SyncApi {
  /** Own entries that wait, scope by scope in the order in which they were written. */
  waitingEntries(offset: number, limit: number): Promise<WaitingPage>;
  scopeStandings(): Promise<readonly ScopeStanding[]>;
  dataUsed(): Promise<DataUsed>;
  syncRules(): Promise<SyncRulesAnswer>;
  saveSyncRules(rules: SyncRules): Promise<void>;
  /** Refused entries are judged again: a person asks. */
  offerAgain(ids: readonly string[]): Promise<void>;
  /** Both sides read their whole logs again and compare them (逐条核对). */
  verifyNow(): Promise<void>;
  /** Tries the way to the county step by step; `heard` gets all steps after each change. Ends within 30 s, or when `stopConnectionTest` is called. */
  testConnection(heard: (steps: readonly TestStep[]) => void | Promise<void>): Promise<readonly TestStep[]>;
  stopConnectionTest(): Promise<void>;
  /** Null before this device has joined a county. */
  supportReport(): Promise<SupportReport | null>;
}
