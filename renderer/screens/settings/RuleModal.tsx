/** Changing one rule: a number, a unit and on whose word, with the deadline of a case that starts today. */
import { Alert, Button, Form, Input, InputNumber, Modal, Select, Space } from 'antd';
import { useState } from 'react';
import type { Calendar } from '../../../shared/calendar/calendar.ts';
import { wellFormed } from '../../../shared/kernel/content-hash.ts';
import { deadline } from '../../../shared/rules/deadline.ts';
import { RULE_UNITS, type RuleUnit } from '../../../shared/rules/deadline-rules.ts';
import { ruleRefusal, ruleRefusalText, type EffectiveRule } from '../../../shared/rules/effective-rules.ts';
import { useToday } from '../../ui/use-today.ts';

export const UNIT_WORDS: Readonly<Record<RuleUnit, string>> = { calendar_day: '天', workday: '个工作日', calendar_month: '个月' };

interface Props {
  readonly rule: EffectiveRule;
  /** The rule without this place's word: what the law's limit is measured by. */
  readonly below: EffectiveRule;
  readonly scope: string;
  readonly calendar: Calendar;
  readonly refusal: string | null;
  readonly onSave: (length: { readonly n: number; readonly unit: RuleUnit; readonly note: string | null }) => Promise<boolean>;
  /** Takes this place's word back; null when there is none. */
  readonly onReset: (() => Promise<boolean>) | null;
  readonly onClose: () => void;
}

export function RuleModal({ rule, below, scope, calendar, refusal, onSave, onReset, onClose }: Props) {
  const today = useToday();
  const [n, setN] = useState<number>(rule.n);
  const [unit, setUnit] = useState<RuleUnit>(rule.unit);
  const [note, setNote] = useState(rule.note);
  const fault = ruleRefusal(below, { n, unit, note }, scope);
  const save = async () => {
    if (fault === null && (await onSave({ n, unit, note: note.trim() === '' ? null : wellFormed(note.trim()) }))) onClose();
  };
  return (
    <Modal
      open title={`修改期限：${rule.name}`} onCancel={onClose}
      footer={[
        ...(onReset === null ? [] : [<Button key="reset" onClick={() => { void onReset().then((done) => { if (done) onClose(); }); }}>用默认的</Button>]),
        <Button key="cancel" onClick={onClose}>取消</Button>, <Button key="save" type="primary" disabled={fault !== null} onClick={() => { void save(); }}>保存</Button>,
      ]}
    >
      <Form layout="vertical" onFinish={() => { void save(); }}>
        <Form.Item label={`从${rule.from}之日起`}>
          <Space.Compact>
            <InputNumber autoFocus aria-label="多少" min={1} max={3650} precision={0} value={n} onChange={(value) => { setN(value ?? 0); }} onPressEnter={() => { void save(); }} />
            <Select aria-label="单位" value={unit} onChange={setUnit} style={{ width: 120 }} options={RULE_UNITS.map((one) => ({ value: one, label: UNIT_WORDS[one] }))} />
          </Space.Compact>
        </Form.Item>
        <Form.Item label="依据" extra={`默认依据：${rule.source}`}><Input value={note} maxLength={200} placeholder="例如：临颍县人大常委会 2026 年第 3 号文" onChange={(event) => { setNote(event.target.value); }} /></Form.Item>
        {fault === null
          ? <Alert type="info" title="今天算起是这样" description={<span data-testid="rule-example">{deadline({ ...rule, n, unit }, today, calendar).explanation}</span>} />
          : <Alert type="error" showIcon title={ruleRefusalText(fault)} role="alert" />}
        {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" style={{ marginTop: 8 }} />}
      </Form>
    </Modal>
  );
}
