import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_PAYLOAD, scanSegment } from '../../electron/journal-segment.ts';
import { createJournal, freeBytesOf, RESERVED_BYTES, type Journal } from '../../electron/journal.ts';

const journals: Journal[] = [];
let folder = '';
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'journal-')); });
afterEach(async () => {
  await Promise.all(journals.splice(0).map((journal) => journal.close()));
  rmSync(folder, { recursive: true, force: true });
});

const plenty = () => Promise.resolve(RESERVED_BYTES * 10);
const line = (n: number) => JSON.stringify({ id: `entry-${n}`, 民情: '𠮷村路灯不亮'.repeat(n % 5) });
const lines = (count: number, from = 0) => Array.from({ length: count }, (_, n) => line(from + n));
const segment = (n: number) => path.join(folder, `${String(n).padStart(6, '0')}.mqj`);

function aJournal(freeBytes = plenty, at = folder): Journal {
  const journal = createJournal(at, freeBytes);
  journals.push(journal);
  return journal;
}

/** One segment with these batches, each a call of its own. */
async function filled(batches: readonly (readonly string[])[]): Promise<string> {
  const journal = aJournal();
  await journal.open();
  for (const batch of batches) expect(await journal.append(batch)).toMatchObject({ ok: true });
  await journal.close();
  return segment(1);
}

async function reopened() {
  const journal = aJournal();
  const opened = await journal.open();
  if (!opened.ok) throw new Error(opened.failure);
  return { journal, opened: opened.value, lines: await readAll(journal) };
}

async function readAll(journal: Journal): Promise<string[]> {
  const read: string[] = [];
  for (let from: number | null = 0; from !== null;) {
    const page = await journal.read(from);
    if (!page.ok) throw new Error(page.failure);
    read.push(...page.value.lines);
    from = page.value.next;
  }
  return read;
}

describe('the journal', () => {
  it('gives back what was appended, in order, after it is opened again', async () => {
    await filled(lines(20).map((one) => [one]));
    const { opened, lines: read } = await reopened();
    expect(opened).toMatchObject({ lines: 20, cut: 0, damaged: 0 });
    expect(read).toEqual(lines(20));
  });

  it('is empty when new, and opening twice is harmless', async () => {
    const journal = aJournal();
    expect(await journal.open()).toMatchObject({ ok: true, value: { lines: 0, cut: 0, damaged: 0 } });
    expect(await journal.append([line(0)])).toEqual({ ok: true, value: 1 });
    expect(await journal.open()).toMatchObject({ ok: true, value: { lines: 1, cut: 0, damaged: 0 } });
  });

  it('refuses to append before it was opened and after it was closed', async () => {
    const journal = aJournal();
    expect(await journal.append(['{}'])).toEqual({ ok: false, failure: 'not-writable' });
    await journal.open();
    await journal.close();
    expect(await journal.append(['{}'])).toEqual({ ok: false, failure: 'not-writable' });
  });

  it('keeps the order of appends that were asked for at once, and counts them', async () => {
    const journal = aJournal();
    await journal.open();
    const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => journal.append([line(2 * n), line(2 * n + 1)])));
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(answers.at(-1)).toEqual({ ok: true, value: 400 });
    expect(await readAll(journal)).toEqual(lines(400));
  });

  it('reads what was appended a moment ago', async () => {
    const journal = aJournal();
    await journal.open();
    const [, page] = await Promise.all([journal.append([line(0)]), journal.read(0)]);
    expect(page).toEqual({ ok: true, value: { lines: [line(0)], next: null } });
    expect(await journal.read(7)).toEqual({ ok: true, value: { lines: [], next: null } });
  });

  it('refuses a batch with a line that is too large and keeps the rest of the journal as it was', async () => {
    await filled([[line(0)]]);
    const { journal } = await reopened();
    expect(await journal.append([line(1), 'x'.repeat(MAX_PAYLOAD + 1)])).toEqual({ ok: false, failure: 'too-large' });
    expect(await journal.append(['x'.repeat(MAX_PAYLOAD)])).toEqual({ ok: true, value: 2 });
    expect((await readAll(journal)).map((one) => one.length)).toEqual([line(0).length, MAX_PAYLOAD]);
  });

  it('pages through more lines than one page holds, from any position', async () => {
    const journal = aJournal();
    await journal.open();
    const all = Array.from({ length: 12_000 }, (_, n) => `{"n":${n}}`);
    for (let n = 0; n < all.length; n += 2000) await journal.append(all.slice(n, n + 2000));
    expect(await readAll(journal)).toEqual(all);
    const page = await journal.read(6001);
    expect(page).toEqual({ ok: true, value: { lines: all.slice(6001, 11_001), next: 11_001 } });
  });

  it('rolls over to new segments and reads across them, and gives large lines in pages that IPC can carry', async () => {
    const journal = aJournal();
    await journal.open();
    const long = JSON.stringify('民'.repeat(300_000));
    for (let n = 0; n < 40; n++) expect(await journal.append([long, `{"n":${n}}`])).toMatchObject({ ok: true });
    await journal.close();
    expect(readdirSync(folder)).toEqual(['000001.mqj', '000002.mqj', '000003.mqj']);
    const { journal: again, opened, lines: read } = await reopened();
    expect(opened.lines).toBe(80);
    expect(read.filter((one) => one.startsWith('{'))).toEqual(Array.from({ length: 40 }, (_, n) => `{"n":${n}}`));
    const first = await again.read(0);
    if (!first.ok) throw new Error(first.failure);
    expect(Buffer.byteLength(first.value.lines.join(''))).toBeLessThan(10 * 1024 * 1024);
  });
});

describe('a torn end', () => {
  const batches = [lines(2), [line(2)], lines(3, 3), [line(6)]];
  /** Positions at which some batch ends: a torn journal must stop at one of them. */
  const ends = [0, 2, 3, 6, 7];

  it('[F26] at any byte leaves whole batches, and the journal goes on after it', async () => {
    const whole = readFileSync(await filled(batches));
    for (let length = 0; length <= whole.length; length++) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      writeFileSync(segment(1), whole.subarray(0, length));
      const { journal, opened, lines: read } = await reopened();
      expect(ends).toContain(opened.lines);
      expect(opened.damaged).toBe(0);
      expect(read).toEqual(lines(opened.lines));
      expect(await journal.append([line(99)])).toEqual({ ok: true, value: opened.lines + 1 });
      await journal.close();
      const again = await reopened();
      expect(again.opened).toMatchObject({ cut: 0, damaged: 0 });
      expect(again.lines.at(-1)).toBe(line(99));
      await again.journal.close();
    }
  });

  it('is kept beside it', async () => {
    appendFileSync(await filled([[line(0)], [line(1)]]), Buffer.from([40, 0, 0, 0, 1, 2, 3]));
    expect((await reopened()).opened).toMatchObject({ lines: 2, cut: 7 });
    expect(readFileSync(`${segment(1)}.torn-1`)).toEqual(Buffer.from([40, 0, 0, 0, 1, 2, 3]));
    appendFileSync(segment(1), 'again');
    expect((await reopened()).opened).toMatchObject({ lines: 2, cut: 5 });
    expect(readFileSync(`${segment(1)}.torn-2`, 'utf8')).toBe('again');
  });

  it('[F26] of zeros, as some disks leave after a power cut, is cut like any other', async () => {
    appendFileSync(await filled([lines(3)]), Buffer.alloc(4096));
    expect((await reopened()).opened).toMatchObject({ lines: 3, cut: 4096, damaged: 0 });
  });

  it('of a segment that had just been begun loses nothing before it', async () => {
    await filled([lines(3)]);
    writeFileSync(segment(2), 'MQ');
    const { journal, opened } = await reopened();
    expect(opened.lines).toBe(3);
    expect(await journal.append([line(3)])).toEqual({ ok: true, value: 4 });
    await journal.close();
    expect((await reopened()).lines).toEqual(lines(4));
  });
});

describe('damage in the middle', () => {
  it('[F26] of one bit costs at most the batch that it hits, and no line ever comes back changed', async () => {
    const whole = readFileSync(await filled(lines(8).map((one) => [one])));
    const good = new Set(lines(8));
    fc.assert(fc.property(fc.nat(whole.length - 1), fc.nat(7), (byte, bit) => {
      const damaged = Buffer.from(whole);
      damaged[byte] = (damaged[byte] ?? 0) ^ (1 << bit);
      const { frames } = scanSegment(damaged);
      const read = frames.map((frame) => damaged.toString('utf8', frame.start + 8, frame.end));
      expect(read.length).toBeGreaterThanOrEqual(7);
      for (const one of read) expect(good).toContain(one);
    }), { numRuns: 2000 });
  });

  it('[F26] of any block is stepped over; what comes before and after is whole, and positions are dense', async () => {
    const whole = readFileSync(await filled(Array.from({ length: 30 }, (_, n) => lines(1 + (n % 3), 10 * n))));
    const good = new Set(Array.from({ length: 30 }, (_, n) => lines(1 + (n % 3), 10 * n)).flat());
    await fc.assert(fc.asyncProperty(fc.nat(whole.length - 1), fc.uint8Array({ minLength: 1, maxLength: 600 }), async (at, noise) => {
      const damaged = Buffer.from(whole);
      damaged.set(noise.subarray(0, damaged.length - at), at);
      writeFileSync(segment(1), damaged);
      const { journal, lines: read, opened } = await reopened();
      await journal.close();
      expect(read).toHaveLength(opened.lines);
      for (const one of read) expect(good).toContain(one);
      const untouched = scanSegment(whole).frames.filter((frame) => frame.end <= at || frame.start >= at + noise.length).length;
      // Up to two lines of a batch whose end was hit may go with it, when that was the last of the file.
      expect(read.length).toBeGreaterThanOrEqual(untouched - 2);
    }), { numRuns: 150 });
  });

  it('is reported at every opening and left as it is, while the journal goes on', async () => {
    const whole = readFileSync(await filled([[line(0)], [line(1)], [line(2)]]));
    const second = scanSegment(whole).frames[1];
    if (second === undefined) throw new Error('three frames were written');
    whole.fill(0xff, second.start, second.end);
    writeFileSync(segment(1), whole);
    for (let time = 0; time < 2; time++) {
      const { journal, opened, lines: read } = await reopened();
      expect(opened).toMatchObject({ cut: 0, damaged: second.end - second.start });
      expect(read.slice(0, 2)).toEqual([line(0), line(2)]);
      await journal.append([line(10 + time)]);
      await journal.close();
    }
  });

  it('in an older segment does not reach the newer ones', async () => {
    const whole = readFileSync(await filled([lines(3)]));
    writeFileSync(segment(1), whole.subarray(0, 20));
    writeFileSync(segment(2), whole);
    const { opened, lines: read } = await reopened();
    expect(opened.damaged).toBeGreaterThan(0);
    expect(read).toEqual(lines(3));
  });
});

describe('the disk', () => {
  it('[F21] is not filled to the last byte: capture stops before', async () => {
    let free = RESERVED_BYTES + 10;
    const journal = aJournal(() => Promise.resolve(free));
    expect(await journal.open()).toMatchObject({ ok: true, value: { freeBytes: RESERVED_BYTES + 10 } });
    expect(await journal.append([line(0)])).toEqual({ ok: false, failure: 'disk-full' });
    free = RESERVED_BYTES * 2;
    expect(await journal.append([line(0)])).toEqual({ ok: true, value: 1 });
  });

  it('is measured where the journal will be, also before its folder exists', async () => {
    expect(await freeBytesOf(path.join(folder, 'not', 'yet'))).toBeGreaterThan(0);
  });

  it('[F23] that does not let itself be written is told, and tried again with the next batch', async () => {
    const journal = aJournal(plenty, path.join(folder, 'journal'));
    writeFileSync(path.join(folder, 'journal'), 'a file where the folder should be');
    expect(await journal.open()).toEqual({ ok: false, failure: 'not-writable' });
    rmSync(path.join(folder, 'journal'));
    expect(await journal.open()).toMatchObject({ ok: true });
    // A stick that was pulled out: the folder is gone, then back.
    rmSync(path.join(folder, 'journal'), { recursive: true });
    expect(await journal.append([line(0)])).toEqual({ ok: false, failure: 'not-writable' });
    mkdirSync(path.join(folder, 'journal'));
    expect(await journal.append([line(0)])).toEqual({ ok: true, value: 1 });
  });

  it('keeps the journal to this user', async () => {
    chmodSync(folder, 0o755);
    await filled([[line(0)]]);
    expect(statSync(segment(1)).mode & 0o077).toBe(0);
  });
});

describe('SIGKILL in the middle of appending', () => {
  it('loses no acknowledged line and tears no batch, fifteen times', async () => {
    const writer = path.join(import.meta.dirname, 'journal-writer.ts');
    let acknowledged = 0;
    for (let round = 0; round < 15; round++) {
      const child = spawn(process.execPath, [writer, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
      let printed = '';
      child.stdout.on('data', (data: Buffer) => { printed += data.toString(); });
      await once(child.stdout, 'data');
      await new Promise((resolve) => { setTimeout(resolve, 15 + 13 * round); });
      child.kill('SIGKILL');
      await once(child, 'close');
      acknowledged = Math.max(acknowledged, ...printed.split('\n').slice(0, -1).map(Number));
      const { journal, lines: read } = await reopened();
      await journal.close();
      expect(read.length).toBeGreaterThanOrEqual(acknowledged);
      expect(read.map((one) => (JSON.parse(one) as { n: number }).n)).toEqual(Array.from({ length: read.length }, (_, n) => n));
      expect(read.length % 3).toBe(0);
    }
    expect(acknowledged).toBeGreaterThan(45);
  });
});
