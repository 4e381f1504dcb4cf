/** What a row of the sheet lacks and what is wrong with it, in sentences that stand in their cells; and the registration that it becomes. */
import type { Act } from '../../../../shared/act.ts';
import type { ActivityState } from '../../../../shared/activity/activity.ts';
import { KINDS } from '../../../../shared/activity/kinds.ts';
import { MAX_TEXT, type CaseBody, type CaseState } from '../../../../shared/case/case.ts';
import { titleFromWords } from '../../../../shared/case/title-from-words.ts';
import { suggestAmong } from '../../../../shared/category/suggest.ts';
import { wellFormed } from '../../../../shared/kernel/content-hash.ts';
import { MAX_NAME, MAX_PLACE } from '../capture-form.ts';
import { villageNamed } from '../village-match.ts';
import { isAccusation, levelOf, matterOf, settled, timeOf, type SheetWords } from './settle-cell.ts';
import { COLUMN_SPECS, COLUMNS, type Column } from './sheet-columns.ts';
import type { Cells, SheetRow } from './sheet.ts';

/** How a row stands: nothing in it, not yet to be registered, to be registered although something is missing, complete. */
export type RowStanding = 'blank' | 'faulty' | 'gaps' | 'complete';

export interface RowVerdict {
  readonly standing: RowStanding;
  /** Why it cannot be registered, by the cell that it concerns. */
  readonly faults: Readonly<Partial<Record<Column, string>>>;
  /** What is missing and may be filled in later. */
  readonly gaps: readonly Column[];
  /** The category that its words suggest, while none is written. */
  readonly suggested: string | null;
}

/** Wanted of every row, beside the words, which it cannot do without. */
const WANTED = ['village', 'category'] as const satisfies readonly Column[];
const BLANK: RowVerdict = { standing: 'blank', faults: {}, gaps: [], suggested: null };

/** True when nothing stands in any cell. */
export function isBlankRow({ cells }: Pick<SheetRow, 'cells'>): boolean {
  return COLUMNS.every((column) => cells[column].trim() === '');
}

/** What tells that two rows, or a row and a registered case, are one matter written down twice. */
export function sameAs({ words, name, village }: Pick<Cells, 'words' | 'name' | 'village'>): string {
  return JSON.stringify([words, name, village].map((text) => text.replace(/\s/g, '')));
}

/** The same of a registered case. */
export function sameAsCase({ registered }: Pick<CaseState, 'registered'>, villageName: (id: string) => string): string {
  return sameAs({ words: registered.words, name: registered.reporter?.name ?? '', village: registered.village === undefined ? registered.place ?? '' : villageName(registered.village) });
}

/** Of each row where the same matter is written down already: a registered case's number, or a line further up (`第3行`); null where nowhere. `registered`: cases by `sameAsCase`. */
export function twinsOf(rows: readonly SheetRow[], registered: ReadonlyMap<string, { readonly id: string; readonly number: string }>): readonly (string | null)[] {
  const lines = new Map<string, number>();
  return rows.map(({ cells, subject }, index) => {
    if (cells.words.trim() === '') return null;
    const key = sameAs(cells);
    const line = lines.get(key);
    if (line === undefined) lines.set(key, index);
    const known = registered.get(key);
    // A row that is being registered is not its own double.
    if (known !== undefined && known.id !== subject) return known.number;
    return line === undefined ? null : `第${line + 1}行`;
  });
}

/** The verdict on a row. `twin`: where the same stands already (`twinsOf`). */
export function judgeRow(row: SheetRow, words: SheetWords, twin: string | null): RowVerdict {
  if (isBlankRow(row)) return BLANK;
  const faults: Partial<Record<Column, string>> = {};
  for (const column of COLUMNS) {
    const fault = faultIn(column, row.cells, words);
    if (fault !== null) faults[column] = fault;
  }
  if (twin !== null && faults.words === undefined) faults.words = `和${twin}是同样的话、同一个人。确是两件的，请补上不同的地方；抄重了的，删掉这一行。`;
  const suggested = row.cells.category.trim() === '' ? suggestAmong(words.categories, row.cells.words) : null;
  const taken = { village: words.village !== '', category: suggested !== null };
  const gaps = WANTED.filter((column) => row.cells[column].trim() === '' && !taken[column]);
  return { standing: Object.keys(faults).length > 0 ? 'faulty' : gaps.length > 0 ? 'gaps' : 'complete', faults, gaps, suggested };
}

/** “还缺：村、类别”; empty when nothing is. */
export function gapWords(gaps: readonly Column[]): string {
  return gaps.length === 0 ? '' : `还缺：${gaps.map((column) => COLUMN_SPECS[column].label).join('、')}`;
}

/** The registration of a row that has no fault. Date, channel, deputies and the activity come from the activity. */
export function rowRegistration(row: SheetRow, { activity, words: known, tempNo }: { readonly activity: ActivityState; readonly words: SheetWords; readonly tempNo: string }): Act {
  const meant = (column: Column) => settled(column, row.cells[column], known);
  const words = wellFormed(row.cells.words.trim());
  const where = meant('village') || known.village;
  const village = villageNamed(known.villages, where);
  const [place, name, phone, answer] = [village === null ? where : '', meant('name'), meant('phone'), wellFormed(row.cells.answer.trim())];
  const [category, level, at] = [meant('category') || suggestAmong(known.categories, words), levelOf(meant('level')), timeOf(meant('at'), known.from)];
  const body: CaseBody<'case.registered'> = {
    channel: KINDS[activity.kind].channel, matter: matterOf(meant('matter')) ?? 'opinion', words, title: titleFromWords(words), activity: activity.id, receivedOn: activity.on, tempNo,
    ...(activity.deputies.length === 0 ? {} : { deputies: activity.deputies.slice(0, 50) }),
    ...(at === null ? {} : { receivedAt: at }),
    ...(village === null ? {} : { village: village.id }),
    ...(place === '' ? {} : { place }),
    ...(name === '' && phone === '' ? {} : { reporter: { ...(name === '' ? {} : { name }), ...(phone === '' ? {} : { phone }) } }),
    ...(category === null ? {} : { category }),
    ...(level === null ? {} : { level }),
    ...(answer === '' ? {} : { answeredOnSpot: answer }),
  };
  return { scope: activity.scope, subject: row.subject, type: 'case.registered', body };
}

function faultIn(column: Column, cells: Cells, words: SheetWords): string | null {
  const text = settled(column, cells[column], words);
  switch (column) {
    case 'words':
      if (text.trim() === '') return '还没写说了什么。';
      return text.length > MAX_TEXT ? `太长（${text.length} 字），最多 ${MAX_TEXT} 字，请分成两行。` : null;
    case 'village': return text.length > MAX_PLACE ? '地点太长。' : null;
    case 'name': return text.length > MAX_NAME ? `太长，最多 ${MAX_NAME} 字。` : null;
    case 'phone': return phoneFault(text);
    case 'category': return text === '' || words.categories.some(({ name }) => name === text) ? null : `没有“${text.slice(0, 20)}”这个类别，请从列出的里面选，或先空着。`;
    case 'level': return text === '' || levelOf(text) !== null ? null : '级别只有：小事、共性、大事。';
    case 'matter':
      if (isAccusation(text)) return '检举控告不在这里登记：请线下保密转交纪检监察机关，并删掉这一行。';
      return matterOf(text) === null ? '这里只有：诉求、纠纷、金点子、政策咨询。' : null;
    case 'answer': return text.length > MAX_TEXT ? `太长，最多 ${MAX_TEXT} 字。` : null;
    case 'at': return text === '' || timeOf(text, words.from) !== null ? null : '看不懂这个时间，请写成 19:42。';
  }
}

function phoneFault(text: string): string | null {
  if (text === '') return null;
  if (!/^[+\d()、,，;；/]+$/.test(text)) return '电话里有不是号码的字。';
  if (text.length > 40) return '太长，最多 40 个字。';
  return /^1\d{8,12}$/.test(text) && text.length !== 11 ? `手机号是 11 位，这里有 ${text.length} 位。` : null;
}
