/** A handling unit (承办单位): a plain record. This file is the only place with its fields. */
import { foldRecord, listField, textField, UpdatedBody } from '../ledger/record.ts';
import type { Entry } from '../ledger/entry.ts';

/** The bodies of the aggregate's entries, by type. */
export const UNIT_BODIES = { 'unit.updated': UpdatedBody } as const;

/** Whose unit it is: a county department, a township office, or the village (community) itself, which settles small matters. */
export const UNIT_TIERS = ['county', 'township', 'village'] as const;
export type UnitTier = (typeof UNIT_TIERS)[number];

/** 承办主体四分法 (domain 3.3, M1-081): 人大、行政、监察审判检察、其他; a suggestion goes to each by its own road. */
export const UNIT_SYSTEMS = ['npc', 'government', 'supervision_judicial', 'other'] as const;
export type UnitSystem = (typeof UNIT_SYSTEMS)[number];

export const UNIT_TIER_WORDS: Readonly<Record<UnitTier, string>> = { county: '县直部门', township: '乡镇站所', village: '村（社区）' };
export const UNIT_SYSTEM_WORDS: Readonly<Record<UnitSystem, string>> = { npc: '人大机关', government: '行政机关', supervision_judicial: '监察、审判、检察机关', other: '其他机关和组织' };

export interface Unit {
  readonly id: string;
  readonly scope: string;
  readonly name: string;
  readonly tier: UnitTier;
  readonly system: UnitSystem;
  /** The principal (主要负责人), who signs answers and is talked to. */
  readonly leader: string;
  /** Whom to ring about a case. */
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
  return {
    id, scope, name: textField(fields, 'name'), tier: UNIT_TIERS.find((one) => one === fields['tier']?.value) ?? 'township', system: UNIT_SYSTEMS.find((one) => one === fields['system']?.value) ?? 'government',
    leader: textField(fields, 'leader'), contact: textField(fields, 'contact'), phone: textField(fields, 'phone'), categories: listField(fields, 'categories'), active: fields['active']?.value !== false,
  };
}
