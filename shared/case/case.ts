/**
 * The case (民情件): one matter that a citizen raised. This file is the only place with its fields: the body of
 * every entry type of the aggregate, and the state that they fold to. The forms are F02, F04–F10 of the
 * field's register books (docs/domain: 登记卡, 民情台账, 梳理单, 交办单, 办理情况报告单, 督办单, 回访记录, 评议表).
 */
import { Type, type Static } from 'typebox';
import { body, choice, date, subject, text, time } from '../kernel/schema.ts';
import type { EntryHeader } from '../ledger/entry.ts';

/** Longest free text: the 10,000 characters that must survive the whole path, with room. */
export const MAX_TEXT = 20_000;

/** Where a matter was heard (F02 来源渠道). */
export const CHANNELS = ['night_market', 'reception_day', 'station_qna', 'visit', 'wechat_group', 'qr', 'hotline', 'deputy', 'council', 'bureau_face_to_face', 'other'] as const;
export type Channel = (typeof CHANNELS)[number];

/** 小事 · 共性 · 大事 (S3 上街): decides the route. */
export const LEVELS = ['minor', 'common', 'major'] as const;
export type Level = (typeof LEVELS)[number];

/** What was brought: a matter to handle, a dispute to mediate, a golden idea. */
export const MATTERS = ['opinion', 'dispute', 'golden_idea'] as const;
export type Matter = (typeof MATTERS)[number];

/** The four legal answers (代表法 interpretation, S1): 已解决 · 正在解决 · 不具备条件 · 涉上级. */
export const REPLY_CLASSES = ['resolved', 'in_progress', 'not_feasible', 'escalated'] as const;
export type ReplyClass = (typeof REPLY_CLASSES)[number];

/** 催办 · 督办 · 重点督办 · 约谈, in rising order (F08). */
export const SUPERVISION_GRADES = ['urge', 'supervise', 'key_supervision', 'admonition_talk'] as const;
export type SupervisionGrade = (typeof SUPERVISION_GRADES)[number];

/** 满意 · 基本满意 · 不满意 (F10, F11). */
export const EVALUATION_GRADES = ['satisfied', 'basic', 'unsatisfied'] as const;
export type EvaluationGrade = (typeof EVALUATION_GRADES)[number];

/** How someone was told or asked: 当面 · 电话 · 短信 · 入户 · 公示 · 书面. */
export const CONTACT_WAYS = ['in_person', 'phone', 'message', 'visit', 'posting', 'letter'] as const;
export type ContactWay = (typeof CONTACT_WAYS)[number];

/** The version of all bodies below. */
export const CASE_BODY_VERSION = 1;

/** The bodies of the aggregate's entries, by type; all at `CASE_BODY_VERSION`. Unknown fields are kept. */
export const CASE_BODIES = {
  'case.registered': body({
    channel: choice(CHANNELS), matter: choice(MATTERS),
    /** The citizen's words, verbatim (原话记录). */
    words: text(MAX_TEXT),
    title: Type.Optional(text(200)), category: Type.Optional(text(40)), level: Type.Optional(choice(LEVELS)),
    activity: Type.Optional(subject), village: Type.Optional(subject), place: Type.Optional(text(200)),
    reporter: Type.Optional(body({ name: Type.Optional(text(60)), phone: Type.Optional(text(40)) })),
    receivedOn: date, receivedAt: Type.Optional(time),
    deputies: Type.Optional(Type.Array(subject, { maxItems: 50 })),
    /** The number shown until the county gives one: 临-<device>-<n>. */
    tempNo: text(40),
    /** 当场答复: what was answered at the table; the case then waits for evaluation only. */
    answeredOnSpot: Type.Optional(text(MAX_TEXT)),
  }),
  /** From the county only. `replaces`: the number that this one takes the place of, when a restored server had given it twice. */
  'case.numbered': body({ number: text(60), replaces: Type.Optional(text(60)) }),
  'case.sorted': body({ title: text(200), category: text(40), level: choice(LEVELS), note: Type.Optional(text(MAX_TEXT)), on: date }),
  'case.declined': body({ reason: text(MAX_TEXT), guidance: Type.Optional(text(MAX_TEXT)), on: date }),
  'case.assigned': body({
    lead: subject, co: Type.Array(subject, { maxItems: 20 }), responsible: Type.Optional(text(60)),
    /** 交办单 number. */
    orderNo: text(60), demand: Type.Optional(text(MAX_TEXT)), on: date, dueOn: date,
    /** Which row of the deadline table gave `dueOn`, and why it was changed if it was. */
    rule: text(40), dueReason: Type.Optional(text(500)),
  }),
  'case.acknowledged': body({ by: Type.Optional(text(60)), on: date }),
  'case.returned': body({ reason: text(MAX_TEXT), on: date }),
  'case.progressed': body({ text: text(MAX_TEXT), on: date }),
  'case.replied': body({
    unit: subject, class: choice(REPLY_CLASSES), text: text(MAX_TEXT), on: date, signedBy: Type.Optional(text(60)),
    /** in_progress: the plan and the day it is promised for; not_feasible: the reason; escalated: where to. */
    plan: Type.Optional(text(MAX_TEXT)), promisedOn: Type.Optional(date), reason: Type.Optional(text(MAX_TEXT)), escalatedTo: Type.Optional(text(200)),
  }),
  'case.relayed': body({ to: choice(['citizen', 'deputy']), way: choice(CONTACT_WAYS), by: text(60), on: date, opinion: Type.Optional(text(MAX_TEXT)) }),
  'case.supervised': body({
    grade: choice(SUPERVISION_GRADES), orderNo: text(60), reason: text(MAX_TEXT), demand: Type.Optional(text(MAX_TEXT)),
    leader: Type.Optional(text(60)), on: date, newDueOn: Type.Optional(date),
  }),
  'case.evaluated': body({
    by: choice(['citizen', 'deputy']), deputy: Type.Optional(subject), grade: choice(EVALUATION_GRADES),
    /** S1's two questions: 问题是否真解决, 生活是否有改善. */
    solved: Type.Optional(choice(['yes', 'partly', 'no'])), improved: Type.Optional(choice(['clearly', 'somewhat', 'no'])),
    opinion: Type.Optional(text(MAX_TEXT)), way: choice(CONTACT_WAYS), collectedBy: text(60), on: date,
  }),
  'case.reworked': body({ reason: text(MAX_TEXT), on: date, dueOn: date, rule: text(40) }),
  'case.closed': body({ on: date, note: Type.Optional(text(MAX_TEXT)) }),
  'case.reopened': body({ reason: text(MAX_TEXT), on: date }),
  'case.noted': body({
    text: text(MAX_TEXT),
    /** Entries without effect that this note settles: they no longer ask for attention. */
    resolves: Type.Optional(Type.Array(Type.String({ maxLength: 26 }), { maxItems: 100 })),
  }),
} as const;

/** An entry type of the case aggregate. */
export type CaseEntryType = keyof typeof CASE_BODIES;
/** The body of one entry type. */
export type CaseBody<T extends CaseEntryType> = Static<(typeof CASE_BODIES)[T]>;

/** What a case adds up to. `sorting` 待梳理 · `assigning` 待交办 · `handling` 办理中 · `evaluating` 待评议 · `closing` 待销号 · `closed` 已销号 · `declined` 不予受理. */
export const CASE_STATES = ['sorting', 'assigning', 'handling', 'evaluating', 'closing', 'closed', 'declined'] as const;
export type CaseStatus = (typeof CASE_STATES)[number];

/** The six steps: 登记 梳理 处办 反馈 督办 评议. */
export const STEPS = ['register', 'sort', 'handle', 'reply', 'supervise', 'evaluate'] as const;
export type Step = (typeof STEPS)[number];

/** One line of the timeline. `ineffective` is why an act changed nothing (未生效); null when it took effect. */
export interface CaseEvent {
  readonly header: EntryHeader;
  readonly body: Record<string, unknown>;
  readonly ineffective: string | null;
}

/** A case as its entries add up, folded in the order of `compareEntries`. Dates are local dates, ids are subjects. */
export interface CaseState {
  readonly id: string;
  readonly scope: string;
  readonly status: CaseStatus;
  /** The official number, or null until the county gave one; `tempNo` is then shown. */
  readonly number: string | null;
  readonly tempNo: string;
  readonly registered: CaseBody<'case.registered'>;
  readonly title: string;
  readonly category: string | null;
  readonly level: Level | null;
  readonly sortedOn: string | null;
  readonly assignment: CaseBody<'case.assigned'> | null;
  readonly acknowledgedOn: string | null;
  /** The date that counts now (assignment, supervision or rework), or null when nothing runs. */
  readonly dueOn: string | null;
  readonly reply: CaseBody<'case.replied'> | null;
  readonly relayed: readonly CaseBody<'case.relayed'>[];
  readonly supervisions: readonly CaseBody<'case.supervised'>[];
  /** Of the current round; a rework empties them. */
  readonly evaluations: { readonly citizen: CaseBody<'case.evaluated'> | null; readonly deputy: CaseBody<'case.evaluated'> | null };
  /** How often the case was sent back for rework. */
  readonly reworks: number;
  readonly closedOn: string | null;
  readonly declined: CaseBody<'case.declined'> | null;
  /** The date each step was last reached, or null. */
  readonly steps: Readonly<Record<Step, string | null>>;
  readonly timeline: readonly CaseEvent[];
  /** True when an act without effect has not been dealt with: the case is listed under 需处理. */
  readonly contested: boolean;
}
