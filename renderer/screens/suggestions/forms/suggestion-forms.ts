/** The form of every act on a suggestion, after the field's own papers: F12 建议纸, F06 交办单, F07 办理情况, F11 征询意见表, F14 面商记录. */
import { CONTACT_WAYS, EVALUATION_GRADES, HANDLING_MODES, REPLY_CLASSES, SUPERVISION_GRADES } from '../../../../shared/case/case.ts';
import { CATEGORIES, CONTACT_WAY_WORDS, EVALUATION_GRADE_WORDS, HANDLING_MODE_WORDS, REPLY_CLASS_WORDS, SUPERVISION_GRADE_WORDS } from '../../../../shared/case/words.ts';
import { fillFormat, parseNumber } from '../../../../shared/office/numbering.ts';
import { isUnsatisfied, SUGGESTION_RETURNS_UNTIL_DECISION, unheardDeputies } from '../../../../shared/suggestion/lifecycle.ts';
import { APPRAISALS, PUBLICITIES, REROUTES, TALK_PHASES, type SuggestionEntryType, type SuggestionState } from '../../../../shared/suggestion/suggestion.ts';
import { APPRAISAL_WORDS, PUBLICITY_WORDS, REROUTE_WORDS, TALK_PHASE_WORDS } from '../../../../shared/suggestion/words.ts';
import { choicesOf, type Choice, type Desk, type Field, type ItemForm } from './item-form.ts';
import { filledOf, listOf, textOf, type FormValues } from '../../../ui/form-frame/form-values.ts';
import { dayOf, lengthOf, replyRule, statuteDay } from './suggestion-days.ts';

/** The acts that people do on an existing suggestion by a form. */
export type SuggestionActType = Exclude<SuggestionEntryType, 'suggestion.registered' | 'suggestion.undone'>;
type SuggestionForm = ItemForm<SuggestionState>;

/** How a day was counted, under the fields. */
const note = (words: string): Field => ({ name: 'note-of-days', label: words, kind: 'note' });
const ON: Field = { name: 'on', label: '日期', kind: 'day', required: '请选择日期' };
const today = (_: unknown, desk: Desk): FormValues => ({ on: desk.today });
const way = (label: string): Field => ({ name: 'way', label, kind: 'select', required: '请选择方式', options: choicesOf(CONTACT_WAYS, CONTACT_WAY_WORDS) });
const reason = (label: string, placeholder?: string): Field => ({ name: 'reason', label, kind: 'text', required: '请写明理由', ...(placeholder === undefined ? {} : { placeholder }) });
const choice = <K extends string>(name: string, label: string, [keys, words]: readonly [readonly K[], Readonly<Record<K, string>>]): Field => ({ name, label, kind: 'choice', required: `请选择${label}`, options: choicesOf(keys, words) });

/** The paper itself: when it is registered, and when the deputy completes it. */
export const PAPER: readonly Field[] = [
  { name: 'title', label: '标题', kind: 'line', max: 200, required: '请填标题', placeholder: '关于……的建议' },
  { name: 'situation', label: '情况与问题', kind: 'text', rows: 2, required: '请写明情况与问题' },
  { name: 'proposal', label: '具体建议', kind: 'text', rows: 2, required: '请写明具体建议' },
  { name: 'matters', label: '写了几件事（一事一议）', kind: 'count', required: '请填写' },
  { name: 'category', label: '类别', kind: 'select', options: CATEGORIES.map((one) => ({ value: one, label: one })) },
  { name: 'wishedUnit', label: '希望承办单位', kind: 'unit' },
  choice('publicity', '是否公开', [PUBLICITIES, PUBLICITY_WORDS]),
];
/** Why it is less public: asked only then. */
export function publicityReason(values: FormValues): readonly Field[] {
  return values['publicity'] === 'full' ? [] : [{ name: 'publicityReason', label: '不全文公开的理由', kind: 'line', max: 500, required: '请写明理由', placeholder: '代表认为不宜公开，或依法不应公开' }];
}
/** Those who put it forward, of whom `wanted`. */
function signerChoices({ signers }: SuggestionState, { directory }: Desk, wanted: (deputy: string) => boolean): readonly Choice[] {
  return signers.filter(({ deputy }) => wanted(deputy)).map(({ deputy }) => ({ value: deputy, label: directory.deputies.find(({ id }) => id === deputy)?.name ?? deputy }));
}

const deputy = (label: string, wanted: (state: SuggestionState) => (deputy: string) => boolean) => (state: SuggestionState, desk: Desk): Field => {
  const options = signerChoices(state, desk, wanted(state));
  return { name: 'deputy', label, kind: options.length > 4 ? 'select' : 'choice', required: '请选择代表', options: options.length > 0 ? options : signerChoices(state, desk, () => true) };
};
const firstOf = (state: SuggestionState, wanted: (deputy: string) => boolean): string | undefined => state.signers.find((one) => wanted(one.deputy))?.deputy;

const unsigned = ({ signers }: SuggestionState) => (id: string) => signers.some((one) => one.deputy === id && one.signedOn === null);
const undelivered = ({ deliveries }: SuggestionState) => (id: string) => deliveries[id] === undefined;
const unheard = (state: SuggestionState) => (id: string) => unheardDeputies(state).includes(id) && state.deliveries[id] !== undefined;

/** The number after the highest of the year, in the office's own form; the desk may type another. */
export function proposedNumber({ suggestions, office }: Desk, scope: string, year: number): string {
  const used = suggestions.filter((one) => one.scope === scope).flatMap(({ number }) => parseNumber(number ?? '') ?? []).filter((one) => one.year === year).map(({ n }) => n);
  return fillFormat(office.formats.suggestion, { shortName: office.shortName, year, serial: String(Math.max(0, ...used) + 1) });
}

/** `皇帝庙交〔2026〕建3号`: made from the suggestion's own number, so that no case's order has the same. */
function proposedOrder(state: SuggestionState, { office, today: day }: Desk, kind: 'assignment' | 'supervision'): string {
  const number = parseNumber(state.number ?? '');
  const earlier = state.timeline.filter(({ header }) => header.type === (kind === 'assignment' ? 'suggestion.assigned' : 'suggestion.supervised')).length;
  const serial = `建${number === null ? state.tempNo : String(number.n)}${earlier === 0 ? '' : `-${String(earlier + 1)}`}`;
  return fillFormat(office.formats[kind], { shortName: office.shortName, year: number?.year ?? Number(day.slice(0, 4)), serial });
}

const assigned: SuggestionForm = {
  initial: (state, desk) => ({
    on: desk.today, complex: false, mode: 'joint', lead: state.registered.wishedUnit, co: [], orderNo: proposedOrder(state, desk, 'assignment'), dueOn: dayOf(desk.time, 'SUG_REPLY_STD', desk.today).on,
  }),
  derivesFrom: ['on', 'complex'],
  derive: (values, { time }) => ({ dueOn: dayOf(time, replyRule(values['complex'] === true), textOf(values, 'on')).on }),
  fields: (state, desk, values) => {
    const computed = dayOf(desk.time, replyRule(values['complex'] === true), textOf(values, 'on') || desk.today);
    return [
      { name: 'lead', label: '主办单位', kind: 'unit', required: '请选择主办单位' }, { name: 'co', label: '协办单位', kind: 'units' },
      ...(listOf(values, 'co').length > 0 ? [choice('mode', '办理方式', [HANDLING_MODES, HANDLING_MODE_WORDS])] : []),
      { name: 'complex', label: '涉及面广、处理难度大：按六个月办理（代表法第51条）', kind: 'check' },
      ON, { name: 'dueOn', label: '答复期限', kind: 'day', required: '请选择期限', from: desk.today }, note(`${computed.explanation}。${desk.time.rules[replyRule(values['complex'] === true)].source.split('：')[0] ?? ''}`),
      ...(values['dueOn'] === computed.on ? [] : [{ name: 'dueReason', label: '改期限的理由', kind: 'line', max: 500, required: '改了期限，请写明理由' } satisfies Field]),
      { name: 'responsible', label: '承办人', kind: 'line', max: 60 }, { name: 'leader', label: '责任领导', kind: 'line', max: 60 }, { name: 'orderNo', label: '交办单号', kind: 'line', max: 60, required: '请填交办单号' },
      ...(state.assignment === null ? [] : [reason('改派的理由')]),
      ...(state.returns < SUGGESTION_RETURNS_UNTIL_DECISION ? [] : [{ name: 'decidedBy', label: '由谁指定（已退件两次）', kind: 'line', max: 60, required: '退件两次的，由主席团指定' } satisfies Field]),
      { name: 'demand', label: '办理要求', kind: 'text' },
    ];
  },
  body: (_, { time }, values) => {
    const on = textOf(values, 'on'), complex = values['complex'] === true;
    const rule = replyRule(complex);
    return {
      co: listOf(values, 'co'), complex, statuteOn: statuteDay(time, complex, on), rule, length: lengthOf(time, rule), returnBy: dayOf(time, 'SUG_RETURN', on).on,
      ...(complex ? { explainBy: dayOf(time, 'SUG_REPLY_STD', on).on } : {}), ...(listOf(values, 'co').length > 0 && values['mode'] !== 'separate' ? { coDueOn: dayOf(time, 'SUG_CO_OPINION', on).on } : {}),
    };
  },
};

/** What one class of answer asks for (F07: ②类必填 … ④类必填). */
function classFields(values: FormValues, desk: Desk): readonly Field[] {
  switch (values['class']) {
    case 'in_progress': return [
      { name: 'plan', label: '工作计划', kind: 'text', required: '正在解决的要写明计划' }, { name: 'progress', label: '工作进度', kind: 'line' }, { name: 'promisedOn', label: '承诺哪天办完', kind: 'day', required: '请选择承诺的日期', from: desk.today },
    ];
    case 'not_feasible': return [{ name: 'reason', label: '不具备条件的具体原因', kind: 'text', required: '请写明具体原因' }];
    case 'escalated': return [{ name: 'escalatedTo', label: '已向哪个上级反映', kind: 'line', max: 200, required: '请写明已向哪里反映' }];
    default: return [];
  }
}

const replied: SuggestionForm = {
  initial: (state, desk) => ({
    unit: state.assignment?.lead, class: 'resolved', letter: desk.office.letters.resolved, on: desk.today, signedBy: desk.directory.units.find(({ id }) => id === state.assignment?.lead)?.leader,
    coOpinions: Object.values(state.coOpinions).map((one) => `${desk.directory.units.find(({ id }) => id === one.unit)?.name ?? one.unit}：${one.text}`).join('\n'),
  }),
  derivesFrom: ['class'],
  derive: (values, { office }) => ({ letter: REPLY_CLASSES.flatMap((one) => (one === values['class'] ? [office.letters[one]] : []))[0] }),
  fields: (state, desk, values) => {
    const units = state.assignment === null ? [] : [state.assignment.lead, ...(state.assignment.mode === 'separate' ? state.assignment.co : [])];
    return [
      choice('class', '答复分类', [REPLY_CLASSES, REPLY_CLASS_WORDS]),
      { name: 'text', label: '答复内容', kind: 'text', rows: 3, required: '请填写答复内容', placeholder: '照答复函填' }, ...classFields(values, desk),
      ...(state.assignment !== null && state.assignment.co.length > 0 && state.assignment.mode !== 'separate' ? [{ name: 'coOpinions', label: '协办意见说明', kind: 'text', required: '请说明协办单位的意见' } satisfies Field] : []),
      { name: 'unit', label: '答复单位', kind: units.length === 0 ? 'unit' : 'select', required: '请选择答复单位', options: units.map((id) => ({ value: id, label: desk.directory.units.find((one) => one.id === id)?.name ?? id })) },
      { name: 'documentNo', label: '答复文号', kind: 'line', max: 60, required: '请填答复文号' }, { name: 'signedBy', label: '签发人（主要负责人）', kind: 'line', max: 60, required: '请填签发人' },
      { name: 'letter', label: '标注字母', kind: 'line', max: 10, extra: '印在答复函首页右上角。' }, ON,
    ];
  },
};

const fedBack: SuggestionForm = {
  initial: (state, desk) => ({ deputy: firstOf(state, unheard(state)), attitude: 'satisfied', result: 'satisfied', way: 'letter', collectedBy: desk.session.userName, on: desk.today, redo: true }),
  fields: (state, desk, values) => [
    deputy('哪位代表', unheard)(state, desk), choice('attitude', '对办理态度', [EVALUATION_GRADES, EVALUATION_GRADE_WORDS]), choice('result', '对办理结果', [EVALUATION_GRADES, EVALUATION_GRADE_WORDS]),
    { name: 'opinion', label: '意见和要求', kind: 'text', ...(isUnsatisfiedValues(values) ? { required: '不满意要写明具体意见' } : {}) },
    ...(isUnsatisfiedValues(values) && state.reworks === 0 ? [{ name: 'redo', label: `同时退回重新办理，${dayOf(desk.time, 'SUG_REWORK', desk.today).explanation}`, kind: 'check' } satisfies Field] : []),
    way('怎么收集的'), { name: 'collectedBy', label: '录入人', kind: 'line', max: 60, required: '请填录入人', extra: '承办单位不能录入评价。' }, ON,
  ],
  body: (_, __, values) => (isUnsatisfiedValues(values) ? { wantsRework: values['redo'] === true } : {}),
  // 不满意即重办, in one step (peers 38): nobody forgets the second.
  also: (state, { time }, values) => {
    if (!isUnsatisfiedValues(values) || state.reworks > 0 || values['redo'] !== true) return [];
    const on = textOf(values, 'on');
    return [{ scope: state.scope, subject: state.id, type: 'suggestion.reworked', body: { reason: `代表不满意：${textOf(values, 'opinion')}`, on, dueOn: dayOf(time, 'SUG_REWORK', on).on, rule: 'SUG_REWORK', length: lengthOf(time, 'SUG_REWORK') } }];
  },
};

function isUnsatisfiedValues(values: FormValues): boolean {
  return isUnsatisfied({ attitude: values['attitude'] === 'unsatisfied' ? 'unsatisfied' : 'basic', result: values['result'] === 'unsatisfied' ? 'unsatisfied' : 'basic' });
}

export const SUGGESTION_FORMS: Readonly<Record<SuggestionActType, SuggestionForm>> = {
  'suggestion.amended': {
    initial: ({ registered }, desk) => ({ ...filledOf(registered, ['title', 'situation', 'proposal', 'category', 'wishedUnit', 'publicity', 'publicityReason']), matters: 1, on: desk.today }),
    fields: (_, __, values) => [...PAPER, ...publicityReason(values), ON],
  },
  'suggestion.signed': { initial: (state, desk) => ({ deputy: firstOf(state, unsigned(state)), on: desk.today }), fields: (state, desk) => [deputy('哪位代表', unsigned)(state, desk), ON, { name: 'declined', label: '不同意联名，从联名代表里去掉', kind: 'check' }] },
  'suggestion.checked': {
    initial: (state, desk) => ({ number: state.number ?? proposedNumber(desk, state.scope, Number(state.registered.receivedOn.slice(0, 4))), on: desk.today }),
    fields: () => [{ name: 'number', label: '建议号', kind: 'line', max: 60, required: '请填建议号' }, ON, { name: 'note', label: '审查意见', kind: 'text' }],
  },
  'suggestion.sent_back': { initial: today, fields: () => [reason('请代表补充什么', '例如：一件建议只写一件事；写明具体路段'), { ...way('怎么告诉代表的') }, ON] },
  'suggestion.merged': {
    initial: today,
    fields: (state, desk) => [
      { name: 'into', label: '并入哪一件', kind: 'select', required: '请选择', placeholder: '可输入编号或标题查找', options: desk.suggestions.filter((one) => one.id !== state.id && one.scope === state.scope && one.closedOn === null).map((one) => ({ value: one.id, label: `${one.number ?? one.tempNo} ${one.registered.title}` })) },
      ON, { name: 'reason', label: '理由', kind: 'text', placeholder: '内容相同的一并办理，仍逐人答复' },
    ],
  },
  'suggestion.separated': { initial: today, fields: () => [reason('为什么分开'), ON] },
  'suggestion.rerouted': {
    initial: (_, desk) => ({ as: 'petition', way: 'in_person', on: desk.today }),
    fields: (_, __, values) => [choice('as', '作什么处理', [REROUTES, REROUTE_WORDS]), ...(values['as'] === 'petition' ? [{ name: 'where', label: '引导到哪里', kind: 'line', max: 200, required: '请写明引导到哪里' } satisfies Field] : []), reason('理由'), way('怎么告诉代表的'), ON],
  },
  'suggestion.numbered': { initial: (state, desk) => ({ number: proposedNumber(desk, state.scope, Number(state.registered.receivedOn.slice(0, 4))), on: desk.today }), fields: () => [{ name: 'number', label: '建议号', kind: 'line', max: 60, required: '请填建议号' }, ON] },
  'suggestion.assigned': assigned,
  'suggestion.acknowledged': { initial: today, fields: () => [{ name: 'by', label: '签收人', kind: 'line', max: 60 }, ON] },
  'suggestion.returned': {
    initial: (state, desk) => ({ unit: state.assignment?.lead, on: desk.today }),
    fields: (state, _, values) => [
      reason('退件的书面理由', '不属于本单位职责的具体依据；单位不得自行转交'),
      ...(state.assignment?.returnBy !== undefined && textOf(values, 'on') > state.assignment.returnBy ? [{ name: 'agreedBy', label: '已过退件期限，由谁同意', kind: 'line', max: 60, required: '请填由谁同意' } satisfies Field] : []), ON,
    ],
    body: (state, { time }, values) => ({ ...(state.assignment === null ? {} : { unit: state.assignment.lead }), reassignBy: dayOf(time, 'SUG_REASSIGN', textOf(values, 'on')).on }),
  },
  'suggestion.co_opined': {
    initial: (state, desk) => ({ unit: state.assignment?.co.find((unit) => state.coOpinions[unit] === undefined), on: desk.today }),
    fields: (state, desk) => [
      { name: 'unit', label: '协办单位', kind: 'select', required: '请选择协办单位', options: (state.assignment?.co ?? []).map((id) => ({ value: id, label: desk.directory.units.find((one) => one.id === id)?.name ?? id })) },
      { name: 'documentNo', label: '文号', kind: 'line', max: 60 }, ON, { name: 'text', label: '协办意见', kind: 'text', required: '请填写协办意见' },
    ],
  },
  'suggestion.talked': {
    initial: (state, desk) => ({ phase: state.reply === null ? (state.assignment === null ? 'before' : 'during') : 'after', deputies: [state.registered.lead], on: desk.today, way: 'in_person' }),
    fields: (state, desk) => [
      choice('phase', '阶段', [TALK_PHASES, TALK_PHASE_WORDS]), { name: 'deputies', label: '参加的代表', kind: 'deputies', required: '请选择代表', options: signerChoices(state, desk, () => true) }, way('方式'), { name: 'place', label: '地点', kind: 'line', max: 200 },
      { name: 'people', label: '单位和其他参加人', kind: 'line', max: 500 }, ON, { name: 'deputyOpinion', label: '代表意见', kind: 'text' }, { name: 'unitAccount', label: '单位说明', kind: 'text' },
      { name: 'agreement', label: '达成的共识', kind: 'text', required: '请写明谈成了什么' }, { name: 'todo', label: '待办事项和时限', kind: 'line' },
    ],
  },
  'suggestion.explained': { initial: (_, desk) => ({ way: 'phone', on: desk.today }), fields: () => [{ name: 'text', label: '向代表说明了什么', kind: 'text', required: '请写明说明的情况' }, way('方式'), ON] },
  'suggestion.extended': {
    initial: (state, desk) => ({ dueOn: dayOf(desk.time, 'SUG_REPLY_COMPLEX', state.assignment?.on ?? desk.today).on, on: desk.today }),
    fields: (state, desk) => [
      { name: 'dueOn', label: '改为', kind: 'day', required: '请选择期限', from: desk.today }, { name: 'approvedBy', label: '谁同意的', kind: 'line', max: 60, required: '请填由谁同意' }, ON,
      note(dayOf(desk.time, 'SUG_REPLY_COMPLEX', state.assignment?.on ?? desk.today).explanation), reason('理由', '涉及面广、处理难度大的具体情况'),
    ],
    body: (state, { time, today: day }) => ({ statuteOn: statuteDay(time, true, state.assignment?.on ?? day), rule: 'SUG_REPLY_COMPLEX', length: lengthOf(time, 'SUG_REPLY_COMPLEX') }),
  },
  'suggestion.rescheduled': {
    initial: (state, desk) => ({ dueOn: state.dueOn, was: state.dueOn, on: desk.today }),
    fields: (_, desk) => [{ name: 'dueOn', label: '改为', kind: 'day', required: '请选择日期', from: desk.today }, ON, reason('理由', '例如：放假安排变了；代表同意延后落实')],
    body: (state) => ({ was: state.dueOn }),
  },
  'suggestion.progressed': { initial: today, fields: () => [{ name: 'text', label: '办理进展', kind: 'text', required: '请填写进展' }, ON] },
  'suggestion.replied': replied,
  'suggestion.delivered': {
    initial: (state, desk) => ({ deputy: firstOf(state, undelivered(state)), way: 'letter', by: desk.session.userName, on: desk.today }),
    fields: (state, desk, values) => [
      deputy('送达哪位代表', undelivered)(state, desk), way('怎么送的'), { name: 'by', label: '送达人', kind: 'line', max: 60, required: '请填送达人' },
      ON, note(`请代表反馈：${dayOf(desk.time, 'SUG_DEPUTY_FEEDBACK', textOf(values, 'on') || desk.today).explanation}`),
    ],
    body: (_, { time }, values) => ({ feedbackBy: dayOf(time, 'SUG_DEPUTY_FEEDBACK', textOf(values, 'on')).on }),
  },
  'suggestion.fed_back': fedBack,
  'suggestion.urged': {
    initial: (state, desk) => ({ deputy: firstOf(state, unheard(state)), way: 'phone', by: desk.session.userName, on: desk.today }),
    fields: (state, desk) => [deputy('催请哪位代表', unheard)(state, desk), way('方式'), { name: 'by', label: '催请人', kind: 'line', max: 60, required: '请填催请人' }, ON],
  },
  'suggestion.lapsed': { initial: (state, desk) => ({ deputy: firstOf(state, unheard(state)), on: desk.today }), fields: (state, desk) => [deputy('哪位代表', unheard)(state, desk), ON, note('超过反馈期限、经催请仍不反馈的，不计入满意率。')] },
  'suggestion.reworked': {
    initial: (_, desk) => ({ on: desk.today, dueOn: dayOf(desk.time, 'SUG_REWORK', desk.today).on }),
    derivesFrom: ['on'],
    derive: (values, { time }) => ({ dueOn: dayOf(time, 'SUG_REWORK', textOf(values, 'on')).on }),
    fields: (_, desk, values) => [reason('退回重办的理由'), ON, { name: 'dueOn', label: '再次答复期限', kind: 'day', required: '请选择期限', from: desk.today }, note(dayOf(desk.time, 'SUG_REWORK', textOf(values, 'on') || desk.today).explanation)],
    body: (_, { time }) => ({ rule: 'SUG_REWORK', length: lengthOf(time, 'SUG_REWORK') }),
  },
  'suggestion.appraised': {
    initial: (_, desk) => ({ outcome: 'redo', on: desk.today }),
    fields: () => [{ name: 'experts', label: '参加评估的单位和专家', kind: 'line', max: 500, required: '请填写' }, { name: 'opinion', label: '评估意见', kind: 'text', required: '请填写评估意见' }, choice('outcome', '怎么办', [APPRAISALS, APPRAISAL_WORDS]), ON],
  },
  'suggestion.fulfilled': {
    initial: (state, desk) => ({ unit: state.promises.find(({ fulfilled }) => fulfilled === null)?.unit, way: 'phone', on: desk.today }),
    fields: (state, desk) => [
      { name: 'text', label: '落实情况', kind: 'text', required: '请写明落实情况' },
      { name: 'unit', label: '谁的承诺', kind: 'select', required: '请选择', options: state.promises.filter(({ fulfilled }) => fulfilled === null).map(({ unit }) => ({ value: unit, label: desk.directory.units.find(({ id }) => id === unit)?.name ?? unit })) },
      way('怎么再告诉代表的'), ON,
    ],
  },
  'suggestion.supervised': {
    initial: (state, desk) => ({ grade: state.supervisions.at(-1)?.order.grade ?? 'urge', orderNo: proposedOrder(state, desk, 'supervision'), on: desk.today }),
    fields: (state, desk) => [
      { ...choice('grade', '督办等级', [SUPERVISION_GRADES, SUPERVISION_GRADE_WORDS]), options: choicesOf(SUPERVISION_GRADES, SUPERVISION_GRADE_WORDS).map((one, n) => ({ ...one, disabled: n < SUPERVISION_GRADES.indexOf(state.supervisions.at(-1)?.order.grade ?? 'urge') })) },
      reason('督办事由'), { name: 'demand', label: '要求', kind: 'text' }, { name: 'leader', label: '督办领导', kind: 'line', max: 60 }, { name: 'answerBy', label: '哪天前反馈', kind: 'day', from: desk.today },
      { name: 'orderNo', label: '督办单号', kind: 'line', max: 60, required: '请填督办单号' }, ON,
    ],
  },
  'suggestion.supervision_answered': {
    initial: (state, desk) => ({ orderNo: state.supervisions.findLast(({ answer }) => answer === null)?.order.orderNo, on: desk.today }),
    fields: (state) => [{ name: 'orderNo', label: '哪一张督办单', kind: 'select', required: '请选择', options: state.supervisions.filter(({ answer }) => answer === null).map(({ order }) => ({ value: order.orderNo, label: order.orderNo })) }, ON, { name: 'text', label: '落实情况', kind: 'text', required: '请写明落实情况' }],
  },
  'suggestion.key_listed': {
    initial: ({ keyListed }, desk) => ({ decidedBy: keyListed?.decidedBy ?? '主席团会议', on: desk.today, ...keyListed?.parties }),
    fields: () => [
      { name: 'decidedBy', label: '由谁确定', kind: 'line', max: 100, required: '请填由谁确定' }, ON, { name: 'supervisingLeader', label: '督办领导', kind: 'line', max: 60 }, { name: 'leadingOfficial', label: '领办领导', kind: 'line', max: 60 },
      { name: 'promotingCommittee', label: '促办工委', kind: 'line', max: 60 }, { name: 'urgingCenter', label: '催办中心', kind: 'line', max: 60 }, { name: 'deputies', label: '参与代表', kind: 'deputies' }, { name: 'reason', label: '理由', kind: 'text' },
    ],
    body: (_, __, values) => {
      const parties = filledOf(values, ['supervisingLeader', 'leadingOfficial', 'promotingCommittee', 'urgingCenter', 'deputies']);
      return Object.keys(parties).length > 0 ? { parties } : {};
    },
  },
  'suggestion.closed': { initial: today, fields: () => [ON, { name: 'note', label: '办结说明', kind: 'text' }] },
  'suggestion.reopened': { initial: today, fields: () => [reason('重开的理由'), ON] },
  'suggestion.noted': {
    initial: () => ({}), fields: () => [{ name: 'text', label: '备注', kind: 'text', required: '请写备注' }],
    // A note on a suggestion that needs looking at settles what had no effect.
    body: (state) => (state.contested ? { resolves: state.timeline.filter(({ ineffective }) => ineffective !== null).map(({ header }) => header.id) } : {}),
  },
};

/** Fields that a form asks for itself and that are no part of the entry. */
const ASKED_ONLY: readonly string[] = ['redo', 'supervisingLeader', 'leadingOfficial', 'promotingCommittee', 'urgingCenter'];

/** The body of an entry: what the fields shown say, and what the form adds. */
export function bodyOf(type: SuggestionActType, { state, desk, values, names }: { readonly state: SuggestionState; readonly desk: Desk; readonly values: FormValues; readonly names: readonly string[] }): Record<string, unknown> {
  const kept = names.filter((name) => !ASKED_ONLY.includes(name) && !(type === 'suggestion.key_listed' && name === 'deputies'));
  return { ...filledOf(values, kept), ...SUGGESTION_FORMS[type].body?.(state, desk, values) };
}
