/** Where and when the demo county meets its people: points and stations of 皇帝庙乡, what recurs there, and the year's campaign. Points, heads and telephones are made up. */
import { campaignFields } from '../../shared/campaign/campaign.ts';
import type { ActivityKind } from '../../shared/activity/activity.ts';
import type { FieldValue } from '../../shared/ledger/record.ts';
import { scheduleFields, type Schedule } from '../../shared/schedule/schedule.ts';
import { stationFields, type StationTier } from '../../shared/station/station.ts';

/** A record of the demo, without its scope. */
export interface DemoRecord { readonly subject: string; readonly type: 'station.updated' | 'campaign.updated' | 'schedule.updated'; readonly set: Readonly<Record<string, FieldValue>> }

const CAMPAIGN = 'campaign:zaixingdong2026';
/** What recurs begins here. */
const SEASON = '2026-10-01';

/** The campaign, which the county runs (domain M1-001: 4月1日推进会). */
export function demoCampaigns(): readonly DemoRecord[] {
  return [{ subject: CAMPAIGN, type: 'campaign.updated', set: campaignFields({ name: '“聚焦两高四着力、奋发有为十五五·人大代表在行动”主题活动', startOn: '2026-04-01', endOn: '', active: true }) }];
}

interface DemoStation { readonly key: string; readonly tier: StationTier; readonly no: string; readonly name: string; readonly village: string; readonly address: string; readonly head: string; readonly phone: string; readonly deputies: readonly string[]; readonly villages?: readonly string[] }

const STATIONS: readonly DemoStation[] = [
  { key: 'hdmjia', tier: 'home', no: '1', name: '皇帝庙乡人大代表之家', village: 'hdmc', address: '皇帝庙乡政府院内', head: '王秘书', phone: '0395-8002020', deputies: ['songjun', 'mayulan'] },
  { key: 'hdmzhan', tier: 'station', no: '2', name: '皇帝庙村人大代表联络站', village: 'hdmc', address: '皇帝庙村党群服务中心', head: '张建国', phone: '13800001101', deputies: ['zhangjianguo', 'songjun'], villages: ['dzc', 'xzc'] },
  { key: 'hdmdian', tier: 'market_point', no: '3', name: '皇帝庙村文化广场夜市点', village: 'hdmc', address: '皇帝庙村文化广场', head: '张建国', phone: '13800001101', deputies: ['zhangjianguo', 'songjun'], villages: ['dzc'] },
  { key: 'dzdian', tier: 'market_point', no: '4', name: '大赵村大槐树下夜市点', village: 'dzc', address: '大赵村村口大槐树下', head: '刘秀兰', phone: '13800001102', deputies: ['liuxiulan'], villages: ['xzc', 'hlc'] },
  { key: 'wangdian', tier: 'market_point', no: '5', name: '前王村戏台夜市点', village: 'qwc', address: '前王村戏台前', head: '王红伟', phone: '13800001103', deputies: ['wanghongwei'], villages: ['hwc'] },
  { key: 'bqdian', tier: 'market_point', no: '6', name: '北渠村健身广场夜市点', village: 'bqc', address: '北渠村健身广场', head: '赵敏', phone: '13800001104', deputies: ['zhaomin', 'mayulan'], villages: ['stc'] },
  { key: 'cddian', tier: 'contact_point', no: '7', name: '陈店村代表联系点', village: 'cdc', address: '陈店村村委会', head: '陈晓芳', phone: '13800001106', deputies: ['chenxiaofang'], villages: ['mgc', 'ydc'] },
];

/** The points and stations of the township. */
export function demoStations(): readonly DemoRecord[] {
  return STATIONS.map(({ key, village, deputies, villages = [], ...facts }) => ({
    subject: `station:${key}`, type: 'station.updated', set: stationFields({ ...facts, village: `village:${village}`, deputies: deputies.map((one) => `deputy:${one}`), villages: villages.map((one) => `village:${one}`), note: '', active: true }),
  }));
}

/** A monthly evening at each point, one after another; 每周三 the voters' day at the station; 逢五惠民 at the contact point. */
export function demoSchedules(): readonly DemoRecord[] {
  return [
    ...STATIONS.filter(({ tier }) => tier === 'market_point').map((point, index) => demoSchedule(`yeshi-${point.key}`, {
      name: `${point.name.replace('夜市点', '')}民情夜市`, kind: 'night_market', station: `station:${point.key}`, village: `village:${point.village}`, place: point.address, rule: 'nth_weekday', days: [5], nth: index + 1, from: '19:30', until: '21:30', campaign: CAMPAIGN, roster: [],
    })),
    demoSchedule('zhousan', {
      name: '每周三接待选民日', kind: 'reception_day', station: 'station:hdmzhan', village: 'village:hdmc', place: '皇帝庙村党群服务中心', rule: 'weekdays', days: [3], nth: 1, from: '09:00', until: '11:30', campaign: null,
      roster: [['deputy:zhangjianguo'], ['deputy:liuxiulan'], ['deputy:wanghongwei'], ['deputy:zhaomin']],
    }),
    demoSchedule('fengwu', { name: '逢五惠民服务日', kind: 'benefit_day', station: 'station:cddian', village: 'village:cdc', place: '陈店村村委会', rule: 'month_days', days: [5, 15, 25], nth: 1, from: '09:00', until: '11:00', campaign: CAMPAIGN, roster: [] }),
  ];
}

function demoSchedule(key: string, facts: Omit<Schedule, 'id' | 'scope' | 'kind' | 'dates' | 'holidays' | 'startOn' | 'endOn' | 'theme' | 'active'> & { readonly kind: ActivityKind }): DemoRecord {
  return { subject: `schedule:${key}`, type: 'schedule.updated', set: scheduleFields({ ...facts, dates: [], holidays: facts.kind === 'night_market' ? 'keep' : 'after', startOn: SEASON, endOn: '', theme: '', active: true }) };
}
