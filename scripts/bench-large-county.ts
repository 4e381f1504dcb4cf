/**
 * The county of the large benchmark: 47 townships' logs written through the server's own store, kept in a folder of the system's temporary files and used
 * again; each run works on a copy. The copy is served by the real server process.
 */
import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Entry } from '../shared/ledger/entry.ts';
import { openCountyData, type CountyData } from '../server/county-data.ts';
import { DEMO_COUNTY, demoRecords } from '../server/demo/demo-county.ts';
import { tellPeople } from '../server/people.ts';
import { foundCounty } from '../server/setup.ts';
import { largeEntries, largeTownship, largeVillages, type LargeTownship } from './bench-large-data.ts';

export const LARGE_TOWNSHIPS = 47;
/** The person of the county's office. */
export const COUNTY_USER = 'zhao';
/** Raised when the data changes: what was kept of another edition is not used. */
const EDITION = 1;
const SERVER_REPLICA = 'serverlrge';
const FOLDED_AT_ONCE = 500;

/** The folder of a county with that many cases, made if it is not there yet. `say` hears what takes long. */
export async function largeCounty(cases: number, say: (text: string) => void): Promise<string> {
  const folder = path.join(tmpdir(), `minqing-bench-large-${String(EDITION)}-${String(cases)}`);
  if (existsSync(folder)) return folder;
  const making = `${folder}.part`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { recursive: true });
  const data = await openCountyData(making, Date.now());
  if (!data.ok) throw new Error(data.error);
  try {
    await found(data.value);
    for (const [n, town] of townships().entries()) {
      const some = Math.floor((cases * (n + 1)) / LARGE_TOWNSHIPS) - Math.floor((cases * n) / LARGE_TOWNSHIPS);
      say(`… ${town.scope}: ${String(some)} cases`);
      await fill(data.value, town, some);
    }
  } finally {
    await data.value.store.close();
  }
  await rename(making, folder);
  return folder;
}

/** A copy of the county's folder for one run. */
export async function copyCounty(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true });
}

/** The townships of the benchmark's county. */
export function townships(): readonly LargeTownship[] {
  return Array.from({ length: LARGE_TOWNSHIPS }, (_, n) => largeTownship(DEMO_COUNTY.code, n));
}

async function found({ store }: CountyData): Promise<void> {
  const towns = townships();
  const pen = { replica: SERVER_REPLICA, nowMs: Date.parse('2024-01-01T00:00:00Z') };
  const users = [
    { id: COUNTY_USER, name: '赵主任', role: 'county' as const, home: DEMO_COUNTY.code },
    ...towns.map((town, n) => ({ id: town.secretary, name: `${String(n + 1)}号秘书`, role: 'secretary' as const, home: town.scope })),
  ];
  const records = [
    ...demoRecords().filter(({ scope }) => scope === DEMO_COUNTY.code),
    ...towns.flatMap((town) => [
      ...largeVillages(town).map(({ subject, set }) => ({ scope: town.scope, subject, type: 'village.updated' as const, set })),
      { scope: town.scope, subject: `deputy:${town.replica}1`, type: 'deputy.updated' as const, set: { name: '张建国', level: 'township', phone: '13800001101', active: true } },
    ]),
  ];
  await store.write(async (tables) => {
    await foundCounty(tables, { county: DEMO_COUNTY, townships: towns.map(({ scope, shortName }) => ({ code: scope, name: `${shortName}乡`, organ: `${shortName}乡人大主席团` })), users, records }, pen);
    await tellPeople(tables, pen);
  });
}

async function fill({ store }: CountyData, town: LargeTownship, cases: number): Promise<void> {
  const entries = largeEntries(town, cases);
  await store.write(async (tables) => {
    const head = await tables.log.head(town.scope);
    if (!head) throw new Error(`no log for ${town.scope}`);
    await tables.log.append(head, entries, { device: '', receivedAt: Date.now() });
    for (const year of new Set(entries.map((entry) => entry.wall.slice(0, 4)))) await tables.numbering.raise(town.scope, Number(year), cases);
    const bySubject = Map.groupBy(entries, (entry) => entry.subject);
    const all = [...bySubject];
    for (let from = 0; from < all.length; from += FOLDED_AT_ONCE) await tables.read.fold(town.scope, new Map<string, readonly Entry[]>(all.slice(from, from + FOLDED_AT_ONCE)));
  });
}
