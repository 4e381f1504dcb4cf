/** A month by weeks: each day with its activities, holidays marked, activities dragged to another day. Arrow keys walk from day to day. */
import { useState, type DragEvent, type KeyboardEvent } from 'react';
import { KINDS } from '../../../shared/activity/kinds.ts';
import type { SeasonItem } from '../../../shared/activity/season.ts';
import type { Calendar } from '../../../shared/calendar/calendar.ts';
import { addDays, type LocalDate } from '../../../shared/kernel/local-date.ts';
import styles from './activity-calendar.module.css';
import { isAhead } from './item-acts.ts';
import { itemTitle, toneOf } from './item-words.ts';
import { weeksOf, type Month } from './months.ts';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const;
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
/** Lines of a day: more than that and the last one says how many others there are. */
const LINES = 3;
const DRAGGED = 'application/x-minqing-activity';

interface Props {
  readonly month: Month;
  readonly items: readonly SeasonItem[];
  readonly calendar: Calendar;
  readonly today: LocalDate;
  /** Kinds are named where there are several. */
  readonly namesKinds: boolean;
  readonly mayMove: (item: SeasonItem) => boolean;
  readonly onOpen: (item: SeasonItem) => void;
  readonly onDay: (day: LocalDate) => void;
  readonly onDrop: (item: SeasonItem, day: LocalDate) => void;
}

export function MonthGrid({ month, items, calendar, today, namesKinds, mayMove, onOpen, onDay, onDrop }: Props) {
  const [over, setOver] = useState<LocalDate | null>(null);
  const byDay = new Map<LocalDate, SeasonItem[]>();
  for (const item of items) byDay.set(item.on, [...byDay.get(item.on) ?? [], item]);
  const dropped = (event: DragEvent, day: LocalDate) => {
    event.preventDefault();
    setOver(null);
    const item = items.find(({ id }) => id === event.dataTransfer.getData(DRAGGED));
    if (item !== undefined && item.on !== day) onDrop(item, day);
  };
  return (
    <div className={styles['grid']} role="grid" aria-label="活动月历" onKeyDown={walk}>
      <div className={styles['weekdays']} role="row">{WEEKDAYS.map((name) => <span key={name} role="columnheader">周{name}</span>)}</div>
      {weeksOf(month).map((week) => (
        <div key={week[0]} className={styles['week']} role="row">
          {week.map((day) => {
            const mine = byDay.get(day) ?? [];
            const { holiday, makeUp } = calendar.day(day);
            const shown = mine.length > LINES ? mine.slice(0, LINES - 1) : mine;
            const classes = ['day', day.slice(0, 7) === month ? '' : 'outside', holiday === null ? '' : 'holiday', day === today ? 'today' : '', day === over ? 'over' : ''];
            return (
              <div
                key={day} role="gridcell" className={classes.flatMap((name) => styles[name] ?? []).join(' ')}
                onDragOver={(event) => { if (event.dataTransfer.types.includes(DRAGGED)) { event.preventDefault(); setOver(day); } }} onDragLeave={() => { setOver(null); }} onDrop={(event) => { dropped(event, day); }}
              >
                <button type="button" className={styles['dayHead']} data-day={day} tabIndex={day === today || (day === `${month}-01` && today.slice(0, 7) !== month) ? 0 : -1} onClick={() => { onDay(day); }} aria-label={`${Number(day.slice(5, 7))}月${Number(day.slice(8))}日${holiday === null ? '' : ` ${holiday}放假`}${makeUp ? ' 调休上班' : ''}，${mine.length} 场，看这一天`}>
                  <span className={styles['number']}>{Number(day.slice(8))}</span>
                  {makeUp && <span className={styles['makeUp']}>班</span>}
                  {holiday !== null && <span className={styles['off']}>休</span>}
                  {holiday !== null && <span className={styles['holidayName']}>{holiday}</span>}
                </button>
                {shown.map((item) => (
                  <button
                    key={item.id} type="button" title={itemTitle(item, today)} className={[styles['item'], styles[toneOf(item, today)]].join(' ')} onClick={() => { onOpen(item); }}
                    draggable={isAhead(item) && mayMove(item)} onDragStart={(event) => { event.dataTransfer.setData(DRAGGED, item.id); event.dataTransfer.effectAllowed = 'move'; }}
                  >
                    <span className={styles['hour']}>{item.from}</span> {namesKinds && <b>{KINDS[item.kind].name}</b>} {item.place}
                  </button>
                ))}
                {mine.length > LINES && <button type="button" className={styles['more']} onClick={() => { onDay(day); }}>还有 {mine.length - shown.length} 场</button>}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const from = event.target instanceof HTMLElement ? event.target.dataset['day'] : undefined;
  const step = STEPS[event.key];
  const next = from === undefined || step === undefined ? null : event.currentTarget.querySelector<HTMLElement>(`[data-day="${addDays(from, step)}"]`);
  if (next === null) return;
  event.preventDefault();
  next.focus();
}
