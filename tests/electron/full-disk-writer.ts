/** Fills a small disk with the journal, frees some room, goes on, and prints what happened. Run by full-disk.test.ts. */
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createJournal, RESERVED_BYTES } from '../../electron/journal.ts';

const disk = process.argv[2] ?? '';
// The watch over free space is told that there is plenty: here the disk itself says no.
const plenty = () => Promise.resolve(RESERVED_BYTES * 2);
const ballast = path.join(disk, 'ballast');
writeFileSync(ballast, Buffer.alloc(300 * 1024));

const aBatch = (from: number) => [from, from + 1].map((n) => JSON.stringify({ n, text: '路'.repeat(9000) }));
const read = async (journal: ReturnType<typeof createJournal>) => {
  const page = await journal.read(0);
  return page.ok ? page.value.lines : [];
};

const journal = createJournal(path.join(disk, 'journal'), plenty);
await journal.open();
const { before, refused } = await fill(0);
await journal.append(aBatch(before));
const whileFull = (await read(journal)).length;
rmSync(ballast);
const after = await journal.append(aBatch(before));
await journal.close();

const again = createJournal(path.join(disk, 'journal'), plenty);
const reopened = await again.open();
const lines = await read(again);
process.stdout.write(JSON.stringify({
  before, refused, whileFull, after: after.ok ? after.value : after.failure, reopened: reopened.ok ? reopened.value : reopened.failure,
  dense: lines.every((line, index) => (JSON.parse(line) as { n: number }).n === index),
}));

/** Appends until the disk refuses; gives the lines until then and the refusal. */
async function fill(lines: number): Promise<{ before: number; refused: string }> {
  const done = await journal.append(aBatch(lines));
  return done.ok ? fill(done.value) : { before: lines, refused: done.failure };
}
