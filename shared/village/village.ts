/** A village or community (村、社区): a plain record. This file is the only place with its fields. */
import { foldRecord, textField, UpdatedBody } from '../ledger/record.ts';
import type { Entry } from '../ledger/entry.ts';

/** The bodies of the aggregate's entries, by type. */
export const VILLAGE_BODIES = { 'village.updated': UpdatedBody } as const;

export interface Village {
  readonly id: string;
  readonly scope: string;
  readonly name: string;
  /** Pinyin initials for the keyboard, such as `hdmc`. */
  readonly initials: string;
  readonly active: boolean;
}

/** The village that `entries` of one subject add up to; null without one that can be read. */
export function foldVillage(entries: readonly Entry[]): Village | null {
  const record = foldRecord(entries, 'village.updated');
  if (!record) return null;
  const { id, scope, fields } = record;
  return { id, scope, name: textField(fields, 'name'), initials: textField(fields, 'initials'), active: fields['active']?.value !== false };
}
