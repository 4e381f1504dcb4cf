/**
 * Rebuilds a county whose server and key are gone from what the devices hold: whole entries, taken in because the operator trusts where they
 * come from. Receipts of the lost key prove nothing any more; every entry still proves itself by its own id.
 */
import { ROLES, type Role } from '../shared/access.ts';
import { LATEST_VERSION } from '../shared/entry-types.ts';
import { appendTo, compareEntries, parseEntry, type Entry } from '../shared/ledger/entry.ts';
import { foldUser } from '../shared/user/user.ts';
import { parseNumber } from '../shared/office/numbering.ts';
import { officeSubject } from '../shared/office/office.ts';
import { giveNumbers } from './numbering.ts';
import { SERVER_ACTOR, type ServerPen } from './server-pen.ts';
import type { CountyTables } from './store/county-store.ts';
import { inParts } from './store/log-store.ts';
import type { User } from './store/people-store.ts';

export type MadeUser = User & { readonly active: boolean };

/** What came of it. `refused` counts by reason; `users` are those that the records told of and the county did not know. */
export interface TakenIn {
  readonly taken: number;
  readonly known: number;
  readonly refused: Readonly<Record<'malformed' | 'wrong-hash' | 'too-large' | 'foreign-scope', number>>;
  readonly users: readonly MadeUser[];
  readonly cases: number;
}

/** Where the log says these entries came from. */
const ORIGIN = 'take-in';

/**
 * Takes entries in, in causal order and each once, whoever wrote them; then makes the users, the numbers and the read tables follow. Call in one
 * writing transaction. `items` are entries as they were read from anywhere: nothing about them is believed.
 */
export async function takeIn(tables: CountyTables, items: readonly unknown[], pen: ServerPen): Promise<TakenIn> {
  const refused = { malformed: 0, 'wrong-hash': 0, 'too-large': 0, 'foreign-scope': 0 };
  const scopes = new Map((await tables.people.scopes()).map(({ code }) => [code, new Map<string, Entry>()]));
  for (const item of items) {
    const parsed = parseEntry(item);
    if (!parsed.ok) refused[parsed.error.code] += 1;
    else if (!scopes.has(parsed.value.scope)) refused['foreign-scope'] += 1;
    else scopes.get(parsed.value.scope)?.set(parsed.value.id, parsed.value);
  }
  let [taken, known] = [0, 0];
  const subjects = new Map<string, readonly string[]>();
  for (const [scope, byId] of scopes) {
    const held = await tables.log.revisions(scope, [...byId.keys()]);
    // `at` is greater than all that a writer had seen: this order keeps every chain, and every answer behind its question.
    const fresh = [...byId.values()].filter((entry) => !held.has(entry.id)).sort(compareEntries);
    known += held.size;
    taken += fresh.length;
    subjects.set(scope, [...new Set(fresh.map((entry) => entry.subject))]);
    if (fresh.length > 0) {
      await begin(tables, scope, pen);
      await append(tables, scope, { fresh, nowMs: pen.nowMs });
    }
  }
  // Only now: an office's way of numbering, or the county's, may have come in any of the logs.
  for (const [scope, touched] of subjects) await number(tables, scope, { touched, pen });
  const users = await makeUsers(tables, pen.nowMs);
  const cases = [...subjects.values()].flat().filter((subject) => subject.startsWith('case:')).length;
  await tables.audit.note('taken-in', { taken, known, refused: Object.values(refused).reduce((sum, n) => sum + n, 0), users: users.length, cases }, pen.nowMs);
  return { taken, known, refused, users, cases };
}

/**
 * An empty log begins with an entry of its own that says nothing. The same entries in the same order would have the very hash of the lost
 * log: devices would not see that this is another county, and keep receipts that nobody can verify any more.
 */
async function begin({ log }: CountyTables, scope: string, pen: ServerPen): Promise<void> {
  const head = await log.head(scope);
  if (head?.rev !== 0) return;
  const draft = { scope, subject: officeSubject(scope), type: 'office.updated', v: LATEST_VERSION['office.updated'], body: { set: {} } };
  await log.append(head, [appendTo(await log.chainHead(scope, pen.replica, SERVER_ACTOR), draft, { actor: SERVER_ACTOR, nowMs: pen.nowMs })], { device: '', receivedAt: pen.nowMs });
}

async function append({ log, numbering }: CountyTables, scope: string, { fresh, nowMs }: { readonly fresh: readonly Entry[]; readonly nowMs: number }): Promise<void> {
  const origin = { device: ORIGIN, receivedAt: nowMs };
  for (const part of inParts(fresh)) {
    const head = await log.head(scope);
    if (!head) throw new Error(`the scope ${scope} has no log`);
    await log.noteForks(part, origin);
    await log.append(head, part, origin);
  }
  // Before any number is given: every number that was ever written on paper.
  for (const entry of fresh) {
    const text = entry.type === 'case.numbered' ? entry.body['number'] : null;
    const found = typeof text === 'string' ? parseNumber(text) : null;
    if (found) await numbering.raise(scope, found.year, found.n);
  }
}

/** Users as the server itself once told the devices, those who left too, under their old ids, each where they were told of last. */
async function makeUsers({ log, people }: CountyTables, nowMs: number): Promise<readonly MadeUser[]> {
  const known = new Set((await people.everyUser()).map((one) => one.id));
  const newest = new Map<string, { readonly at: string; readonly user: MadeUser }>();
  for (const { code: scope } of await people.scopes()) {
    for (const all of (await log.ofSubjects(scope, await log.subjects(scope, 'user'))).values()) {
      const entries = all.filter((entry) => entry.actor === SERVER_ACTOR);
      const told = foldUser(entries);
      const role = ROLES.find((one): one is Role => one === told?.role && one !== 'server');
      if (!told || !role || told.user === '' || known.has(told.user)) continue;
      const at = entries.reduce((latest, entry) => (entry.at > latest ? entry.at : latest), '');
      if (at > (newest.get(told.user)?.at ?? '')) newest.set(told.user, { at, user: { id: told.user, name: told.name, role, home: scope, active: told.active } });
    }
  }
  const made = [...newest.values()].map(({ user }) => user);
  for (const { active, ...user } of made) {
    await people.addUser(user, nowMs);
    if (!active) await people.retireUser(user.id);
  }
  return made;
}

/** Numbers for cases that have none any more, and the rows of everything that was touched. */
async function number(tables: CountyTables, scope: string, { touched: subjects, pen }: { readonly touched: readonly string[]; readonly pen: ServerPen }): Promise<void> {
  for (const part of inParts(subjects)) {
    const touched = new Map([...await tables.log.ofSubjects(scope, part)].map(([subject, entries]) => [subject, [...entries]]));
    const head = await tables.log.head(scope);
    const given = await giveNumbers(tables, { scope, accepted: [], touched, returned: new Set() }, pen);
    if (head) await tables.log.append(head, given, { device: '', receivedAt: pen.nowMs });
    await tables.read.fold(scope, touched);
  }
}
