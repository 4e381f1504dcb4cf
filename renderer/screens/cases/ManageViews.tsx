/** Putting saved views in order: names, places, who sees them; a deleted one can be taken back. */
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, Flex, Input, Modal } from 'antd';
import { useState } from 'react';
import type { FieldValue } from '../../../shared/ledger/record.ts';
import { MAX_VIEW_NAME, reordered, type View } from '../../../shared/view/view.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { usePerform } from '../../ui/use-perform.ts';
import styles from './cases-screen.module.css';

export function ManageViews({ views, onClose }: { readonly views: readonly View[]; readonly onClose: () => void }) {
  const { refusal, perform } = usePerform();
  const [deleted, setDeleted] = useState<View | null>(null);
  const set = (view: View, fields: Readonly<Record<string, FieldValue>>) => ({ scope: view.scope, subject: view.id, type: 'view.updated', body: { set: fields } });
  const rename = (view: View, name: string) => { if (name.trim() !== '' && name.trim() !== view.name) void perform(set(view, { name: name.trim() })); };
  const move = (index: number, by: number) => {
    const next = [...views];
    const [view] = next.splice(index, 1);
    if (view === undefined) return;
    next.splice(index + by, 0, view);
    const changes = reordered(next);
    if (changes.length > 0) void perform(...changes.map(({ view: one, order }) => set(one, { order })));
  };
  const remove = async (view: View) => { if (await perform(set(view, { active: false }))) setDeleted(view); };
  const restore = async (view: View) => { if (await perform(set(view, { active: true }))) setDeleted(null); };
  return (
    <Modal open title="整理视图" width={560} footer={<Button type="primary" onClick={onClose}>好了</Button>} onCancel={onClose}>
      <Flex vertical gap={8}>
        {views.length === 0 && <EmptyState title="没有存下的视图">在台账里选好条件，点“存为视图”。</EmptyState>}
        {views.map((view, index) => (
          <Flex key={view.id} gap={8} align="center" className={styles['viewLine'] ?? ''}>
            <Input key={view.name} defaultValue={view.name} maxLength={MAX_VIEW_NAME} aria-label="视图名称" onBlur={(event) => { rename(view, event.target.value); }} onPressEnter={(event) => { event.currentTarget.blur(); }} />
            <Checkbox checked={view.shared} aria-label={`${view.name}共用`} title="给本单位的同事共用" onChange={(event) => { void perform(set(view, { shared: event.target.checked })); }}>共用</Checkbox>
            <Button type="text" icon={<ArrowUpOutlined />} aria-label={`${view.name}上移`} disabled={index === 0} onClick={() => { move(index, -1); }} />
            <Button type="text" icon={<ArrowDownOutlined />} aria-label={`${view.name}下移`} disabled={index === views.length - 1} onClick={() => { move(index, 1); }} />
            <Button type="text" icon={<DeleteOutlined />} aria-label={`删除视图${view.name}`} onClick={() => { void remove(view); }} />
          </Flex>
        ))}
        {deleted !== null && <Alert type="info" title={`已删除“${deleted.name}”`} action={<Button size="small" onClick={() => { void restore(deleted); }}>撤销</Button>} />}
        {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
      </Flex>
    </Modal>
  );
}
