/** Every row judged against the directory: whose record it is, what it would change, and what is wrong with it. Nothing is written here. */
import { contentId } from '../kernel/content-hash.ts';
import type { Deputy } from '../deputy/deputy.ts';
import type { FieldValue } from '../ledger/record.ts';
import type { Village } from '../village/village.ts';
import { createNameFinder, isPhone, namesIn, villageKey, type NameFinder, type Place } from './find-names.ts';
import type { ImportField, ImportKind } from './import-kind.ts';
import type { Mapping } from './map-columns.ts';
import { nameKey, type SheetRow } from './sheet.ts';
import { ROW_FAULTS, type RowFault, type RowNote, type RowRemark } from './words.ts';

/** A record of the directory, whatever kind: values by field name. */
export interface ExistingRecord { readonly id: string; readonly scope: string; readonly name: string; readonly active: boolean; readonly [field: string]: unknown }

/** What the rows are judged against. */
export interface ImportContext {
  readonly places: readonly Place[];
  /** Scopes that the user may write. */
  readonly writes: readonly string[];
  /** Whose the rows are that name no township. */
  readonly home: string;
  /** All records of the kind, those out of use too. */
  readonly existing: readonly ExistingRecord[];
  readonly villages: readonly Village[];
  readonly deputies: readonly Deputy[];
  readonly categories: readonly string[];
}

/** What the user decided for the whole file. */
export interface ImportOptions {
  readonly unknownVillage: 'create' | 'leave';
  /** An empty township is that of the row above, as lists are written that name it once. */
  readonly fillTownship: boolean;
  /** The value of new records whose choice is empty, by field. */
  readonly otherwise: Readonly<Record<string, string>>;
}

/** A village that the import makes, since rows name it. */
export interface NewVillage { readonly id: string; readonly scope: string; readonly name: string }

export interface CheckedRow {
  readonly no: number;
  /** What stands in the cells, by field, with the user's corrections. */
  readonly texts: Readonly<Record<string, string>>;
  readonly scope: string;
  readonly name: string;
  /** What the record would have; empty cells are not in it, so that they wipe nothing. */
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly faults: readonly RowNote<RowFault>[];
  readonly remarks: readonly RowNote<RowRemark>[];
  readonly outcome: 'new' | 'update' | 'same' | 'fault';
  /** The record that it changes. */
  readonly target: ExistingRecord | null;
  readonly newVillages: readonly NewVillage[];
}

/** Corrections that the user typed in the preview: by row, by field. */
export type Corrections = Readonly<Record<number, Readonly<Record<string, string>>>>;

type ReadRow = Omit<CheckedRow, 'outcome' | 'target'>;

/** Judges all rows. Rows are known again by number, or by name and what tells namesakes apart; within the file the later of two is at fault. */
export function checkRows(rows: readonly SheetRow[], { kind, mapping, corrections, options, context }: { readonly kind: ImportKind; readonly mapping: Mapping; readonly corrections: Corrections; readonly options: ImportOptions; readonly context: ImportContext }): readonly CheckedRow[] {
  let above = '';
  const finder = createNameFinder(context);
  const made = new Map<string, NewVillage>();
  const read = rows.map((row) => {
    const texts = Object.fromEntries(kind.fields.map(({ name }) => [name, corrections[row.no]?.[name] ?? row.cells[mapping[name] ?? -1] ?? '']));
    if (options.fillTownship && texts['scope'] === '') texts['scope'] = above;
    above = texts['scope'] ?? '';
    return readRow({ no: row.no, texts }, { kind, options, context, finder, made });
  });
  const known = knownRecords(kind, context.existing);
  const seen = { numbers: new Map<string, number>(), names: new Map<string, number>() };
  const namesakes = countsOf(read.map((row) => placeKey(row.scope, row.name)));
  return read.map((row) => judgeRow(row, { kind, known, seen, alone: namesakes.get(placeKey(row.scope, row.name)) === 1 }));
}

/** The id of a village that an import makes: two computers that import one file make one village. */
export function newVillageId(scope: string, name: string): string {
  return `village:${contentId({ import: 'village', scope, name: villageKey(name) })}`;
}

function readRow({ no, texts }: { readonly no: number; readonly texts: Readonly<Record<string, string>> }, { kind, options, context, finder, made }: { readonly kind: ImportKind; readonly options: ImportOptions; readonly context: ImportContext; readonly finder: NameFinder; readonly made: Map<string, NewVillage> }): ReadRow {
  const faults: RowNote<RowFault>[] = [];
  const remarks: RowNote<RowRemark>[] = [];
  const newVillages: NewVillage[] = [];
  const values: Record<string, FieldValue> = {};
  const place = placeOfRow(texts, context, finder);
  if (place.note !== null) (isFault(place.note) ? faults : remarks).push(place.note as never);
  const village = (typed: string, field: string): string | null => {
    const found = finder.village(place.scope, typed);
    if (found !== null) return found.id;
    // A village belongs to a township: none is made for the county itself.
    if (options.unknownVillage === 'leave' || place.scope.length !== 9) { remarks.push({ field, code: 'village-left-out', detail: typed }); return null; }
    remarks.push({ field, code: 'village-new', detail: typed });
    const key = `${place.scope} ${villageKey(typed)}`;
    const one = made.get(key) ?? { id: newVillageId(place.scope, typed), scope: place.scope, name: typed };
    made.set(key, one);
    newVillages.push(one);
    return one.id;
  };
  const one = (field: ImportField, text: string): FieldValue | undefined => {
    switch (field.cell) {
      case 'township': return undefined;
      case 'text':
        if (text.length > (field.max ?? 200)) faults.push({ field: field.name, code: 'too-long', detail: String(field.max ?? 200) });
        return text;
      case 'phone': {
        const plain = text.normalize('NFKC').replace(/[–—－]/g, '-').replace(/(?<=\d) (?=\d)/g, '');
        if (!isPhone(plain)) faults.push({ field: field.name, code: 'phone-unreadable', detail: text });
        return plain;
      }
      case 'choice': {
        const value = choiceOf(field, text);
        if (value === null) faults.push({ field: field.name, code: 'choice-unknown', detail: text });
        return value ?? undefined;
      }
      case 'village': return village(text, field.name) ?? undefined;
      case 'villages': return [...new Set(namesIn(text).flatMap((name) => village(name, field.name) ?? []))];
      case 'deputies': return namesIn(text).flatMap((name) => {
        const [found, another] = finder.deputies(place.scope, name);
        if (found !== undefined && another === undefined) return [found.id];
        remarks.push({ field: field.name, code: found === undefined ? 'deputy-unknown' : 'deputy-twice', detail: name });
        return [];
      });
      case 'categories': return namesIn(text).flatMap((name) => {
        const found = context.categories.find((category) => nameKey(category) === nameKey(name));
        if (found === undefined) remarks.push({ field: field.name, code: 'category-unknown', detail: name });
        return found ?? [];
      });
    }
  };
  for (const field of kind.fields) {
    const text = texts[field.name] ?? '';
    if (field.required && text === '') faults.push({ field: field.name, code: 'name-missing', detail: '' });
    const value = text === '' ? undefined : one(field, text);
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) values[field.name] = value;
  }
  for (const field of kind.fields) {
    const fallback = field.cell === 'choice' && values[field.name] === undefined ? options.otherwise[field.name] ?? field.otherwise : undefined;
    if (fallback !== undefined) values[field.name] = fallback;
  }
  const row = { no, texts, scope: place.scope, name: texts['name'] ?? '', values, faults };
  // Whoever's row it is: nothing of it is compared with what is not the user's.
  return place.note !== null && isFault(place.note) ? { ...row, remarks: [], newVillages: [] } : { ...row, remarks, newVillages };
}

/** Whose record the row is: the township that it names; else, for a county's list, that of its village if only one has it; else the user's own. */
function placeOfRow(texts: Readonly<Record<string, string>>, { places, writes, home }: ImportContext, finder: NameFinder): { readonly scope: string; readonly note: RowNote | null } {
  const typed = texts['scope'] ?? '';
  if (typed !== '') {
    const found = finder.place(typed);
    if (found === null) return { scope: NOWHERE, note: { field: 'scope', code: 'township-unknown', detail: typed } };
    return { scope: found.code, note: writes.includes(found.code) ? null : { field: 'scope', code: 'township-not-yours', detail: found.name } };
  }
  const named = texts['village'] ?? '';
  if (home.length !== 6 || named === '') return { scope: home, note: null };
  const scopes = finder.scopesOf(named).filter((scope) => writes.includes(scope));
  const [scope] = scopes;
  return scopes.length === 1 && scope !== undefined ? { scope, note: { field: 'scope', code: 'village-elsewhere', detail: places.find(({ code }) => code === scope)?.name ?? scope } } : { scope: home, note: null };
}

function choiceOf({ choices = [] }: ImportField, text: string): string | null {
  const wanted = nameKey(text);
  const exact = choices.find(({ value, words }) => value === wanted || words.some((word) => nameKey(word) === wanted));
  if (exact !== undefined) return exact.value;
  // 漯河市人大代表, 皇帝庙村代表联络站: the longest word of the list that it ends with.
  const [best] = choices.flatMap(({ value, words }) => words.filter((word) => word.length >= 2 && wanted.endsWith(nameKey(word))).map((word) => ({ value, length: word.length }))).sort((a, b) => b.length - a.length);
  return best?.value ?? null;
}

interface Known { readonly byNumber: ReadonlyMap<string, ExistingRecord>; readonly byName: ReadonlyMap<string, readonly ExistingRecord[]> }

/** The scope of a row whose township nobody knows: it has no records and no villages. */
const NOWHERE = '';

const placeKey = (scope: string, text: string): string => `${scope} ${nameKey(text)}`;

/** Those in use before those that are not. */
function knownRecords({ number }: ImportKind, existing: readonly ExistingRecord[]): Known {
  const byNumber = new Map<string, ExistingRecord>();
  const byName = new Map<string, ExistingRecord[]>();
  for (const record of [...existing].sort((a, b) => Number(b.active) - Number(a.active))) {
    const no = number === null ? '' : textOf(record[number]);
    if (no !== '' && !byNumber.has(placeKey(record.scope, no))) byNumber.set(placeKey(record.scope, no), record);
    const key = placeKey(record.scope, record.name);
    byName.set(key, [...byName.get(key) ?? [], record]);
  }
  return { byNumber, byName };
}

function judgeRow(row: ReadRow, { kind, known, seen, alone }: { readonly kind: ImportKind; readonly known: Known; readonly seen: { readonly numbers: Map<string, number>; readonly names: Map<string, number> }; readonly alone: boolean }): CheckedRow {
  const faults = [...row.faults];
  const remarks = [...row.remarks];
  const no = kind.number === null ? '' : textOf(row.values[kind.number]);
  const apart = kind.apart === null ? '' : textOf(row.values[kind.apart]);
  const once = (map: Map<string, number>, key: string, note: Omit<RowNote<RowFault>, 'detail'>): void => {
    if (row.scope === NOWHERE) return;
    const first = map.get(key);
    if (first === undefined) map.set(key, row.no);
    else faults.push({ ...note, detail: String(first) });
  };
  if (no !== '') once(seen.numbers, placeKey(row.scope, no), { field: kind.number ?? 'name', code: 'number-twice' });
  if (row.name !== '') once(seen.names, `${placeKey(row.scope, row.name)} ${apart}`, { field: 'name', code: 'name-twice' });

  const numbered = no === '' ? null : known.byNumber.get(placeKey(row.scope, no)) ?? null;
  const named = byNameOf(known.byName.get(placeKey(row.scope, row.name)) ?? [], { kind, apart, alone });
  if (numbered !== null && named !== null && numbered.id !== named.id && numbered.active && named.active) faults.push({ field: kind.number ?? 'name', code: 'two-records', detail: no });
  const target = numbered?.active === true ? numbered : named ?? numbered;
  const changes = target === null ? null : changesOf(row, kind, target);
  if (target !== null && changes !== null) {
    if (target === numbered && nameKey(target.name) !== nameKey(row.name) && row.name !== '') remarks.push({ field: 'name', code: 'renamed', detail: target.name });
    const before = kind.apart === null ? '' : textOf(target[kind.apart]);
    if (kind.apartMeans === 'changed' && apart !== '' && before !== '' && before !== apart) remarks.push({ field: kind.apart ?? 'name', code: 'namesake', detail: before });
    if (!target.active) remarks.push({ field: 'name', code: 'revived', detail: '' });
  }
  const outcome = faults.length > 0 ? 'fault' : changes === null ? 'new' : Object.keys(changes).length === 0 ? 'same' : 'update';
  return { ...row, values: changes ?? { ...row.values, active: true }, faults, remarks, target, outcome };
}

/** The record of this name: with the same that tells namesakes apart, or the only one where nothing tells them apart. */
function byNameOf(records: readonly ExistingRecord[], { kind, apart, alone }: { readonly kind: ImportKind; readonly apart: string; readonly alone: boolean }): ExistingRecord | null {
  const valueOf = (record: ExistingRecord): string => (kind.apart === null ? '' : textOf(record[kind.apart]));
  const same = records.find((record) => valueOf(record) === apart);
  if (same !== undefined) return same;
  const inUse = records.filter(({ active }) => active);
  const [only, another] = inUse.length > 0 ? inUse : records;
  if (only === undefined || another !== undefined || !alone) return null;
  return apart === '' || valueOf(only) === '' || kind.apartMeans === 'changed' ? only : null;
}

/** What the row would change of the record: only what it says, and only what differs. */
function changesOf(row: ReadRow, kind: ImportKind, target: ExistingRecord): Readonly<Record<string, FieldValue>> {
  const said = kind.fields.filter(({ name }) => (row.texts[name] ?? '') !== '').flatMap(({ name }) => {
    const value = row.values[name];
    return value === undefined || JSON.stringify(value) === JSON.stringify(target[name] ?? '') ? [] : [[name, value] as const];
  });
  return Object.fromEntries([...said, ...(target.active ? [] : [['active', true] as const])]);
}

function countsOf(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isFault(note: RowNote): note is RowNote<RowFault> {
  return ROW_FAULTS.some((code) => code === note.code);
}
