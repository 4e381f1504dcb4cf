/** Activities for a filled county: what its schedules have held over the last weeks, and one of most other kinds. */
import type { ActivityKind } from '../../shared/activity/activity.ts';
import { plannedActivityId, startedActivityId } from '../../shared/activity/activity-id.ts';
import { OFFICIAL_CALENDAR } from '../../shared/calendar/calendar.ts';
import { addDays } from '../../shared/kernel/local-date.ts';
import type { Entry } from '../../shared/ledger/entry.ts';
import { occurrencesOf } from '../../shared/schedule/occurrences.ts';
import { foldSchedule, type Schedule } from '../../shared/schedule/schedule.ts';
import { demoRecords, DEMO_TOWNSHIP } from '../../server/demo/demo-county.ts';
import type { Device } from '../server/device.ts';

const DEPUTIES = ['zhangjianguo', 'liuxiulan', 'wanghongwei', 'zhaomin', 'songjun', 'mayulan', 'chenxiaofang'].map((key) => `deputy:${key}`);

interface Held { readonly kind: ActivityKind; readonly place: string; readonly daysAgo: number; readonly citizens?: number; readonly deputies: number; readonly units?: readonly string[]; readonly fields?: Readonly<Record<string, unknown>>; readonly tallies?: Readonly<Record<string, number>>; readonly open?: true }

/** One of each kind that no schedule of the demo holds, as the source documents tell of them. */
const OTHERS: readonly Held[] = [
  { kind: 'station_qna', place: '皇帝庙村人大代表联络站', daysAgo: 17, citizens: 26, deputies: 5, units: ['unit:jiaotong', 'unit:zhujian'], fields: { committee: '城建环资工委', citizenReps: 8, briefing: '通报今年民生实事进展' } },
  { kind: 'organ_entry', place: '皇帝庙乡人大代表之家', daysAgo: 33, citizens: 18, deputies: 4, units: ['unit:minzheng'], fields: { committee: '社会建设工委', briefing: '介绍养老助餐政策' } },
  { kind: 'bureau_face_to_face', place: '皇帝庙村党群服务中心', daysAgo: 9, citizens: 4, deputies: 6, units: ['unit:gongdian'], fields: { otherReps: 2, decisions: ['村东头台区本月增容', '机井电表十日内换新'] } },
  { kind: 'legal_service', place: '前王村戏台前', daysAgo: 12, citizens: 60, deputies: 2, fields: { professionals: ['李法官 法官', '周律师 律师'] }, tallies: { consultations: 23, leaflets: 200, mediated: 2 } },
  { kind: 'council', place: '河里村小院', daysAgo: 6, citizens: 31, deputies: 2, fields: { form: '小院议事', agenda: ['巷道硬化怎么出工'], resolutions: ['每户出工两天，村里出料'] }, tallies: { settled: 1 } },
  { kind: 'visit', place: '皇帝庙产业园', daysAgo: 4, citizens: 12, deputies: 3, fields: { target: '企业', visited: ['某某食品厂', '某某纺织厂'], findings: '用工缺口十四人' }, tallies: { businesses: 2 } },
  { kind: 'training', place: '皇帝庙乡人大代表之家', daysAgo: 20, deputies: 7, fields: { mode: '请进来', lecturer: '县人大代表工委', expected: 12, hours: 3 } },
  { kind: 'inspection', place: '通乡道路', daysAgo: 26, deputies: 6, fields: { organiser: '乡人大主席团', places: ['北渠村段', '双塔村段'], findings: '路灯缺六十盏' } },
  { kind: 'debrief', place: '大赵村村委会', daysAgo: 2, citizens: 58, deputies: 1, fields: { report: '一年来提建议两件，办好事三件' }, open: true },
];

/** The entries of all of them, as the secretary's device would write them up to `today`. */
export function activitiesOf(device: Device, today: string): Entry[] {
  const entries: Entry[] = [];
  const writer = (subject: string, on: string) => {
    let step = 0;
    return (type: string, body: Record<string, unknown>): void => { entries.push(device.write({ subject, type, body }, Date.parse(`${on}T11:30:00Z`) + 60_000 * step)); step += 1; };
  };
  const came = (act: ReturnType<typeof writer>, deputies: readonly string[]): void => { for (const who of deputies) act('activity.checked_in', { as: 'deputy', who, present: true, at: '19:25' }); };
  for (const schedule of schedules()) {
    occurrencesOf(schedule, OFFICIAL_CALENDAR, { from: addDays(today, -50), to: addDays(today, -3) }).forEach(({ day, on }, n) => {
      const act = writer(plannedActivityId(schedule.id, day), on);
      act('activity.planned', { kind: schedule.kind, on, from: schedule.from, until: schedule.until, place: schedule.place, schedule: schedule.id, ...(schedule.station === null ? {} : { station: schedule.station }), ...(schedule.village === null ? {} : { village: schedule.village }), ...(schedule.campaign === null ? {} : { campaign: schedule.campaign }) });
      act('activity.opened', { kind: schedule.kind, place: schedule.place, on, from: schedule.from });
      came(act, DEPUTIES.slice(n % 3, (n % 3) + 3));
      act('activity.counted', { citizens: schedule.kind === 'night_market' ? 86 + n * 17 : 9 + n, over: [] });
      if (schedule.kind === 'night_market') act('activity.tallied', { counter: 'settled', by: 2 });
      act('activity.closed', { until: schedule.until });
    });
  }
  for (const one of OTHERS) {
    const on = addDays(today, -one.daysAgo);
    const act = writer(startedActivityId({ scope: DEMO_TOWNSHIP, kind: one.kind, on, where: one.place }), on);
    act('activity.opened', { kind: one.kind, place: one.place, on, from: '09:00' });
    came(act, DEPUTIES.slice(0, one.deputies));
    for (const who of one.units ?? []) act('activity.checked_in', { as: 'unit', who, name: '主要负责人', head: true, present: true });
    if (one.citizens !== undefined) act('activity.counted', { citizens: one.citizens, over: [] });
    for (const [counter, by] of Object.entries(one.tallies ?? {})) act('activity.tallied', { counter, by });
    if (one.fields) act('activity.recorded', { set: one.fields });
    if (!one.open) act('activity.closed', { until: '11:30' });
  }
  return entries;
}

function schedules(): readonly Schedule[] {
  return demoRecords().filter(({ type }) => type === 'schedule.updated').flatMap(({ scope, subject, type, set }) => foldSchedule([{ id: 'a'.repeat(26), replica: 'aaaaaaaaaa', seq: 1, prev: null, at: '0', wall: '', actor: '', scope, subject, type, v: 1, body: { set } } as unknown as Entry]) ?? []);
}
