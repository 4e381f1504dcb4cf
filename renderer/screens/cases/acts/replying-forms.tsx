/** Forms of 反馈: the unit's answer, what became of a promise, passing the answer on. */
import { Alert, Form, Radio } from 'antd';
import { REPLY_CLASSES, type CaseState, type ReplyClass } from '../../../../shared/case/case.ts';
import { REPLY_CLASS_WORDS } from '../../../../shared/case/words.ts';
import { fillText } from '../../../../shared/office/texts.ts';
import { DateField } from '../../../ui/DateField.tsx';
import { shortDay } from '../../../ui/format-date.ts';
import type { ActContext, ActForm } from './act-form.ts';
import { filledIn, textOf, type FormValues } from '../../../ui/form-frame/form-values.ts';
import { DayItem, DeputyItem, Explained, FieldRow, FilesItem, TextItem, UnitItem, WayItem } from './fields.tsx';

/** The fields that only one class of reply has (F07: ②类必填 … ④类必填). */
const CLASS_FIELDS: Readonly<Record<ReplyClass, readonly string[]>> = { resolved: [], in_progress: ['plan', 'promisedOn'], not_feasible: ['reason'], escalated: ['escalatedTo'] };
const ALL_CLASS_FIELDS = Object.values(CLASS_FIELDS).flat();

export const repliedForm: ActForm = {
  // What it was merged into may have been answered before: the same answer, to be looked over and given to this citizen too.
  initial: ({ state, followed, today }) => ({ unit: nextToAnswer(state), class: 'resolved', ...(state.follows?.kind === 'case' && followed ? answerOf(followed) : {}), on: today }),
  Fields: RepliedFields,
  // What belongs to another class than the chosen one stays in the draft and is not sent.
  body: (values) => {
    const filled = filledIn(values);
    const kept = REPLY_CLASSES.find((one) => one === filled['class']) ?? 'resolved';
    return Object.fromEntries(Object.entries(filled).filter(([name]) => !ALL_CLASS_FIELDS.includes(name) || CLASS_FIELDS[kept].includes(name)));
  },
  // 并案、分别答复: the cases that follow this one get the same answer, and are then told and evaluated each on their own.
  together: (values, context) => {
    const body = repliedForm.body(values, context);
    const after = completesAnswer(context.state, textOf(values, 'unit')) ? context.followers.map((row) => ({ scope: row.scope, subject: row.id, type: 'case.replied', body })) : [];
    return Promise.resolve({ after });
  },
};

/** The answer of a case, as another's form begins with it. */
function answerOf({ reply, spotAnswer }: CaseState): FormValues {
  if (reply === null) return spotAnswer === null ? {} : { text: spotAnswer.text };
  const { attachments: _, ...said } = reply;
  return said;
}

/** Who is expected to answer: in separate handling the first that has not, otherwise the lead; in a case that follows, whoever answered what it follows. */
function nextToAnswer({ assignment, answers }: CaseState): string | undefined {
  if (assignment === null) return undefined;
  return assignment.mode === 'separate' ? [assignment.lead, ...assignment.co].find((unit) => answers[unit] === undefined) ?? assignment.lead : assignment.lead;
}

/** True when the answer of `unit` makes the case's answer complete: the lead's does, in separate handling the last one. */
function completesAnswer({ assignment, answers }: CaseState, unit: string): boolean {
  if (assignment === null) return true;
  return assignment.mode === 'separate' ? [assignment.lead, ...assignment.co].every((one) => one === unit || answers[one] !== undefined) : unit === assignment.lead;
}

function RepliedFields({ context }: { readonly context: ActContext }) {
  const { state, office, today, directory, followers } = context;
  const form = Form.useFormInstance<FormValues>();
  const chosen = Form.useWatch<ReplyClass>('class', form);
  const unit = Form.useWatch<string | undefined>('unit', form) ?? '';
  const { assignment } = state;
  const isOpinion = assignment !== null && assignment.mode !== 'separate' && assignment.co.includes(unit);
  const waiting = assignment?.mode === 'separate' ? [assignment.lead, ...assignment.co].filter((one) => one !== unit && state.answers[one] === undefined) : [];
  return (
    <>
      {followers.length > 0 && <Form.Item><Alert type="info" showIcon title={`还有 ${followers.length} 件并案，会一并答复`} description={`${followers.map((row) => row.number).join('、')}；答复后每位群众分别转告、分别评议。`} /></Form.Item>}
      <Form.Item name="class" label="答复类别" extra={`本地分类：${office.letters[chosen ?? 'resolved']}`} rules={[{ required: true, message: '请选择答复类别' }]}>
        <Radio.Group optionType="button" options={REPLY_CLASSES.map((one) => ({ value: one, label: REPLY_CLASS_WORDS[one] }))} />
      </Form.Item>
      <TextItem name="text" label="答复内容" required="请填写承办单位的答复" first rows={3} placeholder="照承办单位的书面答复填，会原样转告群众" />
      {chosen === 'in_progress' && (
        <FieldRow>
          <TextItem name="plan" label="工作计划" required="正在解决的要写明计划" rows={1} />
          <Form.Item name="promisedOn" label="答应哪天办完" extra="到这天会提醒，没落实不能销号。" rules={[{ required: true, message: '请选择承诺的日期' }]}><DateField from={today} /></Form.Item>
        </FieldRow>
      )}
      {chosen === 'not_feasible' && <TextItem name="reason" label="不具备条件的具体原因" required="请写明具体原因" rows={2} />}
      {chosen === 'escalated' && <TextItem name="escalatedTo" label="报给了哪个上级" required="请写明报给了谁" rows={1} max={200} />}
      <FieldRow>
        <UnitItem name="unit" label="答复单位" directory={directory} required="请选择答复单位" suggested={assignment === null ? [] : [assignment.lead, ...assignment.co]} />
        <TextItem name="signedBy" label="签发人" rows={1} max={60} placeholder="单位主要负责人，可不填" />
        <TextItem name="documentNo" label="答复文号" rows={1} max={60} placeholder="可不填" />
        <DayItem label="答复日期" />
      </FieldRow>
      {isOpinion && <Explained>协办单位的意见给主办单位参考，主办单位答复后才算答复。</Explained>}
      {waiting.length > 0 && <Explained>分别办理：还有 {waiting.length} 个单位没有答复，都答复了才算答复。</Explained>}
      <FilesItem />
    </>
  );
}

export const fulfilledForm: ActForm = {
  initial: ({ today }) => ({ on: today }),
  Fields: ({ context: { state: { promise }, today } }) => (
    <>
      {promise !== null && <Explained>答应{shortDay(promise.on, today)}办完：{promise.plan}</Explained>}
      <TextItem name="text" label="落实得怎么样" required="请写下承诺落实的情况" rows={2} first />
      <DayItem label="落实日期" />
      <FilesItem />
    </>
  ),
  body: filledIn,
};

export const relayedForm: ActForm = {
  initial: ({ state, session, today }) => ({
    to: state.relayed.some((one) => one.to === 'citizen') ? 'deputy' : 'citizen', deputy: nextDeputy(state), way: 'phone', by: session.userName, on: today,
  }),
  Fields: RelayedFields,
  body: (values) => {
    const { deputy, ...filled } = filledIn(values);
    return textOf(values, 'to') === 'deputy' && deputy !== undefined ? { ...filled, deputy } : filled;
  },
};

/** The first of those who heard it that does not know yet. */
function nextDeputy({ registered, relayed }: CaseState): string | undefined {
  const present = registered.deputies ?? [];
  return present.find((id) => relayed.every((one) => one.deputy !== id)) ?? present[0];
}

function RelayedFields({ context }: { readonly context: ActContext }) {
  const { state, row, office, directory } = context;
  const to = Form.useWatch<string>('to', Form.useFormInstance<FormValues>());
  const lead = directory.units.find(({ id }) => id === (state.reply?.unit ?? state.assignment?.lead))?.name;
  return (
    <>
      <FieldRow>
        <Form.Item name="to" label="转告谁"><Radio.Group optionType="button" options={[{ value: 'citizen', label: '反映的群众' }, { value: 'deputy', label: '接待的代表' }]} /></Form.Item>
        {to === 'deputy' && <DeputyItem name="deputy" label="哪位代表" directory={directory} present={state.registered.deputies ?? []} />}
      </FieldRow>
      {to === 'citizen' && state.declined === null && <Explained>可以这样说：{fillText(office.texts.relay, { 件号: row.number, 标题: state.title, 机关: office.issuer, 承办单位: lead ?? office.issuer, 电话: office.phone })}</Explained>}
      {to === 'citizen' && state.declined !== null && <Explained>可以这样说：{fillText(office.texts.decline, { 件号: row.number, 标题: state.title, 原因: state.declined.reason, 机关: office.issuer, 电话: office.phone })}</Explained>}
      <TextItem name="opinion" label="对方怎么说" rows={2} first placeholder="可不填" />
      <FieldRow><WayItem label="怎么转告的" /><TextItem name="by" label="转告人" rows={1} max={60} required="请填转告人" /><DayItem /></FieldRow>
    </>
  );
}
