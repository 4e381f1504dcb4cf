import { describe, expect, it } from 'vitest';
import { assignmentOrder } from '../../../shared/documents/assignment-order.ts';
import { chineseDate, monthWords } from '../../../shared/documents/chinese-date.ts';
import { caseLedger, monthlyLedger, type LedgerCell } from '../../../shared/documents/monthly-ledger.ts';
import { checkCode } from '../../../shared/documents/check-code.ts';
import { receiptSlip } from '../../../shared/documents/receipt-slip.ts';
import { supervisionOrder } from '../../../shared/documents/supervision-order.ts';
import { SUPERVISION_GRADES } from '../../../shared/case/case.ts';
import { SUPERVISION_GRADE_WORDS } from '../../../shared/case/words.ts';
import { effectiveOffice } from '../../../shared/office/office.ts';
import { BODIES, caseOf, CITIZEN_SATISFIED, DEPUTY_SATISFIED, PROMISED, ROAD_TO, type Step } from '../case/acts.ts';

const ORGAN = '皇帝庙乡人民代表大会主席团';
const OFFICE = effectiveOffice([], { code: '411122201', name: '皇帝庙乡', organ: '皇帝庙乡人大主席团', county: '临颍县' });
const names = { unit: (id: string) => ({ 'unit:road': '县交通运输局', 'unit:power': '供电所' })[id] ?? id, village: (id: string) => ({ 'village:hdm': '皇帝庙村' })[id] ?? id };
const received = (changes: Partial<(typeof BODIES)['case.registered']>, steps: readonly Step[] = []) => caseOf([['case.registered', changes], ...steps]);

describe('the monthly ledger (F04)', () => {
  const heading = { organ: ORGAN, month: '2026-05', asOf: '2026-06-01' };
  const whole = caseOf([
    ['case.registered', { village: 'village:hdm' }], ['case.numbered'], ['case.sorted'], ['case.assigned', { responsible: '刘站长' }], ['case.progressed'], ['case.progressed', { text: '已换两盏', on: '2026-05-24' }], ['case.supervised'],
    ['case.replied'], ['case.relayed'], CITIZEN_SATISFIED, DEPUTY_SATISFIED, ['case.noted'], ['case.closed'],
  ]);
  const byHeading = (one = whole): Record<string, LedgerCell> => {
    const { columns, rows } = monthlyLedger([one], heading, names);
    return Object.fromEntries(columns.map((column, index) => [column.heading, rows[0]?.[index] ?? null]));
  };
  const text = (value: string) => ({ kind: 'text', value }), date = (value: string) => ({ kind: 'date', value }), number = (value: number) => ({ kind: 'number', value });

  it('has every fact of a case in its column, texts as texts, dates as dates, numbers as numbers', () => {
    expect(byHeading()).toEqual({
      序号: number(1), 编号: text('皇帝庙民〔2026〕17号'), 登记日期: date('2026-05-18'), 来源: text('民情夜市'), 反映人: text('张**'), '村（社区）': text('皇帝庙村'), 类别: text('道路交通'), 级别: text('小事'), 问题摘要: text('村东头路灯损坏'),
      原话记录: text('村东头的路灯坏了三盏，晚上老人出门看不见。'), 承办单位: text('县交通运输局'), 协办单位: text('供电所'), 责任领导: null, 责任人: text('刘站长'), 交办日期: date('2026-05-20'), 办结期限: date('2026-05-27'), 办理进展: text('2026-05-24 已换两盏'),
      答复日期: date('2026-05-25'), 结果分类: text('已解决或采纳'), 办理结果: text('三盏路灯已换新'), 承诺完成日期: null, 承诺落实日期: null, 反馈日期: date('2026-05-26'), 反馈方式: text('电话'), 群众评价: text('满意'), 代表评价: text('满意'), 督办次数: number(1), 重办次数: number(0),
      状态: text('已销号'), 去向: null, 销号日期: date('2026-05-30'), 备注: text('村干部也来问过'),
    });
  });

  it('has empty cells where nothing happened yet, and the temporary number until the county gives one', () => {
    const cells = byHeading(received({ reporter: {}, place: '集市口' }));
    expect(cells).toMatchObject({ 编号: text('临-aaaa-1'), 反映人: text('匿名'), '村（社区）': text('集市口'), 类别: null, 承办单位: null, 协办单位: null, 办结期限: null, 办理进展: null, 反馈日期: null, 群众评价: null, 备注: null, 督办次数: number(0), 状态: text('待梳理') });
  });

  it('says where a matter went besides the six steps, and leaves out what was handed over as an accusation', () => {
    expect(byHeading(caseOf(ROAD_TO.declined))).toMatchObject({ 状态: text('不予受理'), 去向: text('引导信访：县信访局') });
    expect(byHeading(caseOf(ROAD_TO.following))).toMatchObject({ 状态: text('随件办理'), 去向: text('并入另一件办理') });
    expect(byHeading(caseOf([...ROAD_TO.assigning, ['case.converted'], ['case.replied']]))).toMatchObject({ 去向: text('转化为代表建议') });
    expect(monthlyLedger([caseOf([...ROAD_TO.sorting, ['case.declined', { route: 'transfer_discipline', where: '县纪委监委' }]])], heading, names).rows).toEqual([]);
  });

  it('follows a promise to the day it was kept', () => {
    expect(byHeading(caseOf([...ROAD_TO.handling, PROMISED, ['case.fulfilled']]))).toMatchObject({ 结果分类: text('正在解决'), 承诺完成日期: date('2026-06-30'), 承诺落实日期: date('2026-06-28') });
  });

  it('shows what was answered at the table as the result', () => {
    expect(byHeading(received({ answeredOnSpot: '明天就换' }))).toMatchObject({ 办理结果: text('明天就换'), 答复日期: date('2026-05-18'), 结果分类: null, 状态: text('待评议') });
  });

  it.each(['=1+1', '+86', '-x', '@SUM(A1)', '\t=cmd', '<b>x</b>', '㐂𠮷😀', '长'.repeat(10_000), '两行\n的话', '0012', '2026-05-18'])('keeps the words %j as a text', (words) => {
    expect(byHeading(received({ words }))['原话记录']).toEqual(text(words));
  });

  it('holds exactly the month\'s cases, in the order of receipt, numbered from 1', () => {
    const cases = [received({ receivedOn: '2026-05-31', tempNo: 'd' }), received({ receivedOn: '2026-05-01', receivedAt: '20:01', tempNo: 'c' }), received({ receivedOn: '2026-06-01', tempNo: 'e' }), received({ receivedOn: '2026-05-01', receivedAt: '19:59', tempNo: 'b' }), received({ receivedOn: '2026-04-30', tempNo: 'a' })];
    const ledger = monthlyLedger(cases, heading, names);
    expect(ledger.rows.map((row) => row.slice(0, 2))).toEqual([[number(1), text('b')], [number(2), text('c')], [number(3), text('d')]]);
    expect(ledger).toMatchObject({ title: '皇帝庙乡人民代表大会主席团2026年5月民情台账', subtitle: '填报单位：皇帝庙乡人民代表大会主席团　数据截至：2026-06-01　共 3 件' });
    expect(monthlyLedger(cases, { ...heading, month: '2025-05' }, names).rows).toEqual([]);
  });

  it('of a list holds what the list shows, in its order', () => {
    const cases = [received({ tempNo: 'b' }), received({ tempNo: 'a', receivedOn: '2026-01-01' })];
    expect(caseLedger(cases, { title: '筛选结果', organ: ORGAN, asOf: '2026-06-01' }, names).rows.map((row) => row[1])).toEqual([text('b'), text('a')]);
  });

  it('every row has a cell for every column', () => {
    const { columns, rows } = monthlyLedger([whole, received({})], heading, names);
    expect(rows.map((row) => row.length)).toEqual([columns.length, columns.length]);
    expect(new Set(columns.map((column) => column.heading)).size).toBe(columns.length);
  });
});

describe('the assignment order (F06)', () => {
  it('of a case that is not assigned does not exist', () => { expect(assignmentOrder(caseOf(ROAD_TO.assigning), OFFICE, names)).toBeNull(); });

  it('says who orders what of whom until when, without saying who the citizen is', () => {
    const order = assignmentOrder(caseOf([['case.registered', { village: 'village:hdm', words: '我是张三，路灯坏了，找我打13812345678' }], ['case.numbered'], ['case.sorted'], ['case.assigned', { responsible: '刘站长' }]]), OFFICE, names);
    expect(order).toMatchObject({ issuer: ORGAN, title: '民情交办单', orderNo: '皇帝庙交〔2026〕5号', to: '县交通运输局', copyTo: '供电所', issuedOn: '2026-05-20' });
    expect(Object.fromEntries(order?.fields.map(({ label, value }) => [label.replaceAll(/[　 ]/g, ''), value]) ?? [])).toEqual({
      件号: '皇帝庙民〔2026〕17号', 事项标题: '村东头路灯损坏', 类别: '道路交通', 级别: '小事（即时办）', 所在村组: '皇帝庙村', 反映人: '张**', 登记日期: '2026年5月18日', 交办日期: '2026年5月20日', 办结时限: '2026年5月27日', 重点督办: '否', 责任人: '刘站长',
      反映内容: '我是张**，路灯坏了，找我打138****5678', 办理要求: `请在2026年5月27日前办理完毕，将办理结果书面报送${ORGAN}，并向群众当面说明。`,
    });
    expect(JSON.stringify(order)).not.toMatch(/张三|13812345678/);
    expect(order?.signOff.lines.join('')).toContain('10个工作日');
  });

  it('leaves out what is not known, and names key supervision', () => {
    const order = assignmentOrder(caseOf([...ROAD_TO.handling, ['case.supervised', { grade: 'key_supervision' }]]), OFFICE, names);
    const labels = order?.fields.map((field) => field.label.replaceAll(/[　 ]/g, ''));
    expect(labels).not.toContain('责任人');
    expect(labels).not.toContain('所在村组');
    expect(order?.fields.find((field) => field.label === '重点督办')?.value).toBe('是');
  });

  it.each(['=1+1 <script>', '㐂𠮷😀', '长'.repeat(10_000)])('keeps the words %j unchanged where they name nobody', (words) => {
    const order = assignmentOrder(caseOf([['case.registered', { words }], ['case.sorted'], ['case.assigned']]), OFFICE, names);
    expect(order?.fields.find((field) => field.label === '反映内容')?.value).toBe(words);
  });
});

describe('the supervision order (F08)', () => {
  const papers = (steps: readonly Step[]) => {
    const one = caseOf(steps);
    return one.supervisions.map(({ order }) => supervisionOrder(one, order, { office: OFFICE, names }));
  };
  const fieldsOf = (order: ReturnType<typeof papers>[number] | undefined) => Object.fromEntries(order?.fields.map(({ label, value }) => [label.replaceAll(/[　 ]/g, ''), value]) ?? []);

  it('says which order is late by how many days, who asks, and what is demanded when nothing was written', () => {
    const [order] = papers([...ROAD_TO.handling, ['case.supervised', { grade: 'supervise', reason: '逾期未答复', on: '2026-05-30', newDueOn: '2026-06-05', leader: '张主席' }]]);
    expect(order).toMatchObject({ issuer: ORGAN, title: '民情督办单', to: '县交通运输局', issuedOn: '2026-05-30' });
    expect(fieldsOf(order)).toMatchObject({ 督办等级: '督办', 原时限: '2026年5月27日', 逾期天数: '3天', 新时限: '2026年6月5日', 督办领导: '张主席', 督办事由: '逾期未答复' });
    expect(fieldsOf(order)['整改要求']).toContain('2026年6月5日');
    expect(JSON.stringify(order)).not.toContain('张三');
  });

  it.each(SUPERVISION_GRADES)('%s comes out on the same sheet under its own title', (grade) => {
    const [order] = papers([...ROAD_TO.handling, ['case.supervised', { grade }]]);
    expect(order?.title).toContain(grade === 'admonition_talk' ? '约谈' : SUPERVISION_GRADE_WORDS[grade]);
    expect(order?.opening).not.toBe('');
  });
});

describe('the check code', () => {
  it('is four plain characters, the same for the same paper and another for another', () => {
    const code = checkCode('皇帝庙交〔2026〕5号', '皇帝庙民〔2026〕17号');
    expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}$/);
    expect(checkCode('皇帝庙交〔2026〕5号', '皇帝庙民〔2026〕17号')).toBe(code);
    expect(checkCode('皇帝庙交〔2026〕6号', '皇帝庙民〔2026〕17号')).not.toBe(code);
  });
});

describe('the receipt', () => {
  it('says the number, where and when it was taken, what about, and whom to ask', () => {
    const slip = receiptSlip({ number: '临-aaaa-1', organ: ORGAN, on: '2026-05-18', place: '文化广场', summary: '村东头路灯损坏', note: '件件有回音' });
    expect(slip).toEqual({
      title: '民情登记回执', organ: ORGAN, code: '临-aaaa-1',
      lines: [{ label: '编号', value: '临-aaaa-1' }, { label: '日期', value: '2026年5月18日' }, { label: '地点', value: '文化广场' }, { label: '事项', value: '村东头路灯损坏' }],
      note: '件件有回音',
    });
  });
});

it('dates are written as official papers do', () => { expect([chineseDate('2026-05-08'), monthWords('2026-05')]).toEqual(['2026年5月8日', '2026年5月']); });
