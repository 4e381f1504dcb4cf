/** 补录纸质登记: the paper sheets of one activity, a matter a line; what the activity knows (day, place, deputies, channel) is asked of nobody. */
import { Alert, App, Breadcrumb, Button, Flex, Spin, Typography } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { Act } from '../../../../shared/act.ts';
import type { ActivityState } from '../../../../shared/activity/activity.ts';
import { KINDS } from '../../../../shared/activity/kinds.ts';
import { CHANNEL_WORDS } from '../../../../shared/case/words.ts';
import type { CaseState } from '../../../../shared/case/case.ts';
import { effectiveCategories } from '../../../../shared/category/category.ts';
import type { Directory } from '../../../store/api.ts';
import { faultAsRefusal } from '../../../store/failure-text.ts';
import { useStore } from '../../../store/store-context.tsx';
import { dayWords } from '../../../ui/format-date.ts';
import { useAnswer } from '../../../ui/use-answer.ts';
import { refusalWords } from '../../../ui/refusal-words.ts';
import { usePerform } from '../../../ui/use-perform.ts';
import { useToday } from '../../../ui/use-today.ts';
import { useEveningCases } from '../use-evening-cases.ts';
import type { Cell } from './cell-keys.ts';
import { judgeRow, rowRegistration, sameAsCase, twinsOf, type RowStanding } from './judge-row.ts';
import { LastRegistered } from './LastRegistered.tsx';
import { cellsOf, placed } from './paste-block.ts';
import { RegisterProgress } from './RegisterProgress.tsx';
import { settled, type SheetWords } from './settle-cell.ts';
import { COLUMN_SPECS, type Column } from './sheet-columns.ts';
import { SheetGrid } from './SheetGrid.tsx';
import { SheetPhotos } from './SheetPhotos.tsx';
import { useRegistering } from './use-registering.ts';
import { useSheet } from './use-sheet.ts';
import styles from './back-entry.module.css';

interface Props {
  readonly activity: ActivityState;
  /** The page of the activity: its address and what leads there. */
  readonly back: { readonly to: string; readonly title: string };
}

export function BackEntryPage({ activity, back }: Props) {
  const directory = useAnswer((store) => store.directory(), ['directory'], []);
  const cases = useEveningCases(activity.id);
  return directory === undefined || cases === undefined
    ? <Spin style={{ display: 'block', margin: '64px auto' }} />
    : <Sheet activity={activity} back={back} directory={directory} cases={cases} />;
}

function Sheet({ activity, back, directory, cases }: Props & { readonly directory: Directory; readonly cases: readonly CaseState[] }) {
  const store = useStore();
  const today = useToday();
  const { message } = App.useApp();
  const { sheet, write, paste, dispatch } = useSheet(activity.id);
  const page = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState('');
  const [preparing, setPreparing] = useState(false);
  const words = useMemo<SheetWords>(() => ({
    villages: directory.villages.filter(({ scope }) => scope === activity.scope), categories: effectiveCategories(directory.categoryRecords, activity.scope).filter(({ active }) => active), from: activity.from,
    village: directory.villages.find(({ id }) => id === activity.village)?.name ?? '',
  }), [directory, activity.scope, activity.from, activity.village]);
  const registered = useMemo(() => {
    const names = new Map(directory.villages.map(({ id, name }) => [id, name]));
    return new Map(cases.map((one) => [sameAsCase(one, (id) => names.get(id) ?? ''), { id: one.id, number: one.number ?? one.tempNo }]));
  }, [cases, directory]);
  const rows = sheet?.rows;
  const twins = useMemo(() => twinsOf(rows ?? [], registered), [rows, registered]);
  const standings = useMemo(() => (rows ?? []).map((row, index) => judgeRow(row, words, twins[index] ?? null).standing), [rows, words, twins]);
  const registering = useRegistering(dispatch);
  const count = (standing: RowStanding) => standings.filter((one) => one === standing).length;
  const [complete, gaps, faulty] = [count('complete'), count('gaps'), count('faulty')];

  // After a batch the keyboard is where it was, whatever window or button had it in between.
  const toCell = useCallback(() => { requestAnimationFrame(() => { page.current?.querySelector<HTMLElement>('[data-editing] :is(input, textarea)')?.focus(); }); }, []);
  const isRunning = registering.running !== null;
  const ran = useRef(false);
  useEffect(() => {
    if (ran.current && !isRunning) toCell();
    ran.current = isRunning;
  }, [isRunning, toCell]);

  const block = useCallback((cell: Cell, text: string) => {
    const { rows: pasted, unused, headed } = placed(cellsOf(text), cell.column);
    const meant = pasted.map((row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, settled(column as Column, value, words)])) as typeof row);
    const left = paste(cell.row, meant);
    setSaid([
      `贴进 ${pasted.length - left} 行`, headed ? '，按表头认列' : `，从“${COLUMN_SPECS[cell.column].label}”起往右放`, unused.length > 0 ? `；没有用到：${unused.join('、')}` : '', left > 0 ? `；一张最多 500 行，余下 ${left} 行没有贴进` : '', '。不对就按 Ctrl+Z。',
    ].join(''));
  }, [paste, words]);
  const remove = useCallback((row: number) => { dispatch({ type: 'row-removed', row }); setSaid(`删掉了第${row + 1}行。按 Ctrl+Z 找回。`); }, [dispatch]);
  const stepBack = useCallback(() => { dispatch({ type: 'stepped-back' }); setSaid(''); }, [dispatch]);
  const register = async (withGaps: boolean) => {
    const ready = (rows ?? []).filter((_, index) => standings[index] === 'complete' || (withGaps && standings[index] === 'gaps'));
    if (preparing || registering.running !== null) return;
    if (ready.length === 0) { void message.info(faulty > 0 ? '还没有可登记的行：请先把标红的改好。' : '表里还没有写好的行。'); return; }
    setSaid('');
    setPreparing(true);
    const acts: Act[] = [];
    try {
      for (const row of ready) acts.push(rowRegistration(row, { activity, words, tempNo: await store.nextTempNo() }));
    } catch (fault) {
      // A full disk may take IndexedDB away altogether.
      setSaid(refusalWords(faultAsRefusal(fault)));
      return;
    } finally {
      setPreparing(false);
    }
    await registering.register(ready, acts);
  };
  if (sheet === null) return <Spin style={{ display: 'block', margin: '64px auto' }} />;
  const names = activity.deputies.map((id) => directory.deputies.find((one) => one.id === id)?.name ?? '').filter((name) => name !== '');
  return (
    <div ref={page} className={styles['page']}>
      <Breadcrumb items={[{ title: <Link to={back.to}>{back.title}</Link> }, { title: '补录纸质登记' }]} />
      <div className={styles['head']}>
        <Typography.Title level={3} className={styles['title'] ?? ''}>补录纸质登记</Typography.Title>
        <div className={styles['context']} aria-label="每一行都带上">
          <span>每一行都带上：<b>{dayWords(activity.on, today)}</b></span><span><b>{activity.place}{words.village !== '' && !activity.place.includes(words.village) ? `（${words.village}）` : ''}</b></span><span>来源 <b>{CHANNEL_WORDS[KINDS[activity.kind].channel]}</b></span>
          <span title={names.join('、')}>{KINDS[activity.kind].deputies} <b>{names.length === 0 ? '还没有签到的' : names.length > 4 ? `${names.slice(0, 4).join('、')}等 ${names.length} 人` : names.join('、')}</b></span>
        </div>
        <span className={styles['right']}><SheetPhotos activity={activity} /></span>
      </div>
      {activity.status === 'planned' && <NotHeld activity={activity} />}
      <LastRegistered registering={registering} onGone={toCell} />
      <SheetGrid rows={sheet.rows} twins={twins} words={words} onWrite={write} onBlock={block} onRemove={remove} onStepBack={stepBack} onSubmit={() => { void register(false); }} />
      <div className={styles['foot']}>
        <span className={styles['totals']} role="status">{rows?.length === 0 ? '从 Excel、WPS 复制几行，点一格按 Ctrl+V 就能贴进来；也可以直接打字。' : `可登记 ${complete} 行${gaps > 0 ? `，还缺 ${gaps} 行` : ''}${faulty > 0 ? `，要改 ${faulty} 行` : ''}`}</span>
        <span className={styles['hints']} role="status">{said !== '' ? said : 'Tab 右移　Enter 下一行　F2 改字　Alt+↓ 选项　Ctrl+D 同上一行　没登记的留在待补全'}</span>
        <Flex gap={8} className={styles['right'] ?? ''}>
          {gaps > 0 && <Button loading={preparing} onClick={() => { void register(true); }}>{complete > 0 ? `连同还缺的，登记 ${complete + gaps} 件` : `登记还缺的 ${gaps} 件，以后再补`}</Button>}
          {(complete > 0 || gaps === 0) && <Button type="primary" loading={preparing} disabled={complete === 0} onClick={() => { void register(false); }}>登记 {complete} 件（Ctrl+Enter）</Button>}
        </Flex>
      </div>
      <RegisterProgress registering={registering} />
    </div>
  );
}

/** Held on paper alone: the activity was planned and nobody opened it on a computer. */
function NotHeld({ activity }: { readonly activity: ActivityState }) {
  const { busy, refusal, perform } = usePerform();
  const about = { scope: activity.scope, subject: activity.id };
  const { kind, place, on } = activity;
  const from = activity.from === '' ? '19:00' : activity.from;
  const held = () => perform({ ...about, type: 'activity.opened', body: { kind, place, on, from } }, { ...about, type: 'activity.closed', body: { until: activity.until ?? from } });
  return <Alert type="warning" showIcon title={refusal ?? '这一场还在计划里。只用纸登记、已经办过的，先记为已结束，场次才会计入统计。'} action={<Button size="small" loading={busy} onClick={() => { void held(); }}>已经办过了</Button>} />;
}
