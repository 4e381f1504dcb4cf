/** The search over everything, on the real store in its worker. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Act } from '../../shared/act.ts';
import type { SearchAnswer, SearchHit } from '../../renderer/store/api.ts';
import type { Store } from '../../renderer/store/client.ts';
import { assigning, registering, sorting, TOWNSHIP } from './acts.ts';
import { anOfflineDevice, type Device } from './device.ts';

const record = (subject: string, type: Act['type'], fields: Record<string, unknown>): Act => ({ scope: TOWNSHIP, subject, type, body: { set: fields } });
const PLACES = [{ id: 'p1', title: '登记一件', detail: '', also: '新建' }, { id: 'p2', title: '导出台账', detail: '', also: 'Excel' }];

let device: Device;
let store: Store;

beforeEach(async () => {
  device = await anOfflineDevice();
  ({ store } = await device.open());
  const done = await store.perform([
    record('village:a', 'village.updated', { name: '皇帝庙村', active: true }), record('village:b', 'village.updated', { name: '大赵村', active: true }),
    record('unit:power', 'unit.updated', { name: '皇帝庙供电所', tier: 'township', phone: '0395-8002011', active: true }),
    record('deputy:wang', 'deputy.updated', { name: '王红伟', level: 'township', constituency: '前王村选区', phone: '13700001234', active: true }),
    { scope: TOWNSHIP, subject: 'station:1', type: 'station.updated', body: { set: { name: '前王村戏台夜市点', tier: 'market_point', address: '前王村戏台前', active: true } } },
    { scope: TOWNSHIP, subject: 'activity:1', type: 'activity.opened', body: { kind: 'night_market', place: '皇帝庙村文化广场', village: 'village:a', on: '2026-05-18', from: '19:30' } },
    registering('case:lamp', { village: 'village:a', deputies: ['deputy:wang'], reporter: { name: '单小明', phone: '13812345678' }, tempNo: '临-test-1' }),
    registering('case:road', { village: 'village:b', words: '通往学校的路坑洼不平，请打13900007777找赵大姐。', reporter: { name: '赵大姐' }, tempNo: '临-test-17' }),
    sorting('case:lamp'), assigning('case:lamp', 'unit:power'), sorting('case:road', { title: '学校道路损坏' }),
  ]);
  expect(done.ok).toBe(true);
});
afterEach(() => device.wipe());

const find = (typed: string): Promise<SearchAnswer> => store.search(typed, 10, PLACES);
const idsOf = ({ groups }: SearchAnswer, kind: string): string[] => groups.find((one) => one.kind === kind)?.hits.map((hit) => hit.id) ?? [];
const first = ({ groups }: SearchAnswer): SearchHit | undefined => groups[0]?.hits[0];
const shown = (hit: SearchHit | undefined): string => [hit?.number?.text, hit?.title.text, hit?.detail.text, hit?.why?.label, hit?.why?.shown.text].join(' ');

describe('the search', () => {
  it.each([
    ['路灯', 'case:lamp'], ['daolu', 'case:road'], ['dlsh', 'case:road'], ['道lu', 'case:road'], ['17', 'case:road'], ['shanxm', 'case:lamp'], ['5678', 'case:lamp'], ['皇帝庙交〔2026〕1', 'case:lamp'], ['学校 dzc', 'case:road'],
  ])('finds by %s the case %s first', async (typed, id) => {
    const answer = await find(typed);
    expect(answer.groups[0]?.kind).toBe('case');
    expect(idsOf(answer, 'case')[0]).toBe(id);
  });

  it('finds records of every kind by pinyin, and the cases of a village, a unit and a deputy', async () => {
    expect(idsOf(await find('hdm'), 'village')).toEqual(['village:a']);
    expect(idsOf(await find('gds'), 'unit')).toEqual(['unit:power']);
    expect(idsOf(await find('whw'), 'deputy')).toEqual(['deputy:wang']);
    expect(idsOf(await find('wenhuagc'), 'activity')).toEqual(['activity:1']);
    expect(idsOf(await find('5月18日'), 'activity')).toEqual(['activity:1']);
    expect(idsOf(await find('yeshidian'), 'station')).toEqual(['station:1']);
    expect(idsOf(await find('excel'), 'place')).toEqual(['p2']);
    for (const typed of ['皇帝庙村', '供电所', 'whw']) expect(idsOf(await find(typed), 'case'), typed).toEqual(['case:lamp']);
    expect((await find('djyj')).groups[0]?.kind).toBe('place');
  });

  it('finds suggestions by number, deputy and text, and what is only passed on by the number elsewhere', async () => {
    const done = await store.perform([
      { scope: TOWNSHIP, subject: 'suggestion:1', type: 'suggestion.registered', body: {
        tempNo: '临-test-9', period: 'recess', lead: 'deputy:wang', signedOn: '2026-05-18', title: '关于整修灌溉机井的建议', situation: '麦田浇不上水。', proposal: '请水利部门整修机井。', publicity: 'full', receivedOn: '2026-05-18' } },
      { scope: TOWNSHIP, subject: 'referral:1', type: 'referral.registered', body: { kind: 'hotline_ticket', tempNo: '临-test-10', title: '噪声扰民', receivedOn: '2026-05-18', outsideNo: 'LY20260518001' } },
    ]);
    expect(done).toMatchObject({ ok: true });
    for (const typed of ['jijing', 'ggjj', 'whw jijing', '麦田']) expect(idsOf(await find(typed), 'suggestion'), typed).toEqual(['suggestion:1']);
    expect(first(await find('9'))?.id).toBe('suggestion:1');
    expect(idsOf(await find('ly20260518001'), 'referral')).toEqual(['referral:1']);
  });

  it('masks who reported, in what it shows and in the words around a match', async () => {
    for (const typed of ['shanxm', '5678', '单小明']) expect(shown(first(await find(typed)))).not.toMatch(/小明|13812345678/);
    const { why } = first(await find('坑洼')) as SearchHit;
    expect(why?.label).toBe('原话');
    expect(why?.shown.text).not.toMatch(/大姐|13900007777/);
    expect(why?.shown.marks.map(([from, to]) => why.shown.text.slice(from, to))).toEqual(['坑洼']);
    expect(first(await find('1234'))?.why?.shown.text).toBe('137****1234');
  });

  it('says how many there are beyond the limit, and marks what matches', async () => {
    const all = (await store.search('test', 1, [])).groups[0];
    expect([all?.total, all?.hits.length]).toEqual([2, 1]);
    const title = first(await find('dl'))?.title;
    expect(title?.marks.map(([from, to]) => title.text.slice(from, to))).toEqual(['道路']);
  });

  it('follows a renamed deputy and a corrected title at once', async () => {
    await store.perform([record('deputy:wang', 'deputy.updated', { name: '汪宏伟' }), sorting('case:road', { title: '桥栏杆松动' })]);
    expect(idsOf(await find('汪宏'), 'case')).toEqual(['case:lamp']);
    expect(idsOf(await find('王红'), 'case')).toEqual([]);
    expect(idsOf(await find('langan'), 'case')).toEqual(['case:road']);
    expect(idsOf(await find('dlsh'), 'case')).toEqual([]);
  });

  it('searches the same way in the list of cases, and after opening again', async () => {
    const list = async (text: string) => (await store.cases({ filter: { text }, sort: 'received', descending: true, offset: 0, limit: 10 })).rows.map((row) => row.id);
    expect(await list('dlsh')).toEqual(['case:road']);
    expect(await list('学校 ludeng')).toEqual([]);
    await device.close();
    ({ store } = await device.open());
    expect(await list('xuexiao dzc')).toEqual(['case:road']);
    expect(await list('whw')).toEqual(['case:lamp']);
  });

  it('shows records by their ids, in that order, without those that are not here', async () => {
    const hits = await store.hits(['activity:1', 'case:gone', 'case:lamp', 'deputy:wang']);
    expect(hits.map((hit) => [hit.kind, hit.id, hit.why])).toEqual([['activity', 'activity:1', null], ['case', 'case:lamp', null], ['deputy', 'deputy:wang', null]]);
  });

  it('finds nothing for nothing', async () => {
    expect((await find('  ')).groups).toEqual([]);
    expect((await find('没有这样的事')).groups).toEqual([]);
  });
});
