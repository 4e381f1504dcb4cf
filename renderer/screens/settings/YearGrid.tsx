/** The year by months: days off, days worked instead, and what was declared by hand. Arrow keys walk through it. */
import type { KeyboardEvent } from 'react';
import type { Calendar, DayKind, DeclaredDay } from '../../../shared/calendar/calendar.ts';
import { addDays, weekday, type LocalDate } from '../../../shared/kernel/local-date.ts';
import styles from './settings.module.css';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const;
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

interface Props {
  readonly year: number;
  readonly calendar: Calendar;
  readonly declared: readonly DeclaredDay[];
  readonly today: LocalDate;
  /** Null where days may not be declared. */
  readonly onPick: ((day: LocalDate) => void) | null;
}

export function YearGrid({ year, calendar, declared, today, onPick }: Props) {
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const from = event.target instanceof HTMLElement ? event.target.dataset['day'] : undefined;
    const step = STEPS[event.key];
    const next = from === undefined || step === undefined ? null : event.currentTarget.querySelector<HTMLElement>(`[data-day="${addDays(from, step)}"]`);
    if (next === null) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <div className={styles['months']} onKeyDown={walk}>
      {Array.from({ length: 12 }, (_, index) => (
        <section key={index} className={styles['month']} aria-label={`${year}年${index + 1}月`}>
          <h5>{index + 1}月</h5>
          <div className={styles['days']}>
            {WEEKDAYS.map((name) => <span key={name} className={styles['weekday']} aria-hidden="true">{name}</span>)}
            {daysOf(year, index).map((day, place) => {
              const kind = calendar.day(day), byHand = declared.some(({ date }) => date === day);
              const words = `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日 ${kindWords(kind)}${byHand ? '（手工定的）' : ''}`;
              const common = { 'data-day': day, title: words, 'aria-label': words, className: classOf(kind, { byHand, isToday: day === today }), style: place === 0 ? { gridColumnStart: (weekday(day) + 6) % 7 + 1 } : {} };
              return onPick === null ? <span key={day} {...common}>{Number(day.slice(8))}</span>
                : <button key={day} type="button" tabIndex={place === 0 ? 0 : -1} {...common} onClick={() => { onPick(day); }}>{Number(day.slice(8))}</button>;
            })}
          </div>
        </section>
      ))}
    </div>
  );
}

/** 上班, 劳动节放假, 调休上班, 周末. */
export function kindWords({ workday, holiday, makeUp }: DayKind): string {
  if (workday) return makeUp ? '调休上班' : '上班';
  return holiday === null ? '周末' : `${holiday}，放假`;
}

function daysOf(year: number, month: number): readonly LocalDate[] {
  const first = `${year}-${String(month + 1).padStart(2, '0')}-01`;
  const days: LocalDate[] = [];
  for (let day: LocalDate = first; day.slice(0, 7) === first.slice(0, 7); day = addDays(day, 1)) days.push(day);
  return days;
}

function classOf({ workday, holiday, makeUp }: DayKind, { byHand, isToday }: { readonly byHand: boolean; readonly isToday: boolean }): string {
  const kind = workday ? (makeUp ? 'makeUp' : '') : holiday === null ? 'off' : 'holiday';
  return ['day', kind, byHand ? 'byHand' : '', isToday ? 'today' : ''].flatMap((name) => (name === '' ? [] : [styles[name] ?? ''])).join(' ');
}
