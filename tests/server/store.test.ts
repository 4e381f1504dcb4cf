/** The database: migrations, durability, a full disk, read tables against a rebuild, backup and check. */
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery, sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CountySummary } from '../../server/county.ts';
import { databaseFile, openCountyData } from '../../server/county-data.ts';
import { countyKeyFile } from '../../server/county-key.ts';
import { MIGRATIONS } from '../../server/migrations/migrations.ts';
import { createCountyStore } from '../../server/store/county-store.ts';
import { openDatabase, type CountyDatabase } from '../../server/store/database.ts';
import { migrate } from '../../server/store/migrate.ts';
import { backupCounty, checkCounty, rebuildCounty } from '../../server/upkeep.ts';
import { Value } from 'typebox/value';
import { NOON, OTHER_TOWNSHIP, startCounty, TOWNSHIP, type TestCounty } from './county.ts';
import { Device } from './device.ts';

const pragma = async (db: CountyDatabase, name: string) => Object.values((await db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(`PRAGMA ${name}`))).rows[0] ?? {})[0];

describe('a database', () => {
  let dir: string;
  let db: CountyDatabase;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'db-'));
    db = openDatabase(databaseFile(dir));
  });
  afterEach(async () => {
    await db.destroy();
    await rm(dir, { recursive: true });
  });

  it('writes ahead, waits for the disk at every commit, keeps foreign keys', async () => {
    expect(await pragma(db, 'journal_mode')).toBe('wal');
    expect(await pragma(db, 'synchronous')).toBe(2);
    expect(await pragma(db, 'foreign_keys')).toBe(1);
    expect(await pragma(db, 'busy_timeout')).toBe(10_000);
  });

  it('is migrated in order, once, and goes on where it stopped', async () => {
    expect(MIGRATIONS.map((one) => one.version)).toEqual(MIGRATIONS.map((_, i) => i + 1));
    expect(await migrate(db, MIGRATIONS.slice(0, 1), NOON)).toEqual({ ok: true, value: 1 });
    expect(await migrate(db, MIGRATIONS, NOON)).toEqual({ ok: true, value: MIGRATIONS.length });
    expect(await migrate(db, MIGRATIONS, NOON)).toEqual({ ok: true, value: MIGRATIONS.length });
    expect(await db.selectFrom('schema_version').select('version').orderBy('version').execute()).toHaveLength(MIGRATIONS.length);
  });

  it('of a version without plans: its activities had all been opened', async () => {
    await migrate(db, MIGRATIONS.slice(0, 4), NOON);
    const before = (id: string, open: number) => sql`INSERT INTO activities (scope, id, kind, held_on, place, village, open, deputies, citizens, settled, ideas) VALUES ('411122201', ${id}, 'night_market', '2026-11-20', '广场', NULL, ${open}, 0, 0, 0, 0)`.execute(db);
    await before('activity:over', 0);
    await before('activity:now', 1);
    await migrate(db, MIGRATIONS, NOON);
    expect(await db.selectFrom('activities').select(['id', 'status']).orderBy('id').execute()).toEqual([{ id: 'activity:now', status: 'open' }, { id: 'activity:over', status: 'closed' }].map((row) => expect.objectContaining(row) as unknown));
  });

  it('a step that fails leaves nothing of itself behind', async () => {
    await migrate(db, MIGRATIONS, NOON);
    const broken = { version: MIGRATIONS.length + 1, name: 'broken', statements: ['CREATE TABLE half (x TEXT)', 'CREATE TABLE nonsense ('] };
    await expect(migrate(db, [...MIGRATIONS, broken], NOON)).rejects.toThrow();
    const tables = await db.introspection.getTables();
    expect(tables.map((table) => table.name)).not.toContain('half');
    expect(await migrate(db, MIGRATIONS, NOON)).toMatchObject({ ok: true });
  });

  it('of a newer version is refused with a sentence, unchanged', async () => {
    await migrate(db, [...MIGRATIONS, { version: 99, name: 'of the future', statements: [] }], NOON);
    const refused = await createCountyStore(db).migrate(NOON);
    expect(refused).toMatchObject({ ok: false, error: { code: 'database-newer' } });
    expect(!refused.ok && refused.error.message).toContain('第 99 版');
  });

  it('concurrent writing transactions run one after another, and a failed one leaves nothing', async () => {
    const store = createCountyStore(db);
    await store.migrate(NOON);
    await Promise.all(Array.from({ length: 20 }, async (_, i) => store.write(async ({ people }) => {
      const n = Number((await people.setting('n')) ?? '0');
      await people.saveSetting('n', String(n + 1));
      if (i % 5 === 4) throw new Error('changed my mind');
    }).catch(() => undefined)));
    expect(await store.read(({ people }) => people.setting('n'))).toBe('16');
  });
});

describe('the county key', () => {
  let dir: string;
  beforeEach(async () => { dir = await mkdtemp(join(tmpdir(), 'key-')); });
  afterEach(async () => rm(dir, { recursive: true }));

  it('is made once, for its owner only', async () => {
    const first = await openCountyData(dir, NOON);
    if (!first.ok) throw new Error(first.error);
    await first.value.store.close();
    if (process.platform !== 'win32') expect((await stat(countyKeyFile(dir))).mode & 0o777).toBe(0o600);
    const again = await openCountyData(dir, NOON);
    if (!again.ok) throw new Error(again.error);
    expect(again.value.key.receipt('a')).toBe(first.value.key.receipt('a'));
    expect(again.value.key.proves('a', first.value.key.receipt('a'))).toBe(true);
    expect(again.value.key.proves('b', first.value.key.receipt('a'))).toBe(false);
    await again.value.store.close();
  });

  it.each([
    ['is missing', async () => rm(countyKeyFile(dir)), '找不到县密钥文件'],
    ['is damaged', async () => writeFile(countyKeyFile(dir), 'zz'), '已损坏'],
    ['belongs to another county', async () => writeFile(countyKeyFile(dir), 'ab'.repeat(32)), '不是这个数据库的'],
  ])('that %s is not silently replaced', async (_, spoil, sentence) => {
    const made = await openCountyData(dir, NOON);
    if (made.ok) await made.value.store.close();
    await spoil();
    const refused = await openCountyData(dir, NOON);
    expect(refused.ok ? '' : refused.error).toContain(sentence);
  });
});

describe('the read tables', () => {
  let county: TestCounty;
  beforeAll(async () => {
    county = await startCounty();
    const wang = new Device(await county.enrolled('wang'), county.origin);
    const li = new Device(await county.enrolled('li'), county.origin);
    const qian = new Device(await county.enrolled('qian'), county.origin);
    await li.accepted([
      li.write({ subject: 'activity:n1', type: 'activity.opened', body: { kind: 'night_market', place: '皇帝庙村文化广场', on: '2026-11-20', from: '18:30' } }),
      li.write({ subject: 'activity:n1', type: 'activity.counted', body: { citizens: 46, settled: 2, ideas: 1 } }),
      // In no figure: planned, and called off. Counted apart: another kind.
      li.write({ subject: 'activity:n2', type: 'activity.planned', body: { kind: 'night_market', place: '文化广场', on: '2026-11-27' } }),
      li.write({ subject: 'activity:r1', type: 'activity.opened', body: { kind: 'reception_day', place: '联络站', on: '2026-11-18', from: '09:00' } }),
      li.write({ subject: 'activity:r1', type: 'activity.counted', body: { citizens: 9 } }),
      li.write({ subject: 'activity:r1', type: 'activity.closed', body: { until: '11:00' } }),
      // The same evening as n1, begun by another laptop: counts with it, and its crowd once.
      li.write({ subject: 'activity:n4', type: 'activity.opened', body: { kind: 'night_market', place: '广场东头', on: '2026-11-20', from: '18:40' } }),
      li.write({ subject: 'activity:n4', type: 'activity.counted', body: { citizens: 30, settled: 1, over: [] } }),
      li.write({ subject: 'activity:n4', type: 'activity.merged', body: { into: 'activity:n1', on: '2026-11-21' } }),
      ...['sorted', 'late', 'soon', 'closed', 'new'].map((key) => li.register(key, { activity: 'activity:n1', words: `${key} 的原话` })),
    ]);
    await wang.pullAll();
    const sort = (key: string) => wang.write({ subject: `case:${key}`, type: 'case.sorted', body: { title: '路灯维修', category: '道路交通', level: 'minor', on: '2026-11-20' } });
    const assign = (key: string, dueOn: string) => wang.write({ subject: `case:${key}`, type: 'case.assigned', body: { lead: 'unit:xzf', co: [], orderNo: '1', on: '2026-11-10', dueOn, rule: 'minor' } });
    await wang.accepted([
      wang.write({ subject: 'activity:n3', type: 'activity.planned', body: { kind: 'night_market', place: '文化广场', on: '2026-11-19' } }),
      wang.write({ subject: 'activity:n3', type: 'activity.cancelled', body: { reason: '大雨', on: '2026-11-19' } }),
      sort('sorted'), sort('late'), assign('late', '2026-11-20'), sort('soon'), assign('soon', '2026-11-24'), sort('closed'), assign('closed', '2026-11-12'),
      wang.write({ subject: 'case:late', type: 'case.supervised', body: { grade: 'urge', orderNo: '督1', reason: '逾期', on: '2026-11-21' } }),
      wang.write({ subject: 'case:closed', type: 'case.replied', body: { unit: 'unit:xzf', class: 'resolved', text: '已修好', on: '2026-11-11' } }),
      wang.write({ subject: 'case:closed', type: 'case.relayed', body: { to: 'citizen', way: 'phone', by: '王秘书', on: '2026-11-12' } }),
      ...(['citizen', 'deputy'] as const).map((by) => wang.write({ subject: 'case:closed', type: 'case.evaluated', body: { by, deputy: 'deputy:zhaomin', grade: 'satisfied', way: 'phone', collectedBy: '王秘书', on: '2026-11-12' } })),
      wang.write({ subject: 'case:closed', type: 'case.closed', body: { on: '2026-11-13' } }),
      // Not possible any more: kept, and contested.
      assign('closed', '2026-12-01'),
    ]);
    await qian.accepted([qian.register('other')]);
  });
  afterAll(async () => { await county.stop(); });

  it('answer the county\'s questions', async () => {
    const zhao = new Device(await county.enrolled('zhao'), county.origin);
    const { body } = await zhao.get('/api/county/summary');
    if (!Value.Check(CountySummary, body)) throw new Error(JSON.stringify(body));
    expect(body.today).toBe('2026-11-21');
    const own = body.scopes.find((scope) => scope.code === TOWNSHIP);
    expect(own).toMatchObject({
      name: '皇帝庙乡', total: 5, overdue: 1, dueSoon: 1, contested: 1, supervised: 1, reworked: 0,
      byStatus: { sorting: 1, assigning: 1, handling: 2, evaluating: 0, closing: 0, closed: 1, declined: 0 },
      activities: { held: 1, open: 1, citizens: 46, settled: 3, ideas: 1, others: 1 },
    });
    expect(body.scopes.find((scope) => scope.code === OTHER_TOWNSHIP)?.total).toBe(1);
    expect(body.total.total).toBe(6);
    expect(body.scopes).toHaveLength(17);
  });

  it('hold no word, name or phone of a citizen', async () => {
    const rows = await county.store.read(({ read }) => read.rows());
    expect(JSON.stringify(rows)).not.toContain('原话');
  });

  it('kept entry by entry equal those rebuilt from the ledger, also after they were spoiled', async () => {
    const kept = await county.store.read(({ read }) => read.rows());
    const numbers = await county.store.read(({ numbering }) => numbering.counters());
    expect(kept.cases).toHaveLength(6);
    await county.db.updateTable('cases').set({ status: 'declined' }).where('id', '=', 'case:late').execute();
    await county.db.deleteFrom('numbering').execute();
    expect((await checkCounty(county.store)).faults).toEqual([expect.stringContaining('统计表')]);
    expect(await county.store.write(rebuildCounty)).toBe(6);
    expect(await county.store.read(({ read }) => read.rows())).toEqual(kept);
    expect(await county.store.read(({ numbering }) => numbering.counters())).toEqual(numbers);
    expect((await checkCounty(county.store)).faults).toEqual([]);
  });

  it('a change made by hand to an entry is found', async () => {
    const copy = `${county.dir}/tampered.sqlite`;
    await county.store.backup(copy);
    const db = openDatabase(copy);
    const row = await db.selectFrom('entries').select(['id', 'entry']).where('subject', '=', 'case:late').where('type', '=', 'case.registered').executeTakeFirstOrThrow();
    await db.updateTable('entries').set({ entry: row.entry.replace('的原话', '的谎话') }).where('id', '=', row.id).execute();
    const { faults } = await checkCounty(createCountyStore(db));
    expect(faults).toEqual([expect.stringContaining('wrong-hash')]);
    await db.destroy();
  });

  it('an entry taken out by hand is found', async () => {
    const copy = `${county.dir}/cut.sqlite`;
    await county.store.backup(copy);
    const db = openDatabase(copy);
    await db.deleteFrom('entries').where('scope', '=', TOWNSHIP).where('rev', '=', 40).execute();
    const { faults } = await checkCounty(createCountyStore(db));
    expect(faults[0]).toContain('断开');
    await db.destroy();
  });

  it('a backup is a whole, checked copy, and never overwrites another', async () => {
    const file = `${county.dir}/backup.sqlite`;
    expect(await backupCounty(county.store, file)).toMatchObject({ ok: true, value: { cases: 6, faults: [] } });
    expect(await backupCounty(county.store, file)).toMatchObject({ ok: false, error: expect.stringContaining('已经存在') });
    await expect(stat(`${file}.part`)).rejects.toThrow();
  });
});

describe('a full disk', () => {
  it('[F22] answers 507, acknowledges nothing, still lets devices read, and goes on when there is room', async () => {
    const county = await startCounty();
    const li = new Device(await county.enrolled('li'), county.origin);
    await li.accepted([li.register('before')]);
    const before = await li.pullAll();
    // SQLite itself says "database or disk is full" when the file may not grow: the same error as on a full disk, on every machine.
    const pages = Number(await pragma(county.db, 'page_count'));
    await pragma(county.db, `max_page_count = ${pages}`);
    const entries = Array.from({ length: 40 }, (_, i) => li.register(`full${i}`, { words: '满'.repeat(5_000) }));
    const reply = await li.push(entries.map((entry) => ({ entry })));
    expect(reply).toMatchObject({ status: 507, body: { error: 'server-full' } });
    expect(await li.pullAll()).toEqual(before);
    await pragma(county.db, 'max_page_count = 1000000');
    await li.accepted(entries);
    expect((await li.pullAll()).length).toBe(before.length + 80);
    expect((await checkCounty(county.store)).faults).toEqual([]);
    await county.stop();
  });
});
