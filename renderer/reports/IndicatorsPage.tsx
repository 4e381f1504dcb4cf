/** 活动指标: what the ledger counts, by place, period, campaign and kind; columns of other calibers may be kept beside it, and the papers' figures stand apart. Nothing is added across them. */
import { FileExcelOutlined, PushpinOutlined } from '@ant-design/icons';
import { Alert, App, Button, Flex, Segmented, Skeleton, Switch, Tooltip, Typography } from 'antd';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { figureSheet, footnotes, indicatorSheet, remarkWords } from '../../shared/documents/indicator-table.ts';
import type { Indicator } from '../../shared/statistics/indicators.ts';
import { caliberWords, type Selection } from '../../shared/statistics/selection.ts';
import { useStore } from '../store/store-context.tsx';
import { organOf, useEnrolment } from '../ui/session-context.tsx';
import { useAnswer } from '../ui/use-answer.ts';
import { useToday } from '../ui/use-today.ts';
import { readSelection, selectionParams } from './indicator-address.ts';
import { IndicatorTable } from './IndicatorTable.tsx';
import { PartsDrawer } from './PartsDrawer.tsx';
import { sheetsWorkbook } from './ledger-workbook.ts';
import { saveWorkbook } from './save-workbook.ts';
import { placesOf, selectionNames } from './selection-names.ts';
import { SelectionBar } from './SelectionBar.tsx';
import { TownshipTable } from './TownshipTable.tsx';
import styles from './reports.module.css';

/** So many columns fit beside the present one. */
const MOST_KEPT = 3;
const TOWNSHIP_DIGITS = 9;

export function IndicatorsPage() {
  const { message } = App.useApp();
  const store = useStore();
  const { enrolment } = useEnrolment();
  const today = useToday();
  const places = useMemo(() => placesOf(enrolment), [enrolment]);
  const place = places[0]?.value ?? enrolment.session.home;
  const [params, setParams] = useSearchParams();
  const selection = useMemo(() => readSelection(params, { today, place }), [params, today, place]);
  const [kept, setKept] = useState<readonly Selection[]>([]);
  const [zeros, setZeros] = useState(false);
  const [by, setBy] = useState<'indicator' | 'township'>('indicator');
  const [opened, setOpened] = useState<{ readonly indicator: Indicator; readonly selection: Selection } | null>(null);
  const [saving, setSaving] = useState(false);
  const asked = [...kept, selection];

  const directory = useAnswer((known) => known.directory(), ['directory'], []);
  const answer = useAnswer(async (known) => ({ key: JSON.stringify(asked), measured: await Promise.all(asked.map((one) => known.indicators(one))) }), ['cases', 'activities', 'suggestions', 'directory'], [asked]);
  if (directory === undefined) return <Skeleton active={false} paragraph={{ rows: 12 }} className={styles['waiting'] ?? ''} />;
  const names = selectionNames(enrolment, directory);
  // The last answer is kept while the next is on its way; it is not the answer to another question.
  const columns = answer?.key === JSON.stringify(asked) ? asked.flatMap((one, at) => { const measured = answer.measured[at]; return measured === undefined ? [] : [{ selection: one, name: columnName(at, asked.length), caliber: caliberWords(one, names), measured }]; }) : null;
  const figures = directory.figures.filter(({ active }) => active);
  const present = columns?.at(-1);
  const townships = places.filter(({ value }) => value.length === TOWNSHIP_DIGITS);
  const isKept = kept.some((one) => JSON.stringify(one) === JSON.stringify(selection));

  const save = async () => {
    if (columns === null) return;
    setSaving(true);
    const shown = by === 'indicator' ? columns : await Promise.all(townships.map(async ({ value, label }) => { const one = { ...selection, place: value }; return { name: label, caliber: caliberWords(one, names), measured: await store.indicators(one) }; }));
    const organ = organOf(enrolment, enrolment.session.home);
    try {
      const sheets = [{ name: '活动指标', sheet: indicatorSheet(shown, { organ, asOf: today }) }, ...(figures.length === 0 ? [] : [{ name: '引用数字', sheet: figureSheet(figures, { organ }) }])];
      const name = await saveWorkbook(`${organ}活动指标 ${today}.xlsx`, await sheetsWorkbook(sheets));
      if (name !== null) void message.success(`已导出 ${name}`);
    } catch {
      void message.error('没有导出成。请检查磁盘空间，或关掉正开着的同名文件，再试一次。');
    }
    setSaving(false);
  };

  return (
    <>
      <SelectionBar selection={selection} directory={directory} places={places} onChange={(next) => { setParams(selectionParams(next, { today, place }), { replace: true }); }} />
      <Flex align="center" gap={12} wrap>
        <Typography.Text type="secondary" className={styles['caliber'] ?? ''}>口径：{caliberWords(selection, names)}</Typography.Text>
        {townships.length > 1 && <Segmented<typeof by> aria-label="怎么看" value={by} onChange={setBy} options={[{ value: 'indicator', label: '按指标' }, { value: 'township', label: '按乡镇' }]} />}
        {by === 'indicator' && <><label className={styles['right']}><Switch size="small" checked={zeros} onChange={setZeros} /> 显示为零的</label>
        <Tooltip title={isKept ? '这一列已经留下了' : kept.length >= MOST_KEPT ? '最多留三列' : '换一个范围或时间，两列并排看。口径不同，不能相加'}>
          <Button icon={<PushpinOutlined />} disabled={isKept || kept.length >= MOST_KEPT} onClick={() => { setKept([...kept, selection]); }}>留下这一列</Button>
        </Tooltip></>}
        <Button type="primary" icon={<FileExcelOutlined />} loading={saving} disabled={columns === null} onClick={() => { void save(); }}>导出 Excel</Button>
      </Flex>
      {present?.measured.remarks.map((remark) => <Alert key={remark.kind} type="warning" showIcon className={styles['remark'] ?? ''} title={remarkWords(remark)} />)}
      {by === 'township' ? <TownshipTable selection={selection} townships={townships} onOpen={(indicator, one) => { setOpened({ indicator, selection: one }); }} /> : columns === null ? <Skeleton active={false} paragraph={{ rows: 12 }} /> : (
        <IndicatorTable
          columns={columns} figures={figures} showZeros={zeros}
          onOpen={(indicator, at) => { const one = columns[at]; if (one !== undefined) setOpened({ indicator, selection: one.selection }); }}
          onDrop={(at) => { setKept(kept.filter((_, index) => index !== at)); }}
        />
      )}
      {by === 'indicator' && columns !== null && <Footnotes columns={columns.map(({ name, measured }) => ({ name, notes: footnotes(measured) }))} />}
      {opened !== null && <PartsDrawer {...opened} caliber={caliberWords(opened.selection, names)} directory={directory} onClose={() => { setOpened(null); }} />}
    </>
  );
}

function Footnotes({ columns }: { readonly columns: readonly { readonly name: string; readonly notes: readonly string[] }[] }) {
  const several = columns.length > 1;
  const lines = columns.flatMap(({ name, notes }) => notes.map((words) => (several ? `${name}：${words}` : words)));
  if (lines.length === 0) return null;
  return <ol className={styles['notes']} aria-label="率（注）">{lines.map((words) => <li key={words}>{words}</li>)}</ol>;
}

/** What stands above a column: kept ones by number, the present one last. */
function columnName(at: number, columns: number): string {
  return at === columns - 1 ? '现在选的' : `第${String(at + 1)}列`;
}
