/** The receipt (登记回执) that a citizen takes home from the night market: the number to ask with, and whom. */
import type { LocalDate } from '../kernel/local-date.ts';
import { chineseDate } from './chinese-date.ts';

export interface ReceiptSlip {
  readonly title: string;
  readonly organ: string;
  readonly lines: readonly { readonly label: string; readonly value: string }[];
  readonly note: string;
  /** What the QR code carries: the number, which the office's scanner types into the search. */
  readonly code: string;
}

/** What the slip says. `organ` is the presidium's full name; `summary` is the title, never the whole of the citizen's words; `note` is the office's own text. */
export function receiptSlip(facts: { readonly number: string; readonly organ: string; readonly on: LocalDate; readonly place: string; readonly summary: string; readonly note: string }): ReceiptSlip {
  return {
    title: '民情登记回执', organ: facts.organ,
    lines: [{ label: '编号', value: facts.number }, { label: '日期', value: chineseDate(facts.on) }, { label: '地点', value: facts.place }, { label: '事项', value: facts.summary }],
    note: facts.note,
    code: facts.number,
  };
}
