/** 更正补充: what was written down wrongly about the registration, and what the citizen added. The words stay as they were said. */
import { Alert, Form, Select, Switch } from 'antd';
import { CHANNELS } from '../../../../shared/case/case.ts';
import { CHANNEL_FIELDS } from '../../../../shared/case/channels.ts';
import { CHANNEL_WORDS } from '../../../../shared/case/words.ts';
import { canonicalJson } from '../../../../shared/kernel/content-hash.ts';
import type { ActContext, ActForm } from './act-form.ts';
import { filledIn, groupOf, type FormValues } from '../../../ui/form-frame/form-values.ts';
import { ChannelItems } from '../ChannelItems.tsx';
import { DayItem, DeputyItem, FieldRow, TextItem } from './fields.tsx';

const PLAIN = ['channel', 'village', 'place', 'receivedOn'] as const;

export const correctedForm: ActForm = {
  initial: ({ state: { registered, urgent }, today }) => ({
    channel: registered.channel, village: registered.village, place: registered.place, reporter: registered.reporter ?? {}, receivedOn: registered.receivedOn, deputies: registered.deputies ?? [],
    source: registered.source ?? {}, urgent, confidential: registered.confidential ?? false, on: today,
  }),
  Fields: CorrectedFields,
  // Only what was changed is said: two people who correct different things do not overwrite one another.
  body: (values, context) => {
    const before = correctedForm.initial(context);
    const { reason, addition, on } = filledIn(values);
    const changed = (name: string) => canonicalJson(values[name] ?? null) !== canonicalJson(before[name] ?? null);
    const plain = Object.fromEntries(Object.entries(filledIn(Object.fromEntries(PLAIN.filter(changed).map((name) => [name, values[name]])))));
    return {
      ...plain, ...(changed('reporter') ? groupOf(values, 'reporter') : {}), ...(changed('source') ? groupOf(values, 'source') : {}), ...(changed('deputies') ? { deputies: values['deputies'] ?? [] } : {}),
      ...(changed('urgent') ? { urgent: values['urgent'] === true } : {}), ...(changed('confidential') ? { confidential: values['confidential'] === true } : {}),
      reason, on, ...(addition === undefined ? {} : { addition }),
    };
  },
};

function CorrectedFields({ context }: { readonly context: ActContext }) {
  const { state, directory } = context;
  const chosen = Form.useWatch<string>('channel', Form.useFormInstance<FormValues>());
  const channel = CHANNELS.find((one) => one === chosen) ?? state.registered.channel;
  return (
    <>
      <Form.Item><Alert type="info" showIcon title="原话登记后不能改，群众又补充的写在“补充”里；其他登记错了的可以改，改动都留在办理过程里。" /></Form.Item>
      <TextItem name="addition" label="补充" rows={2} first placeholder="可不填：群众后来又说的" />
      <FieldRow>
        <Form.Item name="channel" label="从哪里听到的"><Select options={CHANNELS.map((one) => ({ value: one, label: CHANNEL_WORDS[one] }))} /></Form.Item>
        <DayItem name="receivedOn" label="哪天听到的" />
        {CHANNEL_FIELDS[channel].length > 0 && <ChannelItems channel={channel} directory={directory} />}
      </FieldRow>
      <FieldRow>
        <Form.Item name="village" label="村（社区）"><Select showSearch={{ optionFilterProp: 'search' }} options={directory.villages.filter((one) => one.scope === state.scope && (one.active || one.id === state.registered.village)).map((one) => ({ value: one.id, label: one.name, search: `${one.name} ${one.initials}` }))} /></Form.Item>
        <TextItem name="place" label="具体地点" rows={1} max={200} />
        <TextItem name={['reporter', 'name']} label="姓名" rows={1} max={60} placeholder="匿名" />
        <TextItem name={['reporter', 'phone']} label="电话" rows={1} max={40} />
      </FieldRow>
      <FieldRow>
        <DeputyItem name="deputies" label="接待代表" directory={directory} present={state.registered.deputies ?? []} multiple />
        <Form.Item name="urgent" label="紧急" valuePropName="checked"><Switch /></Form.Item>
        <Form.Item name="confidential" label="要求保密" valuePropName="checked"><Switch /></Form.Item>
      </FieldRow>
      <FieldRow><TextItem name="reason" label="为什么更正" rows={1} max={500} required="请写明为什么更正或补充" placeholder="例如：村名听错了；群众打电话补充" /><DayItem /></FieldRow>
    </>
  );
}
