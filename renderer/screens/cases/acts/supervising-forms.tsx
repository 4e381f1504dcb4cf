/** Forms of 督办: the order in its rising grades (F08), and what came of one. */
import { Form, Radio, Select } from 'antd';
import { SUPERVISION_GRADES } from '../../../../shared/case/case.ts';
import { SUPERVISION_GRADE_WORDS } from '../../../../shared/case/words.ts';
import { daysBetween } from '../../../../shared/kernel/local-date.ts';
import { DateField } from '../../../ui/DateField.tsx';
import { shortDay } from '../../../ui/format-date.ts';
import type { ActContext, ActForm } from './act-form.ts';
import { filledIn, type FormValues } from '../../../ui/form-frame/form-values.ts';
import { DayItem, Explained, FieldRow, FilesItem, HandlingUnitItem, TextItem } from './fields.tsx';
import { proposedSupervisionNo } from '../../../ui/order-number.ts';

export const supervisedForm: ActForm = {
  initial: ({ state, today, office }) => ({
    grade: nextGrade(state.supervisions.at(-1)?.order.grade), orderNo: proposedSupervisionNo(state, office), unit: state.assignment?.lead, on: today,
    reason: state.dueOn !== null && state.dueOn < today ? `办结时限 ${shortDay(state.dueOn, today)}，已逾期 ${daysBetween(state.dueOn, today)} 天` : '',
  }),
  Fields: SupervisedFields,
  body: filledIn,
};

function SupervisedFields({ context }: { readonly context: ActContext }) {
  const { supervisions } = context.state;
  const lowest = SUPERVISION_GRADES.indexOf(supervisions.at(-1)?.order.grade ?? 'urge');
  const grade = Form.useWatch<string>('grade', Form.useFormInstance<FormValues>());
  return (
    <>
      <Form.Item name="grade" label="督办等级" extra={supervisions.length === 0 ? undefined : `已督办 ${supervisions.length} 次，等级只升不降。`}>
        <Radio.Group optionType="button" options={SUPERVISION_GRADES.map((one, index) => ({ value: one, label: SUPERVISION_GRADE_WORDS[one], disabled: index < lowest }))} />
      </Form.Item>
      <TextItem name="reason" label="督办事由" required="请写明督办事由" rows={2} first />
      <TextItem name="demand" label="整改要求" rows={1} placeholder="可不填，不填就印本单位的格式文本" />
      <FieldRow>
        <HandlingUnitItem label="督办哪个单位" context={context} />
        <TextItem name="leader" label="督办领导" rows={1} max={60} {...(grade === 'admonition_talk' ? { required: '约谈要写明由谁约谈' } : { placeholder: '可不填' })} />
        <Form.Item name="answerBy" label="要求答复的日期"><DateField from={context.today} allowClear /></Form.Item>
        <Form.Item name="newDueOn" label="新时限" extra="不选就不改原来的时限。"><DateField from={context.today} allowClear /></Form.Item>
      </FieldRow>
      <FieldRow><TextItem name="orderNo" label="督办单号" rows={1} max={60} required="请填督办单号" /><DayItem /></FieldRow>
    </>
  );
}

function nextGrade(last: (typeof SUPERVISION_GRADES)[number] | undefined): (typeof SUPERVISION_GRADES)[number] {
  const at = last === undefined ? 0 : SUPERVISION_GRADES.indexOf(last) + 1;
  return SUPERVISION_GRADES[Math.min(at, SUPERVISION_GRADES.length - 1)] ?? 'urge';
}

export const supervisionAnsweredForm: ActForm = {
  initial: ({ state, today }) => ({ orderNo: state.supervisions.find(({ answer }) => answer === null)?.order.orderNo, on: today }),
  Fields: SupervisionAnsweredFields,
  body: filledIn,
};

function SupervisionAnsweredFields({ context: { state } }: { readonly context: ActContext }) {
  const open = state.supervisions.filter(({ answer }) => answer === null);
  const orderNo = Form.useWatch<string>('orderNo', Form.useFormInstance<FormValues>());
  const order = open.find((one) => one.order.orderNo === orderNo)?.order;
  const isTalk = order?.grade === 'admonition_talk';
  return (
    <>
      <Form.Item name="orderNo" label="哪一次督办" rules={[{ required: true, message: '请选择哪一次督办' }]}>
        <Select options={open.map((one) => ({ value: one.order.orderNo, label: `${SUPERVISION_GRADE_WORDS[one.order.grade]} ${one.order.orderNo}` }))} />
      </Form.Item>
      {order !== undefined && <Explained>{order.reason}</Explained>}
      <TextItem name="text" label={isTalk ? '约谈记录' : '落实情况'} required={isTalk ? '请写下约谈记录' : '请写下落实情况'} rows={3} first placeholder={isTalk ? '谁约谈了谁，说了什么，对方怎样表态' : '单位怎样落实的'} />
      <DayItem />
      <FilesItem />
    </>
  );
}
