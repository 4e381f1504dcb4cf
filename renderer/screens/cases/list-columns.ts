/** The columns that a list may show beside number and title; which of them is a choice of this device. */
import { CHANNEL_WORDS, EVALUATION_GRADE_WORDS, LEVEL_WORDS } from '../../../shared/case/words.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { CaseRow } from '../../store/api.ts';
import { instantWords, shortDay } from '../../ui/format-date.ts';

export const COLUMNS = ['received', 'changed', 'category', 'level', 'channel', 'reporter', 'village', 'lead', 'evaluation', 'due', 'status'] as const;
export type Column = (typeof COLUMNS)[number];

export const COLUMN_WORDS: Readonly<Record<Column, string>> = {
  received: '收到日期', changed: '最近办理', category: '类别', level: '级别', channel: '来源', reporter: '反映人', village: '村', lead: '承办单位', evaluation: '评议', due: '时限', status: '状态',
};

/** What a new device shows; a narrow list leaves out the village, then the unit. */
export const USUAL_COLUMNS: readonly Column[] = ['village', 'lead', 'due', 'status'];

/** Columns that are plain text; due and status have their own marks. */
export function columnText(column: Exclude<Column, 'due' | 'status'>, row: CaseRow, today: LocalDate): string {
  switch (column) {
    case 'received': return shortDay(row.receivedOn, today);
    case 'changed': return instantWords(row.changedAt, today);
    case 'category': return row.category ?? '';
    case 'level': return row.level === null ? '' : LEVEL_WORDS[row.level];
    case 'channel': return CHANNEL_WORDS[row.channel];
    case 'reporter': return row.reporterMasked;
    case 'village': return row.villageName;
    case 'lead': return row.leadName === '' ? '' : `${row.leadName}${row.co.length > 0 ? ` 等${String(row.co.length + 1)}家` : ''}`;
    case 'evaluation': return [row.citizen, row.deputy].map((grade) => (grade === null ? '—' : EVALUATION_GRADE_WORDS[grade])).join(' / ');
  }
}

/** The columns that a setting names, in the list's order; the usual ones when it says nothing sensible. */
export function readColumns(setting: unknown): readonly Column[] {
  if (!Array.isArray(setting)) return USUAL_COLUMNS;
  const chosen = COLUMNS.filter((column) => setting.includes(column));
  return chosen.join() === USUAL_COLUMNS.join() ? USUAL_COLUMNS : chosen;
}
