/** What was typed or pasted into a cell, as it is meant: `hdm` is 皇帝庙村, `１９：４２` is 19:42, `１３８ ００００ ００００` is a telephone number. Unclear text stays as it is. */
import { LEVELS, type Level, type RegistrableMatter } from '../../../../shared/case/case.ts';
import { LEVEL_WORDS } from '../../../../shared/case/words.ts';
import { meansCategory } from '../../../../shared/category/suggest.ts';
import type { CaseCategory } from '../../../../shared/category/category.ts';
import type { Village } from '../../../../shared/village/village.ts';
import { villageNamed, villagesMatching } from '../village-match.ts';
import type { Column } from './sheet-columns.ts';

/** What a sheet's cells are read against. */
export interface SheetWords {
  readonly villages: readonly Village[];
  /** Those in use at the evening's place. */
  readonly categories: readonly CaseCategory[];
  /** The activity's own village, by name, which a row without one takes; empty when it has none. */
  readonly village: string;
  /** `HH:mm`; empty when nobody said when it began. A sheet of an evening that says 7:30 means 19:30. */
  readonly from: string;
}

/** What stands in the cell for each matter, and what else sheets write for it. The first is ours. */
export const MATTER_CELLS: Readonly<Record<RegistrableMatter, readonly [string, ...string[]]>> = {
  opinion: ['诉求', '意见建议', '意见', '建议', '问题', '反映问题', '困难', '求助'],
  dispute: ['纠纷', '矛盾纠纷', '矛盾', '调解'],
  golden_idea: ['金点子', '点子', '好主意', '发展思路'],
  policy_question: ['政策咨询', '咨询', '政策', '问政策'],
};
const ACCUSATION = /检举|控告|举报/;
const LETTERS = /^[a-z]+$/i;

/** The cell's text as it is meant. */
export function settled(column: Column, text: string, words: SheetWords): string {
  const plain = text.normalize('NFKC').trim();
  switch (column) {
    case 'village': return (LETTERS.test(plain) ? villagesMatching(words.villages, plain)[0] : villageNamed(words.villages, plain))?.name ?? text.trim();
    case 'phone': return plain.replace(/[\s-]/g, '');
    case 'category': return (LETTERS.test(plain) ? words.categories.find((one) => meansCategory(one, plain)) : words.categories.find(({ name }) => name === plain))?.name ?? plain;
    case 'level': return levelOf(plain) === null ? plain : LEVEL_WORDS[levelOf(plain) ?? 'minor'];
    case 'matter': { const matter = matterOf(plain); return matter === null || plain === '' ? plain : MATTER_CELLS[matter][0]; }
    case 'at': return timeOf(plain, words.from) ?? plain;
    case 'name': return text.trim();
    case 'words':
    case 'answer': return text;
  }
}

/** 小事, 小 → `minor`; null when it is no level. */
export function levelOf(text: string): Level | null {
  return LEVELS.find((level) => LEVEL_WORDS[level] === text || (text.length === 1 && LEVEL_WORDS[level].startsWith(text))) ?? null;
}

/** The matter that the text means: an empty one is an opinion; null for what this ledger does not know or does not take. */
export function matterOf(text: string): RegistrableMatter | null {
  if (text === '') return 'opinion';
  return (Object.keys(MATTER_CELLS) as RegistrableMatter[]).find((matter) => MATTER_CELLS[matter].includes(text)) ?? null;
}

/** True for what this ledger must not take (信访工作条例 30). */
export function isAccusation(text: string): boolean {
  return ACCUSATION.test(text);
}

/** `19:42` of `19:42`, `1942`, `19点42分`, `晚上7点半`, `2026/5/18 19:42`; null when no time can be read. An hour before noon is meant after noon when the activity began after noon. */
export function timeOf(text: string, from: string): string | null {
  const match = /(?:^|[^\d:])(\d{1,2})(?:[:点时](\d{1,2}|半)?|(\d{2})$)/.exec(` ${text}`);
  if (match === null) return null;
  const minutes = match[2] ?? match[3] ?? '00';
  const hour = Number(match[1]);
  const late = hour < 12 && (/[下晚]/.test(text) || (from >= '12:00' && !/[上早凌]/.test(text)));
  const [h, m] = [late ? hour + 12 : hour, minutes === '半' ? 30 : Number(minutes)];
  return h > 23 || m > 59 ? null : `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`;
}
