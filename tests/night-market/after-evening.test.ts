import { describe, expect, it } from 'vitest';
import { judgeBody } from '../../shared/entry-types.ts';
import type { ActivityState } from '../../shared/activity/activity.ts';
import type { CaseBody } from '../../shared/case/case.ts';
import type { CaseRow, Draft } from '../../renderer/store/api.ts';
import { closingActs, recorderOf } from '../../renderer/screens/night-market/closing-acts.ts';
import { correctionActs, correctionOf } from '../../renderer/screens/night-market/correction-acts.ts';
import { eveningFigures, gapsOf } from '../../renderer/screens/night-market/evening-figures.ts';
import { lacksOf } from '../../renderer/screens/night-market/evening-lacks.ts';
import { handedOver } from '../../renderer/screens/today/handed-over.ts';
import { readStepDraft, stepDraftFields, stepDraftKey } from '../../renderer/ui/activity-preparation/step-draft.ts';
import { unfinishedOf } from '../../renderer/screens/today/unfinished.ts';
import { anActivity } from '../shared/activity/an-activity.ts';
import { caseOf } from '../shared/case/acts.ts';

const deputy = (n: number, name: string) => ({ id: `deputy:${n}`, scope: '411122201', name, level: 'county' as const, phone: '', constituency: '', active: true });
const DIRECTORY = { deputies: [deputy(1, '张建国'), deputy(2, '李秀英')], units: [] };
const registered = (changes: Partial<CaseBody<'case.registered'>>) => caseOf([['case.registered', changes]]);
const lacks = (activity: ActivityState, waiting = 0) => lacksOf({ activity, cases: [], directory: DIRECTORY, traffic: { waiting, bytes: 10, part: 0 } }).map(({ code, tone }) => `${tone} ${code}`);
const heads = (...counts: number[]) => counts.map((citizens, index) => ({ entry: `e${index}`, replica: `r${index}`, citizens }));

describe('what an evening lacks when it ends', () => {
  it('is nothing to fill in when all is there', () => {
    const activity = anActivity({ deputies: ['deputy:1'], citizens: 30, preparations: { team: { step: 'team', done: true } }, notes: [{ attachments: [{ hash: 'a'.repeat(64), size: 1, name: 'a.jpg', type: 'image/jpeg' }] }] as unknown as ActivityState['notes'] });
    expect(lacks(activity)).toEqual([]);
  });

  it('names who was invited and did not sign in, heads, photographs, what still has to be sent', () => {
    const activity = anActivity({ deputies: ['deputy:1'], expected: { deputies: ['deputy:1', 'deputy:2'], units: [] } });
    expect(lacks(activity, 3)).toEqual(['gap nobody', 'gap absent', 'calm team', 'calm pictures', 'calm waiting']);
    expect(lacksOf({ activity, cases: [], directory: DIRECTORY, traffic: null }).find(({ code }) => code === 'absent')?.sentence).toBe('邀请了没有签到的代表：李秀英。');
  });

  it('asks which of two counts it is, and for the fields that the kind wants', () => {
    expect(lacks(anActivity({ kind: 'station_qna', deputies: ['deputy:1'], citizens: 120, headCounts: heads(120, 98) }))).toEqual(['gap heads', 'gap fields', 'calm pictures']);
  });
});

describe('the figures of an evening', () => {
  it('count what stands on cards and what was only counted, nothing twice', () => {
    const cases = [
      registered({ matter: 'dispute', mediation: { parties: ['王五'], result: 'agreed' } }), registered({ matter: 'dispute', mediation: { parties: ['赵六'], result: 'not_agreed' } }), registered({ matter: 'dispute', answeredOnSpot: '说开了' }), registered({ matter: 'golden_idea' }),
      registered({ promise: { unit: 'unit:road', text: '填坑', resultOn: '2026-06-18' } }),
    ];
    expect(eveningFigures(anActivity({ settled: 2, ideas: 1 }), cases)).toMatchObject({ cases: 5, settled: 4, ideas: 2, promises: 1, answered: 1 });
  });

  it('miss no level of a question of policy, which has none', () => {
    const cases = [registered({ matter: 'policy_question', words: '低保怎么办' }), registered({ words: '路灯' })];
    expect(eveningFigures(anActivity(), cases)).toMatchObject({ cases: 2, levelOpen: 1 });
    expect(cases.map((one) => gapsOf(one).includes('level'))).toEqual([false, true]);
  });

  it('say of a question without an answer and a dispute without its end that something is missing, until they are sorted', () => {
    expect(gapsOf(registered({ matter: 'policy_question', village: 'village:a', category: '其他', level: 'minor' }))).toEqual(['answer']);
    expect(gapsOf(registered({ matter: 'dispute', village: 'village:a', category: '其他', level: 'minor' }))).toEqual(['mediation']);
    expect(gapsOf(caseOf([['case.registered', { matter: 'dispute', village: 'village:a' }], ['case.sorted']]))).toEqual([]);
  });
});

describe('closing', () => {
  it('writes the weather and the recorder, and to whom it goes', () => {
    const activity = anActivity({ fields: { weather: '晴' } });
    const acts = closingActs(activity, { until: '21:30', note: ' ', handedTo: '王秘书', fields: { weather: '晴', recorder: '李记录', unknown: 'x' } });
    expect(acts.map((act) => judgeBody({ ...act, v: 1 }))).toEqual(['valid', 'valid']);
    expect(acts.map(({ body }) => body)).toEqual([{ set: { recorder: '李记录' } }, { until: '21:30', handedTo: '王秘书' }]);
    expect([recorderOf(activity, '李记录'), recorderOf({ fields: { recorder: '钱' } }, '李记录')]).toEqual(['李记录', '钱']);
  });
});

describe('putting a closed evening right', () => {
  const activity = anActivity({
    open: false, until: '21:00', deputies: ['deputy:1'], units: [{ unit: 'unit:a', name: '供电所', role: '', head: false }], guests: [{ name: '刘某', role: '律师' }], citizens: 120, headCounts: heads(120, 98), counters: { settled: 2 }, fields: { weather: '晴' },
  });

  it('that changes nothing writes nothing', () => { expect(correctionActs(activity, correctionOf(activity), new Map())).toEqual([]); });

  it('writes only the differences, as bodies that the ledger takes', () => {
    const acts = correctionActs(activity, {
      ...correctionOf(activity), place: '村部 ', theme: '秸秆', deputies: ['deputy:2'], units: ['unit:b'], guests: '刘某 法官\n', citizens: 150, counters: { settled: 1, ideas: 4 }, fields: { weather: '', recorder: '李记录' },
    }, new Map([['unit:b', '公路站']]));
    expect(acts.filter((act) => judgeBody({ ...act, v: 1 }) !== 'valid')).toEqual([]);
    expect(acts.map(({ type, body }) => [type.slice(9), body])).toEqual([
      ['amended', { place: '村部', theme: '秸秆' }], ['checked_in', { as: 'deputy', who: 'deputy:2', present: true }], ['checked_in', { as: 'deputy', who: 'deputy:1', present: false }],
      ['checked_in', { as: 'unit', who: 'unit:b', name: '公路站', present: true }], ['checked_in', { as: 'unit', who: 'unit:a', present: false }],
      ['checked_in', { as: 'guest', name: '刘某', role: '律师', present: false }], ['checked_in', { as: 'guest', name: '刘某', role: '法官', present: true }],
      ['counted', { citizens: 150, over: ['e0', 'e1'] }], ['tallied', { counter: 'settled', by: -1 }], ['tallied', { counter: 'ideas', by: 4 }], ['recorded', { set: { weather: '', recorder: '李记录' } }],
    ]);
  });
});

describe('今日', () => {
  const row = (changes: Partial<CaseRow>) => ({ activity: 'activity:a1', village: null, villageName: '', category: null, level: null, ...changes }) as CaseRow;

  it('says what an evening handed over, until it is sorted', () => {
    const closed = anActivity({ open: false, place: '皇帝庙村', headCounts: heads(3, 5) });
    const rows = [row({ village: 'village:a', villageName: '皇帝庙村', category: '其他', level: 'minor' }), row({ villageName: '集市', category: '其他' })];
    expect(handedOver([closed, anActivity({ id: 'activity:a2' })], [...rows, row({ activity: 'activity:a2' })], '2026-05-19')).toMatchObject([{ sentence: '5月18日 皇帝庙村民情夜市交来 2 件，还缺 2 项', detail: '没有级别 1、人数没有核定 1', cases: 2 }]);
    expect(handedOver([closed], [], '2026-05-19')).toEqual([]);
  });

  it('lists what was begun and is not registered, with what it lacks and where it goes on', () => {
    const drafts: readonly Draft[] = [
      { key: 'night-market:activity:a1', savedAt: 5, fields: { form: { words: '路灯不亮', village: '' }, handedIn: [] } },
      { key: 'back-entry:activity:a1', savedAt: 4, fields: { rows: [{ subject: 'case:1', cells: { village: '大赵村', words: '' } }, { subject: 'case:2', cells: { village: '', words: '' } }, { subject: 'case:3', cells: { village: '', words: '井' } }] } },
      { key: 'register-case', savedAt: 3, fields: { words: '机井电费贵', village: 'village:a', category: '农业农村' } },
      { key: 'questions:activity:a9', savedAt: 2, fields: { question: '路何时修', unit: '' } },
      { key: 'register-case:activity:a1', savedAt: 2, fields: { channel: 'visit' } }, { key: 'act/case:1/case.noted', savedAt: 1, fields: { text: '半句' } }, { key: 'night-market:activity:a7', savedAt: 1, fields: { form: 3 } },
    ];
    expect(unfinishedOf(drafts, { activities: [anActivity()], today: '2026-05-19' }).map(({ kind, title, where, lacks: missing, to, mayDrop }) => [kind, title, where, missing.join('、'), to, mayDrop])).toEqual([
      ['夜市现场', '路灯不亮', '5月18日 文化广场', '村', '/night-market/activity:a1', false],
      ['纸质登记', '2 行还没有登记', '5月18日 文化广场', '说了什么 1 行、村 1 行', '/night-market/activity:a1/sheets', true],
      ['登记民情', '机井电费贵', '', '', '/cases', true],
      ['现场提问', '路何时修', '', '问哪个单位', '/stations/activity:a9', true],
    ]);
  });

  it('finds a half-typed step of a preparation by its day, before anything of the activity is written', () => {
    const id = 'activity:schedule:a:2026-06-05';
    const fields = stepDraftFields({ on: '2026-06-05', kind: 'night_market', place: '戏台前' }, { step: 'survey', done: false, text: '走访了十二户' });
    const drafts = [{ key: stepDraftKey(id, 'survey'), savedAt: 2, fields }, { key: 'prepare:survey:activity:b', savedAt: 1, fields: { on: 'x' } }];
    expect(unfinishedOf(drafts, { activities: [], today: '2026-05-19' })).toMatchObject([{ kind: '活动准备', title: '走访调研，写了还没有保存', where: '6月5日 戏台前', to: `/night-market/${id}?on=2026-06-05`, mayDrop: true }]);
    expect(drafts.map((draft) => readStepDraft(draft)?.values ?? null)).toEqual([{ step: 'survey', done: false, text: '走访了十二户' }, null]);
  });

  it('never lets go of cards that were handed in and are not saved', () => {
    const [line] = unfinishedOf([{ key: 'night-market:activity:a1', savedAt: 1, fields: { form: {}, handedIn: [{ words: '路' }] } }], { activities: [anActivity({ open: false })], today: '2026-05-19' });
    expect([line?.title, line?.mayDrop]).toEqual(['1 件写好了，还没有存下', false]);
  });
});
