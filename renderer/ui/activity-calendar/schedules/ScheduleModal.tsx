/** A new schedule, for one place or many points at once, or one that is changed; with what it comes to in plain words before it is saved. */
import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, App, Button, Flex, Form, Input, Modal, Select, Typography } from 'antd';
import { useMemo } from 'react';
import { ACTIVITY_KINDS, type ActivityKind } from '../../../../shared/activity/activity.ts';
import { KINDS } from '../../../../shared/activity/kinds.ts';
import type { Act } from '../../../../shared/act.ts';
import { calendarFrom } from '../../../../shared/calendar/calendar-record.ts';
import { wellFormed } from '../../../../shared/kernel/content-hash.ts';
import { addDays, type LocalDate } from '../../../../shared/kernel/local-date.ts';
import { ruleDays } from '../../../../shared/schedule/occurrences.ts';
import { scheduleFields, type Schedule } from '../../../../shared/schedule/schedule.ts';
import { roomFor } from '../../../../shared/schedule/stagger.ts';
import { ruleWords } from '../../../../shared/schedule/words.ts';
import { STATION_TIER_WORDS } from '../../../../shared/station/station.ts';
import type { Directory } from '../../../store/api.ts';
import { useStore } from '../../../store/store-context.tsx';
import { CampaignSelect } from '../../CampaignSelect.tsx';
import { DateField } from '../../DateField.tsx';
import { dayWords, shortDay } from '../../format-date.ts';
import { newSubject } from '../../new-subject.ts';
import { scopeName, useEnrolment } from '../../session-context.tsx';
import { useSounds } from '../../sounds.ts';
import { TimeField } from '../../TimeField.tsx';
import { refusalWords } from '../../refusal-words.ts';
import { usePerform } from '../../use-perform.ts';
import { useToday } from '../../use-today.ts';
import styles from '../activity-calendar.module.css';
import { RuleFields } from './RuleFields.tsx';
import { draftOf, outlookOf, schedulesOf, type PlannedSchedule, type ScheduleDraft } from './schedule-draft.ts';

interface Props {
  readonly directory: Directory;
  /** The one that is changed; null for a new one. */
  readonly schedule: Schedule | null;
  readonly kinds?: readonly ActivityKind[];
  readonly onClose: () => void;
}

/** Times that the preview names. */
const NAMED = 6;
const PREVIEW_DAYS = 365;
/** The message with the way back, and for how many seconds it stands. */
const PLANNED = 'planned';
const UNDO_SECONDS = 10;

/** Wide enough for a line of fields in every size of type. */
const WIDTH = 'min(58.6em, calc(100vw - 48px))';
/** The button that saves stays in sight, however much there is above it. */
const BODY = { maxHeight: 'calc(100vh - 150px)', overflowY: 'auto', overflowX: 'hidden' } as const;

export function ScheduleModal({ directory, schedule, kinds = ACTIVITY_KINDS, onClose }: Props) {
  const today = useToday();
  const { enrolment } = useEnrolment();
  const { session } = enrolment;
  const store = useStore();
  const { message } = App.useApp();
  const sounds = useSounds();
  const { busy, refusal, perform } = usePerform();
  const [form] = Form.useForm<ScheduleDraft>();
  const initial = useMemo((): ScheduleDraft => (schedule === null
    ? { kind: kinds[0] ?? 'night_market', rule: 'nth_weekday', nth: 2, weekdays: [5], monthDays: [5, 15, 25], perDay: 5, holidays: 'after', from: '19:00', startOn: today, endOn: null, scope: session.writes.find((one) => one.length === 9) ?? session.home }
    : draftOf(schedule, today)), [schedule]); // eslint-disable-line react-hooks/exhaustive-deps -- what the form begins with; afterwards its fields are the user's
  const draft: ScheduleDraft = { ...initial, ...Form.useWatch([], form) as ScheduleDraft | undefined };
  const points = draft.stations ?? [];
  const planned = schedulesOf(draft, directory.stations);

  const submit = async () => {
    if (planned === 'does-not-fit') return;
    const write = (fields: PlannedSchedule, subject: string): Act => ({ scope: fields.scope, subject, type: 'schedule.updated', body: { set: wellFormedFields(schedule === null ? scheduleFields(fields) : changedFields(fields, schedule)) } });
    const acts = planned.map((fields) => write(fields, schedule?.id ?? newSubject('schedule'))).filter(({ body }) => Object.keys(body['set'] as object).length > 0);
    if (acts.length > 0 && !await perform(...acts)) return;
    if (schedule === null) offerBack(acts);
    onClose();
  };
  // Eighty points that were planned on the wrong weekdays are taken back as one.
  const offerBack = (acts: readonly Act[]) => {
    const undo = async () => {
      message.destroy(PLANNED);
      const done = await store.perform(acts.map(({ scope, subject, type }) => ({ scope, subject, type, body: { set: { active: false } } })));
      if (done.ok) void message.success('已撤销');
      else void message.error(refusalWords(done.error));
    };
    void message.success({ key: PLANNED, duration: UNDO_SECONDS, content: <>{acts.length > 1 ? `排好了 ${acts.length} 个点` : '排好了'}<Button type="link" size="small" onClick={() => { void undo(); }}>撤销</Button></> });
  };
  const stations = directory.stations.filter((one) => points.includes(one.id) || (one.active && session.writes.includes(one.scope)));
  const marketPoints = stations.filter(({ tier }) => tier === 'market_point');
  const deputies = directory.deputies.filter(({ active }) => active).map(({ id, name, constituency }) => ({ value: id, label: `${name} ${constituency}`.trim() }));
  return (
    <Modal open title={schedule === null ? '新排期' : `修改排期：${schedule.name}`} width={WIDTH} centered styles={{ body: BODY }} okText={Array.isArray(planned) && planned.length > 1 ? `排好这 ${planned.length} 个点` : '保存'} cancelText="取消" confirmLoading={busy} okButtonProps={{ disabled: planned === 'does-not-fit' }} onOk={() => { form.submit(); }} onCancel={onClose}>
      <Form<ScheduleDraft> form={form} layout="vertical" initialValues={initial} onFinish={() => { void submit(); }} onValuesChange={(changed: Partial<ScheduleDraft>) => {
        if (changed.stations !== undefined && schedule === null) form.setFieldValue('rule', changed.stations.length > 1 ? 'staggered' : draft.rule === 'staggered' ? 'nth_weekday' : draft.rule);
      }}>
        <Flex gap={12} align="start">
          {kinds.length > 1 && <Form.Item name="kind" label="活动" style={{ width: 170 }}><Select disabled={schedule !== null} options={kinds.map((value) => ({ value, label: KINDS[value].name }))} /></Form.Item>}
          <Form.Item name="stations" label="在哪些站点" style={{ flex: 1, minWidth: 0 }} extra={marketPoints.length > 1 && schedule === null ? <Button type="link" size="small" style={{ paddingInline: 0 }} onClick={() => { form.setFieldsValue({ stations: marketPoints.map(({ id }) => id), rule: 'staggered', ...roomier(draft, marketPoints.length) }); }}>全选 {marketPoints.length} 个夜市点</Button> : undefined}>
            <Select mode="multiple" {...(schedule === null ? {} : { maxCount: 1 })} maxTagCount={6} placeholder={stations.length === 0 ? '还没有站点，请写地点' : '可多选；没有站点的写地点'} showSearch={{ filterOption: (typed, option) => option !== undefined && sounds.matches(option.label, typed) }} options={stations.map(({ id, no, name, tier }) => ({ value: id, label: `${no === '' ? '' : `${no} `}${name} ${STATION_TIER_WORDS[tier]}` }))} />
          </Form.Item>
        </Flex>
        {points.length === 0 && <PlaceFields directory={directory} scopes={session.writes.filter((one) => schedule === null || one === schedule.scope).map((value) => ({ value, label: scopeName(enrolment, value) }))} scope={draft.scope} fixed={schedule !== null} />}
        <RuleFields many={points.length > 1} />
        <Flex gap={12}>
          <Form.Item name="from" label="几点开始" style={{ width: '7.5em' }}><TimeField /></Form.Item>
          <Form.Item name="until" label="几点结束" style={{ width: '7.5em' }}><TimeField /></Form.Item>
          <Form.Item name="startOn" label="从哪天起" rules={[{ required: true, message: '请选日子' }]} style={{ width: '11.4em' }}><DateField /></Form.Item>
          <Form.Item name="endOn" label="到哪天止" style={{ width: '11.4em' }}><DateField allowClear /></Form.Item>
          {directory.campaigns.length > 0 && <Form.Item name="campaign" label="主题活动" style={{ flex: 1, minWidth: 0 }}><CampaignSelect campaigns={directory.campaigns} scope={draft.scope} /></Form.Item>}
        </Flex>
        <Form.List name="roster">
          {(fields, { add, remove }) => (
            <Flex vertical gap={6} style={{ marginBottom: 12 }}>
              {fields.map(({ key, name }) => (
                <Flex key={key} gap={8} align="center">
                  <span className={styles['turn']}>第 {name + 1} 组</span>
                  <Form.Item name={name} noStyle><Select mode="multiple" aria-label={`第 ${name + 1} 组代表`} placeholder="这一场由哪些代表值" style={{ flex: 1 }} options={deputies} showSearch={{ filterOption: (typed, option) => option !== undefined && sounds.matches(option.label, typed) }} /></Form.Item>
                  <Button type="text" aria-label={`去掉第 ${name + 1} 组`} icon={<MinusCircleOutlined />} onClick={() => { remove(name); }} />
                </Flex>
              ))}
              <div><Button type="dashed" size="small" icon={<PlusOutlined />} onClick={() => { add([]); }}>{fields.length === 0 ? '代表轮值' : '加一组'}</Button></div>
            </Flex>
          )}
        </Form.List>
        <Preview draft={draft} planned={planned} directory={directory} today={today} />
        {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" style={{ marginTop: 8 }} />}
      </Form>
    </Modal>
  );
}

function PlaceFields({ directory, scopes, scope, fixed }: { readonly directory: Directory; readonly scopes: readonly { readonly value: string; readonly label: string }[]; readonly scope: string; readonly fixed: boolean }) {
  const sounds = useSounds();
  const villages = directory.villages.filter((one) => one.active && one.scope === scope);
  return (
    <Flex gap={12}>
      {scopes.length > 1 ? <Form.Item name="scope" label="乡镇" style={{ width: 150 }}><Select disabled={fixed} options={[...scopes]} showSearch={{ optionFilterProp: 'label' }} /></Form.Item> : <Form.Item name="scope" hidden><Input /></Form.Item>}
      <Form.Item name="place" label="地点" style={{ flex: 1 }} rules={[{ required: true, whitespace: true, message: '请选站点，或写下地点' }]}><Input maxLength={200} placeholder="如：皇帝庙村文化广场" /></Form.Item>
      <Form.Item name="village" label="所在村" style={{ width: 200 }}><Select allowClear options={villages.map(({ id, name }) => ({ value: id, label: name }))} showSearch={{ filterOption: (typed, option) => option !== undefined && sounds.matches(option.label, typed) }} /></Form.Item>
    </Flex>
  );
}

function Preview({ draft, planned, directory, today }: { readonly draft: ScheduleDraft; readonly planned: readonly PlannedSchedule[] | 'does-not-fit'; readonly directory: Directory; readonly today: LocalDate }) {
  const from = draft.startOn > today ? draft.startOn : today;
  const outlook = useMemo(() => (planned === 'does-not-fit' ? null : outlookOf(planned, (scope) => calendarFrom(directory.calendars, scope), { from, to: addDays(from, PREVIEW_DAYS) })), [JSON.stringify(planned), directory.calendars, from]); // eslint-disable-line react-hooks/exhaustive-deps -- `planned` is made anew at each key
  if (planned === 'does-not-fit' || outlook === null) {
    const { weekdays = [], perDay = 1, stations = [] } = draft;
    return <Alert type="warning" showIcon title={`排不下：选了 ${stations.length} 个点，每月四周、每周 ${weekdays.length} 晚、一晚最多 ${perDay} 场，只放得下 ${roomFor({ weekdays, perDay })} 个。请多选几个周几，或者把一晚的场数加大。`} />;
  }
  const { occurrences, busiest } = outlook;
  const unknown = [...new Set(occurrences.filter(({ on }) => calendarFrom(directory.calendars, draft.scope).day(on).estimate).map(({ on }) => on.slice(0, 4)))];
  const estimate = draft.holidays === 'keep' || unknown.length === 0 ? '' : `${unknown.join('、')}年的放假安排还没有，先按周末和固定节日估算，导入后会自己重排。`;
  if (occurrences.length === 0) return <Alert type="warning" showIcon title={ruleDaysOf(planned, from) > 0 ? '一年里排的日子全遇上了节假日，一场也没有' : '照这样一年里一场也排不出来，请检查日子'} />;
  const [only] = planned;
  if (planned.length > 1) {
    const over = busiest !== null && draft.rule === 'staggered' && busiest.count > (draft.perDay ?? 1);
    return <Alert type={over ? 'warning' : 'info'} showIcon title={`${planned.length} 个点，一年 ${occurrences.length} 场；最多的一天是${busiest === null ? '' : `${shortDay(busiest.on, today)}，${busiest.count} 场`}${over ? '（节假日顺延挤到了一起，可到日历里改期，或改成“遇节假日照常”）' : ''}`} {...(estimate === '' ? {} : { description: estimate })} />;
  }
  return (
    <Alert type="info" title={<>{only === undefined ? '' : ruleWords(only)}，一年 {occurrences.length} 场</>} description={
      <>接下来：{occurrences.slice(0, NAMED).map(({ day, on, holiday }) => `${dayWords(on, today)}${on === day ? (holiday === null ? '' : `（${holiday}）`) : `（原 ${shortDay(day, today)}遇${holiday ?? ''}）`}`).join('、')}{occurrences.length > NAMED ? ' …' : ''}{estimate !== '' && <div><Typography.Text type="secondary">{estimate}</Typography.Text></div>}</>
    } />
  );
}

/** Evenings enough for so many points, when those that are chosen are too few: the five weekdays, and as many an evening as it takes. */
function roomier({ weekdays = [], perDay = 1 }: ScheduleDraft, count: number): Partial<ScheduleDraft> {
  if (roomFor({ weekdays, perDay }) >= count) return {};
  return { weekdays: WORKING_WEEK, perDay: Math.max(perDay, Math.ceil(count / roomFor({ weekdays: WORKING_WEEK, perDay: 1 }))) };
}

const WORKING_WEEK = [1, 2, 3, 4, 5];

function ruleDaysOf(planned: readonly PlannedSchedule[], from: LocalDate): number {
  return planned.reduce((sum, one) => sum + ruleDays(one, { from, to: addDays(from, PREVIEW_DAYS) }).length, 0);
}

type Fields = ReturnType<typeof scheduleFields>;

/** Only what differs: two people's changes to different fields both count. */
function changedFields(fields: PlannedSchedule, before: Schedule): Fields {
  const was = scheduleFields(before);
  return Object.fromEntries(Object.entries(scheduleFields(fields)).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name])));
}

function wellFormedFields(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? wellFormed(value) : value]));
}
