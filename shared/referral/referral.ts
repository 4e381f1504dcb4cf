/**
 * A matter of another kind that the office only passes on (关联件): 议案线索, 信访事项, 12345工单. Each has its own law, owner and clock
 * (domain 3.1); none is handled here. What is kept is where it went, that people were told, and what came back. This file is the only place
 * with its fields.
 */
import { Type, type Static } from 'typebox';
import { CONTACT_WAYS, MAX_TEXT } from '../case/case.ts';
import { body, choice, date, subject, text } from '../kernel/schema.ts';
import type { ActEvent, Undoable } from '../ledger/act-fold.ts';

export const REFERRAL_KINDS = ['motion_lead', 'petition', 'hotline_ticket'] as const;
export type ReferralKind = (typeof REFERRAL_KINDS)[number];

/** 代表法 15、地方组织法 22: five deputies of a township may put forward a motion. */
export const MOTION_DEPUTIES = 5;

/** How it ended: a motion on the agenda or not, a petition taken by its office or not, a ticket answered, or taken back. */
export const REFERRAL_OUTCOMES = ['listed', 'not_listed', 'accepted', 'not_accepted', 'answered', 'withdrawn'] as const;
export type ReferralOutcome = (typeof REFERRAL_OUTCOMES)[number];

/** Which outcomes a kind may have. */
export const OUTCOMES_OF: Readonly<Record<ReferralKind, readonly ReferralOutcome[]>> = {
  motion_lead: ['listed', 'not_listed', 'withdrawn'], petition: ['accepted', 'not_accepted', 'withdrawn'], hotline_ticket: ['answered', 'withdrawn'],
};

export const REFERRAL_BODY_VERSION = 1;

/** The bodies of the aggregate's entries, by type; all at `REFERRAL_BODY_VERSION`. Unknown fields are kept. */
export const REFERRAL_BODIES = {
  'referral.registered': body({
    kind: choice(REFERRAL_KINDS), tempNo: text(40), title: text(200), words: Type.Optional(text(MAX_TEXT)), receivedOn: date, receivedBy: Type.Optional(text(60)),
    /** The cases that it comes from or belongs to. */
    sources: Type.Optional(Type.Array(subject, { maxItems: 50 })),
    /** 议案: the title is its 案由; 案据, 方案, and who puts it forward. */
    grounds: Type.Optional(text(MAX_TEXT)), plan: Type.Optional(text(MAX_TEXT)), deputies: Type.Optional(Type.Array(subject, { maxItems: 100 })),
    /** 信访: until when the citizen is told in writing where it belongs (PET_NOTICE). 12345: the hotline's own deadline. 议案: until when the presidium decides. */
    dueOn: Type.Optional(date),
    /** 12345 工单号; a petition's registration number, when there is one. */
    outsideNo: Type.Optional(text(60)),
  }),
  /** 转送, 引导, 提请主席团 or 回传热线: where to, and how. */
  'referral.forwarded': body({ where: text(200), way: choice(CONTACT_WAYS), by: Type.Optional(text(60)), note: Type.Optional(text(MAX_TEXT)), outsideNo: Type.Optional(text(60)), on: date }),
  /** 告知: the citizen or the deputies know where it went. */
  'referral.notified': body({ text: text(MAX_TEXT), way: choice(CONTACT_WAYS), by: text(60), on: date }),
  'referral.concluded': body({ outcome: choice(REFERRAL_OUTCOMES), text: text(MAX_TEXT), on: date }),
  /** 不列入议程的议案转作建议 (domain 3.1): the suggestion that it became. */
  'referral.converted': body({ to: subject, reason: text(MAX_TEXT), on: date }),
  'referral.reopened': body({ reason: text(MAX_TEXT), on: date }),
  'referral.noted': body({ text: text(MAX_TEXT), resolves: Type.Optional(Type.Array(Type.String({ maxLength: 26 }), { maxItems: 100 })) }),
  'referral.undone': body({ act: Type.String({ minLength: 26, maxLength: 26 }), reason: Type.Optional(text(500)) }),
} as const;

export type ReferralEntryType = keyof typeof REFERRAL_BODIES;
export type ReferralBody<T extends ReferralEntryType> = Static<(typeof REFERRAL_BODIES)[T]>;

/** `open` 待转送 · `forwarded` 已转出 (its owner has it) · `concluded` 已了结 · `converted` 已转作建议. */
export const REFERRAL_STATES = ['open', 'forwarded', 'concluded', 'converted'] as const;
export type ReferralStatus = (typeof REFERRAL_STATES)[number];

/** A referral as its entries add up. */
export interface ReferralState {
  readonly id: string;
  readonly scope: string;
  readonly kind: ReferralKind;
  readonly status: ReferralStatus;
  readonly tempNo: string;
  readonly outsideNo: string | null;
  readonly registered: ReferralBody<'referral.registered'>;
  readonly forwards: readonly ReferralBody<'referral.forwarded'>[];
  readonly notices: readonly ReferralBody<'referral.notified'>[];
  readonly conclusion: ReferralBody<'referral.concluded'> | null;
  readonly conversion: ReferralBody<'referral.converted'> | null;
  /** Its deadline, as long as what it asks for is not done. */
  readonly dueOn: string | null;
  readonly timeline: readonly ActEvent[];
  readonly contested: boolean;
  readonly undoable: Undoable | null;
}
