/** The field's words for every value of a case, as screens, papers and exports show them (docs/glossary.csv). */
import type { CaseBody, CaseEntryType, CaseStatus, Channel, ContactWay, Conversion, EvaluationGrade, ExitRoute, HandlingMode, Level, LinkRelation, Matter, ReplyClass, Step, SupervisionGrade, Mediation, Nature } from './case.ts';

type Words<K extends string> = Readonly<Record<K, string>>;

export const STATUS_WORDS: Words<CaseStatus> = { sorting: '待梳理', reviewing: '待县初审', assigning: '待交办', handling: '办理中', following: '随件办理', evaluating: '待评议', closing: '待销号', closed: '已销号', declined: '不予受理' };
export const STEP_WORDS: Words<Step> = { register: '登记', sort: '梳理', handle: '处办', reply: '反馈', supervise: '督办', evaluate: '评议' };
export const CHANNEL_WORDS: Words<Channel> = {
  night_market: '民情夜市', reception_day: '接待选民日', station_qna: '站点问政', visit: '走访', wechat_group: '网格/微信群', qr: '扫码', hotline: '12345转来', deputy: '代表转交', council: '议事会', bureau_face_to_face: '代表·局长面对面', other: '其他',
};
export const LEVEL_WORDS: Words<Level> = { minor: '小事', common: '共性', major: '大事' };
/** 上街 S3: the level decides how the matter is handled. */
export const LEVEL_ROUTE_WORDS: Words<Level> = { minor: '即时办', common: '会商加快办', major: '询问重点办' };
export const MATTER_WORDS: Words<Matter> = { opinion: '意见建议', dispute: '矛盾纠纷', golden_idea: '金点子', policy_question: '政策咨询', accusation: '检举控告' };
export const NATURE_WORDS: Words<Nature> = { problem: '反映问题', suggestion: '意见建议' };
export const MEDIATION_RESULT_WORDS: Words<Mediation['result']> = { agreed: '达成协议', not_agreed: '没有谈成', guided: '引导走其他途径' };
export const REPLY_CLASS_WORDS: Words<ReplyClass> = { resolved: '已解决或采纳', in_progress: '正在解决', not_feasible: '不具备条件', escalated: '涉上级职权' };
export const SUPERVISION_GRADE_WORDS: Words<SupervisionGrade> = { urge: '催办', supervise: '督办', key_supervision: '重点督办', listing: '挂牌督办', admonition_talk: '约谈' };
export const EVALUATION_GRADE_WORDS: Words<EvaluationGrade> = { satisfied: '满意', basic: '基本满意', unsatisfied: '不满意' };
export const CONTACT_WAY_WORDS: Words<ContactWay> = { in_person: '当面', phone: '电话', message: '短信', visit: '入户', posting: '公示', letter: '书面' };
export const EVALUATOR_WORDS: Words<CaseBody<'case.evaluated'>['by']> = { citizen: '群众', deputy: '代表' };
export const SOLVED_WORDS: Words<NonNullable<CaseBody<'case.evaluated'>['solved']>> = { yes: '真解决', partly: '部分解决', no: '没有解决' };
export const IMPROVED_WORDS: Words<NonNullable<CaseBody<'case.evaluated'>['improved']>> = { clearly: '明显改善', somewhat: '有些改善', no: '没有改善' };

/** 去向: where a matter goes that the six steps do not take (domain 3.6). */
export const EXIT_ROUTE_WORDS: Words<ExitRoute> = { not_accept: '不予受理', guide_petition: '引导信访', guide_legal: '引导诉讼仲裁复议', transfer_discipline: '线下转交纪检监察', link_only: '只作关联' };
export const HANDLING_MODE_WORDS: Words<HandlingMode> = { joint: '主办协办', separate: '分别办理' };
export const LINK_RELATION_WORDS: Words<LinkRelation> = { same_matter: '同一事项', raised_again: '再次反映', related: '有关联' };
export const CONVERSION_WORDS: Words<Conversion> = { suggestion: '代表建议', motion_lead: '议案线索', petition: '信访事项', hotline_ticket: '12345工单' };
export const CONSULTATION_WORDS: Words<CaseBody<'case.consulted'>['way']> = { consultation: '会商', inquiry: '询问' };
export const REVIEW_WORDS: Words<CaseBody<'case.reviewed'>['result']> = { accepted: '县里受理', returned: '退回乡镇' };

/** What a person does (the button). */
export const ACT_WORDS: Words<CaseEntryType> = {
  'case.registered': '登记', 'case.corrected': '更正补充', 'case.numbered': '编号', 'case.sorted': '梳理', 'case.answered': '直接答复', 'case.declined': '不予受理', 'case.reported': '上报县里', 'case.reviewed': '初审',
  'case.merged': '并案', 'case.separated': '取消并案', 'case.converted': '转化', 'case.linked': '关联', 'case.unlinked': '取消关联', 'case.consulted': '会商询问', 'case.assigned': '交办', 'case.acknowledged': '签收',
  'case.returned': '退件', 'case.extension_requested': '申请延期', 'case.extended': '同意延期', 'case.extension_declined': '不同意延期', 'case.paused': '暂停计时', 'case.resumed': '恢复计时', 'case.rescheduled': '重算期限',
  'case.progressed': '办理进展', 'case.replied': '答复', 'case.fulfilled': '承诺落实', 'case.relayed': '转告', 'case.supervised': '督办', 'case.supervision_answered': '督办落实', 'case.evaluated': '评议',
  'case.reworked': '重新办理', 'case.closed': '销号', 'case.reopened': '重开', 'case.noted': '备注', 'case.revealed': '显示隐去的信息', 'case.undone': '撤销',
};
/** What happened (a line of the timeline). */
export const EVENT_WORDS: Words<CaseEntryType> = {
  'case.registered': '登记了这件民情', 'case.corrected': '更正补充了登记内容', 'case.numbered': '县里给了正式编号', 'case.sorted': '作了梳理', 'case.answered': '直接答复了群众', 'case.declined': '决定不予受理', 'case.reported': '上报县里', 'case.reviewed': '县里作了初审',
  'case.merged': '并入另一件办理', 'case.separated': '取消了并案', 'case.converted': '转化为另一种事项', 'case.linked': '关联了另一件', 'case.unlinked': '取消了关联', 'case.consulted': '记下会商询问', 'case.assigned': '交给承办单位办理', 'case.acknowledged': '记下单位签收',
  'case.returned': '记下单位退件', 'case.extension_requested': '记下单位申请延期', 'case.extended': '同意了延期', 'case.extension_declined': '没有同意延期', 'case.paused': '暂停了计时', 'case.resumed': '恢复了计时', 'case.rescheduled': '按新的放假安排重算了期限',
  'case.progressed': '记下办理进展', 'case.replied': '录入单位答复', 'case.fulfilled': '记下承诺已落实', 'case.relayed': '转告了办理情况', 'case.supervised': '发出督办', 'case.supervision_answered': '记下督办落实情况', 'case.evaluated': '录入评议',
  'case.reworked': '退回重新办理', 'case.closed': '销号', 'case.reopened': '重新打开', 'case.noted': '加了备注', 'case.revealed': '查看了隐去的信息', 'case.undone': '撤销了上一步',
};

/** 诉求类别: the categories that the real cases of the source documents fall into, in the order in which lists show them. A county may use others. */
export const CATEGORIES = ['道路交通', '供水供暖供电', '环境卫生', '生态环保', '农业农村', '土地征迁', '住房物业', '矛盾纠纷', '教育', '医疗卫生', '养老助残', '就业', '食品安全', '公共安全', '营商环境', '政务服务', '文化生活', '其他'] as const;
export type Category = (typeof CATEGORIES)[number];

/** The field's own three kinds of what people bring to the night market (临颍 S0: 谈发展思路、讲生产生活困难、评邻里纠纷; F02). */
export const CATEGORY_GROUPS = ['development_idea', 'livelihood_difficulty', 'neighbour_dispute'] as const;
export type CategoryGroup = (typeof CATEGORY_GROUPS)[number];
export const CATEGORY_GROUP_WORDS: Words<CategoryGroup> = { development_idea: '发展思路', livelihood_difficulty: '生产生活困难', neighbour_dispute: '邻里纠纷' };

const GROUP_OF: Readonly<Record<Category, CategoryGroup>> = {
  道路交通: 'livelihood_difficulty', 供水供暖供电: 'livelihood_difficulty', 环境卫生: 'livelihood_difficulty', 生态环保: 'livelihood_difficulty', 农业农村: 'livelihood_difficulty', 土地征迁: 'livelihood_difficulty',
  住房物业: 'livelihood_difficulty', 矛盾纠纷: 'neighbour_dispute', 教育: 'livelihood_difficulty', 医疗卫生: 'livelihood_difficulty', 养老助残: 'livelihood_difficulty', 就业: 'livelihood_difficulty',
  食品安全: 'livelihood_difficulty', 公共安全: 'livelihood_difficulty', 营商环境: 'development_idea', 政务服务: 'livelihood_difficulty', 文化生活: 'livelihood_difficulty', 其他: 'livelihood_difficulty',
};

/** Which of the three a category belongs to; a category of a county's own counts as a difficulty of life and work. */
export function categoryGroup(category: string): CategoryGroup {
  return CATEGORIES.some((one) => one === category) ? GROUP_OF[category as Category] : 'livelihood_difficulty';
}
