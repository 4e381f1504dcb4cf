/** The field's words for every value of a suggestion, as screens, papers and exports show them (docs/glossary.csv). */
import type { Appraisal, Period, Publicity, Reroute, SuggestionEntryType, SuggestionStatus, SuggestionStep, TalkPhase } from './suggestion.ts';

type Words<K extends string> = Readonly<Record<K, string>>;

export const SUGGESTION_STATUS_WORDS: Words<SuggestionStatus> = {
  checking: '待审查', completing: '待代表补充', assigning: '待交办', handling: '办理中', following: '并案办理', feedback: '待代表反馈', tracking: '跟踪落实', closing: '待办结', closed: '已办结', rerouted: '不作建议处理',
};
export const SUGGESTION_STEP_WORDS: Words<SuggestionStep> = { register: '提出', check: '审查', assign: '交办', talk: '面商', reply: '答复', feedback: '代表反馈', close: '办结' };
export const PERIOD_WORDS: Words<Period> = { session: '会议期间', recess: '闭会期间' };
export const PUBLICITY_WORDS: Words<Publicity> = { full: '全文公开', summary: '摘要公开', none: '不公开' };
export const TALK_PHASE_WORDS: Words<TalkPhase> = { before: '办前', during: '办中', after: '办后' };
export const REROUTE_WORDS: Words<Reroute> = { petition: '按信访事项引导', case: '转为民情件', motion: '作议案线索', inquiry: '当面解答' };
export const APPRAISAL_WORDS: Words<Appraisal> = { redo: '应当重新办理', settled: '答复符合实际，予以办结' };

/** What a person does (the button). */
export const SUGGESTION_ACT_WORDS: Words<SuggestionEntryType> = {
  'suggestion.registered': '登记建议', 'suggestion.amended': '补充完善', 'suggestion.signed': '确认签名', 'suggestion.checked': '审查通过', 'suggestion.sent_back': '退代表补充', 'suggestion.merged': '并案',
  'suggestion.separated': '取消并案', 'suggestion.rerouted': '不作建议处理', 'suggestion.numbered': '改编号', 'suggestion.assigned': '交办', 'suggestion.acknowledged': '签收', 'suggestion.returned': '退件',
  'suggestion.co_opined': '协办意见', 'suggestion.talked': '面商', 'suggestion.explained': '向代表说明', 'suggestion.extended': '转为复杂件', 'suggestion.rescheduled': '重算期限', 'suggestion.progressed': '办理进展',
  'suggestion.replied': '答复', 'suggestion.delivered': '送达代表', 'suggestion.fed_back': '代表反馈', 'suggestion.urged': '催请反馈', 'suggestion.lapsed': '逾期未反馈', 'suggestion.reworked': '重新办理',
  'suggestion.appraised': '评估', 'suggestion.fulfilled': '承诺落实', 'suggestion.supervised': '督办', 'suggestion.supervision_answered': '督办落实', 'suggestion.key_listed': '列为重点督办', 'suggestion.closed': '办结',
  'suggestion.reopened': '重开', 'suggestion.noted': '备注', 'suggestion.undone': '撤销',
};
/** What happened (a line of the timeline). */
export const SUGGESTION_EVENT_WORDS: Words<SuggestionEntryType> = {
  'suggestion.registered': '登记了这件建议', 'suggestion.amended': '代表作了补充完善', 'suggestion.signed': '代表确认了签名', 'suggestion.checked': '审查通过', 'suggestion.sent_back': '退代表补充', 'suggestion.merged': '并入另一件建议办理',
  'suggestion.separated': '取消了并案', 'suggestion.rerouted': '决定不作建议处理', 'suggestion.numbered': '改了编号', 'suggestion.assigned': '交给承办单位办理', 'suggestion.acknowledged': '记下单位签收', 'suggestion.returned': '记下单位退件',
  'suggestion.co_opined': '记下协办意见', 'suggestion.talked': '记下面商', 'suggestion.explained': '向代表说明了情况', 'suggestion.extended': '转为复杂件，延长了期限', 'suggestion.rescheduled': '重算了期限', 'suggestion.progressed': '记下办理进展',
  'suggestion.replied': '录入单位答复', 'suggestion.delivered': '答复送达代表', 'suggestion.fed_back': '录入代表反馈', 'suggestion.urged': '催请代表反馈', 'suggestion.lapsed': '记为逾期未反馈', 'suggestion.reworked': '退回重新办理',
  'suggestion.appraised': '记下评估意见', 'suggestion.fulfilled': '记下承诺已落实', 'suggestion.supervised': '发出督办', 'suggestion.supervision_answered': '记下督办落实情况', 'suggestion.key_listed': '列为重点督办', 'suggestion.closed': '办结',
  'suggestion.reopened': '重新打开', 'suggestion.noted': '加了备注', 'suggestion.undone': '撤销了上一步',
};
