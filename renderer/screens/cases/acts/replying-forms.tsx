/** Forms of 反馈 and 督办: the unit's reply, passing it on, supervising. */
import { Form, Input, Radio } from 'antd';
import { REPLY_CLASSES, SUPERVISION_GRADES, type ReplyClass } from '../../../../shared/case/case.ts';
import { REPLY_CLASS_WORDS, SUPERVISION_GRADE_WORDS } from '../../../../shared/case/words.ts';
import { daysBetween } from '../../../../shared/kernel/local-date.ts';
import { DateField } from '../../../ui/DateField.tsx';
import { shortDay } from '../../../ui/format-date.ts';
import { filledIn, type ActContext, type ActForm, type FormValues } from './act-form.ts';
import { DayItem, FieldRow, TextItem, UnitItem, WayItem } from './fields.tsx';
import { proposedSupervisionNo } from './order-number.ts';

/** The fields that only one class of reply has (F07: ②类必填 … ④类必填). */
const CLASS_FIELDS: Readonly<Record<ReplyClass, readonly string[]>> = { resolved: [], in_progress: ['plan', 'promisedOn'], not_feasible: ['reason'], escalated: ['escalatedTo'] };
const ALL_CLASS_FIELDS = Object.values(CLASS_FIELDS).flat();

export const repliedForm: ActForm = {
  initial: ({ state, today }) => ({ unit: state.assignment?.lead, class: 'resolved', on: today }),
  Fields: RepliedFields,
  // What belongs to another class than the chosen one stays in the draft and is not sent.
  body: (values) => {
    const filled = filledIn(values);
    const kept = REPLY_CLASSES.find((one) => one === filled['class']) ?? 'resolved';
    return Object.fromEntries(Object.entries(filled).filter(([name]) => !ALL_CLASS_FIELDS.includes(name) || CLASS_FIELDS[kept].includes(name)));
  },
};

function RepliedFields({ context }: { readonly context: ActContext }) {
  const chosen = Form.useWatch<ReplyClass>('class', Form.useFormInstance<FormValues>());
  return (
    <>
      <Form.Item name="class" label="答复类别" rules={[{ required: true, message: '请选择答复类别' }]}>
        <Radio.Group optionType="button" options={REPLY_CLASSES.map((one) => ({ value: one, label: REPLY_CLASS_WORDS[one] }))} />
      </Form.Item>
      <TextItem name="text" label="答复内容" required="请填写承办单位的答复" first rows={3} placeholder="照承办单位的书面答复填，会原样转告群众" />
      {chosen === 'in_progress' && (
        <FieldRow>
          <TextItem name="plan" label="工作计划" required="正在解决的要写明计划" rows={1} />
          <Form.Item name="promisedOn" label="答应哪天办完" rules={[{ required: true, message: '请选择承诺的日期' }]}><DateField from={context.today} /></Form.Item>
        </FieldRow>
      )}
      {chosen === 'not_feasible' && <TextItem name="reason" label="不具备条件的具体原因" required="请写明具体原因" rows={2} />}
      {chosen === 'escalated' && <TextItem name="escalatedTo" label="报给了哪个上级" required="请写明报给了谁" rows={1} max={200} />}
      <FieldRow>
        <UnitItem name="unit" label="答复单位" directory={context.directory} required="请选择答复单位" />
        <TextItem name="signedBy" label="签发人" rows={1} max={60} placeholder="可不填" />
        <DayItem label="答复日期" />
      </FieldRow>
    </>
  );
}

export const relayedForm: ActForm = {
  initial: ({ state, session, today }) => ({
    to: state.relayed.some((one) => one.to === 'citizen') ? 'deputy' : 'citizen', way: 'phone', by: session.userName, on: today,
  }),
  Fields: () => (
    <>
      <Form.Item name="to" label="转告谁"><Radio.Group optionType="button" options={[{ value: 'citizen', label: '反映的群众' }, { value: 'deputy', label: '接待的代表' }]} /></Form.Item>
      <TextItem name="opinion" label="对方怎么说" rows={2} first placeholder="可不填" />
      <FieldRow><WayItem label="怎么转告的" /><TextItem name="by" label="转告人" rows={1} max={60} required="请填转告人" /><DayItem /></FieldRow>
    </>
  ),
  body: filledIn,
};

export const supervisedForm: ActForm = {
  initial: ({ state, today, office }) => ({
    grade: nextGrade(state.supervisions.at(-1)?.order.grade), orderNo: proposedSupervisionNo(state, office), on: today,
    reason: state.dueOn !== null && state.dueOn < today ? `办结时限 ${shortDay(state.dueOn, today)}，已逾期 ${daysBetween(state.dueOn, today)} 天` : '',
  }),
  Fields: SupervisedFields,
  body: filledIn,
};

function SupervisedFields({ context }: { readonly context: ActContext }) {
  const lowest = SUPERVISION_GRADES.indexOf(context.state.supervisions.at(-1)?.order.grade ?? 'urge');
  return (
    <>
      <Form.Item name="grade" label="督办等级" extra={context.state.supervisions.length === 0 ? undefined : `已督办 ${context.state.supervisions.length} 次，等级只升不降。`}>
        <Radio.Group optionType="button" options={SUPERVISION_GRADES.map((grade, index) => ({ value: grade, label: SUPERVISION_GRADE_WORDS[grade], disabled: index < lowest }))} />
      </Form.Item>
      <TextItem name="reason" label="督办事由" required="请写明督办事由" rows={2} first />
      <TextItem name="demand" label="整改要求" rows={2} placeholder="可不填" />
      <FieldRow>
        <Form.Item name="newDueOn" label="新时限" extra="不选就不改原来的时限。"><DateField from={context.today} allowClear /></Form.Item>
        <Form.Item name="leader" label="督办领导"><Input maxLength={60} placeholder="可不填" /></Form.Item>
      </FieldRow>
      <FieldRow><TextItem name="orderNo" label="督办单号" rows={1} max={60} required="请填督办单号" /><DayItem /></FieldRow>
    </>
  );
}

function nextGrade(last: (typeof SUPERVISION_GRADES)[number] | undefined): (typeof SUPERVISION_GRADES)[number] {
  const at = last === undefined ? 0 : SUPERVISION_GRADES.indexOf(last) + 1;
  return SUPERVISION_GRADES[Math.min(at, SUPERVISION_GRADES.length - 1)] ?? 'urge';
}
