/** 导出: what of this computer goes along, and who opens it: whoever is told the code, the county, or one computer. */
import { ExportOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Form, Radio, Select, Typography } from 'antd';
import { useState } from 'react';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import type { BundleChoice } from '../../../shared/bundle/bundle.ts';
import { CODE_LENGTH, codeOfBytes, codeWords } from '../../../shared/bundle/code.ts';
import { sizeWords } from '../../../shared/attachment/words.ts';
import { desktopApi } from '../../desktop.ts';
import { COUNTY_RECIPIENT, type BundleFile, type BundleTargets, type KnownComputer } from '../../store/bundle-api.ts';
import { useStore } from '../../store/store-context.tsx';
import { dayWords, instantWords } from '../format-date.ts';
import { scopeName, useEnrolment } from '../session-context.tsx';
import { useAnswer } from '../use-answer.ts';
import { useToday } from '../use-today.ts';
import styles from './bundle.module.css';
import { RunningLine } from './RunningLine.tsx';
import { SAVE_FAILURE_TEXT, saveBundle, type SavedBundle } from './save-bundle.ts';
import { failureWords, useRun } from './use-run.ts';

/** What was made: the file, its code or else who opens it, and where it lies once it is written. */
interface Made { readonly file: BundleFile; readonly code: string | null; readonly opener: string; readonly saved: SavedBundle | null }

type Extent = 'activity' | 'unconfirmed' | 'lacking' | 'week' | 'month' | 'all';
/** Who opens it: a code, the county, or a computer. */
type LockedFor = 'code' | 'county' | 'computer';
const NO_TARGETS: BundleTargets = { county: false, computers: [], heard: [], left: [] };
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
  const [picked, setPicked] = useState<Extent>(activity === null ? 'week' : 'activity');
  const [chosen, setChosen] = useState<string | null>(activity?.id ?? null);
  const [lockedFor, setLockedFor] = useState<LockedFor>('code');
  const [peer, setPeer] = useState<string | null>(null);
  const [computer, setComputer] = useState<string | null>(null);
  const targets = useAnswer((from) => from.bundleTargets(scope), ['sync', 'cases'], [scope]) ?? NO_TARGETS;
  const activities = useAnswer((from) => from.activities(), ['activities'], []) ?? [];
  const { running, run, giveUp } = useRun();
  const [made, setMade] = useState<Made | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  // Of a place where this user does not work any more only what never reached the county.
  const isLeft = targets.left.some((one) => one.scope === scope);
  const heard = targets.heard.find(({ device }) => device === peer) ?? targets.heard[0];
  // Of a township of which no bundle was read nobody knows what the other lacks.
  const extent = isLeft || (picked === 'lacking' && heard === undefined) ? 'unconfirmed' : picked;
  const locking = targets.computers.find(({ device }) => device === (computer ?? (extent === 'lacking' ? heard?.device : null)));

  const write = async (made: Made) => {
    setFailure(null);
    const saved = await run('正在写到U盘', (goOn) => saveBundle(made.file, goOn));
    if (saved.ok) setMade({ ...made, saved: saved.value });
    else setFailure(SAVE_FAILURE_TEXT[saved.error]);
  };
  const make = async () => {
    const choice = choiceOf({ extent, scope, chosen, peer: heard?.device ?? null });
    if (choice === null || (lockedFor === 'computer' && locking === undefined)) return;
    setFailure(null);
    setMade(null);
    const code = lockedFor === 'code' ? codeOfBytes(crypto.getRandomValues(new Uint8Array(CODE_LENGTH))) : null;
    const device = (await desktopApi()?.appInfo())?.deviceName ?? '浏览器';
    const to = code === null ? { for: lockedFor === 'county' ? COUNTY_RECIPIENT : locking?.device ?? '' } : { code };
    const file = await run('正在打包加密', (goOn) => store.exportBundle(choice, { ...to, device }, goOn));
    if (!file.ok) { setFailure(failureWords(file.error)); return; }
    const whole: Made = { file: file.value, code, opener: lockedFor === 'county' ? '县里' : locking === undefined ? '' : computerName(locking), saved: null };
    setMade(whole);
    await write(whole);
  };
  const offered = activities.filter((one) => one.scope === scope).slice(0, MOST_ACTIVITIES);

  return (
    <Flex vertical gap={14}>
      <Form layout="vertical" disabled={running !== null} onFinish={() => { void make(); }}>
        {townships.length + targets.left.length > 1 && activity === null && (
          <Form.Item label="乡镇"><Select aria-label="乡镇" value={scope} onChange={(next: string) => { setScope(next); setChosen(null); }} showSearch={{ optionFilterProp: 'label' }} options={[...townships.map((value) => ({ value, label: scopeName(enrolment, value) })), ...targets.left.map((one) => ({ value: one.scope, label: `以前的乡镇（代码 ${one.scope}），${one.entries} 条没送出` }))]} style={{ maxWidth: 320 }} /></Form.Item>
        )}
        <Form.Item label="带哪些">
          {isLeft ? <Typography.Text>我在那里写的、还没有送到县里的</Typography.Text> : (
            <Radio.Group value={extent} onChange={(event) => { setPicked(event.target.value as Extent); }} options={[
              { value: 'activity', label: activity === null ? '某一场活动' : '这一场和它的件' }, { value: 'unconfirmed', label: '只带县里还没有的' },
              ...(heard === undefined ? [] : [{ value: 'lacking', label: '只带对方缺的' }]),
              { value: 'week', label: '最近 7 天动过的' }, { value: 'month', label: '最近一个月动过的' }, { value: 'all', label: '全部' },
            ]} />
          )}
        </Form.Item>
        {extent === 'lacking' && heard !== undefined && (
          <Form.Item label="对方是哪台" extra={`按它 ${instantWords(heard.at, today)} 的文件：那时它没有的都带上。`}>
            <Select<string> aria-label="对方是哪台" value={heard.device} onChange={setPeer} style={{ maxWidth: 420 }} options={targets.heard.map((one) => ({ value: one.device, label: computerName(one) }))} />
          </Form.Item>
        )}
        {extent === 'activity' && activity === null && (
          <Form.Item label="哪一场">
            <Select<string> aria-label="哪一场" value={chosen} onChange={setChosen} placeholder="选一场" showSearch={{ optionFilterProp: 'label' }} style={{ maxWidth: 420 }} notFoundContent="这里还没有活动"
              options={offered.map((one) => ({ value: one.id, label: `${dayWords(one.on, today)} ${one.place}` }))} />
          </Form.Item>
        )}
        <Form.Item label="谁能打开" extra={LOCK_WORDS[lockedFor]}>
          <Radio.Group value={lockedFor} onChange={(event) => { setLockedFor(event.target.value as LockedFor); }} options={[
            { value: 'code', label: '知道口令的人' }, ...(targets.county ? [{ value: 'county', label: '只有县里' }] : []), ...(targets.computers.length > 0 ? [{ value: 'computer', label: '只有某台电脑' }] : []),
          ]} />
        </Form.Item>
        {lockedFor === 'computer' && (
          <Form.Item label="哪台电脑">
            <Select<string> aria-label="哪台电脑" value={locking?.device ?? null} onChange={setComputer} placeholder="选一台" showSearch={{ optionFilterProp: 'label' }} style={{ maxWidth: 420 }} options={targets.computers.map((one) => ({ value: one.device, label: computerName(one) }))} />
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" icon={<ExportOutlined />} disabled={(extent === 'activity' && chosen === null) || (lockedFor === 'computer' && locking === undefined)}>{desktopApi() === null ? '导出文件' : '导出到U盘'}</Button>
      </Form>
      {running !== null && <RunningLine running={running} onGiveUp={giveUp} />}
      {failure !== null && <Alert type="error" showIcon title={failure} role="alert" />}
      {made !== null && <Result made={made} onWrite={running === null ? () => { void write(made); } : null} />}
    </Flex>
  );
}

function Result({ made: { file, code, opener, saved }, onWrite }: { readonly made: Made; readonly onWrite: (() => void) | null }) {
  return (
    <div className={styles['made']} role="status">
      {code === null ? <Typography.Text type="secondary">锁给了{opener}：不用口令，别的电脑打不开。</Typography.Text> : (
        <>
          <Typography.Text type="secondary">口令（在另一台电脑上输入，不要写在U盘上）</Typography.Text>
          <output className={styles['code']} aria-label="口令">{codeWords(code)}</output>
        </>
      )}
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

const LOCK_WORDS: Readonly<Record<LockedFor, string>> = {
  code: '导出后显示口令，在另一台电脑上输入。', county: '不用记口令。交给县里，由县服务器收进台账；县里办公室的电脑也打不开。', computer: '不用记口令。只有那台电脑打得开。',
};

function computerName({ name, userName, device }: KnownComputer): string {
  return `${userName}的${name ?? `电脑（${device}）`}`;
}

function choiceOf({ extent, scope, chosen, peer }: { readonly extent: Extent; readonly scope: string; readonly chosen: string | null; readonly peer: string | null }): BundleChoice | null {
  switch (extent) {
    case 'lacking': return peer === null ? null : { kind: 'lacking', scope, device: peer };
    case 'activity': return chosen === null ? null : { kind: 'activity', scope, activity: chosen };
    case 'week': case 'month': return { kind: 'days', scope, days: DAYS[extent] };
    case 'unconfirmed': case 'all': return { kind: extent, scope };
  }
}
