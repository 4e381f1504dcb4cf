import { describe, expect, it } from 'vitest';
import { anActivity } from '../shared/activity/an-activity.ts';
import { judgeBody } from '../../shared/entry-types.ts';
import { MAX_TEXT } from '../../shared/case/case.ts';
import type { Village } from '../../shared/village/village.ts';
import { blankForm, categoryOf, faultOf, isAnswered, isBlank, namesIn, parseForm, registrationOf, type CaptureForm } from '../../renderer/screens/night-market/capture-form.ts';
import { effectiveCategories } from '../../shared/category/category.ts';
import { categoryMatches, suggestCategory } from '../../shared/case/category-suggestion.ts';
import { MAX_TITLE, titleFromWords } from '../../shared/case/title-from-words.ts';
import { villageNamed, villagesMatching } from '../../renderer/screens/night-market/village-match.ts';
import cases from '../../server/demo/cases.json' with { type: 'json' };

const village = (name: string, initials: string, active = true): Village => ({ id: `village:${initials}`, scope: '411122201', name, initials, active });
const VILLAGES = [village('皇帝庙村', 'hdmc'), village('大赵村', 'dzc'), village('小赵村', 'xzc'), village('赵庄社区', 'zzsq'), village('老庙村', 'lmc', false)];
const ACTIVITY = anActivity({ deputies: ['deputy:1', 'deputy:2'], citizens: 10, place: '文化广场', from: '19:30' });
const aForm = (patch: Partial<CaptureForm> = {}): CaptureForm => ({ ...blankForm('case:c1', ''), words: '路灯不亮', ...patch });
const CATEGORIES = effectiveCategories([], ACTIVITY.scope);
const register = (form: CaptureForm, at: string | null = '20:41') => registrationOf(form, { activity: ACTIVITY, villages: VILLAGES, categories: CATEGORIES, tempNo: '临-abcd-1', on: '2026-05-18', at });

describe('the title of a case', () => {
  it.each([
    ['村东头路灯不亮，晚上看不见路', '村东头路灯不亮'],
    ['领导你好，我想反映一下，机井电费太贵了。', '机井电费太贵了'],
    ['代表，那个路灯坏了很久，没人修', '路灯坏了很久'],
    ['领导不管老百姓死活，垃圾没人清', '领导不管老百姓死活'],
    ['去年冬天的时候，自来水管冻裂了两回', '自来水管冻裂了两回'],
    ['路太窄，两辆车错不开', '路太窄，两辆车错不开'],
    ['水费涨了1,000元，比3.5倍还多', '水费涨了1,000元'],
    ['昨天。', '昨天'],
    ['。。。', '。。。'],
    ['<b>=1+1</b>', '<b>=1+1</b>'],
    ['  ', ''],
  ])('%s → %s', (words, title) => { expect(titleFromWords(words)).toBe(title); });

  it('is cut between characters, never inside one', () => {
    const title = titleFromWords('👨‍👩‍👧‍👦'.repeat(40));
    expect(title.isWellFormed()).toBe(true);
    expect(title.length).toBeLessThanOrEqual(200);
    expect(titleFromWords('𠮷'.repeat(60))).toBe(`${'𠮷'.repeat(MAX_TITLE - 1)}…`);
  });

  it('of every demo case fits the field and says something', () => {
    for (const { content } of cases) {
      const title = titleFromWords(content);
      expect([...title].length).toBeGreaterThanOrEqual(4);
      expect([...title].length).toBeLessThanOrEqual(MAX_TITLE);
    }
  });
});

describe('the suggested category', () => {
  it.each([['路灯坏了', '道路交通'], ['机井电费涨价', '供水供暖供电'], ['邻居吵架想请人评理', '矛盾纠纷'], ['小孩上学太远', '教育'], ['随便聊聊', null]])('%s → %s', (words, category) => { expect(suggestCategory(words)).toBe(category); });

  it('agrees with the people who sorted the demo cases in more than four of five', () => {
    const right = cases.filter(({ content, category }) => suggestCategory(content) === category).length;
    expect(right / cases.length).toBeGreaterThan(0.8);
  });

  it('is taken unless the recorder chose another or none', () => {
    expect(categoryOf(aForm(), CATEGORIES)).toBe('道路交通');
    expect(categoryOf(aForm({ category: '公共安全' }), CATEGORIES)).toBe('公共安全');
    expect(categoryOf(aForm({ category: '' }), CATEGORIES)).toBeNull();
  });

  it('is found by characters or initials', () => {
    expect(categoryMatches('环境卫生', 'hj')).toBe(true);
    expect(categoryMatches('环境卫生', '卫生')).toBe(true);
    expect(categoryMatches('环境卫生', 'dl')).toBe(false);
  });
});

describe('the village box', () => {
  const names = (typed: string) => villagesMatching(VILLAGES, typed).map(({ name }) => name);
  it('finds by initials, by part of the name, best first; never a village that is no more', () => {
    expect(names('hdm')).toEqual(['皇帝庙村']);
    expect(names('HDM')).toEqual(['皇帝庙村']);
    expect(names('赵')).toEqual(['赵庄社区', '大赵村', '小赵村']);
    expect(names('庙')).toEqual(['皇帝庙村']);
    expect(names('')).toHaveLength(4);
  });
  it('takes a short name when only one village can be meant', () => {
    expect(villageNamed(VILLAGES, '皇帝庙')?.name).toBe('皇帝庙村');
    expect(villageNamed(VILLAGES, ' 赵庄社区 ')?.name).toBe('赵庄社区');
    expect(villageNamed(VILLAGES, '赵')).toBeNull();
    expect(villageNamed(VILLAGES, '')).toBeNull();
  });
});

describe('registering a card', () => {
  it('needs only the words', () => {
    expect(faultOf(aForm())).toBeNull();
    expect(faultOf(aForm({ words: ' \n' }))?.field).toBe('words');
    expect(faultOf(aForm({ words: '长'.repeat(MAX_TEXT + 1) }))?.field).toBe('words');
    expect(faultOf(aForm({ answered: true }))?.field).toBe('answer');
    expect(faultOf(aForm({ answered: true, answer: '已答' }))).toBeNull();
  });

  it('carries everything that the evening knows, and what was typed as it was typed', () => {
    const words = ' <img src=x onerror=alert(1)> =1+1 𠮷😀\n第二行 ';
    const act = register(aForm({ village: '皇帝庙村', name: ' 王大妈 ', phone: '13812345678', words, level: 'minor', answered: true, answer: ' 已答复 ' }));
    expect(act).toMatchObject({ scope: '411122201', subject: 'case:c1', type: 'case.registered' });
    expect(act.body).toMatchObject({
      channel: 'night_market', activity: 'activity:a1', receivedOn: '2026-05-18', receivedAt: '20:41', tempNo: '临-abcd-1', deputies: ['deputy:1', 'deputy:2'],
      village: 'village:hdmc', words, reporter: { name: '王大妈', phone: '13812345678' }, level: 'minor', answeredOnSpot: '已答复',
    });
  });

  it.each<[string, Partial<CaptureForm>]>([
    ['nothing but words', {}], ['a place outside the directory', { village: '许昌来的' }], ['a dispute', { matter: 'dispute' }], ['an idea', { matter: 'golden_idea' }], ['10,000 characters', { words: '民'.repeat(10_000) }],
  ])('gives an entry body that the county accepts: %s', (_, patch) => {
    const act = register(aForm(patch), null);
    expect(judgeBody({ ...act, v: 1 })).toBe('valid');
  });

  it('leaves out what was not filled in', () => {
    const { body } = register(aForm({ category: '' }), null);
    expect(Object.keys(body).sort()).toEqual(['activity', 'channel', 'deputies', 'matter', 'receivedOn', 'tempNo', 'title', 'words']);
  });
});

describe('each kind of card', () => {
  const PHOTO = { hash: 'b'.repeat(26), name: '照片.jpg', mime: 'image/jpeg', size: 400_000 };

  it('a dispute that is settled: who, what they agreed, who helped; that is its answer', () => {
    const { body } = register(aForm({ matter: 'dispute', result: 'agreed', answer: ' 沟归两家共用 ', parties: '马老三、王大柱', disputeKind: '宅基地', helpers: '村支书 司法所', attachments: [PHOTO] }));
    expect(body).toMatchObject({
      matter: 'dispute', answeredOnSpot: '达成协议：沟归两家共用', attachments: [PHOTO],
      mediation: { parties: ['马老三', '王大柱'], kind: '宅基地', helpers: ['村支书', '司法所'], result: 'agreed', agreement: '沟归两家共用' },
    });
  });

  it('a dispute that is not settled goes on; of one that nobody talked over nothing is said', () => {
    const tried = register(aForm({ matter: 'dispute', result: 'not_agreed', answer: '半句', name: '马老三' })).body;
    expect(tried).toMatchObject({ mediation: { parties: ['马老三'], result: 'not_agreed' } });
    expect(Object.keys(tried)).not.toContain('answeredOnSpot');
    expect(tried['mediation']).not.toHaveProperty('agreement');
    expect(register(aForm({ matter: 'dispute', parties: '甲、乙' })).body).not.toHaveProperty('mediation');
    expect(register(aForm({ matter: 'dispute', result: 'guided' })).body).toMatchObject({ mediation: { parties: ['未记名当事人'] } });
  });

  it('is answered each in its own way', () => {
    const answer = { answered: true, answer: '已答', result: 'agreed' } as const;
    expect(isAnswered(aForm({ ...answer, result: null }))).toBe(true);
    expect(isAnswered(aForm({ ...answer, matter: 'dispute' }))).toBe(true);
    expect(isAnswered(aForm({ ...answer, matter: 'dispute', result: null }))).toBe(false);
    expect(isAnswered(aForm({ ...answer, matter: 'policy_question', answered: false }))).toBe(true);
    expect(isAnswered(aForm({ ...answer, matter: 'golden_idea' }))).toBe(false);
    expect(register(aForm({ ...answer, matter: 'golden_idea' })).body).not.toHaveProperty('answeredOnSpot');
  });

  it('asks for the agreement of a settled dispute, and for nothing else', () => {
    expect(faultOf(aForm({ matter: 'dispute', result: 'agreed' }))?.field).toBe('answer');
    expect(faultOf(aForm({ matter: 'dispute', result: 'not_agreed' }))).toBeNull();
    expect(faultOf(aForm({ matter: 'policy_question' }))).toBeNull();
  });

  it.each<[string, Partial<CaptureForm>]>([
    ['a settled dispute', { matter: 'dispute', result: 'agreed', answer: '共用', parties: '甲乙', helpers: '丙' }], ['the longest agreement', { matter: 'dispute', result: 'agreed', answer: '民'.repeat(MAX_TEXT - 5) }],
    ['forty parties', { matter: 'dispute', result: 'guided', parties: Array.from({ length: 40 }, (_, i) => `第${i}家`).join('、') }], ['a question with its answer', { matter: 'policy_question', answer: '满八十' }],
    ['a problem with a photograph', { nature: 'problem', attachments: [PHOTO] }],
  ])('gives a body that the county accepts: %s', (_, patch) => {
    expect(faultOf(aForm(patch))).toBeNull();
    expect(judgeBody({ ...register(aForm(patch)), v: 1 })).toBe('valid');
  });

  it('reads names however they are separated, each once', () => {
    expect(namesIn(' 张三、李四,王五；张三  赵六 ')).toEqual(['张三', '李四', '王五', '赵六']);
    expect(namesIn(' 、 ')).toEqual([]);
  });
});

describe('a kept card', () => {
  it('comes back as it was', () => {
    const form = aForm({ village: '皇帝庙村', level: 'major', matter: 'dispute', nature: 'problem', answered: true, answer: '半句', category: '', parties: '甲、乙', disputeKind: '土地', helpers: '丙', result: 'agreed', attachments: [{ hash: 'c'.repeat(26), name: '录音.webm', mime: 'audio/webm', size: 9 }] });
    expect(parseForm(structuredClone(form))).toEqual(form);
  });
  it('of another version keeps its words', () => {
    expect(parseForm({ subject: 'case:x', words: '半句话', level: 'enormous', colour: 3 })).toEqual({ ...blankForm('case:x', ''), words: '半句话' });
  });
  it.each([null, 1, 'text', {}, { subject: 'deputy:1', words: 'x' }])('is not made of %j', (kept) => { expect(parseForm(kept)).toBeNull(); });
  it('is blank while only the village stands in it', () => {
    expect(isBlank(blankForm('case:x', '皇帝庙村'))).toBe(true);
    expect(isBlank(aForm())).toBe(false);
    expect(isBlank({ ...blankForm('case:x', ''), attachments: [{ hash: 'c'.repeat(26), name: '照片.jpg', mime: 'image/jpeg', size: 9 }] })).toBe(false);
  });
});
