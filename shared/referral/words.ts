/** The field's words for every value of a referral. */
import type { ReferralEntryType, ReferralKind, ReferralOutcome, ReferralStatus } from './referral.ts';

type Words<K extends string> = Readonly<Record<K, string>>;

export const REFERRAL_KIND_WORDS: Words<ReferralKind> = { motion_lead: '议案线索', petition: '信访事项', hotline_ticket: '12345工单' };
export const REFERRAL_STATUS_WORDS: Words<ReferralStatus> = { open: '待转送', forwarded: '已转出', concluded: '已了结', converted: '已转作建议' };
export const REFERRAL_OUTCOME_WORDS: Words<ReferralOutcome> = { listed: '列入议程', not_listed: '不列入议程', accepted: '信访部门已受理', not_accepted: '信访部门不予受理', answered: '已回复', withdrawn: '撤回' };
/** Where each kind goes, as its law has it. */
export const REFERRAL_PLACE_WORDS: Words<ReferralKind> = { motion_lead: '提请主席团审议', petition: '引导或转送', hotline_ticket: '回复热线' };
/** What a person does (the button). */
export const REFERRAL_ACT_WORDS: Words<ReferralEntryType> = {
  'referral.registered': '登记', 'referral.forwarded': '转出', 'referral.notified': '告知', 'referral.concluded': '了结', 'referral.converted': '转作代表建议', 'referral.reopened': '重开', 'referral.noted': '备注', 'referral.undone': '撤销',
};
/** What happened (a line of the timeline). */
export const REFERRAL_EVENT_WORDS: Words<ReferralEntryType> = {
  'referral.registered': '作了登记', 'referral.forwarded': '转出办理', 'referral.notified': '告知了去向', 'referral.concluded': '记下结果', 'referral.converted': '转作代表建议', 'referral.reopened': '重新打开', 'referral.noted': '加了备注', 'referral.undone': '撤销了上一步',
};
