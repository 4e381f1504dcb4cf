/** Registering a matter that was heard outside the night market: by telephone, on a visit, in a group, on a reception day. */
import { Alert, Button, Drawer, Flex, Form, Input, Radio, Select, Typography } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { CHANNELS, LEVELS, REGISTRABLE_MATTERS, MAX_TEXT } from '../../../shared/case/case.ts';
import { suggestCategory } from '../../../shared/case/category-suggestion.ts';
import { titleFromWords } from '../../../shared/case/title-from-words.ts';
import { CATEGORIES, CHANNEL_WORDS, LEVEL_WORDS, MATTER_WORDS } from '../../../shared/case/words.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { CaseRow, Directory } from '../../store/api.ts';
import { useStore } from '../../store/store-context.tsx';
import { AttachmentsField } from '../../ui/attachments/AttachmentsField.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { GrowingText } from '../../ui/GrowingText.tsx';
import { newSubject } from '../../ui/new-subject.ts';
import { useEnrolment } from '../../ui/session-context.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { usePerform } from '../../ui/use-perform.ts';
import { filledIn, textOf, type FormValues } from './acts/act-form.ts';
import styles from './register-drawer.module.css';
import { wellFormed } from '../../../shared/kernel/content-hash.ts';

const DRAFT_KEY = 'register-case';
const SIMILAR_DELAY_MS = 400;
/** The night market has its own, faster way. */
const OTHER_CHANNELS = CHANNELS.filter((channel) => channel !== 'night_market');

interface Props { readonly directory: Directory; readonly today: LocalDate; readonly onClose: () => void; readonly onRegistered: (id: string) => void }

export function RegisterDrawer({ directory, today, onClose, onRegistered }: Props) {
  const store = useStore();
  const { enrolment: { session, scopes } } = useEnrolment();
  const [form] = Form.useForm<FormValues>();
  const { busy, refusal, perform, clearRefusal } = usePerform();
  const [ready, setReady] = useState<FormValues | null>(null);
  const [similar, setSimilar] = useState<readonly CaseRow[]>([]);
  const kept = useDraft(DRAFT_KEY);
  const similarTimer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const townships = scopes.filter(({ code }) => session.writes.includes(code) && directory.villages.some((village) => village.scope === code));
  const home = townships.find(({ code }) => code === session.home) ?? townships[0];

  useEffect(() => {
    let gone = false;
    void store.drafts().then((drafts) => {
      const draft = drafts.find(({ key }) => key === DRAFT_KEY)?.fields ?? {};
      if (!gone) setReady({ subject: newSubject('case'), scope: home?.code, channel: 'visit', matter: 'opinion', receivedOn: today, ...draft });
    });
    return () => { gone = true; clearTimeout(similarTimer.current); };
    // Once, when the drawer opens.
  }, [store]); // eslint-disable-line react-hooks/exhaustive-deps -- what it is filled with is read at opening

  const onChange = (_: unknown, values: FormValues) => {
    clearRefusal();
    kept.keep({ ...ready, ...values });
    clearTimeout(similarTimer.current);
    similarTimer.current = setTimeout(() => {
      const words = textOf(values, 'words');
      const category = suggestCategory(words);
      if (category !== null && !form.isFieldTouched('category')) form.setFieldValue('category', category);
      if (words === '') setSimilar([]);
      else void store.similar(textOf(values, 'village') || null, words).then(setSimilar);
    }, SIMILAR_DELAY_MS);
  };
  const submit = async (another: boolean) => {
    if (busy || ready === null) return;
    const values = await form.validateFields().then(() => ({ ...ready, ...form.getFieldsValue(true) as FormValues }), () => null);
    if (values === null) return;
    const { subject, scope, reporterName, reporterPhone, ...body } = filledIn(values);
    const reporter = filledIn({ name: reporterName, phone: reporterPhone });
    const words = wellFormed(String(values['words']));
    const act = {
      scope: String(scope), subject: String(subject), type: 'case.registered',
      body: { ...body, words, title: titleFromWords(words), tempNo: await store.nextTempNo(), ...(Object.keys(reporter).length > 0 ? { reporter } : {}) },
    };
    if (!await perform(act)) return;
    await kept.drop();
    onRegistered(act.subject);
    if (!another) { onClose(); return; }
    setReady({ subject: newSubject('case'), scope, channel: values['channel'], matter: 'opinion', receivedOn: values['receivedOn'] });
    setSimilar([]);
    form.resetFields();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) { event.preventDefault(); void submit(true); }
  };

  return (
    <Drawer
      open title="登记民情" size={620} onClose={onClose} mask={{ closable: false }}
      footer={<Flex gap={8} align="center"><Button type="primary" loading={busy} onClick={() => { void submit(false); }}>登记</Button><Button onClick={() => { void submit(true); }}>登记并写下一件（Ctrl+Enter）</Button><Typography.Text type="secondary" style={{ marginInlineStart: 'auto' }}>Esc 收起，没写完的不会丢</Typography.Text></Flex>}
    >
      {ready !== null && (
        <Form key={String(ready['subject'])} form={form} layout="vertical" initialValues={ready} onValuesChange={onChange} onKeyDown={onKeyDown}>
          {townships.length > 1 && <Form.Item name="scope" label="乡镇" rules={[{ required: true, message: '请选择乡镇' }]}><Select options={townships.map(({ code, name }) => ({ value: code, label: name }))} /></Form.Item>}
          <Form.Item name="words" label="群众说了什么" extra="照原话写，归纳在梳理时再做。" rules={[{ required: true, whitespace: true, message: '请写下群众说了什么' }]}>
            <GrowingText autoFocus rows={4} maxLength={MAX_TEXT} />
          </Form.Item>
          {similar.length > 0 && (
            <Form.Item>
              <Alert type="info" showIcon title="这个村最近有像的，看看是不是同一件" description={<ul className={styles['similar']}>{similar.slice(0, 3).map((row) => <li key={row.id}><Button type="link" size="small" onClick={() => { onRegistered(row.id); onClose(); }}>{row.number}</Button>{row.title}</li>)}</ul>} />
            </Form.Item>
          )}
          <div className={styles['row']}>
            <Form.Item name="village" label="村（社区）"><Select allowClear showSearch={{ optionFilterProp: 'search' }} placeholder="可输入村名或拼音首字母" options={directory.villages.filter((one) => one.active).map((one) => ({ value: one.id, label: one.name, search: `${one.name} ${one.initials}` }))} /></Form.Item>
            <Form.Item name="place" label="具体地点"><Input maxLength={200} placeholder="可不填" /></Form.Item>
          </div>
          <div className={styles['row']}>
            <Form.Item name="reporterName" label="反映人"><Input maxLength={60} placeholder="可不填，匿名也受理" /></Form.Item>
            <Form.Item name="reporterPhone" label="电话"><Input maxLength={40} placeholder="可不填，方便回访" inputMode="tel" /></Form.Item>
          </div>
          <div className={styles['row']}>
            <Form.Item name="channel" label="从哪里听到的" rules={[{ required: true }]}><Select options={OTHER_CHANNELS.map((one) => ({ value: one, label: CHANNEL_WORDS[one] }))} /></Form.Item>
            <Form.Item name="receivedOn" label="哪天听到的" rules={[{ required: true, message: '请选择日期' }]}><DateField /></Form.Item>
          </div>
          <div className={styles['row']}>
            <Form.Item name="category" label="类别"><Select allowClear showSearch placeholder="可留给梳理时定" options={CATEGORIES.map((one) => ({ value: one, label: one }))} /></Form.Item>
            <Form.Item name="deputies" label="接待代表"><Select mode="multiple" allowClear showSearch={{ optionFilterProp: 'label' }} placeholder="可不填" options={directory.deputies.filter((one) => one.active).map((one) => ({ value: one.id, label: one.name }))} /></Form.Item>
          </div>
          <div className={styles['row']}>
            <Form.Item name="matter" label="事项"><Radio.Group optionType="button" options={REGISTRABLE_MATTERS.map((one) => ({ value: one, label: MATTER_WORDS[one] }))} /></Form.Item>
            <Form.Item name="level" label="级别"><Radio.Group optionType="button" options={LEVELS.map((one) => ({ value: one, label: LEVEL_WORDS[one] }))} /></Form.Item>
          </div>
          <Form.Item name="attachments" label="照片、录音等附件"><AttachmentsField /></Form.Item>
          <Form.Item name="answeredOnSpot" label="当场答复了"><GrowingText rows={1} maxLength={MAX_TEXT} placeholder="当场说清楚的写在这里，这件就直接到评议" /></Form.Item>
          {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
        </Form>
      )}
    </Drawer>
  );
}
