/**
 * Every deadline of the field as one row of data: how long, from when, and on whose word. The law sets no days for a citizen's case
 * (domain 3.1): those are the house's own, and `effective-rules.ts` lets a county and a township put their numbers in place of these.
 */
export const RULE_UNITS = ['calendar_day', 'workday', 'calendar_month'] as const;
/** What a rule counts: natural days, working days, or months by the civil code (民法典 200–204). */
export type RuleUnit = (typeof RULE_UNITS)[number];

/** Whose word a rule is: the state's law, the province's measures (Henan's, followed by townships too: 河南办法31条), or the house's own system. */
export type RuleLaw = 'statute' | 'local' | 'house';

/** What a rule is about: the sections of the rules page. */
export const RULE_GROUPS = ['case', 'suggestion', 'petition', 'inquiry'] as const;
export type RuleGroup = (typeof RULE_GROUPS)[number];
export const RULE_GROUP_WORDS: Readonly<Record<RuleGroup, string>> = { case: '民情件', suggestion: '代表建议', petition: '信访事项', inquiry: '问政和述职' };

/** One row: how long, in what unit, from which day, and why. */
export interface DeadlineRule<Id extends string = string> {
  readonly id: Id;
  readonly name: string;
  readonly group: RuleGroup;
  readonly n: number;
  readonly unit: RuleUnit;
  /** The word for the day that it counts from: 交办, 梳理 … */
  readonly from: string;
  readonly source: string;
  readonly law: RuleLaw;
}

const TABLE = [
  // 民情件: seeds S0 give the week and the month; what no source gives is configured.
  { id: 'CASE_SORT', group: 'case', name: '梳理', n: 2, unit: 'workday', from: '登记', source: '制度配置：夜市次日起两个工作日内梳理归类', law: 'house' },
  { id: 'CASE_ASSIGN', group: 'case', name: '快交', n: 2, unit: 'workday', from: '梳理', source: '临颍“快交快办”制度（S0），天数由制度配置', law: 'house' },
  { id: 'COUNTY_REVIEW', group: 'case', name: '县里初审', n: 5, unit: 'workday', from: '上报', source: '临颍“定量上报、初审把关”（S0），天数由制度配置', law: 'house' },
  { id: 'UNIT_SIGN', group: 'case', name: '单位签收', n: 2, unit: 'workday', from: '交办', source: '制度配置', law: 'house' },
  { id: 'UNIT_RETURN', group: 'case', name: '退件', n: 10, unit: 'workday', from: '交办', source: '比照河南省代表建议办理办法第14条：10个工作日内退回', law: 'house' },
  { id: 'CO_OPINION', group: 'case', name: '协办意见', n: 5, unit: 'workday', from: '交办', source: '制度配置；比照河南省代表建议办理办法第18条，按民情件期限缩短', law: 'house' },
  { id: 'CASE_MINOR', group: 'case', name: '小事 即时办', n: 7, unit: 'calendar_day', from: '交办', source: '商丘、柘城“一周之内见成效”（S0）', law: 'house' },
  { id: 'CASE_COMMON', group: 'case', name: '共性 会商加快办', n: 1, unit: 'calendar_month', from: '交办', source: '商丘、柘城“一月之内见结果”（S0）', law: 'house' },
  { id: 'CASE_MAJOR', group: 'case', name: '大事 询问重点办', n: 1, unit: 'calendar_month', from: '交办', source: '商丘、柘城“一月之内见结果”（S0）；复杂的可说明理由后改期', law: 'house' },
  { id: 'EXTENSION_MAX', group: 'case', name: '延期最长', n: 1, unit: 'calendar_month', from: '原期限到期', source: '制度配置；比照信访工作条例第34条：延长不超过三十日', law: 'house' },
  { id: 'CASE_RELAY', group: 'case', name: '反馈群众', n: 5, unit: 'workday', from: '答复', source: '制度配置（件件有回音）', law: 'house' },
  { id: 'CASE_EVALUATE', group: 'case', name: '双评价', n: 10, unit: 'workday', from: '反馈', source: '比照河南省代表建议办理办法第22条：10个工作日内反馈意见', law: 'house' },
  { id: 'CASE_REWORK', group: 'case', name: '重新办理', n: 1, unit: 'calendar_month', from: '退回', source: '比照河南省代表建议办理办法第22条：不满意的一个月内再次办理', law: 'house' },
  { id: 'RECHECK', group: 'case', name: '回头看', n: 90, unit: 'calendar_day', from: '销号', source: '制度配置', law: 'house' },
  // 代表建议: domain 3.3. Only the three and six months are national law.
  { id: 'SUG_RECESS_ASSIGN', group: 'suggestion', name: '闭会期间交办', n: 10, unit: 'workday', from: '收到', source: '河南未定天数，外省5、7、10个工作日；制度配置', law: 'house' },
  { id: 'SUG_RETURN', group: 'suggestion', name: '退件', n: 10, unit: 'workday', from: '交办', source: '河南省代表建议办理办法第14条：书面说明理由，不得自行转交', law: 'local' },
  { id: 'SUG_REASSIGN', group: 'suggestion', name: '重新交办', n: 10, unit: 'workday', from: '收到退件', source: '河南省代表建议办理办法第14条', law: 'local' },
  { id: 'SUG_CO_OPINION', group: 'suggestion', name: '协办意见', n: 2, unit: 'calendar_month', from: '收到建议', source: '河南省代表建议办理办法第18条', law: 'local' },
  { id: 'SUG_REPLY_STD', group: 'suggestion', name: '答复代表', n: 3, unit: 'calendar_month', from: '交办', source: '代表法（2025年修正）第51条：自交办之日起三个月内答复', law: 'statute' },
  { id: 'SUG_REPLY_COMPLEX', group: 'suggestion', name: '答复代表（涉及面广、处理难度大）', n: 6, unit: 'calendar_month', from: '交办', source: '代表法（2025年修正）第51条：六个月内答复；满三个月先向代表说明情况（河南办法第20条）', law: 'statute' },
  { id: 'SUG_DEPUTY_FEEDBACK', group: 'suggestion', name: '代表反馈意见', n: 10, unit: 'workday', from: '收到答复', source: '河南省代表建议办理办法第22条', law: 'local' },
  { id: 'SUG_REWORK', group: 'suggestion', name: '再次办理并答复', n: 1, unit: 'calendar_month', from: '退回', source: '河南省代表建议办理办法第22条第2款', law: 'local' },
  // 信访事项: led and noted here, never handled (domain 3.6); 信访工作条例 2022.
  { id: 'PET_TRANSFER', group: 'petition', name: '登记并转送、交办', n: 15, unit: 'calendar_day', from: '收到', source: '信访工作条例第22条', law: 'statute' },
  { id: 'PET_NOTICE', group: 'petition', name: '书面告知是否受理', n: 15, unit: 'calendar_day', from: '收到', source: '信访工作条例第23条第2款', law: 'statute' },
  { id: 'PET_OBJECTION', group: 'petition', name: '对转送、交办提出异议', n: 5, unit: 'workday', from: '收到', source: '信访工作条例第23条第3款', law: 'statute' },
  { id: 'PET_CLOSE', group: 'petition', name: '申诉求决办结', n: 60, unit: 'calendar_day', from: '受理', source: '信访工作条例第34条：可延长不超过三十日并告知', law: 'statute' },
  { id: 'PET_EXTENSION', group: 'petition', name: '延长办理最长', n: 30, unit: 'calendar_day', from: '原期限到期', source: '信访工作条例第34条', law: 'statute' },
  { id: 'PET_REVIEW_REQ', group: 'petition', name: '请求复查', n: 30, unit: 'calendar_day', from: '收到处理意见', source: '信访工作条例第35条', law: 'statute' },
  { id: 'PET_REVIEW', group: 'petition', name: '提出复查意见', n: 30, unit: 'calendar_day', from: '收到复查请求', source: '信访工作条例第35条', law: 'statute' },
  { id: 'PET_RECHECK_REQ', group: 'petition', name: '请求复核', n: 30, unit: 'calendar_day', from: '收到复查意见', source: '信访工作条例第36条', law: 'statute' },
  { id: 'PET_RECHECK', group: 'petition', name: '提出复核意见', n: 30, unit: 'calendar_day', from: '收到复核请求', source: '信访工作条例第36条；听证时间不计', law: 'statute' },
  // 站点问政、专题询问.
  { id: 'QNA_EFFECT', group: 'inquiry', name: '见成效', n: 7, unit: 'calendar_day', from: '询问', source: '商丘、柘城“一周之内见成效”（S0）', law: 'house' },
  { id: 'QNA_RESULT', group: 'inquiry', name: '见结果', n: 1, unit: 'calendar_month', from: '询问', source: '商丘、柘城“一月之内见结果”（S0）', law: 'house' },
  { id: 'DEBRIEF_RECTIFY', group: 'inquiry', name: '述职整改', n: 1, unit: 'calendar_month', from: '测评', source: '舞阳“满意率低于90%的限期整改”（S4），天数由制度配置', law: 'house' },
] as const satisfies readonly DeadlineRule[];

export type DeadlineRuleId = (typeof TABLE)[number]['id'];
/** The ids in the order of the table. */
export const DEADLINE_RULES: readonly DeadlineRuleId[] = TABLE.map(({ id }) => id);

/** A table of rules: the shipped one, or what is in force in a place. */
export type DeadlineRules = Readonly<Record<DeadlineRuleId, DeadlineRule<DeadlineRuleId>>>;

/** The rules as they ship. */
export const RULES: DeadlineRules = Object.fromEntries(TABLE.map((rule) => [rule.id, rule])) as DeadlineRules;

/** `10个工作日`, `7天`, `3个月`. */
export function lengthWords(n: number, unit: RuleUnit): string {
  return { workday: `${n}个工作日`, calendar_day: `${n}天`, calendar_month: `${n}个月` }[unit];
}
