import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActivityBody, ActivityEntryType } from '../../../shared/activity/activity.ts';
import { decideActivity } from '../../../shared/activity/decide.ts';
import { foldActivity } from '../../../shared/activity/fold.ts';
import type { Entry } from '../../../shared/ledger/entry.ts';
import { aDesk, aSession, TOWNSHIP } from '../case/acts.ts';

const EVENING = 'activity:may18';
const BODIES: { readonly [T in ActivityEntryType]: ActivityBody<T> } = {
  'activity.opened': { kind: 'night_market', place: '皇帝庙村文化广场', village: 'village:hdm', theme: '人居环境', on: '2026-05-18', from: '19:00' },
  'activity.attended': { deputies: ['deputy:zhang', 'deputy:li'] },
  'activity.counted': { citizens: 86, settled: 4, ideas: 2 },
  'activity.closed': { until: '21:30', note: '雨停后人多' },
};
const TYPES = Object.keys(BODIES) as ActivityEntryType[];
const actOf = (type: ActivityEntryType, body: object = {}) => ({ scope: TOWNSHIP, subject: EVENING, type, body: { ...BODIES[type], ...body } });
const entriesOf = (types: readonly ActivityEntryType[], desk = aDesk()): Entry[] => types.map((type) => desk.write(actOf(type)));

describe('an evening', () => {
  it('is what its entries add up to', () => {
    expect(foldActivity(entriesOf(['activity.opened', 'activity.attended', 'activity.counted', 'activity.closed']))).toEqual({
      id: EVENING, scope: TOWNSHIP, kind: 'night_market', place: '皇帝庙村文化广场', village: 'village:hdm', theme: '人居环境', on: '2026-05-18', from: '19:00', until: '21:30',
      deputies: ['deputy:zhang', 'deputy:li'], citizens: 86, settled: 4, ideas: 2, open: false, note: '雨停后人多',
    });
  });

  it('is nothing before its opening has arrived', () => {
    expect(foldActivity([])).toBeNull();
    expect(foldActivity(entriesOf(['activity.counted']))).toBeNull();
  });

  it('is opened once and closed once, by the first; late figures of a second laptop still count', () => {
    const desk = aDesk();
    const entries = [...entriesOf(['activity.opened', 'activity.closed'], desk), desk.write(actOf('activity.opened', { place: '别处' })), desk.write(actOf('activity.closed', { until: '23:59' })), desk.write(actOf('activity.counted', { citizens: 90 }))];
    expect(foldActivity(entries)).toMatchObject({ place: '皇帝庙村文化广场', until: '21:30', open: false, citizens: 90 });
  });

  it('keeps the totals that a count does not name', () => {
    const desk = aDesk();
    const entries = [...entriesOf(['activity.opened', 'activity.counted'], desk), desk.write({ ...actOf('activity.counted'), body: { citizens: 88 } })];
    expect(foldActivity(entries)).toMatchObject({ citizens: 88, settled: 4, ideas: 2 });
  });

  it('passes over what it cannot read and what is not its own', () => {
    const desk = aDesk();
    const entries = [...entriesOf(['activity.opened'], desk), desk.write({ ...actOf('activity.counted'), body: { citizens: -1 } }), desk.write({ ...actOf('activity.counted'), v: 2 }), desk.write({ ...actOf('activity.closed'), type: 'activity.moved' }), desk.write({ ...actOf('activity.closed'), scope: '411122202' })];
    expect(foldActivity(entries)).toMatchObject({ open: true, citizens: 0 });
  });

  it('folds to the same in every order of arrival, and what decide accepts takes effect', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...TYPES), fc.integer({ min: 0, max: 1 })), { maxLength: 10 });
    fc.assert(fc.property(steps, fc.constantFrom(...TYPES), fc.infiniteStream(fc.nat()), (made, next, random) => {
      const desks = [aDesk(), aDesk({ replica: 'bbbbbbbbbb' })];
      const entries = made.flatMap(([type, desk]) => desks[desk]?.write(actOf(type)) ?? []);
      const others = entries.map((entry) => ({ entry, rank: random.next().value ?? 0 })).sort((a, b) => a.rank - b.rank).map(({ entry }) => entry);
      const state = foldActivity(entries);
      expect(foldActivity(others)).toEqual(state);
      const changed = { place: '新地点', deputies: ['deputy:new'], citizens: 999, until: '22:22' };
      const decision = decideActivity(entries, actOf(next, changed), aSession('recorder'));
      const after = foldActivity([...entries, aDesk({ replica: 'zzzzzzzzzz', startMs: Date.UTC(2030, 0, 1) }).write(actOf(next, changed))]);
      if (decision.ok) expect(after).not.toEqual(state);
      else expect(['activity-not-open', 'activity-already-open']).toContain(decision.error.code);
    }));
  });
});

describe('an act on an evening', () => {
  const decided = (made: readonly ActivityEntryType[], type: ActivityEntryType, body: object = {}) => {
    const decision = decideActivity(entriesOf(made), actOf(type, body), aSession('recorder'));
    return decision.ok ? 'ok' : decision.error.code;
  };

  it.each(TYPES)('%s: not started, open, closed', (type) => {
    const expected = type === 'activity.opened' ? ['ok', 'activity-already-open', 'activity-already-open'] : ['activity-not-open', 'ok', 'activity-not-open'];
    expect([decided([], type), decided(['activity.opened'], type), decided(['activity.opened', 'activity.closed'], type)]).toEqual(expected);
  });

  it('is refused without permission, a known type, a valid body, its own scope', () => {
    expect(decideActivity([], actOf('activity.opened'), aSession('server'))).toEqual({ ok: false, error: { code: 'not-allowed' } });
    expect(decideActivity([], { ...actOf('activity.opened'), type: 'activity.moved' }, aSession('recorder'))).toEqual({ ok: false, error: { code: 'type-unknown' } });
    expect(decided(['activity.opened'], 'activity.counted', { citizens: 1.5 })).toBe('body-invalid');
    expect(decided([], 'activity.opened', { from: '24:00' })).toBe('body-invalid');
    expect(decideActivity(entriesOf(['activity.opened']), { ...actOf('activity.closed'), scope: '411122202' }, aSession('recorder'))).toEqual({ ok: false, error: { code: 'scope-differs' } });
  });
});
