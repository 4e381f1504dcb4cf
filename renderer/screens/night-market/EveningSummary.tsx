/** The figures of one evening and what its cards still lack; light on the desk, dark in the live market. */
import { Button } from 'antd';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { LEVELS, type CaseState } from '../../../shared/case/case.ts';
import { LEVEL_WORDS } from '../../../shared/case/words.ts';
import { eveningFigures, GAP_WORDS, GAPS, gapsOf } from './evening-figures.ts';
import styles from './night-market.module.css';

interface Props { readonly activity: ActivityState; readonly cases: readonly CaseState[]; readonly onOpenCase: (id: string) => void }

export function EveningSummary({ activity, cases, onOpenCase }: Props) {
  const figures = eveningFigures(activity, cases);
  const main = [
    { label: '代表', value: figures.deputies, unit: '人' }, { label: '群众', value: figures.citizens, unit: '人次' }, { label: '登记', value: figures.cases, unit: '件' },
    { label: '现场答复', value: figures.answered, unit: '件' }, { label: '现场化解', value: figures.settled, unit: '件' }, { label: '金点子', value: figures.ideas, unit: '条' },
  ];
  const levels = [...LEVELS.map((level) => ({ label: LEVEL_WORDS[level], value: figures.byLevel[level] })), { label: '级别未定', value: figures.levelOpen }].filter(({ value }) => value > 0);
  const categories = [...figures.byCategory.map(({ category, cases: value }) => ({ label: category, value })), ...(figures.categoryOpen > 0 ? [{ label: '类别未定', value: figures.categoryOpen }] : [])];
  return (
    <div className={styles['summary']}>
      <dl className={styles['figures']}>{main.map(({ label, value, unit }) => <div key={label}><dt>{label}</dt><dd><span className={styles['figure']}>{value}</span>{unit}</dd></div>)}</dl>
      {cases.length > 0 && <Tally label="按级别" parts={levels} />}
      {cases.length > 0 && <Tally label="按类别" parts={categories} />}
      <Gaps cases={cases} onOpenCase={onOpenCase} />
    </div>
  );
}

function Tally({ label, parts }: { readonly label: string; readonly parts: readonly { readonly label: string; readonly value: number }[] }) {
  return (
    <div className={styles['parts']}>
      <span className={styles['partsLabel']}>{label}</span>
      {parts.map((part) => <span key={part.label} className={styles['part']}>{part.label} <b>{part.value}</b></span>)}
    </div>
  );
}

/** What is missing, each case a button that opens it. */
function Gaps({ cases, onOpenCase }: Omit<Props, 'activity'>) {
  const rows = GAPS.map((gap) => ({ gap, lacking: cases.filter((one) => gapsOf(one).includes(gap)) })).filter(({ lacking }) => lacking.length > 0);
  if (cases.length === 0) return <p className={styles['complete']}>今晚还没有登记。</p>;
  if (rows.length === 0) return <p className={styles['complete']}>每一件都填全了。</p>;
  return (
    <section className={styles['gaps']} aria-label="还缺什么">
      {rows.map(({ gap, lacking }) => (
        <div key={gap} className={styles['gap']}>
          <span className={styles['partsLabel']}>{GAP_WORDS[gap]} <b>{lacking.length}</b></span>
          <span className={styles['gapCases']}>{lacking.map(({ id, title }) => <Button key={id} size="small" className={styles['gapCase'] ?? ''} onClick={() => { onOpenCase(id); }}>{title}</Button>)}</span>
        </div>
      ))}
    </section>
  );
}
