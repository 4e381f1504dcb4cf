/**
 * What lies on the recorder's table in the live night market: the card being filled in, cards handed in but not yet on disk,
 * and totals counted but not yet written. All of it is kept as one draft, so that a computer that dies takes nothing along.
 * Pure: the hook `use-evening-desk.ts` adds the store and the clock.
 */
import type { ActivityState } from '../../../../shared/activity/activity.ts';
import type { Refusal } from '../../../../shared/act.ts';
import { blankForm, isBlank, parseForm, type CaptureForm } from '../capture-form.ts';

/** The evening's running totals. */
export interface Counts { readonly citizens: number; readonly settled: number; readonly ideas: number }
export const COUNTERS = ['citizens', 'settled', 'ideas'] as const satisfies readonly (keyof Counts)[];
export type Counter = (typeof COUNTERS)[number];

/** The largest total that an entry may carry. */
export const MAX_COUNT = 100_000;

/** A card that was handed in; `refusal` says why it is not saved, or null while it is being saved. */
export interface HandedIn { readonly form: CaptureForm; readonly refusal: Refusal | null }

export interface Desk {
  readonly form: CaptureForm;
  readonly handedIn: readonly HandedIn[];
  /** Totals that differ from the written ones, or null when all is written. */
  readonly counts: Counts | null;
}

export type DeskEvent =
  | { readonly type: 'edited'; readonly patch: Partial<CaptureForm> }
  /** The card `subject` leaves the hand; a second press on the same card finds it gone. */
  | { readonly type: 'handed-in'; readonly subject: string; readonly nextSubject: string }
  | { readonly type: 'tried-again' }
  | { readonly type: 'saved'; readonly subject: string }
  | { readonly type: 'refused'; readonly subject: string; readonly refusal: Refusal }
  /** A refused card back into the hand, to be put right; only while the hand is free. */
  | { readonly type: 'taken-back'; readonly subject: string }
  | { readonly type: 'counted'; readonly counts: Counts }
  /** One more or fewer than what is counted, or than what is written when nothing is. */
  | { readonly type: 'counted-by'; readonly counter: Counter; readonly by: number; readonly written: Counts }
  | { readonly type: 'counts-written'; readonly activity: ActivityState };

/** An empty table. `subject` is the case id of the first card. */
export function emptyDesk(subject: string, village: string): Desk {
  return { form: blankForm(subject, village), handedIn: [], counts: null };
}

/** The table after `event`. */
export function nextDesk(desk: Desk, event: DeskEvent): Desk {
  switch (event.type) {
    case 'edited': return { ...desk, form: { ...desk.form, ...event.patch } };
    case 'handed-in': return desk.form.subject !== event.subject ? desk : {
      ...desk, form: blankForm(event.nextSubject, desk.form.village), handedIn: [...desk.handedIn, { form: desk.form, refusal: null }],
    };
    case 'tried-again': return { ...desk, handedIn: desk.handedIn.map(({ form }) => ({ form, refusal: null })) };
    case 'saved': return { ...desk, handedIn: desk.handedIn.filter(({ form }) => form.subject !== event.subject) };
    case 'refused': return { ...desk, handedIn: desk.handedIn.map((one) => (one.form.subject === event.subject ? { form: one.form, refusal: event.refusal } : one)) };
    case 'taken-back': return takenBack(desk, event.subject);
    case 'counted': return { ...desk, counts: withinBounds(event.counts) };
    case 'counted-by': {
      const now = desk.counts ?? event.written;
      return { ...desk, counts: withinBounds({ ...now, [event.counter]: now[event.counter] + event.by }) };
    }
    case 'counts-written': return desk.counts !== null && sameCounts(desk.counts, countsOf(event.activity)) ? { ...desk, counts: null } : desk;
  }
}

/** The written totals of an evening. */
export function countsOf({ citizens, settled, ideas }: ActivityState): Counts {
  return { citizens, settled, ideas };
}

/** True when both say the same. */
export function sameCounts(a: Counts, b: Counts): boolean {
  return COUNTERS.every((counter) => a[counter] === b[counter]);
}

/** What a registration adds to the totals: a dispute settled at the table, a golden idea. */
export function countsWith(counts: Counts, form: CaptureForm): Counts {
  return withinBounds({
    citizens: counts.citizens,
    settled: counts.settled + (form.matter === 'dispute' && form.answered ? 1 : 0),
    ideas: counts.ideas + (form.matter === 'golden_idea' ? 1 : 0),
  });
}

/** The draft of the table, or null when there is nothing worth keeping. */
export function deskToDraft(desk: Desk): Readonly<Record<string, unknown>> | null {
  if (isBlank(desk.form) && desk.handedIn.length === 0 && desk.counts === null) return null;
  return { form: desk.form, handedIn: desk.handedIn.map(({ form }) => form), counts: desk.counts };
}

/** The table that a draft describes; unreadable parts are left out. Cards that were handed in are to be saved again. */
export function draftToDesk(fields: Readonly<Record<string, unknown>>, otherwise: Desk): Desk {
  const handedIn = Array.isArray(fields['handedIn']) ? fields['handedIn'].map(parseForm) : [];
  return {
    form: parseForm(fields['form']) ?? otherwise.form,
    handedIn: handedIn.flatMap((form) => (form === null ? [] : [{ form, refusal: null }])),
    counts: parseCounts(fields['counts']),
  };
}

function takenBack(desk: Desk, subject: string): Desk {
  const taken = desk.handedIn.find(({ form, refusal }) => form.subject === subject && refusal !== null);
  if (taken === undefined || !isBlank(desk.form)) return desk;
  return { ...desk, form: taken.form, handedIn: desk.handedIn.filter((one) => one !== taken) };
}

function parseCounts(kept: unknown): Counts | null {
  if (kept === null || typeof kept !== 'object') return null;
  const fields = kept as Readonly<Record<string, unknown>>;
  const [citizens, settled, ideas] = COUNTERS.map((counter) => fields[counter]);
  if (typeof citizens !== 'number' || typeof settled !== 'number' || typeof ideas !== 'number') return null;
  return withinBounds({ citizens, settled, ideas });
}

function withinBounds(counts: Counts): Counts {
  const bounded = (count: number) => (Number.isFinite(count) ? Math.min(Math.max(Math.trunc(count), 0), MAX_COUNT) : 0);
  return { citizens: bounded(counts.citizens), settled: bounded(counts.settled), ideas: bounded(counts.ideas) };
}
