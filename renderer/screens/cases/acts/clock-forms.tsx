/** Forms of the clock: a unit asks for more time, it is granted or not; the clock stands, runs again, and is counted anew by another calendar. */
import { Alert, Form, Input } from 'antd';
import { useEffect, useRef } from 'react';
import type { LocalDate } from '../../../../shared/kernel/local-date.ts';
import { readingWords } from '../../../../shared/rules/clock.ts';
import { DateField } from '../../../ui/DateField.tsx';
import { shortDay } from '../../../ui/format-date.ts';
import type { ActContext, ActForm } from './act-form.ts';
import { filledIn, type FormValues } from '../../../ui/form-frame/form-values.ts';
import { extendedReading, longestExtension, readingOf, resumedReading } from './case-deadlines.ts';
import { DayItem, Explained, FieldRow, HandlingUnitItem, TextItem } from './fields.tsx';

/** The clock as it stands, in one line. */
function ClockLine({ context: { state, time, today } }: { readonly context: ActContext }) {
  const reading = readingOf(state, time, today);
  return reading === null ? null : <Explained>{reading.explanation}。{readingWords(reading)}。</Explained>;
}

/** A new last day, with what it makes of the present one. */
function NewDayItem({ context, label, name = 'dueOn' }: { readonly context: ActContext; readonly label: string; readonly name?: string }) {
  const { state, time, today } = context;
  const form = Form.useFormInstance<FormValues>();
  const to = Form.useWatch<string | undefined>(name, form);
  const on = Form.useWatch<string | undefined>('on', form) ?? today;
  const longest = state.dueOn === null ? null : longestExtension(state.dueOn, time);
  const extra = to === undefined ? undefined : longest !== null && to > longest ? `比最长可延的${shortDay(longest, today)}还晚，请再想一想。` : extendedReading(state, to, { on, time })?.explanation;
  return <Form.Item name={name} label={label} extra={extra} rules={[{ required: true, message: `请选择${label}` }]}><DateField from={state.dueOn ?? today} /></Form.Item>;
}

export const extensionRequestedForm: ActForm = {
  initial: ({ state, today }) => ({ unit: state.assignment?.lead, until: undefined, on: today }),
  Fields: ({ context }) => (
    <>
      <ClockLine context={context} />
      <TextItem name="reason" label="单位为什么要延期" required="请写明单位申请延期的理由" rows={2} first placeholder="例如：材料要招标，最快6月10日到货" />
      <FieldRow><NewDayItem context={context} name="until" label="申请延到哪天" /><HandlingUnitItem label="哪个单位申请" context={context} /><DayItem label="申请日期" /></FieldRow>
    </>
  ),
  body: filledIn,
};

export const extendedForm: ActForm = {
  initial: ({ state, session, today }) => ({ dueOn: state.extensionRequest?.until, reason: state.extensionRequest?.reason, approvedBy: session.userName, on: today }),
  Fields: ({ context }) => (
    <>
      <ClockLine context={context} />
      <RequestLine context={context} />
      <TextItem name="reason" label="为什么同意延期" required="请写明延期的理由" rows={2} first />
      <FieldRow><NewDayItem context={context} label="延到哪天" /><TextItem name="approvedBy" label="谁批准的" rows={1} max={60} required="请填批准人" /><DayItem label="批准日期" /></FieldRow>
    </>
  ),
  body: filledIn,
};

export const extensionDeclinedForm: ActForm = {
  initial: ({ session, today }) => ({ decidedBy: session.userName, on: today }),
  Fields: ({ context }) => (
    <>
      <RequestLine context={context} />
      <TextItem name="reason" label="为什么不同意" required="请写明不同意延期的理由" rows={2} first />
      <FieldRow><TextItem name="decidedBy" label="谁决定的" rows={1} max={60} required="请填决定人" /><DayItem label="决定日期" /></FieldRow>
    </>
  ),
  body: filledIn,
};

function RequestLine({ context: { state: { extensionRequest }, today } }: { readonly context: ActContext }) {
  return extensionRequest === null ? null : <Explained>单位申请延到{shortDay(extensionRequest.until, today)}：{extensionRequest.reason}</Explained>;
}

export const pausedForm: ActForm = {
  initial: ({ today }) => ({ on: today }),
  Fields: ({ context }) => (
    <>
      <ClockLine context={context} />
      <TextItem name="reason" label="为什么暂停" required="请写明为什么暂停计时" rows={2} first placeholder="例如：等上级批复；等汛期过去" extra="从这天起不算日子，恢复后接着算。" />
      <DayItem label="从哪天起暂停" />
    </>
  ),
  body: filledIn,
};

export const resumedForm: ActForm = {
  initial: ({ state, today, time }) => ({ on: today, dueOn: resumedReading(state, today, time)?.dueOn ?? undefined }),
  Fields: ResumedFields,
  body: filledIn,
};

function ResumedFields({ context }: { readonly context: ActContext }) {
  const { state, time, today } = context;
  const form = Form.useFormInstance<FormValues>();
  const on = Form.useWatch<LocalDate>('on', form) ?? today;
  const reading = resumedReading(state, on, time);
  const lastDay = useRef(reading?.dueOn);
  useEffect(() => {
    if (form.getFieldValue('dueOn') === lastDay.current) form.setFieldValue('dueOn', reading?.dueOn ?? undefined);
    lastDay.current = reading?.dueOn;
  }, [reading?.dueOn, form]);
  return (
    <>
      <ClockLine context={context} />
      <FieldRow>
        <DayItem label="从哪天起恢复" />
        <Form.Item name="dueOn" label="办结时限" extra={reading?.explanation} rules={[{ required: true, message: '请选择办结时限' }]}><DateField from={on} /></Form.Item>
      </FieldRow>
    </>
  );
}

export const rescheduledForm: ActForm = {
  initial: (context) => ({ was: context.state.dueOn ?? undefined, dueOn: recounted(context)?.dueOn ?? context.state.dueOn ?? undefined, reason: '放假安排有变，按新的日历重算', on: context.today }),
  Fields: ({ context }) => {
    const reading = recounted(context);
    const same = reading === null || reading.dueOn === context.state.dueOn;
    return (
      <>
        <Form.Item><Alert type={same ? 'success' : 'info'} showIcon title={same ? '按现在的日历再算一遍，时限没有变，不用重算。' : `按现在的日历：${reading.explanation}`} /></Form.Item>
        <Form.Item name="was" hidden><Input /></Form.Item>
        <Form.Item name="dueOn" hidden rules={[{ validator: () => (same ? Promise.reject(new Error('时限没有变')) : Promise.resolve()) }]}><Input /></Form.Item>
        <TextItem name="reason" label="为什么重算" required="请写明为什么重算" rows={1} max={500} first />
        <DayItem />
      </>
    );
  },
  body: filledIn,
};

/** The running clock by the calendar in force now; a promise's day was chosen and is never counted anew. */
function recounted({ state, time, today }: ActContext) {
  const reading = readingOf(state, time, today);
  return reading === null || reading.paused ? null : reading;
}
