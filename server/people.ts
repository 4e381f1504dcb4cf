/**
 * Tells the devices who works here: every user as a record (`user.updated`) in the log of the scope that they belong to, written by the
 * server alone. The table of users is the truth; the records follow it, so that writing them again changes nothing.
 */
import { appendTo, headAfter, type Entry } from '../shared/ledger/entry.ts';
import { foldUser, userFields, userSubject, type User as UserRecord } from '../shared/user/user.ts';
import { notBefore, SERVER_ACTOR, type ServerPen } from './server-pen.ts';
import type { CountyTables } from './store/county-store.ts';
import type { User } from './store/people-store.ts';

/**
 * Writes what the logs do not say yet about users, those who left included: where they work now, and as inactive where they worked
 * before. Returns how many records were written. Inside one writing transaction.
 */
export async function tellPeople(tables: CountyTables, pen: ServerPen): Promise<number> {
  const users = await tables.people.everyUser();
  const subjects = users.map(({ id }) => userSubject(id));
  const scopes = await tables.people.scopes();
  // Where somebody left is told before where they are now, since the county folds both: the later one counts.
  const left: Entry[] = [];
  for (const { code: scope } of scopes) {
    const told = await tables.log.ofSubjects(scope, subjects);
    const movedAway = users.filter((one) => one.home !== scope && told.has(userSubject(one.id))).map((one) => ({ ...one, active: false }));
    left.push(...await tell(tables, { scope, people: movedAway, told, after: [] }, pen));
  }
  let written = left.length;
  for (const { code: scope } of scopes) {
    const told = await tables.log.ofSubjects(scope, subjects);
    written += (await tell(tables, { scope, people: users.filter((one) => one.home === scope), told, after: left }, pen)).length;
  }
  return written;
}

type ToldUser = User & { readonly active: boolean };

async function tell(tables: CountyTables, what: { scope: string; people: readonly ToldUser[]; told: ReadonlyMap<string, readonly Entry[]>; after: readonly Entry[] }, pen: ServerPen): Promise<readonly Entry[]> {
  const { scope, told } = what;
  const head = await tables.log.head(scope);
  if (what.people.length === 0 || !head) return [];
  let chain = notBefore(await tables.log.chainHead(scope, pen.replica, SERVER_ACTOR), [...[...told.values()].flat(), ...what.after]);
  const entries: Entry[] = [];
  for (const { id: user, name, role, active } of what.people) {
    const subject = userSubject(user);
    const fields = userFields({ user, name, role, active });
    if (isTold(foldUser(told.get(subject) ?? []), fields)) continue;
    const entry = appendTo(chain, { scope, subject, type: 'user.updated', v: 1, body: { set: fields } }, { actor: SERVER_ACTOR, nowMs: pen.nowMs });
    chain = headAfter(entry);
    entries.push(entry);
  }
  await tables.log.append(head, entries, { device: '', receivedAt: pen.nowMs });
  return entries;
}

function isTold(known: UserRecord | null, fields: ReturnType<typeof userFields>): boolean {
  return known !== null && known.user === fields['user'] && known.name === fields['name'] && known.role === fields['role'] && known.active === fields['active'];
}
