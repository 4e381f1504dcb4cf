/** 按乡镇看: the same caliber for every township side by side, and all of them together measured as one (who came to two townships is one deputy of the county). */
import { Select, Skeleton, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { INDICATOR, INDICATORS, type Indicator } from '../../shared/statistics/indicators.ts';
import type { Measured } from '../../shared/statistics/measure.ts';
import type { Selection } from '../../shared/statistics/selection.ts';
import { useAnswer } from '../ui/use-answer.ts';
import styles from './reports.module.css';

interface Props {
  readonly selection: Selection;
  readonly townships: readonly { readonly value: string; readonly label: string }[];
  readonly onOpen: (indicator: Indicator, selection: Selection) => void;
}

interface Row { readonly place: string; readonly name: string; readonly measured: Measured }

/** What a county asks first. */
const FIRST = ['nightMarketsHeld', 'deputyParticipations', 'citizenParticipations', 'opinionsCollected', 'problemsSolved', 'disputesHandled', 'ideasCollected'];
const TOGETHER = 'townships';

export function TownshipTable({ selection, townships, onOpen }: Props) {
  const [chosen, setChosen] = useState<readonly string[]>(FIRST);
  const places = [...townships, { value: TOGETHER, label: '各乡镇（街道）合计' }];
  const answer = useAnswer(async (store) => ({
    key: JSON.stringify(selection), rows: await Promise.all(places.map(async ({ value, label }): Promise<Row> => ({ place: value, name: label, measured: await store.indicators({ ...selection, place: value }) }))),
  }), ['cases', 'activities', 'suggestions', 'directory'], [selection, places]);
  const rows = answer?.key === JSON.stringify(selection) ? answer.rows : null;
  const valueOf = (indicator: Indicator, { place, name, measured }: Row) => {
    const value = measured.values[indicator.id];
    return value === undefined || value === 0 ? <span className={styles['zero']}>{value ?? '—'}</span>
      : <button type="button" className={styles['value']} aria-label={`${name}${indicator.label}${String(value)}${indicator.units[0]}，打开明细`} onClick={() => { onOpen(indicator, { ...selection, place }); }}>{value}</button>;
  };
  const all = rows?.find(({ place }) => place === TOGETHER);
  const columns: TableColumnsType<Row> = [
    { title: '乡镇（街道）', dataIndex: 'name', width: '11em', fixed: 'left' },
    ...chosen.flatMap((id): TableColumnsType<Row> => {
      const indicator = INDICATOR.get(id);
      return indicator === undefined ? [] : [{
        title: <>{indicator.label}<br /><small>{indicator.units[0]}</small></>, key: id, align: 'right', width: '7.6em', className: styles['numeric'] ?? '', sorter: (a, b) => (a.measured.values[id] ?? 0) - (b.measured.values[id] ?? 0), sortDirections: ['descend', 'ascend'], render: (_, row) => valueOf(indicator, row),
      }];
    }),
  ];
  return (
    <>
      <Select aria-label="看哪些指标" mode="multiple" maxTagCount="responsive" className={styles['chosen'] ?? ''} value={[...chosen]} showSearch={{ optionFilterProp: 'label' }} options={INDICATORS.map(({ id, label }) => ({ value: id, label }))} onChange={(ids: readonly string[]) => { setChosen(ids); }} />
      {rows === null ? <Skeleton active={false} paragraph={{ rows: 12 }} /> : (
        <div className={styles['indicators']}><Table<Row> size="small" rowKey="place" columns={columns} dataSource={rows.filter(({ place }) => place !== TOGETHER)} pagination={false} sticky showSorterTooltip={false} tableLayout="fixed" aria-label="各乡镇指标" summary={() => all !== undefined && (
          <Table.Summary fixed="bottom">
            <Table.Summary.Row>
              <Table.Summary.Cell index={0}><b>合计</b></Table.Summary.Cell>
              {chosen.map((id, at) => { const indicator = INDICATOR.get(id); return indicator === undefined ? null : <Table.Summary.Cell key={id} index={at + 1} align="right">{valueOf(indicator, all)}</Table.Summary.Cell>; })}
            </Table.Summary.Row>
          </Table.Summary>
        )} /></div>
      )}
    </>
  );
}
