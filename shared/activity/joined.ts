/**
 * Activities that were one: two laptops without a network that each began the evening under another place's name. Each keeps its own ledger; together
 * they are the one that the others were merged into, and nothing of it counts twice.
 */
import type { ActivityState, Guest, PresentUnit } from './activity.ts';

/** Every activity once: what was merged into another is part of that one, and does not stand beside it. Merging in a circle merges nothing. */
export function joinedActivities(activities: readonly ActivityState[]): readonly ActivityState[] {
  if (activities.every(({ mergedInto }) => mergedInto === null)) return activities;
  const parts = partsByMain(activities);
  return activities.flatMap((one) => {
    const own = parts.get(one.id);
    return own === undefined ? [] : own.length === 0 ? [one] : [joined(one, own)];
  });
}

/** The ids under which the cases of an activity were registered: its own, and those of its parts. */
export function idsOfActivity(activities: readonly ActivityState[], id: string): readonly string[] {
  return [id, ...(partsByMain(activities).get(id) ?? []).map((part) => part.id)];
}

/** The parts of each activity that counts. What was merged into something that is not here counts by itself. */
function partsByMain(activities: readonly ActivityState[]): ReadonlyMap<string, readonly ActivityState[]> {
  const byId = new Map(activities.map((one) => [one.id, one]));
  const parts = new Map<string, ActivityState[]>();
  for (const one of activities) {
    const main = mainOf(one, byId);
    if (main === one.id) parts.set(main, parts.get(main) ?? []);
    else parts.set(main, [...(parts.get(main) ?? []), one]);
  }
  return parts;
}

function mainOf(one: ActivityState, byId: ReadonlyMap<string, ActivityState>): string {
  const seen = new Set([one.id]);
  let at = one;
  while (at.mergedInto !== null) {
    const next = byId.get(at.mergedInto);
    if (!next) return at.id;
    if (seen.has(next.id)) return one.id;
    seen.add(next.id);
    at = next;
  }
  return at.id;
}

/** Who came is a set; heads are counts of one crowd; what each tallied is its own, and adds up. */
function joined(main: ActivityState, parts: readonly ActivityState[]): ActivityState {
  const all = [main, ...parts];
  const settled = new Set(main.settledCounts);
  const headCounts = all.flatMap((one) => one.headCounts).filter(({ entry }) => !settled.has(entry));
  const counters: Record<string, number> = {};
  for (const one of all) for (const [name, count] of Object.entries(one.counters)) counters[name] = (counters[name] ?? 0) + count;
  return {
    ...main, schedule: all.find(({ schedule }) => schedule !== null)?.schedule ?? null, deputies: [...new Set(all.flatMap(({ deputies }) => deputies))], units: onceEach(all.flatMap(({ units }) => units), ({ unit }: PresentUnit) => unit), guests: onceEach(all.flatMap(({ guests }) => guests), ({ name }: Guest) => name),
    headCounts, citizens: Math.max(0, ...headCounts.map(({ citizens }) => citizens)), counters, settled: counters['settled'] ?? 0, ideas: counters['ideas'] ?? 0,
    notes: all.flatMap(({ notes }) => notes), polls: all.flatMap(({ polls }) => polls), fields: Object.assign({}, ...[...all].reverse().map(({ fields }) => fields)) as ActivityState['fields'],
    until: all.map(({ until }) => until).reduce((last, one) => (one !== null && (last === null || one > last) ? one : last), main.until), theme: all.find(({ theme }) => theme !== null)?.theme ?? null,
  };
}

function onceEach<T>(list: readonly T[], key: (one: T) => string): readonly T[] {
  return [...new Map(list.map((one) => [key(one), one])).values()];
}
