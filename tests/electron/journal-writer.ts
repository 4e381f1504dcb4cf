/** A process that appends batches of three lines without end, several at once, and prints how many lines are acknowledged: to be killed. */
import { createJournal, freeBytesOf } from '../../electron/journal.ts';

const folder = process.argv[2] ?? '';
const journal = createJournal(folder, () => freeBytesOf(folder));
const opened = await journal.open();
if (!opened.ok) throw new Error(opened.failure);
for (let n = opened.value.lines; ; n += 6) {
  const batch = (from: number) => Array.from({ length: 3 }, (_, i) => JSON.stringify({ n: from + i, text: '路灯不亮'.repeat((from * 7) % 90) }));
  for (const done of await Promise.all([journal.append(batch(n)), journal.append(batch(n + 3))])) {
    if (!done.ok) throw new Error(done.failure);
    process.stdout.write(`${done.value}\n`);
  }
}
