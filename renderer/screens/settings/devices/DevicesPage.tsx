/** 设备与接入: the county's people and their computers. Gives 接入单, stops lost computers, shows what is worth asking about. Answered by the county's server, so only with a line. */
import { IdcardOutlined, ReloadOutlined } from '@ant-design/icons';
import { Alert, App, Button, Card, Flex, Input, Segmented, Select, Table, Tag, Tooltip, type TableColumnsType } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import type { CodeAnswer, CountyDevice, CountyDevices } from '../../../../shared/sync/device-wire.ts';
import { localDateOf } from '../../../../shared/kernel/local-date.ts';
import { ROLE_WORDS } from '../../../../shared/words.ts';
import { useStore } from '../../../store/store-context.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { momentWords, shortDay } from '../../../ui/format-date.ts';
import { organOf, useEnrolment } from '../../../ui/session-context.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { useToday } from '../../../ui/use-today.ts';
import settings from '../settings.module.css';
import { deviceRows, filterCounts, filterRows, type DeviceFilter, type DeviceRow, type Person } from './device-rows.ts';
import { FILTER_WORDS, MARK_WORDS, officeFailure } from './device-words.ts';
import styles from './devices.module.css';
import { SlipWindow } from './SlipWindow.tsx';

const FILTERS: readonly DeviceFilter[] = ['all', 'using', 'waiting', 'silent', 'copied', 'none', 'over'];
const PAGE_SIZE = 50;

interface Listed { readonly list: CountyDevices | null; readonly failure: string | null; readonly loading: boolean }

export function DevicesPage() {
  const store = useStore();
  const { enrolment } = useEnrolment();
  const { message, modal } = App.useApp();
  const [today, now] = [useToday(), useNow()];
  const [{ list, failure, loading }, setListed] = useState<Listed>({ list: null, failure: null, loading: true });
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<DeviceFilter>('all');
  const [place, setPlace] = useState<string | null>(null);
  const [slip, setSlip] = useState<{ readonly person: Person; readonly answer: CodeAnswer } | null>(null);

  const load = useCallback(async () => {
    setListed((before) => ({ ...before, loading: true }));
    const answer = await store.countyDevices();
    setListed((before) => (answer.ok ? { list: answer.value, failure: null, loading: false } : { list: before.list, failure: officeFailure(answer.error), loading: false }));
  }, [store]);
  useEffect(() => { void load(); }, [load]);

  const give = async (person: Person) => {
    const answer = await store.makeCode(person.user);
    if (answer.ok) setSlip({ person, answer: answer.value });
    else void message.error(officeFailure(answer.error));
  };
  const stop = (person: Person, device: CountyDevice) => {
    modal.confirm({
      title: `停用${person.name}的“${device.name}”？`, width: 520, okText: '停用', okButtonProps: { danger: true }, cancelText: '先不', autoFocusButton: 'cancel',
      content: <StopWords device={device} />,
      async onOk() {
        const answer = await store.revokeDevice(device.id);
        if (answer.ok) void message.success('已停用，它再联系时就会知道。');
        else void message.error(officeFailure(answer.error));
        await load();
      },
    });
  };

  const all = list === null ? [] : deviceRows(list, now);
  const places = [...new Set(all.map(({ person }) => person.home))];
  const rows = place === null ? all : all.filter(({ person }) => person.home === place);
  const counts = filterCounts(rows);
  // A copied profile is worth asking about wherever it is.
  const copied = filterCounts(all).copied;
  const shown = filterRows(rows, { text, filter }, ({ person, device }) => `${person.name} ${person.user} ${organOf(enrolment, person.home)} ${ROLE_WORDS[person.role]} ${device?.name ?? ''} ${device?.id ?? ''}`);
  const columns: TableColumnsType<DeviceRow> = [
    { title: '使用人', key: 'person', width: '8.5em', render: (_, { person }) => <><span className={person.active ? '' : styles['gone'] ?? ''}>{person.name}{!person.active && '（已离任）'}</span><small className={styles['small']}>{ROLE_WORDS[person.role]}</small></> },
    { title: '单位', key: 'organ', ellipsis: true, render: (_, { person }) => organOf(enrolment, person.home) },
    { title: '电脑', key: 'device', render: (_, row) => <DeviceCell row={row} own={row.device?.id === enrolment.deviceId} /> },
    { title: '接入', key: 'enrolled', width: '7em', className: settings['numeric'] ?? '', render: (_, { device }) => device && shortDay(localDateOf(device.enrolledAt), today) },
    { title: '上次联系', key: 'seen', width: '9.5em', className: settings['numeric'] ?? '', sorter: (a, b) => (a.device?.lastSeenAt ?? 0) - (b.device?.lastSeenAt ?? 0), render: (_, { device }) => device && <>{device.lastSeenAt === null ? '还没有' : momentWords(device.lastSeenAt, today)}<small className={styles['small']}>{device.appVersion === null ? '旧版' : `${device.appVersion} 版`}</small></> },
    { title: <Tooltip title="这台电脑上次联系县里时，还没有传完的条数">待传</Tooltip>, key: 'waiting', width: '5.5em', align: 'right', className: settings['numeric'] ?? '', sorter: (a, b) => (a.device?.waiting ?? 0) - (b.device?.waiting ?? 0), render: (_, { device }) => device && (device.waiting === null ? '不详' : device.waiting) },
    { title: '', key: 'acts', width: '11em', align: 'right', render: (_, { person, device }) => (
      <Flex gap={4} justify="flex-end">
        {person.active && <Button size="small" type="link" onClick={() => { void give(person); }}>{device === null ? '生成接入单' : '再接一台'}</Button>}
        {device !== null && device.revokedAt === null && device.replacedBy === null && device.id !== enrolment.deviceId && <Button size="small" type="link" danger onClick={() => { stop(person, device); }}>停用</Button>}
      </Flex>
    ) },
  ];
  return (
    <Card
      title={<><IdcardOutlined style={{ marginInlineEnd: 8 }} />设备与接入</>} styles={{ body: { padding: 0 } }}
      extra={(
        <Flex gap={8}>
          {places.length > 1 && (
            <Select<string> allowClear showSearch={{ optionFilterProp: 'label' }} aria-label="哪个单位" placeholder="全部单位" value={place} onChange={(next: string | undefined) => { setPlace(next ?? null); }} options={places.map((value) => ({ value, label: organOf(enrolment, value) }))} style={{ width: 210 }} />
          )}
          <Input.Search allowClear aria-label="在设备里查找" placeholder="姓名、单位、电脑" value={text} onChange={(event) => { setText(event.target.value); }} style={{ width: 200 }} />
          <Button icon={<ReloadOutlined />} loading={loading} onClick={() => { void load(); }}>刷新</Button>
        </Flex>
      )}
    >
      {failure !== null && <Alert banner type="error" title={list === null ? failure : `${failure}下面是刚才的名单。`} />}
      {copied > 0 && filter !== 'copied' && (
        <Alert banner type="warning" title={`有 ${copied} 台电脑的资料曾被复制或还原。内容没有丢，但请问清楚来历。`} action={<Button size="small" onClick={() => { setFilter('copied'); setPlace(null); }}>看是哪些</Button>} />
      )}
      <div className={styles['tools']}>
        <Segmented<DeviceFilter> aria-label="看哪些" value={filter} onChange={setFilter} options={FILTERS.map((one) => ({ value: one, label: `${FILTER_WORDS[one]} ${counts[one]}` }))} />
      </div>
      <Table<DeviceRow>
        size="small" rowKey="key" columns={columns} dataSource={[...shown]} loading={list === null && loading} pagination={{ pageSize: PAGE_SIZE, hideOnSinglePage: true, showSizeChanger: false, placement: ['bottomEnd'] }}
        locale={{ emptyText: list === null ? <EmptyState title="名单还没有取到">连上县服务器后点“刷新”。</EmptyState> : <EmptyState drawing="search" title="没有这样的电脑">换个条件看看。</EmptyState> }}
      />
      {slip !== null && <SlipWindow person={slip.person} answer={slip.answer} onClose={() => { setSlip(null); void load(); }} />}
    </Card>
  );
}

function DeviceCell({ row: { device, marks, person }, own }: { readonly row: DeviceRow; readonly own: boolean }) {
  const today = useToday();
  if (device === null) return <span className={styles['gone']}>{person.codeUntil === null ? '还没有接入' : `接入单已发，${momentWords(person.codeUntil, today)} 前有效`}</span>;
  return (
    <>
      {device.name}{own && <Tag color="processing" variant="filled" style={{ marginInlineStart: 6 }}>本机</Tag>}
      {marks.length > 0 && <span className={styles['marks']}>{marks.filter((mark) => mark !== 'waiting').map((mark) => <Tooltip key={mark} title={MARK_WORDS[mark].hint}><Tag color={MARK_WORDS[mark].color} tabIndex={0}>{MARK_WORDS[mark].label}</Tag></Tooltip>)}</span>}
    </>
  );
}

function StopWords({ device }: { readonly device: CountyDevice }) {
  const today = useToday();
  return (
    <Flex vertical gap={8}>
      <span>电脑丢了、换了、人走了，就停用它。停用以后，它不能再上报，也收不到新内容；已经在它上面的仍然加密存着，要有本机密码才看得到。</span>
      {(device.waiting ?? 0) > 0
        ? <Alert type="warning" showIcon title={`它上次联系时（${momentWords(device.reportedAt ?? device.enrolledAt, today)}）还有 ${device.waiting ?? 0} 条没有传到县里。电脑还在的，请先让它联网传完，或者从它上面导出U盘文件带来。`} />
        : <span>{device.waiting === null ? '它没有说过还有多少内容没传（旧版软件）。' : '它上次联系时，内容已经全部传到县里。此后写的，可以从它上面导出U盘文件带来。'}</span>}
      <span>停错了也不要紧：给本人一张新的接入单，那台电脑重新接入，原来没传的会接着传。</span>
    </Flex>
  );
}
