/**
 * The database's history, forward only: each step runs once, in its own transaction, in this order. A step that was
 * released is never edited; a change is a new step. `server/store/migrate.ts` runs them.
 */
import { ledger } from './001-ledger.ts';
import { people } from './002-people.ts';
import { readTables } from './003-read-tables.ts';
import { attachments } from './004-attachments.ts';
import { activityStatus } from './005-activity-status.ts';
import { mergedActivities } from './006-merged-activities.ts';
import { deviceKeys } from './007-device-keys.ts';
import { audit } from './008-audit.ts';

export interface Migration {
  /** 1, 2, 3 … without gaps. */
  readonly version: number;
  readonly name: string;
  readonly statements: readonly string[];
}

export const MIGRATIONS: readonly Migration[] = [ledger, people, readTables, attachments, activityStatus, mergedActivities, deviceKeys, audit];
