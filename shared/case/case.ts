/**
 * The case (民情件): one matter that a citizen raised. This file is the only place with its fields: the body of
 * every entry type of the aggregate, and the state that they fold to. The forms are F02, F04–F10 of the
 * field's register books (docs/domain: 登记卡, 民情台账, 梳理单, 交办单, 办理情况报告单, 督办单, 回访记录, 评议表).
 */
import { Type, type Static } from 'typebox';
import { Attachments } from '../attachment/attachment.ts';
import { body, choice, date, subject, text, time } from '../kernel/schema.ts';
import type { ActEvent, Undoable } from '../ledger/act-fold.ts';

/** Longest free text: the 10,000 characters that must survive the whole path, with room. */
export const MAX_TEXT = 20_000;

/** Where a matter was heard (F02 来源渠道). */
export const CHANNELS = ['night_market', 'reception_day', 'station_qna', 'visit', 'wechat_group', 'qr', 'hotline', 'deputy', 'council', 'bureau_face_to_face', 'other'] as const;
export type Channel = (typeof CHANNELS)[number];

/** 小事 · 共性 · 大事 (S3 上街): decides the route. */
export const LEVELS = ['minor', 'common', 'major'] as const;
export type Level = (typeof LEVELS)[number];

/** What was brought: a matter to handle, a dispute to mediate, a golden idea, a question about policy. An accusation (检举控告) is refused this ledger (信访工作条例 30). */
export const MATTERS = ['opinion', 'dispute', 'golden_idea', 'policy_question', 'accusation'] as const;
export type Matter = (typeof MATTERS)[number];
/** What this ledger takes. */
export const REGISTRABLE_MATTERS = ['opinion', 'dispute', 'golden_idea', 'policy_question'] as const satisfies readonly Matter[];
export type RegistrableMatter = (typeof REGISTRABLE_MATTERS)[number];

/** The four legal answers (代表法 interpretation, S1): 已解决 · 正在解决 · 不具备条件 · 涉上级. */
export const REPLY_CLASSES = ['resolved', 'in_progress', 'not_feasible', 'escalated'] as const;
export type ReplyClass = (typeof REPLY_CLASSES)[number];

/** 催办 · 督办 · 重点督办 · 挂牌督办 · 约谈, in rising order (F08; M1-079). */
export const SUPERVISION_GRADES = ['urge', 'supervise', 'key_supervision', 'listing', 'admonition_talk'] as const;
export type SupervisionGrade = (typeof SUPERVISION_GRADES)[number];

/** 满意 · 基本满意 · 不满意 (F10, F11). */
export const EVALUATION_GRADES = ['satisfied', 'basic', 'unsatisfied'] as const;
export type EvaluationGrade = (typeof EVALUATION_GRADES)[number];

/** How someone was told or asked: 当面 · 电话 · 短信 · 入户 · 公示 · 书面. */
export const CONTACT_WAYS = ['in_person', 'phone', 'message', 'visit', 'posting', 'letter'] as const;
export type ContactWay = (typeof CONTACT_WAYS)[number];

/**
 * Where a matter goes that the six steps do not take (domain 3.6): told why it is not accepted, guided to the petition office or to court,
 * handed over off the record to discipline inspection, or linked to the ticket that already handles it.
 */
export const EXIT_ROUTES = ['not_accept', 'guide_petition', 'guide_legal', 'transfer_discipline', 'link_only'] as const;
export type ExitRoute = (typeof EXIT_ROUTES)[number];

/** 主办协办: the lead answers for all. 分别办理: each unit answers for itself (河南办法 13, 18). */
export const HANDLING_MODES = ['joint', 'separate'] as const;
export type HandlingMode = (typeof HANDLING_MODES)[number];

/** How two cases belong together: 同一事项 (集中提), 再次反映 (反复提), 有关联. */
export const LINK_RELATIONS = ['same_matter', 'raised_again', 'related'] as const;
export type LinkRelation = (typeof LINK_RELATIONS)[number];

/** What a case may be turned into: the kinds that are never merged with it (domain 3.1). */
export const CONVERSIONS = ['suggestion', 'motion_lead', 'petition', 'hotline_ticket'] as const;
export type Conversion = (typeof CONVERSIONS)[number];

/** 六方联办 (临颍 S1): who takes which part; the sixth, the handling unit, is the lead of the order. */
const Parties = body({
  supervisingLeader: Type.Optional(text(60)), leadingOfficial: Type.Optional(text(60)), promotingCommittee: Type.Optional(text(60)),
  urgingCenter: Type.Optional(text(60)), deputies: Type.Optional(Type.Array(subject, { maxItems: 50 })),
});

/** The fields that only some channels have; which channel asks for which is in `channels.ts`. */
const Source = body({
  /** 网格/微信群: the group's name. */
  group: Type.Optional(text(100)),
  /** 12345: the ticket and the hotline's own deadline. */
  ticketNo: Type.Optional(text(60)), ticketDueOn: Type.Optional(date),
  /** 站点问政, 代表·局长面对面: who was asked. */
  askedUnit: Type.Optional(subject),
  /** 接待选民日, 议事会: which session. */
  session: Type.Optional(text(100)),
  /** 走访: whose house or which firm. */
  household: Type.Optional(text(100)),
  /** 扫码: the code that was scanned. */
  code: Type.Optional(text(60)),
});

/** 问题 or 意见建议, where a paper counts them apart (龙安 S0: 提出意见建议86条，反映问题73个). */
export const NATURES = ['problem', 'suggestion'] as const;
export type Nature = (typeof NATURES)[number];

/** 调解 at the table (F16): who with whom, who helped, and what they agreed. */
const Mediation = body({
  parties: Type.Array(text(60), { minItems: 1, maxItems: 20 }), kind: Type.Optional(text(40)), result: choice(['agreed', 'not_agreed', 'guided']),
  /** 协议内容, as the parties heard it read out. */
  agreement: Type.Optional(text(MAX_TEXT)), helpers: Type.Optional(Type.Array(text(60), { maxItems: 20 })),
});
export type Mediation = Static<typeof Mediation>;

/** 现场承诺 (站点问政, 我问你答): which unit promised what; the week's effect and the month's result (商丘 S0; QNA_EFFECT, QNA_RESULT). */
const SpotPromise = body({ unit: subject, by: Type.Optional(text(60)), text: text(MAX_TEXT), effectOn: Type.Optional(date), resultOn: date });
export type SpotPromise = Static<typeof SpotPromise>;

const Reporter = body({ name: Type.Optional(text(60)), phone: Type.Optional(text(40)) });
/** The length of a clock when it was set: the rules may change later. */
const Length = body({ n: Type.Integer({ minimum: 1, maximum: 3650 }), unit: choice(['calendar_day', 'workday', 'calendar_month']) });

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
    reporter: Type.Optional(Reporter),
    receivedOn: date, receivedAt: Type.Optional(time),
    deputies: Type.Optional(Type.Array(subject, { maxItems: 50 })),
    source: Type.Optional(Source),
    /** 紧急: told to the leaders at once, 110/119/120 first (信访工作条例 25). */
    urgent: Type.Optional(Type.Boolean()),
    /** 要求保密: the citizen asked that the name stays here (陆丰上英镇 rule). */
    confidential: Type.Optional(Type.Boolean()),
    /** The number shown until the county gives one: 临-<device>-<n>. */
    tempNo: text(40),
    /** 当场答复: what was answered at the table; the case then waits for evaluation only. */
    answeredOnSpot: Type.Optional(text(MAX_TEXT)),
    nature: Type.Optional(choice(NATURES)), mediation: Type.Optional(Mediation), promise: Type.Optional(SpotPromise),
    attachments: Attachments,
  }),
  /** 更正: what was written down wrongly about the registration. The words stay as they are; more may be added (补充). */
  'case.corrected': body({
    channel: Type.Optional(choice(CHANNELS)), village: Type.Optional(subject), place: Type.Optional(text(200)), reporter: Type.Optional(Reporter), receivedOn: Type.Optional(date),
    deputies: Type.Optional(Type.Array(subject, { maxItems: 50 })), source: Type.Optional(Source), urgent: Type.Optional(Type.Boolean()), confidential: Type.Optional(Type.Boolean()),
    addition: Type.Optional(text(MAX_TEXT)), reason: text(500), on: date,
  }),
  /** From the county only. `replaces`: the number that this one takes the place of, when a restored server had given it twice. */
  'case.numbered': body({ number: text(60), replaces: Type.Optional(text(60)) }),
  'case.sorted': body({ title: text(200), category: text(40), level: choice(LEVELS), urgent: Type.Optional(Type.Boolean()), note: Type.Optional(text(MAX_TEXT)), on: date }),
  /** 当场或直接答复 at the sorting desk: no unit is needed. */
  'case.answered': body({ text: text(MAX_TEXT), by: text(60), way: choice(CONTACT_WAYS), on: date, attachments: Attachments }),
  'case.declined': body({
    route: Type.Optional(choice(EXIT_ROUTES)), reason: text(MAX_TEXT), guidance: Type.Optional(text(MAX_TEXT)),
    /** guide_*, transfer_discipline: which office; link_only: which number. */
    where: Type.Optional(text(200)), on: date,
  }),
  /** 定量上报: to the county's 初审把关. */
  'case.reported': body({ reason: text(MAX_TEXT), on: date, dueOn: Type.Optional(date) }),
  /** 初审把关: accepted (the county assigns) or sent back with a reason. */
  'case.reviewed': body({ result: choice(['accepted', 'returned']), reason: Type.Optional(text(MAX_TEXT)), on: date }),
  /** 并案: follows another case; the citizen is answered apart all the same (并案、分别答复). */
  'case.merged': body({ into: subject, reason: Type.Optional(text(MAX_TEXT)), on: date }),
  'case.separated': body({ reason: text(MAX_TEXT), on: date }),
  /** 转化: into an item of another kind, which this case then follows. */
  'case.converted': body({ to: subject, kind: choice(CONVERSIONS), note: Type.Optional(text(MAX_TEXT)), on: date }),
  'case.linked': body({ to: subject, relation: choice(LINK_RELATIONS), note: Type.Optional(text(500)), on: date }),
  'case.unlinked': body({ to: subject, on: date }),
  /** 会商 (共性) or 询问 (大事): the way that the level asks for (S3 上街). */
  'case.consulted': body({ way: choice(['consultation', 'inquiry']), people: text(500), result: text(MAX_TEXT), on: date }),
  'case.assigned': body({
    lead: subject, co: Type.Array(subject, { maxItems: 20 }), mode: Type.Optional(choice(HANDLING_MODES)),
    /** 主要领导 · 分管领导 · 具体承办人 (承办领导责任制, S1). */
    chief: Type.Optional(text(60)), deputyChief: Type.Optional(text(60)), responsible: Type.Optional(text(60)),
    parties: Type.Optional(Parties),
    /** 交办单 number. */
    orderNo: text(60), demand: Type.Optional(text(MAX_TEXT)), on: date, dueOn: date,
    /** Until when co-handling units give their opinion to the lead; until when a unit may say that it is not its business. */
    coDueOn: Type.Optional(date), returnBy: Type.Optional(date),
    /** Which row of the deadline table gave `dueOn`, how long it is, and why it was changed if it was. */
    rule: text(40), length: Type.Optional(Length), dueReason: Type.Optional(text(500)),
    /** Why the unit was changed, when there was one (改派). */
    reason: Type.Optional(text(MAX_TEXT)),
    /** 主席团指定: after two returns somebody decides, and the unit may not return it again (潍坊条例 22). */
    decidedBy: Type.Optional(text(60)),
  }),
  'case.acknowledged': body({ unit: Type.Optional(subject), by: Type.Optional(text(60)), on: date }),
  'case.returned': body({ unit: Type.Optional(subject), reason: text(MAX_TEXT), on: date, /** Who agreed to a return after the limit. */ agreedBy: Type.Optional(text(60)) }),
  'case.extension_requested': body({ unit: Type.Optional(subject), until: date, reason: text(MAX_TEXT), on: date }),
  'case.extended': body({ dueOn: date, reason: text(MAX_TEXT), approvedBy: text(60), on: date }),
  'case.extension_declined': body({ reason: text(MAX_TEXT), decidedBy: text(60), on: date }),
  'case.paused': body({ reason: text(MAX_TEXT), on: date }),
  'case.resumed': body({ on: date, dueOn: date }),
  /** The calendar changed: the same clock, another last day. */
  'case.rescheduled': body({ dueOn: date, was: date, reason: text(500), on: date }),
  'case.progressed': body({ unit: Type.Optional(subject), text: text(MAX_TEXT), on: date, attachments: Attachments }),
  'case.replied': body({
    unit: subject, class: choice(REPLY_CLASSES), text: text(MAX_TEXT), on: date, signedBy: Type.Optional(text(60)), documentNo: Type.Optional(text(60)),
    /** in_progress: the plan and the day it is promised for; not_feasible: the reason; escalated: where to. */
    plan: Type.Optional(text(MAX_TEXT)), promisedOn: Type.Optional(date), reason: Type.Optional(text(MAX_TEXT)), escalatedTo: Type.Optional(text(200)),
    attachments: Attachments,
  }),
  /** 承诺落实: what became of the plan. */
  'case.fulfilled': body({ text: text(MAX_TEXT), on: date, attachments: Attachments }),
  'case.relayed': body({ to: choice(['citizen', 'deputy']), deputy: Type.Optional(subject), way: choice(CONTACT_WAYS), by: text(60), on: date, opinion: Type.Optional(text(MAX_TEXT)) }),
  'case.supervised': body({
    grade: choice(SUPERVISION_GRADES), orderNo: text(60), unit: Type.Optional(subject), reason: text(MAX_TEXT), demand: Type.Optional(text(MAX_TEXT)),
    leader: Type.Optional(text(60)), on: date, newDueOn: Type.Optional(date), answerBy: Type.Optional(date),
    /** The rule whose proposal was followed. */
    proposal: Type.Optional(text(40)), attachments: Attachments,
  }),
  /** 落实情况 of one supervision; 约谈: its minutes. Ends it. */
  'case.supervision_answered': body({ orderNo: text(60), text: text(MAX_TEXT), on: date, attachments: Attachments }),
  'case.evaluated': body({
    by: choice(['citizen', 'deputy']), deputy: Type.Optional(subject), grade: choice(EVALUATION_GRADES),
    /** S1's two questions: 问题是否真解决, 生活是否有改善. */
    solved: Type.Optional(choice(['yes', 'partly', 'no'])), improved: Type.Optional(choice(['clearly', 'somewhat', 'no'])),
    opinion: Type.Optional(text(MAX_TEXT)), way: choice(CONTACT_WAYS), collectedBy: text(60), on: date, attachments: Attachments,
  }),
  'case.reworked': body({ reason: text(MAX_TEXT), on: date, dueOn: date, rule: text(40), length: Type.Optional(Length) }),
  'case.closed': body({ on: date, note: Type.Optional(text(MAX_TEXT)), attachments: Attachments }),
  'case.reopened': body({ reason: text(MAX_TEXT), on: date }),
  'case.noted': body({
    text: text(MAX_TEXT),
    /** Users who are asked to look (@). */
    mentions: Type.Optional(Type.Array(Type.String({ pattern: '^[0-9A-Za-z_.-]{1,40}$' }), { maxItems: 20 })),
    /** Entries without effect that this note settles: they no longer ask for attention. */
    resolves: Type.Optional(Type.Array(Type.String({ maxLength: 26 }), { maxItems: 100 })),
    /** The duty or the proposal that this note is the answer to (`duties.ts`, `proposals.ts`): the leaders were told, the second look was taken, the proposal is set aside. */
    duty: Type.Optional(text(40)),
    attachments: Attachments,
  }),
  /** A masked name or phone was shown (PIPL; ui: showing is recorded). */
  'case.revealed': body({ what: Type.Array(choice(['name', 'phone', 'words']), { minItems: 1, maxItems: 3 }) }),
  /** 撤销: takes the last act back, by its entry id; only who made it, only while nothing stands on it. */
  'case.undone': body({ act: Type.String({ minLength: 26, maxLength: 26 }), reason: Type.Optional(text(500)) }),
} as const;

/** An entry type of the case aggregate. */
export type CaseEntryType = keyof typeof CASE_BODIES;
/** The body of one entry type. */
export type CaseBody<T extends CaseEntryType> = Static<(typeof CASE_BODIES)[T]>;

/**
 * What a case adds up to. `sorting` 待梳理 · `reviewing` 待县初审 · `assigning` 待交办 · `handling` 办理中 · `following` 随件办理 (merged into another
 * case, or turned into an item of another kind) · `evaluating` 待评议 · `closing` 待销号 · `closed` 已销号 · `declined` 不予受理.
 */
export const CASE_STATES = ['sorting', 'reviewing', 'assigning', 'handling', 'following', 'evaluating', 'closing', 'closed', 'declined'] as const;
export type CaseStatus = (typeof CASE_STATES)[number];

/** The six steps: 登记 梳理 处办 反馈 督办 评议. */
export const STEPS = ['register', 'sort', 'handle', 'reply', 'supervise', 'evaluate'] as const;
export type Step = (typeof STEPS)[number];

/** One line of the timeline. */
export type CaseEvent = ActEvent;

/** A stretch of a clock: running, or paused with the reason. `to` is null for the present one. */
export interface ClockSegment { readonly kind: 'running' | 'paused'; readonly from: string; readonly to: string | null; readonly reason: string | null }

/** The handling clock of the current order or rework: how long it is by which rule, and the stretches that it ran and stood. */
export interface CaseClock {
  readonly rule: string;
  readonly n: number | null;
  readonly unit: 'calendar_day' | 'workday' | 'calendar_month' | null;
  readonly startedOn: string;
  readonly segments: readonly ClockSegment[];
  /** A last day that was set by hand: with a reason when assigning, by an extension, a supervision or a new calendar. */
  readonly setTo: string | null;
  /** When it was set: pauses from then on move it, those before were known (`shared/rules/clock.ts`). */
  readonly setOn: string | null;
}

/** A supervision with what became of it. */
export interface Supervision { readonly order: CaseBody<'case.supervised'>; readonly answer: CaseBody<'case.supervision_answered'> | null }

/** A case as its entries add up, folded in the order of `compareEntries`. Dates are local dates, ids are subjects. */
export interface CaseState {
  readonly id: string;
  readonly scope: string;
  readonly status: CaseStatus;
  /** The official number, or null until the county gave one; `tempNo` is then shown. */
  readonly number: string | null;
  readonly tempNo: string;
  /** The registration with its corrections; the words as they were said. */
  readonly registered: CaseBody<'case.registered'>;
  /** 补充: what was added to the words later. */
  readonly additions: readonly { readonly text: string; readonly on: string }[];
  readonly title: string;
  readonly category: string | null;
  readonly level: Level | null;
  readonly urgent: boolean;
  readonly sortedOn: string | null;
  /** 定量上报, and what the county's first review said. */
  readonly reported: CaseBody<'case.reported'> | null;
  readonly review: CaseBody<'case.reviewed'> | null;
  /** What this case follows while another item is handled; null when it has a road of its own. */
  readonly follows: { readonly id: string; readonly kind: 'case' | Conversion; readonly on: string } | null;
  /** What this case was turned into, also after it was answered. */
  readonly conversions: readonly CaseBody<'case.converted'>[];
  readonly links: readonly CaseBody<'case.linked'>[];
  readonly consultations: readonly CaseBody<'case.consulted'>[];
  readonly assignment: CaseBody<'case.assigned'> | null;
  /** How often units sent it back. */
  readonly returns: number;
  readonly acknowledgedOn: string | null;
  readonly clock: CaseClock | null;
  /** The date that counts now (assignment, supervision, promise or rework), or null when nothing runs or the clock is paused. */
  readonly dueOn: string | null;
  readonly extensionRequest: CaseBody<'case.extension_requested'> | null;
  /** The latest answer of each unit in the current round. */
  readonly answers: Readonly<Record<string, CaseBody<'case.replied'>>>;
  /** The answer that counts: the lead's, or in separate handling the lead's once all have answered. */
  readonly reply: CaseBody<'case.replied'> | null;
  /** 当场答复, at the table or at the desk. */
  readonly spotAnswer: { readonly text: string; readonly on: string } | null;
  /** 承诺: what is promised for which day, and what became of it. Outlives the answer until it is kept. */
  readonly promise: { readonly plan: string; /** 见成效 by this day, before it is kept on `on`; null without such a day. */ readonly effectOn?: string | null; readonly on: string; readonly fulfilled: CaseBody<'case.fulfilled'> | null } | null;
  /** Who was told of the present answer, or of the refusal. */
  readonly relayed: readonly CaseBody<'case.relayed'>[];
  readonly supervisions: readonly Supervision[];
  /** Of the current round; a rework empties them. `deputies` has every deputy's own; `deputy` is the least satisfied of them. */
  readonly evaluations: { readonly citizen: CaseBody<'case.evaluated'> | null; readonly deputy: CaseBody<'case.evaluated'> | null; readonly deputies: Readonly<Record<string, CaseBody<'case.evaluated'>>> };
  /** How often the case was sent back for rework. */
  readonly reworks: number;
  readonly closedOn: string | null;
  readonly declined: CaseBody<'case.declined'> | null;
  /** The date each step was last reached, or null. */
  readonly steps: Readonly<Record<Step, string | null>>;
  /** Users who were asked by name to look and have done nothing on the case since. */
  readonly mentioned: readonly string[];
  readonly timeline: readonly CaseEvent[];
  /** True when an act without effect has not been dealt with: the case is listed under 需处理. */
  readonly contested: boolean;
  /** The act that can be taken back, by who made it. */
  readonly undoable: Undoable | null;
}
