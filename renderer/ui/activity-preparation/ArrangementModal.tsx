/** What an activity is: its hour, place, theme and campaign; only what was changed is written. */
import { Alert, Form, Input, Modal, Select } from 'antd';
import { useSounds } from '../sounds.ts';
import type { ActivityBody } from '../../../shared/activity/activity.ts';
import type { SeasonItem } from '../../../shared/activity/season.ts';
import { wellFormed } from '../../../shared/kernel/content-hash.ts';
import type { Directory } from '../../store/api.ts';
import { amendActs } from '../activity-calendar/item-acts.ts';
import { CampaignSelect } from '../CampaignSelect.tsx';
import { StationSelect } from '../StationSelect.tsx';
import { TimeField } from '../TimeField.tsx';
import { usePerform } from '../use-perform.ts';
import styles from './activity-preparation.module.css';

interface Fields { readonly from?: string; readonly until?: string; readonly place: string; readonly station?: string; readonly village?: string; readonly theme?: string; readonly campaign?: string; readonly note?: string }

export function ArrangementModal({ item, directory, onClose }: { readonly item: SeasonItem; readonly directory: Directory; readonly onClose: () => void }) {
  const [form] = Form.useForm<Fields>();
  const sounds = useSounds();
  const { busy, refusal, perform } = usePerform();
  const { from, until, place, station, village, theme, campaign, activity } = item;
  const before = { from, until, place, station: station ?? '', village: village ?? '', theme, campaign: campaign ?? '', note: activity?.note ?? '' };
  const submit = async (fields: Fields) => {
    const now = { from: fields.from ?? '', until: fields.until ?? '', place: fields.place.trim(), station: fields.station ?? '', village: fields.village ?? '', theme: fields.theme?.trim() ?? '', campaign: fields.campaign ?? '', note: fields.note?.trim() ?? '' };
    const changed = Object.entries(now).filter(([name, value]) => value !== before[name as keyof typeof before] && !((name === 'from' || name === 'until') && value === ''));
    if (changed.length === 0) { onClose(); return; }
    const body = Object.fromEntries(changed.map(([name, value]) => [name, wellFormed(value)])) as ActivityBody<'activity.amended'>;
    if (await perform(...amendActs(item, body))) onClose();
  };
  const villages = directory.villages.filter((one) => one.scope === item.scope && (one.active || one.id === village));
  return (
    <Modal open title="修改这一场" okText="保存" cancelText="取消" width={680} confirmLoading={busy} onOk={() => { form.submit(); }} onCancel={onClose}>
      <Form<Fields> form={form} layout="vertical" className={styles['two'] ?? ''} onFinish={(fields) => { void submit(fields); }} initialValues={{ ...before, station: station ?? undefined, village: village ?? undefined, campaign: campaign ?? undefined }}>
        <Form.Item name="station" label="站点"><StationSelect directory={directory} scope={item.scope} {...(item.kind === 'night_market' ? { prefer: 'market_point' as const } : {})} onChange={(_, point) => { if (point !== undefined) form.setFieldsValue({ place: point.address === '' ? point.name : point.address, ...(point.village === null ? {} : { village: point.village }) }); }} /></Form.Item>
        <Form.Item name="place" label="地点" rules={[{ required: true, whitespace: true, message: '请写下在哪里办' }]}><Input maxLength={200} /></Form.Item>
        <Form.Item name="from" label="几点开始"><TimeField /></Form.Item>
        <Form.Item name="until" label="几点结束"><TimeField /></Form.Item>
        <Form.Item name="village" label="所在村"><Select allowClear options={villages.map(({ id, name }) => ({ value: id, label: name }))} showSearch={{ filterOption: (typed, option) => option !== undefined && sounds.matches(option.label, typed) }} /></Form.Item>
        <Form.Item name="theme" label="主题"><Input maxLength={200} /></Form.Item>
        <Form.Item name="campaign" label="主题活动"><CampaignSelect campaigns={directory.campaigns} scope={item.scope} on={item.on} /></Form.Item>
        <Form.Item name="note" label="备注"><Input maxLength={1000} /></Form.Item>
        {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" className={styles['whole'] ?? ''} />}
      </Form>
    </Modal>
  );
}
