/** 无记名测评 (F24, F29): the tellers' totals for each unit or deputy, and what they come to. There is no place for who voted what. */
import { Alert, Button, Card, Flex, Form, Input, InputNumber, Modal, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { isBelowFloor, pollResult, rankedPolls, type Poll, type PollRate, type RankedPoll } from '../../../shared/activity/poll.ts';
import { rateWords } from '../../../shared/documents/activity-papers.ts';
import { useSession } from '../../ui/session-context.tsx';
import { usePerform } from '../../ui/use-perform.ts';
import { actOn, may, type PartProps } from './activity-acts.ts';
import styles from './stations.module.css';

interface Fields { readonly who?: string; readonly about?: string; readonly issued: number; readonly returned: number; readonly invalid: number; readonly satisfied: number; readonly basic: number; readonly unsatisfied: number; readonly abstained: number }

const BOXES = [['issued', '发出'], ['returned', '收回'], ['satisfied', '满意'], ['basic', '基本满意'], ['unsatisfied', '不满意'], ['abstained', '弃权'], ['invalid', '无效']] as const;

export function Polls({ activity, directory, today, about }: PartProps & { readonly about: 'unit' | 'deputy' }) {
  const session = useSession();
  const [entering, setEntering] = useState<Poll | 'new' | null>(null);
  const mayEnter = may(activity, session, 'activity.polled');
  const rows = rankedPolls(activity.polls);
  const rate = (value: PollRate, alarm: boolean) => <span className={alarm ? styles['alarm'] : styles['numeric']}>{rateWords(value)}</span>;
  const columns: TableColumnsType<RankedPoll> = [
    { title: '名次', dataIndex: 'rank', width: '4em', align: 'right', className: styles['numeric'] ?? '' },
    { title: about === 'deputy' ? '代表' : '测评对象', key: 'about', ellipsis: true, render: (_, { poll }) => (mayEnter ? <Button type="link" size="small" style={{ padding: 0 }} onClick={() => { setEntering(poll); }}>{poll.about}</Button> : poll.about) },
    { title: '发/收/有效', key: 'valid', width: '8em', align: 'right', className: styles['numeric'] ?? '', render: (_, { poll, result }) => `${String(poll.issued)}/${String(poll.returned)}/${String(result.valid)}` },
    { title: '满意/基本/不满意', key: 'grades', width: '9.5em', align: 'right', className: styles['numeric'] ?? '', render: (_, { poll }) => `${String(poll.satisfied)}/${String(poll.basic)}/${String(poll.unsatisfied)}` },
    { title: '满意率', key: 'rate', width: '9.5em', align: 'right', render: (_, { poll, result }) => rate(result.satisfied, about === 'deputy' && isBelowFloor(poll)) },
    { title: '综合满意率', key: 'overall', width: '9.5em', align: 'right', render: (_, { result }) => rate(result.overall, false) },
  ];
  return (
    <Card size="small" title={<h4 className={styles['cardName']}>无记名测评<span className={styles['hint']}>　只录总票数，不记谁投了什么</span></h4>} extra={mayEnter ? <Button size="small" onClick={() => { setEntering('new'); }}>录入票数</Button> : undefined}>
      <Table<RankedPoll> size="small" rowKey={({ poll }) => poll.who ?? poll.about} columns={columns} dataSource={[...rows]} pagination={false} tableLayout="fixed" {...(rows.length === 0 ? {} : { scroll: { x: '46em' } })} aria-label="测评结果" locale={{ emptyText: '还没有录入票数' }} />
      {rows.length > 0 && <p className={styles['hint']} style={{ margin: '8px 0 0' }}>满意率＝满意÷有效票；有效票＝满意＋基本满意＋不满意，弃权和无效票不计入。{about === 'deputy' ? '低于90%的限期整改。' : ''}</p>}
      {entering !== null && <PollModal activity={activity} directory={directory} today={today} about={about} poll={entering === 'new' ? null : entering} onClose={() => { setEntering(null); }} />}
    </Card>
  );
}

function PollModal({ activity, directory, today, about, poll, onClose }: PartProps & { readonly about: 'unit' | 'deputy'; readonly poll: Poll | null; readonly onClose: () => void }) {
  const [form] = Form.useForm<Fields>();
  const { busy, refusal, perform } = usePerform();
  const values = Form.useWatch([], form) as Partial<Fields> | undefined;
  const records = about === 'deputy' ? directory.deputies : directory.units;
  const first = about === 'deputy' ? activity.deputies : activity.expected.units;
  const options = records.filter((one) => one.active || one.id === poll?.who).sort((a, b) => Number(first.includes(b.id)) - Number(first.includes(a.id)) || a.name.localeCompare(b.name, 'zh-CN')).map(({ id, name }) => ({ value: id, label: name }));
  const total = (values?.satisfied ?? 0) + (values?.basic ?? 0) + (values?.unsatisfied ?? 0) + (values?.abstained ?? 0) + (values?.invalid ?? 0);
  const save = async ({ who, about: named, ...counts }: Fields) => {
    const name = who === undefined ? named?.trim() ?? '' : records.find(({ id }) => id === who)?.name ?? '';
    if (await perform(actOn(activity, 'activity.polled', { ...counts, about: name, ...(who === undefined ? {} : { who }), on: activity.on > today ? today : activity.on }))) onClose();
  };
  const returned = values?.returned ?? 0;
  const result = pollResult({ satisfied: values?.satisfied ?? 0, basic: values?.basic ?? 0, unsatisfied: values?.unsatisfied ?? 0 });
  return (
    <Modal open title="录入票数" width={640} centered destroyOnHidden okText="记下（Enter）" cancelText="不记" confirmLoading={busy} onOk={() => { form.submit(); }} onCancel={onClose}>
      <Form<Fields> form={form} layout="vertical" className={styles['form'] ?? ''} initialValues={poll === null ? { invalid: 0, abstained: 0, basic: 0, unsatisfied: 0 } : { ...poll, abstained: poll.abstained ?? 0 }} onFinish={(fields) => { void save(fields); }}>
        <Flex gap={12}>
          <Form.Item name="who" label={about === 'deputy' ? '哪位代表' : '哪个单位'} style={{ flex: 1 }} rules={about === 'deputy' ? [{ required: true, message: '请选择代表' }] : []}><Select allowClear disabled={poll !== null} showSearch={{ optionFilterProp: 'label' }} options={options} /></Form.Item>
          {about === 'unit' && values?.who === undefined && <Form.Item name="about" label="或者写事项名称" style={{ flex: 1 }} rules={[{ required: true, whitespace: true, message: '请选单位，或写下测评的事项' }]}><Input maxLength={200} disabled={poll !== null} placeholder="如：某某民生实事项目" /></Form.Item>}
        </Flex>
        <div className={styles['ballot']}>
          {BOXES.map(([name, label]) => <Form.Item key={name} name={name} label={label} rules={[{ required: true, message: '请填数' }]}><InputNumber<number> min={0} max={100_000} precision={0} suffix="票" style={{ width: '100%' }} onPressEnter={() => { form.submit(); }} /></Form.Item>)}
        </div>
        <p className={total === returned ? styles['hint'] : styles['missing']}>各项合计 {total} 票，收回 {returned} 票{total === returned ? `；有效票 ${String(result.valid)}，满意率 ${rateWords(result.satisfied)}` : `，相差 ${String(Math.abs(total - returned))} 票，请核对`}</p>
        {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
      </Form>
    </Modal>
  );
}
