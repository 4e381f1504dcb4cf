/**
 * What each kind of activity has of its own, as data: the preparation it asks for, its form, its counters, whether questions are put to units and
 * promises made, whether votes are counted. A new kind is a row here. Sources: domain 1 (the mechanisms by number), 4.3 (the forms).
 */
import type { Channel } from '../case/case.ts';
import type { ActivityKind, Preparation } from './activity.ts';

/** One field of a kind's form, kept in `ActivityState.fields` under `name`. `lines`: a list of texts; `deputies`, `units`: lists of record ids. */
export interface ActivityField {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'long' | 'lines' | 'number' | 'date' | 'choice' | 'deputies' | 'units';
  readonly choices?: readonly string[];
  /** Missing at the end, it is named (还缺). */
  readonly wanted?: true;
  /** `before`: wanted already for the notice, so that it is asked for before the activity begins. `after`: known only some time after it, so that the form of a new one leaves it out. */
  readonly at?: 'before' | 'after';
  /** Each line of it may become a matter of its own (议定事项, 发现的问题). */
  readonly matters?: true;
  readonly hint?: string;
}

/** One counter of a kind, kept in `ActivityState.counters` under `name`, with its measure word: measure words are never converted (domain 2.2). */
export interface ActivityCounter { readonly name: string; readonly label: string; readonly unit: string }

export interface ActivityKindRow {
  readonly name: string;
  /** Where it comes from. */
  readonly source: string;
  /** The channel of a case that is registered at it. */
  readonly channel: Channel;
  /** How the people who come are called; null where none are counted. */
  readonly people: string | null;
  /** Deputies sign in, as whom. */
  readonly deputies: string;
  readonly preparations: readonly Preparation[];
  /** How many days before it the notice is to be out; null where none is asked for. */
  readonly noticeDays: number | null;
  readonly fields: readonly ActivityField[];
  readonly counters: readonly ActivityCounter[];
  /** Units are asked and promise (站点问政, 我问你答): promises become cases with QNA_EFFECT and QNA_RESULT. */
  readonly questions: boolean;
  /** Whose work is voted on in secret; null where nothing is. */
  readonly polls: 'unit' | 'deputy' | null;
  /** The register book it is printed in (F01, F03, …). */
  readonly form: string;
}

/** 满意率低于90%的限期整改 (舞阳 S4): of the valid votes on a deputy's debriefing. */
export const DEBRIEF_FLOOR_PERCENT = 90;

const text = (name: string, label: string, hint?: string): ActivityField => ({ name, label, kind: 'text', ...(hint === undefined ? {} : { hint }) });
const long = (name: string, label: string): ActivityField => ({ name, label, kind: 'long' });
const lines = (name: string, label: string, hint?: string): ActivityField => ({ name, label, kind: 'lines', ...(hint === undefined ? {} : { hint }) });
const number = (name: string, label: string): ActivityField => ({ name, label, kind: 'number' });
const oneOf = (name: string, label: string, choices: readonly string[]): ActivityField => ({ name, label, kind: 'choice', choices, wanted: true });
const wanted = (field: ActivityField): ActivityField => ({ ...field, wanted: true });
const before = (field: ActivityField): ActivityField => ({ ...field, at: 'before' });
const after = (field: ActivityField): ActivityField => ({ ...field, at: 'after' });
const matters = (field: ActivityField): ActivityField => ({ ...field, matters: true });
const day = (name: string, label: string): ActivityField => ({ name, label, kind: 'date' });
const counter = (name: string, label: string, unit: string): ActivityCounter => ({ name, label, unit });

const COMMITTEE = text('committee', '对口督导工委');
const CONSULTATIONS = counter('consultations', '解答咨询', '次');
const LEAFLETS = counter('leaflets', '发放资料', '份');
const SETTLED = counter('settled', '现场化解', '起');
const PLAIN = { preparations: ['notice', 'invitation', 'materials'], noticeDays: null, questions: false, polls: null, counters: [], people: '群众', deputies: '到场代表' } as const;

export const KINDS: Readonly<Record<ActivityKind, ActivityKindRow>> = {
  night_market: {
    ...PLAIN, name: '民情夜市', source: '临颍 S0', form: 'F01', channel: 'night_market', preparations: ['topic', 'survey', 'notice', 'invitation', 'team', 'materials', 'taken_along'], noticeDays: 3, questions: true,
    fields: [text('weather', '天气'), text('recorder', '记录人')], counters: [SETTLED, counter('ideas', '金点子', '条')],
  },
  reception_day: {
    ...PLAIN, name: '接待选民日', source: '杜曲 S1 每周三；河南站点制度', form: 'F03', channel: 'reception_day', people: '选民', deputies: '接待代表', preparations: ['notice', 'invitation', 'materials'], noticeDays: 3,
    fields: [before(text('accepts', '受理范围')), before(text('refuses', '不受理事项及引导')), before(text('phone', '联系电话', '不填就用单位的电话'))], counters: [SETTLED],
  },
  benefit_day: {
    ...PLAIN, name: '惠民服务日', source: '睢阳 S0 逢五惠民、逢六摆摊', form: 'F26', channel: 'reception_day',
    fields: [lines('services', '服务项目', '如：政策宣讲、义诊、法律咨询')], counters: [CONSULTATIONS, LEAFLETS, counter('deeds', '办实事', '件')],
  },
  station_qna: {
    ...PLAIN, name: '站点问政', source: '商丘、柘城 S0', form: 'F15', channel: 'station_qna', preparations: ['topic', 'survey', 'notice', 'invitation'], noticeDays: 3, questions: true,
    fields: [before(wanted(COMMITTEE)), number('citizenReps', '群众代表'), long('briefing', '通报内容')], counters: [],
  },
  organ_entry: {
    ...PLAIN, name: '国家机关进站', source: '龙安 S0 四步工作法', form: 'F15', channel: 'station_qna', preparations: ['survey', 'tasks', 'notice', 'invitation'], noticeDays: null, questions: true,
    fields: [before(wanted(COMMITTEE)), wanted(long('briefing', '政策介绍和工作通报')), after(long('followUp', '跟踪督导情况'))], counters: [],
  },
  bureau_face_to_face: {
    ...PLAIN, name: '代表·局长面对面', source: '上街 S3、舞阳 S4', form: 'F15', channel: 'bureau_face_to_face', people: '群众代表', preparations: ['topic', 'survey', 'invitation'], questions: true,
    fields: [COMMITTEE, number('otherReps', '其他代表（物业、企业等）'), matters(lines('decisions', '现场拍板事项'))], counters: [],
  },
  legal_service: {
    ...PLAIN, name: '法官检察官律师警官进站', source: '商丘、民权 S0；上街“三官一员” S3', form: 'F26', channel: 'other',
    fields: [lines('professionals', '到场人员', '姓名、身份，一行一位')], counters: [CONSULTATIONS, LEAFLETS, counter('mediated', '调处纠纷', '件')],
  },
  council: {
    ...PLAIN, name: '议事会', source: '临颍 S1、舞阳 S4、上街 S3、石山 S1', form: 'F26', channel: 'council', people: '参会群众', deputies: '到会代表', preparations: ['topic', 'survey', 'invitation'],
    fields: [oneOf('form', '形式', ['议事会', '板凳会', '小院议事', '小板凳恳谈会', '码头议事', '专项协商会', '街道议事会议']), before(wanted(lines('agenda', '议题', '一行一个'))), matters(wanted(lines('resolutions', '议定事项', '一行一项'))), number('councilDeputies', '议事代表')], counters: [SETTLED],
  },
  visit: {
    ...PLAIN, name: '走访', source: '邵原 S2 每月至少一次；舞阳 S4 每周；中心路 S3', form: 'F26', channel: 'visit', people: '走访群众', deputies: '走访代表', preparations: [],
    fields: [oneOf('target', '走访对象', ['农户', '企业', '项目', '困难家庭', '商户', '特殊群众', '工地']), wanted(lines('visited', '走访了谁', '一行一户或一家')), matters(lines('findings', '了解到的情况', '一行一件，可以逐件登记'))],
    counters: [counter('needyHouseholds', '困难家庭', '户'), counter('businesses', '企业商户', '家'), counter('specialHouseholds', '特殊群众', '户'), counter('projects', '项目', '个'), counter('households', '农户', '户')],
  },
  inspection: {
    ...PLAIN, name: '视察调研', source: '邵原 S2 每半年；代表法 26', form: 'F26', channel: 'visit', people: null, deputies: '参加代表', preparations: ['tasks', 'invitation'],
    fields: [text('organiser', '组织单位'), wanted(lines('places', '看了哪里')), matters(wanted(lines('findings', '发现的问题', '一行一个，可以逐个登记'))), long('report', '视察报告要点'), text('learned', '行前学习', '先懂法、后监督：学了什么')], counters: [],
  },
  enforcement_check: {
    ...PLAIN, name: '执法检查', source: '龙安 S0、商丘 S4；代表法 26', form: 'F26', channel: 'visit', people: null, deputies: '参加代表', preparations: ['tasks', 'invitation'],
    fields: [wanted(text('law', '检查的法律法规')), text('organiser', '组织单位'), matters(wanted(lines('findings', '发现的问题', '一行一个，可以逐个登记'))), long('opinions', '检查意见'), day('rectifyBy', '整改汇报期限'), after(long('rectification', '整改汇报情况'))], counters: [],
  },
  training: {
    ...PLAIN, name: '学习培训', source: '临颍 S1 四维一体；赵堡 S2 周学月讲季课', form: 'F25', channel: 'other', people: null, deputies: '参训代表', preparations: ['notice', 'materials'],
    fields: [oneOf('mode', '方式', ['每周一学', '每月一讲', '每季一课', '走出去', '请进来', '沉下去', '专题辅导', '现场教学', '线上学习']), wanted(text('lecturer', '主讲')), number('expected', '应到'), number('hours', '学时'), long('gist', '主要内容')],
    counters: [counter('trainees', '参训（未在名录的）', '人')],
  },
  debrief: {
    ...PLAIN, name: '代表述职', source: '舞阳 S4 每季；西峡 S4；临颍 S1 四个一', form: 'F24', channel: 'other', people: '选民', deputies: '述职代表', preparations: ['notice', 'materials'], noticeDays: 3, polls: 'deputy',
    fields: [
      wanted(long('report', '述职要点')), lines('questions', '选民询问及回答', '一行一问一答'), after(day('toldOn', '书面反馈代表日期')), after(day('publishedOn', '公布日期')),
      after(day('rectifyBy', '整改期限')), after({ name: 'rectified', label: '已完成整改的代表', kind: 'deputies' }), after(long('rectification', '整改情况')),
    ],
    counters: [],
  },
  appraisal: {
    ...PLAIN, name: '年终民主测评', source: '龙安 S0 一询问五评议：无记名，全区通报', form: 'F29', channel: 'other', people: null, deputies: '参加测评代表', preparations: ['notice', 'materials'], polls: 'unit',
    fields: [{ name: 'year', label: '年度', kind: 'number', wanted: true }, number('expected', '应参加'), oneOf('subject', '测评什么', ['国家机关进站工作', '部门工作', '民生实事项目办理', '代表重点建议办理', '法官检察官履职']), after(day('publishedOn', '通报日期')), after(text('publishedTo', '通报范围'))], counters: [],
  },
  hotline_open_day: {
    ...PLAIN, name: '12345热线开放日', source: '商丘 S4', form: 'F26', channel: 'other', people: null, deputies: '参与代表', preparations: ['invitation'],
    fields: [long('gist', '情况')], counters: [counter('calls', '接听解答', '个')],
  },
  contact: {
    ...PLAIN, name: '联系座谈观摩', source: '商丘 S4、邵原 S2、上街 S3', form: 'F26', channel: 'deputy', preparations: ['invitation'],
    fields: [text('form', '形式', '如：企业家座谈会、观摩、政企沟通'), long('gist', '情况')], counters: [counter('performances', '演出宣讲', '场'), LEAFLETS],
  },
};

/** The fields of a kind that are wanted at the end and empty. */
export function missingFields({ kind, fields }: { readonly kind: ActivityKind; readonly fields: Readonly<Record<string, unknown>> }): readonly ActivityField[] {
  return KINDS[kind].fields.filter((field) => field.wanted === true && isEmpty(fields[field.name]));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
