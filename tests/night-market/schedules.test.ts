import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OFFICIAL_CALENDAR } from '../../shared/calendar/calendar.ts';
import { foldSchedule, HOLIDAY_POLICIES, scheduleFields, SCHEDULE_RULES, type Schedule } from '../../shared/schedule/schedule.ts';
import type { Station } from '../../shared/station/station.ts';
import { draftOf, outlookOf, schedulesOf, type ScheduleDraft } from '../../renderer/ui/activity-calendar/schedules/schedule-draft.ts';
import { aDesk } from '../shared/case/acts.ts';
import { aSchedule } from '../shared/schedule/a-schedule.ts';

const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const aStation = (n: number, changes: Partial<Station> = {}): Station => ({ id: `station:${n}`, scope: '411122201', no: String(n), name: `第${n}夜市点`, tier: 'market_point', village: `village:${n}`, address: n % 2 === 0 ? '' : `第${n}广场`, head: '', phone: '', deputies: [], villages: [], note: '', active: true, ...changes });
const DRAFT: ScheduleDraft = { kind: 'night_market', rule: 'nth_weekday', nth: 2, weekdays: [5], holidays: 'after', from: '19:00', startOn: '2026-01-01', scope: '411122201' };

describe('a schedule as it is typed in', () => {
  it('is one for a place without a station', () => {
    expect(schedulesOf({ ...DRAFT, place: ' 村部门口 ', village: 'village:1', theme: '路灯' }, [])).toMatchObject([{ name: '村部门口民情夜市', place: '村部门口', station: null, village: 'village:1', theme: '路灯', rule: 'nth_weekday', days: [5], nth: 2, endOn: '' }]);
  });

  it('is one for each point, with the point\'s own place, village and township', () => {
    const stations = [aStation(1), aStation(2, { scope: '411122202' })];
    expect(schedulesOf({ ...DRAFT, stations: ['station:1', 'station:2'] }, stations)).toMatchObject([
      { scope: '411122201', station: 'station:1', village: 'village:1', place: '第1广场', name: '第1夜市点民情夜市' }, { scope: '411122202', station: 'station:2', place: '第2夜市点' },
    ]);
  });

  it('spreads 81 points over the evenings, at most five on any but those that a holiday moved', () => {
    const stations = Array.from({ length: 81 }, (_, n) => aStation(n));
    const planned = schedulesOf({ ...DRAFT, rule: 'staggered', weekdays: [1, 2, 3, 4, 5], perDay: 5, holidays: 'keep', stations: stations.map(({ id }) => id) }, stations);
    if (planned === 'does-not-fit') throw new Error('they fit');
    const { occurrences, busiest } = outlookOf(planned, () => OFFICIAL_CALENDAR, YEAR);
    expect(occurrences).toHaveLength(81 * 12);
    expect(busiest?.count).toBe(5);
    expect(schedulesOf({ ...DRAFT, rule: 'staggered', weekdays: [5], perDay: 5, stations: stations.map(({ id }) => id) }, stations)).toBe('does-not-fit');
  });

  it('says how full the fullest day gets when a holiday moves several to one', () => {
    const stations = [aStation(1), aStation(2)];
    const planned = schedulesOf({ ...DRAFT, rule: 'dates', dates: ['2026-10-02', '2026-10-08'], stations: ['station:1', 'station:2'] }, stations);
    if (planned === 'does-not-fit') throw new Error('they fit');
    // 国庆节 2026 ends on 7 October: what fell on the 2nd comes to the 8th, which each point holds once.
    expect(outlookOf(planned, () => OFFICIAL_CALENDAR, YEAR).busiest).toEqual({ on: '2026-10-08', count: 2 });
  });

  it('comes back the same when it is opened and saved unchanged', () => {
    const aRule = fc.record({
      rule: fc.constantFrom(...SCHEDULE_RULES), days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }), nth: fc.integer({ min: 1, max: 5 }), holidays: fc.constantFrom(...HOLIDAY_POLICIES), endOn: fc.constantFrom('', '2026-12-31'),
      from: fc.constantFrom('', '19:30'), theme: fc.constantFrom('', '路灯'), campaign: fc.constantFrom(null, 'campaign:1'), station: fc.constantFrom(null, 'station:1'), roster: fc.array(fc.constantFrom(['deputy:a'], ['deputy:b', 'deputy:c']), { maxLength: 3 }),
    });
    fc.assert(fc.property(aRule, (rule) => {
      const place = rule.station === null ? '村部' : '第1广场';
      const before: Schedule = aSchedule({ ...rule, days: rule.rule === 'dates' ? [] : rule.days, dates: rule.rule === 'dates' ? ['2026-06-06'] : [], place, village: rule.station === null ? 'village:9' : 'village:1', name: `${rule.station === null ? '村部' : '第1夜市点'}民情夜市` });
      const [after] = schedulesOf(draftOf(before, '2026-06-01'), [aStation(1)]) as readonly Omit<Schedule, 'id'>[];
      expect(after && scheduleFields(after)).toEqual(scheduleFields(before));
      expect(foldSchedule([aDesk().write({ scope: before.scope, subject: before.id, type: 'schedule.updated', body: { set: scheduleFields(before) } })])).toEqual(before);
    }));
  });

  it('keeps no day that is none: days are counted from them', () => {
    const set = { ...scheduleFields(aSchedule({ rule: 'dates' })), startOn: '开春', endOn: '2026-02-30', dates: ['2026-06-06', '2026-06-31'] };
    expect(foldSchedule([aDesk().write({ subject: 'schedule:s1', type: 'schedule.updated', body: { set } })])).toMatchObject({ startOn: '', endOn: '', dates: ['2026-06-06'] });
  });
});
