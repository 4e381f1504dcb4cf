/**
 * Tells the devices who works here: every user as a record (`user.updated`) in the log of the scope that they belong to, written by the
 * server alone. The table of users is the truth; the records follow it, so that writing them again changes nothing.
 */
import { appendTo, headAfter, type Entry } from '../shared/ledger/entry.ts';
import { foldUser, userFields, userSubject, type User as UserRecord } from '../shared/user/user.ts';
import { notBefore, SERVER_ACTOR, type ServerPen } from './server-pen.ts';
import type { CountyTables } from './store/county-store.ts';

/** Writes what the logs do not say yet about users, those who left included. Returns how many records were written. Inside one writing transaction. */
export async function tellPeople(tables: CountyTables, pen: ServerPen): Promise<number> {
  const users = await tables.people.everyUser();
  let written = 0;
  for (const { code: scope } of await tables.people.scopes()) {
    const mine = users.filter((one) => one.home === scope);
    const head = await tables.log.head(scope);
    if (mine.length === 0 || !head) continue;
    const told = await tables.log.ofSubjects(scope, mine.map(({ id }) => userSubject(id)));
    let chain = notBefore(await tables.log.chainHead(scope, pen.replica, SERVER_ACTOR), [...told.values()].flat());
    const entries: Entry[] = [];
    for (const { id: user, name, role, active } of mine) {
      const subject = userSubject(user);
      const fields = userFields({ user, name, role, active });
      if (isTold(foldUser(told.get(subject) ?? []), fields)) continue;
      const entry = appendTo(chain, { scope, subject, type: 'user.updated', v: 1, body: { set: fields } }, { actor: SERVER_ACTOR, nowMs: pen.nowMs });
      chain = headAfter(entry);
      entries.push(entry);
    }
    await tables.log.append(head, entries, { device: '', receivedAt: pen.nowMs });
    written += entries.length;
  }
  return written;
}

function isTold(known: UserRecord | null, fields: ReturnType<typeof userFields>): boolean {
  return known !== null && known.user === fields['user'] && known.name === fields['name'] && known.role === fields['role'] && known.active === fields['active'];
}
