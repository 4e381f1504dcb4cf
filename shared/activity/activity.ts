/**
 * The activity: an evening of the night market (民情夜市), and every other way in which deputies and citizens meet. Forms F01, F03, F15, F24–F26, F29.
 * One aggregate for all; what a kind has of its own stands in `kinds.ts` as data. This file is the only place with its fields.
 */
import { Type, type Static } from 'typebox';
import { Attachments } from '../attachment/attachment.ts';
import { body, choice, date, subject, text, time } from '../kernel/schema.ts';
import type { ActEvent, Undoable } from '../ledger/act-fold.ts';
import { FIELD_PATTERN } from '../ledger/entry.ts';

const MAX_COUNT = 100_000;
const count = Type.Integer({ minimum: 0, maximum: MAX_COUNT });
const optionalText = (maxLength: number) => Type.Optional(Type.String({ maxLength }));
const subjects = (maxItems: number) => Type.Array(subject, { maxItems });
const entryId = Type.String({ minLength: 1, maxLength: 26 });
/** The name of a field or a counter of a kind. */
const fieldName = Type.String({ pattern: FIELD_PATTERN });

/** Kinds of activity, in the order of lists (domain 1; what each has of its own: `kinds.ts`). */
export const ACTIVITY_KINDS = [
  'night_market', 'reception_day', 'benefit_day', 'station_qna', 'organ_entry', 'bureau_face_to_face', 'legal_service', 'council', 'visit', 'inspection', 'enforcement_check', 'training', 'debrief', 'appraisal',
  'hotline_open_day', 'contact',
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** What is made ready before, in the order of the checklist; which of them a kind asks for stands in `kinds.ts`. */
export const PREPARATIONS = ['topic', 'survey', 'notice', 'invitation', 'team', 'tasks', 'materials', 'taken_along'] as const;
export type Preparation = (typeof PREPARATIONS)[number];

/** Who is checked in. A guest has no record here: a judge, a village cadre, a property manager. */
export const PRESENT_AS = ['deputy', 'unit', 'guest'] as const;
export type PresentAs = (typeof PRESENT_AS)[number];

const FieldValue = Type.Union([Type.String({ maxLength: 20_000 }), Type.Number(), Type.Boolean(), Type.Null(), Type.Array(Type.String({ maxLength: 2000 }), { maxItems: 500 })]);
/** A value of a kind's own field: text, number, day, or a list of texts or record ids. */
export type ActivityFieldValue = Static<typeof FieldValue>;

const Member = body({ name: text(60), role: optionalText(60) });
/** 夜市团队: the captain is a deputy; village cadres, group leaders, 乡贤, willing citizens are members (临颍 S0). */
const Team = body({ captain: Type.Optional(subject), members: Type.Array(Member, { maxItems: 100 }) });
export type Team = Static<typeof Team>;

/** The version of all bodies below. */
export const ACTIVITY_BODY_VERSION = 1;

/** The bodies of the aggregate's entries, by type; all at `ACTIVITY_BODY_VERSION`. Unknown fields are kept. */
export const ACTIVITY_BODIES = {
  /** 排期: it is to take place. `schedule` and its day are where the id comes from when a rule planned it (`shared/schedule`). */
  'activity.planned': body({
    kind: choice(ACTIVITY_KINDS), on: date, from: Type.Optional(time), until: Type.Optional(time), place: text(200), station: Type.Optional(subject), village: Type.Optional(subject), theme: optionalText(200),
    campaign: Type.Optional(subject), schedule: Type.Optional(subject), deputies: Type.Optional(subjects(200)), units: Type.Optional(subjects(50)), note: optionalText(5000),
  }),
  /** 更改: what is given takes the place of what was; an empty text clears. Also the way to move an activity to another day. */
  'activity.amended': body({
    on: Type.Optional(date), from: Type.Optional(time), until: Type.Optional(time), place: Type.Optional(text(200)), station: Type.Optional(Type.Union([subject, Type.Literal('')])), village: Type.Optional(Type.Union([subject, Type.Literal('')])),
    theme: optionalText(200), campaign: Type.Optional(Type.Union([subject, Type.Literal('')])), deputies: Type.Optional(subjects(200)), units: Type.Optional(subjects(50)), note: optionalText(5000), reason: optionalText(500),
  }),
  'activity.cancelled': body({ reason: text(500), on: date }),
  /** One step of the preparation, whole each time. `list`: collected topics, tasks, materials; `chosen`: the topic that became the theme. */
  'activity.prepared': body({
    step: choice(PREPARATIONS), done: Type.Boolean(), text: optionalText(20_000), on: Type.Optional(date), by: optionalText(60), list: Type.Optional(Type.Array(text(500), { maxItems: 200 })), /** Of `list`: what is there, what is done. */ ready: Type.Optional(Type.Array(text(500), { maxItems: 200 })), chosen: optionalText(200),
    deputies: Type.Optional(subjects(200)), units: Type.Optional(subjects(50)), team: Type.Optional(Team), attachments: Attachments,
  }),
  /** 开始. The first entry of an activity that nobody planned. */
  'activity.opened': body({ kind: choice(ACTIVITY_KINDS), place: text(200), village: Type.Optional(subject), theme: optionalText(200), on: date, from: time, station: Type.Optional(subject), campaign: Type.Optional(subject) }),
  /** Deputies present, the whole list: how the first version checked in. */
  'activity.attended': body({ deputies: subjects(200) }),
  /** 签到 of one, or its taking back: two laptops check in the same deputy and one is counted. */
  'activity.checked_in': body({ as: choice(PRESENT_AS), who: Type.Optional(subject), name: optionalText(60), role: optionalText(60), /** 主要负责人 of a unit came in person. */ head: Type.Optional(Type.Boolean()), present: Type.Boolean(), at: Type.Optional(time) }),
  /**
   * 群众人次: how many heads somebody counts, in all. `over` names the counts that this one knew and replaces; two that knew nothing of one another are not
   * added up, the greater counts until somebody settles it. `settled` and `ideas` are the totals of the first version; now they are tallied.
   */
  'activity.counted': body({ citizens: count, settled: Type.Optional(count), ideas: Type.Optional(count), over: Type.Optional(Type.Array(entryId, { maxItems: 100 })) }),
  /** So many more (or fewer) of one of the kind's counters: every device's are added up, for each tallied its own. */
  'activity.tallied': body({
    counter: fieldName, by: Type.Integer({ minimum: -MAX_COUNT, maximum: MAX_COUNT }),
    /** The presses that it sums up, drawn at random: a device whose power went off in the middle finds it again and does not count them twice. */
    batch: Type.Optional(text(40)),
  }),
  /** Two counts of one crowd: which it is. `same_people` the greatest, `different_people` the sum, `by_hand` as given. */
  'activity.headcount_settled': body({ how: choice(['same_people', 'different_people', 'by_hand']), citizens: count, /** The counts that it settles, also those of an activity that was merged into this one. */ over: Type.Optional(Type.Array(entryId, { maxItems: 100 })), on: date }),
  /** The kind's own fields, by name (`kinds.ts`). */
  'activity.recorded': body({ set: Type.Record(fieldName, FieldValue, { additionalProperties: false }) }),
  /** 无记名测评 (F24, F29): only what the tellers counted; nobody's vote. `about` is a unit, a deputy, or a matter by name. */
  'activity.polled': body({ about: text(200), who: Type.Optional(subject), issued: count, returned: count, invalid: count, satisfied: count, basic: count, unsatisfied: count, abstained: Type.Optional(count), on: date }),
  'activity.closed': body({ until: time, note: Type.Optional(Type.String({ maxLength: 5000 })), /** 交给谁. */ handedTo: optionalText(60) }),
  /** 两台电脑各开了一场: this one was the same as `into`, which counts for both (`joined.ts`). */
  'activity.merged': body({ into: subject, on: date }),
  'activity.reopened': body({ reason: text(500), on: date }),
  'activity.noted': body({ text: optionalText(20_000), attachments: Attachments, resolves: Type.Optional(Type.Array(Type.String({ maxLength: 26 }), { maxItems: 100 })) }),
  /** 撤销: takes the last act back, by its entry id. */
  'activity.undone': body({ act: Type.String({ minLength: 26, maxLength: 26 }), reason: Type.Optional(text(500)) }),
} as const;
export type ActivityEntryType = keyof typeof ACTIVITY_BODIES;
export type ActivityBody<T extends ActivityEntryType> = Static<(typeof ACTIVITY_BODIES)[T]>;

/** `planned` 待开 · `open` 正在进行 · `closed` 已结束 · `cancelled` 已取消. */
export const ACTIVITY_STATES = ['planned', 'open', 'closed', 'cancelled'] as const;
export type ActivityStatus = (typeof ACTIVITY_STATES)[number];

/** A unit at the table; `head` when its chief came. */
export interface PresentUnit { readonly unit: string; readonly name: string; readonly role: string; readonly head: boolean }
export interface Guest { readonly name: string; readonly role: string }
/** A count of heads that no other count has replaced: which entry, by which device, how many. */
export interface HeadCount { readonly entry: string; readonly replica: string; readonly citizens: number }

/** An activity as its entries add up. Ids are subjects, days local dates. */
export interface ActivityState {
  readonly id: string;
  readonly scope: string;
  readonly kind: ActivityKind;
  readonly status: ActivityStatus;
  readonly place: string;
  readonly station: string | null;
  readonly village: string | null;
  readonly theme: string | null;
  readonly campaign: string | null;
  /** 排期: it stood in the plan before it began. */
  readonly isPlanned: boolean;
  /** The rule that planned it. */
  readonly schedule: string | null;
  readonly on: string;
  /** Empty while nobody has said when. */
  readonly from: string;
  readonly until: string | null;
  /** Who was asked to come. */
  readonly expected: { readonly deputies: readonly string[]; readonly units: readonly string[] };
  readonly preparations: Readonly<Partial<Record<Preparation, ActivityBody<'activity.prepared'>>>>;
  /** Deputies present: each once, in the order in which they came. */
  readonly deputies: readonly string[];
  readonly units: readonly PresentUnit[];
  readonly guests: readonly Guest[];
  /** 群众人次: of several counts that did not know of one another the greatest, until it is settled. */
  readonly citizens: number;
  /** More than one while two devices' counts stand beside one another. */
  readonly headCounts: readonly HeadCount[];
  /** Counts that a settlement or a later count replaced, also those of an activity that was merged into this one. */
  readonly settledCounts: readonly string[];
  /** What was tallied, as it adds up: below 0 while a correction has arrived before what it corrects, or was made on the whole of several. */
  readonly tallies: Readonly<Record<string, number>>;
  /** The kind's counters by name, of all devices together; never below 0. */
  readonly counters: Readonly<Record<string, number>>;
  /** 现场化解 and 金点子 that were only counted, not registered as a case. */
  readonly settled: number;
  readonly ideas: number;
  /** The kind's own fields. */
  readonly fields: Readonly<Record<string, ActivityFieldValue>>;
  /** The last poll on each subject or name. */
  readonly polls: readonly ActivityBody<'activity.polled'>[];
  readonly notes: readonly ActivityBody<'activity.noted'>[];
  readonly open: boolean;
  /** The activity that this one was a part of; null when it counts by itself. */
  readonly mergedInto: string | null;
  readonly note: string | null;
  readonly cancelled: ActivityBody<'activity.cancelled'> | null;
  readonly timeline: readonly ActEvent[];
  readonly contested: boolean;
  readonly undoable: Undoable | null;
}
