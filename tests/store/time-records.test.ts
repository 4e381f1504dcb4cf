/** A place's own rules and days off: written on a device, they count there after it was killed, and in no other township. */
import { expect, it } from 'vitest';
import { calendarFrom, calendarSubject, declaredField } from '../../shared/calendar/calendar-record.ts';
import { deadline } from '../../shared/rules/deadline.ts';
import { effectiveRules, ruleSubject } from '../../shared/rules/effective-rules.ts';
import type { Store } from '../../renderer/store/client.ts';
import { TOWNSHIP } from './acts.ts';
import { anOfflineDevice } from './device.ts';

const COUNTY = TOWNSHIP.slice(0, 6), NEIGHBOUR = `${COUNTY}202`;

/** The sentence of a small matter that was assigned on July 8th. */
async function sentence(store: Store, scope: string): Promise<string> {
  const { rules, calendars } = await store.directory();
  return deadline(effectiveRules(rules, scope).CASE_MINOR, '2026-07-08', calendarFrom(calendars, scope)).explanation;
}

it('rules and days off of a place are kept, and count where they were said', async () => {
  const device = await anOfflineDevice();
  const { store } = await device.open();
  expect(await sentence(store, TOWNSHIP)).toBe('7月8日交办 + 7天 = 7月15日');
  const acts = [
    { scope: COUNTY, subject: calendarSubject(COUNTY, 2026), type: 'calendar.updated', body: { set: declaredField('2026-07-15', 'off', '防汛停班') } },
    { scope: TOWNSHIP, subject: ruleSubject(TOWNSHIP, 'CASE_MINOR'), type: 'rule.updated', body: { set: { n: 3, unit: 'workday', note: '乡里定的' } } },
  ] as const;
  for (const act of acts) expect(await store.perform([act])).toMatchObject({ ok: true });
  const kept = ['7月8日交办 + 3个工作日，跳过7月11–12日 = 7月13日', '7月8日交办 + 7天，到期日7月15日放假（防汛停班），顺延 = 7月16日'];
  expect([await sentence(store, TOWNSHIP), await sentence(store, NEIGHBOUR)]).toEqual(kept);
  device.kill();
  const { store: again } = await device.open();
  expect([await sentence(again, TOWNSHIP), await sentence(again, NEIGHBOUR)]).toEqual(kept);
  await again.rebuild();
  expect([await sentence(again, TOWNSHIP), await sentence(again, NEIGHBOUR)]).toEqual(kept);
  device.kill();
});
