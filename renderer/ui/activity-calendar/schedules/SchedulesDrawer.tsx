/** 排期: the rules by which activities recur, what each comes to next, and making, changing and ending them. */
import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Drawer, Flex, Input, Skeleton, Table, Tag, Typography, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import type { Act } from '../../../../shared/act.ts';
import type { ActivityKind } from '../../../../shared/activity/activity.ts';
import { calendarFrom } from '../../../../shared/calendar/calendar-record.ts';
import { addDays, type LocalDate } from '../../../../shared/kernel/local-date.ts';
import { occurrencesOf } from '../../../../shared/schedule/occurrences.ts';
import type { Schedule } from '../../../../shared/schedule/schedule.ts';
import { ruleWords } from '../../../../shared/schedule/words.ts';
import type { Directory } from '../../../store/api.ts';
import { useStore } from '../../../store/store-context.tsx';
import { EmptyState } from '../../EmptyState.tsx';
import { dayWords } from '../../format-date.ts';
import { scopeName, useEnrolment } from '../../session-context.tsx';
import { useSounds } from '../../sounds.ts';
import { useAnswer } from '../../use-answer.ts';
import { refusalWords } from '../../refusal-words.ts';
import { useToday } from '../../use-today.ts';
import { ScheduleModal } from './ScheduleModal.tsx';

interface Props { readonly kinds?: readonly ActivityKind[]; readonly onClose: () => void }

/** Fields to be set, and what takes that back. */
interface Change { readonly values: Readonly<Record<string, string | boolean>>; readonly back: Readonly<Record<string, string | boolean>> }

/** How far ahead the next time is looked for. */
const AHEAD_DAYS = 400;

export function SchedulesDrawer({ kinds, onClose }: Props) {
  const directory = useAnswer((store) => store.directory(), ['directory'], []);
  const [editing, setEditing] = useState<Schedule | 'new' | null>(null);
  return (
    <Drawer open size={1040} title="排期" onClose={onClose} extra={<Button type="primary" icon={<PlusOutlined />} onClick={() => { setEditing('new'); }}>新排期</Button>}>
      {directory === undefined ? <Skeleton active /> : <Schedules directory={directory} {...(kinds ? { kinds } : {})} onEdit={setEditing} />}
      {directory !== undefined && editing !== null && <ScheduleModal directory={directory} schedule={editing === 'new' ? null : editing} {...(kinds ? { kinds } : {})} onClose={() => { setEditing(null); }} />}
    </Drawer>
  );
}

function Schedules({ directory, kinds, onEdit }: { readonly directory: Directory; readonly kinds?: readonly ActivityKind[]; readonly onEdit: (schedule: Schedule) => void }) {
  const store = useStore();
  const today = useToday();
  const { message } = App.useApp();
  const { enrolment } = useEnrolment();
  const sounds = useSounds();
  const [typed, setTyped] = useState('');
  const rows = useMemo(() => {
    const shown = directory.schedules.filter((one) => one.active && (kinds === undefined || kinds.some((kind) => kind === one.kind)));
    return shown.map((schedule) => ({ schedule, next: ended(schedule, today) ? null : nextOf(schedule, directory, today) })).sort((a, b) => ((a.next ?? '9') < (b.next ?? '9') ? -1 : 1));
  }, [directory, kinds, today]);
  const found = rows.filter(({ schedule }) => typed.trim() === '' || sounds.matches(`${schedule.name} ${schedule.place}`, typed));
  const manyPlaces = new Set(rows.map(({ schedule }) => schedule.scope)).size > 1;

  const set = async (schedule: Schedule, words: string, { values, back }: Change) => {
    const act = (fields: Readonly<Record<string, string | boolean>>): Act => ({ scope: schedule.scope, subject: schedule.id, type: 'schedule.updated', body: { set: fields } });
    const write = async (fields: Readonly<Record<string, string | boolean>>) => {
      const done = await store.perform([act(fields)]);
      if (!done.ok) void message.error(refusalWords(done.error));
      return done.ok;
    };
    if (await write(values)) void message.success({ key: schedule.id, duration: 10, content: <>{words}<Button type="link" size="small" onClick={() => { message.destroy(schedule.id); void write(back); }}>撤销</Button></> });
  };
  if (rows.length === 0) return <EmptyState drawing="market" title="还没有排期">点“新排期”：每月第几个周几、每周三、逢五，或者自定日子；遇节假日会自己避开。很多点可以一次排好，错开日子。</EmptyState>;
  const columns: TableColumnsType<(typeof rows)[number]> = [
    { title: '名称', key: 'name', render: (_, { schedule }) => <><Typography.Text strong>{schedule.name}</Typography.Text><div><Typography.Text type="secondary">{schedule.place}{schedule.roster.length > 0 ? ` · ${schedule.roster.length} 组轮值` : ''}</Typography.Text></div></> },
    ...(manyPlaces ? [{ title: '乡镇', key: 'scope', width: 110, render: (_: unknown, { schedule }: (typeof rows)[number]) => scopeName(enrolment, schedule.scope) }] : []),
    { title: '规则', key: 'rule', render: (_, { schedule }) => <>{ruleWords(schedule)}<div><Typography.Text type="secondary">{schedule.from}{schedule.until === '' ? '' : `–${schedule.until}`}</Typography.Text></div></> },
    { title: '下一场', key: 'next', width: 130, render: (_, { schedule, next }) => (next === null ? <Tag>{ended(schedule, today) ? '已停' : '没有了'}</Tag> : dayWords(next, today)) },
    {
      title: '', key: 'acts', width: 150, align: 'right', render: (_, { schedule }) => enrolment.session.writes.includes(schedule.scope) && (
        <Flex justify="flex-end">
          <Button type="link" size="small" onClick={() => { onEdit(schedule); }}>修改</Button>
          {!ended(schedule, today) && <Button type="link" size="small" title="以后不再排；办过的、已经在准备的都留着" onClick={() => { void set(schedule, `${schedule.name}以后不再排`, { values: { endOn: addDays(today, -1) }, back: { endOn: schedule.endOn } }); }}>停办</Button>}
          {schedule.startOn > today && <Button type="link" size="small" danger onClick={() => { void set(schedule, `${schedule.name}的排期已删除`, { values: { active: false }, back: { active: true } }); }}>删除</Button>}
        </Flex>
      ),
    },
  ];
  return (
    <Flex vertical gap={10}>
      {rows.length > 8 && <Input allowClear aria-label="找排期" placeholder="名称、地点，可敲首字母" value={typed} onChange={({ target }) => { setTyped(target.value); }} style={{ width: 280 }} />}
      <Table size="small" rowKey={({ schedule }) => schedule.id} columns={columns} dataSource={found} pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false, showTotal: (total) => `${total} 个排期` }} aria-label="排期" />
    </Flex>
  );
}

function ended({ endOn }: Schedule, today: LocalDate): boolean {
  return endOn !== '' && endOn < today;
}

function nextOf(schedule: Schedule, { calendars }: Directory, today: LocalDate): LocalDate | null {
  return occurrencesOf(schedule, calendarFrom(calendars, schedule.scope), { from: today, to: addDays(today, AHEAD_DAYS) })[0]?.on ?? null;
}
