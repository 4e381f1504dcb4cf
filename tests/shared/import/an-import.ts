/** A county of two townships for the tests of importing, and a directory that changes are written into. */
import type { Deputy } from '../../../shared/deputy/deputy.ts';
import { checkRows, type CheckedRow, type Corrections, type ExistingRecord, type ImportContext, type ImportOptions } from '../../../shared/import/check-rows.ts';
import { IMPORT_KIND, type ImportKindName } from '../../../shared/import/import-kind.ts';
import { dataRows, findTable } from '../../../shared/import/map-columns.ts';
import { planImport, type ImportChange } from '../../../shared/import/plan-import.ts';
import type { SheetRow } from '../../../shared/import/sheet.ts';
import type { Village } from '../../../shared/village/village.ts';

export const [COUNTY, HUANG, DU] = ['411122', '411122201', '411122105'] as const;
export const PLACES = [{ code: COUNTY, name: '临颍县', organ: '临颍县人大常委会代表工委' }, { code: HUANG, name: '皇帝庙乡', organ: '皇帝庙乡人大主席团' }, { code: DU, name: '杜曲镇', organ: '杜曲镇人大主席团' }];
export const OPTIONS: ImportOptions = { unknownVillage: 'create', fillTownship: false, otherwise: {} };

const village = (key: string, name: string, scope: string = HUANG): Village => ({ id: `village:${key}`, scope, name, initials: key, active: true });
export const VILLAGES: readonly Village[] = [village('hdm', '皇帝庙村'), village('dz', '大赵村'), village('dq', '杜曲村', DU), village('yg', '阳光社区', DU)];
const deputy = (key: string, name: string, phone = ''): Deputy => ({ id: `deputy:${key}`, scope: HUANG, name, level: 'township', phone, constituency: '', active: true });
export const DEPUTIES: readonly Deputy[] = [deputy('zhang', '张建国', '13800001101'), deputy('liu', '刘秀兰'), deputy('wang1', '王伟', '13800000001'), deputy('wang2', '王伟', '13800000002')];

/** The county's own view; what is given is changed. */
export function aContext(changes: Partial<ImportContext> = {}): ImportContext {
  return { places: PLACES, writes: [COUNTY, HUANG, DU], home: COUNTY, existing: [], villages: VILLAGES, deputies: DEPUTIES, categories: ['道路交通', '农业农村'], ...changes };
}

/** Rows of a file, numbered from 1, as the reader gives them. */
export function rowsOf(lines: readonly (readonly string[])[]): readonly SheetRow[] {
  return lines.map((cells, index) => ({ no: index + 1, cells }));
}

/** A file's lines, its heading among them, through finding and checking. */
export function checked(kindName: ImportKindName, lines: readonly (readonly string[])[], { context = aContext(), options = OPTIONS, corrections = {} }: { readonly context?: ImportContext; readonly options?: ImportOptions; readonly corrections?: Corrections } = {}): readonly CheckedRow[] {
  const kind = IMPORT_KIND[kindName];
  const rows = rowsOf(lines);
  const { heading, mapping } = findTable([{ name: '', rows }], kind);
  return checkRows(dataRows(rows, heading), { kind, mapping, corrections, options, context });
}

/** The plan of checked rows against a directory; initials are made up. */
export function planned(kindName: ImportKindName, rows: readonly CheckedRow[], existing: readonly ExistingRecord[] = []): readonly ImportChange[] {
  return planImport(rows, { kind: IMPORT_KIND[kindName], taken: (id) => existing.some((one) => one.id === id), initialsOf: (name) => `i${name.length}` });
}

const EMPTY: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  station: { no: '', tier: 'other', village: null, address: '', head: '', phone: '', deputies: [], villages: [], note: '' }, village: { initials: '' },
  deputy: { level: 'township', phone: '', constituency: '' }, unit: { tier: 'township', system: 'government', leader: '', contact: '', phone: '', categories: [] },
};

/** The directory after changes were written, records folded as the ledger folds them. */
export function written(existing: readonly ExistingRecord[], changes: readonly ImportChange[]): readonly ExistingRecord[] {
  const records = new Map(existing.map((one) => [one.id, one]));
  for (const { subject, scope, after } of changes) {
    const before = records.get(subject) ?? { id: subject, scope, name: '', active: true, ...EMPTY[subject.split(':')[0] ?? ''] };
    records.set(subject, { ...before, ...after });
  }
  return [...records.values()];
}
