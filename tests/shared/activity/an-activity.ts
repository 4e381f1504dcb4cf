/** An activity for tests that need one as it stands, not as entries. */
import type { ActivityState } from '../../../shared/activity/activity.ts';

/** An evening of 18 May 2026 in 皇帝庙乡, with changes. */
export function anActivity(changes: Partial<ActivityState> = {}): ActivityState {
  return {
    id: 'activity:a1', scope: '411122201', kind: 'night_market', status: changes.open === false ? 'closed' : 'open', place: '文化广场', station: null, village: null, theme: null, campaign: null, isPlanned: false, schedule: null, on: '2026-05-18', from: '19:00', until: null,
    expected: { deputies: [], units: [] }, preparations: {}, deputies: [], units: [], guests: [], citizens: 0, headCounts: [], settledCounts: [], tallies: changes.counters ?? {}, counters: {}, settled: 0, ideas: 0, fields: {}, polls: [], notes: [], open: true, mergedInto: null, note: null, cancelled: null,
    timeline: [], contested: false, undoable: null, ...changes,
  };
}
