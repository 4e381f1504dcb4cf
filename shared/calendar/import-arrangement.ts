/**
 * Reads the yearly arrangement of days off from a file: the open JSON that is usually passed around (`{year, days: [{name, date, isOffDay}]}`, as
 * NateScarlet/holiday-cn has it), and this software's own (`YearArrangement`). A file that would count deadlines wrongly is refused with its reason.
 */
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { addDays, daysBetween, isLocalDate, toDayNumber, weekday, type LocalDate } from '../kernel/local-date.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { YearArrangement } from './year-arrangement.ts';

/** Why a file is not taken; `detail` is the day, the year or the holiday that is meant. */
export type ArrangementRefusal = { readonly code: ArrangementCode; readonly detail: string };
type ArrangementCode = keyof typeof TEXTS;

const TEXTS = {
  'not-json': '这个文件不是 JSON 格式。请选放假安排的 JSON 文件。',
  'not-arrangement': '文件里没有放假安排。请选含有年份和放假日期的文件。',
  'wrong-year': '文件是{}年的，不是要导入的这一年。请换一个文件，或者换一年导入。',
  'day-invalid': '文件里的日期“{}”不存在。请核对原文件。',
  'day-outside-year': '文件里的{}不属于这一年。请核对原文件。',
  'range-reversed': '文件里从{}开始的假期，结束早于开始。请核对原文件。',
  'range-long': '文件里从{}开始的假期超过 15 天，不会是真的安排。请核对原文件。',
  'day-twice': '文件里的{}既放假又上班。请核对原文件。',
  'make-up-weekday': '文件里的{}本来就是工作日，不会是调休上班日。请核对原文件。',
  'holiday-missing': '文件里缺少{}的安排，可能还没有发布完整。请等国务院办公厅通知发布后再导入。',
} as const;

/** What is wrong with the file and what to do. */
export function arrangementRefusalText({ code, detail }: ArrangementRefusal): string {
  return TEXTS[code].replace('{}', () => detail);
}

const Shared = Type.Object({ year: Type.Integer({ minimum: 2000, maximum: 2199 }), days: Type.Array(Type.Object({ name: Type.String({ minLength: 1, maxLength: 60 }), date: Type.String(), isOffDay: Type.Boolean() }), { minItems: 1, maxItems: 366 }), papers: Type.Optional(Type.Array(Type.String())) });
const Own = Type.Object({
  year: Type.Integer({ minimum: 2000, maximum: 2199 }), source: Type.String({ maxLength: 500 }),
  holidays: Type.Array(Type.Object({ name: Type.String({ minLength: 1, maxLength: 60 }), from: Type.String(), to: Type.String() }), { minItems: 1, maxItems: 60 }), makeUpDays: Type.Array(Type.String(), { maxItems: 60 }),
});

/** The seven that every year has (全国年节及纪念日放假办法, 2024, 第二条); two that meet share a name: 国庆节、中秋节. */
const EVERY_YEAR = ['元旦', '春节', '清明', '劳动', '端午', '中秋', '国庆'] as const;

/** No holiday was ever longer than ten days; a slip of a month in a file is. */
const LONGEST_DAYS = 15;

/** The arrangement in the text of a file; `year` when only that year will do. */
export function parseArrangement(text: string, year: number | null): Result<YearArrangement, ArrangementRefusal> {
  const json = readJson(text);
  if (!json.ok) return json;
  const file = json.value;
  const read = Value.Check(Shared, file) ? fromShared(file) : Value.Check(Own, file) ? ok(fromOwn(file)) : refused('not-arrangement');
  if (!read.ok) return read;
  const fault = faultOf(read.value, year);
  return fault === null ? read : err(fault);
}

/** What is wrong with an arrangement; null when deadlines can be counted by it. */
export function faultOf(arrangement: YearArrangement, year: number | null): ArrangementRefusal | null {
  const { holidays, makeUpDays } = arrangement;
  if (year !== null && arrangement.year !== year) return { code: 'wrong-year', detail: String(arrangement.year) };
  const days = [...holidays.flatMap(({ from, to }) => [from, to]), ...makeUpDays];
  const invalid = days.find((day) => !isLocalDate(day));
  if (invalid !== undefined) return { code: 'day-invalid', detail: invalid };
  const outside = days.find((day) => !belongsTo(day, arrangement.year));
  if (outside !== undefined) return { code: 'day-outside-year', detail: outside };
  const reversed = holidays.find(({ from, to }) => to < from);
  if (reversed !== undefined) return { code: 'range-reversed', detail: reversed.from };
  const long = holidays.find(({ from, to }) => daysBetween(from, to) >= LONGEST_DAYS);
  if (long !== undefined) return { code: 'range-long', detail: long.from };
  const twice = makeUpDays.find((day) => holidays.some(({ from, to }) => from <= day && day <= to));
  if (twice !== undefined) return { code: 'day-twice', detail: twice };
  const onWeekday = makeUpDays.find((day) => weekday(day) !== 0 && weekday(day) !== 6);
  if (onWeekday !== undefined) return { code: 'make-up-weekday', detail: onWeekday };
  const missing = EVERY_YEAR.find((name) => !holidays.some((holiday) => holiday.name.includes(name)));
  return missing === undefined ? null : { code: 'holiday-missing', detail: missing };
}

/** New Year's days off may begin in the December before (2022-12-31 for 2023), and so may the day that is worked for them. */
function belongsTo(day: LocalDate, year: number): boolean {
  return day.startsWith(`${year}-`) || day.startsWith(`${year - 1}-12-`);
}

function readJson(text: string): Result<unknown, ArrangementRefusal> {
  try {
    // A file saved by an editor may begin with a byte order mark.
    return ok(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch {
    return refused('not-json');
  }
}

function fromShared({ year, days, papers }: Static<typeof Shared>): Result<YearArrangement, ArrangementRefusal> {
  const invalid = days.find(({ date }) => !isLocalDate(date));
  if (invalid !== undefined) return refused('day-invalid', invalid.date);
  const off = days.filter(({ isOffDay }) => isOffDay).sort((a, b) => toDayNumber(a.date) - toDayNumber(b.date));
  const holidays: { name: string; from: LocalDate; to: LocalDate }[] = [];
  for (const { name, date } of off) {
    const last = holidays.at(-1);
    if (last?.name === name && addDays(last.to, 1) === date) last.to = date;
    else holidays.push({ name, from: date, to: date });
  }
  return ok({ year, source: papers?.[0] ?? '导入的放假安排', holidays, makeUpDays: days.filter(({ isOffDay }) => !isOffDay).map(({ date }) => date).sort() });
}

function fromOwn({ year, source, holidays, makeUpDays }: Static<typeof Own>): YearArrangement {
  return { year, source, holidays: holidays.map(({ name, from, to }) => ({ name, from, to })), makeUpDays };
}

function refused(code: ArrangementCode, detail = ''): { readonly ok: false; readonly error: ArrangementRefusal } {
  return err({ code, detail });
}
