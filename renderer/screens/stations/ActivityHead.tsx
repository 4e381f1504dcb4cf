/** The head of an activity: kind, state, when and where, and what may be done with the whole of it. */
import { DownOutlined, PrinterOutlined } from '@ant-design/icons';
import { Alert, Button, Dropdown, Typography } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { KINDS, missingFields } from '../../../shared/activity/kinds.ts';
import { ACTIVITY_EVENT_WORDS } from '../../../shared/activity/words.ts';
import { receptionRegister } from '../../../shared/documents/activity-papers.ts';
import { PrintPreview, type Paper } from '../../print/open-print.tsx';
import { ActivityPapers } from '../../reports/ActivityPapers.tsx';
import { allCases } from '../../reports/all-cases.ts';
import { useStore } from '../../store/store-context.tsx';
import { dayWords } from '../../ui/format-date.ts';
import { scopeName, useEnrolment } from '../../ui/session-context.tsx';
import { useOffice } from '../../ui/use-office.ts';
import { usePerform } from '../../ui/use-perform.ts';
import { actOn, may, type PartProps } from './activity-acts.ts';
import { AmendModal } from './AmendModal.tsx';
import { StatusMark } from './ActivityList.tsx';
import { CloseModal, ReasonModal } from './ClosingModals.tsx';
import { activityPapers, sheetContext } from './sheet-context.ts';
import styles from './stations.module.css';
import { useRegisterAt } from './use-register-at.ts';

/** By type, as the ledger names it. */
const EVENTS: Readonly<Record<string, string>> = ACTIVITY_EVENT_WORDS;

type Asking = 'amend' | 'close' | 'cancel' | 'reopen';

export function ActivityHead({ activity, directory, today }: PartProps) {
  const { enrolment } = useEnrolment();
  const { session } = enrolment;
  const store = useStore();
  const office = useOffice(directory, activity.scope);
  const { refusal, perform } = usePerform();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [paper, setPaper] = useState<Paper | null>(null);
  const row = KINDS[activity.kind];
  const can = (type: Parameters<typeof may>[2]) => may(activity, session, type);
  const missing = activity.status === 'closed' ? missingFields(activity) : [];
  const station = directory.stations.find(({ id }) => id === activity.station);
  const campaign = directory.campaigns.find(({ id }) => id === activity.campaign);
  const context = sheetContext(directory, office, today);
  const mayUndo = activity.undoable !== null && activity.undoable.actor === session.user && session.writes.includes(activity.scope);
  const register = useRegisterAt(activity, today);
  const printRegister = async () => {
    const cases = await allCases(store, { filter: { activity: activity.id }, sort: 'received', descending: false });
    setPaper({ kind: 'sheet', sheet: receptionRegister(activity, cases, { ...context, open: false }) });
  };
  const papers = [
    ...activityPapers(activity, context),
    { key: 'register', label: '登记簿', sheet: null },
  ];
  const show = (key: string) => {
    const sheet = papers.find((one) => one.key === key)?.sheet;
    if (sheet == null) void printRegister(); else setPaper({ kind: 'sheet', sheet });
  };
  return (
    <section className={styles['pageHead']} aria-label={row.name}>
      <div className={styles['titleLine']}>
        <Typography.Title level={3} className={styles['title'] ?? ''}>{row.name}{activity.theme === null ? '' : `：${activity.theme}`}</Typography.Title>
        <StatusMark status={activity.status} />
        <Typography.Text type="secondary" className={styles['right'] ?? ''}>{row.source.replace(/ S\d/g, '')}</Typography.Text>
      </div>
      <div className={styles['meta']}>
        <span>{dayWords(activity.on, today)} {activity.from}{activity.until === null || activity.until === '' ? '' : `–${activity.until}`}</span>
        <span>{activity.place}</span>
        {station !== undefined && station.name !== activity.place && <span>{station.name}</span>}
        {campaign !== undefined && <span>{campaign.name}</span>}
        {enrolment.session.reads.length > 2 && <span>{scopeName(enrolment, activity.scope)}</span>}
      </div>
      {missing.length > 0 && <div className={styles['missing']}>还缺：{missing.map(({ label }) => label).join('、')}</div>}
      <div className={styles['acts']}>
        {session.writes.includes(activity.scope) && <Button type={activity.status === 'open' ? 'primary' : 'default'} onClick={() => { register(); }}>登记一件</Button>}
        {session.writes.includes(activity.scope) && <Link to={`/night-market/${activity.id}/sheets`}><Button>补录纸质登记</Button></Link>}
        {can('activity.closed') && <Button onClick={() => { setAsking('close'); }}>结束</Button>}
        {can('activity.amended') && <Button onClick={() => { setAsking('amend'); }}>更改</Button>}
        {can('activity.cancelled') && <Button onClick={() => { setAsking('cancel'); }}>取消这一场</Button>}
        {can('activity.reopened') && <Button onClick={() => { setAsking('reopen'); }}>重新打开</Button>}
        <Dropdown trigger={['click']} menu={{ items: papers.map(({ key, label }) => ({ key, label })), onClick: ({ key }) => { show(key); } }}><Button icon={<PrinterOutlined />}>打印 <DownOutlined /></Button></Dropdown>
        <ActivityPapers activity={activity} />
        {mayUndo && activity.undoable !== null && <Button type="link" onClick={() => { void perform(actOn(activity, 'activity.undone', { act: activity.undoable?.id ?? '' })); }}>撤销“{EVENTS[activity.undoable.type] ?? '上一步'}”</Button>}
      </div>
      {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
      {asking === 'amend' && <AmendModal activity={activity} directory={directory} onClose={() => { setAsking(null); }} />}
      {asking === 'close' && <CloseModal activity={activity} onClose={() => { setAsking(null); }} />}
      {asking === 'cancel' && <ReasonModal title="取消这一场？" hint="写明原因，例如：当天有雨，另定日期" ok="取消这一场" onClose={() => { setAsking(null); }} actOf={(reason) => actOn(activity, 'activity.cancelled', { reason, on: today })} />}
      {asking === 'reopen' && <ReasonModal title="重新打开？" hint="为什么重新打开" ok="重新打开" onClose={() => { setAsking(null); }} actOf={(reason) => actOn(activity, 'activity.reopened', { reason, on: today })} />}
      <PrintPreview paper={paper} onClose={() => { setPaper(null); }} />
    </section>
  );
}
