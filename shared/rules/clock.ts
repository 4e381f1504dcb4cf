/**
 * A clock: a rule's length from a day on, with the stretches that it ran and stood, and a last day set by hand where somebody with the right to
 * do so set one. Everything here is pure and total: an act on a clock that cannot have it (a second pause, a resume of what runs) changes nothing.
 */
import { daysAfter, type Calendar } from '../calendar/calendar.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { dayWords, rangeWords } from './day-words.ts';
import { DEADLINE_RULES, RULES, type DeadlineRule, type RuleUnit } from './deadline-rules.ts';
import { countWords, endWords, pauseWords, reasonWords, startWords } from './explain.ts';
import { countedDays, countPeriod, isPausedOn, type Counted, type Pause, type Period } from './period.ts';

/** A stretch from `from` to the day before `to`; `to` is null for the present one. */
export interface ClockSegment { readonly kind: 'running' | 'paused'; readonly from: LocalDate; readonly to: LocalDate | null; readonly reason: string | null }

export interface Clock {
  /** The row of the table; one that this version does not know is kept. */
  readonly rule: string;
  /** The length when the clock was started: the table may change later. Null where an older entry did not say: then as the table ships it. */
  readonly n: number | null;
  readonly unit: RuleUnit | null;
  readonly startedOn: LocalDate;
  readonly segments: readonly ClockSegment[];
  /** A last day set by hand: an extension, a supervision, a reasoned day when assigning. It may be any day, a day off too. */
  readonly setTo: LocalDate | null;
  /** When it was set: pauses from then on move it, those before were known. Absent: when the clock started. */
  readonly setOn?: LocalDate | null;
}

/** A clock by `rule`, a row of the table in force, that starts on `on`. */
export function startClock(rule: Pick<DeadlineRule, 'id' | 'n' | 'unit'>, on: LocalDate): Clock {
  return { rule: rule.id, n: rule.n, unit: rule.unit, startedOn: on, segments: [{ kind: 'running', from: on, to: null, reason: null }], setTo: null, setOn: null };
}

/** Stands from `on` on: that day is not counted any more. A day before the present stretch counts as its first. */
export function pauseClock(clock: Clock, on: LocalDate, reason: string): Clock {
  return isPaused(clock) ? clock : switched(clock, { kind: 'paused', from: on, reason });
}

/** Runs again from `on` on: that day is counted. A day before the pause began makes it a pause of no days. */
export function resumeClock(clock: Clock, on: LocalDate): Clock {
  return isPaused(clock) ? switched(clock, { kind: 'running', from: on, reason: null }) : clock;
}

/** Its last day is set to `to`, said on `on`; what it stands from then on is added. */
export function extendClock(clock: Clock, to: LocalDate, on: LocalDate): Clock {
  return { ...clock, setTo: to, setOn: on };
}

/** True while it stands. */
export function isPaused({ segments }: Pick<Clock, 'segments'>): boolean {
  return segments.at(-1)?.kind === 'paused';
}

/** What a clock shows on a day. */
export interface ClockReading {
  /** The last day; null while a pause lasts that began before it. */
  readonly dueOn: LocalDate | null;
  /** What `used` and `left` count: working days, or natural days (for months too). */
  readonly counts: 'workday' | 'day';
  /** Days used up to and with the day of the reading; the paused ones are not. */
  readonly used: number;
  /** Days left: 0 on the last day, below 0 after it; while it stands, what will be left when it runs again. */
  readonly left: number;
  /** `5月18日交办 + 7个工作日，跳过5月23–24日，6月1–5日暂停（等招标）不计 = 6月3日`; the same on every day of reading. */
  readonly explanation: string;
  /** True when it runs into a year whose holidays are not published yet. */
  readonly estimate: boolean;
  readonly paused: boolean;
}

/** Reads the clock on `today` by `calendar`. */
export function clockReading(clock: Clock, calendar: Calendar, today: LocalDate): ClockReading {
  const pauses = pausesOf(clock), { unit } = lengthOf(clock), counting = { unit, pauses, calendar };
  const ruled = ruling(clock, calendar), { period, counted } = ruled, dueOn = counted.on;
  const left = dueOn === null ? counted.total - countedDays(period.startedOn, today, { ...counting, unit: period.unit }) : countedDays(today, dueOn, counting) - countedDays(dueOn, today, counting);
  return {
    dueOn, counts: unit === 'workday' ? 'workday' : 'day', used: countedDays(clock.startedOn, today, counting), left, paused: isPaused(clock),
    estimate: dueOn !== null && calendar.day(dueOn).estimate, explanation: explained(clock, ruled, calendar),
  };
}

/** `已用3个工作日，还剩4个工作日`, `已用30天，逾期2天`, `已暂停，已用3个工作日，还剩4个工作日`. */
export function readingWords({ counts, used, left, paused }: ClockReading): string {
  const days = (n: number) => `${n}${counts === 'workday' ? '个工作日' : '天'}`;
  return `${paused ? '已暂停，' : ''}已用${days(used)}，${left > 0 ? `还剩${days(left)}` : left === 0 ? '今天到期' : `逾期${days(-left)}`}`;
}

/** A last day that another calendar moved: for the log, and for the act that moves the day of a record. */
export interface Recalculation { readonly before: LocalDate; readonly after: LocalDate; readonly why: string }

/** What a change of the calendar makes of the clock; null when its last day stays, or while it stands. */
export function recalculated(clock: Clock, old: Calendar, now: Calendar): Recalculation | null {
  const before = ruling(clock, old).counted.on, after = ruling(clock, now).counted.on;
  if (before === null || after === null || before === after) return null;
  const days = daysAfter(clock.startedOn, before < after ? after : before);
  const changed = days.filter((day) => old.day(day).workday !== now.day(day).workday);
  const off = changed.filter((day) => old.day(day).workday), on = changed.filter((day) => now.day(day).workday);
  const told = [off.length > 0 && `${rangeWords(off, clock.startedOn)}改为放假`, on.length > 0 && `${rangeWords(on, clock.startedOn)}改为上班`].filter((part) => part !== false);
  const known = days.find((day) => old.day(day).estimate && !now.day(day).estimate);
  const published = known === undefined ? '' : `${known.slice(0, 4)}年放假安排已导入，`;
  return { before, after, why: `${published}${told.join('，')}，期限由${dayWords(before, clock.startedOn)}改为${dayWords(after, clock.startedOn)}` };
}

/** The period that says the last day, and what counting it gave. */
interface Ruling { readonly period: Period; readonly counted: Counted }

/** By the rule, or from the day on which a last day was set by hand. */
function ruling(clock: Clock, calendar: Calendar): Ruling {
  const pauses = pausesOf(clock), { n, unit } = lengthOf(clock), { setTo } = clock;
  if (setTo === null) {
    const period = { startedOn: clock.startedOn, n, unit, pauses };
    return { period, counted: countPeriod(period, calendar) };
  }
  const setOn = clock.setOn ?? clock.startedOn;
  const later = pauses.flatMap((pause) => (pause.to === null || pause.to > setOn ? [{ ...pause, from: pause.from < setOn ? setOn : pause.from }] : []));
  const natural = daysAfter(setOn, setTo);
  // Working days only where there are any: a day off that was set as the last day is counted to in natural days.
  const workdays = unit === 'workday' ? natural.filter((day) => calendar.day(day).workday).length : 0;
  const period: Period = { startedOn: setOn, pauses: later, ...(workdays > 0 ? { n: workdays, unit: 'workday' } : { n: natural.length, unit: 'calendar_day' }) };
  // The day as it was set, unless the clock stood before it.
  if (!natural.some((day) => isPausedOn(day, later))) return { period, counted: { reached: setTo, on: setTo, total: period.n } };
  return { period, counted: countPeriod(period, calendar) };
}

function explained(clock: Clock, { period, counted: { reached, on, total } }: Ruling, calendar: Calendar): string {
  const { setTo, startedOn } = clock;
  const start = startWords({ startedOn, ...lengthOf(clock), pauses: [] }, ruleNamed(clock.rule)?.from ?? '起');
  const setBy = `${clock.setOn && clock.setOn !== startedOn ? dayWords(clock.setOn, startedOn) : ''}另定`;
  const head = setTo === null ? start : `${start}，${setBy}到${dayWords(setTo, startedOn)}`;
  if (reached === null || on === null) return `${head}${standstillWords(period, total, { near: startedOn, calendar })}`;
  if (setTo !== null && on === setTo) return `${start}，${setBy} = ${endWords(on, startedOn, calendar)}`;
  return `${head}${countWords(period, { reached, on, total }, calendar)}`;
}

/** `，6月1日起暂停（等招标），恢复后还有4个工作日`, with the pauses before it. */
function standstillWords({ startedOn, pauses, unit }: Period, total: number, { near, calendar }: { readonly near: LocalDate; readonly calendar: Calendar }): string {
  const pause = pauses.find(({ to }) => to === null);
  if (pause === undefined) return '';
  const told = pauseWords(pauses, startedOn, pause.from);
  const left = total - countedDays(startedOn, pause.from, { unit, pauses, calendar });
  return `${told === '' ? '' : `，${told}`}，${dayWords(pause.from, near)}起暂停${reasonWords(pause.reason)}，恢复后还有${left}${unit === 'workday' ? '个工作日' : '天'}`;
}

/** The length of a clock; of an older entry that did not say, as the table ships it (a rule that nobody knows has none, so that only a day set by hand counts). */
function lengthOf({ rule, n, unit }: Clock): { readonly n: number; readonly unit: RuleUnit } {
  const row = ruleNamed(rule);
  return n !== null && unit !== null ? { n, unit } : { n: row?.n ?? 0, unit: row?.unit ?? 'calendar_day' };
}

function ruleNamed(id: string): DeadlineRule | null {
  const known = DEADLINE_RULES.find((one) => one === id);
  return known === undefined ? null : RULES[known];
}

function pausesOf({ segments }: Clock): readonly Pause[] {
  return segments.filter(({ kind }) => kind === 'paused');
}

/** The present stretch ends where the next begins, which is never before its own first day. */
function switched(clock: Clock, next: Omit<ClockSegment, 'to'>): Clock {
  const present = clock.segments.at(-1)?.from ?? clock.startedOn;
  const from = next.from < present ? present : next.from;
  return { ...clock, segments: [...clock.segments.map((one) => (one.to === null ? { ...one, to: from } : one)), { ...next, from, to: null }] };
}
