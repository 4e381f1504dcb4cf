/** The left of the live night market: who is here, how many, what was settled; the evening's name and start. A counter shows what was registered and what was only pressed together. */
import { MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, InputNumber, Tooltip } from 'antd';
import { memo } from 'react';
import type { ActivityState } from '../../../../shared/activity/activity.ts';
import { MAX_COUNT, type Counter } from './evening-desk.ts';
import { KeyCap } from './KeyCap.tsx';
import { SHORTCUTS, type Command } from './shortcuts.ts';
import type { Counts } from './use-counting.ts';
import styles from './live.module.css';

interface Props {
  readonly activity: ActivityState;
  /** Heads, and what was pressed. */
  readonly counts: Counts;
  /** What this evening's cards themselves say: disputes settled, ideas. */
  readonly registered: Omit<Counts, 'citizens'>;
  /** `HH:mm` now. */
  readonly clock: string;
  readonly onCount: (counter: Counter, by: number) => void;
  readonly onCheckIn: () => void;
  /** Several laptops counted the same evening: which count it is. */
  readonly onSettle: () => void;
}

const COUNTER_ROWS: readonly { readonly counter: Counter; readonly label: string; readonly command: Command }[] = [
  { counter: 'citizens', label: '群众', command: 'citizen_more' },
  { counter: 'settled', label: '现场化解', command: 'settled_more' },
  { counter: 'ideas', label: '金点子', command: 'idea_more' },
];

export const Tallies = memo(function Tallies({ activity, counts, registered, clock, onCount, onCheckIn, onSettle }: Props) {
  const others = activity.units.length + activity.guests.length;
  return (
    <aside className={styles['tallies']} aria-label="今晚的数">
      <div className={styles['tally']}>
        <div className={styles['label']}><span>代表</span><KeyCap keys={SHORTCUTS.attendance.keys} /></div>
        <div className={styles['tallyLine']}>
          <span className={styles['figure']} data-testid="count-deputies">{activity.deputies.length}</span>
          <Button onClick={onCheckIn} aria-label="签到">签到</Button>
        </div>
        {others > 0 && <div className={styles['beside']}>单位 {activity.units.length}，其他 {activity.guests.length}</div>}
      </div>
      {COUNTER_ROWS.map(({ counter, label, command }) => {
        const own = counter === 'citizens' ? 0 : registered[counter];
        const total = own + counts[counter];
        return (
          <div className={styles['tally']} key={counter}>
            <div className={styles['label']}><label htmlFor={`count-${counter}`}>{label}</label><KeyCap keys={SHORTCUTS[command].keys} /></div>
            <div className={styles['tallyLine']}>
              <Tooltip title={counter === 'citizens' ? '' : `登记的 ${own}，另外只数了没登记的 ${counts[counter]}`} placement="right">
                <InputNumber<number>
                  id={`count-${counter}`} className={styles['figure'] ?? ''} variant="borderless" controls={false} min={own} max={MAX_COUNT} precision={0} value={total} data-testid={`count-${counter}`}
                  onChange={(typed) => { if (typed !== null && typed >= own) onCount(counter, typed - total); }} onFocus={({ target }) => { target.select(); }}
                />
              </Tooltip>
              <Button icon={<MinusOutlined />} aria-label={`${label}减 1`} disabled={counts[counter] <= 0} onClick={() => { onCount(counter, -1); }} />
              <Button icon={<PlusOutlined />} aria-label={`${label}加 1`} onClick={() => { onCount(counter, 1); }} />
            </div>
            {counter === 'citizens' && activity.headCounts.length > 1 && (
              <button type="button" className={styles['settle']} data-testid="settle-heads" onClick={onSettle}>各台电脑数了 {activity.headCounts.map(({ citizens }) => citizens).join('、')}：核定</button>
            )}
          </div>
        );
      })}
      <div className={styles['since']}>
        <span className={styles['sinceTime']} data-testid="clock">{clock}</span>
        <span>{activity.from} 开始</span>
        {activity.theme !== null && activity.theme !== '' && <span className={styles['theme']}>{activity.theme}</span>}
      </div>
    </aside>
  );
});
