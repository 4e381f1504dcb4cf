/** The papers of the other ways of meeting people say what the forms ask for (F03, F15, F27, F29, F30), and nobody's name or vote. */
import { describe, expect, it } from 'vitest';
import { opinionPacket, pollBulletin, problemSheet, promiseSheet, rateWords, receptionNotice, receptionRegister, surveyOpinions } from '../../../shared/documents/activity-papers.ts';
import { anActivity } from '../activity/an-activity.ts';
import { caseOf, ROAD_TO, type Step } from '../case/acts.ts';

const CONTEXT = {
  issuer: '皇帝庙乡人民代表大会主席团', phone: '0395-8002020', today: '2026-05-18', unit: (id: string) => (id === 'unit:water' ? '县水利局' : id === 'unit:road' ? '县公路站' : ''), deputy: (id: string) => (id === 'deputy:li' ? '李代表' : ''), village: () => '大赵村',
};
const PROMISED: Step = ['case.registered', { promise: { unit: 'unit:water', by: '赵局长', text: '一周内给张三家通水，电话13812345678', effectOn: '2026-05-25', resultOn: '2026-06-18' } }];

describe('接待选民日公告 (F27)', () => {
  const day = anActivity({ kind: 'reception_day', status: 'planned', open: false, on: '2026-05-27', from: '09:00', until: '11:30', place: '第二片区联络站', expected: { deputies: ['deputy:li'], units: [] }, fields: { accepts: '对乡镇工作的意见', refuses: '涉法涉诉的请到法院' } });

  it('says when, where, who receives, what is taken and what is not, and the telephone', () => {
    const said = receptionNotice(day, CONTEXT).paragraphs.join('\n');
    for (const part of ['2026年5月27日（星期三）09:00—11:30', '第二片区联络站', '李代表', '受理范围：对乡镇工作的意见', '不受理事项及引导：涉法涉诉的请到法院', '联系电话：0395-8002020']) expect(said).toContain(part);
    expect(receptionNotice({ ...day, fields: { ...day.fields, phone: '8002021' } }, CONTEXT).paragraphs.join('\n')).toContain('联系电话：8002021');
  });

  it('leaves out what nobody said', () => {
    expect(receptionNotice({ ...day, fields: {} }, CONTEXT).paragraphs.join('\n')).not.toContain('受理范围');
  });
});

it('接待选民登记簿 (F03) masks names and telephones unless it stays in the office, and leaves accusations out', () => {
  const day = anActivity({ kind: 'reception_day', deputies: ['deputy:li'] });
  const withheld = caseOf([['case.registered'], ['case.declined', { route: 'transfer_discipline', where: '县纪委' }]]);
  const cases = [caseOf(ROAD_TO.handling), withheld];
  const masked = receptionRegister(day, cases, { ...CONTEXT, open: false });
  expect(masked.rows).toHaveLength(1);
  expect(masked.rows[0]).toEqual(expect.arrayContaining(['1', '张**', '138****5678', '县公路站', '办理中']));
  expect(JSON.stringify(masked)).not.toContain('13812345678');
  expect(receptionRegister(day, cases, { ...CONTEXT, open: true }).rows[0]).toEqual(expect.arrayContaining(['张三', '13812345678']));
  expect(masked.closing).toEqual(['共 1 人次。']);
});

it('前期调研意见清单 goes to the unit with every opinion (龙安 S0 四步之一)', () => {
  const entry = anActivity({ kind: 'organ_entry', on: '2026-06-10', theme: '农村供水', fields: { committee: '农业农村工委' }, preparations: { survey: { step: 'survey', done: true, text: '水压低\n\n 水管漏水，问13812345678 ' } } });
  expect(surveyOpinions(entry)).toEqual(['水压低', '水管漏水，问13812345678']);
  const packet = opinionPacket(entry, { unitId: 'unit:water', opinions: surveyOpinions(entry) }, CONTEXT);
  expect([packet.to, packet.rows]).toEqual(['县水利局', [['1', '水压低', ''], ['2', '水管漏水，问138****5678', '']]]);
  expect(packet.closing.join()).toMatch(/农业农村工委.*一周之内见成效，一月之内见结果/);
});

it('测评结果通报 (F29) lists every vote with its rates as fractions', () => {
  const poll = (about: string, satisfied: number, basic: number, unsatisfied: number) => ({ about, issued: 60, returned: satisfied + basic + unsatisfied + 3, invalid: 1, abstained: 2, satisfied, basic, unsatisfied, on: '2026-12-20' });
  const sheet = pollBulletin(anActivity({ kind: 'appraisal', on: '2026-12-20', deputies: ['deputy:li'], fields: { year: 2026, subject: '国家机关进站工作', expected: 60 }, polls: [poll('县教育局', 30, 10, 10), poll('县水利局', 45, 4, 1)] }), CONTEXT);
  expect(sheet.title).toBe('2026年国家机关进站工作测评结果通报');
  expect(sheet.subtitle).toContain('应参加 60 人，实参加 1 人');
  expect(sheet.rows).toEqual([
    ['1', '县水利局', '60', '53', '50', '45', '4', '1', '2', '1', '90.0%（45/50）', '98.0%（49/50）'], ['2', '县教育局', '60', '53', '50', '30', '10', '10', '2', '1', '60.0%（30/50）', '80.0%（40/50）'],
  ]);
  expect(rateWords({ numerator: 0, denominator: 0, scope: '' })).toBe('—');
});

it('承诺清单 (F15) has both days, how it stands, and no number that tells who somebody is', () => {
  const sheet = promiseSheet([caseOf([PROMISED]), caseOf(ROAD_TO.handling)], { ...CONTEXT, today: '2026-05-27' });
  expect(sheet.rows).toHaveLength(1);
  expect(sheet.rows[0]).toEqual(expect.arrayContaining(['县水利局', '2026年5月18日', '2026年5月25日', '2026年6月18日', '逾期未见成效']));
  expect(JSON.stringify(sheet)).not.toMatch(/13812345678|张三家/);
  expect(sheet.closing).toEqual(['共承诺 1 件，已兑现 0 件（其中按期 0 件），逾期未兑现 1 件。']);
});

it('问题清单 (F30) has the month\'s problems and what became of them', () => {
  const sheet = problemSheet([caseOf(ROAD_TO.evaluating), caseOf([['case.registered', { matter: 'policy_question' }]]), caseOf([['case.registered', { receivedOn: '2026-04-30' }]])], '2026-05', CONTEXT);
  expect([sheet.title, sheet.rows.length]).toEqual(['2026年5月问题清单', 1]);
  expect(sheet.rows[0]?.join()).toMatch(/路灯.*县公路站.*已解决或采纳：三盏路灯已换新/);
});
