/**
 * The calendar of activities: by month, as a list, and each place's plan against what was held. `kinds` narrows it (all kinds by default);
 * `onOpen` goes to an activity or prepares one that only a rule gives yet; `empty` stands where there is no rule and no activity at all.
 */
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Flex, Modal, Segmented, Select, Skeleton, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { mayAppend } from '../../../shared/access.ts';
import { ACTIVITY_KINDS, type ActivityKind } from '../../../shared/activity/activity.ts';
import { KINDS } from '../../../shared/activity/kinds.ts';
import type { PlannedAndHeld, SeasonItem } from '../../../shared/activity/season.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { EmptyState } from '../EmptyState.tsx';
import { dayWords } from '../format-date.ts';
import { scopeName, useEnrolment } from '../session-context.tsx';
import { StationSelect } from '../StationSelect.tsx';
import { useToday } from '../use-today.ts';
import styles from './activity-calendar.module.css';
import { CancelModal } from './CancelModal.tsx';
import { STANDING_WORDS } from './item-words.ts';
import { MonthGrid } from './MonthGrid.tsx';
import { addToMonth, monthsRange, monthWords, weeksOf, type Month } from './months.ts';
import { MoveModal } from './MoveModal.tsx';
import { PlannedAndHeldTable } from './PlannedAndHeldTable.tsx';
import { SeasonTable, type SeasonTableProps } from './SeasonTable.tsx';
import { useItemActs } from './use-item-acts.tsx';
import { useSeason, type Season } from './use-season.ts';

export type CalendarView = 'month' | 'list' | 'plan';

interface Props {
  readonly kinds?: readonly ActivityKind[];
  readonly onOpen: (item: SeasonItem) => void;
  readonly empty?: ReactNode;
  /** Buttons at the end of the bar. */
  readonly extra?: ReactNode;
}

/** Months that the list and the plan look over from the first of the year's quarter, or the year. */
const SPANS = { quarter: 3, year: 12 } as const;
type Span = keyof typeof SPANS;

export function ActivityCalendar({ kinds, onOpen, empty, extra }: Props) {
  const today = useToday();
  const { enrolment } = useEnrolment();
  const [view, setView] = useState<CalendarView>('month');
  const [month, setMonth] = useState<Month>(today.slice(0, 7));
  const [span, setSpan] = useState<Span>('quarter');
  const [kind, setKind] = useState<ActivityKind | undefined>(undefined);
  const [station, setStation] = useState<string | undefined>(undefined);
  const [scope, setScope] = useState<string | undefined>(undefined);
  const first = view === 'month' ? month : firstOf(month, span);
  const months = view === 'month' ? 1 : SPANS[span];
  const weeks = weeksOf(month);
  const range = view === 'month' ? { from: weeks[0]?.[0] ?? '', to: weeks.at(-1)?.at(-1) ?? '' } : monthsRange(first, months);
  const season = useSeason(range, { ...(kinds ? { kinds } : {}), ...(kind ? { kind } : {}), ...(station === undefined ? {} : { station }), ...(scope === undefined ? {} : { scope }) });
  const townships = enrolment.session.reads.filter((one) => one.length === 9);
  const step = (n: number) => { setMonth(addToMonth(view === 'month' ? month : first, n * months)); };

  if (season === undefined) return <Skeleton active paragraph={{ rows: 10 }} />;
  if (!season.any && empty !== undefined) return empty;
  return (
    <section className={styles['calendar']} aria-label="活动日历">
      <Flex align="center" gap={8} wrap>
        <Segmented<CalendarView> value={view} onChange={setView} options={[{ value: 'month', label: '月历' }, { value: 'list', label: '列表' }, { value: 'plan', label: '计划与实际' }]} />
        <Button aria-label="往前" icon={<LeftOutlined />} onClick={() => { step(-1); }} />
        <Typography.Text strong className={styles['monthName'] ?? ''} aria-live="polite">{view === 'month' ? monthWords(month) : spanWords(first, span)}</Typography.Text>
        <Button aria-label="往后" icon={<RightOutlined />} onClick={() => { step(1); }} />
        <Button disabled={month === today.slice(0, 7)} onClick={() => { setMonth(today.slice(0, 7)); }}>本月</Button>
        {view !== 'month' && <Select<Span> aria-label="看多久" value={span} onChange={setSpan} options={[{ value: 'quarter', label: '一季' }, { value: 'year', label: '一年' }]} style={{ width: '5.6em' }} />}
        {kinds?.length !== 1 && <Select<ActivityKind> aria-label="活动种类" allowClear placeholder="所有活动" style={{ width: '10.6em' }} options={(kinds ?? ACTIVITY_KINDS).map((one) => ({ value: one, label: KINDS[one].name }))} {...(kind === undefined ? {} : { value: kind })} onChange={(one?: ActivityKind) => { setKind(one); }} />}
        {townships.length > 1 && <Select aria-label="乡镇" allowClear showSearch={{ optionFilterProp: 'label' }} placeholder="所有乡镇" style={{ width: '9.4em' }} options={townships.map((one) => ({ value: one, label: scopeName(enrolment, one) }))} {...(scope === undefined ? {} : { value: scope })} onChange={(one?: string) => { setScope(one); setStation(undefined); }} />}
        {season.directory.stations.length > 0 && (scope ?? enrolment.session.home).length === 9 && <div className={styles['station']}><StationSelect directory={season.directory} scope={scope ?? enrolment.session.home} label="站点" placeholder="所有站点" {...(station === undefined ? {} : { value: station })} onChange={setStation} /></div>}
        <div className={styles['extra']}>{extra}</div>
      </Flex>
      <Views view={view} month={month} season={season} calendarScope={scope ?? enrolment.session.home} namesKinds={kinds?.length !== 1} onOpen={onOpen} onPlace={({ where, scope: place }) => {
        setView('list');
        setStation(season.directory.stations.some(({ id }) => id === where) ? where : undefined);
        if (townships.length > 1) setScope(place);
      }} />
    </section>
  );
}

interface ViewsProps {
  readonly view: CalendarView;
  readonly month: Month;
  readonly season: Season;
  /** Whose holidays are marked. */
  readonly calendarScope: string;
  readonly namesKinds: boolean;
  readonly onOpen: (item: SeasonItem) => void;
  readonly onPlace: (where: PlannedAndHeld) => void;
}

function Views({ view, month, season: { items, directory, calendarOf }, calendarScope, namesKinds, onOpen, onPlace }: ViewsProps) {
  const today = useToday();
  const { enrolment: { session } } = useEnrolment();
  const acts = useItemActs();
  const [day, setDay] = useState<LocalDate | null>(null);
  const [moving, setMoving] = useState<{ readonly item: SeasonItem; readonly to: LocalDate } | null>(null);
  const [cancelling, setCancelling] = useState<SeasonItem | null>(null);
  const mayMove = ({ scope }: SeasonItem) => mayAppend(session.role, 'activity.amended') && session.writes.includes(scope);
  const mayCancel = ({ scope }: SeasonItem) => mayAppend(session.role, 'activity.cancelled') && session.writes.includes(scope);
  const table: Omit<SeasonTableProps, 'items'> = { directory, today, namesKinds, mayMove, mayCancel, onOpen, onMove: (item) => { setMoving({ item, to: item.on }); }, onCancel: setCancelling };
  const calendar = calendarOf(calendarScope);
  return (
    <>
      {view === 'month' && <MonthGrid month={month} items={items} calendar={calendar} today={today} namesKinds={namesKinds} mayMove={mayMove} onOpen={onOpen} onDay={setDay} onDrop={(item, to) => { setMoving({ item, to }); }} />}
      {view === 'month' && <Legend />}
      {view === 'list' && (items.length === 0 ? <EmptyState title="这段时间没有活动">换一段时间，或者清掉上面的筛选。</EmptyState> : <SeasonTable items={items} {...table} />)}
      {view === 'plan' && (items.length === 0 ? <EmptyState title="这段时间没有计划">换一段时间，或者先排期。</EmptyState> : <PlannedAndHeldTable items={items} directory={directory} today={today} onPlace={onPlace} />)}
      {day !== null && (
        <Modal open title={dayWords(day, today)} width={980} footer={null} onCancel={() => { setDay(null); }}>
          {items.some(({ on }) => on === day) ? <SeasonTable items={items.filter(({ on }) => on === day)} {...table} onOpen={(item) => { setDay(null); onOpen(item); }} pageSize={10} /> : <EmptyState title="这一天没有活动" />}
        </Modal>
      )}
      {moving !== null && <MoveModal item={moving.item} to={moving.to} calendar={calendarOf(moving.item.scope)} onMove={(to) => acts.move(moving.item, to)} onClose={() => { setMoving(null); }} />}
      {cancelling !== null && <CancelModal item={cancelling} onCancel={(reason) => acts.cancel(cancelling, reason)} onClose={() => { setCancelling(null); }} />}
    </>
  );
}

function Legend() {
  return (
    <div className={styles['legend']}>
      {(['due', 'planned', 'open', 'closed', 'cancelled'] as const).map((one) => <span key={one}><i className={[styles['item'], styles[one]].join(' ')} />{STANDING_WORDS[one]}</span>)}
      <span><i className={[styles['item'], styles['missed']].join(' ')} />过了日子没有办</span>
      <span>拖到别的日子就是改期</span>
    </div>
  );
}

/** The quarter or the year that a month lies in, by its first month. */
function firstOf(month: Month, span: Span): Month {
  const index = Number(month.slice(5)) - 1;
  return addToMonth(`${month.slice(0, 4)}-01`, index - (index % SPANS[span]));
}

function spanWords(first: Month, span: Span): string {
  return span === 'year' ? `${first.slice(0, 4)}年` : `${first.slice(0, 4)}年${Number(first.slice(5))}—${Number(first.slice(5)) + 2}月`;
}
