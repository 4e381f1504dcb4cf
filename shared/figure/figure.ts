/**
 * A figure taken over from a paper (外来数字): what a report or a newspaper says, kept as it says it. Never added to what the ledger counts, and never to
 * one of another place, period or scope (domain 0.9, 2.2). A plain record.
 */
import type { Entry } from '../ledger/entry.ts';
import { foldRecord, textField, UpdatedBody, type FieldValue } from '../ledger/record.ts';

/** The bodies of the aggregate's entries, by type. */
export const FIGURE_BODIES = { 'figure.updated': UpdatedBody } as const;

/** `exact`, or as the paper says it: 余 · 多 · 超 · 达 · 近 · 以上 · 不足. */
export const QUALIFIERS = ['exact', '余', '多', '超', '达', '近', '以上', '不足'] as const;
export type Qualifier = (typeof QUALIFIERS)[number];

export interface Figure {
  readonly id: string;
  readonly scope: string;
  readonly place: string;
  /** As the paper says it: 2024年以来（截至2024年8月）. */
  readonly period: string;
  /** 口径: what is counted, when the period alone does not tell; a campaign's name. May be empty. */
  readonly caliber: string;
  /** What is counted, in the paper's words; `key` the indicator of `shared/statistics`, or empty. */
  readonly indicator: string;
  readonly key: string;
  readonly value: number;
  readonly unit: string;
  readonly qualifier: Qualifier;
  /** Which paper, and the sentence. */
  readonly source: string;
  readonly quote: string;
  readonly active: boolean;
}

/** The fields of a figure's record. */
export function figureFields({ place, period, caliber, indicator, key, value, unit, qualifier, source, quote, active }: Omit<Figure, 'id' | 'scope'>): Readonly<Record<string, FieldValue>> {
  return { place, period, caliber, indicator, key, value, unit, qualifier, source, quote, active };
}

/** The figure that `entries` of one subject add up to; null without one that can be read, or without a number. */
export function foldFigure(entries: readonly Entry[]): Figure | null {
  const record = foldRecord(entries, 'figure.updated');
  const value = record?.fields['value']?.value;
  if (!record || typeof value !== 'number') return null;
  const { id, scope, fields } = record;
  return {
    id, scope, place: textField(fields, 'place'), period: textField(fields, 'period'), caliber: textField(fields, 'caliber'), indicator: textField(fields, 'indicator'), key: textField(fields, 'key'), value, unit: textField(fields, 'unit'),
    qualifier: QUALIFIERS.find((one) => one === fields['qualifier']?.value) ?? 'exact', source: textField(fields, 'source'), quote: textField(fields, 'quote'), active: fields['active']?.value !== false,
  };
}
