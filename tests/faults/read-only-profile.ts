/** A journal whose disk becomes read-only and writable again; prints what happened. Run by held-files.test.ts in a mount namespace of its own. */
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { createJournal, RESERVED_BYTES } from '../../electron/journal.ts';

const profile = path.join(process.argv[2] ?? '', 'profile');
const plenty = () => Promise.resolve(RESERVED_BYTES * 2);
const mounted = process.env['OWN_MOUNTS'] === '1';
const journalFiles = () => readdirSync(path.join(profile, 'journal')).map((name) => path.join(profile, 'journal', name));

function become(how: 'ro' | 'rw'): void {
  if (mounted) execFileSync('mount', ['-o', `remount,bind,${how}`, profile]);
  else for (const file of [...journalFiles(), path.join(profile, 'journal')]) chmodSync(file, how === 'ro' ? 0o500 : 0o700);
}

const first = createJournal(path.join(profile, 'journal'), plenty);
await first.open();
await first.append(['"one"', '"two"']);
await first.close();

become('ro');
const journal = createJournal(path.join(profile, 'journal'), plenty);
const opened = await journal.open();
const read = await journal.read(0);
const refused = await journal.append(['"three"']);
become('rw');
const after = await journal.append(['"three"']);
const again = await journal.read(0);
process.stdout.write(JSON.stringify({
  openedReadOnly: opened.ok ? { lines: opened.value.lines, cut: opened.value.cut } : opened.failure, read: read.ok ? read.value.lines : read.failure,
  refused: refused.ok ? 'saved' : refused.failure, after: after.ok ? after.value : after.failure, lines: again.ok ? again.value.lines : again.failure,
}));
await journal.close();
