/** What the store and the screens tell each other of bundles. */
import type { BundleChoice, BundleHeader } from '../../shared/bundle/bundle.ts';
import type { SignatureVerdict } from '../../shared/bundle/signatures.ts';
import type { BundleRefusal, LeftOut } from '../../shared/bundle/words.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { StoreFailure } from './failure-text.ts';

/** How the making of a bundle is asked for: what this computer is called, and whom it is `for`: whoever has the code, the county, or one computer (its id at the county), whose keys the store knows. */
export type BundleMaking = { readonly device: string } & ({ readonly code: string } | { readonly for: string });
/** The one that is the county itself. */
export const COUNTY_RECIPIENT = 'county';

/** A computer as the county told of it; `name` is null when an older county told none. */
export interface KnownComputer { readonly device: string; readonly name: string | null; readonly userName: string }

/** For whom and of what a bundle can be made here. */
export interface BundleTargets {
  /** The county can open what is locked for it. */
  readonly county: boolean;
  /** Computers in use that have a key, this one left out. */
  readonly computers: readonly KnownComputer[];
  /** Computers whose bundles of the scope were read here: what they lack since is known. `at` is when the newest was made, by their clock (ISO 8601 UTC). */
  readonly heard: readonly (KnownComputer & { readonly at: string })[];
  /** Places that this user worked in before, and how many own entries of each never reached the county. */
  readonly left: readonly { readonly scope: string; readonly entries: number }[];
}

/** A finished, locked bundle. */
export interface BundleFile { readonly name: string; readonly blob: Blob; readonly entries: number; readonly cases: number; readonly attachments: number; /** Attachments that are not on this device: the county has them. */ readonly elsewhere: number }

/** What stands behind entries that are not here yet, as far as this device can tell. */
export interface Proven {
  /** Signed by a device that the county told of. */
  readonly signed: number;
  /** Signed by a device that the county has stopped: it decides what becomes of them. */
  readonly stopped: number;
  /** Said to be at the county already: it brings them too. */
  readonly confirmed: number;
  /** Without a signature, or signed by a device that this one has not heard of. */
  readonly unknown: number;
}

/** What a bundle would bring. */
export interface BundlePreview {
  readonly header: BundleHeader;
  /** Entries that are not here yet, and their cases. */
  readonly fresh: number;
  readonly freshCases: number;
  readonly known: number;
  /** Of the fresh ones: said to be this device's own, which it lost. Nothing in the file proves it, and this device would send them as its own. */
  readonly lost: number;
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>;
  readonly attachments: number;
  readonly freshAttachments: number;
  /** Whose hand the file as a whole is from; `county` when it is the county's reply. */
  readonly maker: Exclude<SignatureVerdict, 'false'> | 'county';
  /** Own entries that waited, which the county's reply says it has. */
  readonly confirms: number;
  /** Of the fresh ones. */
  readonly proven: Proven;
  /** This device itself made it. */
  readonly own: boolean;
}

/** Called now and then with bytes done of bytes in all; false ends the work. */
export type GoOn = (done: number, total: number) => boolean | Promise<boolean>;

/** What an import did. */
export interface BundleImported { readonly entries: number; readonly cases: number; readonly attachments: number; /** Own entries that waited, of which the county now says that it has them. */ readonly confirmed?: number }

export type BundleFailure = BundleRefusal | StoreFailure;

/** What the store does with bundles. */
export interface BundleApi {
  /** For whom and of what a bundle of the scope can be made. */
  bundleTargets(scope: string): Promise<BundleTargets>;
  /** Makes a locked bundle of what this device holds. Nothing is changed by it. */
  exportBundle(choice: BundleChoice, making: BundleMaking, goOn: GoOn): Promise<Result<BundleFile, BundleFailure>>;
  /** Reads a bundle to its end and says what it would bring. Nothing of it is stored; what its maker holds is remembered. */
  previewBundle(file: Blob, typed: string, goOn: GoOn): Promise<Result<BundlePreview, BundleFailure>>;
  /** Reads a bundle to its end, and only then stores what is not here yet. The same bundle again changes nothing. */
  importBundle(file: Blob, typed: string, goOn: GoOn): Promise<Result<BundleImported, BundleFailure>>;
}
