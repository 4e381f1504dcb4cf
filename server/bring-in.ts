/**
 * A bundle that is brought to the county's office by hand while the server stands as it did: every entry is judged like a push of the device
 * that signed it, or by the receipt that this county once gave. Nothing is believed because of who holds the stick.
 */
import { attachmentsIn } from '../shared/attachment/attachment.ts';
import { judgeMaker } from '../shared/bundle/signatures.ts';
import { BUNDLE_REFUSAL_TEXT } from '../shared/bundle/words.ts';
import { err, ok, type Result } from '../shared/kernel/result.ts';
import type { Entry } from '../shared/ledger/entry.ts';
import type { RefusalCode } from '../shared/judge.ts';
import { judgePush, type Receipts, type Signer } from '../shared/sync/county-log.ts';
import { PROTOCOL_VERSION } from '../shared/sync/wire.ts';
import { foldUser, userSubject } from '../shared/user/user.ts';
import type { Session } from '../shared/access.ts';
import { appendJudged } from './append-judged.ts';
import type { WholeBundle } from './bundle-files.ts';
import type { ServerPen } from './server-pen.ts';
import type { CountyTables } from './store/county-store.ts';
import { inParts } from './store/log-store.ts';

/** What came of it. `maker` is the device whose signature stands under the whole file, null without one that the county knows; `unsigned` bore neither a receipt nor a signature; `refused` counts by code. */
export interface BroughtIn { readonly maker: string | null; readonly taken: number; readonly known: number; readonly unsigned: number; readonly refused: ReadonlyMap<RefusalCode, number>; readonly cases: number; /** Files that are named by what the county holds now. */ readonly files: ReadonlySet<string> }

/** How the entries are judged: the county's receipts, whether what a stopped device signed, or somebody who worked there before, is accepted this once, and the server's own pen. */
export interface BringingIn { readonly receipts: Receipts; readonly acceptRevoked: boolean; readonly pen: ServerPen }

/** Where the log says these entries came from. */
const ORIGIN = 'bring-in';

/** Takes in what the bundle proves. Call in one writing transaction. The error is a sentence; then nothing was changed. */
export async function bringIn(tables: CountyTables, { header, end, carried }: WholeBundle, { receipts, acceptRevoked, pen }: BringingIn): Promise<Result<BroughtIn, string>> {
  const { scope } = header;
  const scopes = (await tables.people.scopes()).map(({ code }) => code);
  if (!scopes.includes(scope)) return err('这个文件是别的县的，没有收。请核对是不是拿错了文件。');
  const keys = await tables.devices.keysIn(scopes);
  const madeBy = judgeMaker(header, end, new Map(keys.map((key) => [key.device, key])));
  if (madeBy === 'false') return err(BUNDLE_REFUSAL_TEXT.forged);
  const held = await tables.log.revisions(scope, carried.map(({ entry }) => entry.id));
  const fresh = carried.filter(({ entry }) => !held.has(entry.id));
  const proven = fresh.filter((one) => one.signed !== undefined || (one.receipt !== undefined && receipts.verify(one.entry.id, one.receipt)));
  const signers = await tables.devices.signers([...new Set(proven.flatMap(({ signed }) => (signed === undefined ? [] : [signed.device])))], acceptRevoked);
  const judgedBy = acceptRevoked ? await asTheyWorkedThere(tables, scope, signers) : signers;
  const refused = new Map<RefusalCode, number>();
  const subjects = new Set<string>();
  const files = new Set(filesOf(carried.filter(({ entry }) => held.has(entry.id)).map(({ entry }) => entry)));
  let taken = 0;
  for (const items of inParts(proven)) {
    const judged = judgePush({ ...ENVELOPE, scope, entries: [...items] }, carrierOf(scope), { ...receipts, signers: judgedBy });
    for (const item of judged) if (item.verdict === 'refused') refused.set(item.code, (refused.get(item.code) ?? 0) + 1);
    const head = await tables.log.head(scope);
    if (!head) throw new Error(`the scope ${scope} has no log`);
    const { forks } = await appendJudged(tables, { scope, head, items, judged, origin: { device: ORIGIN, receivedAt: pen.nowMs } }, { receipts, pen });
    if (forks > 0) await tables.audit.note('chain-forked', { scope, device: ORIGIN, replica: header.from.replica, forks }, pen.nowMs);
    const fit = judged.flatMap((item) => (item.verdict === 'fit' ? [item.entry] : []));
    taken += fit.length;
    for (const hash of filesOf(fit)) files.add(hash);
    for (const { subject } of fit) if (subject.startsWith('case:')) subjects.add(subject);
  }
  const unsigned = fresh.length - proven.length;
  await tables.audit.note('brought-in', { scope, from: header.from.replica, taken, known: held.size, unsigned, refused: [...refused.values()].reduce((sum, n) => sum + n, 0), revokedToo: acceptRevoked ? 1 : 0 }, pen.nowMs);
  return ok({ maker: madeBy === 'true' || madeBy === 'stopped' ? end.signed?.device ?? null : null, taken, known: held.size, unsigned, refused, cases: subjects.size, files });
}

/** Who was moved meanwhile wrote it when they still worked there, or for the whole county: so the logs say, where the county told everybody who works where. */
async function asTheyWorkedThere({ log, people }: CountyTables, scope: string, signers: ReadonlyMap<string, Signer>): Promise<ReadonlyMap<string, Signer>> {
  const subjects = [...signers.values()].flatMap(({ session }) => (session === null ? [] : [userSubject(session.user)]));
  const told = [await log.ofSubjects(scope, subjects), await log.ofSubjects((await people.county())?.code ?? scope, subjects)];
  return new Map([...signers].map(([device, { publicKey, session }]) => {
    const worked = session !== null && told.some((users) => foldUser(users.get(userSubject(session.user)) ?? []) !== null);
    return [device, { publicKey, session: worked ? { ...session, writes: [...session.writes, scope] } : session }];
  }));
}

function filesOf(entries: readonly Entry[]): readonly string[] {
  return entries.flatMap(({ body }) => attachmentsIn(body).map(({ hash }) => hash));
}

/** What stands in a push beside its entries and is of no weight for their judgement. */
const ENVELOPE = { protocol: PROTOCOL_VERSION, replica: 'aaaaaaaaaa', generation: 0, seen: { rev: 0, h: '' } };

/** Whoever holds the stick may give back what bears a receipt, and writes nothing as their own. */
function carrierOf(scope: string): Session {
  return { user: '', userName: '', role: 'county', home: scope, reads: [scope], writes: [] };
}
