/** A plain sheet (list, register, bulletin) as an Excel workbook: its table under its title, each cell a text as the paper has it. */
import type { MonthlyLedger } from '../../shared/documents/monthly-ledger.ts';
import type { PlainSheet } from '../../shared/documents/plain-sheet.ts';
import { ledgerWorkbook } from './ledger-workbook.ts';

/** A share of 1 is about so many characters of a column. */
const CHARACTERS_A_SHARE = 1.4;

export function sheetWorkbook({ title, subtitle, columns, rows }: PlainSheet): Promise<Uint8Array> {
  const ledger: MonthlyLedger = {
    title, subtitle, columns: columns.map(({ heading, share }) => ({ heading, width: Math.max(6, Math.round(share * CHARACTERS_A_SHARE)) })),
    rows: rows.map((row) => row.map((value) => (value === '' ? null : { kind: 'text' as const, value }))),
  };
  return ledgerWorkbook(ledger);
}
