/** What each entry of the timeline says under its heading: the facts of its body as lines of text. */
import { CASE_BODIES, type CaseBody, type CaseEntryType, type CaseEvent } from '../../../shared/case/case.ts';
import {
  CHANNEL_WORDS, CONTACT_WAY_WORDS, EVALUATION_GRADE_WORDS, EVALUATOR_WORDS, IMPROVED_WORDS, LEVEL_WORDS, REPLY_CLASS_WORDS, SOLVED_WORDS, SUPERVISION_GRADE_WORDS,
} from '../../../shared/case/words.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { Directory } from '../../store/api.ts';
import { shortDay } from '../../ui/format-date.ts';

/** What the lines need beside the body: names for ids, and this year. */
export interface LineContext { readonly directory: Directory; readonly today: LocalDate }

type Line = string | null | undefined | false;
type Lines = { readonly [T in CaseEntryType]?: (body: CaseBody<T>, context: LineContext) => readonly Line[] };

const LINES: Lines = {
  'case.registered': (body) => [CHANNEL_WORDS[body.channel], body.answeredOnSpot !== undefined && `现场答复：${body.answeredOnSpot}`],
  'case.numbered': (body) => [body.number],
  'case.sorted': (body) => [`${body.title}（${body.category}，${LEVEL_WORDS[body.level]}）`, body.note],
  'case.declined': (body) => [body.reason, body.guidance && `引导：${body.guidance}`],
  'case.assigned': (body, context) => [
    `主办 ${unitName(context, body.lead)}${body.co.length > 0 ? `，协办 ${body.co.map((id) => unitName(context, id)).join('、')}` : ''}`,
    `${shortDay(body.dueOn, context.today)}前办结 · ${body.orderNo}`, body.dueReason && `改时限的原因：${body.dueReason}`, body.demand && `要求：${body.demand}`,
  ],
  'case.acknowledged': (body) => [body.by && `签收人 ${body.by}`],
  'case.returned': (body) => [body.reason],
  'case.progressed': (body) => [body.text],
  'case.replied': (body, context) => [
    `${unitName(context, body.unit)} · ${REPLY_CLASS_WORDS[body.class]}`, body.text, body.plan && `计划：${body.plan}${body.promisedOn ? `，承诺 ${shortDay(body.promisedOn, context.today)}办完` : ''}`,
    body.reason && `原因：${body.reason}`, body.escalatedTo && `已报：${body.escalatedTo}`, body.signedBy && `签发 ${body.signedBy}`,
  ],
  'case.relayed': (body) => [`${EVALUATOR_WORDS[body.to]} · ${CONTACT_WAY_WORDS[body.way]} · ${body.by}`, body.opinion && `对方说：${body.opinion}`],
  'case.supervised': (body, context) => [
    `${SUPERVISION_GRADE_WORDS[body.grade]} · ${body.orderNo}`, body.reason, body.demand && `要求：${body.demand}`,
    body.newDueOn && `新时限 ${shortDay(body.newDueOn, context.today)}`, body.leader && `督办领导 ${body.leader}`,
  ],
  'case.evaluated': (body, context) => [
    `${EVALUATOR_WORDS[body.by]}${body.deputy === undefined ? '' : ` ${deputyName(context, body.deputy)}`}：${EVALUATION_GRADE_WORDS[body.grade]}`,
    [body.solved && `问题${SOLVED_WORDS[body.solved]}`, body.improved && `生活${IMPROVED_WORDS[body.improved]}`].filter(Boolean).join('，'),
    body.opinion, `${CONTACT_WAY_WORDS[body.way]}收集 · ${body.collectedBy}`,
  ],
  'case.reworked': (body, context) => [body.reason, `${shortDay(body.dueOn, context.today)}前办结`],
  'case.closed': (body) => [body.note],
  'case.reopened': (body) => [body.reason],
  'case.noted': (body) => [body.text],
};

/** The lines of one event; none for an entry that this version cannot read. */
export function eventLines(event: CaseEvent, context: LineContext): readonly string[] {
  const { type } = event.header;
  if (!isCaseEntryType(type) || (event.ineffective !== null && UNREADABLE.includes(event.ineffective))) return [];
  return linesOf(type, event.body, context).filter((line): line is string => typeof line === 'string' && line !== '');
}

/** The codes of entries whose body must not be read by its schema. */
export const UNREADABLE: readonly string[] = ['type-unknown', 'version-newer', 'body-invalid'];

/** True for a type of the case aggregate that this version knows. */
export function isCaseEntryType(type: string): type is CaseEntryType {
  return Object.hasOwn(CASE_BODIES, type);
}

// The fold has checked the body against the schema of its type: everything else is among UNREADABLE.
function linesOf<T extends CaseEntryType>(type: T, body: Record<string, unknown>, context: LineContext): readonly Line[] {
  return LINES[type]?.(body as CaseBody<T>, context) ?? [];
}

/** The unit's name, or its id when the directory does not have it. */
export function unitName({ directory }: Pick<LineContext, 'directory'>, id: string): string {
  return directory.units.find((unit) => unit.id === id)?.name ?? id;
}

/** The deputy's name, or the id when the directory does not have it. */
export function deputyName({ directory }: Pick<LineContext, 'directory'>, id: string): string {
  return directory.deputies.find((deputy) => deputy.id === id)?.name ?? id;
}
