/** 导入: a file from another computer, its code, what it would bring, and only then the taking in. */
import { ImportOutlined, UsbOutlined } from '@ant-design/icons';
import { Alert, Button, Descriptions, Flex, Form, Input, Typography, Upload } from 'antd';
import { useState } from 'react';
import { BUNDLE_EXTENSION, type BundleHeader } from '../../../shared/bundle/bundle.ts';
import { LEFT_OUT_WORDS, type LeftOut } from '../../../shared/bundle/words.ts';
import { sizeWords } from '../../../shared/attachment/words.ts';
import type { BundleImported, BundlePreview } from '../../store/bundle-api.ts';
import { useStore } from '../../store/store-context.tsx';
import { instantWords } from '../format-date.ts';
import { scopeName, useEnrolment } from '../session-context.tsx';
import { useToday } from '../use-today.ts';
import styles from './bundle.module.css';
import { RunningLine } from './RunningLine.tsx';
import { failureWords, useRun } from './use-run.ts';

export function BringIn({ onImported }: { readonly onImported?: (activity: string | null) => void }) {
  const store = useStore();
  const { running, run, giveUp } = useRun();
  const [file, setFile] = useState<File | null>(null);
  const [code, setCode] = useState('');
  const [preview, setPreview] = useState<BundlePreview | null>(null);
  const [imported, setImported] = useState<BundleImported | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const begin = () => { setFailure(null); setPreview(null); setImported(null); };
  const look = async () => {
    if (file === null) return;
    begin();
    const seen = await run('正在打开核对', (goOn) => store.previewBundle(file, code, goOn));
    if (seen.ok) setPreview(seen.value);
    else setFailure(failureWords(seen.error));
  };
  const take = async () => {
    if (file === null || preview === null) return;
    setFailure(null);
    const taken = await run('正在导入', (goOn) => store.importBundle(file, code, goOn));
    if (!taken.ok) { setFailure(failureWords(taken.error)); return; }
    setImported(taken.value);
    setPreview(null);
    onImported?.(preview.header.choice.kind === 'activity' ? preview.header.choice.activity : null);
  };
  return (
    <Flex vertical gap={14}>
      <Form layout="vertical" disabled={running !== null} onFinish={() => { void look(); }}>
        <Form.Item label="U盘上的文件">
          <Flex gap={10} align="center">
            <Upload accept={BUNDLE_EXTENSION} maxCount={1} showUploadList={false} beforeUpload={(chosen) => { setFile(chosen); begin(); return false; }}><Button icon={<UsbOutlined />}>选择文件</Button></Upload>
            {file === null ? <Typography.Text type="secondary">名字像“民情簿-…{BUNDLE_EXTENSION}”</Typography.Text> : <Typography.Text>{file.name}（{sizeWords(file.size)}）</Typography.Text>}
          </Flex>
        </Form.Item>
        <Form.Item label="那台电脑屏幕上的口令" extra="锁给这台电脑的文件不用口令；县里的回信，县里没有另外告诉口令的也不用填。">
          <Input aria-label="口令" className={styles['typed'] ?? ''} value={code} onChange={(event) => { setCode(event.target.value); begin(); }} placeholder="10位字母和数字" maxLength={30} autoComplete="off" spellCheck={false} />
        </Form.Item>
        <Button type={preview === null ? 'primary' : 'default'} htmlType="submit" disabled={file === null}>看看有什么</Button>
      </Form>
      {running !== null && <RunningLine running={running} onGiveUp={giveUp} />}
      {failure !== null && <Alert type="error" showIcon title={failure} role="alert" />}
      {preview !== null && running === null && <Preview preview={preview} onTake={() => { void take(); }} />}
      {imported !== null && <Alert type="success" showIcon title={importedWords(imported)} />}
    </Flex>
  );
}

function Preview({ preview, onTake }: { readonly preview: BundlePreview; readonly onTake: () => void }) {
  const { enrolment } = useEnrolment();
  const today = useToday();
  const { header, fresh, freshCases, known, leftOut, attachments, freshAttachments, own, lost, maker, proven, confirms } = preview;
  const nothing = fresh === 0 && freshAttachments === 0 && maker !== 'county';
  return (
    <section className={styles['made']} aria-label="文件里有什么">
      <Descriptions column={2} size="small" items={[
        { key: 'from', label: '来自', children: `${header.from.userName}（${header.from.device}）${own ? '，就是这台电脑' : ''}` }, { key: 'at', label: '导出时间', children: instantWords(header.madeAt, today) },
        { key: 'scope', label: '乡镇', children: scopeName(enrolment, header.scope) }, { key: 'what', label: '范围', children: choiceWords(header) },
        { key: 'fresh', label: '本机没有的', children: `${fresh} 条，关于 ${freshCases} 件` }, { key: 'known', label: '本机已有的', children: `${known} 条` },
        { key: 'files', label: '附件', children: `${attachments} 个，其中 ${freshAttachments} 个本机没有` }, { key: 'maker', label: '签名', children: MAKER_WORDS[maker] },
      ]} />
      {confirms > 0 && <Typography.Text>{`本机在等的 ${confirms} 条，县里说已经收到。`}</Typography.Text>}
      {lost > 0 && <Alert type="warning" showIcon title={`其中 ${lost} 条记着是这台电脑自己写的，本机却没有。换过磁盘、恢复过旧备份时会这样：导入后由这台电脑上传到县里。不是这种情况，请不要导入。`} />}
      {provenWords(proven).map((line) => <Typography.Text key={line} type="secondary">{line}</Typography.Text>)}
      {leftOutWords(leftOut).map((line) => <Typography.Text key={line} type="secondary">{line}</Typography.Text>)}
      <Flex gap={10} align="center">
        <Button type="primary" icon={<ImportOutlined />} disabled={nothing} autoFocus onClick={onTake}>{maker === 'county' ? '收下回信' : `导入 ${fresh} 条`}</Button>
        {nothing && <Typography.Text type="success">这些本机都有了，不用再导入。</Typography.Text>}
      </Flex>
    </section>
  );
}

function choiceWords({ choice }: BundleHeader): string {
  switch (choice.kind) {
    case 'activity': return '一场活动和它的件';
    case 'days': return `最近 ${choice.days} 天动过的`;
    case 'all': return '全部';
    case 'unconfirmed': return '县里还没有的';
    case 'lacking': return '它那里有、这台电脑上次没有的';
    case 'reply': return '县里的回信：这台电脑上次以后县里收到的';
  }
}

const MAKER_WORDS: Readonly<Record<BundlePreview['maker'], string>> = {
  county: '核实过，是县里写的', true: '核实过，就是这台电脑导出的', stopped: '核实过，但这台电脑已被县里停用', unknown: '没有核实，县里还没有把那台电脑的签名告诉本机', none: '没有签名（旧版软件做的），没有核实',
};

function provenWords({ signed, stopped, confirmed, unknown }: BundlePreview['proven']): readonly string[] {
  return [
    ...(signed > 0 ? [`${signed} 条逐条核实过是谁写的，导入后由先联上网的电脑传到县里。`] : []),
    ...(stopped > 0 ? [`${stopped} 条是已停用的电脑写的，县里核对后放行才会收。`] : []),
    ...(confirmed > 0 ? [`${confirmed} 条是县里已有的，本机联网后自己核对。`] : []),
    ...(unknown > 0 ? [`${unknown} 条没有核实是谁写的，由县里核对。`] : []),
  ];
}

function leftOutWords(leftOut: BundlePreview['leftOut']): readonly string[] {
  return (Object.entries(leftOut) as [LeftOut, number][]).map(([why, count]) => `${count} 条不导入：${LEFT_OUT_WORDS[why]}。`);
}

function importedWords({ entries, cases, attachments, confirmed }: BundleImported): string {
  if (confirmed !== undefined) return `县里的回信收下了：${confirmed} 条县里已收到，不用再传；另带来 ${entries} 条记录（${cases} 件）、${attachments} 个附件。联网后照常核对。`;
  return `导入了 ${entries} 条记录（${cases} 件）、${attachments} 个附件。带签名的由先联上网的电脑传到县里，县里不会有两份。`;
}
