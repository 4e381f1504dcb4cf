/**
 * The first of the two families of entries: acts on one subject, folded by a state machine kept as data. Every aggregate with a life of
 * its own (a case, a deputy's suggestion) brings its machine; what is the same for all stands here: the order, the timeline, what asks
 * for attention, and taking the last act back by a counter-entry.
 */
import { err, ok, type Result } from '../kernel/result.ts';
import { compareEntries, headerOf, type Entry, type EntryHeader } from './entry.ts';

/** One line of a timeline. `ineffective` is why an act changed nothing (未生效); `undone` that it was taken back later (已撤销). */
export interface ActEvent {
  readonly header: EntryHeader;
  readonly body: Record<string, unknown>;
  readonly ineffective: string | null;
  readonly undone: boolean;
}

/** Why an act cannot be taken back. */
export const UNDO_REFUSALS = ['nothing-to-undo', 'not-last-act', 'not-own-act'] as const;
export type UndoRefusal = (typeof UNDO_REFUSALS)[number];

/** What an aggregate brings. `S` its state, `A` its acts, `R` its refusals. All functions are pure and total. */
export interface ActMachine<S, A, R extends string> {
  /** The act that an entry says, or why this version cannot read it. */
  readonly read: (entry: Entry) => Result<A, string>;
  /** The state after an act, and why it changed nothing if so. */
  readonly apply: (state: S | null, act: A) => { readonly state: S | null; readonly ineffective: R | null };
  /** True for acts beside the loop (a number, a note): they do not stand between an act and its undoing, and outlive it. */
  readonly isBeside: (act: A) => boolean;
  /** The id of the entry that an act takes back; null for all other acts. */
  readonly undoes: (act: A) => string | null;
  /** Ids of entries without effect that an act settles. */
  readonly settles: (act: A) => readonly string[];
  /** True for an act whose failing is nobody's concern. */
  readonly isCalm: (act: A) => boolean;
}

/** The last act that can be taken back: its entry, type and who made it. */
export interface Undoable { readonly id: string; readonly type: string; readonly actor: string }

/** What the acts of one subject add up to. */
export interface FoldedActs<S> {
  readonly state: S | null;
  readonly timeline: readonly ActEvent[];
  /** Entries without effect that nobody has dealt with. */
  readonly contested: readonly string[];
  readonly undoable: Undoable | null;
}

interface Done<S, A> { readonly last: Undoable; readonly before: S; readonly besides: A[] }

/** Folds the entries of one subject, given in any order. */
export function foldActs<S, A, R extends string>(machine: ActMachine<S, A, R>, entries: readonly Entry[]): FoldedActs<S> {
  const run = running<S, A>();
  for (const entry of [...entries].sort(compareEntries)) {
    const read = machine.read(entry);
    if (!read.ok) {
      run.timeline.push({ header: headerOf(entry), body: entry.body, ineffective: read.error, undone: false });
      continue;
    }
    const ineffective = advance(machine, run, { act: read.value, entry: { id: entry.id, type: entry.type, actor: entry.actor } });
    run.timeline.push({ header: headerOf(entry), body: entry.body, ineffective, undone: false });
    if (ineffective !== null && !machine.isCalm(read.value)) run.contested.add(entry.id);
    if (ineffective === null) for (const id of machine.settles(read.value)) run.contested.delete(id);
  }
  return { state: run.state, timeline: run.timeline.map((event) => (run.undone.has(event.header.id) ? { ...event, undone: true } : event)), contested: [...run.contested], undoable: run.done.at(-1)?.last ?? null };
}

/** Whether an act would take effect on top of what the entries add up to: asked before anything is written. */
export function tryAct<S, A, R extends string>(machine: ActMachine<S, A, R>, entries: readonly Entry[], next: { readonly act: A; readonly actor: string }): Result<S | null, { readonly code: R | UndoRefusal; readonly state: S | null }> {
  const run = running<S, A>();
  for (const entry of [...entries].sort(compareEntries)) {
    const read = machine.read(entry);
    if (read.ok) advance(machine, run, { act: read.value, entry: { id: entry.id, type: entry.type, actor: entry.actor } });
  }
  const before = run.state;
  const ineffective = advance(machine, run, { act: next.act, entry: { id: '', type: '', actor: next.actor } });
  return ineffective === null ? ok(run.state) : err({ code: ineffective, state: before });
}

interface Run<S, A> {
  state: S | null;
  readonly done: Done<S, A>[];
  readonly timeline: ActEvent[];
  readonly contested: Set<string>;
  readonly undone: Set<string>;
}

function running<S, A>(): Run<S, A> {
  return { state: null, done: [], timeline: [], contested: new Set(), undone: new Set() };
}

function advance<S, A, R extends string>(machine: ActMachine<S, A, R>, run: Run<S, A>, { act, entry }: { readonly act: A; readonly entry: Undoable }): R | UndoRefusal | null {
  const target = machine.undoes(act);
  // Before the first act there is nothing to take back from: the machine says so.
  if (target !== null && run.state !== null) return takeBack(machine, run, { target, actor: entry.actor });
  const before = run.state;
  const { state, ineffective } = machine.apply(before, act);
  run.state = state;
  if (ineffective !== null) return ineffective;
  if (machine.isBeside(act)) run.done.at(-1)?.besides.push(act);
  // The first act has nothing before it: what was registered stays registered.
  else if (before !== null) run.done.push({ last: entry, before, besides: [] });
  return null;
}

/** The state before the last act, with what came beside it since. Only who made the act may take it back, and only while nothing stands on it. */
function takeBack<S, A, R extends string>(machine: ActMachine<S, A, R>, run: Run<S, A>, { target, actor }: { readonly target: string; readonly actor: string }): UndoRefusal | null {
  const top = run.done.at(-1);
  if (!top) return 'nothing-to-undo';
  if (top.last.id !== target) return 'not-last-act';
  if (top.last.actor !== actor) return 'not-own-act';
  run.done.pop();
  run.undone.add(target);
  run.state = top.before;
  for (const beside of top.besides) {
    const again = machine.apply(run.state, beside);
    run.state = again.state;
    run.done.at(-1)?.besides.push(beside);
  }
  return null;
}
