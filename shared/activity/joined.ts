/**
 * Activities that were one: two laptops without a network that each began the evening under another place's name. Each keeps its own ledger; together
 * they are the one that the others were merged into, and nothing of it counts twice.
 */
import { compareEntries } from '../ledger/entry.ts';
import type { ActivityState, Guest, PresentAs, PresentUnit } from './activity.ts';
import { countersOf } from './fold.ts';

/** Every activity once: what was merged into another is part of that one, and does not stand beside it. All that are given back count by themselves. */
export function joinedActivities(activities: readonly ActivityState[]): readonly ActivityState[] {
  if (activities.every(({ mergedInto }) => mergedInto === null)) return activities;
  const parts = partsByMain(activities);
  return activities.flatMap((one) => {
    const own = parts.get(one.id);
    if (own === undefined) return [];
    // Merged in a circle, or into what is not held here: it counts, and lists that leave parts out must show it.
    const alone = one.mergedInto === null ? one : { ...one, mergedInto: null };
    return [own.length === 0 ? alone : joined(alone, own)];
  });
}

/** The ids under which the cases of an activity were registered: its own, and those of its parts. */
export function idsOfActivity(activities: readonly ActivityState[], id: string): readonly string[] {
  return [id, ...(partsByMain(activities).get(id) ?? []).map((part) => part.id)];
}

/** Under which id each activity counts: its own, or that of the one of which it is a part. */
export function mainIds(activities: readonly ActivityState[]): ReadonlyMap<string, string> {
  const byId = new Map(activities.map((one) => [one.id, one]));
  return new Map(activities.map((one) => [one.id, mainOf(one, byId)]));
}

function partsByMain(activities: readonly ActivityState[]): ReadonlyMap<string, readonly ActivityState[]> {
  const mains = mainIds(activities);
  const parts = new Map<string, ActivityState[]>();
  for (const one of activities) {
    const main = mains.get(one.id) ?? one.id;
    if (main === one.id) parts.set(main, parts.get(main) ?? []);
    else parts.set(main, [...(parts.get(main) ?? []), one]);
  }
  return parts;
}

/**
 * What was merged into something that is not here, that did not take place, or that is another office's counts by itself: an evening that was held
 * never disappears from the figures, and who may write in one township cannot add to another's.
 */
function mainOf(one: ActivityState, byId: ReadonlyMap<string, ActivityState>): string {
  const seen = new Set([one.id]);
  let at = one;
  while (at.mergedInto !== null) {
    const next = byId.get(at.mergedInto);
    if (!next || next.scope !== at.scope || (next.status !== 'open' && next.status !== 'closed')) return at.id;
    if (seen.has(next.id)) return one.id;
    seen.add(next.id);
    at = next;
  }
  return at.id;
}

/** Who came is a set; heads are counts of one crowd; what each tallied is its own, and adds up. Where the two say different things the main one is believed. */
function joined(main: ActivityState, parts: readonly ActivityState[]): ActivityState {
  const all = [main, ...parts];
  const settled = new Set(all.flatMap(({ settledCounts }) => settledCounts));
  const headCounts = all.flatMap((one) => one.headCounts).filter(({ entry }) => !settled.has(entry));
  const tallied = new Map<string, number>();
  for (const one of all) for (const [name, count] of Object.entries(one.tallies)) tallied.set(name, (tallied.get(name) ?? 0) + count);
  const firstOf = <T>(of: (one: ActivityState) => T | null): T | null => all.map(of).find((value) => value !== null) ?? null;
  const isGone = leavingOf(all);
  const inPerson = new Set(all.flatMap(({ units }) => units.filter(({ head }) => head).map(({ unit }) => unit)));
  return {
    ...main, isPlanned: all.some(({ isPlanned }) => isPlanned), schedule: firstOf(({ schedule }) => schedule), theme: firstOf(({ theme }) => theme), campaign: firstOf(({ campaign }) => campaign),
    station: firstOf(({ station }) => station), village: firstOf(({ village }) => village), preparations: over(all.map(({ preparations }) => preparations)), fields: over(all.map(({ fields }) => fields)),
    expected: { deputies: [...new Set(all.flatMap(({ expected }) => expected.deputies))], units: [...new Set(all.flatMap(({ expected }) => expected.units))] },
    deputies: [...new Set(all.flatMap(({ deputies }) => deputies))].filter((who) => !isGone('deputy', who)),
    units: onceEach(all.flatMap(({ units }) => units), ({ unit }: PresentUnit) => unit).filter(({ unit }) => !isGone('unit', unit)).map((unit) => ({ ...unit, head: inPerson.has(unit.unit) })),
    guests: onceEach(all.flatMap(({ guests }) => guests), ({ name }: Guest) => name).filter(({ name }) => !isGone('guest', name)),
    headCounts, citizens: Math.max(0, ...headCounts.map(({ citizens }) => citizens)), settledCounts: [...settled], ...countersOf(Object.fromEntries(tallied)),
    notes: all.flatMap(({ notes }) => notes), polls: onceEach(all.flatMap(({ polls }) => polls), ({ who, about }) => who ?? about),
    until: all.map(({ until }) => until).reduce((last, one) => (one !== null && (last === null || one > last) ? one : last), main.until),
  };
}

/** Who was taken off the list last, wherever they stood on it: who puts the whole right need not know which laptop wrote a name down. */
function leavingOf(all: readonly ActivityState[]): (as: PresentAs, who: string) => boolean {
  const last = new Map<string, boolean>();
  const events = all.flatMap(({ timeline }) => timeline.filter(({ header, ineffective, undone }) => header.type === 'activity.checked_in' && ineffective === null && !undone));
  for (const { body } of events.sort((a, b) => compareEntries(a.header, b.header))) last.set(`${String(body['as'])} ${String(body['as'] === 'guest' ? body['name'] : body['who'])}`, body['present'] === true);
  return (as, who) => last.get(`${as} ${who}`) === false;
}

/** The fields of all, those of the first before those of the others. */
function over<T extends object>(records: readonly T[]): T {
  return Object.assign({}, ...[...records].reverse()) as T;
}

/** The first of each key. */
function onceEach<T>(list: readonly T[], key: (one: T) => string): readonly T[] {
  return [...new Map([...list].reverse().map((one) => [key(one), one])).values()].reverse();
}
