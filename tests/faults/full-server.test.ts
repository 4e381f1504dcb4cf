/** The county on a disk that is really full: a small tmpfs in a mount namespace of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { inOwnMounts, mayMount } from './own-mounts.ts';

const real = mayMount();
// Said aloud: where nobody may mount, SQLite itself is told that its file may not grow.
if (!real) process.stdout.write('full-server: no mount namespaces here; the database is full instead of the disk\n');

it(`[F22] a server whose disk is full (${real ? 'a tmpfs of 8 MB' : 'SQLite’s own limit'}) answers 507, acknowledges nothing, and goes on when there is room`, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'full-server-'));
  const { status, out, errors } = await inOwnMounts(real ? 'mount -t tmpfs -o size=8m tmpfs "$1"' : null, folder, path.join(import.meta.dirname, 'full-server.ts'));
  rmSync(folder, { recursive: true });
  expect({ status, errors }).toEqual({ status: 0, errors: '' });
  const found = JSON.parse(out) as { statuses: number };
  expect(found).toMatchObject({ reason: 'server-full', acknowledgedWhileFull: 0, readable: 200, times: [1], faults: [] });
  expect(found.statuses).toBeGreaterThan(0);
});
