/** 承诺清单: what units promised, by unit and by day: 一周之内见成效, 一月之内见结果 (商丘 S0), 销号 when kept. Each line opens its case; what is shown can be printed and exported. */
import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { App, Button, Segmented, Select, Table, Tag, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { isPromiseOpen, PROMISE_STANDING_WORDS, PROMISE_STANDINGS, promiseNext, promiseStanding, tallyPromises, type PromiseStanding } from '../../../shared/case/promises.ts';
import { promiseSheet } from '../../../shared/documents/activity-papers.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { allCases } from '../../reports/all-cases.ts';
import { sheetWorkbook } from '../../reports/sheet-workbook.ts';
import { saveWorkbook } from '../../reports/save-workbook.ts';
import { PrintPreview, type Paper } from '../../print/open-print.tsx';
import type { Directory, PromisedCase } from '../../store/api.ts';
import { useStore } from '../../store/store-context.tsx';
import { CaseNumber } from '../../ui/CaseNumber.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { shortDay } from '../../ui/format-date.ts';
import { caseInList } from '../../ui/open-act.ts';
import { useSession } from '../../ui/session-context.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { useOffice } from '../../ui/use-office.ts';
import { sheetContext } from './sheet-context.ts';
import styles from './stations.module.css';

const PAGE = 20;
const SHOWN = ['open', 'late', 'kept', 'all'] as const;
type Shown = (typeof SHOWN)[number];
const SHOWN_WORDS: Readonly<Record<Shown, string>> = { open: '未兑现', late: '逾期', kept: '已兑现', all: '全部' };
const COLORS: Readonly<Record<PromiseStanding, string>> = { result_late: 'error', effect_late: 'error', result_soon: 'warning', effect_soon: 'warning', running: 'default', kept_late: 'success', kept: 'success' };

interface Props {
  readonly promises: readonly PromisedCase[];
  readonly directory: Directory;
  readonly today: LocalDate;
  readonly unit: string | null;
  readonly shown: string | null;
  readonly onSet: (values: Readonly<Record<string, string>>) => void;
}
interface Line extends PromisedCase { readonly standing: PromiseStanding }

export function PromiseList({ promises, directory, today, unit, shown: asked, onSet }: Props) {
  const store = useStore();
  const session = useSession();
  const office = useOffice(directory, session.home);
  const { message } = App.useApp();
  const [page, setPage] = useState(1);
  const [paper, setPaper] = useState<Paper | null>(null);
  const shown = SHOWN.find((one) => one === asked) ?? 'open';
  const units = useMemo(() => new Map(directory.units.map(({ id, name }) => [id, name])), [directory.units]);
  const lines = useMemo<readonly Line[]>(() => promises.map((one) => ({ ...one, standing: promiseStanding(one.promise, today) })), [promises, today]);
  const ofUnit = lines.filter(({ promise }) => unit === null || promise.unit === unit);
  const rows = useMemo(() => ofUnit.filter(({ standing }) => isShown(standing, shown)).sort(byUrgency(today)), [ofUnit, shown, today]);
  const tally = tallyPromises(ofUnit.map(({ promise }) => promise), today);
  const named = [...new Set(lines.flatMap(({ promise }) => (promise.unit === null ? [] : [promise.unit])))].sort((a, b) => (units.get(a) ?? '').localeCompare(units.get(b) ?? '', 'zh-CN'));
  const pages = Math.max(1, Math.ceil(rows.length / PAGE));
  const at = Math.min(page, pages);
  const ids = rows.slice((at - 1) * PAGE, at * PAGE).map(({ row }) => row.id);
  // What was promised is a text: it is read of the cases of this page only.
  const plans = useAnswer(async (from) => Object.fromEntries((await Promise.all(ids.map((id) => from.case(id)))).flatMap((view) => (view?.state.promise ? [[view.state.id, { plan: view.state.promise.plan, by: view.state.registered.promise?.by ?? '' }] as const] : []))), ['cases'], [ids.join(' ')]) ?? {};

  const sheet = async () => {
    const states = await allCases(store, { filter: { ids: rows.map(({ row }) => row.id) }, sort: 'due', descending: false });
    const order = new Map(rows.map(({ row }, index) => [row.id, index]));
    return promiseSheet([...states].sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0)), sheetContext(directory, office, today));
  };
  const exportRows = async () => {
    const list = await sheet();
    const saved = await sheetWorkbook(list).then((bytes) => saveWorkbook(`承诺清单 ${today}.xlsx`, bytes)).catch(() => { void message.error('没有导出成。请看磁盘还有没有地方，同名的文件是不是正开着，再导一次。'); return null; });
    if (saved !== null) void message.success(`已导出：${saved}`);
  };

  const columns: TableColumnsType<Line> = [
    { title: '单位', key: 'unit', width: 'clamp(8em, 11vw, 10em)', ellipsis: true, render: (_, { promise }) => (promise.unit === null ? '' : units.get(promise.unit) ?? '名录里没有的单位') },
    { title: '承诺了什么', key: 'plan', ellipsis: true, render: (_, { row }) => { const said = plans[row.id]; return said === undefined ? '' : <span title={said.plan}>{said.plan}{said.by === '' ? '' : <span className={styles['hint']}>（{said.by}）</span>}</span>; } },
    { title: '哪一件', key: 'case', ellipsis: true, render: (_, { row }) => <Link to={caseInList(row.id, { sort: 'due' })} title={row.title}><CaseNumber number={row.number} official={row.official} short /> {row.title}</Link> },
    { title: '答应', key: 'made', width: '6.5em', render: (_, { promise }) => shortDay(promise.madeOn, today) },
    { title: '见成效', key: 'effect', width: '6.5em', render: (_, { promise }) => (promise.effectOn === null ? <span className={styles['muted']}>—</span> : promise.effectSeenOn === null ? shortDay(promise.effectOn, today) : <span className={styles['kept']}>{shortDay(promise.effectSeenOn, today)}已见</span>) },
    { title: '见结果', key: 'result', width: '6.5em', render: (_, { promise }) => (promise.keptOn === null ? shortDay(promise.resultOn, today) : <span className={styles['kept']}>{shortDay(promise.keptOn, today)}兑现</span>) },
    { title: '现在', key: 'standing', width: '11.5em', render: (_, one) => <Standing line={one} today={today} /> },
  ];
  if (promises.length === 0) return <EmptyState title="还没有承诺">站点问政、面对面、夜市上单位当场答应的，和答复里“正在解决”的，都会列在这里，到期前后会提醒。</EmptyState>;
  return (
    <>
      <div className={styles['bar']}>
        <Segmented<Shown> value={shown} aria-label="看哪些" options={SHOWN.map((one) => ({ value: one, label: `${SHOWN_WORDS[one]} ${String(ofUnit.filter(({ standing }) => isShown(standing, one)).length)}` }))} onChange={(next) => { setPage(1); onSet({ show: next === 'open' ? '' : next }); }} />
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} aria-label="单位" placeholder="全部单位" popupMatchSelectWidth={260} {...(unit === null ? {} : { value: unit })} options={named.map((id) => ({ value: id, label: `${units.get(id) ?? '名录里没有的单位'} ${String(lines.filter(({ promise, standing }) => promise.unit === id && isPromiseOpen(standing)).length)}` }))} onChange={(next?: string) => { setPage(1); onSet({ unit: next ?? '' }); }} />
        <span className={styles['hint']}>共承诺 {tally.made} 件，已兑现 {tally.kept} 件（按期 {tally.keptInTime}），逾期未兑现 {tally.late} 件</span>
        <Button className={styles['right'] ?? ''} icon={<PrinterOutlined />} disabled={rows.length === 0} onClick={() => { void sheet().then((list) => { setPaper({ kind: 'sheet', sheet: list }); }); }}>打印</Button>
        <Button icon={<DownloadOutlined />} disabled={rows.length === 0} onClick={() => { void exportRows(); }}>导出 Excel</Button>
      </div>
      <Table<Line>
        size="small" rowKey={({ row }) => row.id} columns={columns} dataSource={[...rows]} tableLayout="fixed" aria-label="承诺清单" locale={{ emptyText: shown === 'late' ? '没有逾期的承诺' : `没有${SHOWN_WORDS[shown]}的承诺` }}
        pagination={{ current: at, pageSize: PAGE, onChange: setPage, hideOnSinglePage: true, showSizeChanger: false }}
      />
      <PrintPreview paper={paper} onClose={() => { setPaper(null); }} />
    </>
  );
}

function Standing({ line: { standing, promise }, today }: { readonly line: Line; readonly today: LocalDate }) {
  const next = promiseNext(promise, today);
  return <><Tag color={COLORS[standing]}>{PROMISE_STANDING_WORDS[standing]}</Tag>{next !== null && <span className={styles['hint']}>{next.left < 0 ? `${String(-next.left)} 天` : next.left === 0 ? '今天' : `还剩 ${String(next.left)} 天`}</span>}</>;
}

function isShown(standing: PromiseStanding, shown: Shown): boolean {
  switch (shown) {
    case 'all': return true;
    case 'open': return isPromiseOpen(standing);
    case 'late': return standing === 'result_late' || standing === 'effect_late';
    case 'kept': return !isPromiseOpen(standing);
  }
}

/** The gravest first, then by the day that counts next; what is kept last, by when. */
function byUrgency(today: LocalDate): (a: Line, b: Line) => number {
  const day = ({ promise }: Line) => promiseNext(promise, today)?.day ?? promise.keptOn ?? '';
  return (a, b) => PROMISE_STANDINGS.indexOf(a.standing) - PROMISE_STANDINGS.indexOf(b.standing) || (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0) || (a.row.id < b.row.id ? -1 : 1);
}
