/** The table of 活动指标: a row an indicator, a column a caliber, the papers' figures in a column of their own. Each number opens what it counted. */
import { CloseOutlined } from '@ant-design/icons';
import { Button, Table, Tag, Tooltip, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import type { Figure } from '../../shared/figure/figure.ts';
import { quantityWords } from '../../shared/statistics/figure-words.ts';
import { INDICATOR_GROUP_WORDS, INDICATORS, type Indicator } from '../../shared/statistics/indicators.ts';
import type { Measured } from '../../shared/statistics/measure.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import styles from './reports.module.css';

interface Props {
  readonly columns: readonly { readonly name: string; readonly caliber: string; readonly measured: Measured }[];
  readonly figures: readonly Figure[];
  readonly showZeros: boolean;
  readonly onOpen: (indicator: Indicator, column: number) => void;
  /** Takes a kept column away. */
  readonly onDrop: (column: number) => void;
}

interface Row extends Indicator { readonly quoted: readonly Figure[]; /** How many rows of its group begin here. */ readonly span: number }

/** So many figures of papers have room in a row: the first tells whose it is, the others are a list away. */
const QUOTED = 1;

export function IndicatorTable({ columns, figures, showZeros, onOpen, onDrop }: Props) {
  const rows = rowsOf({ columns, figures, showZeros });
  const several = columns.length > 1;
  const shown: TableColumnsType<Row> = [
    { title: '类别', key: 'group', width: 'min(8.5em, 9.4vw)', className: styles['group'] ?? '', onCell: ({ span }) => ({ rowSpan: span }), render: (_, { group }) => INDICATOR_GROUP_WORDS[group] },
    { title: '指标', dataIndex: 'label', width: 'min(12.5em, 15.5vw)', ellipsis: true },
    ...columns.map(({ name, caliber, measured }, at): TableColumnsType<Row>[number] => ({
      key: `column-${String(at)}`, align: 'right', width: 'min(8.5em, 10vw)', className: styles['numeric'] ?? '',
      title: !several ? '数' : (
        <Tooltip title={caliber}>
          <span className={styles['columnHead']} tabIndex={0}>{name}</span>
          {at < columns.length - 1 && <Button type="text" size="small" icon={<CloseOutlined />} aria-label={`去掉${name}`} onClick={() => { onDrop(at); }} />}
        </Tooltip>
      ),
      render: (_, row) => <Value value={measured.values[row.id]} unit={row.units[0]} label={row.label} onOpen={() => { onOpen(row, at); }} />,
    })),
    {
      title: <Tooltip title="文件、报道里的数，照原文抄录，与左边的口径不一定相同，不相加">引用数字</Tooltip>, key: 'quoted', width: 'min(17em, 18.7vw)',
      render: (_, { quoted, key }) => (
        <span className={styles['quotes']}>
          {quoted.slice(0, QUOTED).map((figure) => <Tooltip key={figure.id} title={`${figure.place}，${figure.period}${figure.caliber === '' ? '' : `，${figure.caliber}`}。${figure.quote}${figure.source === '' ? '' : `（${figure.source}）`}`}><Tag tabIndex={0} className={styles['quoted'] ?? ''}><span>{figure.place}</span><b>{quantityWords(figure)}</b></Tag></Tooltip>)}
          {quoted.length > QUOTED && <Link to={`/reports/figures?${new URLSearchParams({ key }).toString()}`}>共{quoted.length}条</Link>}
        </span>
      ),
    },
    { title: '计什么（口径）', dataIndex: 'caliber', className: styles['what'] ?? '' },
  ];
  if (rows.length === 0) return <EmptyState title="这个范围里还没有数">换一个时间或范围看看，或打开“显示为零的”。开展活动、登记民情件以后，这里自己会有数。</EmptyState>;
  return <div className={styles['indicators']}><Table<Row> size="small" rowKey="id" columns={shown} dataSource={[...rows]} pagination={false} sticky tableLayout="fixed" aria-label="活动指标" /></div>;
}

function Value({ value, unit, label, onOpen }: { readonly value: number | undefined; readonly unit: string; readonly label: string; readonly onOpen: () => void }) {
  if (value === undefined) return <Tooltip title="选了这些条件，这一项就没法数"><span className={styles['zero']} tabIndex={0}>—</span></Tooltip>;
  if (value === 0) return <span className={styles['zero']}>0<small>{unit}</small></span>;
  return <button type="button" className={styles['value']} aria-label={`${label}${String(value)}${unit}，打开明细`} onClick={onOpen}>{value}<small>{unit}</small></button>;
}

/** The rows that say something, each with the papers' figures of its key, the first of a group with its length. */
function rowsOf({ columns, figures, showZeros }: Pick<Props, 'columns' | 'figures' | 'showZeros'>): readonly Row[] {
  const rows = INDICATORS.map((one) => ({ ...one, quoted: figures.filter(({ key, unit }) => one.key !== '' && key === one.key && one.units.includes(unit)) }))
    .filter((one) => columns.some(({ measured }) => measured.values[one.id] !== undefined) && (showZeros || one.quoted.length > 0 || columns.some(({ measured }) => (measured.values[one.id] ?? 0) !== 0)));
  return rows.map((one, at) => ({ ...one, span: rows[at - 1]?.group === one.group ? 0 : rows.filter(({ group }) => group === one.group).length }));
}
