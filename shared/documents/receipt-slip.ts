/** The receipt (登记回执) that a citizen takes home from the night market: the number to ask with, and how. */
import type { LocalDate } from '../kernel/local-date.ts';
import { chineseDate } from './assignment-order.ts';

export interface ReceiptSlip {
  readonly title: string;
  readonly organ: string;
  readonly lines: readonly { readonly label: string; readonly value: string }[];
  readonly note: string;
  /** What the QR code carries. */
  readonly code: string;
}

/** What the slip says. `summary` is the title, never the whole of the citizen's words. */
export function receiptSlip(facts: { readonly number: string; readonly organ: string; readonly on: LocalDate; readonly place: string; readonly summary: string; readonly countyOrigin: string | null }): ReceiptSlip {
  return {
    title: '民情登记回执', organ: facts.organ,
    lines: [{ label: '编号', value: facts.number }, { label: '日期', value: chineseDate(facts.on) }, { label: '地点', value: facts.place }, { label: '事项', value: facts.summary }],
    note: '件件有回音：办理情况由代表或乡人大告知您。凭此编号可向乡人大查询。',
    code: facts.countyOrigin ? `${facts.countyOrigin}/q/${encodeURIComponent(facts.number)}` : facts.number,
  };
}
