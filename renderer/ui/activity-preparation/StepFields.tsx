/** The fields of each step of the preparation, below a form whose values are the step's body. */
import { Alert, AutoComplete, Button, Checkbox, Flex, Form, Input, Select, Typography } from 'antd';
import { CopyOutlined, MinusCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { useState, type ReactNode } from 'react';
import type { Preparation } from '../../../shared/activity/activity.ts';
import { noticeBy } from '../../../shared/activity/preparation.ts';
import type { SeasonItem } from '../../../shared/activity/season.ts';
import type { Directory } from '../../store/api.ts';
import { AttachmentsField } from '../attachments/AttachmentsField.tsx';
import { DateField } from '../DateField.tsx';
import { dayWords } from '../format-date.ts';
import { GrowingText } from '../GrowingText.tsx';
import { useOffice } from '../use-office.ts';
import { useToday } from '../use-today.ts';
import styles from './activity-preparation.module.css';
import { deputyInvitation, noticeText, NOTICE_WAYS, TEAM_ROLES, unitInvitation, USUAL_MATERIALS, type PreparedBody } from './step-words.ts';

export interface StepProps { readonly item: SeasonItem; readonly directory: Directory; readonly topics: readonly string[] }

/** The fields of a step; 带齐 has a page of its own. */
export function StepFields({ step, ...props }: StepProps & { readonly step: Exclude<Preparation, 'taken_along'> }): ReactNode {
  switch (step) {
    case 'topic': return <TopicFields {...props} />;
    case 'survey': return <SurveyFields />;
    case 'notice': return <NoticeFields {...props} />;
    case 'invitation': return <InvitationFields {...props} />;
    case 'team': return <TeamFields {...props} />;
    case 'tasks': return <ReadyList label="任务" usual={[]} placeholder="如：王秘书联系水利站，周四前" />;
    case 'materials': return <ReadyList label="物资" usual={USUAL_MATERIALS} placeholder="要带的东西" />;
  }
}

function TopicFields({ topics }: StepProps) {
  const list = Form.useWatch<string[] | undefined>('list') ?? [];
  return (
    <>
      <Form.Item name="list" label="征集到的主题" extra="一个一个加，按回车；以前办过的、群众常提的会提示"><Select mode="tags" tokenSeparators={['，', ',', '；', '\n']} options={topics.map((one) => ({ value: one, label: one }))} placeholder="如：路灯、机井电费、垃圾清运" /></Form.Item>
      <Form.Item name="chosen" label="选定哪一个"><Select allowClear placeholder={list.length === 0 ? '先加上征集到的主题' : '选定的就是这一场的主题'} options={list.map((one) => ({ value: one, label: one }))} /></Form.Item>
      <Form.Item name="text" label="怎么征集的"><GrowingText rows={1} maxLength={2000} placeholder="如：代表走访、微信群投票，可不填" /></Form.Item>
    </>
  );
}

function SurveyFields() {
  return (
    <>
      <Flex gap={12}>
        <Form.Item name="on" label="哪天去的" style={{ width: 200 }}><DateField allowClear /></Form.Item>
        <Form.Item name="by" label="谁去的" style={{ flex: 1 }}><Input maxLength={60} placeholder="如：张建国代表、王秘书" /></Form.Item>
      </Flex>
      <Form.Item name="text" label="了解到的情况"><GrowingText rows={3} maxLength={20_000} /></Form.Item>
      <Form.Item name="attachments" label="照片和材料"><AttachmentsField /></Form.Item>
    </>
  );
}

function NoticeFields({ item, directory }: StepProps) {
  const today = useToday();
  const form = Form.useFormInstance<PreparedBody>();
  const { issuer, phone } = useOffice(directory, item.scope);
  const on = Form.useWatch<string | undefined>('on');
  const by = noticeBy(item);
  const names = item.deputies.flatMap((id) => directory.deputies.find((one) => one.id === id)?.name ?? []);
  const text = Form.useWatch<string | undefined>('text') ?? '';
  return (
    <>
      {by !== null && <Alert type={(on ?? today) > by ? 'warning' : 'info'} showIcon style={{ marginBottom: 12 }} title={(on ?? today) > by ? `应在${dayWords(by, today)}前发出，已经晚了；请用广播、微信群再告诉一遍` : `${dayWords(by, today)}前要发出`} />}
      <Flex gap={12}>
        <Form.Item name="on" label="哪天发的" style={{ width: 200 }}><DateField allowClear /></Form.Item>
        <Form.Item name="list" label="用什么办法" style={{ flex: 1 }}><Select mode="tags" options={NOTICE_WAYS.map((one) => ({ value: one, label: one }))} placeholder="可多选，也可自己写" /></Form.Item>
      </Flex>
      <Form.Item name="text" label={<Flex gap={8} align="center">通知内容<Button size="small" onClick={() => { form.setFieldValue('text', noticeText(item, { today, issuer, phone, names })); }}>{text === '' ? '写一份' : '按现在的安排重写'}</Button><CopyButton text={text} /></Flex>}><GrowingText rows={3} maxLength={5000} /></Form.Item>
    </>
  );
}

function InvitationFields({ item, directory }: StepProps) {
  const today = useToday();
  const { issuer, phone } = useOffice(directory, item.scope);
  const deputies = Form.useWatch<string[] | undefined>('deputies') ?? [];
  const units = Form.useWatch<string[] | undefined>('units') ?? [];
  const office = { today, issuer, phone };
  const letters = [
    ...deputies.flatMap((id) => { const name = directory.deputies.find((one) => one.id === id)?.name; return name === undefined ? [] : [{ id, name, text: deputyInvitation(item, name, office) }]; }),
    ...units.flatMap((id) => { const name = directory.units.find((one) => one.id === id)?.name; return name === undefined ? [] : [{ id, name, text: unitInvitation(item, name, office) }]; }),
  ];
  return (
    <>
      <Form.Item name="deputies" label="代表"><Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} placeholder="请谁来" options={directory.deputies.filter((one) => one.active || deputies.includes(one.id)).map(({ id, name, constituency }) => ({ value: id, label: `${name} ${constituency}`.trim() }))} /></Form.Item>
      <Form.Item name="units" label="单位"><Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} placeholder="请哪些单位来答复" options={directory.units.filter((one) => one.active || units.includes(one.id)).map(({ id, name }) => ({ value: id, label: name }))} /></Form.Item>
      <Form.Item name="text" label="联系情况"><GrowingText rows={1} maxLength={2000} placeholder="如：水利站李站长答应来，供电所周四回话" /></Form.Item>
      {letters.length > 0 && (
        <details className={styles['letters']}>
          <summary>邀请的话（{letters.length} 份，可复制发送）</summary>
          {letters.map(({ id, name, text }) => <div key={id} className={styles['letter']}><Flex justify="space-between" align="center"><b>{name}</b><CopyButton text={text} /></Flex><p>{text}</p></div>)}
        </details>
      )}
    </>
  );
}

function TeamFields({ item, directory }: StepProps) {
  const own = (scope: string) => (scope === item.scope ? 0 : 1);
  return (
    <>
      <Form.Item name={['team', 'captain']} label="队长（人大代表）"><Select allowClear showSearch={{ optionFilterProp: 'label' }} placeholder="由人大代表担任" options={directory.deputies.filter(({ active }) => active).sort((a, b) => own(a.scope) - own(b.scope)).map(({ id, name, constituency }) => ({ value: id, label: `${name} ${constituency}`.trim() }))} /></Form.Item>
      <Form.List name={['team', 'members']}>
        {(fields, { add, remove }) => (
          <div className={styles['members']}>
            <span>成员</span>
            {fields.map(({ key, name }) => (
              <Flex key={key} gap={8} align="center">
                <Form.Item name={[name, 'name']} noStyle rules={[{ required: true, whitespace: true, message: '请写姓名' }]}><Input aria-label="成员姓名" maxLength={60} placeholder="姓名" style={{ width: 160 }} /></Form.Item>
                <Form.Item name={[name, 'role']} noStyle><AutoComplete aria-label="成员身份" placeholder="身份" style={{ flex: 1 }} options={TEAM_ROLES.map((value) => ({ value }))} /></Form.Item>
                <Button type="text" aria-label="去掉这一位" icon={<MinusCircleOutlined />} onClick={() => { remove(name); }} />
              </Flex>
            ))}
            <Button type="dashed" icon={<PlusOutlined />} onClick={() => { add({ name: '', role: '' }); }}>加一位成员</Button>
          </div>
        )}
      </Form.List>
    </>
  );
}

/** A list of things or tasks, each ticked when it is there. */
function ReadyList({ label, usual, placeholder }: { readonly label: string; readonly usual: readonly string[]; readonly placeholder: string }) {
  const form = Form.useFormInstance<PreparedBody>();
  const list = Form.useWatch<string[] | undefined>('list') ?? [];
  const ready = Form.useWatch<string[] | undefined>('ready') ?? [];
  const [typed, setTyped] = useState('');
  const put = (next: readonly string[]) => { form.setFieldsValue({ list: [...next], ready: ready.filter((one) => next.includes(one)) }); };
  const add = () => {
    const word = typed.trim();
    if (word !== '' && !list.includes(word)) put([...list, word]);
    setTyped('');
  };
  return (
    <>
      <Form.Item name="list" hidden><Select mode="tags" /></Form.Item>
      <Form.Item name="ready" hidden><Select mode="tags" /></Form.Item>
      {list.length === 0 && usual.length > 0 && <Button onClick={() => { put(usual); }} style={{ marginBottom: 8 }}>用常用清单（{usual.length} 样）</Button>}
      <div className={styles['readies']} role="group" aria-label={label}>
        {list.map((one) => (
          <Flex key={one} align="center" gap={4}>
            <Checkbox checked={ready.includes(one)} onChange={({ target }) => { form.setFieldValue('ready', target.checked ? [...ready, one] : ready.filter((other) => other !== one)); }}>{one}</Checkbox>
            <Button type="text" size="small" aria-label={`去掉${one}`} icon={<MinusCircleOutlined />} onClick={() => { put(list.filter((other) => other !== one)); }} />
          </Flex>
        ))}
      </div>
      <Flex gap={8} style={{ marginBlock: 8 }}>
        <Input value={typed} aria-label={`加${label}`} maxLength={200} placeholder={placeholder} onChange={({ target }) => { setTyped(target.value); }} onPressEnter={(event) => { event.preventDefault(); add(); }} />
        <Button icon={<PlusOutlined />} onClick={add}>加上</Button>
      </Flex>
    </>
  );
}

function CopyButton({ text }: { readonly text: string }) {
  return text === '' ? null : <Typography.Text copyable={{ text, icon: [<Button key="copy" size="small" icon={<CopyOutlined />}>复制</Button>, <Button key="copied" size="small">已复制</Button>], tooltips: false }} />;
}
