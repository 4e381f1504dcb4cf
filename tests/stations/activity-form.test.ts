/** The form of an activity of any kind: its acts fold to what was written, none of another kind's fields, and nothing that nobody said. */
import { describe, expect, it } from 'vitest';
import { activityActs, cleanValue, guestOf, type ReadyValues } from '../../renderer/screens/stations/activity-form.ts';
import { filterActivities, readFilter } from '../../renderer/screens/stations/activity-filter.ts';
import { ACTIVITY_KINDS, type ActivityState } from '../../shared/activity/activity.ts';
import { foldActivity } from '../../shared/activity/fold.ts';
import { missingFields } from '../../shared/activity/kinds.ts';
import { anActivity } from '../shared/activity/an-activity.ts';
import { aDesk } from '../shared/case/acts.ts';

const ID = 'activity:new1';
const BASE = { scope: '411122201', on: '2026-05-20', from: '09:00', until: '11:30', place: ' 第二片区联络站 ' };
const UNITS = new Map([['unit:water', '水利局']]);

function folded(values: ReadyValues): ActivityState {
  const desk = aDesk();
  const state = foldActivity(activityActs(ID, values, UNITS).map((act) => desk.write(act)));
  if (state === null) throw new Error('no activity');
  return state;
}

describe('an activity of any kind', () => {
  it('is written down after it took place, whole', () => {
    const state = folded({
      ...BASE, kind: 'legal_service', mode: 'record', station: 'station:s1', theme: '彩礼纠纷', deputies: ['deputy:li', 'deputy:zhang'], units: ['unit:water'], heads: ['unit:water'], guests: ['王某 法官', '赵某'], citizens: 40,
      counters: { consultations: 12, leaflets: 200, mediated: 0, ideas: 9 }, fields: { professionals: ['王某，法官', ' '], law: '别的类型的字段' }, attachments: [], note: '顺利',
    });
    expect(state).toMatchObject({
      kind: 'legal_service', status: 'closed', place: '第二片区联络站', station: 'station:s1', theme: '彩礼纠纷', on: '2026-05-20', from: '09:00', until: '11:30', deputies: ['deputy:li', 'deputy:zhang'],
      units: [{ unit: 'unit:water', name: '水利局', role: '', head: true }], guests: [{ name: '王某', role: '法官' }, { name: '赵某', role: '' }], citizens: 40, counters: { consultations: 12, leaflets: 200 }, fields: { professionals: ['王某，法官'] }, note: '顺利',
    });
    expect(state.timeline.every(({ ineffective }) => ineffective === null)).toBe(true);
    expect(state.counters).not.toHaveProperty('ideas');
    expect(state.fields).not.toHaveProperty('law');
  });

  it.each(ACTIVITY_KINDS)('of kind %s is planned, begun and recorded without a step that has no effect', (kind) => {
    for (const [mode, status] of [['plan', 'planned'], ['begin', 'open'], ['record', 'closed']] as const) {
      const state = folded({ ...BASE, kind, mode, deputies: ['deputy:li'], citizens: 5, counters: {}, fields: {} });
      expect([state.status, state.timeline.filter(({ ineffective }) => ineffective !== null).length], mode).toEqual([status, 0]);
    }
  });

  it('that is planned expects whom it names, and nobody is there yet', () => {
    const state = folded({ ...BASE, kind: 'station_qna', mode: 'plan', deputies: ['deputy:li'], units: ['unit:water'], fields: { committee: '城建工委' } });
    expect(state).toMatchObject({ expected: { deputies: ['deputy:li'], units: ['unit:water'] }, deputies: [], units: [], fields: { committee: '城建工委' } });
    expect(missingFields(state)).toEqual([]);
  });

  it('counts no citizens where a kind has none', () => {
    expect(folded({ ...BASE, kind: 'training', mode: 'record', citizens: 30 }).citizens).toBe(0);
  });

  it('cleans what was typed', () => {
    expect([cleanValue(' 水 '), cleanValue('  '), cleanValue(['一', ' ', '二 ']), cleanValue([]), cleanValue(0), cleanValue(undefined)]).toEqual(['水', null, ['一', '二'], null, 0, null]);
    expect([guestOf('王某 法官'), guestOf('王某，县法院 法官'), guestOf('王某')]).toEqual([{ name: '王某', role: '法官' }, { name: '王某', role: '县法院 法官' }, { name: '王某' }]);
  });
});

describe('the list of activities', () => {
  const activities = [
    anActivity({ id: 'activity:a', on: '2026-05-18' }), anActivity({ id: 'activity:b', kind: 'visit', on: '2026-05-20', status: 'closed', open: false, station: 'station:s1' }), anActivity({ id: 'activity:c', kind: 'visit', on: '2026-06-01', mergedInto: 'activity:b' }),
    anActivity({ id: 'activity:d', kind: 'visit', on: '2026-06-02', status: 'closed', open: false, fields: { target: '农户', visited: ['李家'] } }),
  ];
  const ids = (address: string) => filterActivities(activities, readFilter(new URLSearchParams(address))).map(({ id }) => id);

  it('shows the newest first, and what was merged by what it was merged into', () => {
    expect(ids('')).toEqual(['activity:d', 'activity:b', 'activity:a']);
  });

  it('follows the address', () => {
    expect(ids('kind=visit&to=2026-05-31')).toEqual(['activity:b']);
    expect(ids('station=station:s1')).toEqual(['activity:b']);
    expect(ids('scope=411122202')).toEqual([]);
    expect(ids('status=open')).toEqual(['activity:a']);
    expect(ids('lacking=1')).toEqual(['activity:b']);
    expect(ids('kind=nonsense&from=gestern')).toHaveLength(3);
  });
});
