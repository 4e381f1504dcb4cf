import { describe, expect, it } from 'vitest';
import { addWorkdays, OFFICIAL_CALENDAR } from '../../../shared/calendar/calendar.ts';
import { arrangementFields, calendarFrom, calendarSubject, declaredField, declaredFrom, foldCalendar, yearsFrom, type CalendarFields, type CalendarRecord } from '../../../shared/calendar/calendar-record.ts';
import { YEAR_2026 } from '../../../shared/calendar/year-2026.ts';
import type { YearArrangement } from '../../../shared/calendar/year-arrangement.ts';
import { RULES } from '../../../shared/rules/deadline-rules.ts';
import { deadline } from '../../../shared/rules/deadline.ts';
import { aDesk } from '../case/acts.ts';

const COUNTY = '411122', TOWNSHIP = '411122201', NEIGHBOUR = '411122202';
const YEAR_2027: YearArrangement = {
  year: 2027, source: '国办通知', makeUpDays: ['2027-02-20'],
  holidays: [['元旦', '01-01', '01-03'], ['春节', '02-05', '02-12'], ['清明节', '04-03', '04-05'], ['劳动节', '05-01', '05-05'], ['端午节', '06-09', '06-11'], ['中秋节', '09-15', '09-17'], ['国庆节', '10-01', '10-07']].map(([name = '', from, to]) => ({ name, from: `2027-${from}`, to: `2027-${to}` })),
};

/** One place's record of a year, as several people set it one after the other. */
function said(scope: string, year: number, ...sets: readonly CalendarFields[]): CalendarRecord {
  const desk = aDesk();
  const record = foldCalendar(sets.map((set) => desk.write({ scope, subject: calendarSubject(scope, year), type: 'calendar.updated', body: { set } })));
  if (!record) throw new Error('the record cannot be read');
  return record;
}
const kind = (records: readonly CalendarRecord[], day: string, scope = TOWNSHIP) => calendarFrom(records, scope).day(day);

describe('the calendar of a place', () => {
  it('is the shipped one while nobody said anything', () => {
    expect(yearsFrom([], TOWNSHIP)).toEqual([YEAR_2026]);
    for (const day of ['2026-02-14', '2026-02-15', '2027-01-01']) expect(kind([], day)).toEqual(OFFICIAL_CALENDAR.day(day));
  });

  it('knows a year that was imported, exactly as the file had it', () => {
    const record = said(COUNTY, 2027, arrangementFields(YEAR_2027));
    expect(record.arrangement).toEqual(YEAR_2027);
    expect(kind([record], '2027-02-08')).toEqual({ workday: false, holiday: '春节', makeUp: false, estimate: false });
    expect(kind([record], '2027-02-20')).toEqual({ workday: true, holiday: null, makeUp: true, estimate: false });
    expect(addWorkdays(calendarFrom([record], TOWNSHIP), '2027-02-04', 1)).toBe('2027-02-15');
    expect(kind([record], '2027-02-08', '410000').estimate).toBe(true);
  });

  it('takes the township\'s import over the county\'s, and none that was taken back', () => {
    const own = { ...YEAR_2027, source: '乡里导入' };
    const records = [said(TOWNSHIP, 2027, arrangementFields(own)), said(COUNTY, 2027, arrangementFields(YEAR_2027))];
    expect(yearsFrom(records, TOWNSHIP).at(-1)?.source).toBe('乡里导入');
    expect(yearsFrom(records, NEIGHBOUR).at(-1)?.source).toBe('国办通知');
    expect(yearsFrom([said(TOWNSHIP, 2027, arrangementFields(own), arrangementFields(null)), said(COUNTY, 2027, arrangementFields(YEAR_2027))], TOWNSHIP).at(-1)?.source).toBe('国办通知');
  });

  it('has no arrangement that deadlines cannot be counted by', () => {
    expect(said(TOWNSHIP, 2027, arrangementFields({ ...YEAR_2027, makeUpDays: ['2027-02-22'] })).arrangement).toBeNull();
    expect(said(TOWNSHIP, 2028, arrangementFields(YEAR_2027)).arrangement).toBeNull();
    expect(said(TOWNSHIP, 2027, { holidays: ['garbage'], source: 5 }).arrangement).toBeNull();
  });
});

describe('a day declared by hand', () => {
  const flood = said(COUNTY, 2026, declaredField('2026-07-15', 'off', '防汛停班'));

  it('is off or worked whatever the arrangement says, with its reason', () => {
    const record = said(TOWNSHIP, 2026, declaredField('2026-07-15', 'off', ''), declaredField('2026-07-18', 'work', '抢收'), declaredField('2026-10-02', 'work', '值守'), declaredField('2026-07-16', 'work', ''));
    expect(kind([record], '2026-07-15')).toEqual({ workday: false, holiday: '当地放假', makeUp: false, estimate: false });
    expect(kind([record], '2026-07-18')).toEqual({ workday: true, holiday: null, makeUp: true, estimate: false });
    expect(kind([record], '2026-10-02')).toEqual({ workday: true, holiday: null, makeUp: true, estimate: false });
    // A weekday that is worked is no make-up day.
    expect(kind([record], '2026-07-16')).toEqual({ workday: true, holiday: null, makeUp: false, estimate: false });
  });

  it('of the county counts in every township, unless the township says otherwise or takes its own word back', () => {
    expect(kind([flood], '2026-07-15')).toMatchObject({ workday: false, holiday: '防汛停班' });
    const stubborn = said(TOWNSHIP, 2026, declaredField('2026-07-15', 'work', '照常'));
    expect(kind([stubborn, flood], '2026-07-15')).toMatchObject({ workday: true });
    expect(kind([stubborn, flood], '2026-07-15', NEIGHBOUR)).toMatchObject({ workday: false });
    expect(declaredFrom([said(TOWNSHIP, 2026, declaredField('2026-07-15', 'work', '照常'), declaredField('2026-07-15', null, '')), flood], TOWNSHIP)).toEqual([{ date: '2026-07-15', kind: 'off', reason: '防汛停班' }]);
  });

  it('does not undo another that somebody else declares at the same time', () => {
    expect(said(TOWNSHIP, 2026, declaredField('2026-07-15', 'off', '防汛'), declaredField('2026-07-14', 'off', '抢险 第一天')).declared)
      .toEqual([{ date: '2026-07-14', kind: 'off', reason: '抢险 第一天' }, { date: '2026-07-15', kind: 'off', reason: '防汛' }]);
  });

  it('is told where a deadline moves over it', () => {
    const calendar = calendarFrom([flood], TOWNSHIP);
    expect(deadline(RULES.CASE_MINOR, '2026-07-08', calendar).explanation).toBe('7月8日交办 + 7天，到期日7月15日放假（防汛停班），顺延 = 7月16日');
    expect(deadline(RULES.CASE_ASSIGN, '2026-07-14', calendar).explanation).toBe('7月14日梳理 + 2个工作日，跳过7月15日 = 7月17日');
  });

  it('that does not exist, or says neither off nor worked, is none', () => {
    expect(said(TOWNSHIP, 2026, { d0230: 'off 没有这天', d0715: 'maybe', d0716: 7, d1: 'off' }).declared).toEqual([]);
  });
});

it('a record speaks only for its own scope', () => {
  const write = (scope: string, subject: string) => foldCalendar([aDesk().write({ scope, subject, type: 'calendar.updated', body: { set: declaredField('2026-07-15', 'off', '') } })]);
  expect(write(TOWNSHIP, calendarSubject(COUNTY, 2026))).toBeNull();
  expect(write(TOWNSHIP, 'calendar:411122201-26')).toBeNull();
  expect(write(TOWNSHIP, calendarSubject(TOWNSHIP, 2026))).toMatchObject({ year: 2026, arrangement: null });
});
