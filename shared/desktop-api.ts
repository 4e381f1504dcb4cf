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
/** Why a bundle was not written: the user changed their mind · the stick is full · it was pulled · it may not be written · it reads back otherwise · nothing was begun. */
export type BundleSaveFailure = 'cancelled' | 'disk-full' | 'gone' | 'not-writable' | 'not-verified' | 'not-begun';
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
  /** The county server's origin this installation talks to, or null: the only origin that CSP and the network filter allow. */
  countyOrigin(): Promise<string | null>;
  /** Sets it (https, or http on loopback only). The page must reload to get the new CSP. */
  setCountyOrigin(origin: string): Promise<Outcome<string, 'not-an-origin' | 'not-secure'>>;
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
  journalOpen: Type.Tuple([]), journalAppend: Type.Tuple([JournalLines]), journalRead: Type.Tuple([Type.Integer({ minimum: 0 })]),
  attachmentWrite: Type.Tuple([AttachmentHash, Type.String({ minLength: 4, maxLength: MAX_ATTACHMENT_BASE64 })]), attachmentRead: Type.Tuple([AttachmentHash]),
  saveFile: Type.Tuple([Type.String({ minLength: 1, maxLength: 120 }), Type.String({ maxLength: 128 * 1024 * 1024 })]),
  savePdf: Type.Tuple([Type.String({ minLength: 1, maxLength: 120 }), Type.Boolean()]),
  bundleBegin: Type.Tuple([Type.String({ minLength: 1, maxLength: 120 })]), bundlePart: Type.Tuple([Type.String({ minLength: 4, maxLength: MAX_BUNDLE_PART_BASE64 })]),
  bundleFinish: Type.Tuple([Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })]), bundleCancel: Type.Tuple([]),
  countyOrigin: Type.Tuple([]), setCountyOrigin: Type.Tuple([Type.String({ minLength: 8, maxLength: 200 })]),
  setFullScreen: Type.Tuple([Type.Boolean()]),
} as const satisfies Record<DesktopCall, unknown>;
