/** Which column of the file is which field, and what holds for the whole file. Proposed by the headings; everything can be changed. */
import { Checkbox, Flex, Radio, Select, Typography } from 'antd';
import { useEnrolment } from '../session-context.tsx';
import styles from './import.module.css';
import type { Review } from './use-review.ts';

const HEADINGS_OFFERED = 12;
const NONE = -1;

export function ColumnMapping({ review }: { readonly review: Review }) {
  const { enrolment: { session, scopes } } = useEnrolment();
  const { kind, sheets, sheet, heading, filled, mapping, options, asks, home } = review;
  const width = Math.max(0, ...filled.slice(0, 200).map(({ cells }) => cells.length));
  const above = heading === null ? [] : filled[heading]?.cells ?? [];
  const columns = Array.from({ length: width }, (_, index) => ({ value: index, label: `${columnName(index)} 列${above[index] === undefined || above[index] === '' ? '' : `：${above[index]}`}` }));
  const gist = (cells: readonly string[]): string => [...new Set(cells.filter((cell) => cell !== ''))].join('｜').slice(0, 40);
  return (
    <Flex vertical gap={8}>
      <Flex gap={14} align="center" wrap>
        {sheets.length > 1 && <label className={styles['choice']}>工作表<Select aria-label="工作表" value={sheet} onChange={review.chooseSheet} options={sheets.map(({ name, rows }, index) => ({ value: index, label: `${name}（${rows.length} 行）` }))} style={{ minWidth: 160 }} /></label>}
        <label className={styles['choice']}>表头<Select<number> aria-label="表头在哪一行" value={heading ?? NONE} onChange={(next) => { review.chooseHeading(next === NONE ? null : next); }} style={{ width: 330 }} options={[...filled.slice(0, HEADINGS_OFFERED).map(({ no, cells }, index) => ({ value: index, label: `第 ${no} 行：${gist(cells)}` })), { value: NONE, label: '没有表头，第一行就是内容' }]} /></label>
        {asks.fill && <Checkbox checked={options.fillTownship} onChange={(event) => { review.decide({ fillTownship: event.target.checked }); }}>乡镇空着的，照上一行</Checkbox>}
      </Flex>
      <div className={styles['mapping']}>
        {kind.fields.map((field) => (
          <label key={field.name} className={styles['field']}>
            <span>{field.label}{field.required === true && <Typography.Text type="danger"> *</Typography.Text>}</span>
            <Select<number>
              aria-label={`${field.label}在哪一列`} allowClear placeholder="不导入" options={columns} showSearch={{ optionFilterProp: 'label' }} status={field.required === true && mapping[field.name] === undefined ? 'error' : ''}
              {...(mapping[field.name] === undefined ? { value: null } : { value: mapping[field.name] as number })} onChange={(column: number | undefined) => { review.mapField(field.name, column ?? null); }}
            />
          </label>
        ))}
      </div>
      {(asks.village || asks.home || asks.choices.length > 0) && (
        <Flex gap={18} align="center" wrap>
          {asks.home && <label className={styles['choice']}>没有写乡镇的归<Select aria-label="没有写乡镇的归哪里" value={home} onChange={review.chooseHome} showSearch={{ optionFilterProp: 'label' }} options={scopes.filter(({ code }) => session.writes.includes(code)).map(({ code, name }) => ({ value: code, label: name }))} style={{ minWidth: 130 }} /></label>}
          {asks.choices.map((field) => (
            <label key={field.name} className={styles['choice']}>没有写{field.label}的算<Select aria-label={`没有写${field.label}的算哪一种`} value={options.otherwise[field.name] ?? field.otherwise ?? ''} onChange={(value: string) => { review.decide({ otherwise: { ...options.otherwise, [field.name]: value } }); }} options={(field.choices ?? []).map(({ value, words }) => ({ value, label: words[0] ?? value }))} style={{ minWidth: 140 }} /></label>
          ))}
          {asks.village && <span className={styles['choice']}>名录里没有的村<Radio.Group value={options.unknownVillage} onChange={(event) => { review.decide({ unknownVillage: event.target.value === 'leave' ? 'leave' : 'create' }); }} options={[{ value: 'create', label: '一并新建' }, { value: 'leave', label: '先空着' }]} /></span>}
        </Flex>
      )}
    </Flex>
  );
}

/** The name of a column in a spreadsheet: A, B, …, AA. */
function columnName(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : `${columnName(Math.floor(index / 26) - 1)}${columnName(index % 26)}`;
}
