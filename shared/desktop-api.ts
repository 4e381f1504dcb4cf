/**
 * The IPC contract between the sandboxed page and the main process: one map of named calls, each with parsed
 * arguments. No generic channel, no paths, no domain data in clear (journal lines are sealed before they come here).
 */
import { Type, type Static } from 'typebox';
import { CONTENT_ID_PATTERN } from './kernel/content-hash.ts';

/** One line of the journal: a sealed entry as JSON text. The main process never looks inside. */
export const JournalLines = Type.Array(Type.String({ minLength: 2, maxLength: 512 * 1024 }), { minItems: 1, maxItems: 2000 });

/** The name of an attachment: letters and digits only, so that it can be no path. */
const AttachmentHash = Type.String({ pattern: CONTENT_ID_PATTERN });
/** The name of a backup: when it was made (UTC) and the key that it is sealed under. It can be no path. */
export const BACKUP_ID_PATTERN = '^[0-9]{8}-[0-9]{6}-[a-z0-9]{1,16}$';
/** 20 MB and its seal, as base64. */
const MAX_ATTACHMENT_BASE64 = 28 * 1024 * 1024;
/** A part of a bundle: 4 MB, as base64. */
const MAX_BUNDLE_PART_BASE64 = 6 * 1024 * 1024;

/** What the page may be told about the vault that keeps the data key. */
export const VaultStatus = Type.Object({
  /** `absent` no key yet · `locked` a password is needed · `open` the key was given out. */
  state: Type.Union([Type.Literal('absent'), Type.Literal('locked'), Type.Literal('open')]),
  /** `system` the key store of the operating system · `password` argon2/scrypt under a password, where there is none. */
  keeper: Type.Union([Type.Literal('system'), Type.Literal('password')]),
});
export type VaultStatus = Static<typeof VaultStatus>;

/** The data key, given to the page once it is unlocked: 32 bytes, base64, with its id. */
export interface VaultKey { readonly kid: string; readonly key: string }
/** Why the vault did not open. */
export type VaultFailure = 'wrong-password' | 'no-vault' | 'key-store-changed' | 'password-too-short' | 'damaged';

/** Why a journal call failed. `disk-full` comes before the disk is full: free space is watched. */
export type JournalFailure = 'disk-full' | 'not-writable' | 'too-large';
/** Why an attachment was not written. `disk-full` comes while there is still room for the journal. */
export type AttachmentFailure = 'disk-full' | 'not-writable';
export interface JournalOpened {
  /** Lines in all segments. */
  readonly lines: number;
  /** Bytes of a torn or damaged tail that were cut off (and kept aside) on opening; 0 normally. */
  readonly cut: number;
  /** Bytes elsewhere that hold no whole line any more (a bad disk): stepped over and left as they are; 0 normally. */
  readonly damaged: number;
  readonly freeBytes: number;
}
export interface JournalPage { readonly lines: readonly string[]; readonly next: number | null }

export interface AppInfo { readonly version: string; readonly electron: string; readonly chromium: string; readonly platform: string; readonly deviceName: string }
export interface SavedFile { readonly saved: boolean; /** The file's name without its folder, when saved. */ readonly name: string | null }
/** A bundle that was written, flushed and read back. */
export interface BundleSaved { readonly name: string; readonly bytes: number }
/** Why a bundle was not written: the user changed their mind · the stick is full · its format has no room for a file of this size · it was pulled · it may not be written · it reads back otherwise · nothing was begun. */
export type BundleSaveFailure = 'cancelled' | 'disk-full' | 'too-large' | 'gone' | 'not-writable' | 'not-verified' | 'not-begun';

/** Why a backup was made: every four hours of use · at the app's end · at its start, when the last was old · before another version opens the data · before a restore · a person asked · the second place was there again. */
export const BACKUP_REASONS = ['schedule', 'exit', 'start', 'upgrade', 'restore', 'asked', 'second'] as const;
export type BackupReason = (typeof BACKUP_REASONS)[number];
/** Where a backup lies: in the app's own folder · in the second folder that the user chose · in a folder that the user opened to look for one. */
export type BackupPlaceName = 'here' | 'second' | 'elsewhere';
/** What is wrong with a backup: its list cannot be read · a part of the journal is missing or not what was written · lines are missing · a line does not follow the one before · an attachment is missing. */
export type BackupFault = 'list' | 'piece-missing' | 'piece-changed' | 'lines' | 'chain' | 'attachment';
/** Why no backup was made or opened: the disk is full · the place went away · it may not be written · the journal cannot be read · it reads back otherwise · there is nothing to keep yet · there is no such backup · it was given up. */
export type BackupFailure = 'disk-full' | 'gone' | 'not-writable' | 'not-readable' | 'not-verified' | 'nothing-to-keep' | 'no-such-backup' | 'cancelled';
/** A backup as the list shows it. Times in epoch milliseconds. */
export interface BackupInfo {
  readonly place: BackupPlaceName;
  readonly id: string;
  readonly madeAt: number;
  readonly why: BackupReason;
  /** The version of the app and the computer that made it. */
  readonly app: string;
  readonly device: string;
  readonly entries: number;
  readonly attachments: number;
  /** Bytes of the journal and the attachments that belong to it; backups of one place share them. */
  readonly bytes: number;
  /** When it was last read back, and what was found; null when it never was. */
  readonly checked: { readonly at: number; readonly fault: BackupFault | null } | null;
  /** Sealed under the key of this installation. */
  readonly own: boolean;
}
/** How backups stand. */
export interface BackupStatus {
  /** What is being done now, and how much of it (0 to 1). */
  readonly running: { readonly why: BackupReason; readonly place: BackupPlaceName; readonly part: number } | null;
  /** The last one that failed, unless one succeeded since. */
  readonly failed: { readonly at: number; readonly place: BackupPlaceName; readonly failure: BackupFailure } | null;
  /** The second folder as the user knows it, and whether it is there now. */
  readonly second: { readonly folder: string; readonly there: boolean } | null;
  /** Whether a password opens the backups on another computer: the device's own, one set for it, or none. */
  readonly password: 'vault' | 'set' | 'none';
}
/** A backup that was read to its end. With a fault, what can be read of it can still be read. */
export interface BackupOpened {
  readonly info: BackupInfo;
  readonly fault: BackupFault | null;
  readonly kid: string;
  readonly lines: number;
  readonly attachments: readonly string[];
  /** The sealed enrolment of the installation that made it. */
  readonly enrolment: string | null;
}
/** Why a key was not had of a backup: the password is wrong · only a password opens it · no password was ever set for it. */
export type BackupKeyFailure = 'no-such-backup' | 'wrong-password' | 'password-needed' | 'no-password-set';
/** Why a backup was not put back: this computer has data that can be opened. */
export type PutBackFailure = BackupKeyFailure | 'not-empty' | 'not-writable';
/** What became of a connection to the county's address: its name cannot be found · the computer there takes none · there is no way to it · nobody answers · it was taken, so that what fails comes after it · no address is set. */
export type CountyProbe = 'name-unknown' | 'refused' | 'no-way' | 'no-answer' | 'reached' | 'no-address';
export type Outcome<T, F extends string> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: F };

/** All calls: name, argument tuple, result. The preload exposes exactly these as `window.minqing`. */
export interface DesktopApi {
  /** Versions and the computer's name. */
  appInfo(): Promise<AppInfo>;
  vaultStatus(): Promise<VaultStatus>;
  /** Makes a new vault. `password` is needed (8 characters or more) when the keeper is `password`. */
  vaultCreate(password: string | null): Promise<Outcome<VaultKey, VaultFailure>>;
  vaultOpen(password: string | null): Promise<Outcome<VaultKey, VaultFailure>>;
  /** A small sealed blob kept beside the key, outside IndexedDB: the device's enrolment. */
  vaultRead(): Promise<string | null>;
  vaultWrite(sealed: string): Promise<boolean>;
  /** A copy of the half-typed forms, each sealed, for backups and for a database that was lost; null when there is none. */
  draftsRead(): Promise<string | null>;
  draftsWrite(sealed: string): Promise<boolean>;
  /** Opens the journal, repairs a torn tail. Idempotent. */
  journalOpen(): Promise<Outcome<JournalOpened, JournalFailure>>;
  /** Appends and flushes (fsync): resolved means on disk. All lines or none. */
  journalAppend(lines: string[]): Promise<Outcome<number, JournalFailure>>;
  /** Reads lines from position `from` (0-based), at most 5 000 a page. */
  journalRead(from: number): Promise<Outcome<JournalPage, JournalFailure>>;
  /** Writes a sealed attachment (base64) under the hash of its content, flushed (fsync): resolved means on disk. */
  attachmentWrite(hash: string, base64: string): Promise<Outcome<number, AttachmentFailure>>;
  /** The sealed attachment (base64), or null when it is not there. */
  attachmentRead(hash: string): Promise<string | null>;
  /** Asks where, then writes bytes (base64) there. */
  saveFile(name: string, base64: string): Promise<SavedFile>;
  /** Asks where, then prints this page's print view as an A4 PDF. */
  savePdf(name: string, landscape: boolean): Promise<SavedFile>;
  /** Asks where a bundle goes, and begins it there under another name. One at a time. Answers the name. */
  bundleBegin(name: string): Promise<Outcome<string, BundleSaveFailure>>;
  /** Appends bytes (base64); answers how many there are now. */
  bundlePart(base64: string): Promise<Outcome<number, BundleSaveFailure>>;
  /** Ends the bundle of so many bytes: flushed (fsync), renamed, read back. */
  bundleFinish(bytes: number): Promise<Outcome<BundleSaved, BundleSaveFailure>>;
  /** Gives up what was begun; nothing of it stays. */
  bundleCancel(): Promise<void>;
  backupStatus(): Promise<BackupStatus>;
  /** Every backup that can be reached, the newest first. */
  backupList(): Promise<readonly BackupInfo[]>;
  /** Makes one now, here and in the second place when it is there; answers the one here, read back. */
  backupNow(why: 'asked' | 'restore'): Promise<Outcome<BackupInfo, BackupFailure>>;
  /** Asks for the second folder. Null: the user changed their mind. */
  backupChooseFolder(): Promise<Outcome<string | null, BackupFailure>>;
  /** Writes no more into the second folder; what is there stays. */
  backupForgetFolder(): Promise<void>;
  /** Asks for a folder and looks for backups in it; answers how many it has, or null when the user changed their mind. */
  backupLookIn(): Promise<number | null>;
  /** Sets the password that opens this installation's backups on another computer. */
  backupSetPassword(password: string): Promise<Outcome<true, 'password-too-short' | 'locked' | 'not-writable'>>;
  /** Reads a backup to its end; one is open at a time. */
  backupOpen(place: BackupPlaceName, id: string): Promise<Outcome<BackupOpened, BackupFailure>>;
  /** Reads lines of the open backup from position `from`, at most 5 000. */
  backupRead(from: number): Promise<Outcome<JournalPage, BackupFailure>>;
  /** A sealed attachment (base64) of the open backup, or null. */
  backupFile(hash: string): Promise<string | null>;
  /** The data key of the open backup, when it is that of another installation. */
  backupKey(password: string | null): Promise<Outcome<VaultKey, BackupKeyFailure>>;
  /** Puts vault, enrolment and county of the open backup onto a computer that has no data or cannot open them; the page loads again and takes the entries in. */
  backupPutBack(password: string | null): Promise<Outcome<true, PutBackFailure>>;
  /** The backup that was put back and whose entries are still to be taken in. */
  backupPending(): Promise<{ readonly place: BackupPlaceName; readonly id: string } | null>;
  /** They were. */
  backupSettled(): Promise<void>;
  /** The county server's origin this installation talks to, or null: the only origin that CSP and the network filter allow. */
  countyOrigin(): Promise<string | null>;
  /** Sets it (https, or http on loopback only). The page must reload to get the new CSP. */
  setCountyOrigin(origin: string): Promise<Outcome<string, 'not-an-origin' | 'not-secure'>>;
  /** Tries the address that is set, and no other; nothing is sent. Ends within eight seconds. */
  countyProbe(): Promise<CountyProbe>;
  /** Enters or leaves full screen (the live night market). */
  setFullScreen(on: boolean): Promise<void>;
}

/** The name of a call. */
export type DesktopCall = keyof DesktopApi;

/** The argument schemas that the main process checks before it does anything; the order is that of the parameters. */
export const DESKTOP_ARGUMENTS = {
  appInfo: Type.Tuple([]), vaultStatus: Type.Tuple([]),
  vaultCreate: Type.Tuple([Type.Union([Type.String({ maxLength: 128 }), Type.Null()])]),
  vaultOpen: Type.Tuple([Type.Union([Type.String({ maxLength: 128 }), Type.Null()])]),
  vaultRead: Type.Tuple([]), vaultWrite: Type.Tuple([Type.String({ minLength: 1, maxLength: 64 * 1024 })]),
  draftsRead: Type.Tuple([]), draftsWrite: Type.Tuple([Type.String({ minLength: 2, maxLength: 256 * 1024 })]),
  journalOpen: Type.Tuple([]), journalAppend: Type.Tuple([JournalLines]), journalRead: Type.Tuple([Type.Integer({ minimum: 0 })]),
  attachmentWrite: Type.Tuple([AttachmentHash, Type.String({ minLength: 4, maxLength: MAX_ATTACHMENT_BASE64 })]), attachmentRead: Type.Tuple([AttachmentHash]),
  saveFile: Type.Tuple([Type.String({ minLength: 1, maxLength: 120 }), Type.String({ maxLength: 128 * 1024 * 1024 })]),
  savePdf: Type.Tuple([Type.String({ minLength: 1, maxLength: 120 }), Type.Boolean()]),
  bundleBegin: Type.Tuple([Type.String({ minLength: 1, maxLength: 120 })]), bundlePart: Type.Tuple([Type.String({ minLength: 4, maxLength: MAX_BUNDLE_PART_BASE64 })]),
  bundleFinish: Type.Tuple([Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })]), bundleCancel: Type.Tuple([]),
  backupStatus: Type.Tuple([]), backupList: Type.Tuple([]), backupNow: Type.Tuple([Type.Union([Type.Literal('asked'), Type.Literal('restore')])]),
  backupChooseFolder: Type.Tuple([]), backupForgetFolder: Type.Tuple([]), backupLookIn: Type.Tuple([]), backupSetPassword: Type.Tuple([Type.String({ maxLength: 128 })]),
  backupOpen: Type.Tuple([Type.Union([Type.Literal('here'), Type.Literal('second'), Type.Literal('elsewhere')]), Type.String({ pattern: BACKUP_ID_PATTERN })]),
  backupRead: Type.Tuple([Type.Integer({ minimum: 0 })]), backupFile: Type.Tuple([AttachmentHash]),
  backupKey: Type.Tuple([Type.Union([Type.String({ maxLength: 128 }), Type.Null()])]), backupPutBack: Type.Tuple([Type.Union([Type.String({ maxLength: 128 }), Type.Null()])]),
  countyProbe: Type.Tuple([]), backupPending: Type.Tuple([]), backupSettled: Type.Tuple([]),
  countyOrigin: Type.Tuple([]), setCountyOrigin: Type.Tuple([Type.String({ minLength: 8, maxLength: 200 })]),
  setFullScreen: Type.Tuple([Type.Boolean()]),
} as const satisfies Record<DesktopCall, unknown>;
