/** How many came, and the kind's own counters: each with its measure word. A changed head count replaces the one that was seen; a counter's change is added. */
import { Alert, Card, InputNumber } from 'antd';
import { KINDS } from '../../../shared/activity/kinds.ts';
import { useSession } from '../../ui/session-context.tsx';
import { usePerform } from '../../ui/use-perform.ts';
import { actOn, may, type PartProps } from './activity-acts.ts';
import styles from './stations.module.css';

const MOST = 100_000;

export function Headcount({ activity }: PartProps) {
  const session = useSession();
  const { refusal, perform } = usePerform();
  const { people, counters } = KINDS[activity.kind];
  const expected = activity.fields['expected'];
  const others = activity.counters['trainees'] ?? 0;
  if (people === null && counters.length === 0 && typeof expected !== 'number') return null;
  const mayCount = may(activity, session, 'activity.counted');
  const count = (citizens: number | null) => { if (citizens !== null && citizens !== activity.citizens) void perform(actOn(activity, 'activity.counted', { citizens, over: activity.headCounts.map(({ entry }) => entry) })); };
  const tally = (counter: string, total: number | null) => { const by = (total ?? 0) - (activity.counters[counter] ?? 0); if (by !== 0) void perform(actOn(activity, 'activity.tallied', { counter, by })); };
  return (
    <Card size="small" title={<h4 className={styles['cardName']}>人数和计数</h4>}>
      <div className={styles['figures']}>
        {people !== null && <Figure label={people} unit="人次" value={activity.citizens} disabled={!mayCount} onSet={count} />}
        {counters.map(({ name, label, unit }) => <Figure key={name} label={label} unit={unit} value={activity.counters[name] ?? 0} disabled={!mayCount} onSet={(total) => { tally(name, total); }} />)}
      </div>
      {typeof expected === 'number' && <p className={styles['hint']} style={{ margin: '8px 0 0' }}>应到 {expected} 人，实到 {activity.deputies.length + others} 人{others > 0 ? `（代表签到 ${String(activity.deputies.length)}，其他 ${String(others)}）` : '（按签到）'}</p>}
      {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
    </Card>
  );
}

/** Saved when the box is left or Enter is pressed. */
function Figure({ label, unit, value, disabled, onSet }: { readonly label: string; readonly unit: string; readonly value: number; readonly disabled: boolean; readonly onSet: (value: number | null) => void }) {
  const commit = (typed: string) => { const next = typed.trim() === '' ? null : Number(typed); if (next !== null && Number.isInteger(next)) onSet(next); };
  return (
    <label className={styles['field']}>
      <span className={styles['label']}>{label}</span>
      <InputNumber<number> key={value} min={0} max={MOST} precision={0} suffix={unit} defaultValue={value} disabled={disabled} aria-label={label} style={{ width: '100%' }} onBlur={({ target }) => { commit(target.value); }} onKeyDown={({ key, target }) => { if (key === 'Enter' && target instanceof HTMLInputElement) commit(target.value); }} />
    </label>
  );
}
