/** What may go wrong with the computer at the table, in time to do something about it: battery, disk, clock. Pure: `use-health.ts` looks. */
import { localDateOf, localTimeOf, type LocalDate } from '../../../../shared/kernel/local-date.ts';
import { shortDay } from '../../../ui/format-date.ts';

/** `charging` or not, and how full it is, 0 to 1. */
export interface Battery { readonly charging: boolean; readonly level: number }

/** What was seen. Times are epoch milliseconds of this computer's clock. */
export interface Seen {
  readonly battery: Battery | null;
  /** Null where it cannot be asked. */
  readonly freeBytes: number | null;
  readonly now: number;
  /** The evening's day. */
  readonly on: LocalDate;
  /** When the newest entry that this screen knows of was written, by the clock of its device; null without one. */
  readonly newest: number | null;
  /** By how much the clock jumped since the evening was entered: more or less than the time that passed. 0 when it did not. */
  readonly jumped: number;
}

export const HEALTH_KINDS = ['battery', 'disk', 'day', 'behind', 'jumped'] as const;
export type HealthKind = (typeof HEALTH_KINDS)[number];
/** `severe`: what is typed may soon not be kept any more. */
export interface Warning { readonly kind: HealthKind; readonly severe: boolean; readonly sentence: string }

const MB = 1024 * 1024;
/** Capture stops at 200 MB (`electron/journal.ts`); a photograph is half a megabyte. */
const LITTLE_ROOM = 1024 * MB, NO_ROOM = 400 * MB;
const LOW = 0.25, VERY_LOW = 0.1;
/** Clocks of two laptops differ by minutes; more than this is a wrong clock. */
export const JUMP_MS = 10 * 60_000;
/** An evening may last beyond midnight. */
const MORNING = '05:00';

/** What is wrong now, in the order of `HEALTH_KINDS`; nothing when all is well. */
export function warningsOf({ battery, freeBytes, now, on, newest, jumped }: Seen): readonly Warning[] {
  return [...batteryWarning(battery), ...diskWarning(freeBytes), ...dayWarning(now, on), ...behindWarning(now, newest), ...jumpWarning(jumped)];
}

/** By how much the clock jumped between two looks: the time that it says has passed, less the time that did. Small differences are none. */
export function jumpBetween(before: { readonly now: number; readonly passed: number }, after: { readonly now: number; readonly passed: number }): number {
  const by = after.now - before.now - (after.passed - before.passed);
  return Math.abs(by) > JUMP_MS ? by : 0;
}

function batteryWarning(battery: Battery | null): readonly Warning[] {
  if (battery === null || battery.charging || battery.level > LOW) return [];
  const left = Math.round(battery.level * 100);
  const severe = battery.level <= VERY_LOW;
  return [{ kind: 'battery', severe, sentence: severe ? `电量只剩 ${left}%：请马上接电源。已登记的不会丢；没电了改用纸笔，回去再补录。` : `电量剩 ${left}%，没有接电源：请接上电源或充电宝。` }];
}

function diskWarning(freeBytes: number | null): readonly Warning[] {
  if (freeBytes === null || freeBytes > LITTLE_ROOM) return [];
  const left = `${Math.max(0, Math.floor(freeBytes / MB))} MB`;
  const severe = freeBytes <= NO_ROOM;
  return [{ kind: 'disk', severe, sentence: severe ? `磁盘只剩 ${left}，快存不下了：请先停拍照录音，删掉不用的文件再接着登记。` : `磁盘只剩 ${left}：请少拍照录音，有空时清理磁盘。` }];
}

function dayWarning(now: number, on: LocalDate): readonly Warning[] {
  const today = localDateOf(now);
  const isNight = localTimeOf(now) < MORNING && localDateOf(now - 86_400_000) === on;
  if (today === on || isNight) return [];
  return [{ kind: 'day', severe: false, sentence: `电脑的日期是${fullDay(today)}，这一场是${fullDay(on)}：登记的都记在${shortDay(on, on)}。电脑日期不对请校准；是补记就不用管。` }];
}

function behindWarning(now: number, newest: number | null): readonly Warning[] {
  if (newest === null || newest - now <= JUMP_MS) return [];
  return [{ kind: 'behind', severe: false, sentence: `电脑时间（${localTimeOf(now)}）比最近一条记录（${shortDay(localDateOf(newest), localDateOf(now))} ${localTimeOf(newest)}）还早：请校准电脑时间。` }];
}

function jumpWarning(jumped: number): readonly Warning[] {
  if (Math.abs(jumped) <= JUMP_MS) return [];
  const minutes = Math.round(Math.abs(jumped) / 60_000);
  const by = minutes < 120 ? `${minutes} 分钟` : `${Math.round(minutes / 60)} 小时`;
  return [{ kind: 'jumped', severe: false, sentence: `电脑时间忽然${jumped > 0 ? '快' : '慢'}了 ${by}：可能睡眠过，也可能时间被改了，请核对一下。` }];
}

/** With the year: a wrong clock is often years off. */
function fullDay(date: LocalDate): string {
  return shortDay(date, '');
}
