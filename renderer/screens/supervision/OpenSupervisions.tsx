/** What is under supervision: the last order of each case, until when it wants an answer, and what became of it. */
import { Button, Flex, Segmented, Table, Tag, Typography, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { mayAppend } from '../../../shared/access.ts';
import { SUPERVISION_GRADES, type SupervisionGrade } from '../../../shared/case/case.ts';
import { SUPERVISION_GRADE_WORDS } from '../../../shared/case/words.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { OpenSupervision } from '../../store/api.ts';
import { DueTag } from '../../ui/DueTag.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { shortDay } from '../../ui/format-date.ts';
import { useOpenAct } from '../../ui/open-act.ts';
import { useSession } from '../../ui/session-context.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { CaseCell } from './CaseCell.tsx';
import { GradeTag } from './GradeTag.tsx';
import styles from './supervision.module.css';

const PAGE = 20;
/** Cases whose leader and order number are looked up: those of one page. */
type Orders = Readonly<Record<string, { readonly leader: string; readonly orderNo: string }>>;

export function OpenSupervisions({ open, today }: { readonly open: readonly OpenSupervision[]; readonly today: LocalDate }) {
  const { role, writes } = useSession();
  const openAct = useOpenAct();
  const [grade, setGrade] = useState<SupervisionGrade | 'all'>('all');
  const [page, setPage] = useState(1);
  const shown = grade === 'all' ? open : open.filter((one) => one.grade === grade);
  const ids = shown.slice((page - 1) * PAGE, page * PAGE).map(({ row }) => row.id);
  // Names and numbers of papers are texts: they are read of the cases of this page only.
  const orders = useAnswer(async (store): Promise<Orders> => {
    const views = await Promise.all(ids.map((id) => store.case(id)));
    return Object.fromEntries(views.flatMap((view) => {
      const order = view?.state.supervisions.at(-1)?.order;
      return view === null || order === undefined ? [] : [[view.state.id, { leader: order.leader ?? '', orderNo: order.orderNo }]];
    }));
  }, ['cases'], [ids]) ?? {};

  const columns: TableColumnsType<OpenSupervision> = [
    { title: '哪一件', key: 'case', ellipsis: true, render: (_, { row }) => <CaseCell row={row} /> },
    { title: '级别', key: 'grade', width: '9em', render: (_, one) => <><GradeTag grade={one.grade} />{one.times > 1 && <span className={styles['hint']}>第 {one.times} 次</span>}</> },
    { title: '单位', key: 'unit', width: '10em', ellipsis: true, render: (_, { row }) => row.leadName || '—' },
    { title: '督办单', key: 'order', width: '13em', ellipsis: true, render: (_, { row }) => orders[row.id]?.orderNo ?? '' },
    // 挂牌 and 约谈 name a leader who answers for them; the lighter grades rarely do.
    ...(grade === 'listing' || grade === 'admonition_talk' ? [{ title: '领导', key: 'leader', width: '6em', ellipsis: true, render: (_: unknown, { row }: OpenSupervision) => orders[row.id]?.leader || '—' }] : []),
    { title: '发出', key: 'on', width: '6em', render: (_, { on }) => shortDay(on, today) },
    { title: '回报', key: 'answer', width: '11em', render: (_, one) => <Answer one={one} today={today} /> },
    {
      title: '', key: 'acts', width: '6em', align: 'right',
      render: (_, { row, answeredOn }) => (answeredOn === null && mayAppend(role, 'case.supervision_answered') && writes.includes(row.scope)
        ? <Button size="small" aria-label={`记落实：${row.title}`} onClick={() => { void openAct({ id: row.id, act: 'case.supervision_answered', list: { status: row.status, grade: 'any', sort: 'due' } }); }}>记落实</Button> : null),
    },
  ];
  if (open.length === 0) return <EmptyState drawing="done" title="没有督办中的民情">发出督办后，这里能看到哪个单位哪天前要回报、回报了没有。</EmptyState>;
  return (
    <>
      <Flex align="center" gap={12} className={styles['bar'] ?? ''}>
        <Segmented<SupervisionGrade | 'all'>
          value={grade} onChange={(next) => { setGrade(next); setPage(1); }} aria-label="级别"
          options={[{ value: 'all', label: `全部 ${open.length}` }, ...SUPERVISION_GRADES.map((one) => ({ value: one, label: `${SUPERVISION_GRADE_WORDS[one]} ${open.filter((each) => each.grade === one).length}` }))]}
        />
        <Typography.Text type="secondary" className={styles['hint'] ?? ''}>{open.filter(({ late }) => late).length} 件过了回报的日子</Typography.Text>
      </Flex>
      <Table<OpenSupervision>
        size="small" rowKey={({ row }) => row.id} columns={columns} dataSource={[...shown]} tableLayout="fixed" aria-label="督办中" locale={{ emptyText: '没有这一级的督办' }}
        pagination={{ current: page, pageSize: PAGE, onChange: setPage, hideOnSinglePage: true, showSizeChanger: false }}
      />
    </>
  );
}

function Answer({ one: { answeredOn, answerBy, late }, today }: { readonly one: OpenSupervision; readonly today: LocalDate }) {
  if (answeredOn !== null) return <Tag color="success">{shortDay(answeredOn, today)}已回报</Tag>;
  if (answerBy === null) return <span className={styles['hint']}>等回报</span>;
  return <span>{shortDay(answerBy, today)}前 {late ? <Tag color="error">没有回音</Tag> : <DueTag dueOn={answerBy} today={today} />}</span>;
}
