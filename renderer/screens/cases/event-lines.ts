/** What each entry of the timeline says under its heading: the facts of its body as lines of text. */
import type { CaseBody, CaseEntryType, CaseEvent } from '../../../shared/case/case.ts';
import { CHANNEL_FIELDS, sourceOf } from '../../../shared/case/channels.ts';
import { isCaseEntryType, UNREADABLE as UNREADABLE_CODES } from '../../../shared/case/read-act.ts';
import {
  ACT_WORDS, CHANNEL_WORDS, CONSULTATION_WORDS, CONTACT_WAY_WORDS, CONVERSION_WORDS, EVALUATION_GRADE_WORDS, EVALUATOR_WORDS, EXIT_ROUTE_WORDS, HANDLING_MODE_WORDS, IMPROVED_WORDS, LEVEL_WORDS, LINK_RELATION_WORDS,
  REPLY_CLASS_WORDS, REVIEW_WORDS, SOLVED_WORDS, SUPERVISION_GRADE_WORDS,
} from '../../../shared/case/words.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { Directory } from '../../store/api.ts';
import { shortDay } from '../../ui/format-date.ts';

/** What the lines need beside the body: names for ids, this year, and what another entry or case is called. */
export interface LineContext {
  readonly directory: Directory;
  readonly today: LocalDate;
  /** The number and title of another item; null where this device does not have it. */
  readonly itemName?: (id: string) => string | null;
  /** The type of an earlier entry of the same case. */
  readonly typeOf?: (entry: string) => string | undefined;
}

type Line = string | null | undefined | false;
type Lines = { readonly [T in CaseEntryType]: (body: CaseBody<T>, context: LineContext) => readonly Line[] };

const LINES: Lines = {
  'case.registered': (body, context) => [
    [CHANNEL_WORDS[body.channel], ...sourceOf(body.channel, body.source).map(({ field, value }) => `${field.label} ${sourceWords(field, value, context)}`)].join('，'),
    body.urgent === true && '紧急', body.confidential === true && '群众要求保密', body.answeredOnSpot !== undefined && `现场答复：${body.answeredOnSpot}`,
  ],
  'case.corrected': (body, context) => [`原因：${body.reason}`, ...correctionLines(body, context), body.addition && `补充：${body.addition}`],
  'case.numbered': (body) => [body.number, body.replaces && `替换原来的 ${body.replaces}`],
  'case.sorted': (body) => [`${body.title}（${body.category}，${LEVEL_WORDS[body.level]}${body.urgent === true ? '，紧急' : ''}）`, body.note],
  'case.answered': (body) => [body.text, `${CONTACT_WAY_WORDS[body.way]} · ${body.by}`],
  'case.declined': (body) => [body.route && `去向：${EXIT_ROUTE_WORDS[body.route]}${body.where ? `（${body.where}）` : ''}`, body.reason, body.guidance && `引导：${body.guidance}`],
  'case.reported': (body, context) => [body.reason, body.dueOn && `请县里${shortDay(body.dueOn, context.today)}前初审`],
  'case.reviewed': (body) => [REVIEW_WORDS[body.result], body.reason],
  'case.merged': (body, context) => [`并到 ${itemName(context, body.into)}`, body.reason],
  'case.separated': (body) => [body.reason],
  'case.converted': (body, context) => [`转为${CONVERSION_WORDS[body.kind]}`, context.itemName?.(body.to), body.note],
  'case.linked': (body, context) => [`${LINK_RELATION_WORDS[body.relation]}：${itemName(context, body.to)}`, body.note],
  'case.unlinked': (body, context) => [itemName(context, body.to)],
  'case.consulted': (body) => [`${CONSULTATION_WORDS[body.way]}：${body.people}`, body.result],
  'case.assigned': (body, context) => [
    body.reason && `改派的原因：${body.reason}`, body.decidedBy && `由${body.decidedBy}指定`,
    `主办 ${unitName(context, body.lead)}${body.co.length > 0 ? `，协办 ${body.co.map((id) => unitName(context, id)).join('、')}${body.mode === undefined ? '' : `（${HANDLING_MODE_WORDS[body.mode]}）`}` : ''}`,
    `${shortDay(body.dueOn, context.today)}前办结 · ${body.orderNo}`, body.coDueOn && body.co.length > 0 && `协办意见 ${shortDay(body.coDueOn, context.today)}前`,
    body.dueReason && `改时限的原因：${body.dueReason}`, body.demand && `要求：${body.demand}`,
    [body.chief && `主要领导 ${body.chief}`, body.deputyChief && `分管领导 ${body.deputyChief}`, body.responsible && `责任人 ${body.responsible}`].filter(Boolean).join('，'), partyWords(body.parties, context),
  ],
  'case.acknowledged': (body, context) => [[body.unit && unitName(context, body.unit), body.by && `签收人 ${body.by}`].filter(Boolean).join('，')],
  'case.returned': (body, context) => [body.unit && unitName(context, body.unit), body.reason, body.agreedBy && `超期退件，${body.agreedBy}同意`],
  'case.extension_requested': (body, context) => [`${body.unit === undefined ? '' : `${unitName(context, body.unit)}申请`}延到 ${shortDay(body.until, context.today)}`, body.reason],
  'case.extended': (body, context) => [`延到 ${shortDay(body.dueOn, context.today)}，${body.approvedBy}批准`, body.reason],
  'case.extension_declined': (body) => [`${body.decidedBy}决定`, body.reason],
  'case.paused': (body, context) => [`${shortDay(body.on, context.today)}起不算日子`, body.reason],
  'case.resumed': (body, context) => [`${shortDay(body.on, context.today)}起接着算，${shortDay(body.dueOn, context.today)}前办结`],
  'case.rescheduled': (body, context) => [`${shortDay(body.was, context.today)}改为 ${shortDay(body.dueOn, context.today)}`, body.reason],
  'case.progressed': (body, context) => [body.unit && unitName(context, body.unit), body.text],
  'case.replied': (body, context) => [
    `${unitName(context, body.unit)} · ${REPLY_CLASS_WORDS[body.class]}`, body.text, body.plan && `计划：${body.plan}${body.promisedOn ? `，承诺 ${shortDay(body.promisedOn, context.today)}办完` : ''}`,
    body.reason && `原因：${body.reason}`, body.escalatedTo && `已报：${body.escalatedTo}`, [body.signedBy && `签发 ${body.signedBy}`, body.documentNo].filter(Boolean).join('，'),
  ],
  'case.fulfilled': (body) => [body.text],
  'case.relayed': (body, context) => [`${EVALUATOR_WORDS[body.to]}${body.deputy === undefined ? '' : ` ${deputyName(context, body.deputy)}`} · ${CONTACT_WAY_WORDS[body.way]} · ${body.by}`, body.opinion && `对方说：${body.opinion}`],
  'case.supervised': (body, context) => [
    `${SUPERVISION_GRADE_WORDS[body.grade]} · ${body.orderNo}${body.unit === undefined ? '' : ` · ${unitName(context, body.unit)}`}`, body.reason, body.demand && `要求：${body.demand}`,
    body.answerBy && `${shortDay(body.answerBy, context.today)}前答复`, body.newDueOn && `新时限 ${shortDay(body.newDueOn, context.today)}`, body.leader && `督办领导 ${body.leader}`,
  ],
  'case.supervision_answered': (body) => [body.orderNo, body.text],
  'case.evaluated': (body, context) => [
    `${EVALUATOR_WORDS[body.by]}${body.deputy === undefined ? '' : ` ${deputyName(context, body.deputy)}`}：${EVALUATION_GRADE_WORDS[body.grade]}`,
    [body.solved && `问题${SOLVED_WORDS[body.solved]}`, body.improved && `生活${IMPROVED_WORDS[body.improved]}`].filter(Boolean).join('，'),
    body.opinion, `${CONTACT_WAY_WORDS[body.way]}收集 · ${body.collectedBy}`,
  ],
  'case.reworked': (body, context) => [body.reason, `${shortDay(body.dueOn, context.today)}前办结`],
  'case.closed': (body) => [body.note],
  'case.reopened': (body) => [body.reason],
  'case.noted': (body, context) => [body.text, body.mentions !== undefined && body.mentions.length > 0 && `请看：${body.mentions.map((user) => userName(context, user)).join('、')}`],
  'case.revealed': (body) => [body.what.map((one) => REVEALED_WORDS[one]).join('、')],
  'case.undone': (body, context) => {
    const type = context.typeOf?.(body.act);
    return [type !== undefined && isCaseEntryType(type) && `撤销的是“${ACT_WORDS[type]}”`, body.reason];
  },
};

const REVEALED_WORDS: Readonly<Record<CaseBody<'case.revealed'>['what'][number], string>> = { name: '姓名', phone: '电话', words: '原话' };

/** The lines of one event; none for an entry that this version cannot read. */
export function eventLines(event: CaseEvent, context: LineContext): readonly string[] {
  const { type } = event.header;
  if (!isCaseEntryType(type) || (event.ineffective !== null && UNREADABLE.includes(event.ineffective))) return [];
  return linesOf(type, event.body, context).filter((line): line is string => typeof line === 'string' && line !== '');
}

/** The codes of entries whose body must not be read by its schema. */
const UNREADABLE: readonly string[] = UNREADABLE_CODES;

// The fold has checked the body against the schema of its type: everything else is among UNREADABLE.
function linesOf<T extends CaseEntryType>(type: T, body: Record<string, unknown>, context: LineContext): readonly Line[] {
  return LINES[type](body as CaseBody<T>, context);
}

/** What a correction put in the place of what was there. The person's name and phone stay masked elsewhere: here it is only said that they changed. */
function correctionLines(body: CaseBody<'case.corrected'>, context: LineContext): readonly Line[] {
  return [
    body.channel && `来源改为 ${CHANNEL_WORDS[body.channel]}`, body.village && `村改为 ${context.directory.villages.find(({ id }) => id === body.village)?.name ?? body.village}`, body.place && `地点改为 ${body.place}`,
    body.reporter && '更正了反映人', body.receivedOn && `收到日期改为 ${shortDay(body.receivedOn, context.today)}`, body.deputies && `接待代表改为 ${body.deputies.map((id) => deputyName(context, id)).join('、') || '无'}`,
    ...Object.values(CHANNEL_FIELDS).flat().filter((field, index, all) => all.findIndex(({ name }) => name === field.name) === index).map((field) => { const value = body.source?.[field.name]; return typeof value === 'string' && `${field.label}：${sourceWords(field, value, context)}`; }),
    body.urgent !== undefined && (body.urgent ? '改为紧急' : '改为不紧急'), body.confidential !== undefined && (body.confidential ? '改为要求保密' : '不再要求保密'),
  ];
}

/** The value of a channel's own field as people read it. */
export function sourceWords({ kind }: { readonly kind: 'text' | 'date' | 'unit' }, value: string, context: Pick<LineContext, 'directory' | 'today'>): string {
  return kind === 'unit' ? unitName(context, value) : kind === 'date' ? shortDay(value, context.today) : value;
}

/** 六方联办, as far as it was named. */
export function partyWords(parties: CaseBody<'case.assigned'>['parties'], context: Pick<LineContext, 'directory'>): string {
  if (parties === undefined) return '';
  const { supervisingLeader, leadingOfficial, promotingCommittee, urgingCenter, deputies = [] } = parties;
  const named = [
    supervisingLeader && `督导领导 ${supervisingLeader}`, leadingOfficial && `牵头领导 ${leadingOfficial}`, promotingCommittee && `推进委室 ${promotingCommittee}`, urgingCenter && `督促中心 ${urgingCenter}`,
    deputies.length > 0 && `参与代表 ${deputies.map((id) => deputyName(context, id)).join('、')}`,
  ].filter(Boolean);
  return named.length === 0 ? '' : `六方联办：${named.join('，')}`;
}

function itemName({ itemName: named }: LineContext, id: string): string {
  return named?.(id) ?? '另一件';
}

function userName({ directory }: LineContext, id: string): string {
  return directory.users.find(({ user }) => user === id)?.name ?? id;
}

/** The unit's name, or its id when the directory does not have it. */
export function unitName({ directory }: Pick<LineContext, 'directory'>, id: string): string {
  return directory.units.find((unit) => unit.id === id)?.name ?? id;
}

/** The deputy's name, or the id when the directory does not have it. */
export function deputyName({ directory }: Pick<LineContext, 'directory'>, id: string): string {
  return directory.deputies.find((deputy) => deputy.id === id)?.name ?? id;
}
