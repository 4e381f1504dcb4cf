/** 可能是同一件: cases of two computers that look alike, side by side, with what a person may say of them. Nothing is shown where there is nothing to ask. */
import { Alert, Button, Flex, Typography } from 'antd';
import { Link } from 'react-router';
import { mayAppend } from '../../../shared/access.ts';
import type { Act } from '../../../shared/act.ts';
import { notSameDuty } from '../../../shared/case/not-same.ts';
import type { CaseRow, Double } from '../../store/api.ts';
import { CaseNumber } from '../CaseNumber.tsx';
import { useSession } from '../session-context.tsx';
import { useAnswer } from '../use-answer.ts';
import { usePerform } from '../use-perform.ts';
import { useToday } from '../use-today.ts';
import styles from './doubles.module.css';

/** Nothing can be merged into what has ended, or follows another case itself. */
const ENDED: readonly string[] = ['closed', 'declined', 'following'];

export function DoublesList({ activity }: { readonly activity: string }) {
  const session = useSession();
  const today = useToday();
  const doubles = useAnswer((store) => store.doubles(activity), ['cases'], [activity]) ?? [];
  const { busy, refusal, perform } = usePerform();
  if (doubles.length === 0) return null;
  const act = (on: CaseRow, type: string, body: Record<string, unknown>): Act => ({ scope: on.scope, subject: on.id, type, body });
  const link = ({ first, second }: Double) => act(second, 'case.linked', { to: first.id, relation: 'same_matter', on: today });
  const merge = (double: Double) => act(double.second, 'case.merged', { into: double.first.id, on: today });
  const apart = ({ first, second }: Double) => act(second, 'case.noted', { text: `核对过：和${first.number}不是一件。`, duty: notSameDuty(first.id) });
  return (
    <section className={styles['box']} aria-label="可能是同一件">
      <Typography.Text strong>可能是同一件（{doubles.length}）</Typography.Text>
      <Typography.Text type="secondary">两台电脑各登记了一次？请看一看。不管怎么选，两位群众都会得到答复。</Typography.Text>
      {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
      <ul className={styles['list']}>
        {doubles.map((double) => (
          <li key={`${double.first.id} ${double.second.id}`} className={styles['pair']}>
            <div className={styles['words']}>
              {[double.first, double.second].map((row) => (
                <div key={row.id} className={styles['line']}>
                  <CaseNumber number={row.number} official={row.official} /><Link to={`/cases/${row.id}`}>{row.title}</Link>
                  <Typography.Text type="secondary">{[row.receivedAt, row.villageName, row.reporterMasked].filter((word) => word !== null && word !== '').join(' · ')}</Typography.Text>
                </div>
              ))}
              <Typography.Text type="secondary">{double.why}</Typography.Text>
            </div>
            <Flex gap={6} align="center">
              <Button size="small" type="primary" disabled={busy} onClick={() => { void perform(link(double)); }}>关联</Button>
              {mayAppend(session.role, 'case.merged') && !ENDED.includes(double.first.status) && <Button size="small" disabled={busy} onClick={() => { void perform(link(double), merge(double)); }}>并案</Button>}
              <Button size="small" disabled={busy} onClick={() => { void perform(apart(double)); }}>不是一件</Button>
            </Flex>
          </li>
        ))}
      </ul>
    </section>
  );
}
