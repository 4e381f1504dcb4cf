/**
 * What is due on every case of this device, kept by case: a duty is worked out from the few clear facts of the case once a day, and again when
 * the case, the rules or the calendar change (100,000 cases: the first answer of a day takes about half a second, every other some tens of milliseconds; 5,000: a few).
 */
import { calendarFrom, type CalendarRecord } from '../../shared/calendar/calendar-record.ts';
import { dutiesOf, dutyTime, type Duty, type DutyFacts, type DutyTime } from '../../shared/case/duties.ts';
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

/** A case whose duties are asked for. */
export interface WatchedCase { readonly row: CaseRow; readonly watch: CaseWatch }

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

interface Kept { readonly duties: readonly Duty[]; readonly proposals: readonly Proposal[] }
interface Page { readonly today: LocalDate; readonly times: Map<string, DutyTime>; readonly kept: WeakMap<CaseWatch, Kept> }

/** An empty book over `sources`, which are asked at every question. */
export function createDutyBook(sources: DutySources): DutyBook {
  let seen: { readonly rules: readonly RuleRecord[]; readonly calendars: readonly CalendarRecord[]; readonly user: string | null } = { rules: [], calendars: [], user: null };
  let [edition, page] = [0, emptyPage('')];

  const renew = (): number => {
    const next = { rules: sources.rules(), calendars: sources.calendars(), user: sources.user() };
    if (!sameItems(seen.rules, next.rules) || !sameItems(seen.calendars, next.calendars) || seen.user !== next.user) {
      [seen, page] = [next, emptyPage(page.today)];
      edition += 1;
    }
    return edition;
  };

  const pageOf = (today: LocalDate): Page => {
    if (page.today !== today) page = emptyPage(today);
    return page;
  };

  const timeOf = (scope: string, { today, times }: Page): DutyTime => {
    const known = times.get(scope) ?? dutyTime({ today, calendar: calendarFrom(seen.calendars, scope), rules: effectiveRules(seen.rules, scope) });
    times.set(scope, known);
    return known;
  };

  const keptOf = ({ row, watch }: WatchedCase, today: LocalDate, followed: DutyFacts['followed']): Kept => {
    const open = pageOf(today);
    // What a case has to do that follows another is the other's doing, too.
    const known = watch.status === 'following' || watch.status === 'closed' ? undefined : open.kept.get(watch);
    if (known) return known;
    const time = timeOf(row.scope, open);
    const duties = dutiesOf(watch, { time, followed, refused: row.delivery === 'refused' }).filter(({ kind }) => kind !== 'mentioned' || (seen.user !== null && watch.mentioned.includes(seen.user)));
    const kept = { duties, proposals: proposalsOf(watch, time) };
    // What is closed is worked out faster than it is looked up.
    if (watch.status !== 'closed') open.kept.set(watch, kept);
    return kept;
  };

  const followedOf = ({ watch }: WatchedCase, caseOf: (id: string) => WatchedCase | undefined): DutyFacts['followed'] => {
    if (watch.follows === null) return 'unknown';
    if (watch.follows.kind !== 'case') return sources.elsewhere(watch.follows.id);
    const main = caseOf(watch.follows.id)?.watch;
    return main === undefined ? 'unknown' : main.answeredOn !== null || main.status === 'declined' || main.status === 'closed' ? 'answered' : 'waiting';
  };

  return {
    duties: (one, today, caseOf) => keptOf(one, today, followedOf(one, caseOf)).duties,
    proposals: (one, today) => keptOf(one, today, 'unknown').proposals,
    time: (scope, today) => timeOf(scope, pageOf(today)),
    edition: renew,
  };
}

function emptyPage(today: LocalDate): Page {
  return { today, times: new Map(), kept: new WeakMap() };
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}
