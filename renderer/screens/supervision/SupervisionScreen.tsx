/** 督办: what the rules propose, what is under supervision and what became of it, and which unit has what overdue. */
import { Card, Skeleton, Tabs, Typography } from 'antd';
import { useSearchParams } from 'react-router';
import { useAnswer } from '../../ui/use-answer.ts';
import { useToday } from '../../ui/use-today.ts';
import { OpenSupervisions } from './OpenSupervisions.tsx';
import { Proposals } from './Proposals.tsx';
import styles from './supervision.module.css';
import { UnitTable } from './UnitTable.tsx';

const TABS = ['proposals', 'open', 'units'] as const;

export function SupervisionScreen() {
  const today = useToday();
  const [params, setParams] = useSearchParams();
  const desk = useAnswer((store) => store.supervision(today), ['cases', 'directory'], [today]);
  const tab = TABS.find((one) => one === params.get('tab')) ?? 'proposals';
  return (
    <div className={styles['screen']}>
      <header className={styles['head']}>
        <Typography.Title level={3} className={styles['title'] ?? ''}>督办</Typography.Title>
        <Typography.Text type="secondary">提议由期限规则算出，发不发由人定；每一次督办都要有回音</Typography.Text>
      </header>
      {desk === undefined ? <Card><Skeleton active={false} /></Card> : (
        <Card styles={{ body: { padding: 0 } }}>
          <Tabs
            activeKey={tab} onChange={(key) => { setParams(key === 'proposals' ? {} : { tab: key }, { replace: true }); }} className={styles['tabs'] ?? ''}
            items={[
              { key: 'proposals', label: `提议 ${desk.proposed}`, children: <Proposals proposals={desk.proposals} total={desk.proposed} today={today} /> },
              { key: 'open', label: `督办中 ${desk.open.length}`, children: <OpenSupervisions open={desk.open} today={today} /> },
              { key: 'units', label: `按单位看 ${desk.units.length}`, children: <UnitTable units={desk.units} /> },
            ]}
          />
        </Card>
      )}
    </div>
  );
}
