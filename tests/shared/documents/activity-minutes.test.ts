import { describe, expect, it } from 'vitest';
import { activityMinutes, type Minutes } from '../../../shared/documents/activity-minutes.ts';
import { TAKEN_BACK_REASON } from '../../../shared/case/taken-back.ts';
import type { CaseBody } from '../../../shared/case/case.ts';
import type { Deputy, DeputyLevel } from '../../../shared/deputy/deputy.ts';
import { anActivity } from '../activity/an-activity.ts';
import { caseOf, type Step } from '../case/acts.ts';

const names = { unit: (id: string) => ({ 'unit:road': '县交通运输局' })[id] ?? '名录里没有的单位', village: () => '皇帝庙村' };
const deputy = (id: string, name: string, level: DeputyLevel): Deputy => ({ id: `deputy:${id}`, scope: '411122201', name, level, phone: '', constituency: '', active: true });
const DEPUTIES = [deputy('1', '张建国', 'county'), deputy('2', '李秀英', 'township'), deputy('3', '王大山', 'township')];
const registered = (changes: Partial<CaseBody<'case.registered'>>, ...steps: Step[]) => caseOf([['case.registered', { village: 'village:hdm', ...changes }], ...steps]);
const minutesOf = (cases: Parameters<typeof activityMinutes>[0]['cases'], changes: Parameters<typeof anActivity>[0] = {}): Minutes => activityMinutes({ activity: anActivity(changes), cases, organ: '皇帝庙乡人大主席团', deputies: DEPUTIES, names });
const factsOf = ({ facts }: Minutes) => Object.fromEntries(facts.map(({ label, text }) => [label, text]));
const words = (minutes: Minutes) => JSON.stringify(minutes);

describe('the minutes of an activity', () => {
  it('say when, where and who, deputies by their level', () => {
    const minutes = minutesOf([], {
      theme: '秸秆还田', until: '21:30', deputies: ['deputy:2', 'deputy:1', 'deputy:3'], citizens: 83, units: [{ unit: 'unit:road', name: '', role: '张局长', head: true }], guests: [{ name: '刘律师', role: '律师' }], fields: { weather: '晴', recorder: '李记录' },
      preparations: { team: { step: 'team', done: true, team: { captain: 'deputy:1', members: [{ name: '赵支书', role: '村干部' }] } } },
    });
    expect(minutes.title).toBe('“秸秆还田”民情夜市会议记录');
    expect(factsOf(minutes)).toEqual({
      时间: '2026年5月18日 19:00—21:30', 地点: '文化广场', 主题: '秸秆还田', 天气: '晴', 主持人: '张建国', 记录人: '李记录', 到场代表: '县级人大代表：张建国\n乡镇人大代表：李秀英、王大山\n（共3人）',
      到会单位: '县交通运输局（张局长）（主要负责人到会）', 其他人员: '刘律师（律师）', 团队成员: '赵支书（村干部）', 群众: '83人次',
    });
  });

  it('go matter by matter, each kind under its own heading, with answers, promises and agreements', () => {
    const minutes = minutesOf([
      registered({}, ['case.numbered']),
      registered({ words: '路灯归谁管', answeredOnSpot: '归村里' }),
      registered({ words: '大路坑多', promise: { unit: 'unit:road', by: '张局长', text: '七天内先填坑', effectOn: '2026-05-25', resultOn: '2026-06-18' }, source: { askedUnit: 'unit:road' } }),
      registered({ matter: 'dispute', words: '王五家排水淹了赵六家院墙', reporter: { name: '赵六' }, mediation: { parties: ['王五', '赵六'], kind: '邻里', result: 'agreed', agreement: '王五改水管，赵六不再追究', helpers: ['钱支书'] } }),
    ], { counters: { settled: 2 } });
    expect(minutes.sections.map(({ heading }) => heading)).toEqual(['一、面对面问政（1件）', '二、群众反映的诉求（2件）', '三、矛盾纠纷调解（1件）', '四、本场合计']);
    const lines = (section: number, matter = 0) => minutes.sections[section]?.matters[matter]?.lines.map(({ label, text }) => `${label}：${text}`);
    expect(lines(0)).toEqual(['问：县交通运输局', '反映：大路坑多', '现场承诺：县交通运输局（张局长）：七天内先填坑；2026年5月25日前见成效；2026年6月18日前见结果。']);
    expect(minutes.sections[1]?.matters[0]?.heading).toBe('1．村东头的路灯坏了三盏（皇帝庙民〔2026〕17号，皇帝庙村，张**）');
    expect([lines(1, 0)?.at(-1), lines(1, 1)?.at(-1)]).toEqual(['处理：带回梳理后交办。', '现场答复：归村里']);
    expect(lines(2)).toEqual(['反映：王**家排水淹了赵**家院墙', '调解：王**、赵**，邻里纠纷，达成协议；参加调解：钱支书。', '协议内容：王**改水管，赵**不再追究']);
    expect(minutes.sections[3]?.lines[0]?.text).toBe('代表0人次，登记4件，其中当场答复1件，另计现场化解2起（没有登记成件）。');
  });

  it('never tell who spoke, nor anybody’s number', () => {
    const minutes = words(minutesOf([registered({ words: '我叫张三，打13812345678找我，身份证411122199001011234' })]));
    expect(minutes).not.toMatch(/张三|13812345678|411122199001011234/);
  });

  it('leave out what was copied wrongly and what was handed over as an accusation', () => {
    const minutes = minutesOf([registered({ words: '抄错的' }, ['case.declined', { route: 'not_accept', reason: TAKEN_BACK_REASON }]), registered({ words: '检举某人' }, ['case.declined', { route: 'transfer_discipline', where: '县纪委监委' }])]);
    expect(words(minutes)).not.toMatch(/抄错的|检举某人/);
    expect(minutes.sections.map(({ heading }) => heading)).toEqual(['一、本场合计']);
  });

  it('have the kind’s own fields and the votes', () => {
    const minutes = minutesOf([], { kind: 'appraisal', fields: { year: 2026, subject: '部门工作' }, polls: [{ about: '县交通运输局', issued: 50, returned: 48, invalid: 1, satisfied: 40, basic: 5, unsatisfied: 2, on: '2026-12-20' }] });
    expect(minutes.sections.map(({ heading, lines }) => [heading, ...lines.slice(0, 2).map(({ label, text }) => `${label} ${text}`)])).toEqual([
      ['一、活动情况', '年度 2026', '测评什么 部门工作'], ['二、无记名测评', '县交通运输局 发出50张，收回48张，无效1张；满意40票，基本满意5票，不满意2票。'], ['三、本场合计', ' 代表0人次，登记0件，其中当场答复0件。'],
    ]);
  });
});
