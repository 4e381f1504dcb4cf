import { expect, it } from 'vitest';
import { daysOf, periodOf, PERIODS } from '../../../shared/statistics/periods.ts';

it('the days of a period, also over the turn of a year', () => {
  expect(daysOf('last_month', '2026-01-15')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  expect(daysOf('last_season', '2026-02-28')).toEqual({ from: '2025-10-01', to: '2025-12-31' });
  expect(daysOf('season', '2026-11-21')).toEqual({ from: '2026-10-01', to: '2026-12-31' });
  expect(daysOf('month', '2028-02-29')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
  expect([daysOf('year', '2026-11-21'), daysOf('last_year', '2026-11-21')]).toEqual([{ from: '2026-01-01', to: '2026-12-31' }, { from: '2025-01-01', to: '2025-12-31' }]);
});

it('is found again by its days', () => {
  expect(PERIODS.map((one) => periodOf(daysOf(one, '2026-11-21'), '2026-11-21'))).toEqual(PERIODS);
  expect(periodOf({ from: '2026-01-02', to: '2026-12-31' }, '2026-11-21')).toBeNull();
});
