/** Before days off are changed: what is changed and which open cases get another deadline; then both are written. */
import { Alert, App, Modal, Progress, Table, type TableColumnsType } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { calendarFrom, calendarSubject, type CalendarFields, type CalendarRecord } from '../../../shared/calendar/calendar-record.ts';
import type { Directory } from '../../store/api.ts';
import { useStore } from '../../store/store-context.tsx';
import { shortDay } from '../../ui/format-date.ts';
import { useSession } from '../../ui/session-context.tsx';
import { usePerform } from '../../ui/use-perform.ts';
import { useToday } from '../../ui/use-today.ts';
import { affectedCases, reschedule, type AffectedCase } from './affected-cases.ts';

/** A change of one place's year: the fields to be written, and the record as it will be. */
export interface PlannedChange { readonly title: string; readonly fields: CalendarFields; readonly next: CalendarRecord; readonly about: ReactNode }

const SHOWN = 8;

export function CalendarChangeModal({ change, directory, onClose }: { readonly change: PlannedChange; readonly directory: Directory; readonly onClose: () => void }) {
  const store = useStore();
  const { writes } = useSession();
  const { message } = App.useApp();
  const { busy, refusal, perform } = usePerform();
  const today = useToday();
  const [affected, setAffected] = useState<readonly AffectedCase[] | null>(null);
  const [working, setWorking] = useState(false);
  const { next } = change;

  useEffect(() => {
    let ended = false;
    const others = directory.calendars.filter(({ id }) => id !== next.id);
    const scopes = writes.filter((scope) => scope.startsWith(next.scope));
    void affectedCases(store, { year: next.year, scopes, old: (scope) => calendarFrom(directory.calendars, scope), now: (scope) => calendarFrom([...others, next], scope) }, { today, ended: () => ended })
      .then((found) => { if (!ended) setAffected(found); });
    return () => { ended = true; };
    // The question is asked once, of the directory as it was when the change was planned.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const save = async () => {
    if (affected === null || !(await perform({ scope: next.scope, subject: calendarSubject(next.scope, next.year), type: 'calendar.updated', body: { set: change.fields } }))) return;
    setWorking(true);
    const written = await reschedule(store, affected);
    setWorking(false);
    if (affected.length > 0) void message.success(`已重算 ${written} 件的期限${written < affected.length ? `；另有 ${affected.length - written} 件刚被别人改过，没有动` : ''}`);
    onClose();
  };
  const columns: TableColumnsType<AffectedCase> = [
    { title: '编号', dataIndex: 'number', width: '13em' }, { title: '事项', dataIndex: 'title', ellipsis: true },
    { title: '期限', key: 'due', width: '11em', render: (_, { was, dueOn }) => `${shortDay(was, today)} → ${shortDay(dueOn, today)}` },
  ];
  return (
    <Modal open width={720} title={change.title} okText="保存" cancelText="取消" onCancel={onClose} confirmLoading={busy || working} okButtonProps={{ disabled: affected === null }} onOk={() => { void save(); }}>
      {change.about}
      <Alert
        style={{ margin: '12px 0' }} type={affected === null || affected.length === 0 ? 'info' : 'warning'} showIcon data-testid="affected"
        title={affected === null ? '正在看哪些件的期限会变…' : affected.length === 0 ? '没有在办的件因此改期限。' : `将影响 ${affected.length} 件：保存后期限重算，原来的期限和原因记在每件的办理过程里。`}
      />
      {affected === null && <Progress percent={100} status="active" showInfo={false} />}
      {affected !== null && affected.length > 0 && <Table<AffectedCase> size="small" rowKey="id" columns={columns} dataSource={[...affected]} pagination={{ pageSize: SHOWN, hideOnSinglePage: true, size: 'small' }} />}
      {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" style={{ marginTop: 12 }} />}
    </Modal>
  );
}
