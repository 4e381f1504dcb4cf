/** 交办 (F05, F06): lead and co-handling units, who answers for it there, the days that follow from the rules, the six parties, and who decided after two returns. */
import { Collapse, Form, Radio } from 'antd';
import { useEffect, useRef } from 'react';
import { HANDLING_MODES } from '../../../../shared/case/case.ts';
import { ruleOfLevel } from '../../../../shared/case/deadlines.ts';
import { RETURNS_UNTIL_DECISION } from '../../../../shared/case/lifecycle.ts';
import { HANDLING_MODE_WORDS } from '../../../../shared/case/words.ts';
import type { LocalDate } from '../../../../shared/kernel/local-date.ts';
import { DateField } from '../../../ui/DateField.tsx';
import type { ActContext, ActForm } from './act-form.ts';
import { filledIn, groupOf, listOf, textOf, type FormValues } from '../../../ui/form-frame/form-values.ts';
import { dueBy, handlingDeadline, lengthOf } from './case-deadlines.ts';
import { DayItem, DeputyItem, Explained, FieldRow, TextItem, UnitItem } from './fields.tsx';
import { proposedOrderNo } from '../../../ui/order-number.ts';
import { suggestUnits, unitsNamed, whyUnit } from './suggest-unit.ts';

export const assignedForm: ActForm = {
  initial: (context) => {
    const { state, today, office, time } = context;
    // What was sent back goes to another unit: none is proposed that has just refused it.
    const suggested = suggestedUnits(context);
    return {
      lead: state.assignment?.lead ?? suggested[0], co: state.assignment?.co ?? [], mode: state.assignment?.mode ?? 'joint', on: today,
      dueOn: handlingDeadline(state.level, today, time).on, coDueOn: dueBy('CO_OPINION', today, time).on, orderNo: proposedOrderNo(state, office),
      parties: state.assignment?.parties ?? (state.registered.deputies ? { deputies: state.registered.deputies } : {}),
    };
  },
  Fields: AssignedFields,
  body: (values, { state, time }) => {
    const { dueReason, coDueOn, mode, parties: _, ...filled } = filledIn(values);
    const on = textOf(values, 'on');
    const by = handlingDeadline(state.level, on, time);
    const changed = textOf(values, 'dueOn') !== by.on;
    const co = listOf(values, 'co');
    const parties = groupOf(values, 'parties');
    return {
      ...filled, co, rule: by.rule, length: lengthOf(ruleOfLevel(state.level ?? 'common'), time), returnBy: dueBy('UNIT_RETURN', on, time).on,
      ...(co.length > 0 ? { mode, ...(coDueOn === undefined ? {} : { coDueOn }) } : {}), ...(changed && dueReason !== undefined ? { dueReason } : {}),
      // The deputies who heard it alone make no 六方联办.
      ...(isSixParty(parties) ? parties : {}),
    };
  },
};

const PARTY_FIELDS = [['supervisingLeader', '县级督导领导'], ['leadingOfficial', '牵头领导'], ['promotingCommittee', '推进委室'], ['urgingCenter', '督促中心']] as const;

function isSixParty(parties: Record<string, unknown>): boolean {
  const group = parties['parties'];
  return typeof group === 'object' && group !== null && PARTY_FIELDS.some(([name]) => name in group);
}

function AssignedFields({ context }: { readonly context: ActContext }) {
  const { state, directory, time } = context;
  const form = Form.useFormInstance<FormValues>();
  const on = Form.useWatch<LocalDate>('on', form) ?? context.today;
  const dueOn = Form.useWatch<LocalDate | undefined>('dueOn', form);
  const lead = Form.useWatch<string | undefined>('lead', form);
  const co = Form.useWatch<readonly string[] | undefined>('co', form) ?? [];
  const by = handlingDeadline(state.level, on, time);
  const coBy = dueBy('CO_OPINION', on, time);
  const changed = dueOn !== undefined && dueOn !== by.on;
  const lastRuleDays = useRef({ dueOn: by.on, coDueOn: coBy.on });
  // A deadline that nobody touched follows the day of the order.
  useEffect(() => {
    const last = lastRuleDays.current, now = { dueOn: by.on, coDueOn: coBy.on };
    for (const name of ['dueOn', 'coDueOn'] as const) if (form.getFieldValue(name) === last[name]) form.setFieldValue(name, now[name]);
    lastRuleDays.current = now;
  }, [by.on, coBy.on, form]);
  const suggested = suggestedUnits(context);
  const why = whyUnit(directory.units, suggested, { category: state.category, lead });
  return (
    <>
      {state.returns >= RETURNS_UNTIL_DECISION && (
        <TextItem name="decidedBy" label={`已退回 ${state.returns} 次，由谁指定`} rows={1} max={60} required="退回两次后要写明由谁指定承办单位" placeholder="例如：主席团会议；主席团主席张某" extra="指定后单位不得再退件（潍坊条例22条）。" first />
      )}
      {state.assignment !== null && <TextItem name="reason" label="为什么改派" rows={1} required="请写明为什么改派" placeholder="例如：经核实该路段归县公路局管养" first />}
      <FieldRow>
        <UnitItem name="lead" label="主办单位" directory={directory} suggested={suggested} required="请选择主办单位" first />
        <UnitItem name="co" label="协办单位" directory={directory} multiple />
        <TextItem name="responsible" label="责任人" rows={1} max={60} placeholder="可不填" />
      </FieldRow>
      {why !== null && <Explained>{why}</Explained>}
      {co.length > 0 && (
        <FieldRow>
          <Form.Item name="mode" label="怎么办理"><Radio.Group optionType="button" options={HANDLING_MODES.map((one) => ({ value: one, label: HANDLING_MODE_WORDS[one] }))} /></Form.Item>
          <Form.Item name="coDueOn" label="协办意见期限"><DateField from={on} allowClear /></Form.Item>
        </FieldRow>
      )}
      <FieldRow>
        <DayItem label="交办日期" />
        <Form.Item name="dueOn" label="办结时限" rules={[{ required: true, message: '请选择办结时限' }]}><DateField from={on} /></Form.Item>
        <TextItem name="orderNo" label="交办单号" rows={1} max={60} required="请填交办单号" />
      </FieldRow>
      <Explained>
        办结：{by.explanation}。{co.length > 0 ? `协办意见：${coBy.explanation}。` : ''}退件（单位认为不归自己办）：{dueBy('UNIT_RETURN', on, time).explanation}。
      </Explained>
      {changed && <TextItem name="dueReason" label="为什么改时限" rows={1} max={500} required="时限和规定的不一样，请写一句原因" placeholder="例如：需等汛期过后施工，已与代表商定" />}
      <TextItem name="demand" label="办理要求" rows={1} placeholder="可不填，不填就印本单位的格式文本" />
      <Collapse ghost size="small" items={[{ key: 'more', label: '承办领导和六方联办（可不填）', forceRender: true, children: (
        <>
          <FieldRow><TextItem name="chief" label="主要领导" rows={1} max={60} /><TextItem name="deputyChief" label="分管领导" rows={1} max={60} /></FieldRow>
          <FieldRow>{PARTY_FIELDS.map(([name, label]) => <TextItem key={name} name={['parties', name]} label={label} rows={1} max={60} />)}</FieldRow>
          <DeputyItem name={['parties', 'deputies']} label="参与代表" directory={directory} present={state.registered.deputies ?? []} multiple />
        </>
      ) }]} />
    </>
  );
}

function suggestedUnits({ directory, state, categories, row }: ActContext): readonly string[] {
  const refused = state.timeline.flatMap((event) => (event.header.type === 'case.returned' && event.ineffective === null && typeof event.body['unit'] === 'string' ? [event.body['unit']] : []));
  return suggestUnits(directory.units, state.category, { level: state.level, named: unitsNamed(categories, state.category), village: row.villageName }).filter((id) => !refused.includes(id));
}
