/** 更改: when and where an activity is, its theme and whom it expects. What is not touched stays. */
import { Alert, Form, Input, Modal, Select } from 'antd';
import type { ActivityBody, ActivityState } from '../../../shared/activity/activity.ts';
import type { Directory } from '../../store/api.ts';
import { CampaignSelect } from '../../ui/CampaignSelect.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { StationSelect } from '../../ui/StationSelect.tsx';
import { usePerform } from '../../ui/use-perform.ts';
import { actOn } from './activity-acts.ts';
import { PeopleSelect } from './PeopleSelect.tsx';
import styles from './stations.module.css';
import { TimeField } from '../../ui/TimeField.tsx';

interface Fields { readonly on: string; readonly from?: string; readonly until?: string; readonly place: string; readonly station?: string; readonly village?: string; readonly theme?: string; readonly campaign?: string; readonly deputies?: readonly string[]; readonly units?: readonly string[]; readonly reason?: string }

export function AmendModal({ activity, directory, onClose }: { readonly activity: ActivityState; readonly directory: Directory; readonly onClose: () => void }) {
  const [form] = Form.useForm<Fields>();
  const { busy, refusal, perform } = usePerform();
  const initial: Fields = {
    on: activity.on, place: activity.place, ...(activity.from === '' ? {} : { from: activity.from }), ...(activity.until ? { until: activity.until } : {}), ...(activity.station === null ? {} : { station: activity.station }), ...(activity.village === null ? {} : { village: activity.village }),
    ...(activity.theme === null ? {} : { theme: activity.theme }), ...(activity.campaign === null ? {} : { campaign: activity.campaign }), deputies: activity.expected.deputies, units: activity.expected.units,
  };
  const save = async (fields: Fields) => {
    const body = amendment(initial, { ...initial, ...form.getFieldsValue(true) as Fields, ...fields });
    if (Object.keys(body).length === 0 || await perform(actOn(activity, 'activity.amended', body))) onClose();
  };
  const villages = directory.villages.filter((one) => one.scope === activity.scope && (one.active || one.id === activity.village));
  return (
    <Modal open title="更改" width={720} centered destroyOnHidden okText="改好了" cancelText="不改" confirmLoading={busy} onOk={() => { form.submit(); }} onCancel={onClose}>
      <Form<Fields> form={form} layout="vertical" className={styles['form'] ?? ''} initialValues={initial} onFinish={(fields) => { void save(fields); }}>
        <div className={styles['row']}>
          <Form.Item name="on" label="日期" rules={[{ required: true, message: '请选择日期' }]}><DateField /></Form.Item>
          <Form.Item name="from" label="开始" rules={[{ required: true, message: '请选择开始时间' }]}><TimeField /></Form.Item>
          {activity.status !== 'open' && <Form.Item name="until" label="结束"><TimeField /></Form.Item>}
        </div>
        <div className={styles['row']}>
          <Form.Item name="station" label="站点"><StationSelect directory={directory} scope={activity.scope} /></Form.Item>
          <Form.Item name="place" label="地点" rules={[{ required: true, whitespace: true, message: '请写下在哪里' }]}><Input maxLength={200} /></Form.Item>
          <Form.Item name="village" label="村（社区）"><Select allowClear showSearch={{ optionFilterProp: 'search' }} options={villages.map((one) => ({ value: one.id, label: one.name, search: `${one.name} ${one.initials}` }))} /></Form.Item>
        </div>
        <div className={styles['row']}>
          <Form.Item name="theme" label="主题"><Input maxLength={200} /></Form.Item>
          <Form.Item name="campaign" label="主题活动"><CampaignSelect campaigns={directory.campaigns} scope={activity.scope} on={activity.on} /></Form.Item>
        </div>
        <div className={styles['row']}>
          <Form.Item name="deputies" label="请哪些代表"><PeopleSelect who="deputies" directory={directory} scope={activity.scope} /></Form.Item>
          <Form.Item name="units" label="请哪些单位"><PeopleSelect who="units" directory={directory} scope={activity.scope} /></Form.Item>
        </div>
        <Form.Item name="reason" label="为什么改"><Input maxLength={500} placeholder="可不填" /></Form.Item>
        {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
      </Form>
    </Modal>
  );
}

/** Only what is different; an emptied choice is an empty text, which clears it. */
function amendment(before: Fields, after: Fields): ActivityBody<'activity.amended'> {
  const changed = (name: 'on' | 'from' | 'until' | 'place' | 'station' | 'village' | 'theme' | 'campaign') => {
    const next = (after[name] ?? '').trim();
    // A day, a time and a place can be changed, not taken away.
    return next === (before[name] ?? '') || (next === '' && ['on', 'from', 'until', 'place'].includes(name)) ? {} : { [name]: next };
  };
  const list = (name: 'deputies' | 'units') => (JSON.stringify(after[name] ?? []) === JSON.stringify(before[name] ?? []) ? {} : { [name]: [...after[name] ?? []] });
  const body = { ...changed('on'), ...changed('from'), ...changed('until'), ...changed('place'), ...changed('station'), ...changed('village'), ...changed('theme'), ...changed('campaign'), ...list('deputies'), ...list('units') };
  const reason = after.reason?.trim() ?? '';
  return Object.keys(body).length > 0 && reason !== '' ? { ...body, reason } : body;
}
