/**
 * The demo county: 临颍县 with its real townships (townships_411122.csv, code and kind from the statistics office's
 * list) and one township, 皇帝庙乡, filled with villages, deputies and offices. People, phones and most village names
 * are made up; categories are those of cases.json.
 */
import type { DeputyLevel } from '../../shared/deputy/deputy.ts';
import type { FieldValue } from '../../shared/ledger/record.ts';
import type { UnitSystem, UnitTier } from '../../shared/unit/unit.ts';
import type { User } from '../store/people-store.ts';
import { demoCampaigns, demoSchedules, demoStations, type DemoRecord } from './demo-activities.ts';

export const DEMO_COUNTY = { code: '411122', name: '临颍县', organ: '临颍县人大常委会代表工委' } as const;
export const DEMO_TOWNSHIP = '411122201';

export const DEMO_USERS: readonly User[] = [
  { id: 'li', name: '李记录', role: 'recorder', home: DEMO_TOWNSHIP },
  { id: 'wang', name: '王秘书', role: 'secretary', home: DEMO_TOWNSHIP },
  { id: 'zhao', name: '赵主任', role: 'county', home: DEMO_COUNTY.code },
];

/** A record to be seeded: its scope, subject, and the fields of its one `updated` entry. */
export interface SeedRecord { readonly scope: string; readonly subject: string; readonly type: 'village.updated' | 'deputy.updated' | 'unit.updated' | DemoRecord['type']; readonly set: Readonly<Record<string, FieldValue>> }

/** Everything that the demo county starts with. */
export function demoRecords(): readonly SeedRecord[] {
  return [
    ...VILLAGES.map(([key, name]): SeedRecord => ({ scope: DEMO_TOWNSHIP, subject: `village:${key}`, type: 'village.updated', set: { name, initials: key, active: true } })),
    ...DEPUTIES.map(({ key, ...fields }): SeedRecord => ({ scope: DEMO_TOWNSHIP, subject: `deputy:${key}`, type: 'deputy.updated', set: { ...fields, active: true } })),
    ...COUNTY_UNITS.map((unit) => seedUnit(DEMO_COUNTY.code, 'county', unit)),
    ...TOWNSHIP_UNITS.map((unit) => seedUnit(DEMO_TOWNSHIP, 'township', unit)),
    ...demoCampaigns().map((record): SeedRecord => ({ ...record, scope: DEMO_COUNTY.code })),
    ...[...demoStations(), ...demoSchedules()].map((record): SeedRecord => ({ ...record, scope: DEMO_TOWNSHIP })),
  ];
}

interface DemoUnit { readonly key: string; readonly name: string; readonly contact: string; readonly phone: string; readonly categories: readonly string[]; readonly tier?: UnitTier; readonly system?: UnitSystem }

function seedUnit(scope: string, tierOfList: UnitTier, { key, name, contact, phone, categories, tier = tierOfList, system = 'government' }: DemoUnit): SeedRecord {
  return { scope, subject: `unit:${key}`, type: 'unit.updated', set: { name, tier, system, contact, phone, categories: [...categories], active: true } };
}

/** Key (pinyin initials for the keyboard) and name. */
const VILLAGES: readonly (readonly [string, string])[] = [
  ['hdmc', '皇帝庙村'], ['dzc', '大赵村'], ['xzc', '小张村'], ['hlc', '河里村'], ['lgzc', '老郭庄村'], ['bqc', '北渠村'], ['stc', '双塔村'],
  ['qwc', '前王村'], ['hwc', '后王村'], ['sljc', '宋李集村'], ['cdc', '陈店村'], ['mgc', '马岗村'], ['ydc', '榆店村'],
];

interface DemoDeputy { readonly key: string; readonly name: string; readonly level: DeputyLevel; readonly phone: string; readonly constituency: string }

const DEPUTIES: readonly DemoDeputy[] = [
  { key: 'zhangjianguo', name: '张建国', level: 'township', phone: '13800001101', constituency: '皇帝庙村选区' },
  { key: 'liuxiulan', name: '刘秀兰', level: 'township', phone: '13800001102', constituency: '大赵村选区' },
  { key: 'wanghongwei', name: '王红伟', level: 'township', phone: '13800001103', constituency: '前王村、后王村选区' },
  { key: 'zhaomin', name: '赵敏', level: 'township', phone: '13800001104', constituency: '北渠村选区' },
  { key: 'guozhiqiang', name: '郭志强', level: 'township', phone: '13800001105', constituency: '老郭庄村选区' },
  { key: 'chenxiaofang', name: '陈晓芳', level: 'township', phone: '13800001106', constituency: '陈店村选区' },
  { key: 'songjun', name: '宋军', level: 'county', phone: '13800001107', constituency: '皇帝庙乡第一选区' },
  { key: 'mayulan', name: '马玉兰', level: 'county', phone: '13800001108', constituency: '皇帝庙乡第二选区' },
  { key: 'likexin', name: '李可欣', level: 'municipal', phone: '13800001109', constituency: '临颍县代表团' },
  { key: 'sundahai', name: '孙大海', level: 'provincial', phone: '13800001110', constituency: '漯河市代表团' },
  { key: 'zhouyun', name: '周云㐂', level: 'township', phone: '13800001111', constituency: '马岗村、榆店村选区' },
];

const COUNTY_UNITS: readonly DemoUnit[] = [
  { key: 'jiaotong', name: '临颍县交通运输局', contact: '吴科长', phone: '0395-8001001', categories: ['道路交通'] },
  { key: 'nongye', name: '临颍县农业农村局', contact: '郑科长', phone: '0395-8001002', categories: ['农业农村'] },
  { key: 'zhujian', name: '临颍县住房和城乡建设局', contact: '冯科长', phone: '0395-8001003', categories: ['住房物业', '供水供暖供电'] },
  { key: 'chengguan', name: '临颍县城市管理局', contact: '韩科长', phone: '0395-8001004', categories: ['环境卫生'] },
  { key: 'jiaoyu', name: '临颍县教育局', contact: '杨科长', phone: '0395-8001005', categories: ['教育'] },
  { key: 'renshe', name: '临颍县人力资源和社会保障局', contact: '朱科长', phone: '0395-8001006', categories: ['就业'] },
  { key: 'ziran', name: '临颍县自然资源局', contact: '秦科长', phone: '0395-8001007', categories: ['土地征迁'] },
  { key: 'shichang', name: '临颍县市场监督管理局', contact: '许科长', phone: '0395-8001008', categories: ['食品安全', '营商环境'] },
  { key: 'fagai', name: '临颍县发展和改革委员会', contact: '何科长', phone: '0395-8001009', categories: ['营商环境'] },
  { key: 'wenlv', name: '临颍县文化广电和旅游局', contact: '吕科长', phone: '0395-8001010', categories: ['文化生活'] },
  { key: 'minzheng', name: '临颍县民政局', contact: '施科长', phone: '0395-8001011', categories: ['养老助残'] },
  { key: 'weijian', name: '临颍县卫生健康委员会', contact: '孔科长', phone: '0395-8001012', categories: ['医疗卫生'] },
  { key: 'shengtai', name: '漯河市生态环境局临颍分局', contact: '曹科长', phone: '0395-8001013', categories: ['生态环保'] },
  { key: 'gongan', name: '临颍县公安局', contact: '严警官', phone: '0395-8001014', categories: ['公共安全', '道路交通'] },
  { key: 'gongdian', name: '国网临颍县供电公司', system: 'other', contact: '华经理', phone: '0395-8001015', categories: ['供水供暖供电'] },
  { key: 'xinfang', name: '临颍县信访局', contact: '金科长', phone: '0395-8001016', categories: ['矛盾纠纷', '其他'] },
];

const TOWNSHIP_UNITS: readonly DemoUnit[] = [
  { key: 'xzf', name: '皇帝庙乡人民政府', contact: '魏主任', phone: '0395-8002001', categories: ['其他', '政务服务'] },
  { key: 'nyfwzx', name: '皇帝庙乡农业服务中心', contact: '陶主任', phone: '0395-8002002', categories: ['农业农村'] },
  { key: 'czjsb', name: '皇帝庙乡村镇建设办公室', contact: '姜主任', phone: '0395-8002003', categories: ['住房物业', '道路交通', '土地征迁'] },
  { key: 'hjb', name: '皇帝庙乡人居环境办公室', contact: '戚主任', phone: '0395-8002004', categories: ['环境卫生', '生态环保'] },
  { key: 'bmfwzx', name: '皇帝庙乡便民服务中心', contact: '谢主任', phone: '0395-8002005', categories: ['政务服务', '就业', '养老助残'] },
  { key: 'pczx', name: '皇帝庙乡综治中心', contact: '邹主任', phone: '0395-8002006', categories: ['矛盾纠纷', '公共安全'] },
  { key: 'sfs', name: '皇帝庙司法所', contact: '喻所长', phone: '0395-8002007', categories: ['矛盾纠纷'] },
  { key: 'pcs', name: '皇帝庙派出所', contact: '柏所长', phone: '0395-8002008', categories: ['公共安全'] },
  { key: 'wsy', name: '皇帝庙乡卫生院', contact: '水院长', phone: '0395-8002009', categories: ['医疗卫生'] },
  { key: 'zxxx', name: '皇帝庙乡中心学校', contact: '窦校长', phone: '0395-8002010', categories: ['教育'] },
  { key: 'gds', name: '皇帝庙供电所', contact: '章所长', phone: '0395-8002011', categories: ['供水供暖供电'] },
  { key: 'hdmcwh', name: '皇帝庙村村民委员会', tier: 'village', system: 'other', contact: '云主任', phone: '0395-8002012', categories: ['环境卫生', '文化生活'] },
];
