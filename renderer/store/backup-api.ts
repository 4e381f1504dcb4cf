/** What the store and the screens tell each other of restoring a backup. */
import type { Result } from '../../shared/kernel/result.ts';
import type { GoOn } from './bundle-api.ts';
import type { StoreFailure } from './failure-text.ts';

/** The backup that the desktop has open: the key under which it is sealed, and what is in it. */
export interface BackupChosen {
  readonly kid: string;
  /** The data key in base64, when it is that of another installation. */
  readonly key: string | null;
  readonly lines: number;
  /** Hashes of the attachments. */
  readonly attachments: readonly string[];
  /** The sealed enrolment of the installation that made it. */
  readonly enrolment: string | null;
  /** Its vault and enrolment were put onto this computer: whoever made it may still be at work under the same name. */
  readonly putBack: boolean;
}

/** Why a backup is not taken: sealed under another installation's key · that of another user · of another county · it cannot be read any more. */
export type BackupRefusal = 'other-key' | 'other-user' | 'other-county' | 'not-enrolled' | 'unreadable' | 'cancelled';

/** What a backup would bring. */
export interface BackupPreview {
  /** Entries that are not here, and the cases that they are about. */
  readonly fresh: number;
  readonly freshCases: number;
  readonly known: number;
  /** Of the fresh ones: own entries of which the county had not heard when the backup was made. They are sent. */
  readonly unsent: number;
  /** Entries of places that this user may not read. */
  readonly foreign: number;
  readonly attachments: number;
  readonly freshAttachments: number;
}

/** What a restore did. `stopped`: a person ended it; what is here stays, and the same again goes on. */
export interface BackupRestored {
  readonly entries: number;
  readonly cases: number;
  readonly attachments: number;
  /** Entries and attachments that did not open: damaged, or sealed under a key that is gone. */
  readonly unreadable: number;
  readonly stopped: boolean;
}

export type BackupProblem = BackupRefusal | StoreFailure;

/** What the store does with backups. Both read the backup that the desktop has open. */
export interface BackupApi {
  /** Says what a backup would bring. Nothing is stored. */
  previewBackup(chosen: BackupChosen, goOn: GoOn): Promise<Result<BackupPreview, BackupProblem>>;
  /** Adds the entries and attachments that this device lacks; nothing is taken away. The same again changes nothing. */
  restoreBackup(chosen: BackupChosen, goOn: GoOn): Promise<Result<BackupRestored, BackupProblem>>;
}
