/**
 * What is due on every case of this device, kept by case: a duty is worked out from the few clear facts of the case once a day, and again when
 * the case, the rules or the calendar change.
 */
import { calendarFrom, type CalendarRecord } from '../../shared/calendar/calendar-record.ts';
import { dutiesOf, dutyTime, lastDays, type Duty, type DutyFacts, type DutyTime } from '../../shared/case/duties.ts';
import { proposalsOf, type Proposal } from '../../shared/case/proposals.ts';
import type { CaseWatch } from '../../shared/case/watch.ts';
import type { LocalDate } from '../../shared/kernel/local-date.ts';
import { effectiveRules, type RuleRecord } from '../../shared/rules/effective-rules.ts';
import type { CaseRow } from './api.ts';

/** Where the rules come from, and who asks. */
export interface DutySources {
  readonly rules: () => readonly RuleRecord[];
  readonly calendars: () => readonly CalendarRecord[];
  /** Who uses this device: only what they were asked to look at is theirs. */
  readonly user: () => string | null;
  /** How far the item of another kind is that a case was turned into. */
  readonly elsewhere: (id: string) => DutyFacts['followed'];
}

/** A case whose duties are asked for. `since` is the version of the cases in memory that brought it: another watch is another object with a later one. */
export interface WatchedCase { readonly row: CaseRow; readonly watch: CaseWatch; readonly since: number }

export interface DutyBook {
  /** Everything to be done on a case on `today`, most urgent first. `caseOf` finds the case that another follows. */
  duties(one: WatchedCase, today: LocalDate, caseOf: (id: string) => WatchedCase | undefined): readonly Duty[];
  proposals(one: WatchedCase, today: LocalDate): readonly Proposal[];
  /** Last days by the rules in force in a place. */
  time(scope: string, today: LocalDate): DutyTime;
  /** Another number once rules, calendar or user have changed: what was answered before it is old. */
  edition(): number;
}

/** Nobody's rules but the shipped ones. */
export const SHIPPED_ONLY: DutySources = { rules: () => [], calendars: () => [], user: () => null, elsewhere: () => 'unknown' };

interface Page { readonly today: LocalDate; readonly times: Map<string, DutyTime>; readonly kept: WeakMap<CaseWatch, readonly Duty[]> }
/** What counts in a place, whatever day it is. */
type Place = Pick<DutyTime, 'calendar' | 'rules' | 'due'>;

/** An empty book over `sources`, which are asked at every question. */
export function createDutyBook(sources: DutySources): DutyBook {
  let seen: { readonly rules: readonly RuleRecord[]; readonly calendars: readonly CalendarRecord[]; readonly user: string | null } = { rules: [], calendars: [], user: null };
  let [edition, page] = [0, emptyPage('')];
  const places = new Map<string, Place>();

  const renew = (): number => {
    const next = { rules: sources.rules(), calendars: sources.calendars(), user: sources.user() };
    if (!sameItems(seen.rules, next.rules) || !sameItems(seen.calendars, next.calendars) || seen.user !== next.user) {
      [seen, page] = [next, emptyPage(page.today)];
      places.clear();
      edition += 1;
    }
    return edition;
  };

  const pageOf = (today: LocalDate): Page => {
    if (page.today !== today) page = emptyPage(today);
    return page;
  };

  /** Townships that have no word of their own count as their county does: once for all of them. */
  const placeOf = (scope: string): Place => {
    const layer = [...seen.rules, ...seen.calendars].some((record) => record.scope === scope) ? scope : scope.slice(0, 6);
    const known = places.get(layer);
    if (known) return known;
    const [calendar, rules] = [calendarFrom(seen.calendars, layer), effectiveRules(seen.rules, layer)];
    const place = { calendar, rules, due: lastDays({ calendar, rules }) };
    places.set(layer, place);
    return place;
  };

  const timeOf = (scope: string, { today, times }: Page): DutyTime => {
    const known = times.get(scope) ?? dutyTime({ today, ...placeOf(scope) });
    times.set(scope, known);
    return known;
  };

  const dutiesFor = ({ row, watch }: WatchedCase, today: LocalDate, followed: DutyFacts['followed']): readonly Duty[] => {
    const open = pageOf(today);
    // What a case has to do that follows another is the other's doing, too; what is closed is worked out faster than it is looked up.
    const isKept = watch.status !== 'following' && watch.status !== 'closed';
    const known = isKept ? open.kept.get(watch) : undefined;
    if (known) return known;
    const found = dutiesOf(watch, { time: timeOf(row.scope, open), followed, refused: row.delivery === 'refused' });
    const duties = found.length === 0 ? NONE : found.filter(({ kind }) => kind !== 'mentioned' || (seen.user !== null && watch.mentioned.includes(seen.user)));
    if (isKept) open.kept.set(watch, duties);
    return duties;
  };

  const followedOf = ({ watch }: WatchedCase, caseOf: (id: string) => WatchedCase | undefined): DutyFacts['followed'] => {
    if (watch.follows === null) return 'unknown';
    if (watch.follows.kind !== 'case') return sources.elsewhere(watch.follows.id);
    const main = caseOf(watch.follows.id)?.watch;
    return main === undefined ? 'unknown' : main.answeredOn !== null || main.status === 'declined' || main.status === 'closed' ? 'answered' : 'waiting';
  };

  return {
    duties: (one, today, caseOf) => dutiesFor(one, today, followedOf(one, caseOf)),
    proposals: ({ row, watch }, today) => proposalsOf(watch, timeOf(row.scope, pageOf(today))),
    time: (scope, today) => timeOf(scope, pageOf(today)),
    edition: renew,
  };
}

/** Of most cases: one list for all of them. */
const NONE: readonly Duty[] = [];

function emptyPage(today: LocalDate): Page {
  return { today, times: new Map(), kept: new WeakMap() };
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}
