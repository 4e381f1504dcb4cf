/** What a change of days off makes of a case: the deadline that was counted moves, one that somebody set does not. */
import { describe, expect, it } from 'vitest';
import { createCalendar, OFFICIAL_CALENDAR, type DeclaredDay } from '../../../shared/calendar/calendar.ts';
import { YEAR_2026 } from '../../../shared/calendar/year-2026.ts';
import { rescheduleOf } from '../../../shared/case/reschedule.ts';
import { caseOf, type Step } from './acts.ts';

const OFF: DeclaredDay = { date: '2026-05-25', kind: 'off', reason: '防汛停工' };
const FLOOD = createCalendar([YEAR_2026], [OFF]);
const change = { old: OFFICIAL_CALENDAR, now: FLOOD };
const TODAY = '2026-05-20';
/** Assigned on Monday 18 May for seven natural days: due on Monday 25 May. */
const ASSIGNED: readonly Step[] = [['case.registered'], ['case.sorted', { level: 'minor' }], ['case.assigned', { on: '2026-05-18', dueOn: '2026-05-25', rule: 'CASE_MINOR', length: { n: 7, unit: 'calendar_day' } }]];

describe('a change of days off', () => {
  it('moves the deadline that falls on the new day off, says why, and the act takes effect', () => {
    const body = rescheduleOf(caseOf(ASSIGNED), change, TODAY);
    expect(body).toMatchObject({ was: '2026-05-25', dueOn: '2026-05-26', on: TODAY });
    expect(body?.reason).toContain('5月25日');
    const moved = caseOf([...ASSIGNED, ['case.rescheduled', body ?? {}]]);
    expect(moved.dueOn).toBe('2026-05-26');
    expect(moved.timeline.at(-1)).toMatchObject({ ineffective: null });
    expect(rescheduleOf(moved, { old: FLOOD, now: OFFICIAL_CALENDAR }, TODAY)).toMatchObject({ was: '2026-05-26', dueOn: '2026-05-25' });
  });

  it('leaves alone what no changed day concerns, and a day that was set by hand', () => {
    const early = createCalendar([YEAR_2026], [{ ...OFF, date: '2026-05-22' }]);
    expect(rescheduleOf(caseOf(ASSIGNED), { old: OFFICIAL_CALENDAR, now: early }, TODAY)).toBeNull();
    const extended = caseOf([...ASSIGNED, ['case.extension_requested', { until: '2026-06-08', on: '2026-05-19' }], ['case.extended', { dueOn: '2026-06-08', on: '2026-05-19' }]]);
    expect(extended.dueOn).toBe('2026-06-08');
    expect(rescheduleOf(extended, { old: OFFICIAL_CALENDAR, now: createCalendar([YEAR_2026], [OFF, { ...OFF, date: '2026-06-08' }]) }, TODAY)).toBeNull();
  });

  it('does not touch a case that has no clock, or one that stands', () => {
    expect(rescheduleOf(caseOf([['case.registered']]), change, TODAY)).toBeNull();
    expect(rescheduleOf(caseOf([...ASSIGNED, ['case.paused', { on: '2026-05-19' }]]), change, TODAY)).toBeNull();
  });
});
