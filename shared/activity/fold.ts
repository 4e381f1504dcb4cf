/** An activity as its entries add up: the last of each kind of entry counts. */
import { compareEntries, type Entry } from '../ledger/entry.ts';
import type { ActivityState } from './activity.ts';
import { readActivityAct, type ActivityAct } from './read-act.ts';

/** The activity that `entries` of one subject add up to, in any order; null while its opening has not arrived. */
export function foldActivity(entries: readonly Entry[]): ActivityState | null {
  let state: ActivityState | null = null;
  for (const entry of [...entries].sort(compareEntries)) {
    const read = readActivityAct(entry);
    if (read.ok) state = applyAct(state, read.value);
  }
  return state;
}

/**
 * Opened once, by the first; closed once, by the first. What a second laptop counted before it heard of the closing
 * still counts: the evening took place, and its figures are facts. Nobody can add to it once they know (`decideActivity`).
 */
function applyAct(state: ActivityState | null, act: ActivityAct): ActivityState | null {
  if (!state) return act.type === 'activity.opened' ? opened(act) : null;
  // An activity belongs to the scope that opened it: who may write elsewhere may not reach into it.
  if (act.scope !== state.scope) return state;
  switch (act.type) {
    case 'activity.opened': return state;
    case 'activity.attended': return { ...state, deputies: act.body.deputies };
    case 'activity.counted': return { ...state, citizens: act.body.citizens, settled: act.body.settled ?? state.settled, ideas: act.body.ideas ?? state.ideas };
    case 'activity.closed': return state.open ? { ...state, open: false, until: act.body.until, note: act.body.note ?? null } : state;
  }
}

function opened({ scope, subject, body }: Extract<ActivityAct, { type: 'activity.opened' }>): ActivityState {
  return {
    id: subject, scope, kind: body.kind, place: body.place, village: body.village ?? null, theme: body.theme ?? null, on: body.on, from: body.from,
    until: null, deputies: [], citizens: 0, settled: 0, ideas: 0, open: true, note: null,
  };
}
