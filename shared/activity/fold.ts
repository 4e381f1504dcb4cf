/** An activity as its entries add up: the last of each kind of entry counts. */
import { Value } from 'typebox/value';
import { compareEntries, type Entry } from '../ledger/entry.ts';
import { ACTIVITY_BODIES, type ActivityBody, type ActivityEntryType, type ActivityState } from './activity.ts';

/** The activity that `entries` of one subject add up to, in any order; null while its opening has not arrived. */
export function foldActivity(entries: readonly Entry[]): ActivityState | null {
  let state: ActivityState | null = null;
  for (const entry of [...entries].sort(compareEntries)) {
    if (!Object.hasOwn(ACTIVITY_BODIES, entry.type) || entry.v > 1) continue;
    const type = entry.type as ActivityEntryType;
    if (!Value.Check(ACTIVITY_BODIES[type], entry.body)) continue;
    state = apply(state, type, entry);
  }
  return state;
}

function apply(state: ActivityState | null, type: ActivityEntryType, entry: Entry): ActivityState | null {
  if (type === 'activity.opened') {
    if (state) return state;
    const body = entry.body as ActivityBody<'activity.opened'>;
    return {
      id: entry.subject, scope: entry.scope, kind: body.kind, place: body.place, village: body.village ?? null, theme: body.theme ?? null, on: body.on, from: body.from,
      until: null, deputies: [], citizens: 0, settled: 0, ideas: 0, open: true, note: null,
    };
  }
  // An evening that was closed stays closed; what arrives late (a second laptop's count) still counts.
  if (!state) return null;
  switch (type) {
    case 'activity.attended': return { ...state, deputies: (entry.body as ActivityBody<'activity.attended'>).deputies };
    case 'activity.counted': {
      const body = entry.body as ActivityBody<'activity.counted'>;
      return { ...state, citizens: body.citizens, settled: body.settled ?? state.settled, ideas: body.ideas ?? state.ideas };
    }
    case 'activity.closed': {
      const body = entry.body as ActivityBody<'activity.closed'>;
      return state.open ? { ...state, open: false, until: body.until, note: body.note ?? null } : state;
    }
  }
}
