/** The journal on a disk that is really full: a small tmpfs that lives in the child's own mount namespace. Linux only, as CI is. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';

it('[F21] a full disk refuses whole batches, loses none that was acknowledged, and is written again once there is room', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'full-'));
  const asUser = process.getuid?.() === 0 ? [] : ['--map-root-user', '--user'];
  const { stdout, stderr, status } = spawnSync('unshare', [
    ...asUser, '--mount', 'sh', '-c', 'mount -t tmpfs -o size=1m tmpfs "$1" && exec "$2" "$3" "$1"', 'sh', folder, process.execPath, path.join(import.meta.dirname, 'full-disk-writer.ts'),
  ], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const found = JSON.parse(stdout) as { before: number; refused: string; whileFull: number; after: number; reopened: { lines: number; cut: number; damaged: number }; dense: boolean };
  expect(found.before).toBeGreaterThan(10);
  expect(found).toMatchObject({
    refused: 'disk-full', whileFull: found.before, after: found.before + 2, dense: true,
    reopened: { lines: found.before + 2, cut: 0, damaged: 0 },
  });
});
