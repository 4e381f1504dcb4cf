/** 转化: a case becomes an item of another kind, with a trace on both sides; the other item and the turn are written in one step, or neither is. */
import { Alert, Checkbox, Form, Radio, type FormRule } from 'antd';
import { CONVERSIONS, type Conversion } from '../../../../shared/case/case.ts';
import { CONVERSION_WORDS } from '../../../../shared/case/words.ts';
import { referralFromCase, suggestionFromCase } from '../../../../shared/conversion.ts';
import { MOTION_DEPUTIES } from '../../../../shared/referral/referral.ts';
import type { DeadlineRuleId } from '../../../../shared/rules/deadline-rules.ts';
import { DateField } from '../../../ui/DateField.tsx';
import { newSubject } from '../../../ui/new-subject.ts';
import type { ActContext, ActForm } from './act-form.ts';
import { filledIn, listOf, textOf, type FormValues } from '../../../ui/form-frame/form-values.ts';
import { dueBy } from './case-deadlines.ts';
import { DayItem, DeputyItem, FieldRow, TextItem } from './fields.tsx';

const EXPLAINED: Readonly<Record<Conversion, string>> = {
  suggestion: '由代表领衔、签名提出，主席团交办，三个月内答复（代表法51条）。群众这件随建议办理，答复后照样转告群众。',
  motion_lead: '够上议案的线索：五名以上代表联名（地方组织法），由主席团决定是否列入议程。',
  petition: '信访事项不在这里办理，只登记引导、转送的去向，十五日内书面告知（信访工作条例22、23条）。',
  hotline_ticket: '由12345热线办理，这里记工单号，不重复交办。',
};

/** Whose rule says until when the other item wants its next step. */
const FIRST_STEP: Readonly<Record<Conversion, DeadlineRuleId | null>> = { suggestion: 'SUG_RECESS_ASSIGN', motion_lead: null, petition: 'PET_NOTICE', hotline_ticket: null };

export const convertedForm: ActForm = {
  initial: ({ state, session, today }) => ({
    kind: 'suggestion', to: newSubject('suggestion'), referral: newSubject('referral'), title: state.title, situation: state.registered.words, lead: state.registered.deputies?.[0], coSigners: (state.registered.deputies ?? []).slice(1),
    signedOn: today, receivedBy: session.userName, on: today,
  }),
  Fields: ConvertedFields,
  body: (values) => {
    const kind = kindOf(values);
    const { note } = filledIn(values);
    return { kind, to: textOf(values, kind === 'suggestion' ? 'to' : 'referral'), on: values['on'], ...(note === undefined ? {} : { note }) };
  },
  together: async (values, context, tempNo) => ({ before: [await registration(values, context, tempNo)] }),
};

function kindOf(values: FormValues): Conversion {
  return CONVERSIONS.find((one) => one === values['kind']) ?? 'suggestion';
}

/** 建议由代表以自己的名义书面提出并签名 (代表法 51): the desk confirms that it has the paper. */
const signedByLead: FormRule = { validator: (_, ticked: unknown) => (ticked === true ? Promise.resolve() : Promise.reject(new Error('建议要有代表本人签名，请先请代表在建议纸上签名'))) };

/** 五名以上代表联名 (地方组织法 22), the one who leads among them. */
const enoughDeputies: FormRule = ({ getFieldValue }) => ({
  validator: (_, chosen: unknown) => {
    const lead: unknown = getFieldValue('lead');
    const few = MOTION_DEPUTIES - new Set([lead, ...(Array.isArray(chosen) ? chosen as unknown[] : [])].filter((one) => typeof one === 'string')).size;
    return few > 0 ? Promise.reject(new Error(`议案要${MOTION_DEPUTIES}名以上代表联名，还差 ${few} 名`)) : Promise.resolve();
  },
});

/** The first entry of the other item, from what the form asked. */
async function registration(values: FormValues, { state, time }: ActContext, tempNo: () => Promise<string>) {
  const kind = kindOf(values);
  const on = textOf(values, 'on'), lead = textOf(values, 'lead'), situation = textOf(values, 'situation'), proposal = textOf(values, 'proposal');
  const rule = FIRST_STEP[kind];
  const by = rule === null ? textOf(values, 'dueOn') : dueBy(rule, on, time).on;
  const coSigners = listOf(values, 'coSigners').filter((id) => id !== lead);
  const common = { tempNo: await tempNo(), title: textOf(values, 'title'), receivedOn: on, ...said('receivedBy', textOf(values, 'receivedBy')) };
  if (kind === 'suggestion') {
    return suggestionFromCase(state, textOf(values, 'to'), { ...common, period: 'recess', lead, signedOn: textOf(values, 'signedOn'), coSigners: coSigners.map((deputy) => ({ deputy })), situation, proposal, publicity: 'full', ...said('assignBy', by) });
  }
  const deputies = [...new Set([...(lead === '' ? [] : [lead]), ...coSigners])];
  return referralFromCase(state, textOf(values, 'referral'), {
    ...common, kind, ...said('dueOn', by),
    ...(kind === 'motion_lead' ? { ...said('grounds', situation), ...said('plan', proposal), deputies } : said('outsideNo', textOf(values, 'outsideNo'))),
  });
}

/** A field that says something; nothing where it is empty. */
function said<N extends string>(name: N, text: string): Partial<Record<N, string>> {
  return (text === '' ? {} : { [name]: text }) as Partial<Record<N, string>>;
}

function ConvertedFields({ context }: { readonly context: ActContext }) {
  const { directory, state } = context;
  const kind = kindOf({ kind: Form.useWatch<string>('kind', Form.useFormInstance<FormValues>()) });
  const byDeputies = kind === 'suggestion' || kind === 'motion_lead';
  return (
    <>
      <Form.Item name="kind" label="转化为"><Radio.Group optionType="button" options={CONVERSIONS.map((one) => ({ value: one, label: CONVERSION_WORDS[one] }))} /></Form.Item>
      <Form.Item><Alert type="info" showIcon title={EXPLAINED[kind]} /></Form.Item>
      <Form.Item name="to" hidden><input /></Form.Item>
      <Form.Item name="referral" hidden><input /></Form.Item>
      <TextItem name="title" label={kind === 'motion_lead' ? '案由' : '标题'} rows={1} max={200} required="请填写标题" first />
      {byDeputies && (
        <>
          <FieldRow>
            <DeputyItem name="lead" label="领衔代表" directory={directory} present={state.registered.deputies ?? []} required="请选择领衔代表" />
            <DeputyItem name="coSigners" label="联名代表" directory={directory} present={state.registered.deputies ?? []} multiple {...(kind === 'motion_lead' ? { rule: enoughDeputies } : {})} />
            {kind === 'suggestion' && <DayItem name="signedOn" label="签名日期" />}
          </FieldRow>
          <TextItem name="situation" label={kind === 'suggestion' ? '情况与问题' : '案据'} rows={2} required="请写明情况和问题" />
          <TextItem name="proposal" label={kind === 'suggestion' ? '具体建议' : '方案'} rows={2} required={kind === 'suggestion' ? '建议要写明具体怎么办' : '议案要有方案'} />
          {kind === 'suggestion' && <Form.Item name="signed" valuePropName="checked" rules={[signedByLead]}><Checkbox>领衔代表已在建议纸上签名</Checkbox></Form.Item>}
        </>
      )}
      {!byDeputies && <TextItem name="outsideNo" label={kind === 'petition' ? '信访登记号' : '12345 工单号'} rows={1} max={60} {...(kind === 'petition' ? { placeholder: '有就填' } : { required: '请填写工单号' })} />}
      {kind === 'hotline_ticket' && <Form.Item name="dueOn" label="热线要求的期限"><DateField allowClear /></Form.Item>}
      <FieldRow><TextItem name="note" label="说明" rows={1} placeholder="可不填" /><DayItem label="转化日期" /></FieldRow>
    </>
  );
}
