/** 收摊小结: the evening's figures, what its cards still lack, and one button that hands everything to the secretary. */
import { Alert, App, Button, Input, Modal, Spin } from 'antd';
import { memo, useState } from 'react';
import type { ActivityState } from '../../../../shared/activity/activity.ts';
import { useStore } from '../../../store/store-context.tsx';
import { EveningSummary } from '../EveningSummary.tsx';
import { faultAsRefusal, refusalSentence } from '../refusal-sentence.ts';
import { useEveningCases } from '../use-evening-cases.ts';
import { countsOf, sameCounts, type Counts } from './evening-desk.ts';
import { countedAct } from './use-evening-desk.ts';
import { KeyCap } from './KeyCap.tsx';
import styles from './live.module.css';

interface Props {
  readonly open: boolean;
  readonly activity: ActivityState;
  readonly counts: Counts;
  /** Cards that are not on disk yet. */
  readonly unsaved: number;
  /** True while a card with words lies on the table. */
  readonly halfWritten: boolean;
  /** `HH:mm` now: when the evening ends. */
  readonly clock: string;
  readonly onOpenCase: (id: string) => void;
  readonly onBack: () => void;
  readonly onClosed: () => void;
}

export const ClosingModal = memo(function ClosingModal(props: Props) {
  return (
    // A window that is still unfolding cannot take the keyboard: it gets it once it stands, so that Ctrl+Enter closes the evening.
    <Modal title="收摊小结" open={props.open} footer={null} width={980} centered destroyOnHidden onCancel={props.onBack} afterOpenChange={(stands) => { if (stands) document.getElementById('closing-note')?.focus(); }}>
      {props.open && <Closing {...props} />}
    </Modal>
  );
});

function Closing({ activity, counts, unsaved, halfWritten, clock, onOpenCase, onBack, onClosed }: Props) {
  const store = useStore();
  const { message } = App.useApp();
  const [note, setNote] = useState(activity.note ?? '');
  const [closing, setClosing] = useState(false);
  const cases = useEveningCases(activity.id);
  if (cases === undefined) return <Spin />;
  const close = async () => {
    setClosing(true);
    const about = { scope: activity.scope, subject: activity.id };
    const closed = await store.perform([
      ...(sameCounts(counts, countsOf(activity)) ? [] : [countedAct(activity, counts)]),
      { ...about, type: 'activity.closed', body: { until: clock, ...(note.trim() === '' ? {} : { note: note.trim() }) } },
    ]).catch((fault: unknown) => ({ ok: false as const, error: faultAsRefusal(fault) }));
    setClosing(false);
    if (closed.ok) onClosed();
    else void message.error(refusalSentence(closed.error));
  };
  return (
    <div className={styles['closing']} onKeyDown={(event) => { if (event.key === 'Enter' && event.ctrlKey && activity.open && unsaved === 0 && !closing) { event.preventDefault(); void close(); } }}>
      <EveningSummary activity={{ ...activity, ...counts }} cases={cases} onOpenCase={onOpenCase} />
      {unsaved > 0 && <Alert type="error" showIcon title={`还有 ${unsaved} 件没有存下，请先回去处理，再收摊。`} />}
      {halfWritten && <Alert type="warning" showIcon title="手上这件还没有登记。要登记请先回去；不登记也会留在草稿里。" />}
      <label className={styles['label']} htmlFor="closing-note">备注（到场单位、天气、特别的事，可不填）</label>
      <Input.TextArea id="closing-note" autoFocus rows={2} maxLength={5000} value={note} onChange={({ target }) => { setNote(target.value); }} />
      <div className={styles['closingActs']}>
        <Button onClick={onBack}>回去接着登记<KeyCap keys="Esc" /></Button>
        {activity.open
          ? <Button type="primary" loading={closing} disabled={unsaved > 0} onClick={() => { void close(); }}>{activity.from}–{clock} 收摊，交给人大秘书<KeyCap keys="Ctrl+Enter" /></Button>
          : <Button type="primary" onClick={onClosed}>已经收摊，离开</Button>}
      </div>
    </div>
  );
}
