/**
 * The SQL read tables: what the county's questions read, folded from the ledger by the same pure folds that run on
 * every device, in the transaction that appends. They can be dropped and rebuilt at any time (`rebuild`).
 */
import type { Kysely } from 'kysely';
import { CASE_STATES, type CaseState, type CaseStatus } from '../../shared/case/case.ts';
import { foldCase } from '../../shared/case/fold.ts';
import type { ActivityState } from '../../shared/activity/activity.ts';
import { foldActivity } from '../../shared/activity/fold.ts';
import { joinedActivities } from '../../shared/activity/joined.ts';
import type { LocalDate } from '../../shared/kernel/local-date.ts';
import type { Entry } from '../../shared/ledger/entry.ts';
import { tookPlace } from '../../shared/statistics/selection.ts';
import { inParts, type LogStore } from './log-store.ts';
import type { ActivityTableRow, CaseTableRow, Tables } from './schema.ts';

/** How many cases of a scope stand where. `overdue` and `dueSoon` count open cases only. */
export interface CaseTally {
  readonly total: number;
  readonly byStatus: Readonly<Record<CaseStatus, number>>;
  readonly overdue: number;
  readonly dueSoon: number;
  readonly contested: number;
  readonly supervised: number;
  readonly reworked: number;
}

/**
 * What the activities of a scope add up to. Night markets: how many took place, how many of those are under way, citizens met (人次), 现场化解 and golden
 * ideas. `others`: activities of other kinds that took place. What is only planned or was cancelled is in no figure (`shared/statistics`).
 */
export interface ActivityTally { readonly held: number; readonly open: number; readonly citizens: number; readonly settled: number; readonly ideas: number; readonly others: number }

/** From today to the last day that counts as due soon, both included. */
export interface DueWindow { readonly today: LocalDate; readonly soon: LocalDate }

/** The rows of the read tables, for comparing a rebuild with what was kept. */
export interface ReadRows { readonly cases: readonly CaseTableRow[]; readonly activities: readonly ActivityTableRow[] }

export type ReadTables = ReturnType<typeof createReadTables>;

const NO_CASES: Readonly<Record<CaseStatus, number>> = Object.fromEntries(CASE_STATES.map((status) => [status, 0])) as Record<CaseStatus, number>;

export function createReadTables(db: Kysely<Tables>, log: LogStore) {
  const tables = {
    /** Writes the rows of the subjects of one scope, from all their entries. Subjects of other aggregates have no table here. */
    async fold(scope: string, entriesBySubject: ReadonlyMap<string, readonly Entry[]>): Promise<void> {
      await write(rowsOf(scope, entriesBySubject));
    },

    /** Deletes the rows of these subjects of a scope, or of all for null: to be folded again. */
    async forget(scope: string, subjects: readonly string[] | null): Promise<void> {
      for (const table of ['cases', 'activities'] as const) {
        if (subjects === null) await db.deleteFrom(table).where('scope', '=', scope).execute();
        else for (const part of inParts(subjects)) await db.deleteFrom(table).where('scope', '=', scope).where('id', 'in', part).execute();
      }
    },

    /** Another case of the scope that already bears the number, or null. */
    async bearerOf(scope: string, number: string, except: string): Promise<string | null> {
      const row = await db.selectFrom('cases').select('id').where('scope', '=', scope).where('number', '=', number).where('id', '!=', except).limit(1).executeTakeFirst();
      return row?.id ?? null;
    },

    /** At most 500 cases of a scope that have no number, and of which nothing arrived after `before` (epoch milliseconds). */
    async unnumbered(scope: string, before: number): Promise<readonly string[]> {
      const rows = await db.selectFrom('cases').select('id').where('scope', '=', scope).where('number', 'is', null)
        .where(({ not, exists, selectFrom }) => not(exists(selectFrom('entries').select('entries.id').whereRef('entries.scope', '=', 'cases.scope').whereRef('entries.subject', '=', 'cases.id').where('received_at', '>', before))))
        .limit(500).execute();
      return rows.map((row) => row.id);
    },

    /** The tally of every scope that has cases. */
    async tallies(window: DueWindow): Promise<ReadonlyMap<string, CaseTally>> {
      const rows = await db.selectFrom('cases').select(({ fn, eb }) => [
        'scope', 'status', fn.countAll<number>().as('n'),
        fn.sum<number>(eb.case().when('due_on', '<', window.today).then(1).else(0).end()).as('past'),
        fn.sum<number>(eb.case().when(eb.and([eb('due_on', '>=', window.today), eb('due_on', '<=', window.soon)])).then(1).else(0).end()).as('near'),
        fn.sum<number>('contested').as('contested'),
        fn.sum<number>(eb.case().when('supervisions', '>', 0).then(1).else(0).end()).as('supervised'),
        fn.sum<number>(eb.case().when('reworks', '>', 0).then(1).else(0).end()).as('reworked'),
      ]).groupBy(['scope', 'status']).execute();
      const tallies = new Map<string, CaseTally>();
      for (const row of rows) {
        const before = tallies.get(row.scope) ?? { total: 0, byStatus: NO_CASES, overdue: 0, dueSoon: 0, contested: 0, supervised: 0, reworked: 0 };
        const status = row.status as CaseStatus;
        const open = status !== 'closed' && status !== 'declined';
        tallies.set(row.scope, {
          total: before.total + row.n, byStatus: { ...before.byStatus, [status]: before.byStatus[status] + row.n },
          overdue: before.overdue + (open ? row.past : 0), dueSoon: before.dueSoon + (open ? row.near : 0),
          contested: before.contested + row.contested, supervised: before.supervised + row.supervised, reworked: before.reworked + row.reworked,
        });
      }
      return tallies;
    },

    /** What the activities of every scope add up to; two that were merged count as the one that they were. */
    async activityTallies(): Promise<ReadonlyMap<string, ActivityTally>> {
      const rows = await db.selectFrom('activities').where('status', 'in', ['open', 'closed']).where('merged_into', 'is', null).where(({ not, exists, selectFrom }) => not(exists(
        selectFrom('activities as part').select('part.id').whereRef('part.scope', '=', 'activities.scope').whereRef('part.merged_into', '=', 'activities.id'),
      ))).select(({ fn, eb }) => {
        const ofMarkets = (column: 'open' | 'citizens' | 'settled' | 'ideas') => fn.sum<number>(eb.case().when('kind', '=', 'night_market').then(eb.ref(column)).else(0).end()).as(column);
        const times = (isMarket: '=' | '!=') => fn.sum<number>(eb.case().when('kind', isMarket, 'night_market').then(1).else(0).end());
        return ['scope', times('=').as('held'), ofMarkets('open'), ofMarkets('citizens'), ofMarkets('settled'), ofMarkets('ideas'), times('!=').as('others')];
      }).groupBy('scope').execute();
      const tallies = new Map<string, ActivityTally>(rows.map(({ scope, ...tally }) => [scope, tally]));
      for (const [scope, ids] of await mergedIds()) {
        const states = [...(await log.ofSubjects(scope, ids)).values()].flatMap((entries) => foldActivity(entries) ?? []);
        for (const one of joinedActivities(states)) if (tookPlace(one)) tallies.set(scope, withActivity(tallies.get(scope), one));
      }
      return tallies;
    },

    /** What the rows should be: every subject of the scopes folded again from the ledger. Nothing is written. */
    async refolded(scopes: readonly string[]): Promise<ReadRows> {
      const cases: CaseTableRow[] = [];
      const activities: ActivityTableRow[] = [];
      for (const scope of [...scopes].sort()) {
        for (const aggregate of ['case', 'activity']) {
          for (const part of inParts(await log.subjects(scope, aggregate))) {
            const rows = rowsOf(scope, await log.ofSubjects(scope, part));
            cases.push(...rows.cases);
            activities.push(...rows.activities);
          }
        }
      }
      return { cases: inOrder(cases), activities: inOrder(activities) };
    },

    /** Empties the tables and fills them from the ledger. Returns how many cases there are. */
    async rebuild(scopes: readonly string[]): Promise<number> {
      const rows = await tables.refolded(scopes);
      await db.deleteFrom('cases').execute();
      await db.deleteFrom('activities').execute();
      await write(rows);
      return rows.cases.length;
    },

    /** All rows, in a fixed order. */
    async rows(): Promise<ReadRows> {
      const cases = await db.selectFrom('cases').select([
        'scope', 'id', 'number', 'temp_no', 'status', 'matter', 'channel', 'category', 'level', 'village', 'activity', 'received_on', 'sorted_on', 'assigned_on', 'due_on',
        'lead', 'reply_class', 'replied_on', 'closed_on', 'citizen_grade', 'deputy_grade', 'supervisions', 'reworks', 'contested',
      ]).execute();
      const activities = await db.selectFrom('activities').select(['scope', 'id', 'kind', 'status', 'merged_into', 'held_on', 'place', 'village', 'open', 'deputies', 'citizens', 'settled', 'ideas']).execute();
      // The driver's rows have no prototype; these are plain objects, so that they compare equal to refolded ones.
      return { cases: inOrder(cases.map((row) => ({ ...row }))), activities: inOrder(activities.map((row) => ({ ...row }))) };
    },
  };
  return tables;

  /** By scope: the activities that were merged, and those that they were merged into. Few, since two laptops seldom begin one evening. */
  async function mergedIds(): Promise<ReadonlyMap<string, readonly string[]>> {
    const merged = await db.selectFrom('activities').select(['scope', 'id', 'merged_into']).where('merged_into', 'is not', null).execute();
    const scopes = new Map<string, Set<string>>();
    for (const { scope, id, merged_into: into } of merged) scopes.set(scope, new Set([...(scopes.get(scope) ?? []), id, ...(into === null ? [] : [into])]));
    return new Map([...scopes].map(([scope, ids]) => [scope, [...ids]]));
  }

  async function write(rows: ReadRows): Promise<void> {
    for (const part of inParts(rows.cases)) await db.replaceInto('cases').values(part).execute();
    for (const part of inParts(rows.activities)) await db.replaceInto('activities').values(part).execute();
  }
}

function rowsOf(scope: string, entriesBySubject: ReadonlyMap<string, readonly Entry[]>): ReadRows {
  const cases: CaseTableRow[] = [];
  const activities: ActivityTableRow[] = [];
  for (const [subject, entries] of entriesBySubject) {
    if (subject.startsWith('case:')) {
      const state = foldCase(entries);
      if (state) cases.push(caseRow(scope, state));
    } else if (subject.startsWith('activity:')) {
      const state = foldActivity(entries);
      if (state) activities.push(activityRow(scope, state));
    }
  }
  return { cases, activities };
}

const NO_ACTIVITIES: ActivityTally = { held: 0, open: 0, citizens: 0, settled: 0, ideas: 0, others: 0 };

function withActivity(tally: ActivityTally = NO_ACTIVITIES, { kind, open, citizens, settled, ideas }: ActivityState): ActivityTally {
  if (kind !== 'night_market') return { ...tally, others: tally.others + 1 };
  return { ...tally, held: tally.held + 1, open: tally.open + (open ? 1 : 0), citizens: tally.citizens + citizens, settled: tally.settled + settled, ideas: tally.ideas + ideas };
}

function inOrder<T extends { readonly scope: string; readonly id: string }>(rows: readonly T[]): readonly T[] {
  const key = (row: T) => `${row.scope} ${row.id}`;
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function caseRow(scope: string, state: CaseState): CaseTableRow {
  return {
    scope, id: state.id, number: state.number, temp_no: state.tempNo, status: state.status, matter: state.registered.matter, channel: state.registered.channel,
    category: state.category, level: state.level, village: state.registered.village ?? null, activity: state.registered.activity ?? null,
    received_on: state.registered.receivedOn, sorted_on: state.sortedOn, assigned_on: state.assignment?.on ?? null, due_on: state.dueOn, lead: state.assignment?.lead ?? null,
    reply_class: state.reply?.class ?? null, replied_on: state.reply?.on ?? null, closed_on: state.closedOn,
    citizen_grade: state.evaluations.citizen?.grade ?? null, deputy_grade: state.evaluations.deputy?.grade ?? null,
    supervisions: state.supervisions.length, reworks: state.reworks, contested: state.contested ? 1 : 0,
  };
}

function activityRow(scope: string, state: ActivityState): ActivityTableRow {
  return {
    scope, id: state.id, kind: state.kind, status: state.status, merged_into: state.mergedInto, held_on: state.on, place: state.place, village: state.village, open: state.open ? 1 : 0,
    deputies: state.deputies.length, citizens: state.citizens, settled: state.settled, ideas: state.ideas,
  };
}
