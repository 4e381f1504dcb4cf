/** All conditions of the list, each choice with how many cases it would leave. */
import { Checkbox, DatePicker, Flex, Form, Select } from 'antd';
import type dayjs from 'dayjs';
import { CASE_STATES, CHANNELS, EXIT_ROUTES, LEVELS, SUPERVISION_GRADES } from '../../../shared/case/case.ts';
import { CHANNEL_WORDS, EXIT_ROUTE_WORDS, LEVEL_WORDS, STATUS_WORDS, SUPERVISION_GRADE_WORDS } from '../../../shared/case/words.ts';
import type { CaseFilter, Directory, FacetCounts } from '../../store/api.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import { useDayjs } from '../../ui/use-dayjs.ts';
import { FLAG_NAMES, type Flag } from './case-address.ts';
import styles from './cases-screen.module.css';
import { FLAG_WORDS } from './filter-chips.ts';

interface Props {
  readonly params: URLSearchParams;
  readonly filter: CaseFilter;
  readonly set: (name: string, value: string | null) => void;
  readonly directory: Directory;
  /** Townships to choose from; the county sees several. */
  readonly scopes: readonly { readonly code: string; readonly name: string }[];
}

interface Option { readonly value: string; readonly label: string }

export function FilterForm({ params, filter, set, directory, scopes }: Props) {
  const facets = useAnswer((store) => store.facets(filter), ['cases'], [filter]);
  const choice = (name: string, options: readonly Option[], counts?: FacetCounts) => (
    <Select
      allowClear showSearch={{ optionFilterProp: 'label' }} placeholder="不限" value={params.get(name)} options={counted(options, counts, params.get(name))} optionRender={({ data }) => <OptionLine label={data.label} count={data.count} />}
      onChange={(value: string | null | undefined) => { set(name, value ?? null); }}
    />
  );
  const flag = (name: string, value: string, words: string) => <Checkbox key={name} checked={params.get(name) === value} onChange={(event) => { set(name, event.target.checked ? value : null); }}>{words}</Checkbox>;
  const statuses = (params.get('status') ?? '').split('.').filter((one) => one !== '');
  const [month, from, to] = [useDayjs(params.get('month')), useDayjs(params.get('from')), useDayjs(params.get('to'))];
  // Categories that are no longer offered still have their cases.
  const categories = [...new Set([...directory.categories.map(({ name }) => name), ...Object.keys(facets?.category ?? {})])];
  return (
    <Form layout="horizontal" labelCol={{ flex: '4.6em' }} labelAlign="left" colon={false} className={styles['filterForm'] ?? ''}>
      {scopes.length > 1 && <Form.Item label="乡镇">{choice('scope', scopes.map(({ code, name }) => ({ value: code, label: name })))}</Form.Item>}
      <Form.Item label="状态" className={styles['wide'] ?? ''}>
        <Select
          mode="multiple" allowClear placeholder="不限" value={statuses} options={counted(CASE_STATES.map((one) => ({ value: one, label: STATUS_WORDS[one] })), facets?.status, params.get('status'))} optionRender={({ data }) => <OptionLine label={data.label} count={data.count} />}
          onChange={(values: string[]) => { set('status', values.join('.')); }}
        />
      </Form.Item>
      <Form.Item label="时限">{choice('due', [{ value: 'overdue', label: '逾期' }, { value: 'soon', label: '三天内到期' }])}</Form.Item>
      <Form.Item label="转告">{choice('relay', [{ value: 'waiting', label: '待转告答复' }, { value: 'done', label: '已转告或不用转告' }])}</Form.Item>
      <Form.Item label="类别">{choice('category', categories.map((one) => ({ value: one, label: one })), facets?.category)}</Form.Item>
      <Form.Item label="级别">{choice('level', LEVELS.map((one) => ({ value: one, label: LEVEL_WORDS[one] })), facets?.level)}</Form.Item>
      <Form.Item label="村">{choice('village', directory.villages.map((one) => ({ value: one.id, label: one.name })), facets?.village)}</Form.Item>
      <Form.Item label="承办">{choice('unit', directory.units.map((one) => ({ value: one.id, label: one.name })), facets?.unit)}</Form.Item>
      <Form.Item label="来源">{choice('channel', CHANNELS.map((one) => ({ value: one, label: CHANNEL_WORDS[one] })), facets?.channel)}</Form.Item>
      <Form.Item label="督办">{choice('grade', [{ value: 'any', label: '督办过' }, ...SUPERVISION_GRADES.map((one) => ({ value: one, label: SUPERVISION_GRADE_WORDS[one] }))], facets?.grade)}</Form.Item>
      <Form.Item label="去向">{choice('route', EXIT_ROUTES.map((one) => ({ value: one, label: EXIT_ROUTE_WORDS[one] })), facets?.route)}</Form.Item>
      <Form.Item label="月份"><DatePicker picker="month" value={month} onChange={(value: dayjs.Dayjs | null) => { set('month', value === null ? null : value.format('YYYY-MM')); }} style={{ width: '100%' }} /></Form.Item>
      <Form.Item label="从"><DatePicker value={from} onChange={(value: dayjs.Dayjs | null) => { set('from', value === null ? null : value.format('YYYY-MM-DD')); }} style={{ width: '100%' }} /></Form.Item>
      <Form.Item label="到"><DatePicker value={to} onChange={(value: dayjs.Dayjs | null) => { set('to', value === null ? null : value.format('YYYY-MM-DD')); }} style={{ width: '100%' }} /></Form.Item>
      <Flex wrap gap={4} className={styles['wide'] ?? ''}>
        {FLAG_NAMES.map((name: Flag) => flag(name, '1', FLAG_WORDS[name]))}
        {flag('mentions', 'me', '请我看的')}
        {flag('mine', '1', '我经手的')}
      </Flex>
    </Form>
  );
}

/** Choices that would leave nothing stand last; the one that is chosen keeps its place. */
function counted(options: readonly Option[], counts: FacetCounts | undefined, chosen: string | null): (Option & { readonly count: number | null })[] {
  const all = options.map((option) => ({ ...option, count: counts === undefined || option.value === 'any' ? null : counts[option.value] ?? 0 }));
  return [...all.filter(({ count, value }) => count !== 0 || value === chosen), ...all.filter(({ count, value }) => count === 0 && value !== chosen)];
}

function OptionLine({ label, count }: { readonly label: string; readonly count: number | null }) {
  return <Flex justify="space-between" gap={12}><span>{label}</span>{count !== null && <span className={styles['count']}>{count}</span>}</Flex>;
}
