/** The whole profile on a disk that is really full: a small tmpfs in a mount namespace of the run's own, with the real Electron on it. Linux only, as CI is. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { STORE_FAILURE_TEXT } from '../../renderer/store/failure-text.ts';
import { inOwnMounts } from '../faults/own-mounts.ts';

const WORDS = '西头机井的电缆被偷了三天，浇不上地';

it('[F21] a full disk under journal and IndexedDB: the page says so, what was typed stays, and once there is room it is saved, at most after the program was opened again', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'full-disk-'));
  // The journal stops 200 MB before the end; the rest is filled to the last byte.
  const small = 'mkdir -p "$1/device/profile" && mount -t tmpfs -o size=320m tmpfs "$1/device/profile"';
  const { status, out, errors } = await inOwnMounts(small, folder, path.join(import.meta.dirname, 'full-disk-run.ts'));
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  expect({ status, errors }).toEqual({ status: 0, errors: '' });
  const found = JSON.parse(out) as { readonly refused: string; readonly draft: string; readonly check: string };
  // Whether the journal says so first, or Chromium, which closes its databases, differs from run to run.
  expect([STORE_FAILURE_TEXT['journal-disk-full'], STORE_FAILURE_TEXT['storage-failed']]).toContain(found.refused);
  expect(found).toMatchObject({ kept: WORDS, whileFull: 41, after: 42 });
  // What was typed before the disk was full is there even when the program had to be opened again.
  expect(found.draft.startsWith(WORDS.slice(0, 6))).toBe(true);
  expect(found.check).toContain('核对无误');
});
