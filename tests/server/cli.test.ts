/** The county's command line, as its keeper types it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCountyData } from '../../server/county-data.ts';
import { demoRecords } from '../../server/demo/demo-county.ts';
import cases from '../../server/demo/cases.json' with { type: 'json' };
import { judgeBody } from '../../shared/entry-types.ts';
import { parseNumber } from '../../shared/office/numbering.ts';
import { shortNameOf } from '../../shared/office/short-name.ts';
import { foldUser, userSubject } from '../../shared/user/user.ts';
import { county } from './process.ts';

let dir: string;
beforeAll(async () => { dir = await mkdtemp(join(tmpdir(), 'cli-')); });
afterAll(async () => rm(dir, { recursive: true, force: true }));

describe('the demo county', () => {
  it('is founded once, with its townships, people and records', async () => {
    expect(await county(dir, 'init', '--demo')).toMatchObject({ code: 0, out: expect.stringContaining('16 个乡镇（街道），3 个用户') });
    expect(await county(dir, 'init', '--demo')).toMatchObject({ code: 0, out: '临颍县已经建立，没有改动。' });
    expect((await county(dir, 'users')).out.split('\n').map((line) => line.split('\t')[0])).toEqual(['zhao', 'li', 'wang']);
    const data = await openCountyData(dir, Date.now());
    if (!data.ok) throw new Error(data.error);
    const scopes = await data.value.store.read(({ people }) => people.scopes());
    expect(scopes.find((scope) => scope.code === '411122101')).toMatchObject({ name: '繁城回族镇', shortName: '繁城', organ: '繁城回族镇人大主席团' });
    expect(scopes.find((scope) => scope.code === '411122001')).toMatchObject({ shortName: '城关', organ: '城关街道人大工委' });
    const log = await data.value.store.read(({ log: it }) => it.after('411122201', 0, { limit: 1000, maxLength: 1e7 }));
    expect(log.every(({ entry }) => judgeBody(entry) === 'valid' && entry.actor === 'server')).toBe(true);
    await data.value.store.close();
  });

  it('has a unit for every category of the demo\'s cases', () => {
    const covered = new Set(demoRecords().flatMap((record) => (record.type === 'unit.updated' ? record.set['categories'] as string[] : [])));
    expect(cases.map((one) => one.category).filter((category) => !covered.has(category))).toEqual([]);
    expect(new Set(demoRecords().map((record) => record.subject)).size).toBe(demoRecords().length);
  });
});

describe('a real county', () => {
  let own: string;
  beforeAll(async () => { own = await mkdtemp(join(tmpdir(), 'cli-own-')); });
  afterAll(async () => rm(own, { recursive: true, force: true }));

  it('is founded from its own list of townships and people', async () => {
    const list = join(own, 'townships.csv');
    await writeFile(list, '\uFEFFcode9,name,type,congress_org\r\n410522100,水冶镇,镇,主席团\r\n');
    const init = ['init', '--code', '410522', '--name', '安阳县', '--organ', '安阳县人大常委会代表工委', '--townships', list];
    expect(await county(own, ...init)).toMatchObject({ code: 0 });
    expect(await county(own, ...init)).toMatchObject({ code: 1, err: expect.stringContaining('这里已经是安阳县的数据') });
    expect(await county(own, 'add-user', '--user', 'ma', '--name', '马秘书', '--role', 'secretary', '--home', '410522100')).toMatchObject({ code: 0 });
    expect(await county(own, 'add-user', '--user', 'ma', '--name', '马秘书', '--role', 'secretary', '--home', '410522100')).toMatchObject({ code: 1, err: '用户 ma 已经存在。' });
    expect((await county(own, 'code', '--user', 'ma')).out).toMatch(/^\w{4}(-\w{4}){3}$/);
  });

  it('tells every device who joined, was renamed and left, in the log of their own scope', async () => {
    const told = async () => {
      const data = await openCountyData(own, Date.now());
      if (!data.ok) throw new Error(data.error);
      const subject = userSubject('ma.xiu');
      const entries = await data.value.store.read(async ({ log }) => (await log.ofSubjects('410522100', [subject])).get(subject) ?? []);
      await data.value.store.close();
      return foldUser(entries);
    };
    await county(own, 'add-user', '--user', 'ma.xiu', '--name', '马秀', '--role', 'recorder', '--home', '410522100');
    expect(await told()).toMatchObject({ scope: '410522100', user: 'ma.xiu', name: '马秀', role: 'recorder', active: true });
    expect(await county(own, 'rename-user', '--user', 'ma.xiu', '--name', '马秀兰')).toMatchObject({ code: 0 });
    expect(await told()).toMatchObject({ name: '马秀兰', active: true });
    expect(await county(own, 'retire-user', '--user', 'ma.xiu')).toMatchObject({ code: 0 });
    expect(await told()).toMatchObject({ name: '马秀兰', active: false });
    expect(await county(own, 'code', '--user', 'ma.xiu')).toMatchObject({ code: 1, err: expect.stringContaining('没有用户') });
    expect(await county(own, 'add-user', '--user', 'ma.xiu', '--name', '另一人', '--role', 'chair', '--home', '410522100')).toMatchObject({ code: 1 });
    expect(await county(own, 'check')).toMatchObject({ code: 0 });
  });

  it.each<[string, string[], string]>([
    ['a wrong role', ['add-user', '--user', 'x', '--name', '甲', '--role', 'server', '--home', '410522100'], '--role'],
    ['a county user in a township', ['add-user', '--user', 'x', '--name', '甲', '--role', 'county', '--home', '410522100'], '6 位代码'],
    ['the server\'s own name', ['add-user', '--user', 'server', '--name', '甲', '--role', 'chair', '--home', '410522100'], '不能是 server'],
    ['an unknown place', ['add-user', '--user', 'x', '--name', '甲', '--role', 'chair', '--home', '999999999'], '没有区划代码'],
    ['an unknown user', ['code', '--user', 'nobody'], '没有用户 nobody'],
    ['an unknown device', ['revoke', '--device', 'd-x'], '没有使用中的设备'],
    ['a missing list', ['init', '--code', '410523', '--name', '乙县', '--organ', '乙', '--townships', 'nowhere.csv'], '读不了乡镇表'],
    ['an unknown command', ['destroy'], '县服务器的命令'],
    ['an unknown option', ['users', '--force'], '县服务器的命令'],
    ['nothing', [], '县服务器的命令'],
  ])('%s is refused with a sentence', async (_, args, sentence) => {
    const { code, err } = await county(own, ...args);
    expect(code).toBe(1);
    expect(err).toContain(sentence);
  });
});

describe('official numbers', () => {
  it.each([['皇帝庙乡', '皇帝庙'], ['繁城回族镇', '繁城'], ['新城街道', '新城'], ['临颍县', '临颍'], ['孟津区', '孟津'], ['镇乡', '镇乡']])('%s is short %s', (name, short) => {
    expect(shortNameOf(name)).toBe(short);
  });

  it.each([['皇帝庙民〔2026〕17号', { year: 2026, n: 17 }], ['皇人大民情〔2026〕3号', { year: 2026, n: 3 }], ['皇帝庙民〔2026〕017号', null], ['皇帝庙民(2026)17号', null], ['皇帝庙民〔2026〕17-2号', null], ['皇帝庙民〔2026〕0号', null]])('%s is read', (text, number) => {
    expect(parseNumber(text)).toEqual(number);
  });
});
