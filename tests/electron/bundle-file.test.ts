import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBundleFiles } from '../../electron/bundle-file.ts';

let stick = '';
const NAME = '民情簿-皇帝庙乡-20260518-1931.mqb';
const at = (name: string) => path.join(stick, name);
const bundles = () => createBundleFiles((name) => Promise.resolve(at(name)));
beforeEach(() => { stick = mkdtempSync(path.join(tmpdir(), 'stick-')); });
afterEach(() => { rmSync(stick, { recursive: true, force: true }); });

describe('the file of a bundle', () => {
  it('has its name only when it is whole, flushed and read back', async () => {
    const files = bundles();
    expect(await files.begin(NAME)).toEqual({ ok: true, value: NAME });
    expect(await files.part(Buffer.alloc(300_000, 1))).toEqual({ ok: true, value: 300_000 });
    expect(await files.part(Buffer.alloc(5, 2))).toEqual({ ok: true, value: 300_005 });
    expect(readdirSync(stick)).toEqual([`${NAME}.part`]);
    expect(await files.finish(300_005)).toEqual({ ok: true, value: { name: NAME, bytes: 300_005 } });
    expect(readdirSync(stick)).toEqual([NAME]);
    expect(readFileSync(at(NAME))).toEqual(Buffer.concat([Buffer.alloc(300_000, 1), Buffer.alloc(5, 2)]));
    expect(await files.finish(300_005)).toEqual({ ok: false, failure: 'not-begun' });
  });

  it('of which a part got lost on the way is not given its name, and an older one stays as it was', async () => {
    writeFileSync(at(NAME), 'the older one');
    const files = bundles();
    await files.begin(NAME);
    await files.part(Buffer.from('half'));
    expect(await files.finish(8)).toEqual({ ok: false, failure: 'not-verified' });
    expect(readdirSync(stick)).toEqual([NAME]);
    expect(readFileSync(at(NAME), 'utf8')).toBe('the older one');
  });

  it('that was given up leaves nothing; so does one that another takes the place of', async () => {
    const files = bundles();
    await files.begin(NAME);
    await files.part(Buffer.from('x'));
    await files.cancel();
    expect(readdirSync(stick)).toEqual([]);
    await files.begin(NAME);
    await files.begin('other.mqb');
    expect(readdirSync(stick)).toEqual(['other.mqb.part']);
    await files.cancel();
    expect(await files.part(Buffer.from('x'))).toEqual({ ok: false, failure: 'not-begun' });
  });

  it('that was begun twice at once leaves nothing of the first', async () => {
    const files = bundles();
    await Promise.all([files.begin(NAME), files.begin('other.mqb')]);
    expect(readdirSync(stick)).toEqual(['other.mqb.part']);
    await files.cancel();
    expect(readdirSync(stick)).toEqual([]);
  });

  it('is not begun when nobody says where', async () => {
    const files = createBundleFiles(() => Promise.resolve(null));
    expect(await files.begin(NAME)).toEqual({ ok: false, failure: 'cancelled' });
    expect(readdirSync(stick)).toEqual([]);
  });

  it('on a stick that is gone, or where something is in the way, says so', async () => {
    expect(await createBundleFiles((name) => Promise.resolve(path.join(stick, 'pulled', name))).begin(NAME)).toEqual({ ok: false, failure: 'gone' });
    const files = bundles();
    mkdirSync(at(NAME));
    await files.begin(NAME);
    await files.part(Buffer.from('x'));
    expect(await files.finish(1)).toEqual({ ok: false, failure: 'not-writable' });
    expect(readdirSync(stick)).toEqual([NAME]);
  });

  it('larger than the file system takes one file (FAT32: 4 GB; here a limit of 512 KB) says so, and leaves no half file', () => {
    const { stdout, status } = spawnSync('sh', ['-c', 'ulimit -f 1024 && exec "$1" "$2" "$3"', 'sh', process.execPath, path.join(import.meta.dirname, 'full-stick-writer.ts'), stick], { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ refused: 'too-large', left: [], small: 'written' });
  });

  it('on a stick that is really full (a small tmpfs of its own) says so, and leaves no half file', () => {
    const asUser = process.getuid?.() === 0 ? [] : ['--map-root-user', '--user'];
    const { stdout, stderr, status } = spawnSync('unshare', [
      ...asUser, '--mount', 'sh', '-c', 'mount -t tmpfs -o size=1m tmpfs "$1" && exec "$2" "$3" "$1"', 'sh', stick, process.execPath, path.join(import.meta.dirname, 'full-stick-writer.ts'),
    ], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ refused: 'disk-full', left: [], small: 'written' });
  });
});
