/** Backs up on a small disk until it is full, frees some room, goes on, and prints what happened. Run by backup.test.ts. */
import { readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { anInstallation } from './a-backup.ts';

const disk = process.argv[2] ?? '';
// The question for free space is answered that there is plenty: here the disk itself says no.
const device = anInstallation(path.join(disk, 'device'));
await device.write(300);
const first = await device.backups.make('asked');
await device.write(300);
device.clock.now += 24 * 3_600_000;
const { bavail, bsize } = statfsSync(disk);
writeFileSync(path.join(disk, 'ballast'), Buffer.alloc(bavail * bsize - 100_000));
const second = await device.backups.make('asked');
const halves = readdirSync(path.join(disk, 'device', 'backups'), { recursive: true }).filter((name) => String(name).endsWith('.part'));
const opened = await device.backups.open('here', first.ok ? first.value.id : '');
const journal = await device.journal.append(['{"still":"room"}']);
rmSync(path.join(disk, 'ballast'));
const third = await device.backups.make('asked');
process.stdout.write(JSON.stringify({
  first: first.ok ? 'made' : first.failure, second: second.ok ? 'made' : second.failure, halves,
  earlier: opened.ok ? { fault: opened.value.fault, lines: opened.value.lines } : opened.failure, journal: journal.ok ? 'written' : journal.failure, third: third.ok ? 'made' : third.failure,
}));
