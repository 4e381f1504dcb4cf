/** 导出清单: what the county did not take, for whoever has to find out why. Ids and reasons only; the words stay on this device. */
import { refusalText } from '../../../../shared/refusal-text.ts';
import type { RefusedEntry } from '../../../store/api.ts';
import { entryWords } from './entry-words.ts';

/** A table that Excel opens as it is: comma-separated, with the mark of UTF-8. */
export function refusedList(refused: readonly RefusedEntry[]): Blob {
  const rows = [['写下的时间', '哪一步', '事项', '记录', '代码', '原因和办法'], ...refused.map(({ wall, type, subject, entryId, code }) => [wall, entryWords(type), subject, entryId, code, refusalText({ code })])];
  return new Blob(['\uFEFF', rows.map((row) => row.map(cell).join(',')).join('\r\n'), '\r\n'], { type: 'text/csv;charset=utf-8' });
}

function cell(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
