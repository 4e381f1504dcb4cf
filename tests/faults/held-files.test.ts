/** The journal on files that somebody else holds, as virus scanners and backup programs do on Windows, and on a disk that cannot be written. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createJournal, RESERVED_BYTES, type Journal } from '../../electron/journal.ts';
import { inOwnMounts, mayMount } from './own-mounts.ts';

/** The next calls of this kind fail with this code. */
const held: { call: 'open' | 'write' | 'datasync' | null; code: string; times: number } = { call: null, code: '', times: 0 };

function failing(call: typeof held.call): Promise<never> | null {
  if (held.call !== call || held.times === 0) return null;
  held.times -= 1;
  return Promise.reject(Object.assign(new Error(held.code), { code: held.code }));
}

// Planted from outside, in Node's own calls: the journal knows of no faults.
const undo: (() => void)[] = [];
beforeAll(async () => {
  const { open } = files;
  files.open = async (...asked) => (await failing('open')) ?? open(...asked);
  const probe = await open(import.meta.filename);
  const handles = Object.getPrototypeOf(probe) as Record<'write' | 'datasync', (...given: unknown[]) => unknown>;
  await probe.close();
  const { write, datasync } = handles;
  handles.write = function held(...given) { return failing('write') ?? write.apply(this, given); };
  handles.datasync = function held(...given) { return failing('datasync') ?? datasync.apply(this, given); };
  syncBuiltinESMExports();
  undo.push(() => {
    Object.assign(files, { open });
    Object.assign(handles, { write, datasync });
    syncBuiltinESMExports();
  });
});
afterAll(() => { for (const one of undo.splice(0)) one(); });

let folder = '';
let journal: Journal;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'held-'));
  journal = createJournal(path.join(folder, 'journal'), () => Promise.resolve(RESERVED_BYTES * 2));
  await journal.open();
  await journal.append(['"first"']);
});
afterEach(async () => {
  held.times = 0;
  await journal.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a new journal on the same files has: nothing lies about what was written. */
async function reread(): Promise<unknown> {
  const again = createJournal(path.join(folder, 'journal'), () => Promise.resolve(RESERVED_BYTES * 2));
  const opened = await again.open();
  const read = await again.read(0);
  await again.close();
  return { opened: opened.ok && opened.value, lines: read.ok && read.value.lines };
}

describe('[F23] a file that somebody holds', () => {
  it.each((['write', 'datasync'] as const).flatMap((call) => ['EBUSY', 'EPERM', 'EACCES', 'EIO'].map((code) => [code, call] as const)))('%s at %s: refused with the reason, nothing half written, and the next try saves', async (code, call) => {
    Object.assign(held, { call, code, times: 1 });
    expect(await journal.append(['"second"', '"with it"'])).toEqual({ ok: false, failure: 'not-writable' });
    expect(await journal.append(['"third"'])).toEqual({ ok: true, value: 2 });
    expect(await reread()).toEqual({ opened: { lines: 2, cut: 0, damaged: 0, freeBytes: RESERVED_BYTES * 2 }, lines: ['"first"', '"third"'] });
  });

  it('that cannot be opened again after that: every save is refused until it is let go, and none is doubled', async () => {
    Object.assign(held, { call: 'write', code: 'EBUSY', times: 1 });
    expect(await journal.append(['"second"'])).toMatchObject({ ok: false });
    Object.assign(held, { call: 'open', code: 'EPERM', times: 3 });
    for (let n = 0; n < 3; n += 1) expect(await journal.append(['"second"'])).toEqual({ ok: false, failure: 'not-writable' });
    expect(await journal.append(['"second"'])).toEqual({ ok: true, value: 2 });
    expect(await reread()).toMatchObject({ lines: ['"first"', '"second"'] });
  });

  it('at the first save after a start: what is there can be read, and the next try saves', async () => {
    await journal.close();
    journal = createJournal(path.join(folder, 'journal'), () => Promise.resolve(RESERVED_BYTES * 2));
    await journal.open();
    Object.assign(held, { call: 'open', code: 'EBUSY', times: 1 });
    expect(await journal.append(['"second"'])).toEqual({ ok: false, failure: 'not-writable' });
    expect(await journal.read(0)).toEqual({ ok: true, value: { lines: ['"first"'], next: null } });
    expect(await journal.append(['"second"'])).toEqual({ ok: true, value: 2 });
  });
});

const real = mayMount();
// Said aloud: where nobody may mount, the folder loses its write permission instead, which binds every user but root.
if (!real) process.stdout.write('held-files: no mount namespaces here; the profile becomes read-only by its permissions\n');

it(`[F23] a profile on a disk that cannot be written (${real ? 'a read-only mount' : 'by permissions'}) is read, refuses to save, and saves when it can be written again`, async () => {
  mkdirSync(path.join(folder, 'profile'));
  const { status, out, errors } = await inOwnMounts(real ? 'mount --bind "$1/profile" "$1/profile"' : null, folder, path.join(import.meta.dirname, 'read-only-profile.ts'));
  expect({ status, errors }).toEqual({ status: 0, errors: '' });
  expect(JSON.parse(out)).toEqual({ openedReadOnly: { lines: 2, cut: 0 }, read: ['"one"', '"two"'], refused: 'not-writable', after: 3, lines: ['"one"', '"two"', '"three"'] });
});
