/** Backups that make room for themselves, and what a restore brings back and what it must not. Real files. */
import { existsSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attachmentsDir } from '../../server/attachment-files.ts';
import { COUNTY_ROTATION, keptBackups } from '../../server/backup-rotation.ts';
import { listBackups, makeBackup } from '../../server/backups.ts';
import { databaseFile } from '../../server/county-data.ts';
import { countyKeyFile } from '../../server/county-key.ts';
import { drill } from '../../server/drill.ts';
import { restoreCounty, type Restored } from '../../server/restore.ts';
import { checkCounty } from '../../server/upkeep.ts';
import { dueTasks, type UpkeepPast } from '../../server/upkeep-schedule.ts';
import { foldCase } from '../../shared/case/fold.ts';
import { contentIdOfBytes } from '../../shared/kernel/content-hash.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { NodeDevice } from '../faults/node-device.ts';
import { NOON, startCounty, TOWNSHIP, type TestCounty } from './county.ts';

const DAY = 86_400_000;

describe('the rotation', () => {
  it('keeps the newest of 7 days, 5 weeks and 12 months, over two years of nights', () => {
    let kept: number[] = [];
    for (let night = 0; night < 730; night += 1) {
      kept.push(NOON + night * DAY);
      kept = [...keptBackups(kept, COUNTY_ROTATION)];
    }
    const ages = kept.map((moment) => 729 - Math.round((moment - NOON) / DAY)).sort((a, b) => a - b);
    expect(ages.slice(0, 7)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(ages.filter((age) => age >= 7 && age < 35).length).toBeGreaterThanOrEqual(4);
    expect(ages.length).toBeLessThanOrEqual(7 + 4 + 11);
    expect(ages.at(-1)).toBeGreaterThan(320);
  });

  it('keeps what there is when the server was off for months, and always the newest', () => {
    expect([...keptBackups([NOON, NOON - 200 * DAY, NOON - 900 * DAY], COUNTY_ROTATION)].sort()).toEqual([NOON, NOON - 200 * DAY, NOON - 900 * DAY].sort());
    expect([...keptBackups([NOON + 1, NOON + 2, NOON], COUNTY_ROTATION)]).toEqual([NOON + 2]);
    expect(keptBackups([], COUNTY_ROTATION).size).toBe(0);
  });
});

describe('what is due', () => {
  // 2026-11-21 02:00 and 14:00 in China.
  const [night, day] = [Date.UTC(2026, 10, 20, 18), Date.UTC(2026, 10, 21, 6)];
  const past = { since: night - 400 * DAY, scrubbedAt: night - DAY, backedUpAt: night - DAY, drilledAt: night - 10 * DAY };

  it.each<[string, Partial<UpkeepPast>, number, readonly string[]]>([
    ['at night, once', {}, night, ['scrub', 'backup']],
    ['not twice in one night', { scrubbedAt: night - 60_000, backedUpAt: night - 60_000 }, night, []],
    ['by day not, when the night did it', { scrubbedAt: night, backedUpAt: night }, day, []],
    ['by day, when the server was off at night', { scrubbedAt: day - DAY, backedUpAt: day - DAY - 1 }, day, ['scrub', 'backup']],
    ['a drill once a month at night', { scrubbedAt: night, backedUpAt: night, drilledAt: night - 30 * DAY }, night, ['drill']],
    ['a drill late by day', { scrubbedAt: day, backedUpAt: day, drilledAt: day - 37 * DAY }, day, ['drill']],
    ['not a drill by day in time', { scrubbedAt: day, backedUpAt: day, drilledAt: day - 31 * DAY }, day, []],
    ['the first drill in the first night with a backup', { scrubbedAt: night, backedUpAt: night, drilledAt: null }, night, ['drill']],
    ['after the clock was put back', { scrubbedAt: day + DAY, backedUpAt: day + 365 * DAY }, day, ['scrub', 'backup']],
    ['nothing of a county founded this morning', { since: day - 3_600_000, scrubbedAt: null, backedUpAt: null, drilledAt: null }, day, []],
  ])('%s', (_, change, nowMs, expected) => {
    expect(dueTasks({ ...past, ...change }, nowMs)).toEqual(expected);
  });
});

describe('a backup and its restore', () => {
  let county: TestCounty;
  let backups: string;
  const devices: NodeDevice[] = [];
  beforeEach(async () => {
    county = await startCounty();
    backups = await mkdtemp(join(tmpdir(), 'backups-'));
  });
  afterEach(async () => {
    for (const device of devices.splice(0)) device.stop();
    await county.stop();
    await rm(backups, { recursive: true, force: true });
  });

  async function device(user: string): Promise<NodeDevice> {
    const made = await new NodeDevice(await county.enrol(user), county.origin).start();
    devices.push(made);
    await made.synced();
    return made;
  }

  const backUp = async (nowMs = NOON) => {
    const made = await makeBackup(county.store, { dataDir: county.dir, folder: backups }, nowMs);
    if (!made.ok) throw new Error(made.error);
    return made.value;
  };

  /** Stops the county and the devices, restores, starts the county again, and tells the devices its new address. They come back when the test says so. */
  async function restored(file: string, until: number | null = null, between?: () => Promise<void>): Promise<Restored> {
    const done: { value: Result<Restored, string> | null } = { value: null };
    for (const one of devices) one.stop();
    county = await county.restart(async () => {
      await between?.();
      done.value = await restoreCounty({ file, dataDir: county.dir, target: county.dir, until, attachments: 'brought', nowMs: county.clock.ms });
    });
    for (const one of devices) one.origin = county.origin;
    if (!done.value?.ok) throw new Error(done.value?.error ?? 'not restored');
    return done.value.value;
  }

  async function anAttachment(words: string): Promise<string> {
    const bytes = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.from(words)]);
    const hash = contentIdOfBytes(bytes);
    await mkdir(join(attachmentsDir(county.dir), TOWNSHIP), { recursive: true });
    await writeFile(join(attachmentsDir(county.dir), TOWNSHIP, hash), bytes);
    await county.store.write(({ attachments }) => attachments.add({ scope: TOWNSHIP, hash, size: bytes.length, kind: 'pdf', device: 'd-test', receivedAt: county.clock.ms }));
    return hash;
  }

  const numbers = async () => Object.fromEntries((await county.store.read(({ read }) => read.rows())).cases.map((row) => [row.id.slice(5), row.number]));

  it('is whole, has every attachment, and takes old ones away only when it is', async () => {
    await anAttachment('one');
    for (let night = 0; night < 10; night += 1) await backUp(NOON + night * DAY);
    const list = await listBackups(backups);
    expect(list[0]?.at).toBe(NOON + 9 * DAY);
    // Seven days, and the Sunday before them.
    expect(list).toHaveLength(8);
    const fault = await makeBackup(county.store, { dataDir: county.dir, folder: join(list[0]?.file ?? '', 'x') }, NOON + 10 * DAY);
    expect(fault).toMatchObject({ ok: false, error: expect.stringContaining('以前的备份都还在') });
    expect(await listBackups(backups)).toEqual(list);
    expect((await readdir(join(backups, 'attachments', TOWNSHIP)))).toHaveLength(1);
  });

  it('[F31] goes back to a moment; devices bring back what was cut; who was stopped stays stopped, and no number is given twice', async () => {
    const li = await device('li');
    li.register('one');
    await li.synced();
    const early = await backUp();
    const [stopped, usedCode, openCode] = [await county.enrol('sun'), await county.code('li'), await county.code('wang')];
    county.clock.ms += 3_600_000;
    const moment = county.clock.ms;
    county.clock.ms += 3_600_000;
    li.register('two');
    await li.synced();
    await county.store.write(({ devices: store }) => store.revoke(stopped.deviceId, county.clock.ms));
    expect(await enrolWith(usedCode)).toBe(200);
    const before = await numbers();
    const late = await backUp(NOON + DAY);
    li.register('three');
    await li.synced();

    const outcome = await restored(late.backup.file, moment);
    expect(outcome).toMatchObject({ cut: 2, standing: 'newest', attachmentsMissing: 0 });
    expect(existsSync(outcome.kept ?? '')).toBe(true);
    expect(Object.keys(await numbers())).toEqual(['one']);
    expect((await checkCounty(county.store)).faults).toEqual([]);
    // A new case before the old ones come back.
    const sun = await device('wang');
    sun.register('new');
    await sun.synced();
    expect(await numbers()).toEqual({ one: '皇帝庙民〔2026〕1号', new: '皇帝庙民〔2026〕4号' });
    await (await li.start()).synced();
    expect(await numbers()).toEqual({ ...before, three: '皇帝庙民〔2026〕3号', new: '皇帝庙民〔2026〕4号' });
    expect((await checkCounty(county.store)).faults).toEqual([]);

    expect((await fetch(`${county.origin}/api/county/summary`, { headers: { authorization: `Bearer ${stopped.token}` } })).status).toBe(401);
    expect(await enrolWith(usedCode)).toBe(403);
    expect(await enrolWith(openCode)).toBe(200);
    expect((await county.store.read(({ audit }) => audit.lines())).map((line) => line.what)).toContain('restored');

    // The older one as well: what came since is still known, from the newer state.
    await restored(early.backup.file);
    expect(await enrolWith(usedCode)).toBe(403);
    for (const one of devices) await (await one.start()).synced();
    expect(Object.keys(await numbers()).sort()).toEqual(['new', 'one', 'three', 'two']);
  });

  it('over a database that cannot be read any more: the backup\'s devices count, and no code', async () => {
    const li = await device('li');
    li.register('one');
    await li.synced();
    const code = await county.code('wang');
    const { backup } = await backUp();
    li.register('two');
    await li.synced();
    const outcome = await restored(backup.file, null, async () => {
      await truncate(databaseFile(county.dir), 5_000);
      await appendFile(databaseFile(county.dir), 'x'.repeat(40_000));
    });
    expect(outcome).toMatchObject({ standing: 'of-the-backup' });
    expect((await readFile(outcome.kept ?? '')).length).toBe(45_000);
    await (await li.start()).synced();
    expect(Object.keys(await numbers()).sort()).toEqual(['one', 'two']);
    expect(await enrolWith(code)).toBe(403);
  });

  it('brings attachments from beside the backup, and forgets those that are nowhere so that devices send them again', async () => {
    const [kept, lost] = [await anAttachment('one'), await anAttachment('two')];
    const { backup } = await backUp();
    await rm(join(backups, 'attachments', TOWNSHIP, lost));
    const outcome = await restored(backup.file, null, async () => rm(attachmentsDir(county.dir), { recursive: true }));
    expect(outcome.attachmentsMissing).toBe(1);
    expect(existsSync(join(attachmentsDir(county.dir), TOWNSHIP, kept))).toBe(true);
    expect((await county.store.read(({ attachments }) => attachments.all())).map((one) => one.hash)).toEqual([kept]);
  });

  it('that is damaged, of another county, or without its key is refused, and nothing is changed', async () => {
    const li = await device('li');
    li.register('one');
    await li.synced();
    // As `openCountyData` notes it at the first start.
    await county.store.write(({ people }) => people.saveSetting('county-key', county.key.fingerprint));
    const { backup } = await backUp();
    const spoiled = join(backups, 'spoiled.sqlite');
    await writeFile(spoiled, (await readFile(backup.file)).subarray(0, 50_000));
    const target = join(backups, 'elsewhere');
    const order = { dataDir: county.dir, target, until: null, attachments: 'brought' as const, nowMs: NOON };
    expect(await restoreCounty({ ...order, file: spoiled })).toMatchObject({ ok: false });
    expect(await restoreCounty({ ...order, file: join(backups, 'nothing.sqlite') })).toMatchObject({ ok: false, error: expect.stringContaining('没有这份备份') });
    await mkdir(target, { recursive: true });
    await writeFile(countyKeyFile(target), 'ab'.repeat(32));
    expect(await restoreCounty({ ...order, file: backup.file })).toMatchObject({ ok: false, error: expect.stringContaining('不是这份备份的') });
    await rm(countyKeyFile(target));
    expect(await restoreCounty({ ...order, dataDir: target, file: backup.file })).toMatchObject({ ok: false, error: expect.stringContaining('找不到县密钥文件') });
    expect((await readdir(target)).filter((name) => name.startsWith('county.sqlite'))).toEqual([]);
    expect(await restoreCounty({ ...order, file: backup.file })).toMatchObject({ ok: true, value: { kept: null } });
  });

  it('is drilled: restored, recomputed, compared with what is there; a case that lost something here is found', async () => {
    const li = await device('li');
    for (let n = 0; n < 12; n += 1) li.register(`c${String(n)}`);
    await li.synced();
    const file = await anAttachment('one');
    const { backup } = await backUp();
    li.write({ subject: 'case:c1', type: 'case.noted', body: { text: '备份以后的事' } });
    await li.synced();
    const drilled = async () => {
      const done = await drill(county.store, { dataDir: county.dir, folder: backups }, county.clock.ms);
      if (!done.ok) throw new Error(done.error);
      return done.value;
    };
    expect(await drilled()).toMatchObject({ compared: 12, cases: 12, attachments: 1, faults: [] });
    expect((await readdir(county.dir)).filter((name) => name.startsWith('.drill'))).toEqual([]);
    await sql`DELETE FROM entries WHERE subject = 'case:c3' AND type = 'case.numbered'`.execute(county.db);
    await rm(join(backups, 'attachments', TOWNSHIP, file));
    expect((await drilled()).faults).toEqual([expect.stringContaining('case:c3 在县里少了 1 条'), expect.stringContaining('附件')]);
    await truncate(backup.file, 60_000);
    expect((await drilled()).faults).toHaveLength(1);
    await rm(backup.file);
    expect(await drill(county.store, { dataDir: county.dir, folder: backups }, NOON)).toMatchObject({ ok: false });
    expect(foldCase([...li.disk.entries.values()].filter((entry) => entry.subject === 'case:c3'))?.number).toBe('皇帝庙民〔2026〕4号');
  });

  async function enrolWith(code: string): Promise<number> {
    const answer = await fetch(`${county.origin}/api/enrol`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ protocol: 1, code, device: '测试机' }) });
    return answer.status;
  }
});
