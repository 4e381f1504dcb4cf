/** Upkeep of a county as an office runs it: one server for a folder, backups by themselves, a full disk, a stop in the middle, a restore from the command line. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as rest } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databaseFile, openCountyData } from '../../server/county-data.ts';
import { openDatabase } from '../../server/store/database.ts';
import { PROTOCOL_VERSION, type Enrolment } from '../../shared/sync/wire.ts';
import { DEMO_TOWNSHIP } from '../../server/demo/demo-county.ts';
import { Device } from './device.ts';
import { county, startServer, type ServerProcess } from './process.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const DAY = 86_400_000;

let founded: string;
beforeAll(async () => {
  founded = await mkdtemp(join(tmpdir(), 'upkeep-founded-'));
  expect((await county(founded, 'init', '--demo')).code).toBe(0);
});
afterAll(() => rm(founded, { recursive: true, force: true }));

let dir: string;
let server: ServerProcess | null;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'upkeep-'));
  server = null;
  await cp(founded, dir, { recursive: true });
});
afterEach(async () => {
  await server?.end('SIGKILL');
  await rm(dir, { recursive: true, force: true });
});

/** Moves the day of founding back, so that a backup is due. */
async function foundedLongAgo(): Promise<void> {
  const db = openDatabase(databaseFile(dir));
  await db.updateTable('schema_version').set({ applied_at: Date.now() - 3 * DAY }).execute();
  await db.destroy();
}

async function enrol(origin: string): Promise<Device> {
  const code = (await county(dir, 'code', '--user', 'li')).out;
  const answer = await fetch(`${origin}/api/enrol`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ protocol: PROTOCOL_VERSION, code, device: '测试机' }) });
  return new Device((await answer.json()) as Enrolment, origin);
}

async function until(reached: () => Promise<boolean> | boolean, limitMs = 40_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!await reached()) {
    if (Date.now() > end) throw new Error('it did not happen');
    await rest(50);
  }
}

const backups = async () => (await readdir(join(dir, 'backups')).catch(() => [])).filter((name) => name.endsWith('.sqlite'));

// Each starts several processes.
describe('a data folder', { timeout: 150_000 }, () => {
  it('is served by one server only, is not restored over, and is free as soon as that one was killed', async () => {
    server = await startServer(dir);
    const device = await enrol(server.origin);
    await device.accepted([device.register('one')]);
    await expect(startServer(dir)).rejects.toThrow('正由另一个县服务器使用');
    expect((await county(dir, 'backup')).out).toContain('核对无误');
    const [name] = await backups();
    const from = join(dir, 'backups', name ?? '');
    expect(await county(dir, 'restore', '--from', from)).toMatchObject({ code: 1, err: expect.stringContaining('正由另一个县服务器使用') });
    await device.accepted([device.register('two')]);
    await server.end('SIGKILL');

    const restored = await county(dir, 'restore', '--from', from);
    expect(restored).toMatchObject({ code: 0, out: expect.stringContaining('1 件') });
    const kept = /原来的数据库留在 (\S+?)。/.exec(restored.out)?.[1] ?? '';
    expect(existsSync(kept)).toBe(true);
    expect(await county(dir, 'restore', '--from', from, '--until', '昨天')).toMatchObject({ code: 1, err: expect.stringContaining('看不懂时间') });
    server = await startServer(dir);
    device.origin = server.origin;
    expect((await device.pull(device.seen)).body).toMatchObject({ outcome: 'diverged' });
  });

  it('that lost a log\'s end while the server was off is mended before it serves', async () => {
    const db = openDatabase(databaseFile(dir));
    await sql`DELETE FROM entries WHERE scope = ${DEMO_TOWNSHIP} AND rev > 10`.execute(db);
    await db.destroy();
    server = await startServer(dir);
    expect((await county(dir, 'audit')).out).toContain('log-mended');
    expect((await county(dir, 'mend')).out).toContain('没有改动');
  });

  it('whose database file is broken is told in a sentence that says what to do', async () => {
    const data = await openCountyData(dir, Date.now());
    if (data.ok) await data.value.store.close();
    spawnSync('dd', ['if=/dev/urandom', `of=${databaseFile(dir)}`, 'bs=1k', 'count=40', 'conv=notrunc'], { encoding: 'utf8' });
    await expect(startServer(dir)).rejects.toThrow('用 restore 从备份恢复');
  });
});

describe('a serving county', { timeout: 150_000 }, () => {
  it('[F13] backs itself up when it is due; killed in the middle of it, it does so at the next start', async () => {
    await foundedLongAgo();
    server = await startServer(dir);
    await until(async () => (await readdir(join(dir, 'backups')).catch(() => [])).length > 0);
    // Begun, and perhaps not yet read back: half a backup never has a backup's name.
    await server.end('SIGKILL');
    server = await startServer(dir);
    await until(async () => (await backups()).length > 0);
    expect(await server.end('SIGTERM')).toBe(0);
    const [name] = await backups();
    expect((await county(dir, 'backups')).out).toContain(name ?? '?');
    expect((await county(dir, 'drill')).out).toContain('核对无误');
    const { out } = await county(dir, 'check');
    expect(out).toContain('最近一份自动备份');
    expect(out).toMatch(/恢复演练（.*[\d.]+ 秒恢复好/);
    expect(name).toMatch(/^county-\d{8}-\d{6}\.sqlite$/);
    expect((await readdir(join(dir, 'backups'))).filter((left) => left.includes('.part'))).toEqual([]);
  });

  it('whose backups cannot be written says so on the console, and whoever lists them reads it', async () => {
    await foundedLongAgo();
    const file = join(dir, 'no-folder');
    await writeFile(file, '');
    server = await startServer(dir, ['--backups', file]);
    const { errors } = server;
    await until(() => errors().includes('自动备份没有成功'));
    await until(async () => (await county(dir, 'backups')).out.includes('没有成功'));
    expect((await county(dir, 'check')).out).toContain('还没有自动备份');
  });

  it('says so when the disk for backups is full (a small tmpfs of its own), and keeps the backup that is there', async () => {
    const asUser = process.getuid?.() === 0 ? [] : ['--map-root-user', '--user'];
    const script = 'mount -t tmpfs -o size=400k tmpfs "$1" && shift && for i in 1 2 3; do "$@"; echo "code $?"; sleep 1; done; ls "$MINQING_BACKUPS"';
    const folder = await mkdtemp(join(tmpdir(), 'full-backups-'));
    const { stdout, stderr } = spawnSync('unshare', [...asUser, '--mount', 'sh', '-c', script, 'sh', folder, process.execPath, 'server/cli.ts', 'backup', '--data', dir], { cwd: root, encoding: 'utf8', env: { ...process.env, MINQING_BACKUPS: folder } });
    expect(stderr).toContain('磁盘已满');
    expect(stderr).toContain('以前的备份都还在');
    const lines = stdout.trim().split('\n');
    expect(lines).toContain('code 0');
    expect(lines).toContain('code 1');
    expect(lines.filter((line) => line.includes('.part'))).toEqual([]);
    expect(lines.filter((line) => /^county-.*\.sqlite$/.test(line)).length).toBe(1);
    await rm(folder, { recursive: true });
  });
});
