/** The day that counts, how long is left, and in full where the day comes from: shown, not hidden behind a pointer. */
import type { CaseState } from '../../../shared/case/case.ts';
import { isPaused } from '../../../shared/case/lifecycle.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { readingWords, type ClockReading } from '../../../shared/rules/clock.ts';
import { DueTag } from '../../ui/DueTag.tsx';
import { dayWords, shortDay } from '../../ui/format-date.ts';
import type { PlaceTime } from '../../ui/use-time.ts';
import { dueBy, readingOf } from './acts/case-deadlines.ts';
import styles from './case-pane.module.css';

/** The short form, for the line under the title. */
export function CaseDue({ state, today }: { readonly state: CaseState; readonly today: LocalDate }) {
  if (isPaused(state)) return <span className={styles['deadline']}>已暂停计时</span>;
  if (state.dueOn === null) return null;
  return <span className={styles['deadline']}>{dueName(state)} {dayWords(state.dueOn, today)} <DueTag dueOn={state.dueOn} today={today} /></span>;
}

/** Which deadline it is. */
function dueName({ status, promise }: CaseState): string {
  if (status === 'reviewing') return '县初审时限';
  return status !== 'handling' && promise !== null && promise.fulfilled === null ? '承诺' : '办结时限';
}

/** The long form: every number that is a date says where it comes from. */
export function CaseClockLine({ state, time, today }: { readonly state: CaseState; readonly time: PlaceTime; readonly today: LocalDate }) {
  const lines = clockLines(state, { time, today });
  return lines.length === 0 ? null : <div className={styles['clock']} role="note" aria-label="时限怎么算的">{lines.map((line) => <div key={line}>{line}</div>)}</div>;
}

/** What is said of the present deadline, the longest part first; nothing where nothing runs. */
export function clockLines(state: CaseState, { time, today }: { readonly time: PlaceTime; readonly today: LocalDate }): readonly string[] {
  const { promise, assignment, extensionRequest, supervisions, reported } = state;
  const reading = state.status === 'handling' ? readingOf(state, time, today) : null;
  const reviewed = state.status === 'reviewing' && reported !== null ? dueBy('COUNTY_REVIEW', reported.on, time).explanation : null;
  const set = state.clock?.setTo ?? null;
  const answerBy = supervisions.filter(({ answer }) => answer === null).map(({ order }) => order.answerBy).filter((day) => day !== undefined).sort()[0];
  return [
    reading !== null && `${reading.explanation}。${usedWords(reading)}`,
    reviewed,
    set !== null && reading !== null && whySet(state),
    reading !== null && assignment !== null && (assignment.co.length > 0 && assignment.coDueOn !== undefined) && `协办意见 ${shortDay(assignment.coDueOn, today)}前交给主办`,
    extensionRequest !== null && `单位申请延到 ${shortDay(extensionRequest.until, today)}：${extensionRequest.reason}`,
    promise !== null && promise.fulfilled === null && `承诺 ${shortDay(promise.on, today)}办完：${promise.plan}`,
    answerBy !== undefined && `督办要求 ${shortDay(answerBy, today)}前答复`,
  ].filter((line): line is string => typeof line === 'string' && line !== '');
}

/** How much is used and left; of a clock that runs, what is left stands in the head already. */
function usedWords(reading: ClockReading): string {
  return `${readingWords(reading)}。`;
}

function whySet({ assignment, supervisions, clock }: CaseState): string {
  if (assignment?.dueReason !== undefined && clock?.setTo === assignment.dueOn) return `改过时限：${assignment.dueReason}`;
  return supervisions.some(({ order }) => order.newDueOn === clock?.setTo) ? '督办时定的新时限' : '';
}
