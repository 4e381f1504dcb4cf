/** The channel's own fields (`source`), in the form that registers and in the one that corrects. */
import { Form, Input, Select } from 'antd';
import type { Channel } from '../../../shared/case/case.ts';
import { CHANNEL_FIELDS } from '../../../shared/case/channels.ts';
import type { Directory } from '../../store/api.ts';
import { DateField } from '../../ui/DateField.tsx';
import { unitOptions } from './acts/fields.tsx';

export function ChannelItems({ channel, directory }: { readonly channel: Channel; readonly directory: Directory }) {
  return CHANNEL_FIELDS[channel].map(({ name, label, hint, kind, max }) => (
    <Form.Item key={name} name={['source', name]} label={label}>
      {kind === 'date' ? <DateField allowClear /> : kind === 'unit' ? <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={unitOptions(directory, [])} placeholder={hint} /> : <Input maxLength={max} placeholder={hint} />}
    </Form.Item>
  ));
}
