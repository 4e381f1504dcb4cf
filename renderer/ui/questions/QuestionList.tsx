/** What was asked at this activity, by unit, each question with what came of it. */
import { Spin } from 'antd';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import type { CaseState } from '../../../shared/case/case.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { Unit } from '../../../shared/unit/unit.ts';
import { useToday } from '../use-today.ts';
import styles from './questions.module.css';
import { byUnit, questionState, useQuestions } from './use-questions.ts';

interface Props {
  readonly activity: ActivityState;
  readonly units: readonly Unit[];
  readonly onOpen?: (caseId: string) => void;
}

export function QuestionList({ activity, units, onOpen }: Props) {
  const today = useToday();
  const questions = useQuestions(activity.id);
  if (questions === undefined) return <Spin className={styles['waiting'] ?? ''} />;
  return (
    <section className={styles['asked']} aria-label="已经问的">
      <h3 className={styles['askedHead']}>已经问了 <span data-testid="questions-total">{questions.length}</span> 个问题</h3>
      {questions.length === 0 && <p className={styles['none']}>还没有提问。选单位、写下问题，按 Ctrl+Enter 记下。</p>}
      <div className={styles['units']}>
        {byUnit(questions).map(({ unit, questions: asked }) => (
          <div key={unit} className={styles['unit']}>
            <div className={styles['unitName']}><span>{units.find(({ id }) => id === unit)?.name ?? '名录里没有的单位'}</span><span className={styles['hint']}>{tallyWords(asked)}</span></div>
            <ul className={styles['lines']}>{asked.map((one) => <li key={one.id}><Line question={one} today={today} onOpen={onOpen} /></li>)}</ul>
          </div>
        ))}
      </div>
    </section>
  );
}

function Line({ question, today, onOpen }: { readonly question: CaseState; readonly today: LocalDate; readonly onOpen: Props['onOpen'] }) {
  const { registered, id } = question;
  const said = registered.promise?.text ?? registered.answeredOnSpot;
  const content = (
    <>
      <span className={styles['asking']}>{registered.words}</span>
      <span className={styles['came']}>{questionState(question, today)}{said === undefined ? '' : `：${said}`}</span>
    </>
  );
  return onOpen === undefined ? <div className={styles['line']}>{content}</div> : <button type="button" className={styles['line']} data-question={id} onClick={() => { onOpen(id); }}>{content}</button>;
}

/** `3问：答复 1，承诺 1，没答 1`. */
function tallyWords(asked: readonly CaseState[]): string {
  const promised = asked.filter(({ registered }) => registered.promise !== undefined).length;
  const answered = asked.filter(({ registered }) => registered.answeredOnSpot !== undefined).length;
  const parts = [['答复', answered], ['承诺', promised], ['没答', asked.length - answered - promised]] as const;
  return `${asked.length}问：${parts.flatMap(([word, n]) => (n === 0 ? [] : [`${word} ${n}`])).join('，')}`;
}
