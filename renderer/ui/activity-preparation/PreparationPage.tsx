/**
 * Before an activity: at the left what it is and what is missing, at the right the steps that its kind asks for. Nothing is written until
 * something is done; what only a rule gives is then planned with it. `papers` are the kind's own printed things, `start` what begins it.
 */
import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { Alert, Breadcrumb, Button, Card, Collapse, Descriptions, Flex, Tag, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { mayAppend } from '../../../shared/access.ts';
import type { Preparation } from '../../../shared/activity/activity.ts';
import { KINDS } from '../../../shared/activity/kinds.ts';
import { isReady, missingOf, preparedOf, type Missing } from '../../../shared/activity/preparation.ts';
import type { SeasonItem } from '../../../shared/activity/season.ts';
import { PREPARATION_WORDS } from '../../../shared/activity/words.ts';
import { CancelModal } from '../activity-calendar/CancelModal.tsx';
import { activityAct, isAhead } from '../activity-calendar/item-acts.ts';
import { toneWords } from '../activity-calendar/item-words.ts';
import { MoveModal } from '../activity-calendar/MoveModal.tsx';
import { useItemActs } from '../activity-calendar/use-item-acts.tsx';
import { dayWords, shortDay } from '../format-date.ts';
import { scopeName, useEnrolment } from '../session-context.tsx';
import { useAnswer } from '../use-answer.ts';
import { usePerform } from '../use-perform.ts';
import { useToday } from '../use-today.ts';
import styles from './activity-preparation.module.css';
import { ArrangementModal } from './ArrangementModal.tsx';
import { readStepDraft, type StepDraft } from './step-draft.ts';
import { StepCard } from './StepCard.tsx';
import { TakeAlongCard } from './TakeAlongCard.tsx';
import type { FoundItem } from './use-season-item.ts';

interface Props extends FoundItem {
  /** Where one came from: its name and address. */
  readonly back: { readonly title: string; readonly path: string };
  readonly papers?: ReactNode;
  readonly start?: ReactNode;
}

export function PreparationPage(props: Props) {
  // Once: afterwards each step has what was typed in its hand.
  const drafts = useAnswer((store) => store.drafts(), [], [props.item.id]);
  if (drafts === undefined) return null;
  return <Preparing {...props} drafts={drafts.flatMap((one) => readStepDraft(one) ?? []).filter(({ activity }) => activity === props.item.id)} />;
}

function Preparing({ item, directory, calendar, known, back, papers, start, drafts }: Props & { readonly drafts: readonly StepDraft[] }) {
  const today = useToday();
  const { enrolment: { session } } = useEnrolment();
  const acts = useItemActs();
  const { busy, refusal, perform } = usePerform();
  const missing = missingOf(preparedOf(item), today);
  const steps = KINDS[item.kind].preparations;
  const [opened, setOpened] = useState<Preparation | null>(() => steps.find((step) => drafts.some((one) => one.step === step)) ?? steps.find((step) => !isReady(missing, step)) ?? null);
  const [dialog, setDialog] = useState<'move' | 'cancel' | 'arrange' | null>(null);
  const ahead = isAhead(item);
  const writes = session.writes.includes(item.scope);
  const mayChange = ahead && writes && mayAppend(session.role, 'activity.amended');
  const mayCancel = ahead && writes && mayAppend(session.role, 'activity.cancelled');
  const topics = [...new Set(known.flatMap((one) => [one.theme ?? '', ...one.preparations.topic?.list ?? []]))].filter((topic) => topic !== '');
  const close = () => { setDialog(null); };
  return (
    <div className={styles['page']}>
      <Breadcrumb items={[{ title: <Link to={back.path}>{back.title}</Link> }, { title: `${dayWords(item.on, today)} ${item.place}` }]} />
      <Flex align="center" gap={10} wrap>
        <Typography.Title level={3} className={styles['title'] ?? ''}>{item.place}</Typography.Title>
        <Tag>{toneWords(item, today)}</Tag>
        <div className={styles['right']}>
          {papers}
          {mayChange && <Button onClick={() => { setDialog('move'); }}>改期</Button>}
          {mayCancel && <Button onClick={() => { setDialog('cancel'); }}>取消</Button>}
          {ahead && start}
        </div>
      </Flex>
      {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
      {item.standing === 'cancelled' && <Alert type="warning" showIcon title={`这一场已取消：${item.activity?.cancelled?.reason ?? ''}`} action={writes && mayAppend(session.role, 'activity.reopened') ? <Button size="small" loading={busy} onClick={() => { void perform(activityAct(item, 'activity.reopened', { reason: '恢复', on: today })); }}>照常办</Button> : undefined} />}
      <div className={styles['columns']}>
        <div className={styles['left']}>
          <Card size="small" title="这一场" {...(mayChange ? { extra: <Button type="link" size="small" onClick={() => { setDialog('arrange'); }}>修改</Button> } : {})}><Facts found={{ item, directory, calendar, known }} /></Card>
          {ahead && <MissingCard missing={missing} onStep={(about) => { if (about === 'time' || about === 'place') setDialog('arrange'); else setOpened(about); }} />}
        </div>
        <Collapse
          activeKey={opened ?? []} onChange={(keys) => { const key = keys.find((one) => one !== opened); setOpened(steps.find((step) => step === key) ?? null); }} className={styles['steps'] ?? ''}
          items={steps.map((step) => ({
            key: step, label: PREPARATION_WORDS[step], extra: <StepState step={step} missing={missing} item={item} />,
            children: step === 'taken_along' ? <TakeAlongCard item={item} directory={directory} readOnly={!mayChange} /> : <StepCard key={`${item.id} ${step}`} step={step} item={item} directory={directory} topics={topics} readOnly={!mayChange} kept={drafts.find((one) => one.step === step)?.values ?? null} />,
          }))}
        />
      </div>
      {dialog === 'move' && <MoveModal item={item} to={item.on} calendar={calendar} onMove={(to) => acts.move(item, to)} onClose={close} />}
      {dialog === 'cancel' && <CancelModal item={item} onCancel={(reason) => acts.cancel(item, reason)} onClose={close} />}
      {dialog === 'arrange' && <ArrangementModal item={item} directory={directory} onClose={close} />}
    </div>
  );
}

function Facts({ found: { item, directory, calendar } }: { readonly found: FoundItem }) {
  const today = useToday();
  const { enrolment } = useEnrolment();
  const { holiday } = calendar.day(item.on);
  const village = directory.villages.find(({ id }) => id === item.village)?.name;
  const station = directory.stations.find(({ id }) => id === item.station)?.name;
  const names = item.deputies.flatMap((id) => directory.deputies.find((one) => one.id === id)?.name ?? []);
  const units = (item.activity?.expected.units ?? []).flatMap((id) => directory.units.find((one) => one.id === id)?.name ?? []);
  const campaign = directory.campaigns.find(({ id }) => id === item.campaign)?.name;
  const rows: readonly (readonly [string, ReactNode])[] = [
    ['活动', KINDS[item.kind].name], ['时间', <>{dayWords(item.on, today)} {item.from === '' ? '没定几点' : item.from}{item.until === '' ? '' : `–${item.until}`}{holiday !== null && <Tag color="warning" style={{ marginInlineStart: 6 }}>{holiday}放假</Tag>}</>],
    ...(item.movedFrom === null ? [] : [['原定', shortDay(item.movedFrom, today)] as const]), ...(item.holiday !== null && item.activity === null ? [['说明', `排期的日子遇${item.holiday}`] as const] : []),
    ['乡镇', scopeName(enrolment, item.scope)], ...(station === undefined ? [] : [['站点', station] as const]), ...(village === undefined ? [] : [['村', village] as const]),
    ['主题', item.theme === '' ? '还没定' : item.theme], ...(names.length === 0 ? [] : [['代表', names.join('、')] as const]), ...(units.length === 0 ? [] : [['单位', units.join('、')] as const]), ...(campaign === undefined ? [] : [['主题活动', campaign] as const]),
    ...(item.activity?.note ? [['备注', item.activity.note] as const] : []),
  ];
  return <Descriptions column={1} size="small" items={rows.map(([label, children]) => ({ key: label, label, children }))} />;
}

function MissingCard({ missing, onStep }: { readonly missing: readonly Missing[]; readonly onStep: (about: Missing['about']) => void }) {
  if (missing.length === 0) return <Alert type="success" showIcon title="都准备好了" />;
  return (
    <Card size="small" title={`还缺 ${missing.length} 项`}>
      <ul className={styles['missing']} aria-label="还缺什么">
        {missing.map(({ about, words, late }) => <li key={words}><Button type="link" className={styles['missingLine'] ?? ''} danger={late} onClick={() => { onStep(about); }}>{words}</Button></li>)}
      </ul>
    </Card>
  );
}

function StepState({ step, missing, item }: { readonly step: Preparation; readonly missing: readonly Missing[]; readonly item: SeasonItem }) {
  const [gap] = missing.filter(({ about }) => about === step);
  if (gap !== undefined) return <Typography.Text type={gap.late ? 'danger' : 'secondary'} className={styles['stepGap'] ?? ''} title={gap.words}>{gap.late && <ExclamationCircleFilled />} {gap.words}</Typography.Text>;
  // A check of the laptop that is not due yet is neither missing nor done.
  if (step === 'taken_along' && item.activity?.preparations.taken_along?.done !== true) return <Typography.Text type="secondary">出门前查</Typography.Text>;
  return <CheckCircleFilled style={{ color: 'var(--ant-color-success)' }} aria-label="做好了" />;
}
