import { describe, expect, it } from 'vitest';
import { arrangementRefusalText, faultOf, parseArrangement } from '../../../shared/calendar/import-arrangement.ts';
import { YEAR_2026 } from '../../../shared/calendar/year-2026.ts';
import { daysAfter } from '../../../shared/calendar/calendar.ts';

/** The shipped year in the form that is passed around. */
const SHARED_2026 = {
  $schema: 'https://example.org/schema.json', year: 2026, papers: ['https://www.gov.cn/2026'],
  days: [
    ...YEAR_2026.makeUpDays.map((date) => ({ name: '调休', date, isOffDay: false })),
    ...YEAR_2026.holidays.flatMap(({ name, from, to }) => [from, ...daysAfter(from, to)].map((date) => ({ name, date, isOffDay: true }))),
  ],
};
const parse = (value: unknown, year: number | null = null) => parseArrangement(JSON.stringify(value), year);
const holiday = (name: string, from: string, to: string) => ({ ...YEAR_2026, holidays: [...YEAR_2026.holidays, { name, from, to }] });
const refusal = (value: unknown, year: number | null = null) => { const read = parse(value, year); return read.ok ? null : read.error; };

describe('a file of the yearly arrangement', () => {
  it('in the form that is passed around becomes the same year as the shipped one', () => {
    expect(parse(SHARED_2026)).toEqual({ ok: true, value: { ...YEAR_2026, source: 'https://www.gov.cn/2026' } });
    expect(parse({ ...SHARED_2026, days: [...SHARED_2026.days].reverse() })).toEqual(parse(SHARED_2026));
  });

  it('in this software\'s own form is taken as it is, with or without a byte order mark', () => {
    expect(parse(YEAR_2026, 2026)).toEqual({ ok: true, value: YEAR_2026 });
    expect(parseArrangement(`\uFEFF${JSON.stringify(YEAR_2026)}`, 2026)).toEqual({ ok: true, value: YEAR_2026 });
  });

  it('may reach into the December before, as New Year\'s often does', () => {
    const next = { year: 2023, source: '国办通知', holidays: [{ name: '元旦', from: '2022-12-31', to: '2023-01-02' }, ...YEAR_2026.holidays.slice(1).map(({ name, from, to }) => ({ name, from: from.replace('2026', '2023'), to: to.replace('2026', '2023') }))], makeUpDays: [] };
    expect(parse(next)).toEqual({ ok: true, value: next });
  });

  it.each<[string, unknown, number | null, { code: string; detail: string }]>([
    ['of another year', YEAR_2026, 2027, { code: 'wrong-year', detail: '2026' }],
    ['without an arrangement', { year: 2027 }, null, { code: 'not-arrangement', detail: '' }],
    ['not yet filled', { year: 2027, days: [] }, null, { code: 'not-arrangement', detail: '' }],
    ['of a list', [], null, { code: 'not-arrangement', detail: '' }],
    ['with a day that does not exist', { ...SHARED_2026, days: [{ name: '元旦', date: '2026-02-30', isOffDay: true }] }, null, { code: 'day-invalid', detail: '2026-02-30' }],
    ['with a make-up day that does not exist', { ...YEAR_2026, makeUpDays: ['2026-13-01'] }, null, { code: 'day-invalid', detail: '2026-13-01' }],
    ['with a day of another year', holiday('元旦', '2027-01-01', '2027-01-03'), null, { code: 'day-outside-year', detail: '2027-01-01' }],
    ['with a day of the November before', holiday('元旦', '2025-11-30', '2025-12-02'), null, { code: 'day-outside-year', detail: '2025-11-30' }],
    ['with a holiday that ends before it begins', holiday('加休', '2026-08-03', '2026-08-01'), null, { code: 'range-reversed', detail: '2026-08-03' }],
    ['with a holiday of a month', holiday('加休', '2026-08-01', '2026-08-31'), null, { code: 'range-long', detail: '2026-08-01' }],
    ['with a day that is both off and worked', { ...YEAR_2026, makeUpDays: ['2026-10-03'] }, null, { code: 'day-twice', detail: '2026-10-03' }],
    ['with a make-up day that is a weekday', { ...YEAR_2026, makeUpDays: ['2026-05-18'] }, null, { code: 'make-up-weekday', detail: '2026-05-18' }],
    ['without one of the seven holidays', { ...YEAR_2026, holidays: YEAR_2026.holidays.slice(0, -1) }, null, { code: 'holiday-missing', detail: '国庆' }],
  ])('%s is refused', (_, file, year, error) => {
    const found = refusal(file, year);
    expect(found).toEqual(error);
    if (found !== null) {
      expect(arrangementRefusalText(found)).toMatch(/^[^{}]*请[^{}]*。$/);
      expect(arrangementRefusalText(found)).toContain(error.detail);
    }
  });

  it('that is no JSON is refused', () => {
    expect(parseArrangement('放假安排', 2027)).toEqual({ ok: false, error: { code: 'not-json', detail: '' } });
    expect(arrangementRefusalText({ code: 'not-json', detail: '' })).toBe('这个文件不是 JSON 格式。请选放假安排的 JSON 文件。');
  });
});

it('the year that ships would pass as a file', () => { expect(faultOf(YEAR_2026, 2026)).toBeNull(); });
