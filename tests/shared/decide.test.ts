import { describe, expect, it } from 'vitest';
import { decide } from '../../shared/decide.ts';
import { actOf, aSession, entriesOf, ROAD_TO, TOWNSHIP } from './case/acts.ts';

const update = { scope: TOWNSHIP, subject: 'village:hdm', type: 'village.updated', body: { set: { name: '皇帝庙村' } } };
const opening = { scope: TOWNSHIP, subject: 'activity:may18', type: 'activity.opened', body: { kind: 'night_market', place: '皇帝庙村文化广场', on: '2026-05-18', from: '19:00' } };

describe('an act is decided by what it is about', () => {
  it('a case', () => {
    expect(decide(entriesOf(ROAD_TO.sorting), actOf(['case.sorted']), aSession('secretary'))).toMatchObject({ ok: true });
    expect(decide(entriesOf(ROAD_TO.closed), actOf(['case.sorted']), aSession('secretary'))).toMatchObject({ error: { code: 'act-not-possible' } });
  });

  it('an evening', () => { expect(decide([], opening, aSession('recorder'))).toEqual({ ok: true, value: { ...opening, v: 1 } }); });

  it('a plain record: permission and a valid body are enough', () => {
    expect(decide([], update, aSession('secretary'))).toEqual({ ok: true, value: { ...update, v: 1 } });
    expect(decide([], update, aSession('recorder'))).toEqual({ ok: false, error: { code: 'not-allowed' } });
    expect(decide([], { ...update, body: {} }, aSession('secretary'))).toEqual({ ok: false, error: { code: 'body-invalid' } });
  });

  it.each([
    ['an unknown aggregate', { ...update, subject: 'points:x', type: 'points.updated' }, 'type-unknown'],
    ['an act of one record on another', { ...update, subject: 'unit:road' }, 'body-invalid'],
    ['an act of an evening on a case', { ...opening, subject: 'case:x' }, 'type-unknown'],
    ['an act of a case on an evening', { ...actOf(['case.noted']), subject: 'activity:may18' }, 'type-unknown'],
  ])('%s is refused', (_, act, code) => { expect(decide([], act, aSession('secretary'))).toEqual({ ok: false, error: { code } }); });
});
