/** Setting up a county: its scopes, users, and the records it starts with, as entries of the server itself. */
import { LATEST_VERSION } from '../shared/entry-types.ts';
import { appendTo, headAfter, type Entry } from '../shared/ledger/entry.ts';
import { logStart } from '../shared/ledger/log-hash.ts';
import { shortNameOf } from '../shared/office/short-name.ts';
import type { SeedRecord } from './demo/demo-county.ts';
import { tellPeople } from './people.ts';
import { SERVER_ACTOR, type ServerPen } from './server-pen.ts';
import type { CountyTables } from './store/county-store.ts';
import type { User } from './store/people-store.ts';

/** A division that gets a log: the county, or a township with the name of its organ. */
export interface Division { readonly code: string; readonly name: string; readonly organ: string }

export interface CountyPlan {
  readonly county: Division;
  readonly townships: readonly Division[];
  readonly users: readonly User[];
  readonly records: readonly SeedRecord[];
}

/** Writes a new county. Call once, in one transaction, on a database that has none. */
export async function foundCounty(tables: CountyTables, plan: CountyPlan, pen: ServerPen): Promise<void> {
  const divisions = [{ ...plan.county, tier: 'county' as const }, ...plan.townships.map((township) => ({ ...township, tier: 'township' as const }))];
  for (const division of divisions) await tables.people.addScope({ ...division, shortName: shortNameOf(division.name) }, logStart(division.code).h);
  for (const user of plan.users) await tables.people.addUser(user, pen.nowMs);
  for (const { code } of divisions) await seed(tables, { scope: code, records: plan.records.filter((record) => record.scope === code) }, pen);
  await tellPeople(tables, pen);
}

/**
 * The townships of a division list as the statistics office gives it: a CSV with a header, columns code9, name, type,
 * congress_org (人大工委 or 主席团). Null when a line is not of that form.
 */
export function parseTownships(csv: string): readonly Division[] | null {
  const [, ...lines] = csv.replace(/^\uFEFF/, '').split(/\r?\n/).filter((line) => line.trim() !== '');
  const townships = lines.map((line): Division | null => {
    const [code = '', name = '', , organ = ''] = line.split(',').map((cell) => cell.trim());
    if (!/^\d{9}$/.test(code) || name === '') return null;
    return { code, name, organ: organ.includes('工委') ? `${name}人大工委` : `${name}人大主席团` };
  });
  return townships.every((township) => township !== null) ? townships : null;
}

async function seed(tables: CountyTables, plan: { scope: string; records: readonly SeedRecord[] }, pen: ServerPen): Promise<void> {
  let head = await tables.log.chainHead(plan.scope, pen.replica, SERVER_ACTOR);
  const entries = plan.records.map((record): Entry => {
    const draft = { scope: record.scope, subject: record.subject, type: record.type, v: LATEST_VERSION[record.type], body: { set: record.set } };
    const entry = appendTo(head, draft, { actor: SERVER_ACTOR, nowMs: pen.nowMs });
    head = headAfter(entry);
    return entry;
  });
  await tables.log.append(logStart(plan.scope), entries, { device: '', receivedAt: pen.nowMs });
}
