/** What an entry of any kind is called here. */
import { isCaseEntryType } from '../../../shared/case/read-act.ts';
import { EVENT_WORDS } from '../../../shared/case/words.ts';
import { isReferralEntryType } from '../../../shared/referral/read-act.ts';
import { REFERRAL_EVENT_WORDS } from '../../../shared/referral/words.ts';
import { isSuggestionEntryType } from '../../../shared/suggestion/read-act.ts';
import { SUGGESTION_EVENT_WORDS } from '../../../shared/suggestion/words.ts';

/** What changes without being an act on a case or an item: by the name that its type begins with. */
const RECORDS: Readonly<Record<string, string>> = {
  activity: '夜市记录', deputy: '改了代表名册', unit: '改了承办单位', village: '改了村（社区）', category: '改了事项类别', office: '改了本乡镇设置', rule: '改了时限规则', calendar: '改了放假安排', view: '改了常用筛选', user: '改了人员',
};

export function eventName(type: string): string {
  if (isCaseEntryType(type)) return EVENT_WORDS[type];
  if (isSuggestionEntryType(type)) return SUGGESTION_EVENT_WORDS[type];
  if (isReferralEntryType(type)) return REFERRAL_EVENT_WORDS[type];
  return RECORDS[type.split('.')[0] ?? ''] ?? '其他记录';
}
