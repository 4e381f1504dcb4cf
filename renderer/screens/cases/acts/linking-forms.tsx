/** Forms that put cases together: 并案 and its end, 关联 and its end. */
import { Button, Empty, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { LINK_RELATIONS } from '../../../../shared/case/case.ts';
import { LINK_RELATION_WORDS, STATUS_WORDS } from '../../../../shared/case/words.ts';
import type { CaseRow } from '../../../store/api.ts';
import { useAnswer } from '../../../ui/use-answer.ts';
import type { ActContext, ActForm } from './act-form.ts';
import { filledIn } from '../../../ui/form-frame/form-values.ts';
import { DayItem, Explained, FieldRow, TextItem } from './fields.tsx';
import styles from './fields.module.css';

/** How many candidates are shown. */
const MOST = 5;

interface PickerProps { readonly id?: string; readonly value?: string; readonly onChange?: (id: string) => void; readonly context: ActContext; readonly open?: boolean }

/** Chooses a case: what is like this one first, anything else by number or words. `open`: only cases that still live. */
export function CasePicker({ id, value, onChange, context: { state }, open = false }: PickerProps) {
  const [typed, setTyped] = useState('');
  const found = useAnswer(async (store) => {
    const wanted = typed.trim();
    const rows = wanted === '' ? await store.similar(state.registered.village ?? null, state.registered.words)
      : (await store.cases({ filter: { text: wanted, scope: state.scope }, sort: 'received', descending: true, offset: 0, limit: MOST + 1 })).rows;
    return rows.filter((row) => row.id !== state.id && row.scope === state.scope && (!open || !ENDED.includes(row.status)));
  }, ['cases'], [typed, state.id]) ?? [];
  const chosen = useAnswer(async (store) => (value === undefined ? null : (await store.case(value))?.row ?? null), ['cases'], [value]);
  const rows = chosen === undefined || chosen === null || found.some((row) => row.id === chosen.id) ? found : [chosen, ...found];
  return (
    <div>
      <Input.Search {...(id === undefined ? {} : { id })} allowClear value={typed} placeholder="下面是像的；也可以输编号或者几个字找别的" onChange={(event) => { setTyped(event.target.value); }} />
      {rows.length === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={typed === '' ? '没有像的，请输编号或者几个字' : '没有找到'} styles={{ image: { height: 36 } }} /> : (
        <Radio.Group {...(value === undefined ? {} : { value })} onChange={(event) => { if (typeof event.target.value === 'string') onChange?.(event.target.value); }} className={styles['candidates'] ?? ''}>
          {rows.slice(0, MOST).map((row) => <Radio key={row.id} value={row.id}>{caseWords(row)}</Radio>)}
        </Radio.Group>
      )}
    </div>
  );
}

const ENDED: readonly string[] = ['closed', 'declined', 'following'];

/** `皇帝庙民〔2026〕17号 路灯不亮（办理中）`. */
function caseWords({ number, title, status }: CaseRow): string {
  return `${number} ${title}（${STATUS_WORDS[status]}）`;
}

export const mergedForm: ActForm = {
  initial: ({ today }) => ({ on: today }),
  Fields: ({ context }) => (
    <>
      <Explained>并到一起办，答复也一并给；但这位群众照样单独转告、单独评议（并案办理、分别答复）。</Explained>
      <Form.Item name="into" label="并到哪一件" rules={[{ required: true, message: '请选择并到哪一件' }]}><CasePicker context={context} open /></Form.Item>
      <FieldRow><TextItem name="reason" label="为什么是同一件事" rows={1} placeholder="可不填" /><DayItem /></FieldRow>
    </>
  ),
  body: filledIn,
};

export const separatedForm: ActForm = {
  initial: ({ today }) => ({ on: today }),
  Fields: () => <><TextItem name="reason" label="为什么取消并案" required="请写明为什么不再并案" rows={2} first extra="取消后，这件要自己交办。" /><DayItem /></>,
  body: filledIn,
};

export const linkedForm: ActForm = {
  initial: ({ today }) => ({ relation: 'same_matter', on: today }),
  Fields: ({ context }) => (
    <>
      <Form.Item name="relation" label="是什么关系" extra="“同一事项”的计作集中提，“再次反映”的计作反复提。"><Radio.Group optionType="button" options={LINK_RELATIONS.map((one) => ({ value: one, label: LINK_RELATION_WORDS[one] }))} /></Form.Item>
      <Form.Item name="to" label="关联哪一件" rules={[{ required: true, message: '请选择关联哪一件' }]}><CasePicker context={context} /></Form.Item>
      <FieldRow><TextItem name="note" label="说明" rows={1} max={500} placeholder="可不填" /><DayItem /></FieldRow>
    </>
  ),
  body: filledIn,
};

export const unlinkedForm: ActForm = {
  initial: ({ state, today }) => ({ to: state.links[0]?.to, on: today }),
  Fields: UnlinkedFields,
  body: filledIn,
};

function UnlinkedFields({ context: { state } }: { readonly context: ActContext }) {
  const rows = useAnswer(async (store) => Promise.all(state.links.map(async ({ to }) => (await store.case(to))?.row ?? null)), ['cases'], [state.id]) ?? [];
  const options = state.links.map(({ to, relation }) => {
    const row = rows.find((one) => one?.id === to);
    return { value: to, label: `${LINK_RELATION_WORDS[relation]}：${row ? caseWords(row) : to}` };
  });
  return <FieldRow><Form.Item name="to" label="取消和哪一件的关联" rules={[{ required: true, message: '请选择' }]}><Select options={options} /></Form.Item><DayItem /></FieldRow>;
}

/** A quiet link to another case. */
export function CaseLink({ row, onOpen }: { readonly row: CaseRow; readonly onOpen: (id: string) => void }) {
  return <Button type="link" size="small" className={styles['caseLink'] ?? ''} onClick={() => { onOpen(row.id); }}>{row.number} {row.title}</Button>;
}
