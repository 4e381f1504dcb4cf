import { describe, expect, it } from 'vitest';
import { foldActivity } from '../../shared/activity/fold.ts';
import { seasonOf, type SeasonItem } from '../../shared/activity/season.ts';
import type { Act } from '../../shared/act.ts';
import { OFFICIAL_CALENDAR } from '../../shared/calendar/calendar.ts';
import type { Entry } from '../../shared/ledger/entry.ts';
import type { Station } from '../../shared/station/station.ts';
import type { Store } from '../../renderer/store/client.ts';
import { beginActs, heldActs, onTheSpotActs, placeOnTheSpot, plannedHere, presentActs, stationAt, type OnTheSpot } from '../../renderer/screens/night-market/start-acts.ts';
import { amendActs, cancelActs, prepareActs } from '../../renderer/ui/activity-calendar/item-acts.ts';
import { aDesk } from '../shared/case/acts.ts';
import { aSchedule } from '../shared/schedule/a-schedule.ts';

const JUNE = { from: '2026-06-01', to: '2026-06-30' };
const schedule = aSchedule({ roster: [['deputy:a'], ['deputy:b']], theme: '机井', campaign: 'campaign:2026' });
function due(): SeasonItem {
  const [item] = seasonOf({ schedules: [schedule], activities: [], calendarOf: () => OFFICIAL_CALENDAR, range: JUNE });
  if (!item) throw new Error('no evening in June');
  return item;
}
type Desk = ReturnType<typeof aDesk>;
const written = (desk: Desk, acts: readonly Act[]): Entry[] => acts.map((act) => desk.write(act));
const ON_THE_SPOT: OnTheSpot = { scope: '411122201', place: ' 文化广场 ', on: '2026-06-12', from: '19:10', deputies: ['deputy:a', 'deputy:c'], citizens: 40 };
/** A store that knows these activities and nothing else. */
const knowing = (known: Readonly<Record<string, { readonly open: boolean }>>) => ({ activity: (id: string) => Promise.resolve(known[id] ?? null) }) as unknown as Store;

describe('an evening that only a rule gives', () => {
  it('is written with the first thing that is done about it, and only then', () => {
    const state = foldActivity(written(aDesk(), prepareActs(due(), { step: 'survey', done: true, text: '看了三眼机井' })));
    expect(state).toMatchObject({ id: due().id, status: 'planned', on: '2026-06-12', schedule: 'schedule:s1', theme: '机井', campaign: 'campaign:2026', preparations: { survey: { done: true } } });
    const planned = seasonOf({ schedules: [schedule], activities: state ? [state] : [], calendarOf: () => OFFICIAL_CALENDAR, range: JUNE })[0];
    expect(planned && prepareActs(planned, { step: 'topic', done: true }).map(({ type }) => type)).toEqual(['activity.prepared']);
  });

  it('is one evening when two computers did something about it before they heard of one another', () => {
    const entries = [...written(aDesk({ replica: 'aaaaaaaaaa' }), amendActs(due(), { on: '2026-06-13', reason: '下雨' })), ...written(aDesk({ replica: 'bbbbbbbbbb' }), prepareActs(due(), { step: 'survey', done: true }))];
    expect(new Set(entries.map(({ subject }) => subject)).size).toBe(1);
    expect(foldActivity(entries)).toMatchObject({ on: '2026-06-13', preparations: { survey: { done: true } }, contested: false });
  });

  it('is cancelled under its reason', () => {
    expect(foldActivity(written(aDesk(), cancelActs(due(), { reason: '大雨', on: '2026-06-12' })))).toMatchObject({ status: 'cancelled', cancelled: { reason: '大雨' } });
  });
});

describe('a typed place', () => {
  const aStation = (one: Pick<Station, 'id' | 'name' | 'address'>): Station => ({ scope: '411122201', no: '', tier: 'market_point', village: null, head: '', phone: '', deputies: [], villages: [], note: '', active: true, ...one });
  const stations = [aStation({ id: 'station:p1', name: '文化广场夜市点', address: '皇帝庙村文化广场' }), aStation({ id: 'station:p2', name: '北渠桥头', address: '' }), aStation({ id: 'station:p3', name: '戏台', address: '大赵村' }), aStation({ id: 'station:p4', name: '小学', address: '大赵村' })];
  it('is the station whose name or address it is, and no other', () => {
    expect(['皇帝庙村文化广场', ' 北渠桥头 ', '皇帝庙村', '', '大赵村'].map((typed) => stationAt(stations, typed)?.id ?? null)).toEqual(['station:p1', 'station:p2', null, null, null]);
  });
});

describe('beginning an evening', () => {
  it('inherits everything of its plan', () => {
    expect(foldActivity(written(aDesk(), beginActs(due(), { on: '2026-06-12', from: '19:05' })))).toMatchObject({
      id: due().id, status: 'open', from: '19:05', place: '文化广场', station: 'station:p1', village: 'village:hdmc', theme: '机井', campaign: 'campaign:2026', schedule: 'schedule:s1', expected: { deputies: ['deputy:b'] }, deputies: [],
    });
  });

  it('is one evening for two laptops at one table, however each began it, and nobody is counted twice', () => {
    const one = onTheSpotActs('activity:x', ON_THE_SPOT), other = onTheSpotActs('activity:x', { ...ON_THE_SPOT, deputies: ['deputy:c', 'deputy:d'], citizens: 35 });
    const state = foldActivity([...written(aDesk({ replica: 'aaaaaaaaaa' }), one), ...written(aDesk({ replica: 'bbbbbbbbbb' }), other)]);
    expect(state).toMatchObject({ status: 'open', place: '文化广场', citizens: 40, contested: false });
    expect([...state?.deputies ?? []].sort()).toEqual(['deputy:a', 'deputy:c', 'deputy:d']);
    expect(state?.headCounts).toHaveLength(2);
  });

  it('on the spot is the planned one when it is at that place', () => {
    const item = due();
    expect(plannedHere([item], ON_THE_SPOT)).toBe(item);
    expect(plannedHere([item], { ...ON_THE_SPOT, place: '别处', station: 'station:p1' })).toBe(item);
    expect(plannedHere([item], { ...ON_THE_SPOT, station: 'station:p2' })).toBeNull();
    expect(plannedHere([item], { ...ON_THE_SPOT, on: '2026-06-13' })).toBeNull();
    const state = foldActivity(written(aDesk(), [...beginActs(item, ON_THE_SPOT), ...presentActs(item, ON_THE_SPOT)]));
    expect(state).toMatchObject({ id: item.id, deputies: ['deputy:a', 'deputy:c'], citizens: 40 });
  });

  it('goes back into one that is open, and makes a second one where the first is over', async () => {
    const first = await placeOnTheSpot(knowing({}), ON_THE_SPOT);
    expect(first.open).toBe(false);
    expect(await placeOnTheSpot(knowing({ [first.id]: { open: true } }), { ...ON_THE_SPOT, place: '文化广场' })).toEqual({ id: first.id, open: true });
    const second = await placeOnTheSpot(knowing({ [first.id]: { open: false } }), ON_THE_SPOT);
    expect(second).toEqual({ id: expect.not.stringContaining(first.id) as string, open: false });
  });

  it('enters one that was held without the program, closed, on its own day', () => {
    expect(foldActivity(written(aDesk(), heldActs(due())))).toMatchObject({ status: 'closed', on: '2026-06-12', from: '19:00', until: '19:00' });
  });
});
