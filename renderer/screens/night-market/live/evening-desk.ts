/**
 * What lies on the recorder's table in the live night market: the card being filled in, cards handed in but not yet on disk,
 * and what was counted but is not yet written. All of it is kept as one draft, so that a computer that dies takes nothing along.
 * Pure: the hooks `use-evening-desk.ts` and `use-counting.ts` add the store and the clock.
 */
import type { ActivityState } from '../../../../shared/activity/activity.ts';
import type { Act, Refusal } from '../../../../shared/act.ts';
import { blankForm, isBlank, parseForm, type CaptureForm } from '../capture-form.ts';

/** What is pressed for what is not written on a card, as the night market's counters call them (`shared/activity/kinds.ts`). */
export const TALLIES = ['settled', 'ideas'] as const;
export type Tally = (typeof TALLIES)[number];
export type Counter = 'citizens' | Tally;

/** The largest total that an entry may carry. */
export const MAX_COUNT = 100_000;

/** A card that was handed in; `refusal` says why it is not saved, or null while it is being saved. */
export interface HandedIn { readonly form: CaptureForm; readonly refusal: Refusal | null }

/** Heads in all, with the counts that were known when it was counted; `entry` is its entry once it is written. */
export interface Heads { readonly total: number; readonly over: readonly string[]; readonly entry: string | null }

/** Presses that become one entry of each counter. `sealed`: being written, so that the next press begins another. */
export interface Batch { readonly id: string; readonly settled: number; readonly ideas: number; readonly sealed: boolean }

export interface Desk {
  readonly form: CaptureForm;
  readonly handedIn: readonly HandedIn[];
  /** Null when what the evening shows is what was counted. */
  readonly heads: Heads | null;
  readonly batches: readonly Batch[];
  /** Matters of earlier evenings that were put aside without telling (先放一放). */
  readonly aside: readonly string[];
}

export type DeskEvent =
  /** `subject`: only while that card is in the hand; what comes late from a camera belongs to its own card. */
  | { readonly type: 'edited'; readonly patch: Partial<CaptureForm>; readonly subject?: string }
  /** The card `subject` leaves the hand; a second press on the same card finds it gone. */
  | { readonly type: 'handed-in'; readonly subject: string; readonly nextSubject: string }
  | { readonly type: 'tried-again' }
  | { readonly type: 'saved'; readonly subject: string }
  | { readonly type: 'refused'; readonly subject: string; readonly refusal: Refusal }
  /** A refused card back into the hand, to be put right; only while the hand is free. */
  | { readonly type: 'taken-back'; readonly subject: string }
  /** So many heads more or fewer than are counted, or than the evening shows when nothing is. */
  | { readonly type: 'headed'; readonly by: number; readonly shown: Pick<ActivityState, 'citizens' | 'headCounts'> }
  | { readonly type: 'heads-written'; readonly total: number; readonly entry: string }
  /** `batch`: the id of a new batch, should this press begin one. */
  | { readonly type: 'tallied'; readonly counter: Tally; readonly by: number; readonly batch: string }
  | { readonly type: 'sealed'; readonly batches: readonly string[] }
  /** The evening as it stands: what it shows needs no keeping here. */
  | { readonly type: 'shown'; readonly activity: Pick<ActivityState, 'timeline'> }
  | { readonly type: 'put-aside'; readonly subject: string; readonly aside: boolean };

/** An empty table. `subject` is the case id of the first card. */
export function emptyDesk(subject: string, village: string): Desk {
  return { form: blankForm(subject, village), handedIn: [], heads: null, batches: [], aside: [] };
}

/** The table after `event`. */
export function nextDesk(desk: Desk, event: DeskEvent): Desk {
  switch (event.type) {
    case 'edited': return event.subject !== undefined && event.subject !== desk.form.subject ? desk : { ...desk, form: { ...desk.form, ...event.patch } };
    case 'handed-in': return desk.form.subject !== event.subject ? desk : {
      ...desk, form: blankForm(event.nextSubject, desk.form.village), handedIn: [...desk.handedIn, { form: desk.form, refusal: null }],
    };
    case 'tried-again': return { ...desk, handedIn: desk.handedIn.map(({ form }) => ({ form, refusal: null })) };
    case 'saved': return { ...desk, handedIn: desk.handedIn.filter(({ form }) => form.subject !== event.subject) };
    case 'refused': return { ...desk, handedIn: desk.handedIn.map((one) => (one.form.subject === event.subject ? { form: one.form, refusal: event.refusal } : one)) };
    case 'taken-back': return takenBack(desk, event.subject);
    case 'headed': return { ...desk, heads: headed(desk, event) };
    case 'heads-written': return desk.heads?.total === event.total ? { ...desk, heads: { ...desk.heads, entry: event.entry } } : desk;
    case 'tallied': return { ...desk, batches: tallied(desk.batches, event) };
    case 'sealed': return { ...desk, batches: desk.batches.map((one) => (event.batches.includes(one.id) ? { ...one, sealed: true } : one)) };
    case 'shown': return withoutShown(desk, event.activity);
    case 'put-aside': return { ...desk, aside: event.aside ? [...new Set([...desk.aside, event.subject])] : desk.aside.filter((one) => one !== event.subject) };
  }
}

/** What was pressed here and the evening does not show yet. */
export function pendingTallies({ batches }: Pick<Desk, 'batches'>, { timeline }: Pick<ActivityState, 'timeline'>): Readonly<Record<Tally, number>> {
  const written = batches.length === 0 ? new Set<unknown>() : batchesIn(timeline);
  const open = batches.filter(({ id }) => !written.has(id));
  return { settled: sum(open.map(({ settled }) => settled)), ideas: sum(open.map(({ ideas }) => ideas)) };
}

/** The act that writes heads. */
export function countedAct({ scope, id }: Pick<ActivityState, 'scope' | 'id'>, { total, over }: Heads): Act {
  return { scope, subject: id, type: 'activity.counted', body: { citizens: total, over: [...over] } };
}

/** The acts that write a batch: one of each counter that was pressed. */
export function talliedActs({ scope, id }: Pick<ActivityState, 'scope' | 'id'>, batch: Batch): readonly Act[] {
  return TALLIES.filter((counter) => batch[counter] !== 0).map((counter) => ({ scope, subject: id, type: 'activity.tallied', body: { counter, by: batch[counter], batch: batch.id } }));
}

/** The draft of the table, or null when there is nothing worth keeping. */
export function deskToDraft({ form, handedIn, heads, batches, aside }: Desk): Readonly<Record<string, unknown>> | null {
  if (isBlank(form) && handedIn.length === 0 && heads === null && batches.length === 0 && aside.length === 0) return null;
  return { form, handedIn: handedIn.map((one) => one.form), heads, batches, aside };
}

/**
 * The table that a draft describes; unreadable parts are left out. Cards that were handed in are to be saved again, and batches written, unless the
 * evening shows that they were (`shown`): they are closed, so that a press from now on begins another.
 */
export function draftToDesk(fields: Readonly<Record<string, unknown>>, otherwise: Desk): Desk {
  return {
    form: parseForm(fields['form']) ?? otherwise.form,
    handedIn: listIn(fields['handedIn']).flatMap((kept) => { const form = parseForm(kept); return form === null ? [] : [{ form, refusal: null }]; }),
    heads: parseHeads(fields['heads']),
    batches: listIn(fields['batches']).flatMap((kept) => parseBatch(kept) ?? []),
    aside: listIn(fields['aside']).filter((one) => typeof one === 'string'),
  };
}

function takenBack(desk: Desk, subject: string): Desk {
  const taken = desk.handedIn.find(({ form, refusal }) => form.subject === subject && refusal !== null);
  if (taken === undefined || !isBlank(desk.form)) return desk;
  return { ...desk, form: taken.form, handedIn: desk.handedIn.filter((one) => one !== taken) };
}

/** Whoever counts on looks at the figure that is shown: the counts behind it are known, and replaced. */
function headed({ heads }: Desk, { by, shown }: Extract<DeskEvent, { type: 'headed' }>): Heads {
  const known = shown.headCounts.map(({ entry }) => entry);
  return { total: withinBounds((heads?.total ?? shown.citizens) + by), over: [...new Set([...(heads?.over ?? []), ...known])].slice(-MOST_OVER), entry: null };
}
/** An entry names at most so many counts. */
const MOST_OVER = 100;

function tallied(batches: readonly Batch[], { counter, by, batch }: Extract<DeskEvent, { type: 'tallied' }>): readonly Batch[] {
  const open = batches.find(({ sealed }) => !sealed) ?? { id: batch, settled: 0, ideas: 0, sealed: false };
  const pressed = { ...open, [counter]: Math.min(Math.max(open[counter] + by, -MAX_COUNT), MAX_COUNT) };
  // Pressed up and down again is not pressed.
  return [...batches.filter((one) => one !== open), ...(TALLIES.every((one) => pressed[one] === 0) ? [] : [pressed])];
}

function withoutShown(desk: Desk, { timeline }: Pick<ActivityState, 'timeline'>): Desk {
  const { heads, batches } = desk;
  if (heads?.entry == null && batches.length === 0) return desk;
  const written = batchesIn(timeline);
  const left = batches.filter(({ id }) => !written.has(id));
  const isShown = heads?.entry != null && timeline.some(({ header }) => header.id === heads.entry);
  return left.length === batches.length && !isShown ? desk : { ...desk, batches: left, heads: isShown ? null : heads };
}

function batchesIn(timeline: ActivityState['timeline']): ReadonlySet<unknown> {
  return new Set(timeline.flatMap(({ header, body }) => (header.type === 'activity.tallied' ? [body['batch']] : [])));
}

function listIn(kept: unknown): readonly unknown[] {
  return Array.isArray(kept) ? kept : [];
}

function parseHeads(kept: unknown): Heads | null {
  if (kept === null || typeof kept !== 'object') return null;
  const { total, over, entry } = kept as Readonly<Record<string, unknown>>;
  if (typeof total !== 'number') return null;
  return { total: withinBounds(total), over: listIn(over).filter((one) => typeof one === 'string'), entry: typeof entry === 'string' ? entry : null };
}

function parseBatch(kept: unknown): Batch | null {
  if (kept === null || typeof kept !== 'object') return null;
  const { id, settled, ideas } = kept as Readonly<Record<string, unknown>>;
  if (typeof id !== 'string' || !Number.isInteger(settled) || !Number.isInteger(ideas)) return null;
  return { id, settled: settled as number, ideas: ideas as number, sealed: true };
}

function withinBounds(count: number): number {
  return Number.isFinite(count) ? Math.min(Math.max(Math.trunc(count), 0), MAX_COUNT) : 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
