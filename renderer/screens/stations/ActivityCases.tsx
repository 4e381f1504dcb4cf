/** The matters that the activity brought: questions to units where they are asked, and everything that was registered. */
import { Button, Card, Table, Tag, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { KINDS } from '../../../shared/activity/kinds.ts';
import { MATTER_WORDS } from '../../../shared/case/words.ts';
import type { CaseRow } from '../../store/api.ts';
import { CaseNumber } from '../../ui/CaseNumber.tsx';
import { DeliveryMark } from '../../ui/DeliveryMark.tsx';
import { DueTag } from '../../ui/DueTag.tsx';
import { caseInList } from '../../ui/open-act.ts';
import { QuestionCards } from '../../ui/questions/QuestionCards.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import type { PartProps } from './activity-acts.ts';
import styles from './stations.module.css';

const PAGE = 20;

export function ActivityCases({ activity, today }: PartProps) {
  const navigate = useNavigate();
  const [page, setPage] = useState(1);
  // The card takes the keyboard when it is laid out: only once it is wanted.
  const [asking, setAsking] = useState(false);
  const found = useAnswer((store) => store.cases({ filter: { activity: activity.id }, sort: 'received', descending: false, offset: (page - 1) * PAGE, limit: PAGE }), ['cases'], [activity.id, page]);
  const open = (id: string) => { void navigate(caseInList(id, { activity: activity.id })); };
  const columns: TableColumnsType<CaseRow> = [
    { title: '编号', key: 'number', width: '8em', render: (_, row) => <CaseNumber number={row.number} official={row.official} short /> },
    { title: '事项', key: 'title', ellipsis: true, render: (_, row) => <Link to={caseInList(row.id, { activity: activity.id })}>{row.title}</Link> },
    { title: '是什么', key: 'matter', width: '6.5em', render: (_, row) => (row.matter === 'opinion' ? '' : <Tag>{MATTER_WORDS[row.matter]}</Tag>) },
    { title: '单位', key: 'unit', width: '9em', ellipsis: true, render: (_, row) => row.leadName },
    { title: '到了哪一步', key: 'status', width: '7em', render: (_, row) => <StatusTag status={row.status} /> },
    { title: '期限', key: 'due', width: '8em', render: (_, row) => <DueTag dueOn={row.promiseOn ?? row.dueOn} today={today} /> },
    { title: '', key: 'delivery', width: 36, render: (_, row) => <DeliveryMark delivery={row.delivery} /> },
  ];
  return (
    <>
      {KINDS[activity.kind].questions && (
        <Card size="small" styles={{ body: asking ? {} : { display: 'none' } }} title={<h4 className={styles['cardName']}>提问、答复和承诺</h4>} extra={<Button type={asking ? 'text' : 'primary'} size="small" onClick={() => { setAsking(!asking); }}>{asking ? '收起' : '记提问'}</Button>}>
          {asking && <QuestionCards activity={activity} onOpenCase={open} />}
        </Card>
      )}
      <Card size="small" styles={{ body: { padding: 0 } }} title={<h4 className={styles['cardName']}>登记的件<span className={styles['hint']}>　{found?.total ?? 0} 件</span></h4>}>
        <Table<CaseRow>
          size="small" rowKey="id" columns={columns} dataSource={[...found?.rows ?? []]} loading={found === undefined} tableLayout="fixed" {...((found?.total ?? 0) === 0 ? {} : { scroll: { x: '48em' } })} aria-label="这一场登记的件" locale={{ emptyText: '这一场还没有登记。点上面的“登记一件”。' }}
          pagination={{ current: page, pageSize: PAGE, total: found?.total ?? 0, onChange: setPage, hideOnSinglePage: true, showSizeChanger: false }}
        />
      </Card>
    </>
  );
}
