/** 放假安排: the year by months, importing a later year from a file, and declaring a single day by hand. */
import { HistoryOutlined, ImportOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Alert, Button, Descriptions, Flex, Form, Input, Modal, Radio, Skeleton, Typography, Upload } from 'antd';
import { useState } from 'react';
import type { DeclaredDay } from '../../../shared/calendar/calendar.ts';
import { arrangementFields, calendarFrom, calendarSubject, declaredField, declaredFrom, SHIPPED_YEARS, yearsFrom, type CalendarRecord } from '../../../shared/calendar/calendar-record.ts';
import { arrangementRefusalText, parseArrangement } from '../../../shared/calendar/import-arrangement.ts';
import type { YearArrangement } from '../../../shared/calendar/year-arrangement.ts';
import { wellFormed } from '../../../shared/kernel/content-hash.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { Directory } from '../../store/api.ts';
import { dayWords, shortDay } from '../../ui/format-date.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import { useToday } from '../../ui/use-today.ts';
import { CalendarChangeModal, type PlannedChange } from './CalendarChangeModal.tsx';
import { RecordHistory, type FieldWords } from '../../ui/records/RecordHistory.tsx';
import styles from './settings.module.css';
import { SettingsCard } from './SettingsCard.tsx';
import { usePlace, type SettingsPlace } from './use-place.tsx';
import { kindWords, YearGrid } from './YearGrid.tsx';

const HISTORY_WORDS: FieldWords = {
  name: (field) => ({ source: '文件', holidays: '放假', makeUpDays: '调休上班' })[field] ?? field.replace(/^d(\d\d)(\d\d)$/, (_, month: string, day: string) => `${Number(month)}月${Number(day)}日`),
  value: (_, value) => (Array.isArray(value) ? value.join('；') : String(value).replace(/^off ?/, '放假 ').replace(/^work ?/, '上班 ')),
};

export function HolidaysPage() {
  const directory = useAnswer((store) => store.directory(), ['directory'], []);
  const place = usePlace('calendar.updated');
  return directory === undefined ? <Skeleton active /> : <Holidays key={place.scope} directory={directory} place={place} />;
}

function Holidays({ directory, place }: { readonly directory: Directory; readonly place: SettingsPlace }) {
  const today = useToday();
  const [year, setYear] = useState(Number(today.slice(0, 4)));
  const [planned, setPlanned] = useState<PlannedChange | null>(null);
  const [picked, setPicked] = useState<LocalDate | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [history, setHistory] = useState(false);
  const { scope } = place;
  const calendar = calendarFrom(directory.calendars, scope);
  const declared = declaredFrom(directory.calendars, scope);
  const arrangement = yearsFrom(directory.calendars, scope).find((one) => one.year === year);
  const own: CalendarRecord = directory.calendars.find((one) => one.id === calendarSubject(scope, year)) ?? { id: calendarSubject(scope, year), scope, year, arrangement: null, declared: [] };

  const read = async (file: File) => {
    const parsed = parseArrangement(await file.text(), year);
    setRefusal(parsed.ok ? null : `“${file.name}”没有导入。${arrangementRefusalText(parsed.error)}`);
    if (parsed.ok) setPlanned({ title: `导入${year}年放假安排`, fields: arrangementFields(parsed.value), next: { ...own, arrangement: parsed.value }, about: <ArrangementFacts arrangement={parsed.value} today={today} /> });
  };
  const declare = (day: LocalDate, kind: DeclaredDay['kind'] | null, reason: string) => {
    setPicked(null);
    const others = own.declared.filter(({ date }) => date !== day);
    setPlanned({
      title: kind === null ? `${dayWords(day, today)}：照放假安排` : `${dayWords(day, today)}：${kind === 'off' ? '放假' : '上班'}`, fields: declaredField(day, kind, reason),
      next: { ...own, declared: kind === null ? others : [...others, { date: day, kind, reason }] }, about: <Typography.Text>{kind === null ? '取消手工定的，照国家放假安排算。' : `原因：${reason}`}</Typography.Text>,
    });
  };
  return (
    <SettingsCard
      title="放假安排" place={place} refusal={refusal} history={null} about="工作日、节假日和调休，期限都按这里算。每年国务院办公厅通知发布后，导入下一年的安排文件（JSON）。"
      extra={<Button type="text" icon={<HistoryOutlined />} onClick={() => { setHistory(true); }}>改动记录</Button>}
    >
      <Flex align="center" gap={10} wrap style={{ marginBottom: 12 }}>
        <Button aria-label="前一年" icon={<LeftOutlined />} onClick={() => { setYear(year - 1); setRefusal(null); }} />
        <Typography.Title level={4} className={styles['numeric'] ?? ''} style={{ margin: 0 }}>{year}年</Typography.Title>
        <Button aria-label="后一年" icon={<RightOutlined />} onClick={() => { setYear(year + 1); setRefusal(null); }} />
        <span style={{ flex: 1 }}>{arrangement === undefined ? <Typography.Text type="warning">还没有这一年的安排，先按周末和固定节日估算。</Typography.Text> : <Typography.Text type="secondary">依据：{arrangement.source}</Typography.Text>}</span>
        {place.mayEdit && own.arrangement !== null && <Button onClick={() => { setPlanned({ title: `撤回${year}年导入的安排`, fields: arrangementFields(null), next: { ...own, arrangement: null }, about: <Typography.Text>{SHIPPED_YEARS.some((one) => one.year === year) ? '用回软件自带的安排。' : '这一年又按周末和固定节日估算。'}</Typography.Text> }); }}>撤回导入</Button>}
        {place.mayEdit && <Upload accept=".json,application/json" showUploadList={false} beforeUpload={(file) => { void read(file); return false; }}><Button icon={<ImportOutlined />}>导入{year}年安排</Button></Upload>}
      </Flex>
      <YearGrid year={year} calendar={calendar} declared={declared} today={today} onPick={place.mayEdit ? setPicked : null} />
      <div className={styles['legend']} style={{ marginTop: 14 }}>
        <span><i className={styles['holiday']} />放假</span><span><i className={styles['makeUp']} />调休上班</span><span><i className={styles['byHand']} />手工定的</span>
        {place.mayEdit && <span>点某一天，可以定成放假或上班（例如防汛停工、本地集会）</span>}
      </div>
      {picked !== null && <DayModal day={picked} today={today} words={kindWords(calendar.day(picked))} own={own.declared.find(({ date }) => date === picked) ?? null} onDeclare={declare} onClose={() => { setPicked(null); }} />}
      {planned !== null && <CalendarChangeModal change={planned} directory={directory} onClose={() => { setPlanned(null); }} />}
      {history && <RecordHistory title={`${year}年放假安排`} subject={calendarSubject(scope, year)} words={HISTORY_WORDS} onClose={() => { setHistory(false); }} />}
    </SettingsCard>
  );
}

function ArrangementFacts({ arrangement: { holidays, makeUpDays, source }, today }: { readonly arrangement: YearArrangement; readonly today: LocalDate }) {
  return (
    <Descriptions column={1} size="small" items={[
      { key: 'source', label: '依据', children: source },
      { key: 'holidays', label: '放假', children: holidays.map(({ name, from, to }) => `${name} ${from === to ? shortDay(from, today) : `${shortDay(from, today)}至${shortDay(to, today)}`}`).join('；') },
      { key: 'makeUp', label: '调休上班', children: makeUpDays.length === 0 ? '没有' : makeUpDays.map((day) => dayWords(day, today)).join('、') },
    ]} />
  );
}

interface DayProps {
  readonly day: LocalDate;
  readonly today: LocalDate;
  readonly words: string;
  /** What this place declared before. */
  readonly own: DeclaredDay | null;
  readonly onDeclare: (day: LocalDate, kind: DeclaredDay['kind'] | null, reason: string) => void;
  readonly onClose: () => void;
}

function DayModal({ day, today, words, own, onDeclare, onClose }: DayProps) {
  const [form] = Form.useForm<{ kind: DeclaredDay['kind']; reason: string }>();
  const submit = (values: { kind: DeclaredDay['kind']; reason: string }) => { onDeclare(day, values.kind, wellFormed(values.reason.trim())); };
  return (
    <Modal
      open title={dayWords(day, today)} onCancel={onClose}
      footer={[
        ...(own === null ? [] : [<Button key="reset" onClick={() => { onDeclare(day, null, ''); }}>取消手工定的</Button>]),
        <Button key="cancel" onClick={onClose}>取消</Button>, <Button key="next" type="primary" onClick={() => { form.submit(); }}>下一步</Button>,
      ]}
    >
      <Form form={form} layout="vertical" onFinish={submit} initialValues={{ kind: own?.kind ?? (words === '上班' || words === '调休上班' ? 'off' : 'work'), reason: own?.reason ?? '' }}>
        <Alert type="info" title={`现在是：${words}`} style={{ marginBottom: 12 }} />
        <Form.Item name="kind" label="这一天"><Radio.Group optionType="button" options={[{ value: 'off', label: '放假' }, { value: 'work', label: '上班' }]} /></Form.Item>
        <Form.Item name="reason" label="为什么" rules={[{ required: true, whitespace: true, message: '请写一句原因，会写进每件的期限说明' }]}><Input autoFocus maxLength={60} placeholder="例如：全县防汛停工" /></Form.Item>
      </Form>
    </Modal>
  );
}
