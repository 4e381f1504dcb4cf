/**
 * What the page may ask of the store, which lives in a worker: the one contract between screens and data.
 * Screens reach it through `renderer/store/*-repository.ts` and the hooks of `use-live.ts`; nothing else crosses.
 * The worker owns RxDB, Dexie, sealing, projection and sync; the page owns the desktop bridge (journal, vault),
 * which the worker calls back through `Host`.
 */
import type { Act, Refusal } from '../../shared/act.ts';
import type { ActivityState } from '../../shared/activity/activity.ts';
import type { Attachment } from '../../shared/attachment/attachment.ts';
import type { AttachmentPlace, AttachmentRefusal } from '../../shared/attachment/words.ts';
import type { CalendarRecord } from '../../shared/calendar/calendar-record.ts';
import type { CaseState, CaseStatus, EvaluationGrade, ExitRoute, HandlingMode, Level, LinkRelation, Matter, Channel, SupervisionGrade } from '../../shared/case/case.ts';
import type { CaseCategory, CategoryRecord } from '../../shared/category/category.ts';
import type { DutyKind } from '../../shared/case/duties.ts';
import type { Proposal } from '../../shared/case/proposals.ts';
import type { WatchedPromise, WatchedSupervision } from '../../shared/case/watch.ts';
import type { Deputy } from '../../shared/deputy/deputy.ts';
import type { Campaign } from '../../shared/campaign/campaign.ts';
import type { Figure } from '../../shared/figure/figure.ts';
import type { Schedule } from '../../shared/schedule/schedule.ts';
import type { Station } from '../../shared/station/station.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { RecordChange } from '../../shared/ledger/record.ts';
import type { OfficeRecord } from '../../shared/office/office.ts';
import type { ReferralState } from '../../shared/referral/referral.ts';
import type { RuleRecord } from '../../shared/rules/effective-rules.ts';
import type { Contribution, Measured } from '../../shared/statistics/measure.ts';
import type { Selection } from '../../shared/statistics/selection.ts';
import type { SuggestionState } from '../../shared/suggestion/suggestion.ts';
import type { Enrolment } from '../../shared/sync/wire.ts';
import type { Unit } from '../../shared/unit/unit.ts';
import type { User } from '../../shared/user/user.ts';
import type { View } from '../../shared/view/view.ts';
import type { Village } from '../../shared/village/village.ts';
import type { BackupApi } from './backup-api.ts';
import type { BundleApi } from './bundle-api.ts';
import type { OfficeApi } from './office-api.ts';
import type { SyncApi, SyncHeld } from './sync-api.ts';

/** How far an entry has got: on this device only, brought by another device's bundle and not yet heard of from the county, on the county's disk, or refused by the county. Never goes backwards. */
export type Delivery = 'local' | 'carried' | 'county' | 'refused';

/** One line of a case list: everything a list shows, filters or sorts by. Texts are unsealed; masked where marked. */
export interface CaseRow {
  readonly id: string;
  readonly scope: string;
  /** The official number, or the temporary one. */
  readonly number: string;
  readonly official: boolean;
  readonly title: string;
  readonly status: CaseStatus;
  readonly matter: Matter;
  readonly channel: Channel;
  readonly category: string | null;
  readonly level: Level | null;
  readonly village: string | null;
  readonly villageName: string;
  /** 张** or 匿名. */
  readonly reporterMasked: string;
  readonly activity: string | null;
  readonly receivedOn: string;
  readonly receivedAt: string | null;
  readonly dueOn: string | null;
  readonly lead: string | null;
  readonly leadName: string;
  readonly repliedOn: string | null;
  /** The day on which the present answer was passed on to the citizen. */
  readonly relayedOn: string | null;
  readonly closedOn: string | null;
  readonly citizen: EvaluationGrade | null;
  readonly deputy: EvaluationGrade | null;
  readonly reworks: number;
  readonly supervisions: number;
  readonly contested: boolean;
  readonly delivery: Delivery;
  readonly urgent: boolean;
  /** The item whose answer it waits for: a case that it was merged into, or what it was turned into. */
  readonly follows: string | null;
  readonly links: readonly { readonly to: string; readonly relation: LinkRelation }[];
  readonly mode: HandlingMode | null;
  readonly co: readonly string[];
  /** How often units sent it back. */
  readonly returns: number;
  /** The clock stands (已暂停). */
  readonly paused: boolean;
  /** The day of a promise that is not kept yet. */
  readonly promiseOn: string | null;
  /** The highest grade of supervision so far. */
  readonly grade: SupervisionGrade | null;
  /** Where it went instead, when it was not accepted. */
  readonly route: ExitRoute | null;
  /** An accusation (检举控告): in no list, figure or search, and without a word of its content (信访工作条例 30). */
  readonly withheld: boolean;
  /** Users who were asked to look and have not, and all who did something on it. */
  readonly mentioned: readonly string[];
  readonly actors: readonly string[];
  /** When something was last done: the instant by that device's clock (ISO 8601). */
  readonly changedAt: string;
  /** Cases that were merged into this one and follow it. */
  readonly followers: number;
  /** 集中提: how many different people raised this matter. 反复提: how many of its cases are by the reporter of this one. Both from 1. */
  readonly raised: number;
  readonly repeated: number;
}

/** A case that may be the same matter, and what speaks for it: `同村，同一电话，说的相近`. */
export interface SimilarCase extends CaseRow { readonly why: string }

/** Two cases of different devices that look like one matter, the earlier first, and what speaks for it. */
export interface Double { readonly first: CaseRow; readonly second: CaseRow; readonly why: string }

export interface CaseFilter {
  /** Has this duty on that day. */
  readonly duty?: { readonly kind: DutyKind; readonly on: string };
  readonly statuses?: readonly CaseStatus[];
  /** Not closed and not declined. */
  readonly open?: boolean;
  /** Open with `dueOn` before this day. */
  readonly overdueOn?: string;
  /** Open with `dueOn` from `overdueOn`'s day to this day. */
  readonly dueBy?: string;
  readonly scope?: string;
  readonly category?: string;
  readonly level?: Level;
  readonly village?: string;
  readonly lead?: string;
  /** Registered at it, or at another that was merged into it. */
  readonly activity?: string;
  /** Registered at one of these; the store makes it of `activity`. */
  readonly activities?: readonly string[];
  /** `YYYY-MM` of receipt. */
  readonly month?: string;
  readonly contested?: boolean;
  /** True: an answer stands that the citizen has not been told (待转告答复). False: all but those. */
  readonly unrelayed?: boolean;
  readonly refused?: boolean;
  /** Exactly these. */
  readonly ids?: readonly string[];
  readonly urgent?: boolean;
  /** Handled by this unit, as lead or with others. */
  readonly unit?: string;
  readonly channel?: Channel;
  /** Received from this day on, and until that day. */
  readonly receivedFrom?: string;
  readonly receivedTo?: string;
  readonly paused?: boolean;
  /** Something is promised and not kept yet. */
  readonly promised?: boolean;
  /** Supervised at this grade at the highest; `any`: at all. */
  readonly grade?: SupervisionGrade | 'any';
  /** The citizen or a deputy is not satisfied in the present round. */
  readonly unsatisfied?: boolean;
  /** Raised by more than one person (集中提); more than once by one (反复提). */
  readonly gathered?: boolean;
  readonly repeated?: boolean;
  /** This user is asked to look; this user did something on it. */
  readonly mentions?: string;
  readonly actor?: string;
  readonly route?: ExitRoute;
  /** Merged into this case, or turned into this item. */
  readonly follows?: string;
  /** Words of number, title, words, village, unit and deputy; the reporter's name and phone too; in Latin letters their sound. */
  readonly text?: string;
}
export type CaseSort = 'received' | 'due' | 'number' | 'changed';
export interface CaseQuery { readonly filter: CaseFilter; readonly sort: CaseSort; readonly descending: boolean; readonly offset: number; readonly limit: number }
export interface CasePage { readonly total: number; readonly rows: readonly CaseRow[] }

/** How many cases stand where: by status, and the urgent ones. All of the device's scopes, or of one. */
export interface CaseCounts {
  readonly total: number;
  readonly byStatus: Readonly<Record<CaseStatus, number>>;
  readonly overdue: number;
  readonly dueSoon: number;
  readonly contested: number;
  readonly refused: number;
}

/** A case that belongs to another, as that one shows it. `mine`: this case says so; otherwise the other one does. */
export interface LinkedCase { readonly id: string; readonly relation: LinkRelation; readonly mine: boolean; readonly row: CaseRow | null }

/** The values of a facet with how many cases have each, under all the other conditions of a filter. */
export type FacetCounts = Readonly<Record<string, number>>;
export const FACETS = ['status', 'category', 'level', 'village', 'unit', 'channel', 'grade', 'route'] as const;
export type Facet = (typeof FACETS)[number];
export type CaseFacets = Readonly<Record<Facet, FacetCounts>>;

/** One line of 今日: a case, until when, and how that day was counted. */
export interface DutyLine { readonly row: CaseRow; readonly dueOn: string | null; readonly words: string }
/** All cases with one kind of duty: how many, how many of them late, and the first lines. */
export interface DutySection { readonly kind: DutyKind; readonly total: number; readonly late: number; readonly lines: readonly DutyLine[] }
/** What the navigation counts: cases with something pressing, cases that the rules propose to supervise, cases and other items whose entries contradict or were refused. */
export interface DutyCounts { readonly today: number; readonly supervision: number; readonly attention: number }
/** A case that the rules propose to supervise: the gravest proposal, and the reasons of all. */
export interface ProposedCase extends Proposal { readonly row: CaseRow; readonly reasons: readonly string[] }
/** A case under supervision: the last order and what became of it. `late`: the answer was wanted by now. */
export interface OpenSupervision extends WatchedSupervision { readonly row: CaseRow; readonly times: number; readonly late: boolean }
/** What one unit has in hand as lead. */
export interface UnitFigures { readonly unit: string; readonly name: string; readonly handling: number; readonly overdue: number; readonly dueSoon: number; readonly unsigned: number; readonly supervised: number }
/** A case with what a unit promised about it, kept or not. */
export interface PromisedCase { readonly row: CaseRow; readonly promise: WatchedPromise }
/** `proposals` are of the `proposed` the most pressing of each grade, the gravest grade first: no more than a person can go through. */
export interface SupervisionDesk { readonly proposals: readonly ProposedCase[]; readonly proposed: number; readonly open: readonly OpenSupervision[]; readonly units: readonly UnitFigures[] }

/** What an indicator counted; `rows` has the cases among `parts`. */
export interface IndicatorParts { readonly total: number; readonly parts: readonly Contribution[]; readonly rows: readonly CaseRow[] }

export interface CaseView {
  readonly state: CaseState;
  readonly row: CaseRow;
  /** Links both ways, what it follows, and what follows it. A row is null while this device does not have that case. */
  readonly links: readonly LinkedCase[];
  readonly followed: CaseRow | null;
  readonly followers: readonly CaseRow[];
  /** Delivery by entry id. */
  readonly delivery: Readonly<Record<string, Delivery>>;
}

/** A suggestion or a referral, with the delivery by entry id. */
export interface ItemView<S extends SuggestionState | ReferralState> { readonly state: S; readonly delivery: Readonly<Record<string, Delivery>> }

/** Records that screens choose from; small, always in memory. */
export interface Directory {
  readonly villages: readonly Village[];
  readonly deputies: readonly Deputy[];
  readonly units: readonly Unit[];
  /** Who works in the scopes that this device reads, those who left included: names behind actors, and whom a note may mention. */
  readonly users: readonly User[];
  /** The categories in force where the user works, hidden ones included, in the order of lists. */
  readonly categories: readonly CaseCategory[];
  /** What the places said of categories: for the categories of another scope, `effectiveCategories(categoryRecords, scope)`. */
  readonly categoryRecords: readonly CategoryRecord[];
  /** The offices' settings; `useOffice` and `effectiveOffice` make the one in force of them. */
  readonly offices: readonly OfficeRecord[];
  /** What the places said of deadlines' lengths; `useTime` makes the table in force of them. */
  readonly rules: readonly RuleRecord[];
  /** Imported years and days declared by hand; `useTime` makes the calendar in force of them. */
  readonly calendars: readonly CalendarRecord[];
  /** Saved views of the case list, everybody's and deleted ones too: `viewsFor` chooses. */
  readonly views: readonly View[];
  /** 站点: where activities take place. */
  readonly stations: readonly Station[];
  readonly campaigns: readonly Campaign[];
  /** 排期: what recurs; `shared/schedule/occurrences.ts` says when. */
  readonly schedules: readonly Schedule[];
  /** Figures taken over from papers. */
  readonly figures: readonly Figure[];
}

/** The directory before it was read. */
export const NO_DIRECTORY: Directory = { villages: [], deputies: [], units: [], users: [], categories: [], categoryRecords: [], offices: [], rules: [], calendars: [], views: [], stations: [], campaigns: [], schedules: [], figures: [] };

/** Kinds of what a search finds. Those of records are the names that their subjects begin with; `place` is a screen or a command. */
export type HitKind = 'case' | 'suggestion' | 'referral' | 'deputy' | 'unit' | 'village' | 'activity' | 'station' | 'place';
/** A text of which stretches (from, to exclusive) match the search. */
export interface Marked { readonly text: string; readonly marks: readonly (readonly [from: number, to: number])[] }
/** Something found. Reporters are masked. */
export interface SearchHit {
  readonly kind: HitKind;
  readonly id: string;
  readonly scope: string | null;
  readonly number: Marked | null;
  readonly title: Marked;
  /** What stands behind the title: the village, the constituency, the day. */
  readonly detail: Marked;
  /** Where the match is when none of the above shows it: `电话 138****5678`. */
  readonly why: { readonly label: string; readonly shown: Marked } | null;
  /** Of cases. */
  readonly row: CaseRow | null;
}
/** The hits of one kind, best first. `total` counts also those beyond the limit; `best` orders the groups. */
export interface SearchGroup { readonly kind: HitKind; readonly total: number; readonly best: number; readonly hits: readonly SearchHit[] }
export interface SearchAnswer { readonly groups: readonly SearchGroup[] }
/** A screen or a command, to be found with the records; `also` are other words for it. */
export interface SearchPlace { readonly id: string; readonly title: string; readonly detail: string; readonly also: string }

/** A half-typed form, kept sealed on the device and never sent. `key` names the form, such as `night-market:<activity>`. */
export interface Draft { readonly key: string; readonly fields: Readonly<Record<string, unknown>>; readonly savedAt: number }

export interface SyncStatus {
  /** `unenrolled` no county yet · `offline` not reachable · `syncing` in exchange · `checking` all is exchanged, both sides compare their whole logs · `synced` they agree · `stopped` needs the user (log in again, upgrade). */
  readonly phase: 'unenrolled' | 'offline' | 'syncing' | 'checking' | 'synced' | 'stopped';
  /** Own entries that the county has not acknowledged. */
  readonly waiting: number;
  /** Entries of others, brought by a bundle, that this device sends on and the county has not acknowledged; absent before this device has joined. */
  readonly relaying?: number;
  /** Entries that the county refused: in 需处理, kept. */
  readonly refused: number;
  /** Epoch milliseconds of the last answer, by this device's clock. */
  readonly lastContact: number | null;
  /** Server clock minus device clock, milliseconds, when known. */
  readonly clockOffset: number | null;
  /** When every log was last compared whole with the county's and agreed, epoch milliseconds by this device's clock; null before. */
  readonly verifiedAt: number | null;
  /** Code of the reason for `stopped` or the last failure. */
  readonly reason: string | null;
  /** Why nothing goes out although it could; absent when nothing holds it back. */
  readonly held?: SyncHeld | null;
  /** When the oldest waiting entry was written, epoch milliseconds by this device's clock of then. */
  readonly oldest?: number | null;
}

/** A refused entry, to be shown, corrected or exported. */
export interface RefusedEntry { readonly entryId: string; readonly subject: string; readonly type: string; readonly wall: string; readonly code: string }

/** Where an attachment is, and while it is being sent the part that the county has (0 to 1). */
export interface AttachmentStanding { readonly place: AttachmentPlace; readonly sent: number }

/** Files on their way to the county: how many wait, their bytes, and of those and the ones sent just before them the part that is there (0 to 1). */
export interface AttachmentTraffic { readonly waiting: number; readonly bytes: number; readonly part: number }

/** A recording that was begun and neither finished nor thrown away: its length in milliseconds, and when it broke off (epoch milliseconds). */
export interface LeftMemo { readonly memo: string; readonly ms: number; readonly at: number }

/** What opening found and mended; shown once. */
export interface OpenReport {
  /** Entries that IndexedDB lacked and the journal gave back. */
  readonly restored: number;
  /** Entries that the journal lacked and IndexedDB gave back. */
  readonly journaled: number;
  /** Bytes of a torn journal tail that were cut. */
  readonly cut: number;
  /** IndexedDB could not be opened and was made anew. */
  readonly recreated: boolean;
  readonly enrolment: Enrolment | null;
}

/** Which tables changed; screens re-ask what they show. */
export interface Change { readonly topics: readonly ('cases' | 'activities' | 'suggestions' | 'directory' | 'sync' | 'drafts' | 'attachments' | /** Who uses this device, and what they may do. */ 'session')[]; readonly subjects: readonly string[] }

/** What the worker needs from the page. In a browser the journal is null: the server is reachable there. */
export interface Host {
  journal: {
    open(): Promise<Result<{ lines: number; cut: number; damaged: number; freeBytes: number }, string>>;
    append(lines: string[]): Promise<Result<number, string>>;
    read(from: number): Promise<Result<{ lines: readonly string[]; next: number | null }, string>>;
  } | null;
  /** The sealed enrolment and a copy of the sealed drafts outside IndexedDB (desktop vault); in a browser both are in IndexedDB alone. */
  vault: { read(): Promise<string | null>; write(sealed: string): Promise<boolean>; drafts(): Promise<string | null>; writeDrafts(sealed: string): Promise<boolean> } | null;
  /** The second copy of attachments, sealed, outside IndexedDB; in a browser there is none. */
  files: { write(hash: string, sealed: Uint8Array<ArrayBuffer>): Promise<Result<number, string>>; read(hash: string): Promise<Uint8Array<ArrayBuffer> | null> } | null;
  /** The backup that the desktop has open, to restore from; in a browser there is none. */
  backup: { read(from: number): Promise<Result<{ lines: readonly string[]; next: number | null }, string>>; file(hash: string): Promise<Uint8Array<ArrayBuffer> | null> } | null;
  changed(change: Change): void;
  /** How far long work has got; null when it is done. */
  working(work: LongWork | null): void;
}

/** Work over every entry of this device: `refolding` the lists are made anew (a new version, or a person asked) · `refilling` from the journal. */
export interface LongWork { readonly what: 'refolding' | 'refilling'; readonly done: number; readonly total: number }

export interface StoreOptions {
  /** IndexedDB names are prefixed by this; one installation uses one. */
  readonly name: string;
  /** The data key (32 bytes) and its id; null in a browser, where the worker keeps a non-extractable key of its own. */
  readonly key: { readonly kid: string; readonly bytes: Uint8Array } | null;
}

/** The store. Every call settles; refusals are values, a thrown error is a bug and is shown as such. */
export interface StoreApi extends BundleApi, BackupApi, SyncApi, OfficeApi {
  /** Opens everything, compares journal and IndexedDB, mends, projects what is missing. Idempotent. */
  open(options: StoreOptions, host: Host): Promise<Result<OpenReport, string>>;
  /** Exchanges a one-time code for an enrolment with the county server at `server` (origin), then starts sync. */
  enrol(server: string, code: string, device: string): Promise<Result<Enrolment, string>>;
  enrolment(): Promise<{ server: string; enrolment: Enrolment } | null>;
  /** Decides and appends acts, all or none, in one step: resolved `ok` means journal and IndexedDB have them ("已保存"). Returns the entry ids. */
  perform(acts: readonly Act[]): Promise<Result<readonly string[], Refusal>>;

  cases(query: CaseQuery): Promise<CasePage>;
  case(id: string): Promise<CaseView | null>;
  counts(today: string, scope?: string): Promise<CaseCounts>;
  /** What is due today on the desk of who uses this device, most urgent first; at most `lines` of each kind. */
  duties(today: string, lines: number): Promise<readonly DutySection[]>;
  dutyCounts(today: string): Promise<DutyCounts>;
  supervision(today: string): Promise<SupervisionDesk>;
  /** 承诺清单: every case with a promise, the earliest day first. Its words are read of the cases that a page shows. */
  promises(): Promise<readonly PromisedCase[]>;
  /** How many cases each choice of a filter would leave, for the choices that a filter form offers. */
  facets(filter: CaseFilter): Promise<CaseFacets>;
  /** Possible duplicates: similar words in the same village, or the same person's; best first. */
  similar(village: string | null, words: string, reporter?: { readonly name?: string; readonly phone?: string }): Promise<readonly SimilarCase[]>;
  /** Every activity once (what was merged into another is part of that one), the latest first; without their timelines. */
  /** Every indicator of one selection. Topics `cases`, `activities`, `suggestions`, `directory`. */
  indicators(selection: Selection): Promise<Measured>;
  /** What one indicator (by id) counted there: at most `limit` of it, and how many things that are in all. */
  indicatorParts(selection: Selection, indicator: string, limit: number): Promise<IndicatorParts>;
  /** Cases of an activity that another device seems to have registered too, and nobody has said yet what they are to each other. */
  doubles(activity: string): Promise<readonly Double[]>;
  activities(): Promise<readonly ActivityState[]>;
  /** One by itself, also when it was merged into another: `mergedInto` says so. */
  activity(id: string): Promise<ActivityState | null>;
  /** Deputies' suggestions, and what is only passed on: hundreds, all at once, without their timelines. Topic `suggestions`. */
  suggestions(): Promise<readonly SuggestionState[]>;
  suggestion(id: string): Promise<ItemView<SuggestionState> | null>;
  referrals(): Promise<readonly ReferralState[]>;
  referral(id: string): Promise<ItemView<ReferralState> | null>;
  directory(): Promise<Directory>;
  /** Searches everything by several words, characters or pinyin: the best of each kind, at most `limit`. */
  search(text: string, limit: number, places: readonly SearchPlace[]): Promise<SearchAnswer>;
  /** These records as a search would show them; those that this device does not have are left out. */
  hits(ids: readonly string[]): Promise<readonly SearchHit[]>;
  /** Who changed what of a plain record (`unit:…`), newest first. */
  history(subject: string): Promise<readonly RecordChange[]>;

  /**
   * Takes a file in: checked by its bytes, pictures without metadata and of at most 500 kB (`original`: as large and sharp as they were taken),
   * sealed and durable when it resolves. An act may then name it.
   */
  addAttachment(file: Blob, name: string, wish?: { readonly original: boolean }): Promise<Result<Attachment, AttachmentRefusal>>;
  /** The little picture (320 px) of one that is on this device; null of everything else. Never fetches. */
  attachmentThumbnail(hash: string): Promise<Blob | null>;
  /** What still has to go to the county. Topic `attachments`. */
  attachmentTraffic(): Promise<AttachmentTraffic>;
  /** Keeps the next part (from 0) of a recording that is being made, `ms` long by then; false when the disk does not take it. */
  keepMemoPart(part: { readonly memo: string; readonly part: number; readonly ms: number; readonly sound: Blob }): Promise<boolean>;
  /** The recording is not being made any more; unless it is dropped, it is offered from now on. */
  leaveMemo(memo: string): Promise<void>;
  /** Recordings that broke off, oldest first. Topic `attachments`. */
  leftMemos(): Promise<readonly LeftMemo[]>;
  /** What is kept of a recording, to be added as a file or listened to; null when there is nothing. */
  memoSound(memo: string): Promise<Blob | null>;
  dropMemo(memo: string): Promise<void>;
  /** A file of an entry in `scope`, with the media type that its bytes have; from the county when it is not here. */
  readAttachment(scope: string, attachment: Attachment): Promise<Result<Blob, AttachmentRefusal>>;
  /** Where these files are, by hash. */
  attachmentStandings(scope: string, hashes: readonly string[]): Promise<Readonly<Record<string, AttachmentStanding>>>;

  saveDraft(key: string, fields: Readonly<Record<string, unknown>> | null): Promise<void>;
  drafts(): Promise<readonly Draft[]>;
  setting(name: string): Promise<unknown>;
  saveSetting(name: string, value: unknown): Promise<void>;

  /** The next temporary case number of this device: 临-<device>-<n>. Never given twice. */
  nextTempNo(): Promise<string>;
  syncStatus(): Promise<SyncStatus>;
  refusedEntries(): Promise<readonly RefusedEntry[]>;
  /** Tries now instead of when the back-off ends. */
  syncNow(): Promise<void>;
  /** Drops the read tables and folds every entry again. Returns how many cases there are. */
  rebuild(): Promise<number>;
  /** Forgets the data key and closes: the page reloads after it. */
  close(): Promise<void>;
}
