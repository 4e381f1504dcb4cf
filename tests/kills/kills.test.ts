/** The app killed at every named point once (`npm run soak` kills it hundreds of times): SIGKILL of all its processes, in the real Electron and in a real Chromium. */
import { describe, expect, it } from 'vitest';
import { inOrder, KILL_POINTS, type KillPoint } from './client/points.ts';
import { killClient } from './client/run-client.ts';
import type { KillReport } from './report.ts';

/** The points that only a journal has, and the one just behind it. The others are the same code in both bodies: here they are met in Chromium. */
const WITH_JOURNAL = KILL_POINTS.filter((point) => point.journal || point.faults.includes('F04'));
const WITHOUT = KILL_POINTS.filter((point) => !point.journal);

const kill = (body: 'electron' | 'chromium', points: readonly KillPoint[]): Promise<KillReport> => killClient({ body, plan: inOrder(points), seed: 5, say: () => undefined });

function expectAllKept({ hits, missed, faults, acknowledged }: KillReport, points: readonly KillPoint[]): void {
  expect(faults).toEqual([]);
  expect([...missed.keys()]).toEqual([]);
  expect([...hits.keys()].sort()).toEqual(points.map((point) => point.name).sort());
  expect(acknowledged).toBeGreaterThan(0);
}

// Side by side: each waits for its own windows and disks most of the time.
describe('what the app said is saved', () => {
  it.concurrent('[F01] [F02] [F03] [F04] [F06] [F24] [F26] is there, once, after a SIGKILL before, in and after the journal\'s writing, after a power cut, and while a journal is replayed', async () => {
    expectAllKept(await kill('electron', WITH_JOURNAL), WITH_JOURNAL);
  });

  it.concurrent('[F04] [F05] [F07] [F08] [F09] [F10] [F15] is there, once, after a SIGKILL at every point between the ledger, the read tables and the county', async () => {
    expectAllKept(await kill('chromium', WITHOUT), WITHOUT);
  });
});
