/** 开始夜市 (F01): tonight's planned ones with one click; or where, about what, who is here. Everything that every card of the evening inherits is asked once, here. */
import { AutoComplete, Button, Flex, Form, Input, InputNumber, Modal, Select, Typography } from 'antd';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { missingOf, preparedOf } from '../../../shared/activity/preparation.ts';
import type { SeasonItem } from '../../../shared/activity/season.ts';
import { localTimeOf } from '../../../shared/kernel/local-date.ts';
import type { Station } from '../../../shared/station/station.ts';
import { useStore } from '../../store/store-context.tsx';
import { CampaignSelect } from '../../ui/CampaignSelect.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { scopeName, useEnrolment } from '../../ui/session-context.tsx';
import { StationSelect } from '../../ui/StationSelect.tsx';
import { TimeField } from '../../ui/TimeField.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { useToday } from '../../ui/use-today.ts';
import { DeputyChecklist } from './DeputyChecklist.tsx';
import { beginActs, onTheSpotActs, placeOnTheSpot, plannedHere, presentActs, stationAt, type OnTheSpot } from './start-acts.ts';
import { useBegin } from './use-begin.ts';
import { villagesMatching } from './village-match.ts';
import styles from './night-market.module.css';

interface Props {
  readonly open: boolean;
  /** Earlier evenings: their places and themes are offered. */
  readonly known: readonly ActivityState[];
  /** Planned for today and not begun. */
  readonly tonight: readonly SeasonItem[];
  readonly onCancel: () => void;
}

/** The button that begins stays in sight, however much there is above it. */
const BODY = { maxHeight: 'calc(100vh - 150px)', overflowY: 'auto', overflowX: 'hidden' } as const;

export function StartMarketModal({ open, known, tonight, onCancel }: Props) {
  const store = useStore();
  const { enrolment } = useEnrolment();
  const today = useToday();
  const { busy, begin, enter } = useBegin();
  const [form] = Form.useForm<OnTheSpot>();
  const directory = useAnswer(() => store.directory(), ['directory'], []);
  const scopes = enrolment.session.writes.filter((scope) => scope.length === 9);
  const scope = Form.useWatch('scope', form) ?? scopes[0] ?? '';
  const on = Form.useWatch('on', form) ?? today;
  useEffect(() => { if (open) form.setFieldsValue({ ...(scopes[0] === undefined ? {} : { scope: scopes[0] }), on: today, from: localTimeOf(Date.now()) }); }, [open]); // eslint-disable-line react-hooks/exhaustive-deps -- only as it opens: afterwards the fields are the user's

  const start = async (fields: OnTheSpot) => {
    const planned = plannedHere(tonight, fields);
    if (planned !== null) { await enter(planned.id, [...beginActs(planned, fields), ...presentActs(planned, fields)]); return; }
    const { id, open: running } = await placeOnTheSpot(store, fields);
    await enter(id, running ? [] : onTheSpotActs(id, fields));
  };
  const villages = (directory?.villages ?? []).filter((village) => village.scope === scope);
  const stations = (directory?.stations ?? []).filter((one) => one.active && (one.scope === scope || scope.startsWith(one.scope)));
  const campaigns = (directory?.campaigns ?? []).filter((one) => one.active && (one.scope === scope || scope.startsWith(one.scope)));
  // Chosen by the place that was typed: goes again when the place goes on.
  const byPlace = useRef<Station | null>(null);
  const onPlace = (place: string) => {
    const { station, village } = form.getFieldsValue();
    const before = byPlace.current !== null && byPlace.current.id === station ? byPlace.current : null;
    if (station !== undefined && before === null) return;
    const point = stationAt(stations, place);
    byPlace.current = point;
    const ofBefore = before !== null && before.village === village;
    form.setFieldValue('station', point?.id);
    if (village === undefined || ofBefore) form.setFieldValue('village', point?.village ?? undefined);
  };
  return (
    <Modal title="开始夜市" open={open} width={760} centered destroyOnHidden styles={{ body: BODY }} okText="开始（Ctrl+Enter）" cancelText="先不开" confirmLoading={busy} onOk={() => { form.submit(); }} onCancel={onCancel}>
      {tonight.length > 0 && <Tonight tonight={tonight} busy={busy} onBegin={(item) => { void begin(item); }} />}
      <Form<OnTheSpot> form={form} layout="vertical" onFinish={(fields) => { void start(fields); }} onValuesChange={({ place }: Partial<OnTheSpot>) => { if (place !== undefined) onPlace(place); }} onKeyDown={(event) => { if (event.key === 'Enter') onEnter(event, () => { form.submit(); }); }} className={styles['start'] ?? ''}>
        {scopes.length > 1 && <Form.Item name="scope" label="乡镇" className={styles['whole'] ?? ''}><Select options={scopes.map((one) => ({ value: one, label: scopeName(enrolment, one) }))} /></Form.Item>}
        {scopes.length === 1 && <Form.Item name="scope" hidden><Input /></Form.Item>}
        {directory !== undefined && stations.length > 0 && (
          <Form.Item name="station" label="夜市点" className={styles['half'] ?? ''}>
            <StationSelect directory={directory} scope={scope} prefer="market_point" onChange={(_, point) => { byPlace.current = null; if (point !== undefined) form.setFieldsValue({ place: point.address === '' ? point.name : point.address, ...(point.village === null ? {} : { village: point.village }) }); }} />
          </Form.Item>
        )}
        <Form.Item name="place" label="地点" rules={[{ required: true, whitespace: true, message: '请写下在哪里办' }]} className={styles['half'] ?? ''}>
          <AutoComplete autoFocus={tonight.length === 0} maxLength={200} placeholder="如：皇帝庙村文化广场" options={choices(known.map(({ place }) => place))} showSearch={{ filterOption: (typed, option) => String(option?.value ?? '').includes(typed) }} />
        </Form.Item>
        <Form.Item name="village" label="所在村" className={styles['half'] ?? ''} extra="填了就作为每一件的村，登记时可改">
          <Select allowClear placeholder="全乡的夜市可不选" options={villages.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))} showSearch={{ filterOption: (typed, option) => villagesMatching(villages, typed).some(({ id }) => id === option?.value) }} />
        </Form.Item>
        <Form.Item name="theme" label="主题" className={styles['half'] ?? ''}><AutoComplete maxLength={200} placeholder="可不填" options={choices(known.map(({ theme }) => theme ?? ''))} /></Form.Item>
        {directory !== undefined && campaigns.length > 0 && <Form.Item name="campaign" label="主题活动" className={styles['half'] ?? ''}><CampaignSelect campaigns={directory.campaigns} scope={scope} on={on} /></Form.Item>}
        <Form.Item name="citizens" label="到场群众" className={styles['half'] ?? ''}><InputNumber<number> min={0} max={100_000} precision={0} placeholder="可到现场再数" suffix="人" style={{ width: '100%' }} /></Form.Item>
        <Form.Item name="on" label="日期" rules={[{ required: true, message: '请选择日期' }]} className={styles['half'] ?? ''}><DateField /></Form.Item>
        <Form.Item name="from" label="开始时间" rules={[{ required: true, message: '请选择开始时间' }]} className={styles['half'] ?? ''}><TimeField /></Form.Item>
        <Form.Item name="deputies" label="到场代表" className={styles['whole'] ?? ''}><DeputyChecklist scope={scope} deputies={directory?.deputies ?? []} /></Form.Item>
      </Form>
    </Modal>
  );
}

/** Evenings that are planned for today: one click, everything inherited. */
function Tonight({ tonight, busy, onBegin }: { readonly tonight: readonly SeasonItem[]; readonly busy: boolean; readonly onBegin: (item: SeasonItem) => void }) {
  const today = useToday();
  return (
    <section className={styles['tonight']} aria-label="今天排了的">
      {tonight.map((item, index) => {
        const missing = missingOf(preparedOf(item), today);
        return (
          <Flex key={item.id} align="center" gap={12} className={styles['tonightOne'] ?? ''}>
            <span><b>今天排了：{item.from} {item.place}</b>{item.theme === '' ? '' : ` · ${item.theme}`}</span>
            <Typography.Text type="secondary" title={missing.map(({ words }) => words).join('；')}>{missing.length === 0 ? '都准备好了' : `还缺 ${missing.length} 项`}</Typography.Text>
            <Button type="primary" autoFocus={index === 0} loading={busy} className={styles['right'] ?? ''} onClick={() => { onBegin(item); }}>开始这一场</Button>
          </Flex>
        );
      })}
      <Typography.Text type="secondary">不是这{tonight.length > 1 ? '几' : '一'}场，临时开一场：</Typography.Text>
    </section>
  );
}

/** Ctrl+Enter starts; Enter goes to the next box, as everywhere. */
function onEnter(event: KeyboardEvent<HTMLFormElement>, submit: () => void): void {
  if (event.ctrlKey) { event.preventDefault(); submit(); return; }
  const target = event.target as HTMLElement;
  if (event.nativeEvent.isComposing || !target.matches('input') || target.getAttribute('aria-expanded') === 'true') return;
  event.preventDefault();
  const boxes = [...event.currentTarget.querySelectorAll<HTMLElement>('input:not([disabled])')].filter((box) => box.offsetParent !== null);
  boxes[boxes.indexOf(target) + 1]?.focus();
}

function choices(texts: readonly string[]): { readonly value: string }[] {
  return [...new Set(texts)].filter((text) => text !== '').map((value) => ({ value }));
}
