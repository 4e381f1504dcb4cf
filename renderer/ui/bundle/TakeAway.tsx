/** 导出: what of this computer goes along, and the code that the other one asks for. */
import { ExportOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Form, Radio, Select, Typography } from 'antd';
import { useState } from 'react';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import type { BundleChoice } from '../../../shared/bundle/bundle.ts';
import { CODE_LENGTH, codeOfBytes, codeWords } from '../../../shared/bundle/code.ts';
import { sizeWords } from '../../../shared/attachment/words.ts';
import { desktopApi } from '../../desktop.ts';
import type { BundleFile } from '../../store/bundle-api.ts';
import { useStore } from '../../store/store-context.tsx';
import { dayWords } from '../format-date.ts';
import { scopeName, useEnrolment } from '../session-context.tsx';
import { useAnswer } from '../use-answer.ts';
import { useToday } from '../use-today.ts';
import styles from './bundle.module.css';
import { RunningLine } from './RunningLine.tsx';
import { SAVE_FAILURE_TEXT, saveBundle, type SavedBundle } from './save-bundle.ts';
import { failureWords, useRun } from './use-run.ts';

/** What was made: the file, its code, and where it lies once it is written. */
interface Made { readonly file: BundleFile; readonly code: string; readonly saved: SavedBundle | null }

type Extent = 'activity' | 'unconfirmed' | 'week' | 'month' | 'all';
const DAYS = { week: 7, month: 31 } as const;
const MOST_ACTIVITIES = 60;
/** A township's code; six digits are the county's. */
const TOWNSHIP_DIGITS = 9;

export function TakeAway({ activity }: { readonly activity: ActivityState | null }) {
  const store = useStore();
  const { enrolment } = useEnrolment();
  const { session } = enrolment;
  const today = useToday();
  const townships = session.reads.filter((scope) => scope.length === TOWNSHIP_DIGITS);
  const [scope, setScope] = useState(activity?.scope ?? (townships.includes(session.home) ? session.home : townships[0] ?? session.home));
  const [extent, setExtent] = useState<Extent>(activity === null ? 'week' : 'activity');
  const [chosen, setChosen] = useState<string | null>(activity?.id ?? null);
  const activities = useAnswer((from) => from.activities(), ['activities'], []) ?? [];
  const { running, run, giveUp } = useRun();
  const [made, setMade] = useState<Made | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  const write = async (file: BundleFile, code: string) => {
    setFailure(null);
    const saved = await run('正在写到U盘', (goOn) => saveBundle(file, goOn));
    if (saved.ok) setMade({ file, code, saved: saved.value });
    else setFailure(SAVE_FAILURE_TEXT[saved.error]);
  };
  const make = async () => {
    const choice = choiceOf({ extent, scope, chosen });
    if (choice === null) return;
    setFailure(null);
    setMade(null);
    const code = codeOfBytes(crypto.getRandomValues(new Uint8Array(CODE_LENGTH)));
    const device = (await desktopApi()?.appInfo())?.deviceName ?? '浏览器';
    const file = await run('正在打包加密', (goOn) => store.exportBundle(choice, { code, device }, goOn));
    if (!file.ok) { setFailure(failureWords(file.error)); return; }
    setMade({ file: file.value, code, saved: null });
    await write(file.value, code);
  };
  const offered = activities.filter((one) => one.scope === scope).slice(0, MOST_ACTIVITIES);

  return (
    <Flex vertical gap={14}>
      <Form layout="vertical" disabled={running !== null} onFinish={() => { void make(); }}>
        {townships.length > 1 && activity === null && (
          <Form.Item label="乡镇"><Select aria-label="乡镇" value={scope} onChange={(next: string) => { setScope(next); setChosen(null); }} showSearch={{ optionFilterProp: 'label' }} options={townships.map((value) => ({ value, label: scopeName(enrolment, value) }))} style={{ maxWidth: 320 }} /></Form.Item>
        )}
        <Form.Item label="带哪些">
          <Radio.Group value={extent} onChange={(event) => { setExtent(event.target.value as Extent); }} options={[
            { value: 'activity', label: activity === null ? '某一场活动' : '这一场和它的件' }, { value: 'unconfirmed', label: '只带县里还没有的' }, { value: 'week', label: '最近 7 天动过的' }, { value: 'month', label: '最近一个月动过的' }, { value: 'all', label: '全部' },
          ]} />
        </Form.Item>
        {extent === 'activity' && activity === null && (
          <Form.Item label="哪一场">
            <Select<string> aria-label="哪一场" value={chosen} onChange={setChosen} placeholder="选一场" showSearch={{ optionFilterProp: 'label' }} style={{ maxWidth: 420 }} notFoundContent="这里还没有活动"
              options={offered.map((one) => ({ value: one.id, label: `${dayWords(one.on, today)} ${one.place}` }))} />
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" icon={<ExportOutlined />} disabled={extent === 'activity' && chosen === null}>{desktopApi() === null ? '导出文件' : '导出到U盘'}</Button>
      </Form>
      {running !== null && <RunningLine running={running} onGiveUp={giveUp} />}
      {failure !== null && <Alert type="error" showIcon title={failure} role="alert" />}
      {made !== null && <Result made={made} onWrite={running === null ? () => { void write(made.file, made.code); } : null} />}
    </Flex>
  );
}

function Result({ made: { file, code, saved }, onWrite }: { readonly made: Made; readonly onWrite: (() => void) | null }) {
  return (
    <div className={styles['made']} role="status">
      <Typography.Text type="secondary">口令（在另一台电脑上输入，不要写在U盘上）</Typography.Text>
      <output className={styles['code']} aria-label="口令">{codeWords(code)}</output>
      <Typography.Text>
        {file.cases} 件、{file.entries} 条记录、{file.attachments} 个附件，共 {sizeWords(file.blob.size)}。
        {file.elsewhere > 0 && `另有 ${file.elsewhere} 个附件不在本机，联网后从县里取。`}
      </Typography.Text>
      {saved === null
        ? <Flex gap={10} align="center"><Typography.Text type="warning">还没有写到U盘。</Typography.Text><Button size="small" disabled={onWrite === null} onClick={() => { onWrite?.(); }}>选个地方写</Button></Flex>
        : <Typography.Text type="success">{saved.verified ? `已写好并核对过：${saved.name}。可以拔U盘了。` : `已下载：${saved.name}。请复制到U盘。`}</Typography.Text>}
    </div>
  );
}

function choiceOf({ extent, scope, chosen }: { readonly extent: Extent; readonly scope: string; readonly chosen: string | null }): BundleChoice | null {
  switch (extent) {
    case 'activity': return chosen === null ? null : { kind: 'activity', scope, activity: chosen };
    case 'week': case 'month': return { kind: 'days', scope, days: DAYS[extent] };
    case 'unconfirmed': case 'all': return { kind: extent, scope };
  }
}
