/** 并入另一场: two laptops without a network each began the evening under another name. Offered only where another of the same day and kind stands beside it. */
import { App, Button, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { ActivityState } from '../../shared/activity/activity.ts';
import { refusalText } from '../../shared/refusal-text.ts';
import { useStore } from '../store/store-context.tsx';
import { useAnswer } from './use-answer.ts';
import { useToday } from './use-today.ts';

interface Props {
  /** The one that is shown; the other becomes a part of it. */
  readonly activity: ActivityState;
}

export function MergeActivities({ activity }: Props) {
  const store = useStore();
  const today = useToday();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const others = useAnswer((from) => from.activities(), ['activities'], [])?.filter((one) => one.id !== activity.id && one.scope === activity.scope && one.kind === activity.kind && one.on === activity.on && (one.status === 'open' || one.status === 'closed')) ?? [];
  if (others.length === 0 || activity.mergedInto !== null) return null;
  const merge = async (): Promise<void> => {
    if (chosen === null) return;
    setBusy(true);
    const merged = await store.perform([{ scope: activity.scope, subject: chosen, type: 'activity.merged', body: { into: activity.id, on: today } }]).catch(() => null);
    setBusy(false);
    if (merged === null) { void message.error('没有存下，两场还是分开的。请再试一次；一直这样请重新打开软件。'); return; }
    if (!merged.ok) { void message.error(refusalText(merged.error)); return; }
    setOpen(false);
    void message.success('已并成一场：代表不重复算，登记的件都在这里。合错了可以在那一场的过程里撤销。');
  };
  return (
    <>
      <Button onClick={() => { setChosen(others[0]?.id ?? null); setOpen(true); }}>并入同一场…</Button>
      <Modal title="两台电脑各开了一场，其实是同一场？" open={open} okText="并成一场" cancelText="先不并" confirmLoading={busy} okButtonProps={{ disabled: chosen === null }} onOk={() => { void merge(); }} onCancel={() => { setOpen(false); }}>
        <p>下面选的那一场会并到“{activity.place}”里：登记的件放在一起，代表只算一次，群众人数取大数、可再核定。</p>
        <Radio.Group value={chosen} onChange={({ target }) => { setChosen(target.value as string); }} vertical options={others.map((one) => ({ value: one.id, label: `${one.place} ${one.from}–${one.until ?? ''}，代表 ${one.deputies.length} 人，群众 ${one.citizens} 人次` }))} />
      </Modal>
    </>
  );
}
