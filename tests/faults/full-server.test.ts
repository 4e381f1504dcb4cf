/** The county on a disk that is really full: a small tmpfs in a mount namespace of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { inOwnMounts, mayMount } from './own-mounts.ts';

const real = mayMount();
// Said aloud: a machine that lets nobody mount has only the limit of SQLite itself, in tests/server/store.test.ts.
if (!real) process.stdout.write('full-server: no mount namespaces here; a full disk is only tried by the limit of the database itself (tests/server/store.test.ts)\n');

it.runIf(real)('[F22] a server whose disk is full answers 507, acknowledges nothing, and goes on when there is room', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'full-server-'));
  const { status, out, errors } = inOwnMounts('mount -t tmpfs -o size=8m tmpfs "$1"', folder, path.join(import.meta.dirname, 'full-server.ts'));
  rmSync(folder, { recursive: true });
  expect({ status, errors }).toEqual({ status: 0, errors: '' });
  const found = JSON.parse(out) as { statuses: number };
  expect(found).toMatchObject({ reason: 'server-full', acknowledgedWhileFull: 0, readable: 200, times: [1], faults: [] });
  expect(found.statuses).toBeGreaterThan(0);
});
