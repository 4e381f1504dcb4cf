/** Registering a matter that was heard outside the night market (F02): by whatever channel, in the citizen's own words, with what may be the same matter offered while typing. */
import { Alert, App, Button, Checkbox, Drawer, Flex, Form, Input, Select, Typography } from 'antd';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { mayAppend } from '../../../shared/access.ts';
import { CHANNELS, LEVELS, MATTERS, MAX_TEXT, NATURES } from '../../../shared/case/case.ts';
import { CHANNEL_WORDS, LEVEL_WORDS, MATTER_WORDS, NATURE_WORDS } from '../../../shared/case/words.ts';
import { effectiveCategories } from '../../../shared/category/category.ts';
import { meansCategory, suggestAmong } from '../../../shared/category/suggest.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { Directory, SimilarCase } from '../../store/api.ts';
import { useStore } from '../../store/store-context.tsx';
import { MEDIA_BUSY_WORDS, mediaBusy } from '../../ui/attachments/media-busy.ts';
import { DateField } from '../../ui/DateField.tsx';
import { GrowingText } from '../../ui/GrowingText.tsx';
import { newSubject } from '../../ui/new-subject.ts';
import { useEnrolment } from '../../ui/session-context.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { usePerform } from '../../ui/use-perform.ts';
import { textOf, type FormValues } from '../../ui/form-frame/form-values.ts';
import { FilesItem } from './acts/fields.tsx';
import { ChannelItems } from './ChannelItems.tsx';
import { hasIdentityNumber, withoutIdentityNumbers } from './register-hints.ts';
import styles from './register-drawer.module.css';
import { channelOf, registrationActs } from './registering.ts';
import { SimilarCases, type SameAs } from './SimilarCases.tsx';

const DRAFT_KEY = 'register-case';
const SIMILAR_DELAY_MS = 400;

interface Props {
  readonly directory: Directory;
  readonly today: LocalDate;
  /** What another screen knows already, such as the activity at which it was heard: every matter of this drawer begins with it, and has a draft of its own. */
  readonly start?: FormValues;
  readonly onClose: () => void;
  readonly onRegistered: (id: string) => void;
}

export function RegisterDrawer({ directory, today, start: given, onClose, onRegistered }: Props) {
  const store = useStore();
  const { enrolment: { session, scopes } } = useEnrolment();
  const { message } = App.useApp();
  const [form] = Form.useForm<FormValues>();
  const fields = useRef<HTMLDivElement>(null);
  const { busy, refusal, performMade, clearRefusal } = usePerform();
  const [ready, setReady] = useState<FormValues | null>(null);
  const [similar, setSimilar] = useState<readonly SimilarCase[]>([]);
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const [values, setValues] = useState<FormValues>({});
  const draftKey = typeof given?.['activity'] === 'string' ? `${DRAFT_KEY}:${given['activity']}` : DRAFT_KEY;
  const kept = useDraft(draftKey);
  const similarTimer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const writable = scopes.filter(({ code }) => session.writes.includes(code) && code.length === 9);
  // Townships whose villages are known; all of them while the directory is still on its way.
  const founded = writable.filter(({ code }) => directory.villages.some((village) => village.scope === code));
  const townships = founded.length > 0 ? founded : writable;
  const home = townships.find(({ code }) => code === session.home) ?? townships[0];
  const scope = textOf(values, 'scope') || home?.code || '';
  const categories = useMemo(() => effectiveCategories(directory.categoryRecords, scope), [directory.categoryRecords, scope]);
  const channel = channelOf(values);
  const isAccusation = values['matter'] === 'accusation';
  const answered = textOf(values, 'answeredOnSpot') !== '';
  const offered = similar.filter(({ id }) => !dismissed.includes(id));

  useEffect(() => {
    let gone = false;
    void store.drafts().then((drafts) => {
      const draft = drafts.find(({ key }) => key === draftKey)?.fields ?? {};
      const start = { subject: newSubject('case'), scope: home?.code, channel: 'visit', matter: 'opinion', receivedOn: today, ...given, ...draft, ...(given?.['words'] === undefined ? {} : { words: given['words'] }) };
      if (gone) return;
      setReady(start);
      setValues(start);
    });
    return () => { gone = true; clearTimeout(similarTimer.current); };
    // Once, when the drawer opens.
  }, [store]); // eslint-disable-line react-hooks/exhaustive-deps -- what it is filled with is read at opening

  const onChange = () => {
    const now = { ...ready, ...form.getFieldsValue(true) as FormValues };
    clearRefusal();
    setValues(now);
    // 检举控告 leaves nothing on this computer, not even a draft (信访工作条例 30).
    if (now['matter'] === 'accusation') { void kept.drop(); return; }
    kept.keep(now);
    clearTimeout(similarTimer.current);
    similarTimer.current = setTimeout(() => {
      const words = textOf(now, 'words');
      const category = suggestAmong(categories, words);
      if (category !== null && !form.isFieldTouched('category')) form.setFieldValue('category', category);
      if (words === '' && textOf(now, 'reporterPhone') === '') setSimilar([]);
      else void store.similar(textOf(now, 'village') || null, words, { name: textOf(now, 'reporterName'), phone: textOf(now, 'reporterPhone') }).then(setSimilar);
    }, SIMILAR_DELAY_MS);
  };
  const startAnew = (from: FormValues) => {
    const start = { subject: newSubject('case'), scope: from['scope'], channel: from['channel'], matter: 'opinion', receivedOn: from['receivedOn'], ...given, words: undefined };
    setReady(start);
    setValues(start);
    setSimilar([]);
    setDismissed([]);
    form.resetFields();
  };
  const submit = async (another: boolean) => {
    if (busy || ready === null || isAccusation) return;
    const media = mediaBusy(fields.current);
    if (media !== null) { void message.warning(MEDIA_BUSY_WORDS[media]); return; }
    const checked = await form.validateFields().then(() => ({ ...ready, ...form.getFieldsValue(true) as FormValues }), () => null);
    if (checked === null) return;
    const same = checked['same'] as SameAs | null | undefined;
    const other = similar.find(({ id }) => id === same?.id);
    const made = await performMade(async () => registrationActs(checked, { tempNo: await store.nextTempNo(), today, again: other?.why.includes('电话') ?? false }));
    if (!made) return;
    await kept.drop();
    onRegistered(String(checked['subject']));
    if (another) startAnew(checked);
    else onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof Node && event.currentTarget.contains(event.target) && event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) { event.preventDefault(); void submit(true); }
  };
  const removeIdentity = () => {
    form.setFieldValue('words', withoutIdentityNumbers(String(form.getFieldValue('words') ?? '')));
    onChange();
  };

  return (
    <Drawer
      open title="登记民情" size={880} onClose={onClose} mask={{ closable: false }}
      footer={(
        <Flex gap={8} align="center">
          <Button type="primary" loading={busy} disabled={isAccusation} onClick={() => { void submit(false); }}>登记</Button>
          <Button disabled={isAccusation} onClick={() => { void submit(true); }}>登记并写下一件（Ctrl+Enter）</Button>
          <Typography.Text type="secondary" style={{ marginInlineStart: 'auto' }}>Esc 收起，没写完的不会丢</Typography.Text>
        </Flex>
      )}
    >
      {ready !== null && (
        <div ref={fields}><Form key={String(ready['subject'])} form={form} layout="vertical" className={styles['form'] ?? ''} initialValues={ready} onValuesChange={onChange} onKeyDown={onKeyDown}>
          <div className={styles['row']}>
            <Form.Item name="channel" label="从哪里听到的" rules={[{ required: true }]}><Select options={CHANNELS.map((one) => ({ value: one, label: CHANNEL_WORDS[one] }))} /></Form.Item>
            <Form.Item name="receivedOn" label="哪天听到的" rules={[{ required: true, message: '请选择日期' }]}><DateField /></Form.Item>
            {townships.length > 1 && <Form.Item name="scope" label="乡镇" rules={[{ required: true, message: '请选择乡镇' }]}><Select options={townships.map(({ code, name }) => ({ value: code, label: name }))} /></Form.Item>}
            <ChannelItems channel={channel} directory={directory} />
          </div>
          <Form.Item name="words" label="群众说了什么" extra="照原话写，归纳在梳理时再做。" rules={[{ required: true, whitespace: true, message: '请写下群众说了什么' }]}>
            <GrowingText autoFocus rows={3} maxLength={MAX_TEXT} />
          </Form.Item>
          {hasIdentityNumber(textOf(values, 'words')) && <Alert type="warning" showIcon className={styles['notice'] ?? ''} title="里面有一串像身份证号的数字。办这件事用不着身份证号，建议去掉。" action={<Button size="small" onClick={removeIdentity}>去掉它</Button>} />}
          {offered.length > 0 && (
            <Form.Item name="same" noStyle>
              <SimilarCases rows={offered} mayMerge={!answered && mayAppend(session.role, 'case.merged')} onDismiss={(id) => { setDismissed([...dismissed, id]); }} onOpen={(id) => { onRegistered(id); onClose(); }} />
            </Form.Item>
          )}
          <div className={styles['row']}>
            <Form.Item name="village" label="村（社区）"><Select allowClear showSearch={{ optionFilterProp: 'search' }} placeholder="村名或拼音首字母" options={directory.villages.filter((one) => one.active && (scope === '' || one.scope === scope)).map((one) => ({ value: one.id, label: one.name, search: `${one.name} ${one.initials}` }))} /></Form.Item>
            <Form.Item name="place" label="具体地点"><Input maxLength={200} placeholder="可不填" /></Form.Item>
            <Form.Item name="reporterName" label="反映人"><Input maxLength={60} placeholder="可不填，匿名也受理" /></Form.Item>
            <Form.Item name="reporterPhone" label="电话"><Input maxLength={40} placeholder="可不填，方便回访" inputMode="tel" /></Form.Item>
          </div>
          <div className={styles['row']}>
            <Form.Item name="matter" label="事项"><Select options={MATTERS.map((one) => ({ value: one, label: MATTER_WORDS[one] }))} /></Form.Item>
            <Form.Item name="category" label="类别"><Select allowClear showSearch={{ filterOption: (typed, option) => categories.some((one) => one.name === option?.value && meansCategory(one, typed)) }} placeholder="可留给梳理时定" options={categories.filter((one) => one.active).map((one) => ({ value: one.name, label: one.name }))} /></Form.Item>
            <Form.Item name="level" label="级别"><Select allowClear placeholder="可留给梳理时定" options={LEVELS.map((one) => ({ value: one, label: LEVEL_WORDS[one] }))} /></Form.Item>
            <Form.Item name="deputies" label="接待代表"><Select mode="multiple" maxTagCount="responsive" allowClear showSearch={{ optionFilterProp: 'label' }} placeholder="可不填" options={directory.deputies.filter((one) => one.active).map((one) => ({ value: one.id, label: one.name }))} /></Form.Item>
          </div>
          {isAccusation && (
            <Alert
              type="error" showIcon className={styles['notice'] ?? ''} title="检举控告不在这里登记" description="请不要写进台账：线下保密转交纪检监察机关，不得透露给被检举控告的人或单位（信访工作条例30条）。上面写的不会保存，也不会上传。"
              action={<Button size="small" danger onClick={() => { void kept.drop(); startAnew(values); }}>清空这张表</Button>}
            />
          )}
          <Form.Item name="answeredOnSpot" label="当场答复了"><GrowingText rows={1} maxLength={MAX_TEXT} placeholder="当场说清楚的写在这里，这件就直接到评议" /></Form.Item>
          <Flex gap={20} wrap align="center">
            <Form.Item name="urgent" valuePropName="checked" noStyle><Checkbox>紧急</Checkbox></Form.Item>
            <Form.Item name="confidential" valuePropName="checked" noStyle><Checkbox>群众要求保密</Checkbox></Form.Item>
            {values['matter'] === 'opinion' && <Form.Item name="nature" noStyle><Select size="small" allowClear aria-label="问题还是建议" placeholder="问题还是建议" style={{ width: '10em' }} options={NATURES.map((one) => ({ value: one, label: NATURE_WORDS[one] }))} /></Form.Item>}
          </Flex>
          <FilesItem />
          {values['urgent'] === true && <Alert type="warning" showIcon className={styles['notice'] ?? ''} title="涉及人身安全或群体的：先打110、119、120，并立即报告党委政府（信访工作条例25条），再登记。" />}
          <p className={styles['privacy']}>姓名、电话只在要看时显示，显示会留痕；交给单位的单子上隐去。不记身份证号。</p>
          {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
        </Form></div>
      )}
    </Drawer>
  );
}
