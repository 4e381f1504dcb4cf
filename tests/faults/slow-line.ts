/** A device on a line that becomes bad after its first sync; prints what happened. Run by slow-line.test.ts, on a network of its own where there is one. */
import { execSync } from 'node:child_process';
import { setTimeout as rest } from 'node:timers/promises';
import type { Enrolment } from '../../shared/sync/wire.ts';
import { createRandom } from '../sync/simulator/random.ts';
import { NodeDevice } from './node-device.ts';
import { openSlowPipe } from './slow-pipe.ts';

const { COUNTY = '', BECOMES_BAD, ENROLMENT = '', LINE = '' } = process.env;
const how = JSON.parse(LINE) as { bytesPerSecond: number; delayMs: number; lost: number };
while (!await fetch(`${COUNTY}/api/health`).then((answer) => answer.ok, () => false)) await rest(100);

// The kernel makes the line bad, or this program does.
const pipe = BECOMES_BAD === undefined ? await openSlowPipe(COUNTY, createRandom(18)) : null;
const device = await new NodeDevice(JSON.parse(ENROLMENT) as Enrolment, pipe?.origin ?? COUNTY).start();
await device.synced();
if (BECOMES_BAD === undefined) pipe?.slow(how);
else execSync(BECOMES_BAD);

const began = Date.now();
const entries = Array.from({ length: 6 }, (_, i) => device.register(`slow-${String(i)}`));
const told = await device.until(({ phase, waiting }) => phase === 'synced' && waiting === 0, 100_000);
process.stdout.write(JSON.stringify({ ids: entries.map(({ id }) => id), told, proven: entries.every(({ id }) => device.disk.proofs.has(id)), seconds: (Date.now() - began) / 1000, lost: pipe?.lost() ?? null }));
process.exit(0);
