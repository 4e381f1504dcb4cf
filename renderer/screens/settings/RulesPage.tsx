/** 期限规则: every deadline with its length, its source and who set it; a change shows at once what it makes of a case from today. */
import { EditOutlined, HistoryOutlined, LockOutlined } from '@ant-design/icons';
import { Button, Input, Segmented, Skeleton, Table, Tag, Tooltip, Typography, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { FieldValue } from '../../../shared/ledger/record.ts';
import { DEADLINE_RULES, lengthWords, RULE_GROUP_WORDS, RULE_GROUPS, type RuleGroup, type RuleUnit } from '../../../shared/rules/deadline-rules.ts';
import { effectiveRules, ruleRefusalText, ruleSubject, type EffectiveRule } from '../../../shared/rules/effective-rules.ts';
import type { Directory } from '../../store/api.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import { useTime } from '../../ui/use-time.ts';
import { RecordHistory, type FieldWords } from '../../ui/records/RecordHistory.tsx';
import { RuleModal, UNIT_WORDS } from './RuleModal.tsx';
import { SettingsCard } from './SettingsCard.tsx';
import { usePlace, type SettingsPlace } from './use-place.tsx';
import { useSaveSetting } from '../../ui/records/use-setting.ts';

const ORIGIN_WORDS: Readonly<Record<EffectiveRule['origin'], string>> = { shipped: '默认', county: '县里定的', township: '本地定的' };
const LAW_WORDS: Readonly<Record<EffectiveRule['law'], string>> = { statute: '法律法规', local: '省里规定', house: '内部制度' };

const HISTORY_WORDS: FieldWords = {
  name: (field) => ({ n: '数', unit: '单位', note: '依据' })[field] ?? field,
  value: (field, value: FieldValue) => (field === 'unit' && typeof value === 'string' && Object.hasOwn(UNIT_WORDS, value) ? UNIT_WORDS[value as RuleUnit] : String(value)),
};

export function RulesPage() {
  const directory = useAnswer((store) => store.directory(), ['directory'], []);
  const place = usePlace('rule.updated');
  return directory === undefined ? <Skeleton active /> : <RuleList directory={directory} place={place} />;
}

function RuleList({ directory, place }: { readonly directory: Directory; readonly place: SettingsPlace }) {
  const { rules, calendar } = useTime(directory, place.scope);
  const { save, refusal } = useSaveSetting();
  const [group, setGroup] = useState<RuleGroup>('case');
  const [wanted, setWanted] = useState('');
  const [editing, setEditing] = useState<EffectiveRule | null>(null);
  const [history, setHistory] = useState<EffectiveRule | null>(null);
  const own = (rule: EffectiveRule) => directory.rules.find((one) => one.scope === place.scope && one.rule === rule.id);
  const write = (rule: EffectiveRule, after: Readonly<Record<'n' | 'unit' | 'note', FieldValue>>) => {
    const said = own(rule);
    return save({ scope: place.scope, subject: ruleSubject(place.scope, rule.id), type: 'rule.updated', label: rule.name, before: { n: said?.n ?? null, unit: said?.unit ?? null, note: said?.note === undefined || said.note === '' ? null : said.note }, after });
  };
  const text = wanted.trim();
  const rows = DEADLINE_RULES.map((id) => rules[id]).filter((rule) => (text === '' ? rule.group === group : `${rule.name}${rule.source}${rule.note}${rule.from}`.includes(text)));
  const columns: TableColumnsType<EffectiveRule> = [
    { title: '环节', dataIndex: 'name', width: '13em' },
    { title: '期限', key: 'length', width: '8em', render: (_, { n, unit }) => <Typography.Text strong>{lengthWords(n, unit)}</Typography.Text> },
    { title: '从哪天算起', dataIndex: 'from', width: '8em', render: (from: string) => `${from}之日` },
    { title: '依据', dataIndex: 'source', render: (source: string, rule) => (
      <>
        {rule.note === '' ? source : rule.note}
        {rule.ignored.map(({ by, n, refusal: why }) => <Typography.Text key={by} type="warning" style={{ display: 'block' }}>{by === 'county' ? '县里' : '本地'}改成 {n ?? ''} 没有生效：{ruleRefusalText(why)}</Typography.Text>)}
      </>
    ) },
    { title: '谁定的', key: 'origin', width: '9em', render: (_, { origin, law }) => <>{ORIGIN_WORDS[origin]}{origin === 'shipped' && <Tag variant="filled" style={{ marginInlineStart: 6 }}>{LAW_WORDS[law]}</Tag>}</> },
    { title: '', key: 'acts', width: '7.5em', align: 'right', render: (_, rule) => (
      <>
        <Tooltip title="改动记录"><Button type="text" size="small" icon={<HistoryOutlined />} aria-label={`${rule.name}的改动记录`} onClick={() => { setHistory(rule); }} /></Tooltip>
        {rule.law === 'statute' && !place.isCounty && <Tooltip title="法律法规规定的期限，乡镇只能定得更短，不能更长"><LockOutlined aria-label="法律法规规定，不能改长" /></Tooltip>}
        {place.mayEdit && <Button type="text" size="small" icon={<EditOutlined />} aria-label={`修改${rule.name}`} onClick={() => { setEditing(rule); }} />}
      </>
    ) },
  ];
  return (
    <SettingsCard
      title="期限规则" place={place} refusal={refusal} history={null} about="改了以后，新交办的件按新期限算；已经交办的件期限不变。每个期限在件上都写明怎么算出来的。"
      extra={<Input.Search allowClear aria-label="查找规则" placeholder="环节、依据" value={wanted} onChange={(event) => { setWanted(event.target.value); }} style={{ width: 200 }} />}
    >
      {text === '' && <Segmented<RuleGroup> aria-label="哪一类期限" value={group} onChange={setGroup} options={RULE_GROUPS.map((one) => ({ value: one, label: RULE_GROUP_WORDS[one] }))} style={{ marginBottom: 10 }} />}
      <Table<EffectiveRule> size="small" rowKey="id" columns={columns} dataSource={rows} pagination={false} />
      {editing !== null && (
        <RuleModal
          key={editing.id} rule={editing} below={effectiveRules(directory.rules.filter((one) => one.scope !== place.scope), place.scope)[editing.id]} scope={place.scope} calendar={calendar} refusal={refusal} onClose={() => { setEditing(null); }} onSave={(length) => write(editing, length)}
          onReset={own(editing)?.n === undefined || (own(editing)?.n === null && own(editing)?.unit === null) ? null : () => write(editing, { n: null, unit: null, note: null })}
        />
      )}
      {history !== null && <RecordHistory title={history.name} subject={ruleSubject(place.scope, history.id)} words={HISTORY_WORDS} onClose={() => { setHistory(null); }} />}
    </SettingsCard>
  );
}
