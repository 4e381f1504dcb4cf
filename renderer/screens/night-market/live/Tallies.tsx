/** The left of the live night market: who is here, how many, what was settled; the evening's name and start. */
import { MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, InputNumber } from 'antd';
import { memo } from 'react';
import type { ActivityState } from '../../../../shared/activity/activity.ts';
import { MAX_COUNT, type Counter, type Counts } from './evening-desk.ts';
import { KeyCap } from './KeyCap.tsx';
import { SHORTCUTS, type Command } from './shortcuts.ts';
import styles from './live.module.css';

interface Props {
  readonly activity: ActivityState;
  readonly counts: Counts;
  /** `HH:mm` now. */
  readonly clock: string;
  readonly onCount: (counter: Counter, by: number) => void;
  readonly onSet: (counter: Counter, total: number) => void;
  readonly onAttendance: () => void;
}

const COUNTER_ROWS: readonly { readonly counter: Counter; readonly label: string; readonly command: Command }[] = [
  { counter: 'citizens', label: '群众', command: 'citizen_more' },
  { counter: 'settled', label: '现场化解', command: 'settled_more' },
  { counter: 'ideas', label: '金点子', command: 'idea_more' },
];

export const Tallies = memo(function Tallies({ activity, counts, clock, onCount, onSet, onAttendance }: Props) {
  return (
    <aside className={styles['tallies']} aria-label="今晚的数">
      <div className={styles['tally']}>
        <div className={styles['label']}><span>代表</span><KeyCap keys={SHORTCUTS.attendance.keys} /></div>
        <div className={styles['tallyLine']}>
          <span className={styles['figure']} data-testid="count-deputies">{activity.deputies.length}</span>
          <Button onClick={onAttendance} aria-label="代表签到">签到</Button>
        </div>
      </div>
      {COUNTER_ROWS.map(({ counter, label, command }) => (
        <div className={styles['tally']} key={counter}>
          <div className={styles['label']}><label htmlFor={`count-${counter}`}>{label}</label><KeyCap keys={SHORTCUTS[command].keys} /></div>
          <div className={styles['tallyLine']}>
            <InputNumber<number>
              id={`count-${counter}`} className={styles['figure'] ?? ''} variant="borderless" controls={false} min={0} max={MAX_COUNT} precision={0} value={counts[counter]} data-testid={`count-${counter}`}
              onChange={(total) => { onSet(counter, total ?? 0); }} onFocus={({ target }) => { target.select(); }}
            />
            <Button icon={<MinusOutlined />} aria-label={`${label}减 1`} disabled={counts[counter] === 0} onClick={() => { onCount(counter, -1); }} />
            <Button icon={<PlusOutlined />} aria-label={`${label}加 1`} onClick={() => { onCount(counter, 1); }} />
          </div>
        </div>
      ))}
      <div className={styles['since']}>
        <span className={styles['sinceTime']} data-testid="clock">{clock}</span>
        <span>{activity.from} 开始</span>
        {activity.theme !== null && activity.theme !== '' && <span className={styles['theme']}>{activity.theme}</span>}
      </div>
    </aside>
  );
});
