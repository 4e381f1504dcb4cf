/** Forms of 处办: assigning, signing for it, sending it back, progress. */
import { Form } from 'antd';
import { useEffect, useRef } from 'react';
import type { LocalDate } from '../../../../shared/kernel/local-date.ts';
import { DateField } from '../../../ui/DateField.tsx';
import { filledIn, textOf, type ActContext, type ActForm, type FormValues } from './act-form.ts';
import { handlingDeadline } from './case-deadlines.ts';
import { DayItem, FieldRow, TextItem, UnitItem } from './fields.tsx';
import { proposedOrderNo } from './order-number.ts';
import { suggestUnits } from './suggest-unit.ts';

export const assignedForm: ActForm = {
  initial: (context) => {
    const { state, today, office } = context;
    return {
      lead: state.assignment?.lead ?? suggestedUnits(context)[0], co: state.assignment?.co ?? [], on: today,
      dueOn: handlingDeadline(state.level, today).on, orderNo: proposedOrderNo(state, office),
    };
  },
  Fields: AssignedFields,
  body: (values, { state }) => {
    const { dueReason, ...filled } = filledIn(values);
    const by = handlingDeadline(state.level, textOf(values, 'on'));
    const changed = textOf(values, 'dueOn') !== by.on;
    return { ...filled, co: values['co'] ?? [], rule: by.rule, ...(changed && dueReason !== undefined ? { dueReason } : {}) };
  },
};

function AssignedFields({ context }: { readonly context: ActContext }) {
  const form = Form.useFormInstance<FormValues>();
  const on = Form.useWatch<LocalDate>('on', form) ?? context.today;
  const dueOn = Form.useWatch<LocalDate | undefined>('dueOn', form);
  const by = handlingDeadline(context.state.level, on);
  const changed = dueOn !== undefined && dueOn !== by.on;
  const lastRuleDay = useRef(by.on);
  // A deadline that nobody touched follows the day of the order.
  useEffect(() => {
    if (form.getFieldValue('dueOn') === lastRuleDay.current) form.setFieldValue('dueOn', by.on);
    lastRuleDay.current = by.on;
  }, [by.on, form]);
  return (
    <>
      <FieldRow>
        <UnitItem name="lead" label="主办单位" directory={context.directory} suggested={suggestedUnits(context)} required="请选择主办单位" first />
        <UnitItem name="co" label="协办单位" directory={context.directory} multiple />
      </FieldRow>
      <FieldRow>
        <DayItem label="交办日期" />
        <Form.Item name="dueOn" label="办结时限" extra={by.explanation} rules={[{ required: true, message: '请选择办结时限' }]}><DateField from={on} /></Form.Item>
        <TextItem name="orderNo" label="交办单号" rows={1} max={60} required="请填交办单号" />
      </FieldRow>
      {changed && <TextItem name="dueReason" label="为什么改时限" rows={1} max={500} required="时限和规定的不一样，请写一句原因" placeholder="例如：需等汛期过后施工，已与代表商定" />}
      <TextItem name="demand" label="办理要求" rows={2} placeholder="可不填，会印在交办单上" />
      <TextItem name="responsible" label="责任人" rows={1} max={60} placeholder="可不填" />
    </>
  );
}

function suggestedUnits({ directory, state }: ActContext): readonly string[] {
  return suggestUnits(directory.units, state.category, state.level);
}

export const acknowledgedForm: ActForm = {
  initial: ({ today }) => ({ on: today }),
  Fields: () => <FieldRow><TextItem name="by" label="签收人" rows={1} max={60} first placeholder="承办单位谁签的，可不填" /><DayItem label="签收日期" /></FieldRow>,
  body: filledIn,
};

export const returnedForm: ActForm = {
  initial: ({ today }) => ({ on: today }),
  Fields: () => <><TextItem name="reason" label="退件理由" required="请写明承办单位为什么退回" first rows={2} placeholder="例如：该路段属省道，不归乡里管养" /><DayItem /></>,
  body: filledIn,
};

export const progressedForm: ActForm = {
  initial: ({ today }) => ({ on: today }),
  Fields: () => <><TextItem name="text" label="办到哪一步了" required="请写一句办理进展" first rows={2} /><DayItem /></>,
  body: filledIn,
};
