/** Makes backups one after another, saying each time that a file of it appeared, until it is killed. Run by backup.test.ts. */
import { watch } from 'node:fs';
import path from 'node:path';
import { anInstallation } from './a-backup.ts';

const userData = process.argv[2] ?? '';
watch(path.join(userData, 'backups'), { recursive: true }, (_, name) => { process.stdout.write(`${name ?? ''}\n`); });
const device = anInstallation(userData);
await device.journal.open();
for (let n = 0; ; n += 1) {
  device.clock.now += 3_600_000;
  await device.journal.append([JSON.stringify({ n, filler: 'x'.repeat(50_000) })]);
  await device.backups.make('asked');
}
