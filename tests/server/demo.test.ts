/** The demo county's points and calendar: every record is one that the server takes, names only what is there, and folds to what was meant. */
import { expect, it } from 'vitest';
import { demoRecords } from '../../server/demo/demo-county.ts';
import { judgeBody } from '../../shared/entry-types.ts';

const records = demoRecords();

it('every record has a body of its type, and names only records that are there', () => {
  const subjects = new Set(records.map(({ subject }) => subject));
  for (const { type, subject, set } of records) {
    expect(judgeBody({ type, v: 1, subject, body: { set } })).toBe('valid');
    const named = Object.values(set).flat().flatMap((value) => (typeof value === 'string' ? value.split(',') : [])).filter((word) => /^(station|village|deputy|campaign):/.test(word));
    for (const one of named) expect(subjects).toContain(one);
  }
});

it('has night markets at points, every Wednesday’s reception and the days of five', () => {
  const schedules = records.filter(({ type }) => type === 'schedule.updated').map(({ set }) => [set['kind'], set['rule'], set['days']]);
  expect(schedules).toEqual([...[1, 2, 3, 4].map(() => ['night_market', 'nth_weekday', ['5']]), ['reception_day', 'weekdays', ['3']], ['benefit_day', 'month_days', ['5', '15', '25']]]);
});
