/** A closed evening on the desk: what it came to, and its cases. */
import { FormOutlined, PrinterOutlined } from '@ant-design/icons';
import { Breadcrumb, Button, Card, Flex, Spin, Table, Typography } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { mayAppend } from '../../../shared/access.ts';
import { ActivityPapers } from '../../reports/ActivityPapers.tsx';
import type { CaseRow } from '../../store/api.ts';
import { AttachmentList } from '../../ui/attachments/AttachmentList.tsx';
import { CaseNumber } from '../../ui/CaseNumber.tsx';
import { JoinButton } from '../../ui/bundle/JoinButton.tsx';
import { DeliveryMark } from '../../ui/DeliveryMark.tsx';
import { DoublesList } from '../../ui/doubles/DoublesList.tsx';
import { dayWords } from '../../ui/format-date.ts';
import { MergeActivities } from '../../ui/MergeActivities.tsx';
import { LevelTag } from '../../ui/LevelTag.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { useSession } from '../../ui/session-context.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { useToday } from '../../ui/use-today.ts';
import { SheetPhotos } from './back-entry/SheetPhotos.tsx';
import { handedTo } from './closing-acts.ts';
import { CorrectEvening } from './CorrectEvening.tsx';
import { EveningSummary } from './EveningSummary.tsx';
import { ReopenEvening } from './ReopenEvening.tsx';
import { useEveningCases } from './use-evening-cases.ts';
import { useReceipts } from './use-receipts.tsx';
import styles from './night-market.module.css';

export function EveningPage({ activity }: { readonly activity: ActivityState }) {
  const navigate = useNavigate();
  const today = useToday();
  const session = useSession();
  const receipts = useReceipts();
  const cases = useEveningCases(activity.id);
  const page = useAnswer((store) => store.cases({ filter: { activity: activity.id }, sort: 'received', descending: false, offset: 0, limit: 2000 }), ['cases'], [activity.id]);
  const openCase = (id: string) => { void navigate(`/cases/${id}?activity=${encodeURIComponent(activity.id)}`); };
  if (cases === undefined || page === undefined) return <Spin className={styles['waiting'] ?? ''} />;
  return (
    <div className={styles['page']}>
      <Breadcrumb items={[{ title: <Link to="/night-market">夜市</Link> }, { title: activity.place }]} />
      <Flex align="baseline" gap={12} wrap>
        <Typography.Title level={3} className={styles['title'] ?? ''}>{activity.place}</Typography.Title>
        <Typography.Text type="secondary">{dayWords(activity.on, today)} {activity.from}–{activity.until ?? ''}{activity.theme ? ` · ${activity.theme}` : ''}{handedTo(activity) === null ? '' : ` · 已交给${handedTo(activity) ?? ''}`}</Typography.Text>
        <Flex gap={8} wrap justify="flex-end" className={styles['right'] ?? ''}>
          <JoinButton activity={activity} />
          <MergeActivities activity={activity} />
          <CorrectEvening activity={activity} />
          <ReopenEvening activity={activity} />
        </Flex>
      </Flex>
      <Flex align="center" gap={8} wrap>
        {mayAppend(session.role, 'case.registered') && <Button type="primary" icon={<FormOutlined />} onClick={() => { void navigate(`/night-market/${activity.id}/sheets`); }}>补录纸质登记</Button>}
        <SheetPhotos activity={activity} />
        <ActivityPapers activity={activity} />
        <Button icon={<PrinterOutlined />} disabled={cases.length === 0} onClick={() => { receipts.show(cases.map(({ id }) => id)); }}>打印全部回执</Button>
      </Flex>
      <Card><EveningSummary activity={activity} cases={cases} onOpenCase={openCase} />{activity.note && <p className={styles['note']}>备注：{activity.note}</p>}</Card>
      <Notes activity={activity} />
      <DoublesList activity={activity.id} />
      <Table<CaseRow>
        size="middle" rowKey="id" pagination={false} dataSource={page.rows.filter(({ id }) => cases.some((one) => one.id === id))} aria-label="这一场的件"
        locale={{ emptyText: '这一场没有登记。' }}
        columns={[
          { title: '时间', dataIndex: 'receivedAt', width: 72 },
          { title: '编号', key: 'number', render: (_, { number, official }) => <CaseNumber number={number} official={official} /> },
          { title: '事项', key: 'title', render: (_, { id, title }) => <Link to={`/cases/${id}?activity=${encodeURIComponent(activity.id)}`}>{title}</Link> },
          { title: '村', dataIndex: 'villageName' },
          { title: '类别', dataIndex: 'category' },
          { title: '级别', key: 'level', render: (_, { level }) => level && <LevelTag level={level} /> },
          { title: '到了哪一步', key: 'status', render: (_, { status }) => <StatusTag status={status} /> },
          { title: '', key: 'delivery', width: 40, render: (_, { delivery }) => <DeliveryMark delivery={delivery} /> },
        ]}
      />
      {receipts.preview}
    </div>
  );
}

/** What was added to the evening: notes, photographs of the scene and of paper sheets. */
function Notes({ activity }: { readonly activity: ActivityState }) {
  const notes = activity.notes.filter(({ text = '', attachments = [] }) => text !== '' || attachments.length > 0);
  if (notes.length === 0) return null;
  return (
    <Card size="small" title="照片和补充">
      {notes.map(({ text = '', attachments = [] }, index) => <div key={index} className={styles['added']}>{text !== '' && <span className={styles['addedText']}>{text}</span>}<AttachmentList scope={activity.scope} attachments={attachments} /></div>)}
    </Card>
  );
}
