import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAttachmentFolder, FREE_BYTES_FOR_JOURNAL } from '../../electron/attachment-folder.ts';

const HASH = 'abcdefghijklmnopqrstuvwx23';
const PLENTY = () => Promise.resolve(FREE_BYTES_FOR_JOURNAL * 10);
/** The bits of everybody else; Windows has none. */
const OTHERS = process.platform === 'win32' ? 0 : 0o077;
let root = '';
const folder = () => path.join(root, 'attachments');
beforeEach(() => { root = mkdtempSync(path.join(tmpdir(), 'attachments-')); });
afterEach(() => { rmSync(root, { recursive: true, force: true }); });

describe('the folder of sealed attachments', () => {
  it('gives back what was written, also after a restart, and leaves no half file', async () => {
    const bytes = Buffer.alloc(300_000, 7);
    expect(await createAttachmentFolder(folder(), PLENTY).write(HASH, bytes)).toEqual({ ok: true, value: 300_000 });
    expect(await createAttachmentFolder(folder(), PLENTY).read(HASH)).toEqual(bytes);
    expect(readdirSync(folder())).toEqual([HASH]);
  });

  it('a half file of a power cut is not the file; the next writing replaces it', async () => {
    const attachments = createAttachmentFolder(folder(), PLENTY);
    await attachments.write('b'.repeat(26), Buffer.from('x'));
    writeFileSync(path.join(folder(), `${HASH}.part`), 'half');
    expect(await attachments.read(HASH)).toBeNull();
    await attachments.write(HASH, Buffer.from('whole'));
    expect(readFileSync(path.join(folder(), HASH), 'utf8')).toBe('whole');
  });

  it('only its owner may read it', async () => {
    await createAttachmentFolder(folder(), PLENTY).write(HASH, Buffer.from('x'));
    expect(statSync(path.join(folder(), HASH)).mode & OTHERS).toBe(0);
    expect(statSync(folder()).mode & OTHERS).toBe(0);
  });

  it.each(['../outside', `../${'a'.repeat(23)}`, '/etc/passwd', '', 'A'.repeat(26), `${'a'.repeat(26)}/x`, `${'a'.repeat(26)}.part`])('%j is no name: nothing is written or read', async (name) => {
    writeFileSync(path.join(root, 'outside'), 'secret');
    const attachments = createAttachmentFolder(folder(), PLENTY);
    expect(await attachments.write(name, Buffer.from('x'))).toEqual({ ok: false, failure: 'not-writable' });
    expect(await attachments.read(name)).toBeNull();
    expect(readdirSync(root)).toEqual(['outside']);
    expect(readFileSync(path.join(root, 'outside'), 'utf8')).toBe('secret');
  });

  it('a disk that is nearly full keeps its rest for the journal', async () => {
    const attachments = createAttachmentFolder(folder(), () => Promise.resolve(FREE_BYTES_FOR_JOURNAL + 100));
    expect(await attachments.write(HASH, Buffer.alloc(200))).toEqual({ ok: false, failure: 'disk-full' });
    expect(await attachments.write(HASH, Buffer.alloc(50))).toEqual({ ok: true, value: 50 });
  });

  it('a folder that is a file says so and does not throw', async () => {
    writeFileSync(folder(), 'in the way');
    expect(await createAttachmentFolder(folder(), PLENTY).write(HASH, Buffer.from('x'))).toEqual({ ok: false, failure: 'not-writable' });
  });
});
