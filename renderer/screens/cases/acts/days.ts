/** Small judgements about days that forms share. */
import type { LocalDate } from '../../../../shared/kernel/local-date.ts';

/** True when `on` lies after the limit; never without one. */
export function isLate(on: LocalDate, limit: LocalDate | undefined): boolean {
  return limit !== undefined && on > limit;
}
