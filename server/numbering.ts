/**
 * Official numbers as entries of the server itself, decided in the transaction that accepts the registration: every
 * registered case has exactly one number in force, and no two cases of a scope have the same.
 *
 * Twice only after a restore from a backup: the server numbered new cases from where the backup stood, and then a
 * device gives back cases that were numbered before. The case that was numbered later gets a new number by an entry
 * that names the number it `replaces`; the number on paper of the earlier case stays. A registration that comes back
 * (it bears a receipt) had a number, which comes back as well, perhaps in a later batch: it is waited for. Should the number
 * be lost everywhere, the next act on the case gives it one, or `numberLeftOvers` does a day later.
 */
import type { CaseState } from '../shared/case/case.ts';
import { foldCase } from '../shared/case/fold.ts';
import { localDateOf } from '../shared/kernel/local-date.ts';
import { appendTo, compareEntries, headAfter, type Entry, type EntryHeader } from '../shared/ledger/entry.ts';
import { parseNumber } from '../shared/office/numbering.ts';
import type { Office } from '../shared/office/office.ts';
import { numberingYear, officeOf, officialNumber } from './official-number.ts';
import { notBefore, SERVER_ACTOR, type ServerPen } from './server-pen.ts';
import type { CountyTables } from './store/county-store.ts';

/** The cases that a batch touched: all entries of each, stored and new, by subject. Numbers are added to these lists. */
export type TouchedSubjects = Map<string, Entry[]>;

export interface NumberBatch { readonly scope: string; readonly accepted: readonly Entry[]; readonly touched: TouchedSubjects; readonly returned: ReadonlySet<string> }

/**
 * The number entries that the touched cases of `scope` now need, in the order to be appended; each is also added to
 * its subject in `touched`. `accepted` are the batch's new entries, `returned` the ids of those that the county has had before.
 */
export async function giveNumbers(tables: CountyTables, batch: NumberBatch, pen: ServerPen): Promise<readonly Entry[]> {
  await learnNumbers(tables, batch);

  const given: Entry[] = [];
  const bearerByNumber = new Map<string, CaseState>();
  const renumbered = new Set<string>();
  const back = comingBack(batch);
  let head = await tables.log.chainHead(batch.scope, pen.replica, SERVER_ACTOR);
  let office: Office | null = null;
  const counters = new Map<number, number>();
  const nextOf = async (year: number): Promise<number> => {
    const n = (counters.get(year) ?? await tables.numbering.last(batch.scope, year)) + 1;
    counters.set(year, n);
    return n;
  };
  const give = async (state: CaseState, replaces?: string): Promise<void> => {
    // Most batches register nothing: the office is looked up for the first number.
    office ??= await officeOf(tables, batch.scope);
    if (!office) return;
    const year = numberingYear(state.registered.receivedOn, localDateOf(pen.nowMs));
    const number = officialNumber(office, year, await nextOf(year));
    const entries = batch.touched.get(state.id) ?? [];
    const draft = { scope: batch.scope, subject: state.id, type: 'case.numbered', v: 1, body: { number, ...(replaces === undefined ? {} : { replaces }) } };
    const entry = appendTo(notBefore(head, entries), draft, { actor: SERVER_ACTOR, nowMs: pen.nowMs });
    head = headAfter(entry);
    given.push(entry);
    renumbered.add(state.id);
    batch.touched.set(state.id, [...entries, entry]);
  };

  for (const state of inOrderOfRegistration(batch.touched)) {
    if (renumbered.has(state.id)) continue;
    if (state.number === null) {
      if (!back.has(state.id)) await give(state);
      continue;
    }
    const other = bearerByNumber.get(state.number) ?? await storedBearer(tables, batch, state);
    if (!other || other.id === state.id) {
      bearerByNumber.set(state.number, state);
      continue;
    }
    const [first, later] = numberedFirst(state, other) ? [state, other] : [other, state];
    bearerByNumber.set(state.number, first);
    await give(later, state.number);
  }
  for (const [year, n] of counters) await tables.numbering.raise(batch.scope, year, n);
  return given;
}

/** The cases of which this batch brings only what the county has had before. */
function comingBack({ accepted, returned }: NumberBatch): ReadonlySet<string> {
  const news = new Set(accepted.filter((entry) => !returned.has(entry.id)).map((entry) => entry.subject));
  return new Set(accepted.map((entry) => entry.subject).filter((subject) => !news.has(subject)));
}

/** Numbers the cases of a scope that have none although nothing of them arrived after `before` (epoch milliseconds). Returns how many there were. */
export async function numberLeftOvers(tables: CountyTables, scope: string, { before, pen }: { readonly before: number; readonly pen: ServerPen }): Promise<number> {
  const subjects = await tables.read.unnumbered(scope, before);
  const head = await tables.log.head(scope);
  if (subjects.length === 0 || !head) return 0;
  const touched = new Map([...await tables.log.ofSubjects(scope, subjects)].map(([subject, entries]) => [subject, [...entries]]));
  const given = await giveNumbers(tables, { scope, accepted: [], touched, returned: new Set() }, pen);
  await tables.log.append(head, given, { device: '', receivedAt: pen.nowMs });
  await tables.read.fold(scope, touched);
  return given.length;
}

/** Raises the counters to the numbers that came back, of whatever form, before any new one is given: a new form goes on counting. */
async function learnNumbers(tables: CountyTables, batch: { scope: string; accepted: readonly Entry[] }): Promise<void> {
  for (const entry of batch.accepted) {
    const text = entry.type === 'case.numbered' ? entry.body['number'] : null;
    const number = typeof text === 'string' ? parseNumber(text) : null;
    if (number) await tables.numbering.raise(batch.scope, number.year, number.n);
  }
}

async function storedBearer(tables: CountyTables, batch: { scope: string; touched: TouchedSubjects }, state: CaseState): Promise<CaseState | null> {
  const id = state.number === null ? null : await tables.read.bearerOf(batch.scope, state.number, state.id);
  if (id === null) return null;
  // A case that this batch touches too is judged by what it is now, not by its row.
  const entries = batch.touched.get(id) ?? (await tables.log.ofSubjects(batch.scope, [id])).get(id) ?? [];
  const bearer = foldCase(entries);
  if (bearer?.number !== state.number) return null;
  batch.touched.set(id, [...entries]);
  return bearer;
}

function inOrderOfRegistration(touched: TouchedSubjects): readonly CaseState[] {
  const states = [...touched].flatMap(([subject, entries]) => {
    const state = subject.startsWith('case:') ? foldCase(entries) : null;
    return state ? [state] : [];
  });
  const registration = (state: CaseState) => headerOfType(state, 'case.registered');
  return states.sort((a, b) => compareHeaders(registration(a), registration(b)));
}

/** The entry that gave a case the number it has. */
function numberEntry(state: CaseState): EntryHeader | null {
  const event = state.timeline.find((one) => one.header.type === 'case.numbered' && one.ineffective === null && one.body['number'] === state.number);
  return event?.header ?? null;
}

function numberedFirst(a: CaseState, b: CaseState): boolean {
  return compareHeaders(numberEntry(a), numberEntry(b)) < 0;
}

function headerOfType(state: CaseState, type: string): EntryHeader | null {
  return state.timeline.find((event) => event.header.type === type && event.ineffective === null)?.header ?? null;
}

function compareHeaders(a: EntryHeader | null, b: EntryHeader | null): number {
  if (a && b) return compareEntries(a, b);
  return a ? -1 : b ? 1 : 0;
}
