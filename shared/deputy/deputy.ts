/** A deputy (人大代表): a plain record. This file is the only place with its fields. */
import { foldRecord, textField, UpdatedBody } from '../ledger/record.ts';
import type { Entry } from '../ledger/entry.ts';

/** The bodies of the aggregate's entries, by type. */
export const DEPUTY_BODIES = { 'deputy.updated': UpdatedBody } as const;

/** 五级代表. */
export const DEPUTY_LEVELS = ['national', 'provincial', 'municipal', 'county', 'township'] as const;
export type DeputyLevel = (typeof DEPUTY_LEVELS)[number];

export interface Deputy {
  readonly id: string;
  readonly scope: string;
  readonly name: string;
  readonly level: DeputyLevel;
  readonly phone: string;
  readonly constituency: string;
  readonly active: boolean;
}

/** The deputy that `entries` of one subject add up to; null without one that can be read. */
export function foldDeputy(entries: readonly Entry[]): Deputy | null {
  const record = foldRecord(entries, 'deputy.updated');
  if (!record) return null;
  const { id, scope, fields } = record;
  const level = DEPUTY_LEVELS.find((one) => one === fields['level']?.value) ?? 'township';
  return { id, scope, name: textField(fields, 'name'), level, phone: textField(fields, 'phone'), constituency: textField(fields, 'constituency'), active: fields['active']?.value !== false };
}
