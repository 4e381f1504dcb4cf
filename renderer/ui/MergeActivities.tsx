/** 并入同一场: two laptops without a network each began the evening under another name. Offered only where another of the same day and kind stands beside it. */
import { App, Button, Modal, Radio } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Act } from '../../shared/act.ts';
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
  const write = useWriting();
  const today = useToday();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const others = useAnswer((from) => from.activities(), ['activities'], [])?.filter((one) => isBeside(one, activity)) ?? [];
  if (activity.mergedInto !== null) return <Merged activity={activity} />;
  if (others.length === 0) return null;
  const merge = async (): Promise<void> => {
    if (chosen === null) return;
    setBusy(true);
    const done = await write({ scope: activity.scope, subject: chosen, type: 'activity.merged', body: { into: activity.id, on: today } }, '已并成一场：登记的件都在这里，代表只算一次。');
    setBusy(false);
    if (done) setOpen(false);
  };
  return (
    <>
      <Button onClick={() => { setChosen(others[0]?.id ?? null); setOpen(true); }}>并入同一场…</Button>
      <Modal title="两台电脑各开了一场，其实是同一场？" open={open} okText="并成一场" cancelText="先不并" confirmLoading={busy} okButtonProps={{ disabled: chosen === null }} onOk={() => { void merge(); }} onCancel={() => { setOpen(false); }}>
        <p>下面选的那一场会并到“{activity.place}”里：登记的件放在一起，代表只算一次，群众人数取大数、可再核定。并错了，打开那一场可以拆开。</p>
        <Radio.Group value={chosen} onChange={({ target }) => { setChosen(target.value as string); }} vertical options={others.map((one) => ({ value: one.id, label: `${one.place} ${one.from}–${one.until ?? ''}，代表 ${one.deputies.length} 人，群众 ${one.citizens} 人次` }))} />
      </Modal>
    </>
  );
}

/** A part, and the way apart. */
function Merged({ activity }: Props) {
  const write = useWriting();
  const main = useAnswer((from) => (activity.mergedInto === null ? Promise.resolve(null) : from.activity(activity.mergedInto)), ['activities'], [activity.mergedInto]);
  const { undoable } = activity;
  return (
    <span>
      这一场已并入<Link to={`/night-market/${activity.mergedInto ?? ''}`}>{main?.place ?? '另一场'}</Link>
      {undoable?.type === 'activity.merged' && <Button type="link" onClick={() => { void write({ scope: activity.scope, subject: activity.id, type: 'activity.undone', body: { act: undoable.id } }, '已拆开，又是两场。'); }}>拆开</Button>}
    </span>
  );
}

function isBeside(one: ActivityState, activity: ActivityState): boolean {
  return one.id !== activity.id && one.scope === activity.scope && one.kind === activity.kind && one.on === activity.on && (one.status === 'open' || one.status === 'closed');
}

/** Writes one act and says what became of it; true when it was written. */
function useWriting(): (act: Act, done: string) => Promise<boolean> {
  const store = useStore();
  const { message } = App.useApp();
  return async (act, done) => {
    const written = await store.perform([act]).catch(() => null);
    if (written === null) void message.error('没有存下，什么都没有变。请再试一次；一直这样请重新打开软件。');
    else if (written.ok) void message.success(done);
    else void message.error(refusalText(written.error));
    return written?.ok === true;
  };
}
