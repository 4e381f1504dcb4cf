/** What the user decides about a file that was read: which sheet and heading, which column is what, what to do with what is unknown; and the rows as they then are. */
import { useMemo, useState } from 'react';
import { checkRows, type CheckedRow, type Corrections, type ExistingRecord, type ImportOptions } from '../../../shared/import/check-rows.ts';
import type { ImportField, ImportKind } from '../../../shared/import/import-kind.ts';
import { dataRows, findTable, mapColumns, type Mapping } from '../../../shared/import/map-columns.ts';
import { filledRows, type Sheet, type SheetRow } from '../../../shared/import/sheet.ts';
import type { Directory } from '../../store/api.ts';
import { useEnrolment } from '../session-context.tsx';

export interface Review {
  readonly kind: ImportKind;
  readonly sheets: readonly Sheet[];
  readonly sheet: number;
  readonly heading: number | null;
  /** The filled rows of the sheet, the heading and what is above it among them. */
  readonly filled: readonly SheetRow[];
  readonly mapping: Mapping;
  readonly options: ImportOptions;
  readonly rows: readonly CheckedRow[];
  /** Rows that the user left out. */
  readonly skipped: ReadonlySet<number>;
  /** What can still be decided, because rows depend on it. */
  readonly asks: { readonly village: boolean; readonly fill: boolean; readonly home: boolean; readonly choices: readonly ImportField[] };
  readonly home: string;
  readonly chooseSheet: (sheet: number) => void;
  readonly chooseHeading: (heading: number | null) => void;
  readonly mapField: (field: string, column: number | null) => void;
  readonly decide: (change: Partial<ImportOptions>) => void;
  readonly chooseHome: (scope: string) => void;
  readonly correct: (row: number, field: string, text: string) => void;
  readonly skip: (rows: ReadonlySet<number>) => void;
}

export function useReview(sheets: readonly Sheet[], kind: ImportKind, directory: Directory): Review {
  const { enrolment: { session, scopes } } = useEnrolment();
  const found = useMemo(() => findTable(sheets, kind), [sheets, kind]);
  const [{ sheet, heading, mapping }, setTable] = useState(found);
  const [options, setOptions] = useState<ImportOptions>({ unknownVillage: 'create', fillTownship: true, otherwise: {} });
  const [home, setHome] = useState(session.home);
  const [corrections, setCorrections] = useState<Corrections>({});
  const [skipped, setSkipped] = useState<ReadonlySet<number>>(new Set());
  const filled = useMemo(() => filledRows(sheets[sheet]?.rows ?? []), [sheets, sheet]);
  const data = useMemo(() => dataRows(sheets[sheet]?.rows ?? [], heading), [sheets, sheet, heading]);
  const existing = useMemo(() => existingOf(kind, directory), [kind, directory]);
  const context = useMemo(() => ({
    places: scopes, writes: session.writes, home, existing, villages: directory.villages, deputies: directory.deputies, categories: directory.categories.filter(({ active }) => active).map(({ name }) => name),
  }), [scopes, session, home, existing, directory]);
  const rows = useMemo(() => checkRows(data, { kind, mapping, corrections, options, context }), [data, kind, mapping, corrections, options, context]);

  const townships = rows.map(({ texts }) => texts['scope'] ?? '');
  const asks = {
    village: rows.some(({ remarks }) => remarks.some(({ code }) => code === 'village-new' || code === 'village-left-out')) && kind.fields.some(({ cell }) => cell === 'village'),
    // Asked as long as the column has gaps below something, also after they were filled.
    fill: mapping['scope'] !== undefined && data.some(({ cells }) => (cells[mapping['scope'] ?? -1] ?? '') !== '') && data.some(({ cells }) => (cells[mapping['scope'] ?? -1] ?? '') === ''),
    home: session.writes.length > 1 && townships.some((one) => one === ''),
    choices: kind.fields.filter((field) => field.cell === 'choice' && rows.some(({ outcome, texts }) => outcome !== 'same' && (texts[field.name] ?? '') === '')),
  };
  const clean = () => { setCorrections({}); setSkipped(new Set()); };
  const tableAt = (nextSheet: number, nextHeading: number | null): void => {
    const cells = filledRows(sheets[nextSheet]?.rows ?? [])[nextHeading ?? -1]?.cells ?? [];
    setTable({ sheet: nextSheet, heading: nextHeading, mapping: nextHeading === null ? {} : mapColumns(cells, kind.fields) });
    clean();
  };
  return {
    kind, sheets, sheet, heading, filled, mapping, options, rows, skipped, asks, home,
    chooseSheet(next) {
      const only = sheets[next];
      const { heading: its } = only === undefined ? { heading: null } : findTable([only], kind);
      tableAt(next, its);
    },
    chooseHeading: (next) => { tableAt(sheet, next); },
    mapField(field, column) {
      // A column is one field: what had it before gives it up.
      const others = Object.entries(mapping).filter(([name, at]) => name !== field && at !== column);
      setTable({ sheet, heading, mapping: Object.fromEntries(column === null ? others : [...others, [field, column]]) });
    },
    decide: (change) => { setOptions((before) => ({ ...before, ...change })); },
    chooseHome: setHome,
    correct: (row, field, text) => { setCorrections((before) => ({ ...before, [row]: { ...before[row], [field]: text } })); },
    skip: setSkipped,
  };
}

function existingOf({ kind }: ImportKind, { stations, villages, deputies, units }: Directory): readonly ExistingRecord[] {
  return { station: stations, village: villages, deputy: deputies, unit: units }[kind].map((one) => ({ ...one }));
}
