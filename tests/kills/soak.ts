/**
 * The soak: hundreds of kills of the real app and of the real server, at named points.
 *   node tests/kills/soak.ts [--client 500] [--server 500] [--seed 1]
 * Of the client's kills half come in Electron and half in Chromium. Exit code 1 when a promise was broken, or a named point was never met.
 */
import { parseArgs } from 'node:util';
import { drawnPlan, pointsWith } from './client/points.ts';
import { killClient } from './client/run-client.ts';
import { seeded } from './random.ts';
import { killsIn, tableOf, together, type KillReport } from './report.ts';
import { BACKUP_POINTS, SERVER_POINTS } from './server/plan.ts';
import { killServers } from './server/run-server.ts';

/** One county lives through so many kills; then another begins. */
const KILLS_A_ROUND = 50;

const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const number = { type: 'string' } as const;
const { values } = parseArgs({ options: { client: number, server: number, seed: number } });
const seed = Number(values.seed ?? 1);
const ofClient = Number(values.client ?? 500);
const wanted = { electron: Math.ceil(ofClient / 2), chromium: Math.floor(ofClient / 2), server: Number(values.server ?? 500) };

let failed = false;
say(`Seed ${String(seed)}.`);
// Each waits for its own processes, windows and disks most of the time: side by side.
const [inElectron, inChromium, inServer] = await Promise.all([clients('electron'), clients('chromium'), inRounds(wanted.server, (kills, own) => killServers({ kills, seed: own, say }))]);
if (inElectron) judge('Electron', inElectron, pointsWith(true).map((point) => point.name));
if (inChromium) judge('Chromium', inChromium, pointsWith(false).map((point) => point.name));
if (inServer) judge('county server', inServer, [...SERVER_POINTS, ...BACKUP_POINTS]);
say(failed ? '\nThe soak failed. With the same --seed the same kills are planned.' : '\nNothing that was told as saved or accepted was lost or doubled, and every queue drained.');
process.exit(failed ? 1 : 0);

function clients(body: 'electron' | 'chromium'): Promise<KillReport | null> {
  const points = pointsWith(body === 'electron');
  return inRounds(wanted[body], (kills, own) => killClient({ body, plan: drawnPlan(points, kills, seeded(own)), seed: own, say }));
}

async function inRounds(kills: number, round: (kills: number, seed: number) => Promise<KillReport>): Promise<KillReport | null> {
  const reports: KillReport[] = [];
  for (let done = 0; done < kills; done += KILLS_A_ROUND) {
    const started = performance.now();
    // A round that breaks off is a fault, and no reason not to go on.
    const report = await round(Math.min(KILLS_A_ROUND, kills - done), seed * 1000 + done).catch((error: unknown): KillReport => ({
      hits: new Map(), missed: new Map(), faults: [`a round broke off: ${error instanceof Error ? error.stack ?? error.message : String(error)}`], acknowledged: 0, seconds: (performance.now() - started) / 1000,
    }));
    for (const fault of report.faults) say(`  ✗ ${fault}`);
    reports.push(report);
  }
  return reports.length > 0 ? together(reports) : null;
}

/** Says what a part found. Where there were enough kills for each point, one that was never met is a failure too: it would prove nothing. */
function judge(title: string, report: KillReport, points: readonly string[]): void {
  const never = killsIn(report) >= 4 * points.length ? points.filter((point) => !report.hits.has(point)) : [];
  say(`\n${tableOf(title, report)}`);
  for (const point of never) say(`  ✗ never met: ${point}`);
  failed ||= report.faults.length > 0 || never.length > 0;
}
