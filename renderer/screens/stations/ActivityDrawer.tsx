/** A new activity of any kind: the kind first, then only what that kind asks for. What was typed stays as a draft until it is saved. */
import { Alert, Button, Drawer, Flex, Form, Input, InputNumber, Segmented, Select, Typography } from 'antd';
import { useEffect, useMemo, useState, type KeyboardEvent } from 'react';
import { startedActivityId } from '../../../shared/activity/activity-id.ts';
import { ACTIVITY_KINDS, type ActivityKind, type ActivityState } from '../../../shared/activity/activity.ts';
import { KINDS, missingFields } from '../../../shared/activity/kinds.ts';
import { localTimeOf, type LocalDate } from '../../../shared/kernel/local-date.ts';
import type { Directory, Draft } from '../../store/api.ts';
import { MediaBar } from '../../ui/attachments/MediaBar.tsx';
import { CampaignSelect } from '../../ui/CampaignSelect.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { GrowingText } from '../../ui/GrowingText.tsx';
import { newSubject } from '../../ui/new-subject.ts';
import { StationSelect } from '../../ui/StationSelect.tsx';
import { useEnrolment } from '../../ui/session-context.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { usePerform } from '../../ui/use-perform.ts';
import { activityActs, MODE_WORDS, MODES, type ActivityValues, type Mode, type ReadyValues } from './activity-form.ts';
import { FieldControl, isWide } from './FieldControl.tsx';
import { PeopleSelect } from './PeopleSelect.tsx';
import styles from './stations.module.css';
import { TimeField } from '../../ui/TimeField.tsx';

export const NEW_ACTIVITY_DRAFT = 'activity:new';

interface Props {
  readonly directory: Directory;
  readonly activities: readonly ActivityState[];
  readonly drafts: readonly Draft[];
  readonly today: LocalDate;
  /** The kind that the list is filtered to. */
  readonly kind: ActivityKind | null;
  readonly onClose: () => void;
  readonly onSaved: (id: string) => void;
}

const SURVEY = { name: 'survey', label: '前期调研收集的意见', kind: 'lines', hint: '一行一条，可打印成意见清单转给单位' } as const;

/** What the store takes in one step. */
const MOST_ACTS = 200;

/** Evenings are begun where they are held: 夜市. */
const OFFERED = ACTIVITY_KINDS.filter((kind) => kind !== 'night_market');

export function ActivityDrawer({ directory, activities, drafts, today, kind: asked, onClose, onSaved }: Props) {
  const { enrolment: { session, scopes, county } } = useEnrolment();
  const [form] = Form.useForm<ActivityValues>();
  const { busy, refusal, perform, clearRefusal } = usePerform();
  const kept = useDraft(NEW_ACTIVITY_DRAFT);
  const townships = scopes.filter(({ code }) => session.writes.includes(code));
  const home = townships.find(({ code }) => code === session.home) ?? townships[0];
  const [initial] = useState<ActivityValues>(() => ({
    scope: home?.code ?? county.code, kind: asked ?? 'reception_day', mode: 'record', on: today, ...drafts.find(({ key }) => key === NEW_ACTIVITY_DRAFT)?.fields as ActivityValues | undefined, ...(asked === null ? {} : { kind: asked }),
  }));
  const [fresh] = useState(() => newSubject('activity'));
  const [values, setValues] = useState<ActivityValues>(initial);
  const kind: ActivityKind = values.kind ?? 'reception_day';
  const mode: Mode = values.mode ?? 'record';
  const scope = values.scope ?? '';
  const row = KINDS[kind];
  const unitNames = useMemo(() => new Map(directory.units.map(({ id, name }) => [id, name])), [directory.units]);
  useEffect(() => { if (mode === 'begin') form.setFieldsValue({ on: today, from: localTimeOf(Date.now()) }); }, [mode, form, today]);

  const onChange = () => {
    const now = { ...values, ...form.getFieldsValue(true) as ActivityValues };
    clearRefusal();
    setValues(now);
    kept.keep({ ...now });
  };
  const submit = async () => {
    if (busy) return;
    const checked = await form.validateFields().then(() => ({ ...values, ...form.getFieldsValue(true) as ActivityValues }), () => null);
    if (checked === null) return;
    const ready = { ...checked, scope, kind, mode, on: checked.on ?? today, place: checked.place ?? '' } satisfies ReadyValues;
    const id = mode === 'begin' ? freeId(ready, activities) : fresh;
    const acts = activityActs(id, ready, unitNames);
    // A training of hundreds is more than one step of the store takes; the ending comes last, so that what breaks off is seen as still open.
    for (let at = 0; at < acts.length; at += MOST_ACTS) if (!await perform(...acts.slice(at, at + MOST_ACTS))) return;
    await kept.drop();
    onSaved(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) { event.preventDefault(); void submit(); }
  };
  const missing = mode === 'plan' ? [] : missingFields({ kind, fields: values.fields ?? {} });
  const villages = directory.villages.filter((one) => one.scope === scope && one.active);

  return (
    <Drawer
      open title="新的活动" size={880} onClose={onClose} mask={{ closable: false }}
      footer={(
        <Flex gap={12} align="center">
          <Button type="primary" loading={busy} onClick={() => { void submit(); }}>{mode === 'plan' ? '排进计划' : mode === 'begin' ? '开始' : '记下'}（Ctrl+Enter）</Button>
          {missing.length > 0 && <Typography.Text type="warning">还缺：{missing.map(({ label }) => label).join('、')}（可以以后再补）</Typography.Text>}
          <Button type="text" style={{ marginInlineStart: 'auto' }} onClick={() => { void kept.drop(); onClose(); }}>不要了</Button>
        </Flex>
      )}
    >
      <Form<ActivityValues> form={form} layout="vertical" className={styles['form'] ?? ''} initialValues={initial} onValuesChange={onChange} onKeyDown={onKeyDown}>
        <div className={styles['row']}>
          <Form.Item name="kind" label="什么活动" rules={[{ required: true }]}><Select autoFocus showSearch={{ optionFilterProp: 'label' }} listHeight={420} options={OFFERED.map((one) => ({ value: one, label: KINDS[one].name, title: KINDS[one].source }))} /></Form.Item>
          <Form.Item name="mode" label="怎么记"><Segmented<Mode> options={MODES.map((one) => ({ value: one, label: MODE_WORDS[one] }))} /></Form.Item>
          {townships.length > 1 && <Form.Item name="scope" label="哪里办的"><Select showSearch={{ optionFilterProp: 'label' }} options={townships.map(({ code, name }) => ({ value: code, label: name }))} /></Form.Item>}
        </div>
        <div className={styles['row']}>
          <Form.Item name="on" label="日期" dependencies={['mode']} rules={[{ required: true, message: '请选择日期' }, { validator: (_, day?: string) => (mode === 'record' && day !== undefined && day > today ? Promise.reject(new Error('还没有到的日子不能补记，请选“排进计划”')) : Promise.resolve()) }]}><DateField {...(mode === 'plan' ? { from: today } : {})} /></Form.Item>
          <Form.Item name="from" label="开始" rules={mode === 'plan' ? [] : [{ required: true, message: '请选择开始时间' }]}><TimeField allowClear={mode === 'plan'} /></Form.Item>
          {mode !== 'begin' && <Form.Item name="until" label="结束" dependencies={['from']} rules={[...(mode === 'plan' ? [] : [{ required: true, message: '请选择结束时间' }]), { validator: (_, until?: string) => (until && until < (form.getFieldValue('from') as string | undefined ?? '') ? Promise.reject(new Error('结束早于开始，请核对')) : Promise.resolve()) }]}><TimeField allowClear={mode === 'plan'} /></Form.Item>}
        </div>
        <div className={styles['row']}>
          <Form.Item name="station" label="站点">
            <StationSelect directory={directory} scope={scope} onChange={(id, station) => { form.setFieldsValue({ ...(id === undefined ? {} : { station: id }), ...(station === undefined ? {} : { place: form.isFieldTouched('place') && form.getFieldValue('place') ? form.getFieldValue('place') as string : station.name, ...(station.village === null ? {} : { village: station.village }) }) }); onChange(); }} />
          </Form.Item>
          <Form.Item name="place" label="地点" rules={[{ required: true, whitespace: true, message: '请写下在哪里' }]}><Input maxLength={200} placeholder="如：第二片区联络站" /></Form.Item>
          <Form.Item name="village" label="村（社区）"><Select allowClear showSearch={{ optionFilterProp: 'search' }} placeholder="可不选" options={villages.map((one) => ({ value: one.id, label: one.name, search: `${one.name} ${one.initials}` }))} /></Form.Item>
        </div>
        <div className={styles['row']}>
          <Form.Item name="theme" label="主题"><Input maxLength={200} placeholder="可不填" /></Form.Item>
          <Form.Item name="campaign" label="主题活动"><CampaignSelect campaigns={directory.campaigns} scope={scope} {...(values.on === undefined ? {} : { on: values.on })} /></Form.Item>
        </div>
        <div className={styles['row']}>
          <Form.Item name="deputies" label={mode === 'plan' ? '请哪些代表' : row.deputies}><PeopleSelect who="deputies" directory={directory} scope={scope} /></Form.Item>
          <Form.Item name="units" label={mode === 'plan' ? '请哪些单位' : '到场单位'}><PeopleSelect who="units" directory={directory} scope={scope} /></Form.Item>
        </div>
        {mode !== 'plan' && (
          <div className={styles['row']}>
            {(values.units ?? []).length > 0 && <Form.Item name="heads" label="哪些单位的主要负责人到了"><Select mode="multiple" allowClear placeholder="没到的不选" options={(values.units ?? []).map((id) => ({ value: id, label: unitNames.get(id) ?? id }))} /></Form.Item>}
            <Form.Item name="guests" label="其他人员"><Select mode="tags" tokenSeparators={['；', ';']} open={false} suffixIcon={null} placeholder="姓名 身份，回车一位" /></Form.Item>
            {row.people !== null && <Form.Item name="citizens" label={row.people}><InputNumber<number> min={0} max={100_000} precision={0} suffix="人次" style={{ width: '100%' }} /></Form.Item>}
          </div>
        )}
        {mode !== 'plan' && row.counters.length > 0 && (
          <div className={styles['counters']}>
            {row.counters.map(({ name, label, unit }) => <Form.Item key={name} name={['counters', name]} label={label}><InputNumber<number> min={0} max={100_000} precision={0} suffix={unit} style={{ width: '100%' }} /></Form.Item>)}
          </div>
        )}
        <div className={styles['kindFields']}>
          {row.fields.filter(({ at }) => (mode === 'plan' ? at === 'before' : at !== 'after')).map((field) => (
            <Form.Item key={field.name} name={['fields', field.name]} label={field.label} className={isWide(field) ? styles['whole'] ?? '' : ''}><FieldControl field={field} directory={directory} scope={scope} /></Form.Item>
          ))}
        </div>
        {mode !== 'plan' && row.preparations.includes('survey') && <Form.Item name="survey" label="前期调研收集的意见"><FieldControl field={SURVEY} directory={directory} scope={scope} /></Form.Item>}
        {mode !== 'begin' && <Form.Item name="note" label="备注"><GrowingText rows={1} maxLength={5000} placeholder="可不填" /></Form.Item>}
        {mode !== 'plan' && <Form.Item name="attachments" label="照片和材料"><MediaBar captures={['file', 'camera', 'voice']} /></Form.Item>}
        {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
      </Form>
    </Drawer>
  );
}

/** The id that two laptops would both give to what begins here today; the next turn when that one has been held already. */
function freeId({ scope, kind, on, station, village, place }: ReadyValues, activities: readonly ActivityState[]): string {
  const known = new Map(activities.map((one) => [one.id, one]));
  const idOf = (turn: number) => startedActivityId({ scope, kind, on, where: station ?? village ?? place, turn });
  let turn = 1;
  while (known.has(idOf(turn))) turn += 1;
  return idOf(turn);
}
