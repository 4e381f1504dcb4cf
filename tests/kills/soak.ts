/**
 * The soak: hundreds of kills of the real app and of the real server, at named points, in rounds of fifty.
 *   node tests/kills/soak.ts [--client 500] [--server 500] [--seed 1] [--kinds electron,chromium,server] [--minutes 60] [--keep rounds.json]
 * Of the client's kills half come in Electron and half in Chromium. With `--keep` every round that ended is kept in that file, and one that stands in it
 * is not played again: a soak that was broken off, or was told to begin no round after so many minutes, goes on where it was.
 * Exit code 1 when a promise was broken, or a named point was never met; 2 when rounds are left.
 */
import { parseArgs } from 'node:util';
import { drawnPlan, pointsWith } from './client/points.ts';
import { killClient } from './client/run-client.ts';
import { seeded } from './random.ts';
import { killsIn, openRounds, tableOf, together, type KillReport } from './report.ts';
import { ALL_POINTS } from './server/plan.ts';
import { killServers } from './server/run-server.ts';

/** One county lives through so many kills; then another begins. */
const KILLS_A_ROUND = 50;
const KINDS = ['electron', 'chromium', 'server'] as const;
type Kind = (typeof KINDS)[number];

const started = performance.now();
const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { client: text, server: text, seed: text, kinds: text, minutes: text, keep: text } });
const seed = Number(values.seed ?? 1);
const ofClient = Number(values.client ?? 500);
const wanted: Readonly<Record<Kind, number>> = { electron: Math.ceil(ofClient / 2), chromium: Math.floor(ofClient / 2), server: Number(values.server ?? 500) };
const asked = values.kinds?.split(',') ?? KINDS;
const rounds = openRounds(values.keep ?? null);
const mayBegin = () => values.minutes === undefined || performance.now() - started < Number(values.minutes) * 60_000;

const TITLES: Readonly<Record<Kind, string>> = { electron: 'Electron', chromium: 'Chromium', server: 'county server' };
const POINTS: Readonly<Record<Kind, readonly string[]>> = {
  electron: pointsWith(true).map(({ name }) => name), chromium: pointsWith(false).map(({ name }) => name), server: ALL_POINTS,
};

say(`Seed ${String(seed)}.`);
// Each waits for its own processes, windows and disks most of the time: side by side.
const kinds = KINDS.filter((kind) => asked.includes(kind) && wanted[kind] > 0);
const found = await Promise.all(kinds.map(async (kind) => ({ kind, ...await inRounds(kind) })));
let failed = false, left = 0;
for (const { kind, reports, lacking } of found) {
  judge(TITLES[kind], together(reports), POINTS[kind]);
  left += lacking;
}
say(failed ? '\nThe soak failed. With the same --seed the same kills are planned.' : '\nNothing that was told as saved or accepted was lost or doubled, and every queue drained.');
if (left > 0) say(`${String(left)} kills are left.`);
process.exit(failed ? 1 : left > 0 ? 2 : 0);

function round(kind: Kind, kills: number, own: number): Promise<KillReport> {
  if (kind === 'server') return killServers({ kills, seed: own, say });
  return killClient({ body: kind, plan: drawnPlan(pointsWith(kind === 'electron'), kills, seeded(own)), seed: own, say });
}

/** The reports of all rounds that were played, now or before, and how many kills are still to come. */
async function inRounds(kind: Kind): Promise<{ readonly reports: readonly KillReport[]; readonly lacking: number }> {
  const reports: KillReport[] = [];
  let lacking = 0;
  for (let done = 0; done < wanted[kind]; done += KILLS_A_ROUND) {
    const kills = Math.min(KILLS_A_ROUND, wanted[kind] - done), name = `${kind}, seed ${String(seed)}, ${String(kills)} kills from ${String(done)}`;
    const before = rounds.get(name);
    if (before === undefined && !mayBegin()) {
      lacking += kills;
      continue;
    }
    const begun = performance.now();
    // A round that breaks off is a fault, and no reason not to go on. It is not kept: the next time it is played again.
    const report = before ?? await round(kind, kills, seed * 1000 + done).then((played) => {
      rounds.keep(name, played);
      return played;
    }, (error: unknown): KillReport => ({
      hits: new Map(), missed: new Map(), faults: [`a round broke off: ${error instanceof Error ? error.stack ?? error.message : String(error)}`], acknowledged: 0, seconds: (performance.now() - begun) / 1000,
    }));
    for (const fault of report.faults) say(`  ✗ ${fault}`);
    reports.push(report);
  }
  return { reports, lacking };
}

/** Says what a part found. Where there were enough kills for each point, one that was never met is a failure too: it would prove nothing. */
function judge(title: string, report: KillReport, points: readonly string[]): void {
  const never = killsIn(report) >= 4 * points.length ? points.filter((point) => !report.hits.has(point)) : [];
  say(`\n${tableOf(title, report)}`);
  for (const point of never) say(`  ✗ never met: ${point}`);
  failed ||= report.faults.length > 0 || never.length > 0;
}
