/** What an entry was, and where the matter that it belongs to can be opened. */
import { ACTIVITY_EVENT_WORDS } from '../../../../shared/activity/words.ts';
import { EVENT_WORDS as CASE_EVENT_WORDS } from '../../../../shared/case/words.ts';
import { isKnownType, type EntryType } from '../../../../shared/entry-types.ts';
import { REFERRAL_EVENT_WORDS } from '../../../../shared/referral/words.ts';
import { SUGGESTION_EVENT_WORDS } from '../../../../shared/suggestion/words.ts';

const EVENT_WORDS = { ...ACTIVITY_EVENT_WORDS, ...CASE_EVENT_WORDS, ...SUGGESTION_EVENT_WORDS, ...REFERRAL_EVENT_WORDS };
/** What happened, for entries of plain records. */
const OTHER_WORDS: Readonly<Record<Exclude<EntryType, keyof typeof EVENT_WORDS>, string>> = {
  'deputy.updated': '修改代表名录', 'unit.updated': '修改单位名录', 'village.updated': '修改村名录', 'user.updated': '更新使用人', 'category.updated': '修改类别', 'office.updated': '修改单位设置', 'rule.updated': '修改期限规则', 'calendar.updated': '修改放假安排',
  'view.updated': '保存台账视图', 'station.updated': '修改站点', 'campaign.updated': '修改主题活动', 'schedule.updated': '修改排期', 'figure.updated': '修改引用的数字',
};
const ENTRY_WORDS: Readonly<Record<EntryType, string>> = { ...EVENT_WORDS, ...OTHER_WORDS };

/** What a type is called; one of a newer version by its own name. */
export function entryWords(type: string): string {
  return isKnownType(type) ? ENTRY_WORDS[type] : type;
}

/** Where the subject's own screen is, or null for one that has none. */
export function pathOf(subject: string): string | null {
  if (subject.startsWith('case:')) return `/cases/${subject}`;
  if (/^(suggestion|referral):/.test(subject)) return `/suggestions/${subject}`;
  if (subject.startsWith('activity:')) return `/stations/${subject}`;
  return null;
}
