/** Forms of 评议 and the end: evaluating, reworking, closing, reopening, noting. */
import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { Checkbox, Form, Radio, Select } from 'antd';
import { mayAppend } from '../../../../shared/access.ts';
import { EVALUATION_GRADES, type CaseState } from '../../../../shared/case/case.ts';
import { EVALUATION_GRADE_WORDS, EVALUATOR_WORDS } from '../../../../shared/case/words.ts';
import { wellFormed } from '../../../../shared/kernel/content-hash.ts';
import type { ActContext, ActForm } from './act-form.ts';
import { filledIn, listOf, textOf, type FormValues } from '../../../ui/form-frame/form-values.ts';
import { dueBy, lengthOf } from './case-deadlines.ts';
import { closingEvidence } from './closing-evidence.ts';
import { DayItem, DeputyItem, Explained, FieldRow, FilesItem, TextItem, WayItem } from './fields.tsx';
import styles from './fields.module.css';

/** The two questions as the evaluation form prints them (F10: 是/部分/否, 明显/一般/没有). */
const SOLVED_SHORT = { yes: '是', partly: '部分', no: '否' } as const;
const IMPROVED_SHORT = { clearly: '明显', somewhat: '一般', no: '没有' } as const;

/** The fields that only one of the two sides has. */
const SIDE_FIELDS: Readonly<Record<'citizen' | 'deputy', readonly string[]>> = { citizen: ['solved', 'improved'], deputy: ['deputy'] };

export const evaluatedForm: ActForm = {
  initial: ({ state, session, today }) => ({
    by: state.evaluations.citizen === null ? 'citizen' : 'deputy', deputy: nextDeputy(state), way: 'phone', collectedBy: session.userName, on: today,
  }),
  Fields: EvaluatedFields,
  body: (values) => {
    const other = [...(textOf(values, 'by') === 'citizen' ? SIDE_FIELDS.deputy : SIDE_FIELDS.citizen), REDO];
    return Object.fromEntries(Object.entries(filledIn(values)).filter(([name]) => !other.includes(name)));
  },
  // 不满意的重新办理: both in one step, so that nobody has to remember the second.
  together: (values, { state, time }) => {
    if (values[REDO] !== true || values['grade'] !== 'unsatisfied') return Promise.resolve({});
    const { on: dueOn, rule } = dueBy('CASE_REWORK', textOf(values, 'on'), time);
    const reason = `${EVALUATOR_WORDS[textOf(values, 'by') === 'citizen' ? 'citizen' : 'deputy']}不满意：${textOf(values, 'opinion')}`;
    return Promise.resolve({ after: [{ scope: state.scope, subject: state.id, type: 'case.reworked', body: { reason: wellFormed(reason), on: values['on'], dueOn, rule, length: lengthOf('CASE_REWORK', time) } }] });
  },
};

/** The tick that sends the case back at once. */
const REDO = 'redo';

/** The first of those who heard it that has not evaluated. */
function nextDeputy({ registered, evaluations }: CaseState): string | undefined {
  const present = registered.deputies ?? [];
  return present.find((id) => evaluations.deputies[id] === undefined) ?? present[0];
}

function EvaluatedFields({ context }: { readonly context: ActContext }) {
  const form = Form.useFormInstance<FormValues>();
  const by = Form.useWatch<string>('by', form);
  const grade = Form.useWatch<string>('grade', form);
  const on = Form.useWatch<string>('on', form) ?? context.today;
  const { citizen, deputy } = context.state.evaluations;
  const present = context.state.registered.deputies ?? [];
  const missing = present.filter((id) => context.state.evaluations.deputies[id] === undefined);
  return (
    <>
      <FieldRow>
        <Form.Item name="by" label="谁来评">
          <Radio.Group optionType="button" options={[{ value: 'citizen', label: citizen === null ? '群众' : '群众（已评，可改）' }, { value: 'deputy', label: deputy === null ? '代表' : '代表（已评，可改）' }]} />
        </Form.Item>
        {by === 'deputy' && <DeputyItem name="deputy" label="哪位代表" directory={context.directory} present={present} required="请选择代表" />}
      </FieldRow>
      {by === 'deputy' && present.length > 1 && <Explained>接待的 {present.length} 位代表逐人评议，{missing.length === 0 ? '都评过了' : `还有 ${missing.length} 位没有评`}；几位意见不同时，按最不满意的算。</Explained>}
      {by === 'citizen' && (
        <FieldRow>
          <Form.Item name="solved" label="问题是否真解决"><Radio.Group optionType="button" options={Object.entries(SOLVED_SHORT).map(([value, label]) => ({ value, label }))} /></Form.Item>
          <Form.Item name="improved" label="生活是否有改善"><Radio.Group optionType="button" options={Object.entries(IMPROVED_SHORT).map(([value, label]) => ({ value, label }))} /></Form.Item>
        </FieldRow>
      )}
      <Form.Item name="grade" label="总体评价" rules={[{ required: true, message: '请选择总体评价' }]}>
        <Radio.Group optionType="button" options={EVALUATION_GRADES.map((one) => ({ value: one, label: EVALUATION_GRADE_WORDS[one] }))} />
      </Form.Item>
      <TextItem name="opinion" label={grade === 'unsatisfied' ? '哪里不满意' : '意见'} rows={1} {...(grade === 'unsatisfied' ? { required: '请写明哪里不满意，好让承办单位重新办' } : { placeholder: '可不填' })} />
      {grade === 'unsatisfied' && mayAppend(context.session.role, 'case.reworked') && (
        <Form.Item name={REDO} valuePropName="checked"><Checkbox>同时退回重新办理（{dueBy('CASE_REWORK', on, context.time).explanation}）</Checkbox></Form.Item>
      )}
      <FieldRow><WayItem label="怎么收来的" /><TextItem name="collectedBy" label="收集人（非承办单位）" rows={1} max={60} required="请填收集人" /><DayItem label="评议日期" /></FieldRow>
      <FilesItem />
    </>
  );
}

export const reworkedForm: ActForm = {
  initial: ({ state, today }) => ({ reason: unsatisfiedOpinion(state.evaluations), on: today }),
  Fields: ReworkedFields,
  body: (values, { time }) => {
    const { on, rule } = dueBy('CASE_REWORK', textOf(values, 'on'), time);
    return { ...filledIn(values), dueOn: on, rule, length: lengthOf('CASE_REWORK', time) };
  },
};

function ReworkedFields({ context }: { readonly context: ActContext }) {
  const on = Form.useWatch<string>('on', Form.useFormInstance<FormValues>()) ?? context.today;
  return (
    <>
      <TextItem name="reason" label="为什么要重新办理" required="请写明重新办理的理由" first rows={2} />
      <DayItem label="退回重办的日期" />
      <Form.Item label="新的办结时限">{dueBy('CASE_REWORK', on, context.time).explanation}</Form.Item>
    </>
  );
}

function unsatisfiedOpinion({ citizen, deputy }: ActContext['state']['evaluations']): string {
  const parts = [citizen?.grade === 'unsatisfied' ? `群众不满意：${citizen.opinion ?? ''}` : '', deputy?.grade === 'unsatisfied' ? `代表不满意：${deputy.opinion ?? ''}` : ''];
  return parts.filter((part) => part !== '').join('；');
}

export const closedForm: ActForm = {
  initial: ({ today }) => ({ on: today }),
  Fields: ({ context }) => (
    <>
      <ul className={styles['checklist']} aria-label="销号要的凭据">
        {closingEvidence(context).map(({ name, detail, there }) => (
          <li key={name}>
            {there ? <CheckCircleFilled className={styles['done']} aria-label="有" /> : <CloseCircleFilled className={styles['missing']} aria-label="缺" />}
            <span>{name}{detail === '' ? '' : `：${detail}`}</span>
          </li>
        ))}
      </ul>
      <FieldRow><TextItem name="note" label="备注" rows={1} first placeholder="可不填" /><DayItem label="销号日期" /></FieldRow>
      <FilesItem {...(context.office.closePhotos ? { required: '本单位规定：销号要有办理后的照片' } : {})} />
    </>
  ),
  body: filledIn,
};

export const reopenedForm: ActForm = {
  initial: ({ today }) => ({ on: today }),
  Fields: () => <><TextItem name="reason" label="为什么重开" required="请写明重开的理由" first rows={2} /><DayItem /></>,
  body: filledIn,
};

export const notedForm: ActForm = {
  initial: () => ({}),
  Fields: NotedFields,
  // A note about a contested case settles what did not take effect.
  body: (values, { state }) => {
    const settled = state.contested ? state.timeline.filter((event) => event.ineffective !== null).map((event) => event.header.id) : [];
    const { mentions: _, ...filled } = filledIn(values);
    const mentions = listOf(values, 'mentions');
    return { ...filled, ...(mentions.length > 0 ? { mentions } : {}), ...(settled.length > 0 ? { resolves: settled } : {}) };
  },
};

function NotedFields({ context: { state, directory, session } }: { readonly context: ActContext }) {
  const others = directory.users.filter(({ user, active }) => active && user !== session.user);
  return (
    <>
      <TextItem name="text" label={state.contested ? '核对结果' : '备注'} required="请写一句" first rows={2} {...(state.contested ? { extra: '写明以哪一步为准。保存后这件就不再列在“需要核对”里。' } : {})} />
      {others.length > 0 && (
        <Form.Item name="mentions" label="请谁看" extra="会列在对方的今日里，对方办过或写过备注就消掉。">
          <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} placeholder="可不选" options={others.map(({ user, name }) => ({ value: user, label: name }))} />
        </Form.Item>
      )}
      <FilesItem />
    </>
  );
}
