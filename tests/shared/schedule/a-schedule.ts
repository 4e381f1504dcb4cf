/** A schedule for tests that need one as it stands. */
import type { Schedule } from '../../../shared/schedule/schedule.ts';

/** 皇帝庙村's night market, every second Friday of the month from 2026 on, with changes. */
export function aSchedule(changes: Partial<Schedule> = {}): Schedule {
  return {
    id: 'schedule:s1', scope: '411122201', name: '皇帝庙村夜市', kind: 'night_market', station: 'station:p1', village: 'village:hdmc', place: '文化广场', rule: 'nth_weekday', days: [5], nth: 2, dates: [], holidays: 'after', from: '19:00', until: '',
    startOn: '2026-01-01', endOn: '', theme: '', campaign: null, roster: [], active: true, ...changes,
  };
}
