/** A handling unit (承办单位): a plain record. This file is the only place with its fields. */
import { foldRecord, textField, UpdatedBody } from '../ledger/record.ts';
import type { Entry } from '../ledger/entry.ts';

/** The bodies of the aggregate's entries, by type. */
export const UNIT_BODIES = { 'unit.updated': UpdatedBody } as const;

export interface Unit {
  readonly id: string;
  readonly scope: string;
  readonly name: string;
  /** `county` for a county department, `township` for a township office or a village committee. */
  readonly tier: 'county' | 'township';
  readonly contact: string;
  readonly phone: string;
  /** Categories this unit usually handles: the suggestion when assigning. */
  readonly categories: readonly string[];
  readonly active: boolean;
}

/** The unit that `entries` of one subject add up to; null without one that can be read. */
export function foldUnit(entries: readonly Entry[]): Unit | null {
  const record = foldRecord(entries, 'unit.updated');
  if (!record) return null;
  const { id, scope, fields } = record;
  const categories = fields['categories']?.value;
  return {
    id, scope, name: textField(fields, 'name'), tier: fields['tier']?.value === 'county' ? 'county' : 'township',
    contact: textField(fields, 'contact'), phone: textField(fields, 'phone'), categories: Array.isArray(categories) ? categories : [], active: fields['active']?.value !== false,
  };
}
