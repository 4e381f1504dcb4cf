import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { once } from 'node:events';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJournal, MAX_FRAME, RESERVED_BYTES, scan } from '../../electron/journal.ts';

let folder = '';
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'journal-')); });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

const plenty = () => RESERVED_BYTES * 10;
const line = (n: number) => JSON.stringify({ id: `entry-${n}`, 民情: '𠮷村路灯不亮'.repeat(n % 5) });

function filled(lines: number) {
  const journal = createJournal(folder, plenty);
  expect(journal.open()).toMatchObject({ ok: true });
  for (let n = 0; n < lines; n++) expect(journal.append([line(n)])).toEqual({ ok: true, value: n + 1 });
  journal.close();
  return path.join(folder, '000001.mqj');
}

function reopened() {
  const journal = createJournal(folder, plenty);
  const opened = journal.open();
  if (!opened.ok) throw new Error(opened.failure);
  const page = journal.read(0);
  if (!page.ok) throw new Error(page.failure);
  return { journal, opened: opened.value, lines: page.value.lines };
}

describe('the journal', () => {
  it('gives back what was appended, in order, after it is opened again', () => {
    filled(20);
    const { opened, lines } = reopened();
    expect(opened).toMatchObject({ lines: 20, cut: 0 });
    expect(lines).toEqual(Array.from({ length: 20 }, (_, n) => line(n)));
  });

  it('is empty when new, and opening twice is harmless', () => {
    const journal = createJournal(folder, plenty);
    expect(journal.open()).toMatchObject({ ok: true, value: { lines: 0, cut: 0 } });
    expect(journal.open()).toMatchObject({ ok: true, value: { lines: 0, cut: 0 } });
  });

  it('refuses to append before it was opened', () => {
    expect(createJournal(folder, plenty).append(['{}'])).toEqual({ ok: false, failure: 'not-writable' });
  });

  it('keeps every whole line when its end is torn at any byte, and goes on after it', () => {
    const file = filled(6);
    const whole = readFileSync(file);
    for (let length = 0; length <= whole.length; length++) {
      rmSync(folder, { recursive: true, force: true });
      folder = mkdtempSync(path.join(tmpdir(), 'journal-'));
      writeFileSync(path.join(folder, '000001.mqj'), whole.subarray(0, length));
      const { journal, opened, lines } = reopened();
      expect(lines).toEqual(Array.from({ length: opened.lines }, (_, n) => line(n)));
      expect(journal.append([line(99)])).toEqual({ ok: true, value: opened.lines + 1 });
      journal.close();
      expect(reopened().lines.at(-1)).toBe(line(99));
    }
  });

  it('keeps the torn part beside it', () => {
    const file = filled(2);
    appendFileSync(file, Buffer.from([40, 0, 0, 0, 1, 2, 3]));
    expect(reopened().opened).toMatchObject({ lines: 2, cut: 7 });
    expect(readdirSync(folder)).toContain('000001.mqj.torn-1');
  });

  it('loses at most the line that a flipped bit hits, and never gives back a changed one', () => {
    const whole = readFileSync(filled(8));
    const good = new Set(Array.from({ length: 8 }, (_, n) => line(n)));
    fc.assert(fc.property(fc.nat(whole.length - 1), fc.nat(7), (byte, bit) => {
      const damaged = Buffer.from(whole);
      damaged[byte] = (damaged[byte] ?? 0) ^ (1 << bit);
      const lines = scan(damaged).payloads.map(String);
      expect(lines.length).toBeGreaterThanOrEqual(7);
      for (const one of lines) expect(good).toContain(one);
    }), { numRuns: 400 });
  });

  it('reads a zero-filled end, as some disks leave after a power cut, as torn', () => {
    appendFileSync(filled(3), Buffer.alloc(4096));
    expect(reopened().opened).toMatchObject({ lines: 3, cut: 4096 });
  });

  it('refuses a line that is too large and keeps the rest of the journal as it was', () => {
    filled(1);
    const { journal } = reopened();
    expect(journal.append([line(1), 'x'.repeat(MAX_FRAME + 1)])).toEqual({ ok: false, failure: 'too-large' });
    journal.close();
    expect(reopened().lines).toEqual([line(0)]);
  });

  it('stops before the disk is full', () => {
    const journal = createJournal(folder, () => RESERVED_BYTES + 10);
    expect(journal.open()).toMatchObject({ ok: true });
    expect(journal.append([line(0)])).toEqual({ ok: false, failure: 'disk-full' });
  });

  it('pages through more lines than one page holds', () => {
    const journal = createJournal(folder, plenty);
    journal.open();
    const all = Array.from({ length: 12_000 }, (_, n) => `{"n":${n}}`);
    for (let n = 0; n < all.length; n += 2000) journal.append(all.slice(n, n + 2000));
    const read: string[] = [];
    for (let from: number | null = 0; from !== null;) {
      const page = journal.read(from);
      if (!page.ok) throw new Error(page.failure);
      read.push(...page.value.lines);
      from = page.value.next;
    }
    expect(read).toEqual(all);
  });

  it('rolls over to a new segment and reads across', () => {
    const journal = createJournal(folder, plenty);
    journal.open();
    const long = JSON.stringify('民'.repeat(300_000));
    for (let n = 0; n < 22; n++) expect(journal.append([long, `{"n":${n}}`])).toMatchObject({ ok: true });
    journal.close();
    expect(readdirSync(folder).filter((name) => name.endsWith('.mqj')).length).toBeGreaterThan(1);
    const { opened, lines } = reopened();
    expect(opened.lines).toBe(44);
    expect(lines.filter((one) => one.startsWith('{'))).toEqual(Array.from({ length: 22 }, (_, n) => `{"n":${n}}`));
  });

  it('has every acknowledged line after SIGKILL, ten times', async () => {
    const writer = `
      const { createJournal } = await import(${JSON.stringify(path.resolve(import.meta.dirname, '../../electron/journal.ts'))});
      const journal = createJournal(process.argv[1]);
      const opened = journal.open();
      for (let n = opened.value.lines; ; n++) { const done = journal.append([JSON.stringify({ n, text: '路灯'.repeat(200) })]); if (!done.ok) throw new Error(done.failure); process.stdout.write(done.value + '\\n'); }`;
    let acknowledged = 0;
    for (let round = 0; round < 10; round++) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', writer, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
      let printed = '';
      child.stdout.on('data', (data: Buffer) => { printed += data.toString(); });
      await once(child.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, 20 + 17 * round));
      child.kill('SIGKILL');
      await once(child, 'close');
      acknowledged = Math.max(acknowledged, ...printed.split('\n').slice(0, -1).map(Number));
      const { journal, lines } = reopened();
      journal.close();
      expect(lines.length).toBeGreaterThanOrEqual(Math.min(acknowledged, 5000));
    }
    expect(acknowledged).toBeGreaterThan(10);
  });
});
