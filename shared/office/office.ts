/**
 * The office (主席团、街道人大工委、县人大代表工委) of a scope: how it signs, numbers and words its papers. A plain record `office:<scope>` of that
 * scope; what a township left open is as its county has it, and what the county left open is as it ships.
 */
import type { ReplyClass } from '../case/case.ts';
import type { Entry } from '../ledger/entry.ts';
import { foldRecord, UpdatedBody, type FieldValue } from '../ledger/record.ts';
import { DEFAULT_FORMATS, NUMBER_KINDS, parseFormat, type NumberKind } from './numbering.ts';
import { shortNameOf } from './short-name.ts';
import { DEFAULT_TEXTS, parseText, TEXT_MODULES, type TextModule } from './texts.ts';

/** The bodies of the aggregate's entries, by type. */
export const OFFICE_BODIES = { 'office.updated': UpdatedBody } as const;

/** What was set for an office, by field name. */
export interface OfficeRecord { readonly id: string; readonly scope: string; readonly values: Readonly<Record<string, FieldValue>> }

/** What is known of the place without any record: from the enrolment on a device, from the scopes table on the server. */
export interface OfficePlace { readonly code: string; readonly name: string; readonly organ: string; readonly county: string }

/** How answers are lettered (答复分类): places differ, so that the four legal classes are stored and a letter is shown. */
export type Letters = Readonly<Record<ReplyClass, string>>;

/** An office as it is in force. */
export interface Office {
  readonly scope: string;
  /** The full name on papers (落款). */
  readonly issuer: string;
  /** The name in numbers. */
  readonly shortName: string;
  readonly phone: string;
  readonly address: string;
  readonly letters: Letters;
  readonly formats: Readonly<Record<NumberKind, string>>;
  readonly texts: Readonly<Record<TextModule, string>>;
  /** True when a case is closed (销号) only with photographs of the outcome. Off unless somebody asked for it. */
  readonly closePhotos: boolean;
  /** How many visits a month are asked of each deputy (邵原 S2: 每月至少一次). */
  readonly visitsMonthly: number;
}

/** 每月至少走访一次 (邵原 S2); 每周 (舞阳 S4) is 4. */
export const DEFAULT_VISITS = 1;
export const MOST_VISITS = 31;

/** The field that holds each part. */
export const FORMAT_FIELDS: Readonly<Record<NumberKind, string>> = { case: 'formatCase', assignment: 'formatAssignment', supervision: 'formatSupervision', suggestion: 'formatSuggestion' };
export const TEXT_FIELDS: Readonly<Record<TextModule, string>> = { assign: 'textAssign', supervise: 'textSupervise', relay: 'textRelay', decline: 'textDecline', receipt: 'textReceipt' };
export const LETTER_FIELDS: Readonly<Record<ReplyClass, string>> = { resolved: 'letterResolved', in_progress: 'letterInProgress', not_feasible: 'letterNotFeasible', escalated: 'letterEscalated' };

/** Usual schemes (domain 3.3): there is no national one; A/B/C with the fourth class by its name is the default (Q5). */
export const LETTER_SCHEMES: Readonly<Record<'abc' | 'abcd' | 'jia_yi_bing', Letters>> = {
  abc: { resolved: 'A', in_progress: 'B', not_feasible: 'C', escalated: '涉上级' },
  abcd: { resolved: 'A', in_progress: 'B', not_feasible: 'C', escalated: 'D' },
  jia_yi_bing: { resolved: '甲', in_progress: '乙', not_feasible: '丙', escalated: '涉上级' },
};

/** The record of the office of a scope. */
export function officeSubject(scope: string): string {
  return `office:${scope}`;
}

/** What the entries of one office add up to; null without one that can be read, or when it speaks for another scope. */
export function foldOffice(entries: readonly Entry[]): OfficeRecord | null {
  const record = foldRecord(entries, 'office.updated');
  if (record?.id !== officeSubject(record?.scope ?? '')) return null;
  return { id: record.id, scope: record.scope, values: Object.fromEntries(Object.entries(record.fields).map(([name, { value }]) => [name, value])) };
}

/** The office of `place`: shipped ← county ← its own record. A value that cannot be used counts as not set. */
export function effectiveOffice(records: readonly OfficeRecord[], place: OfficePlace): Office {
  const own = records.find((one) => one.scope === place.code)?.values ?? {};
  const above = records.find((one) => one.scope === place.code.slice(0, 6))?.values ?? {};
  /** The first of the own and the county's value that `read` can use. */
  const layered = <T>(field: string, read: (value: FieldValue | undefined) => T | null): T | null => read(own[field]) ?? read(above[field]);
  const letter = (kind: ReplyClass): string => layered(LETTER_FIELDS[kind], textOf) ?? LETTER_SCHEMES.abc[kind];
  return {
    scope: place.code, issuer: textOf(own['issuer']) ?? defaultIssuer(place), shortName: textOf(own['shortName']) ?? shortNameOf(place.name),
    phone: textOf(own['phone']) ?? '', address: textOf(own['address']) ?? '',
    letters: { resolved: letter('resolved'), in_progress: letter('in_progress'), not_feasible: letter('not_feasible'), escalated: letter('escalated') },
    formats: byKey(NUMBER_KINDS, (kind) => layered(FORMAT_FIELDS[kind], formatOf) ?? DEFAULT_FORMATS[kind]),
    texts: byKey(TEXT_MODULES, (module) => layered(TEXT_FIELDS[module], moduleOf) ?? DEFAULT_TEXTS[module]),
    closePhotos: layered('closePhotos', (value) => (typeof value === 'boolean' ? value : null)) ?? false,
    visitsMonthly: layered('visitsMonthly', (value) => (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_VISITS ? value : null)) ?? DEFAULT_VISITS,
  };
}

/**
 * Who signs when nobody said: the presidium by its full name (代表法 51). A sub-district has no congress and no presidium: its working
 * committee is the county standing committee's (地方组织法 59; domain 3.4).
 */
function defaultIssuer({ code, name, organ, county }: OfficePlace): string {
  if (code.length === 6) return organ;
  return organ.endsWith('工委') ? `${county}人大常委会${name}工作委员会` : `${name}人民代表大会主席团`;
}

function textOf(value: FieldValue | undefined): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function formatOf(value: FieldValue | undefined): string | null {
  const format = typeof value === 'string' ? parseFormat(value) : null;
  return format?.ok ? format.value : null;
}

function moduleOf(value: FieldValue | undefined): string | null {
  const text = typeof value === 'string' ? parseText(value) : null;
  return text?.ok ? text.value : null;
}

function byKey<K extends string, V>(keys: readonly K[], value: (key: K) => V): Readonly<Record<K, V>> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, V>;
}
