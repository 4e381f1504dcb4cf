/** Forms of 梳理: sorting, answering at once, the ways out, reporting to the county and its first review, 会商 and 询问. */
import { Alert, Form, Radio, Segmented, Select, Switch } from 'antd';
import { EXIT_ROUTES, LEVELS, type CaseBody, type ExitRoute } from '../../../../shared/case/case.ts';
import { CONSULTATION_WORDS, EXIT_ROUTE_WORDS, LEVEL_ROUTE_WORDS, LEVEL_WORDS, REVIEW_WORDS } from '../../../../shared/case/words.ts';
import { categoryNamed } from '../../../../shared/category/category.ts';
import { meansCategory, signsOf, suggestAmong } from '../../../../shared/category/suggest.ts';
import { fillText } from '../../../../shared/office/texts.ts';
import type { ActContext, ActForm } from './act-form.ts';
import { filledIn, textOf, type FormValues } from '../../../ui/form-frame/form-values.ts';
import { dueBy } from './case-deadlines.ts';
import { DayItem, Explained, FieldRow, TextItem, WayItem } from './fields.tsx';

export const sortedForm: ActForm = {
  initial: ({ state, today, categories }) => ({
    title: state.title, category: state.category ?? suggestAmong(categories, state.registered.words) ?? undefined, level: state.level ?? 'minor', urgent: state.urgent, on: today,
  }),
  Fields: SortedFields,
  body: filledIn,
};

function SortedFields({ context: { state, categories } }: { readonly context: ActContext }) {
  const form = Form.useFormInstance<FormValues>();
  const chosen = Form.useWatch<string>('level', form);
  const level = LEVELS.find((one) => one === chosen) ?? 'minor';
  const suggested = categoryNamed(categories, suggestAmong(categories, state.registered.words));
  const why = suggested === null ? '' : `原话里有“${signsOf(suggested, state.registered.words).join('”“')}”`;
  const options = categories.filter((one) => one.active || one.name === state.category).map((one) => ({ value: one.name, label: one.name }));
  return (
    <>
      <TextItem name="title" label="标题" required="请给这件事起个标题" rows={1} max={200} first extra="从原话里归纳，原话一字不改地另存着。" />
      <FieldRow>
        <Form.Item name="category" label="类别" {...(why === '' ? {} : { tooltip: `${why}，建议“${suggested?.name ?? ''}”，可改` })} rules={[{ required: true, message: '请选择类别' }]}>
          <Select showSearch={{ filterOption: (typed, option) => categories.some((one) => one.name === option?.value && meansCategory(one, typed)) }} options={options} placeholder="选择类别" />
        </Form.Item>
        <Form.Item name="level" label="级别" extra={`${LEVEL_WORDS[level]}：${LEVEL_ROUTE_WORDS[level]}`} rules={[{ required: true, message: '请选择级别' }]}>
          <Segmented block options={LEVELS.map((one) => ({ value: one, label: LEVEL_WORDS[one] }))} />
        </Form.Item>
        <DayItem />
      </FieldRow>
      <Form.Item name="urgent" label="紧急" layout="horizontal" valuePropName="checked" extra="涉及人身安全或群体的：先打110、119、120，并立即报告党委政府（信访工作条例25条）。"><Switch /></Form.Item>
      <TextItem name="note" label="梳理意见" rows={2} placeholder="可不填：去向、要点、提醒承办单位注意的事" />
    </>
  );
}

export const answeredForm: ActForm = {
  initial: ({ session, today }) => ({ by: session.userName, way: 'in_person', on: today }),
  Fields: () => (
    <>
      <TextItem name="text" label="答复了什么" required="请写下怎样答复群众的" rows={3} first extra="不用交给单位的，直接答复；答复后照样请群众和代表评议。" />
      <FieldRow><WayItem label="怎么答复的" /><TextItem name="by" label="答复人" rows={1} max={60} required="请填答复人" /><DayItem label="答复日期" /></FieldRow>
    </>
  ),
  body: filledIn,
};

/** What stands behind each way out: when it is taken, on whose word, and what is asked for (domain 3.6). */
const ROUTES: Readonly<Record<ExitRoute, { readonly when: string; readonly where: string | null; readonly hint: string }>> = {
  not_accept: { when: '具体执法、司法案件和招投标等，代表不得干预（代表法59条）；或不属于公共事务。理由要告知群众。', where: null, hint: '例如：涉及正在审理的具体案件，应由法院依法处理' },
  guide_petition: { when: '涉及本人或个别人利益的求决：书面引导到信访部门，记下去向（信访工作条例22条）。', where: '引导到哪个信访部门', hint: '例如：县信访局来访接待大厅' },
  guide_legal: { when: '已经或者应当通过诉讼、仲裁、行政复议解决的：释法引导（信访工作条例31条）。', where: '引导到哪个机关', hint: '例如：县人民法院立案庭；县劳动人事争议仲裁院' },
  transfer_discipline: { when: '检举控告不在台账里办理：线下保密转交，不得透露给被检举控告的人或单位（信访工作条例30条）。保存后这件不再出现在清单、台账和统计里。', where: '线下转交给哪个机关', hint: '例如：县纪委监委信访室（当面转交）' },
  link_only: { when: '12345或信访已经在办：只关联编号，不重复交办（国办函〔2025〕66号：避免同一诉求多头办理）。', where: '工单号或信访件号', hint: '例如：12345 工单 2026051800123' },
};

export const declinedForm: ActForm = {
  initial: ({ today }) => ({ route: 'not_accept', on: today }),
  Fields: DeclinedFields,
  body: (values) => {
    const { where, ...filled } = filledIn(values);
    return ROUTES[routeOf(values)].where === null || where === undefined ? filled : { ...filled, where };
  },
};

function routeOf(values: FormValues): ExitRoute {
  return EXIT_ROUTES.find((one) => one === values['route']) ?? 'not_accept';
}

function DeclinedFields({ context: { state, row, office } }: { readonly context: ActContext }) {
  const form = Form.useFormInstance<FormValues>();
  const route = routeOf({ route: Form.useWatch<string>('route', form) });
  const reason = Form.useWatch<string>('reason', form) ?? '';
  const { when, where, hint } = ROUTES[route];
  const isAccusation = route === 'transfer_discipline';
  return (
    <>
      <Form.Item name="route" label="去向"><Radio.Group optionType="button" options={EXIT_ROUTES.map((one) => ({ value: one, label: EXIT_ROUTE_WORDS[one] }))} /></Form.Item>
      <Form.Item><Alert type={isAccusation ? 'warning' : 'info'} showIcon title={when} /></Form.Item>
      {where !== null && <TextItem key={route} name="where" label={where} required={`请填写${where}`} rows={1} max={200} placeholder={hint} first />}
      <TextItem name="reason" label="不予受理的理由" required="请写明理由，要能念给群众听" first={where === null} rows={2} placeholder={isAccusation ? '只写“检举控告，已线下转交”，不写内容' : ROUTES.not_accept.hint} />
      {!isAccusation && <TextItem name="guidance" label="告诉群众该去哪里" rows={1} placeholder="例如：带身份证到县信访局来访接待大厅；拨打 12345" />}
      {!isAccusation && reason.trim() !== '' && <Explained>告知群众可以这样说：{fillText(office.texts.decline, { 件号: row.number, 标题: state.title, 原因: reason.trim(), 机关: office.issuer, 电话: office.phone })}</Explained>}
      <DayItem />
    </>
  );
}

export const reportedForm: ActForm = {
  initial: ({ today }) => ({ on: today }),
  Fields: ReportedFields,
  body: (values, { time }) => ({ ...filledIn(values), dueOn: dueBy('COUNTY_REVIEW', textOf(values, 'on'), time).on }),
};

function ReportedFields({ context: { today, time } }: { readonly context: ActContext }) {
  const on = Form.useWatch<string>('on', Form.useFormInstance<FormValues>()) ?? today;
  return (
    <>
      <TextItem name="reason" label="为什么要报县里" required="请写明本乡镇为什么办不了" first rows={2} placeholder="例如：涉及两个乡镇的河道，超出本乡镇职权" />
      <DayItem label="上报日期" extra={`县里初审：${dueBy('COUNTY_REVIEW', on, time).explanation}`} />
    </>
  );
}

const REVIEW_RESULTS = ['accepted', 'returned'] as const satisfies readonly CaseBody<'case.reviewed'>['result'][];

export const reviewedForm: ActForm = {
  initial: ({ today }) => ({ result: 'accepted', on: today }),
  Fields: ReviewedFields,
  body: filledIn,
};

function ReviewedFields({ context: { state } }: { readonly context: ActContext }) {
  const returned = Form.useWatch<string>('result', Form.useFormInstance<FormValues>()) === 'returned';
  return (
    <>
      {state.reported !== null && <Explained>乡镇上报的理由：{state.reported.reason}</Explained>}
      <Form.Item name="result" label="初审结果" extra={returned ? '退回乡镇后，由乡镇接着梳理交办。' : '受理后，由县里交给承办单位。'}><Radio.Group optionType="button" options={REVIEW_RESULTS.map((one) => ({ value: one, label: REVIEW_WORDS[one] }))} /></Form.Item>
      <TextItem name="reason" label={returned ? '为什么退回' : '初审意见'} rows={2} {...(returned ? { required: '退回要写明理由' } : { placeholder: '可不填' })} first />
      <DayItem label="初审日期" />
    </>
  );
}

const CONSULTATIONS = ['consultation', 'inquiry'] as const satisfies readonly CaseBody<'case.consulted'>['way'][];

export const consultedForm: ActForm = {
  initial: ({ state, today }) => ({ way: state.level === 'major' ? 'inquiry' : 'consultation', on: today }),
  Fields: () => (
    <>
      <FieldRow>
        <Form.Item name="way" label="方式" extra="共性问题会商加快办，大事询问重点办。"><Radio.Group optionType="button" options={CONSULTATIONS.map((one) => ({ value: one, label: CONSULTATION_WORDS[one] }))} /></Form.Item>
        <DayItem />
      </FieldRow>
      <TextItem name="people" label="哪些人参加" required="请写下参加的人和单位" rows={1} max={500} first placeholder="例如：主席张某、县住建局副局长李某、代表3名" />
      <TextItem name="result" label="结果" required="请写下会商或询问的结果" rows={3} placeholder="定了什么，谁来办，什么时候见成效" />
    </>
  ),
  body: filledIn,
};
