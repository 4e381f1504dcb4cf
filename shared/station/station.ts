/**
 * A station (站点): where deputies meet citizens. 代表之家, 联络站, 联系点, 民情夜市点 and the rest are one register with a tier (龙安 M0-029: 站、室、点).
 * A plain record; this file is the only place with its fields.
 */
import type { Entry } from '../ledger/entry.ts';
import { foldRecord, listField, textField, UpdatedBody, type FieldValue } from '../ledger/record.ts';

/** The bodies of the aggregate's entries, by type. */
export const STATION_BODIES = { 'station.updated': UpdatedBody } as const;

/** 代表之家 · 联络站 · 联系点 · 民情夜市点 · 立法联系点 · 企业（产业链）联络点 · 其他. */
export const STATION_TIERS = ['home', 'station', 'contact_point', 'market_point', 'legislative_contact_point', 'enterprise_point', 'other'] as const;
export type StationTier = (typeof STATION_TIERS)[number];
export const STATION_TIER_WORDS: Readonly<Record<StationTier, string>> = { home: '代表之家', station: '代表联络站', contact_point: '代表联系点', market_point: '民情夜市点', legislative_contact_point: '基层立法联系点', enterprise_point: '企业联络点', other: '其他' };

export interface Station {
  readonly id: string;
  readonly scope: string;
  /** 编号, as the office numbers its points; may be empty. */
  readonly no: string;
  readonly name: string;
  readonly tier: StationTier;
  readonly village: string | null;
  readonly address: string;
  /** 站长 or 队长, and the telephone on the notice board. */
  readonly head: string;
  readonly phone: string;
  /** Deputies who belong to it. */
  readonly deputies: readonly string[];
  /** Villages that come here; the point's own village besides. */
  readonly villages: readonly string[];
  readonly note: string;
  readonly active: boolean;
}

/** The fields of a station's record. */
export function stationFields({ no, name, tier, village, address, head, phone, deputies, villages, note, active }: Omit<Station, 'id' | 'scope'>): Readonly<Record<string, FieldValue>> {
  return { no, name, tier, village, address, head, phone, deputies: [...deputies], villages: [...villages], note, active };
}

/** The station that `entries` of one subject add up to; null without one that can be read. */
export function foldStation(entries: readonly Entry[]): Station | null {
  const record = foldRecord(entries, 'station.updated');
  if (!record) return null;
  const { id, scope, fields } = record;
  const village = textField(fields, 'village');
  return {
    id, scope, no: textField(fields, 'no'), name: textField(fields, 'name'), tier: STATION_TIERS.find((one) => one === fields['tier']?.value) ?? 'other', village: village === '' ? null : village,
    address: textField(fields, 'address'), head: textField(fields, 'head'), phone: textField(fields, 'phone'), deputies: listField(fields, 'deputies'), villages: listField(fields, 'villages'), note: textField(fields, 'note'), active: fields['active']?.value !== false,
  };
}
