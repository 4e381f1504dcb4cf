/** The yearly arrangement of days off (国务院办公厅关于部分节假日安排的通知), as data. */
import type { LocalDate } from '../kernel/local-date.ts';

/** One year's official arrangement: days off (with the holiday's name) and weekend days that are worked. */
export interface YearArrangement {
  readonly year: number;
  /** The notice it comes from. */
  readonly source: string;
  readonly holidays: readonly { readonly name: string; readonly from: LocalDate; readonly to: LocalDate }[];
  readonly makeUpDays: readonly LocalDate[];
}
