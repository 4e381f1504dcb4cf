/** Deputies' suggestions for a filled county: on paper, with a unit, answered, and one under special supervision. */
import { OFFICIAL_CALENDAR } from '../../shared/calendar/calendar.ts';
import { addDays } from '../../shared/kernel/local-date.ts';
import type { Entry } from '../../shared/ledger/entry.ts';
import { deadline } from '../../shared/rules/deadline.ts';
import { RULES, type DeadlineRuleId } from '../../shared/rules/deadline-rules.ts';
import type { Device } from '../server/device.ts';

interface Paper { readonly key: string; readonly lead: string; readonly unit: string; readonly title: string; readonly situation: string; readonly proposal: string; readonly daysAgo: number; readonly far: 'registered' | 'assigned' | 'replied' }

const PAPERS: readonly Paper[] = [
  { key: 'jijing', lead: 'liuxiulan', unit: 'nongye', title: '关于统一管护农田机井和电费标准的建议', situation: '大赵村等六个村有机井四十一眼，坏的有九眼，浇一亩地的电费从一块二到两块不等，群众说不清，年年为此吵架。', proposal: '由农业农村局牵头核定电费标准并公示，把机井管护纳入村级公益岗位，坏井在秋播前修好。', daysAgo: 76, far: 'assigned' },
  { key: 'xiaoche', lead: 'wanghongwei', unit: 'jiaotong', title: '关于延伸城乡公交到前王、后王两村的建议', situation: '两村老人看病、孩子上学要走三里地才有车。', proposal: '把 3 路车的终点延到后王村，早晚各两班。', daysAgo: 41, far: 'replied' },
  { key: 'yanglao', lead: 'mayulan', unit: 'minzheng', title: '关于在中心村设立老年助餐点的建议', situation: '独居老人多，中午一顿饭凑合。', proposal: '依托党群服务中心设助餐点，先在皇帝庙村试。', daysAgo: 20, far: 'assigned' },
  { key: 'ludeng', lead: 'zhaomin', unit: 'zhujian', title: '关于北渠村通乡道路补装路灯的建议', situation: '两公里没有灯，冬天出过两次事。', proposal: '装太阳能路灯六十盏。', daysAgo: 3, far: 'registered' },
];

/** The entries of all of them, as the secretary's device would write them up to `today`. */
export function suggestionsOf(device: Device, today: string): Entry[] {
  return PAPERS.flatMap((paper, index) => {
    const entries: Entry[] = [];
    const on = addDays(today, -paper.daysAgo);
    const act = (type: string, body: Record<string, unknown>) => { entries.push(device.write({ subject: `suggestion:filled-${paper.key}`, type, body }, Date.parse(`${on}T02:00:00Z`) + entries.length * 60_000)); };
    act('suggestion.registered', { tempNo: `临-demo-建${index + 1}`, period: 'recess', lead: `deputy:${paper.lead}`, signedOn: on, title: paper.title, situation: paper.situation, proposal: paper.proposal, matters: 1, publicity: 'full', receivedOn: on });
    if (paper.far === 'registered') return entries;
    act('suggestion.checked', { number: `皇帝庙建〔2026〕${index + 1}号`, on });
    act('suggestion.assigned', {
      lead: `unit:${paper.unit}`, co: ['unit:xzf'], mode: 'joint', responsible: '办公室', leader: '分管副局长', orderNo: `皇帝庙交〔2026〕${index + 201}号`, on,
      dueOn: lastDay('SUG_REPLY_STD', on), statuteOn: lastDay('SUG_REPLY_STD', on), coDueOn: lastDay('SUG_CO_OPINION', on), rule: 'SUG_REPLY_STD', length: { n: 3, unit: 'calendar_month' },
    });
    act('suggestion.acknowledged', { unit: `unit:${paper.unit}`, on, by: '收发室' });
    act('suggestion.talked', { phase: 'before', unit: `unit:${paper.unit}`, deputies: [`deputy:${paper.lead}`], place: '代表联络站', agreement: '先到村里看一遍，再定办法。', on: addDays(on, 2) });
    if (paper.far !== 'replied') return entries;
    act('suggestion.co_opined', { unit: 'unit:xzf', text: '同意，乡里负责平整回车场。', on: addDays(on, 15) });
    act('suggestion.replied', { unit: `unit:${paper.unit}`, class: 'in_progress', documentNo: '临交函〔2026〕31号', signedBy: '局长', text: '已列入年内线路调整，十二月试运行。', plan: '十二月上旬试运行', coOpinions: '乡政府同意，负责平整回车场。', promisedOn: addDays(today, 20), on: addDays(today, -6) });
    return entries;
  });
}

function lastDay(rule: DeadlineRuleId, from: string): string {
  return deadline(RULES[rule], from, OFFICIAL_CALENDAR).on;
}
