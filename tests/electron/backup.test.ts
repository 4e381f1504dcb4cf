/** Local backups on real files: made, read back, rotated by a clock of the test's own, damaged, pulled, killed, and on a disk that is really full. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBackupSchedule } from '../../electron/backup-schedule.ts';
import { createBackupRestore } from '../../electron/backup-restore.ts';
import { toDrop, type Rotated } from '../../electron/backup-rotation.ts';
import { createCountyOrigin } from '../../electron/county-origin.ts';
import { HEADER } from '../../electron/journal-segment.ts';
import { aLine, anInstallation, NO_STORE, PASSWORD, type Installation } from './a-backup.ts';

const HOUR = 3_600_000, DAY = 24 * HOUR;
let folder = '';
const opened: Installation[] = [];
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'backup-')); });
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ journal }) => journal.close()));
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

const at = (...names: string[]) => path.join(folder, ...names);
const one = (name = 'device', options = {}) => {
  const installation = anInstallation(at(name), options);
  opened.push(installation);
  return installation;
};
const backupsIn = (place: string) => (existsSync(place) ? readdirSync(place).filter((name) => name.endsWith('.mqbackup')).sort() : []);
const here = () => backupsIn(at('device', 'backups'));
const piecesIn = (place = at('device', 'backups')) => readdirSync(path.join(place, 'pieces')).map((name) => path.join(place, 'pieces', name));

async function made(device: Installation, why: 'asked' | 'schedule' = 'asked') {
  const outcome = await device.backups.make(why);
  if (!outcome.ok) throw new Error(outcome.failure);
  return outcome.value;
}

/** Every line of the open backup. */
async function linesOf(device: Installation): Promise<string[]> {
  const read: string[] = [];
  for (let from: number | null = 0; from !== null;) {
    const page = await device.backups.read(from);
    if (!page.ok) throw new Error(page.failure);
    read.push(...page.value.lines);
    from = page.value.next;
  }
  return read;
}

function flip(file: string, position: number): void {
  const content = readFileSync(file);
  content[position] = (content[position] ?? 0) ^ 1;
  writeFileSync(file, content);
}

describe('a backup', () => {
  it('has every line, every attachment, the vault and the enrolment, and was read back when it counts', async () => {
    const device = one();
    await device.write(350);
    device.vault.write('sealed enrolment');
    const photo = device.attach(Buffer.alloc(300_000, 7));
    const info = await made(device);
    expect(info).toMatchObject({ place: 'here', why: 'asked', entries: 350, attachments: 1, own: true, app: '1.0.0', device: '办公室', checked: { at: device.clock.now, fault: null } });
    expect(await device.backups.list()).toEqual([info]);
    const opened = await device.backups.open('here', info.id);
    expect(opened).toMatchObject({ ok: true, value: { fault: null, lines: 350, attachments: [photo], enrolment: 'sealed enrolment', kid: device.vault.file()?.kid } });
    expect(await linesOf(device)).toEqual(Array.from({ length: 350 }, (_, n) => aLine(n + 1)));
    expect(await device.backups.file(photo)).toEqual(Buffer.alloc(300_000, 7));
    expect(await device.backups.file('../../vault.json')).toBeNull();
  });

  it('holds what was flushed when it began, whatever is appended meanwhile', async () => {
    const device = one();
    await device.write(100);
    const [info] = await Promise.all([made(device), device.write(900)]);
    await device.backups.open('here', info.id);
    const lines = await linesOf(device);
    expect(lines.length % 100).toBe(0);
    expect(lines).toEqual(Array.from({ length: lines.length }, (_, n) => aLine(n + 1)));
  });

  it('shares closed segments and attachments with the one before: a second one costs what is new', async () => {
    const device = one();
    await device.write(260, 100_000);
    device.attach(Buffer.alloc(1_000_000, 1));
    await made(device);
    const closed = at('device', 'journal', '000001.mqj');
    expect(existsSync(at('device', 'journal', '000002.mqj'))).toBe(true);
    const before = Object.fromEntries([...piecesIn(), at('device', 'backups', 'attachments')].map((file) => [file, statSync(file).mtimeMs]));
    await device.write(50);
    device.clock.now += DAY;
    await made(device);
    expect(here()).toHaveLength(2);
    // Written once: what is closed has the time of the first backup still. The open segment came new beside it.
    expect(Object.entries(before).filter(([file, time]) => statSync(file).mtimeMs === time)).toHaveLength(Object.keys(before).length);
    expect(piecesIn()).toHaveLength(3);
    expect(piecesIn().filter((file) => statSync(file).size === statSync(closed).size)).toHaveLength(1);
  });

  it('is not made of nothing', async () => {
    expect(await one().backups.make('asked')).toEqual({ ok: false, failure: 'nothing-to-keep' });
    expect(existsSync(at('device', 'backups'))).toBe(false);
  });

  it('does not take a journal that was written anew for the old one, even when it is of the same length', async () => {
    const device = one();
    await device.write(20);
    await made(device);
    await device.journal.close();
    const file = at('device', 'journal', '000001.mqj'), length = statSync(file).size;
    rmSync(at('device', 'journal'), { recursive: true });
    const again = one();
    await again.journal.open();
    for (let seq = 1; seq <= 20; seq += 1) await again.journal.append([aLine(seq).replace('case:', 'CASE:')]);
    expect(statSync(file).size).toBe(length);
    again.clock.now += HOUR;
    const info = await made(again);
    await again.backups.open('here', info.id);
    expect((await linesOf(again))[0]).toContain('CASE:1');
  });
});

describe('reading back', () => {
  it.each([['in the middle', 0.5], ['in the first frame', 0.001], ['in its last byte', 1]])('finds one flipped bit %s, says so, and the next backup heals the piece', async (_, where) => {
    const device = one();
    await device.write(500);
    const info = await made(device);
    const [piece = ''] = piecesIn();
    flip(piece, Math.min(statSync(piece).size - 1, Math.floor(HEADER.length + statSync(piece).size * where)));
    const opened = await device.backups.open('here', info.id);
    expect(opened).toMatchObject({ ok: true, value: { fault: 'piece-changed', info: { checked: { fault: 'piece-changed' } } } });
    // What can be read of it still can: all but one frame, or one batch whose end was hit.
    expect((await linesOf(device)).length).toBeGreaterThanOrEqual(400);
    device.clock.now += HOUR;
    expect((await made(device)).checked?.fault).toBeNull();
    expect(await device.backups.open('here', info.id)).toMatchObject({ ok: true, value: { fault: null, lines: 500 } });
  });

  it('finds a flipped bit of the list itself, a missing piece, a missing attachment and a line that does not follow', async () => {
    const device = one();
    await device.write(10);
    const photo = device.attach(Buffer.alloc(1000, 3));
    const info = await made(device);
    rmSync(at('device', 'backups', 'attachments', photo));
    expect(await device.backups.open('here', info.id)).toMatchObject({ ok: true, value: { fault: 'attachment', lines: 10 } });
    for (const file of piecesIn()) rmSync(file);
    expect(await device.backups.open('here', info.id)).toMatchObject({ ok: true, value: { fault: 'piece-missing', lines: 0 } });
    flip(at('device', 'backups', `${info.id}.mqbackup`), 400);
    expect(await device.backups.open('here', info.id)).toEqual({ ok: false, failure: 'not-verified' });
    expect(await device.backups.list()).toMatchObject([{ id: info.id, entries: 0, checked: { fault: 'list' } }]);
    await device.journal.append([aLine(99), aLine(100, { prev: 'another entry than 99' })]);
    device.clock.now += HOUR;
    expect(await device.backups.make('asked')).toEqual({ ok: false, failure: 'not-verified' });
    expect(await device.backups.status()).toMatchObject({ failed: { place: 'here', failure: 'not-verified' } });
  });

  it('that fails lets nothing be rotated away, so that the last good one stays', async () => {
    const device = one();
    await device.write(10);
    for (let n = 0; n < 8; n += 1) { await made(device, 'schedule'); device.clock.now += 4 * HOUR; }
    const before = here();
    await device.journal.append([aLine(50), aLine(51, { prev: 'no such entry' })]);
    expect((await device.backups.make('schedule')).ok).toBe(false);
    expect(before.every((name) => here().includes(name))).toBe(true);
  });
});

describe('rotation', () => {
  it('keeps 6 at four hours’ distance, 7 by day and 5 by week, over ten weeks of use', async () => {
    const device = one();
    await device.write(5);
    const start = device.clock.now;
    for (let n = 0; n < 70 * 3; n += 1) {
      device.clock.now = start + n * 8 * HOUR;
      if (n % 3 !== 2) await made(device, 'schedule');
    }
    const kept = (await device.backups.list()).map(({ madeAt }) => madeAt);
    const last = Math.max(...kept), ages = kept.map((time) => (last - time) / DAY);
    expect(kept.length).toBeLessThanOrEqual(6 + 7 + 5);
    expect(ages.filter((age) => age < 3)).toHaveLength(6);
    expect(new Set(kept.map((time) => Math.floor((time + 8 * HOUR) / DAY)).filter((day) => day > Math.floor((last + 8 * HOUR) / DAY) - 7)).size).toBe(7);
    expect(Math.max(...ages)).toBeGreaterThan(21);
    expect(Math.max(...ages)).toBeLessThanOrEqual(35);
  });

  it('never drops the fullest good one, the last good one, or the last before an upgrade; a damaged one only when a good one has as much', () => {
    const backup = (id: string, daysAgo: number, more: Partial<Rotated> = {}): Rotated => ({ id, madeAt: 1000 * DAY - daysAgo * DAY, why: 'schedule', entries: 100, good: true, ...more });
    const many = Array.from({ length: 60 }, (_, n) => backup(`daily-${n}`, n));
    const full = backup('full', 400, { entries: 5000 }), upgrade = backup('upgrade', 300, { why: 'upgrade' });
    const [poor, rich] = [backup('poor', 2.5, { good: false }), backup('rich', 2.6, { good: false, entries: 9000 })];
    const dropped = toDrop([...many, full, upgrade, poor, rich]);
    expect(dropped).not.toContain('full');
    expect(dropped).not.toContain('upgrade');
    expect(dropped).not.toContain('rich');
    expect(dropped).toContain('poor');
    expect(dropped.length).toBeGreaterThan(45);
    expect(toDrop([...many, backup('newest', -1, { good: false })])).toEqual([]);
    expect(toDrop([])).toEqual([]);
  });

  it('leaves the pieces that a kept backup needs, and takes the others away', async () => {
    const device = one();
    for (let n = 0; n < 12; n += 1) {
      await device.write(20);
      await made(device, 'schedule');
      device.clock.now += HOUR;
    }
    const kept = await device.backups.list();
    // Twelve hours are three or four times four.
    expect(kept.length).toBeLessThan(6);
    expect(piecesIn()).toHaveLength(kept.length);
    for (const { id } of kept) expect(await device.backups.open('here', id)).toMatchObject({ ok: true, value: { fault: null } });
  });

  it('does not touch the one that is being restored from', async () => {
    const device = one();
    await device.write(20);
    const first = await made(device, 'schedule');
    await device.backups.open('here', first.id);
    device.clock.now += 60_000;
    await device.write(20);
    await made(device, 'schedule');
    expect(await linesOf(device)).toHaveLength(20);
  });
});

describe('when', () => {
  it('every four hours of use in which something was written, at the end when something changed, at the start when the last is older than a day', async () => {
    const device = one();
    const { tick, started } = createBackupSchedule(device.backups);
    const pass = async (ms: number) => { device.clock.now += ms; await tick(ms); };
    await device.write(1);
    await pass(3.9 * HOUR);
    expect(here()).toHaveLength(0);
    await pass(0.2 * HOUR);
    expect(here()).toHaveLength(1);
    await pass(4.1 * HOUR);
    expect(here()).toHaveLength(1);
    await device.write(1);
    await pass(4.1 * HOUR);
    expect(here()).toHaveLength(2);
    expect(await device.backups.makeIfDue('exit', 'changed')).toBeNull();
    device.clock.now += 23 * HOUR;
    await started();
    expect(here()).toHaveLength(2);
    device.clock.now += 2 * HOUR;
    await started();
    expect((await device.backups.list()).map(({ why }) => why)).toEqual(['start', 'schedule', 'schedule']);
    await device.write(1);
    device.clock.now += 60_000;
    expect(await device.backups.makeIfDue('exit', 'changed')).toMatchObject({ ok: true, value: { why: 'exit', entries: 3 } });
  });

  it('before another version opens the data, once', async () => {
    const device = one();
    await device.backups.beforeUpgrade();
    expect(here()).toEqual([]);
    await device.write(7);
    await device.journal.close();
    const same = one();
    await same.backups.beforeUpgrade();
    expect(here()).toEqual([]);
    const upgraded = one('device', { app: '1.1.0' });
    await upgraded.backups.beforeUpgrade();
    expect(await upgraded.backups.list()).toMatchObject([{ why: 'upgrade', entries: 7, app: '1.1.0', checked: { fault: null } }]);
    await one('device', { app: '1.1.0' }).backups.beforeUpgrade();
    expect(here()).toHaveLength(1);
  });
});

describe('the second place', () => {
  it('is written when it is there, caught up when it comes back, and its loss does not spoil the backup here', async () => {
    const device = one();
    await device.write(30);
    await made(device);
    mkdirSync(at('stick'));
    expect(await device.backups.useSecond(at('stick'))).toEqual({ ok: true, value: at('stick') });
    const second = at('stick', '民情簿备份', device.vault.file()?.kid ?? '');
    expect(backupsIn(second)).toHaveLength(1);
    rmSync(at('stick'), { recursive: true });
    await device.write(30);
    device.clock.now += DAY;
    expect(await made(device)).toMatchObject({ place: 'here', entries: 60 });
    expect((await device.backups.status()).second).toEqual({ folder: at('stick'), there: false });
    mkdirSync(at('stick'));
    device.clock.now += HOUR;
    await device.backups.catchUpSecond();
    expect((await device.backups.list()).map(({ place, entries }) => `${place} ${entries}`)).toEqual(['second 60', 'here 60', 'here 30']);
    await device.backups.catchUpSecond();
    expect(backupsIn(second)).toHaveLength(1);
    expect(await device.backups.useSecond(null)).toEqual({ ok: true, value: null });
    expect((await device.backups.list()).every(({ place }) => place === 'here')).toBe(true);
  });

  it('serves several computers; whoever looks into it finds each one’s backups', async () => {
    mkdirSync(at('stick'));
    for (const name of ['one', 'two']) {
      const device = one(name);
      await device.write(5);
      await device.backups.useSecond(at('stick'));
      await made(device);
    }
    const fresh = one('fresh');
    expect(await fresh.backups.lookIn(at('stick'))).toBe(2);
    expect((await fresh.backups.list()).map(({ place, own, entries }) => [place, own, entries])).toEqual([['elsewhere', false, 5], ['elsewhere', false, 5]]);
  });
});

describe('on a disk with little room', () => {
  it('is asked first: a backup that would not fit is not begun', async () => {
    const device = one('device', { freeBytes: () => Promise.resolve(1024 * 1024) });
    await device.write(10);
    expect(await device.backups.make('asked')).toEqual({ ok: false, failure: 'disk-full' });
    expect(here()).toEqual([]);
    expect(piecesIn()).toEqual([]);
    expect(await device.backups.status()).toMatchObject({ failed: { place: 'here', failure: 'disk-full' }, running: null });
  });

  it('that is really full (a small tmpfs of its own) says so, leaves no half file, and the earlier backup is whole', () => {
    const asUser = process.getuid?.() === 0 ? [] : ['--map-root-user', '--user'];
    const { stdout, stderr, status } = spawnSync('unshare', [
      ...asUser, '--mount', 'sh', '-c', 'mount -t tmpfs -o size=4m tmpfs "$1" && exec "$2" "$3" "$1"', 'sh', folder, process.execPath, path.join(import.meta.dirname, 'full-backup-writer.ts'),
    ], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ first: 'made', second: 'disk-full', halves: [], earlier: { fault: null, lines: 300 }, journal: 'written', third: 'made' });
  });
});

describe('killed in the middle', () => {
  it('leaves earlier backups whole and nothing that looks like a backup; the next one is made', async () => {
    const first = one();
    await first.write(3000);
    await made(first);
    await first.journal.close();
    // SIGKILL at six different moments of a backup that another process makes.
    for (let round = 0; round < 6; round += 1) {
      const child = spawn(process.execPath, [path.join(import.meta.dirname, 'backup-writer.ts'), at('device')], { stdio: ['ignore', 'pipe', 'inherit'] });
      let parts = 0;
      child.stdout.on('data', (data: Buffer) => {
        parts += data.toString().split('\n').length - 1;
        if (parts > round * 4) child.kill('SIGKILL');
      });
      await once(child, 'exit');
    }
    const again = one();
    await again.write(0);
    const listed = await again.backups.list();
    for (const { id } of listed) expect(await again.backups.open('here', id)).toMatchObject({ ok: true, value: { fault: null } });
    again.clock.now += DAY;
    await made(again);
    expect(readdirSync(at('device', 'backups'), { recursive: true }).filter((name) => String(name).endsWith('.part'))).toEqual([]);
  });
});

describe('what opens a backup', () => {
  const BY_PASSWORD = { keyStore: NO_STORE };
  const restoreOf = (device: Installation) => createBackupRestore({ opened: device.backups.opened, vault: device.vault, keyStore: NO_STORE, journal: device.journal, journalFolder: path.join(device.userData, 'journal'), county: createCountyOrigin(device.userData, null), memory: device.memory });

  async function backedUp(): Promise<Installation> {
    const device = one('old', BY_PASSWORD);
    await device.write(40);
    device.vault.write('sealed by the old key');
    device.vault.writeDrafts('["half-typed, sealed"]');
    mkdirSync(at('stick'));
    await device.backups.useSecond(at('stick'));
    await made(device);
    return device;
  }

  it('is its own password or the one set for backups; no other, and not without one', async () => {
    const old = await backedUp(), key = await old.vault.open(null);
    expect(await restoreOf(old).setPassword('1234567')).toEqual({ ok: false, failure: 'password-too-short' });
    expect(await restoreOf(old).setPassword('另外一个恢复用的口令')).toEqual({ ok: true, value: true });
    expect(await old.backups.status()).toMatchObject({ password: 'set' });
    old.clock.now += DAY;
    await made(old);
    const fresh = one('fresh', BY_PASSWORD);
    await fresh.backups.lookIn(at('stick'));
    const [last, before] = (await fresh.backups.list()).map(({ id }) => id);
    await fresh.backups.open('elsewhere', last ?? '');
    expect(await restoreOf(fresh).key(null)).toEqual({ ok: false, failure: 'password-needed' });
    expect(await restoreOf(fresh).key('不是这个口令不是的')).toEqual({ ok: false, failure: 'wrong-password' });
    expect(await restoreOf(fresh).key(PASSWORD)).toEqual(key);
    expect(await restoreOf(fresh).key('另外一个恢复用的口令')).toEqual(key);
    await fresh.backups.open('elsewhere', before ?? '');
    expect(await restoreOf(fresh).key('另外一个恢复用的口令')).toEqual({ ok: false, failure: 'wrong-password' });
  });

  it('a computer without data gets the vault, the enrolment, the half-typed forms and the county, and remembers what is still to be taken in', async () => {
    const old = await backedUp(), key = await old.vault.open(null);
    const fresh = one('fresh', BY_PASSWORD);
    await fresh.vault.create('新电脑自己设的密码');
    await fresh.backups.lookIn(at('stick'));
    const [info] = await fresh.backups.list();
    await fresh.backups.open('elsewhere', info?.id ?? '');
    expect(await restoreOf(fresh).putBack(PASSWORD)).toEqual({ ok: true, value: true });
    const restarted = one('fresh', BY_PASSWORD);
    expect(await restarted.vault.open(PASSWORD)).toEqual(key);
    expect(restarted.vault.read()).toBe('sealed by the old key');
    expect(restarted.vault.drafts()).toBe('["half-typed, sealed"]');
    expect(createCountyOrigin(at('fresh'), null).get()).toBe('https://county.example');
    expect(restoreOf(restarted).pending()).toEqual({ place: 'elsewhere', id: info?.id });
    // After a restart the place is still known.
    expect(await restarted.backups.open('elsewhere', info?.id ?? '')).toMatchObject({ ok: true, value: { fault: null, lines: 40 } });
    restoreOf(restarted).settled();
    expect(restoreOf(one('fresh', BY_PASSWORD)).pending()).toBeNull();
    expect(readdirSync(at('fresh')).filter((name) => name.startsWith('vault.json'))).toEqual(['vault.json', 'vault.json.before-1']);
  });

  it('a computer with records of its own is left as it is', async () => {
    await backedUp();
    const other = one('other', BY_PASSWORD);
    await other.write(1);
    await other.backups.lookIn(at('stick'));
    await other.backups.open('elsewhere', (await other.backups.list())[0]?.id ?? '');
    const before = readFileSync(at('other', 'vault.json'));
    expect(await restoreOf(other).putBack(PASSWORD)).toEqual({ ok: false, failure: 'not-empty' });
    expect(readFileSync(at('other', 'vault.json'))).toEqual(before);
  });

  it('a vault that is damaged is mended from a backup; the journal stays, and its lines open again', async () => {
    const device = one('device', BY_PASSWORD);
    await device.write(12);
    const key = await device.vault.open(null);
    const info = await made(device);
    cpSync(at('device', 'vault.json'), at('kept'));
    writeFileSync(at('device', 'vault.json'), '{');
    const again = one('device', BY_PASSWORD);
    expect(await again.vault.open(PASSWORD)).toEqual({ ok: false, failure: 'damaged' });
    await again.backups.open('here', info.id);
    expect(await restoreOf(again).putBack(PASSWORD)).toEqual({ ok: true, value: true });
    expect(await again.vault.open(PASSWORD)).toEqual(key);
    expect(await again.journal.open()).toMatchObject({ ok: true, value: { lines: 12 } });
  });
});
