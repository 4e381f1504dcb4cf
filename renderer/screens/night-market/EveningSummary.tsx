/** The figures of one evening and what it and its cards still lack; light on the desk, dark in the live market. */
import { Button } from 'antd';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { KINDS } from '../../../shared/activity/kinds.ts';
import { LEVELS, type CaseState } from '../../../shared/case/case.ts';
import { LEVEL_WORDS } from '../../../shared/case/words.ts';
import { HeadCountSettle } from '../../ui/activity/HeadCountSettle.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { eveningFigures, GAP_WORDS, GAPS, gapsOf } from './evening-figures.ts';
import { lacksOf } from './evening-lacks.ts';
import styles from './night-market.module.css';

interface Props { readonly activity: ActivityState; readonly cases: readonly CaseState[]; readonly onOpenCase: (id: string) => void }

export function EveningSummary({ activity, cases, onOpenCase }: Props) {
  const figures = eveningFigures(activity, cases);
  const main = [
    { label: KINDS[activity.kind].deputies, value: figures.deputies, unit: '人' }, { label: KINDS[activity.kind].people ?? '群众', value: figures.citizens, unit: '人次' }, { label: '登记', value: figures.cases, unit: '件' },
    { label: '现场答复', value: figures.answered, unit: '件' }, { label: '现场化解', value: figures.settled, unit: '起' }, { label: '金点子', value: figures.ideas, unit: '条' },
  ];
  const levels = [...LEVELS.map((level) => ({ label: LEVEL_WORDS[level], value: figures.byLevel[level] })), { label: '级别未定', value: figures.levelOpen }].filter(({ value }) => value > 0);
  const categories = [...figures.byCategory.map(({ category, cases: value }) => ({ label: category, value })), ...(figures.categoryOpen > 0 ? [{ label: '类别未定', value: figures.categoryOpen }] : [])];
  const others = [{ label: '到会单位', value: figures.units }, { label: '其他人员', value: activity.guests.length }, { label: '现场承诺', value: figures.promises }].filter(({ value }) => value > 0);
  return (
    <div className={styles['summary']}>
      <dl className={styles['figures']}>{main.map(({ label, value, unit }) => <div key={label}><dt>{label}</dt><dd><span className={styles['figure']}>{value}</span>{unit}</dd></div>)}</dl>
      {others.length > 0 && <Tally label="另有" parts={others} />}
      {levels.length > 0 && <Tally label="按级别" parts={levels} />}
      {cases.length > 0 && <Tally label="按类别" parts={categories} />}
      <HeadCountSettle activity={activity} />
      <Lacks activity={activity} cases={cases} />
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

/** What the evening itself lacks; two counts of heads have their own question above. */
function Lacks({ activity, cases }: Omit<Props, 'onOpenCase'>) {
  const directory = useAnswer((store) => store.directory(), ['directory'], []);
  const traffic = useAnswer((store) => store.attachmentTraffic(), ['attachments'], []) ?? null;
  const lacks = directory === undefined ? [] : lacksOf({ activity, cases, directory, traffic }).filter(({ code }) => code !== 'heads');
  if (lacks.length === 0) return null;
  return (
    <ul className={styles['lacks']} aria-label="这一场还缺什么">
      <li className={styles['partsLabel']} aria-hidden="true">这一场</li>
      {lacks.map(({ code, tone, sentence }) => <li key={code} className={tone === 'gap' ? styles['lack'] : styles['calm']}>{sentence}</li>)}
    </ul>
  );
}

/** What is missing, each case a button that opens it. */
function Gaps({ cases, onOpenCase }: Omit<Props, 'activity'>) {
  const rows = GAPS.map((gap) => ({ gap, lacking: cases.filter((one) => gapsOf(one).includes(gap)) })).filter(({ lacking }) => lacking.length > 0);
  if (cases.length === 0) return <p className={styles['nothing']}>还没有登记一件。</p>;
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
