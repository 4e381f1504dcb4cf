/** Several supervisions at once: what will be sent is shown first; every case is judged alone, and what could not be sent says why. The whole batch can be taken back. */
import { App, Button, Form, Modal, Progress, Typography } from 'antd';
import { useState } from 'react';
import { addWorkdays } from '../../../shared/calendar/calendar.ts';
import { calendarFrom } from '../../../shared/calendar/calendar-record.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { NO_DIRECTORY, type ProposedCase } from '../../store/api.ts';
import { useStore } from '../../store/store-context.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { proposedSupervisionNo } from '../../ui/order-number.ts';
import { useEnrolment } from '../../ui/session-context.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { officeOf } from '../../ui/use-office.ts';
import { refusalWords } from '../../ui/refusal-words.ts';
import { GradeTag } from './GradeTag.tsx';
import styles from './supervision.module.css';

/** Workdays that a unit is given to answer, unless the day is changed. */
const ANSWER_WORKDAYS = 5;

interface Sent { readonly id: string; readonly scope: string; readonly act: string }

export function SendAll({ proposals, today, onClose }: { readonly proposals: readonly ProposedCase[]; readonly today: LocalDate; readonly onClose: () => void }) {
  const store = useStore();
  const { enrolment } = useEnrolment();
  const { notification } = App.useApp();
  const directory = useAnswer((from) => from.directory(), ['directory'], []) ?? NO_DIRECTORY;
  const [chosen, setAnswerBy] = useState<LocalDate | null>();
  const answerBy = chosen === undefined ? addWorkdays(calendarFrom(directory.calendars, enrolment.session.home), today, ANSWER_WORKDAYS) : chosen;
  const [done, setDone] = useState<number | null>(null);
  const [failures, setFailures] = useState<readonly string[]>([]);

  const takeBack = async (sent: readonly Sent[]) => {
    for (const { id, scope, act } of sent.toReversed()) await store.perform([{ scope, subject: id, type: 'case.undone', body: { act } }]);
  };
  const send = async () => {
    const sent: Sent[] = [], failed: string[] = [];
    for (const [index, { row, grade, reasons, rule }] of proposals.entries()) {
      setDone(index);
      const view = await store.case(row.id);
      if (view === null) continue;
      const orderNo = proposedSupervisionNo(view.state, officeOf(directory, enrolment, row.scope));
      const outcome = await store.perform([{
        scope: row.scope, subject: row.id, type: 'case.supervised',
        body: { grade, orderNo, reason: reasons.join('；'), on: today, proposal: rule, ...(row.lead === null ? {} : { unit: row.lead }), ...(answerBy === null ? {} : { answerBy }) },
      }]);
      const act = outcome.ok ? outcome.value[0] : undefined;
      if (act !== undefined) sent.push({ id: row.id, scope: row.scope, act });
      if (!outcome.ok) failed.push(`${row.number} ${row.title}：${refusalWords(outcome.error)}`);
    }
    setDone(null);
    if (sent.length > 0) {
      const key = `sent ${sent[0]?.act ?? ''}`;
      notification.success({ key, title: `已发出 ${sent.length} 件`, duration: 8, actions: <Button size="small" onClick={() => { notification.destroy(key); void takeBack(sent); }}>全部撤销</Button> });
    }
    if (failed.length > 0) setFailures(failed);
    else onClose();
  };

  return (
    <Modal
      open title={`一起发 ${proposals.length} 件`} okText={failures.length > 0 ? '知道了' : '发出'} cancelButtonProps={{ disabled: done !== null }} confirmLoading={done !== null}
      onOk={() => { if (failures.length > 0) onClose(); else void send(); }} onCancel={onClose} closable={done === null} destroyOnHidden
    >
      {failures.length > 0 ? (
        <>
          <p>有 {failures.length} 件没有发出，其余的都发出了：</p>
          <ul className={styles['preview']}>{failures.map((text) => <li key={text}>{text}</li>)}</ul>
        </>
      ) : (
        <>
          <Form layout="vertical"><Form.Item label="请单位在哪天前回报"><DateField value={answerBy} onChange={setAnswerBy} from={today} allowClear /></Form.Item></Form>
          <ul className={styles['preview']} aria-label="将要发出的">
            {proposals.map(({ row, grade, reason }) => <li key={row.id}><GradeTag grade={grade} />{row.title}<Typography.Text type="secondary">　{row.leadName}　{reason}</Typography.Text></li>)}
          </ul>
          {done === null ? <Typography.Text type="secondary">每件按提议的级别单独编号、单独留痕，发出后可以全部撤销。</Typography.Text> : <Progress percent={Math.round((done / proposals.length) * 100)} />}
        </>
      )}
    </Modal>
  );
}
