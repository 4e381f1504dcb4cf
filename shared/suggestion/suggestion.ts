/**
 * A deputies' suggestion (代表建议、批评和意见): what a deputy puts forward in their own name, signed, and what the law makes of it
 * (代表法 51, 52; 河南省人大代表建议办理办法 2017, "河南" below, which townships may follow by its article 31). This file is the only place
 * with its fields: forms F07, F11–F14 (建议纸、办理台账、征询意见表、面商记录). It is never merged with the case that it may come from.
 */
import { Type, type Static } from 'typebox';
import { Attachments } from '../attachment/attachment.ts';
import { CONTACT_WAYS, EVALUATION_GRADES, HANDLING_MODES, MAX_TEXT, REPLY_CLASSES, SUPERVISION_GRADES } from '../case/case.ts';
import { body, choice, date, subject, text } from '../kernel/schema.ts';
import type { ActEvent, Undoable } from '../ledger/act-fold.ts';
import type { Clock } from '../rules/clock.ts';

/** 会议期间 · 闭会期间 (河南 12). */
export const PERIODS = ['session', 'recess'] as const;
export type Period = (typeof PERIODS)[number];

/** 全文公开 · 摘要公开 · 不公开 (河南 29). */
export const PUBLICITIES = ['full', 'summary', 'none'] as const;
export type Publicity = (typeof PUBLICITIES)[number];

/** 办前 · 办中 · 办后 (三访). */
export const TALK_PHASES = ['before', 'during', 'after'] as const;
export type TalkPhase = (typeof TALK_PHASES)[number];

/** What a paper turns out to be when it is no suggestion: 信访、民情件、议案线索, or a question that is answered and no more. */
export const REROUTES = ['petition', 'case', 'motion', 'inquiry'] as const;
export type Reroute = (typeof REROUTES)[number];

/** 评估意见: handle it once more, or the answer stands. */
export const APPRAISALS = ['redo', 'settled'] as const;
export type Appraisal = (typeof APPRAISALS)[number];

/** 六方联办 of a suggestion under special supervision (临颍 S1); the sixth, the handling unit, is the lead of the order. */
const Parties = body({
  supervisingLeader: Type.Optional(text(60)), leadingOfficial: Type.Optional(text(60)), promotingCommittee: Type.Optional(text(60)),
  urgingCenter: Type.Optional(text(60)), deputies: Type.Optional(Type.Array(subject, { maxItems: 50 })),
});
/** The length of a clock when it was set: the rules may change later. */
const Length = body({ n: Type.Integer({ minimum: 1, maximum: 3650 }), unit: choice(['calendar_day', 'workday', 'calendar_month']) });
const user = Type.String({ pattern: '^[0-9A-Za-z_.-]{1,40}$' });

/** The version of all bodies below. */
export const SUGGESTION_BODY_VERSION = 1;

/** The bodies of the aggregate's entries, by type; all at `SUGGESTION_BODY_VERSION`. Unknown fields are kept. */
export const SUGGESTION_BODIES = {
  /** 建议纸 (F12). */
  'suggestion.registered': body({
    tempNo: text(40),
    /** 届、次: 第二十届 · 第一次会议; a recess suggestion belongs to the last session. */
    term: Type.Optional(text(40)), session: Type.Optional(text(40)), period: choice(PERIODS),
    /** 领衔代表, and the day of the signature: a suggestion is in writing and signed (代表法 51; 河南 9). */
    lead: subject, signedOn: date,
    /** 联名代表; who has not confirmed the signature has none yet (河南 9). */
    coSigners: Type.Optional(Type.Array(body({ deputy: subject, signedOn: Type.Optional(date) }), { maxItems: 100 })),
    title: text(200), category: Type.Optional(text(40)),
    /** 情况与问题 · 具体建议. */
    situation: text(MAX_TEXT), proposal: text(MAX_TEXT),
    /** How many matters the paper speaks of, as who registers it counts them: 一事一议 (河南 10) wants one. */
    matters: Type.Optional(Type.Integer({ minimum: 1, maximum: 99 })),
    /** 希望承办单位 (河南 12.2). */
    wishedUnit: Type.Optional(subject),
    publicity: choice(PUBLICITIES), publicityReason: Type.Optional(text(500)),
    /** The cases that it comes from. */
    sources: Type.Optional(Type.Array(subject, { maxItems: 50 })),
    /** The motion that was not put on the agenda and became this suggestion. */
    motion: Type.Optional(subject),
    receivedOn: date, receivedBy: Type.Optional(text(60)),
    /** Until when it should be handed to a unit (SUG_RECESS_ASSIGN). */
    assignBy: Type.Optional(date),
    attachments: Attachments,
  }),
  /** 补充完善 by the deputy: what the paper says instead. */
  'suggestion.amended': body({
    title: Type.Optional(text(200)), situation: Type.Optional(text(MAX_TEXT)), proposal: Type.Optional(text(MAX_TEXT)), category: Type.Optional(text(40)),
    matters: Type.Optional(Type.Integer({ minimum: 1, maximum: 99 })), publicity: Type.Optional(choice(PUBLICITIES)), publicityReason: Type.Optional(text(500)),
    wishedUnit: Type.Optional(subject), on: date,
  }),
  /** 联名代表确认签名, or says that they do not join. */
  'suggestion.signed': body({ deputy: subject, declined: Type.Optional(Type.Boolean()), on: date }),
  /** 审查通过, with the official number that the desk gives it. */
  'suggestion.checked': body({ number: Type.Optional(text(60)), note: Type.Optional(text(MAX_TEXT)), on: date }),
  'suggestion.sent_back': body({ reason: text(MAX_TEXT), way: Type.Optional(choice(CONTACT_WAYS)), on: date }),
  /** 并案 of the same content; every deputy is still answered (河南 21). */
  'suggestion.merged': body({ into: subject, reason: Type.Optional(text(MAX_TEXT)), on: date }),
  'suggestion.separated': body({ reason: text(MAX_TEXT), on: date }),
  /** 不作建议处理: what it is instead, and how the deputy was told; without a way where the office only takes its own turn back. */
  'suggestion.rerouted': body({ as: choice(REROUTES), to: Type.Optional(subject), where: Type.Optional(text(200)), reason: text(MAX_TEXT), way: Type.Optional(choice(CONTACT_WAYS)), on: date }),
  /** The number put right by the desk, such as one given twice. */
  'suggestion.numbered': body({ number: text(60), on: date }),
  'suggestion.assigned': body({
    lead: subject, co: Type.Array(subject, { maxItems: 20 }), mode: Type.Optional(choice(HANDLING_MODES)),
    responsible: Type.Optional(text(60)), leader: Type.Optional(text(60)), orderNo: text(60), demand: Type.Optional(text(MAX_TEXT)), on: date,
    /** 涉及面广、处理难度大: six months instead of three (代表法 51). */
    complex: Type.Optional(Type.Boolean()),
    dueOn: date,
    /** The last day that the law gives, which no county and no hand may move (three months, six when complex, as the calendar says). */
    statuteOn: date,
    /** Complex: until when the deputy is told how it stands (河南 20: within three months). */
    explainBy: Type.Optional(date),
    /** Until when co-handling units give their opinion to the lead (河南 18), and until when a unit may return it (河南 14). */
    coDueOn: Type.Optional(date), returnBy: Type.Optional(date),
    rule: text(40), length: Type.Optional(Length), dueReason: Type.Optional(text(500)),
    /** Why the unit was changed, when there was one. */
    reason: Type.Optional(text(MAX_TEXT)),
    /** 主席团指定: after two returns somebody decides, and the unit may not return it again. */
    decidedBy: Type.Optional(text(60)),
  }),
  'suggestion.acknowledged': body({ unit: Type.Optional(subject), by: Type.Optional(text(60)), on: date }),
  /** 退回 with written reasons; a unit never passes it on itself (河南 14). `reassignBy` is ten working days on. */
  'suggestion.returned': body({ unit: Type.Optional(subject), reason: text(MAX_TEXT), on: date, agreedBy: Type.Optional(text(60)), reassignBy: Type.Optional(date) }),
  /** 协办意见 to the lead. */
  'suggestion.co_opined': body({ unit: subject, text: text(MAX_TEXT), on: date, documentNo: Type.Optional(text(60)), attachments: Attachments }),
  /** 面商 (F14). */
  'suggestion.talked': body({
    phase: choice(TALK_PHASES), place: Type.Optional(text(200)), way: Type.Optional(choice(CONTACT_WAYS)), unit: Type.Optional(subject), deputies: Type.Array(subject, { minItems: 1, maxItems: 50 }),
    people: Type.Optional(text(500)), deputyOpinion: Type.Optional(text(MAX_TEXT)), unitAccount: Type.Optional(text(MAX_TEXT)), agreement: text(MAX_TEXT), todo: Type.Optional(text(MAX_TEXT)), on: date, attachments: Attachments,
  }),
  /** 先向代表说明情况 (河南 20). */
  'suggestion.explained': body({ unit: Type.Optional(subject), text: text(MAX_TEXT), way: choice(CONTACT_WAYS), on: date }),
  /** 转为复杂件: three months become six, once; the law knows neither a pause nor more. */
  'suggestion.extended': body({ dueOn: date, statuteOn: date, rule: text(40), length: Type.Optional(Length), reason: text(MAX_TEXT), approvedBy: text(60), on: date }),
  /** The calendar changed, or a promise was put off with the reason: another last day. */
  'suggestion.rescheduled': body({ dueOn: date, was: date, reason: text(500), on: date }),
  'suggestion.progressed': body({ unit: Type.Optional(subject), text: text(MAX_TEXT), on: date, attachments: Attachments }),
  /** 答复函: in the uniform format, signed by the head of the unit (河南 21). */
  'suggestion.replied': body({
    unit: subject, class: choice(REPLY_CLASSES),
    /** The letter of the county's own scheme (A/B/C/D, 甲乙丙), as printed at the top right of the answer. */
    letter: Type.Optional(text(10)),
    text: text(MAX_TEXT), documentNo: text(60), signedBy: text(60), on: date,
    plan: Type.Optional(text(MAX_TEXT)), progress: Type.Optional(text(MAX_TEXT)), promisedOn: Type.Optional(date), reason: Type.Optional(text(MAX_TEXT)), escalatedTo: Type.Optional(text(200)),
    /** 说明协办意见: the lead says what the co-handling units think (河南 18). */
    coOpinions: Type.Optional(text(MAX_TEXT)),
    publicity: Type.Optional(choice(PUBLICITIES)), attachments: Attachments,
  }),
  /** 逐人答复 (河南 21): the answer reached this deputy. `feedbackBy` is ten working days on (河南 22). */
  'suggestion.delivered': body({ deputy: subject, way: choice(CONTACT_WAYS), by: text(60), on: date, feedbackBy: Type.Optional(date) }),
  /** 代表反馈 (F11): attitude and result apart. Entered by the desk, never by the unit (S1: 威胁利诱影响评价). */
  'suggestion.fed_back': body({
    deputy: subject, attitude: choice(EVALUATION_GRADES), result: choice(EVALUATION_GRADES), opinion: Type.Optional(text(MAX_TEXT)),
    /** 是否同意重新办理. */
    wantsRework: Type.Optional(Type.Boolean()), way: choice(CONTACT_WAYS), collectedBy: text(60), on: date, attachments: Attachments,
  }),
  /** 催请反馈. */
  'suggestion.urged': body({ deputy: subject, way: choice(CONTACT_WAYS), by: text(60), on: date }),
  /** 逾期未反馈: urged and still silent, not counted in any rate of satisfaction (重庆条例 29). */
  'suggestion.lapsed': body({ deputy: subject, on: date }),
  'suggestion.reworked': body({ reason: text(MAX_TEXT), on: date, dueOn: date, rule: text(40), length: Type.Optional(Length) }),
  /** 评估: still unsatisfied after the second answer (河南 22.3). */
  'suggestion.appraised': body({ experts: text(500), opinion: text(MAX_TEXT), outcome: choice(APPRAISALS), on: date, attachments: Attachments }),
  /** 承诺落实, and told to the deputies again (河南 23). */
  'suggestion.fulfilled': body({ unit: Type.Optional(subject), text: text(MAX_TEXT), way: choice(CONTACT_WAYS), on: date, attachments: Attachments }),
  'suggestion.supervised': body({
    grade: choice(SUPERVISION_GRADES), orderNo: text(60), unit: Type.Optional(subject), reason: text(MAX_TEXT), demand: Type.Optional(text(MAX_TEXT)), leader: Type.Optional(text(60)), on: date, answerBy: Type.Optional(date),
  }),
  'suggestion.supervision_answered': body({ orderNo: text(60), text: text(MAX_TEXT), on: date, attachments: Attachments }),
  /** 列为重点督办, who decided, and who takes which part. */
  'suggestion.key_listed': body({ decidedBy: text(100), parties: Type.Optional(Parties), reason: Type.Optional(text(MAX_TEXT)), on: date }),
  'suggestion.closed': body({ on: date, note: Type.Optional(text(MAX_TEXT)), attachments: Attachments }),
  'suggestion.reopened': body({ reason: text(MAX_TEXT), on: date }),
  'suggestion.noted': body({
    text: text(MAX_TEXT), mentions: Type.Optional(Type.Array(user, { maxItems: 20 })),
    /** Entries without effect that this note settles. */
    resolves: Type.Optional(Type.Array(Type.String({ maxLength: 26 }), { maxItems: 100 })),
  }),
  'suggestion.undone': body({ act: Type.String({ minLength: 26, maxLength: 26 }), reason: Type.Optional(text(500)) }),
} as const;

/** An entry type of the suggestion aggregate. */
export type SuggestionEntryType = keyof typeof SUGGESTION_BODIES;
/** The body of one entry type. */
export type SuggestionBody<T extends SuggestionEntryType> = Static<(typeof SUGGESTION_BODIES)[T]>;

/**
 * What a suggestion adds up to. `checking` 待审查 · `completing` 待代表补充 · `assigning` 待交办 · `handling` 办理中 · `following` 并案办理 ·
 * `feedback` 待代表反馈 · `tracking` 跟踪落实 (answered 正在解决, the promise is open) · `closing` 待办结 · `closed` 已办结 · `rerouted` 不作建议处理.
 */
export const SUGGESTION_STATES = ['checking', 'completing', 'assigning', 'handling', 'following', 'feedback', 'tracking', 'closing', 'closed', 'rerouted'] as const;
export type SuggestionStatus = (typeof SUGGESTION_STATES)[number];

/** The steps of the field's own circuit: 提出 审查 交办 办理 答复 反馈 办结. */
export const SUGGESTION_STEPS = ['register', 'check', 'assign', 'talk', 'reply', 'feedback', 'close'] as const;
export type SuggestionStep = (typeof SUGGESTION_STEPS)[number];

/** What one deputy said of one answer, or that they stayed silent though urged. */
export type DeputyVoice = { readonly kind: 'given'; readonly feedback: SuggestionBody<'suggestion.fed_back'> } | { readonly kind: 'lapsed'; readonly on: string };

/** A promise, and what became of it. */
export interface SuggestionPromise { readonly unit: string; readonly plan: string; readonly on: string; readonly fulfilled: { readonly text: string; readonly on: string } | null }

export interface SuggestionSupervision { readonly order: SuggestionBody<'suggestion.supervised'>; readonly answer: SuggestionBody<'suggestion.supervision_answered'> | null }

/** A suggestion as its entries add up. Dates are local dates, ids are subjects. */
export interface SuggestionState {
  readonly id: string;
  readonly scope: string;
  readonly status: SuggestionStatus;
  /** The number that the desk gave it; `tempNo` is shown until then. */
  readonly number: string | null;
  readonly tempNo: string;
  /** The paper, with what the deputy put right. */
  readonly registered: SuggestionBody<'suggestion.registered'>;
  /** Everybody who puts it forward, the lead first, and the day of the signature or null. */
  readonly signers: readonly { readonly deputy: string; readonly signedOn: string | null }[];
  readonly checkedOn: string | null;
  readonly sentBack: SuggestionBody<'suggestion.sent_back'> | null;
  /** The suggestion that this one is handled with. */
  readonly follows: { readonly id: string; readonly on: string } | null;
  readonly rerouted: SuggestionBody<'suggestion.rerouted'> | null;
  readonly assignment: SuggestionBody<'suggestion.assigned'> | null;
  readonly acknowledgedOn: string | null;
  readonly returns: number;
  readonly clock: Clock | null;
  /** Until when it is handed to a unit (again), and until when the units answer; null when unknown or done. */
  readonly handBy: string | null;
  readonly answerBy: string | null;
  /** The date that counts now: handing over, answering, the next feedback, a promise; null when nothing runs. */
  readonly dueOn: string | null;
  readonly explained: SuggestionBody<'suggestion.explained'> | null;
  readonly talks: readonly SuggestionBody<'suggestion.talked'>[];
  /** How many of the talks belong to earlier rounds. */
  readonly talksBefore: number;
  /** The opinion of each co-handling unit, and the answer of each unit in the current round. */
  readonly coOpinions: Readonly<Record<string, SuggestionBody<'suggestion.co_opined'>>>;
  readonly answers: Readonly<Record<string, SuggestionBody<'suggestion.replied'>>>;
  /** The answer that counts: the lead's, in separate handling once every unit has answered. */
  readonly reply: SuggestionBody<'suggestion.replied'> | null;
  readonly deliveries: Readonly<Record<string, SuggestionBody<'suggestion.delivered'>>>;
  readonly urged: Readonly<Record<string, SuggestionBody<'suggestion.urged'>>>;
  /** What each deputy says of the answer of the current round. */
  readonly voices: Readonly<Record<string, DeputyVoice>>;
  readonly appraisal: SuggestionBody<'suggestion.appraised'> | null;
  readonly reworks: number;
  /** What is promised (正在解决), each kept until it is fulfilled. */
  readonly promises: readonly SuggestionPromise[];
  readonly supervisions: readonly SuggestionSupervision[];
  readonly keyListed: SuggestionBody<'suggestion.key_listed'> | null;
  readonly closedOn: string | null;
  readonly steps: Readonly<Record<SuggestionStep, string | null>>;
  readonly mentioned: readonly string[];
  readonly timeline: readonly ActEvent[];
  /** True when an act without effect has not been dealt with. */
  readonly contested: boolean;
  readonly undoable: Undoable | null;
}
