/** 收摊小结: the evening's figures, what it and its cards still lack, who wrote and in what weather, and one button that hands everything to the secretary. */
import { UsbOutlined } from '@ant-design/icons';
import { Alert, App, AutoComplete, Button, Input, Modal, Spin } from 'antd';
import { memo, useState } from 'react';
import type { Refusal } from '../../../../shared/act.ts';
import type { ActivityState } from '../../../../shared/activity/activity.ts';
import { useStore } from '../../../store/store-context.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';
import { useDraft } from '../../../ui/use-draft.ts';
import { usePeople } from '../../../ui/use-people.ts';
import { useSession } from '../../../ui/session-context.tsx';
import { closingActs, recorderOf } from '../closing-acts.ts';
import { EveningSummary } from '../EveningSummary.tsx';
import { refusalWords } from '../../../ui/refusal-words.ts';
import { useEveningCases } from '../use-evening-cases.ts';
import { KeyCap } from './KeyCap.tsx';
import styles from './live.module.css';

interface Props {
  readonly open: boolean;
  readonly activity: ActivityState;
  /** What was counted by pressing, written or not. */
  readonly counts: Pick<ActivityState, 'citizens' | 'settled' | 'ideas'>;
  /** Writes what was counted and is not written yet; null when all is on disk. */
  readonly onFlush: () => Promise<Refusal | null>;
  /** Cards that are not on disk yet. */
  readonly unsaved: number;
  /** True while a card with words lies on the table. */
  readonly halfWritten: boolean;
  /** `HH:mm` now: when the evening ends. */
  readonly clock: string;
  readonly onOpenCase: (id: string) => void;
  /** 和旁边的电脑合并. */
  readonly onJoin: () => void;
  readonly onBack: () => void;
  readonly onClosed: () => void;
}

const WEATHER = ['晴', '多云', '阴', '小雨', '大风'];

export const ClosingModal = memo(function ClosingModal(props: Props) {
  return (
    // A window that is still unfolding cannot take the keyboard: it gets it once it stands, so that Ctrl+Enter closes the evening.
    <Modal title="收摊小结" open={props.open} footer={null} width={980} centered destroyOnHidden onCancel={props.onBack} afterOpenChange={(stands) => { if (stands) document.getElementById('closing-note')?.focus(); }}>
      {props.open && <Kept {...props} />}
    </Modal>
  );
});

/** What was half filled in comes back, also after a power cut. */
function Kept(props: Props) {
  const key = `closing:${props.activity.id}`;
  const drafts = useAnswer((store) => store.drafts(), [], []);
  if (drafts === undefined) return <Spin />;
  const typed = Object.entries(drafts.find((one) => one.key === key)?.fields ?? {}).filter((field): field is [string, string] => typeof field[1] === 'string');
  return <Closing {...props} draft={key} typed={Object.fromEntries(typed)} />;
}

/** What stands in the form: as the evening has it, until somebody types. */
type Typed = Readonly<Partial<Record<'note' | 'weather' | 'recorder' | 'handedTo', string>>>;

function Closing({ activity, counts, onFlush, unsaved, halfWritten, clock, draft, typed: start, onOpenCase, onJoin, onBack, onClosed }: Props & { readonly draft: string; readonly typed: Typed }) {
  const store = useStore();
  const { message } = App.useApp();
  const session = useSession();
  const { others } = usePeople();
  const secretaries = [...(session.role === 'secretary' ? [session.userName] : []), ...others.filter(({ role, scope }) => role === 'secretary' && scope === activity.scope).map(({ name }) => name)];
  const kept = useDraft(draft);
  const [typed, setTyped] = useState<Typed>(start);
  const { note = activity.note ?? '', weather = textIn(activity, 'weather'), recorder = recorderOf(activity, session.userName), handedTo = secretaries[0] ?? '' } = typed;
  const type = (patch: Typed) => {
    const now = { ...typed, ...patch };
    setTyped(now);
    kept.keep(now);
  };
  const [closing, setClosing] = useState(false);
  const cases = useEveningCases(activity.id);
  if (cases === undefined) return <Spin />;
  const close = async () => {
    setClosing(true);
    const unwritten = await onFlush();
    const closed = unwritten === null
      ? await store.perform(closingActs(activity, { until: clock, note, handedTo, fields: { weather, recorder } }))
      : { ok: false as const, error: unwritten };
    setClosing(false);
    if (closed.ok) {
      await kept.drop();
      onClosed();
    } else void message.error(refusalWords(closed.error));
  };
  return (
    <div className={styles['closing']} onKeyDown={(event) => { if (event.key === 'Enter' && event.ctrlKey && activity.open && unsaved === 0 && !closing) { event.preventDefault(); void close(); } }}>
      <EveningSummary activity={{ ...activity, ...counts }} cases={cases} onOpenCase={onOpenCase} />
      {unsaved > 0 && <Alert type="error" showIcon title={`还有 ${unsaved} 件没有存下，请先回去处理，再收摊。`} />}
      {halfWritten && <Alert type="warning" showIcon title="手上这件还没有登记。要登记请先回去；不登记也会留在草稿里。" />}
      <div className={styles['closingFields']}>
        <label>天气<AutoComplete aria-label="天气" value={weather} maxLength={200} options={WEATHER.map((value) => ({ value }))} onChange={(value) => { type({ weather: value }); }} /></label>
        <label>记录人<Input value={recorder} maxLength={60} onChange={({ target }) => { type({ recorder: target.value }); }} /></label>
        <label>交给谁<AutoComplete aria-label="交给谁" value={handedTo} maxLength={60} placeholder="人大秘书" options={secretaries.map((value) => ({ value }))} onChange={(value) => { type({ handedTo: value }); }} /></label>
        <label className={styles['closingNote']} htmlFor="closing-note">备注（特别的事，可不填）<Input.TextArea id="closing-note" autoFocus rows={1} maxLength={5000} value={note} onChange={({ target }) => { type({ note: target.value }); }} /></label>
      </div>
      <div className={styles['closingActs']}>
        <Button icon={<UsbOutlined />} className={styles['first'] ?? ''} onClick={onJoin}>和旁边的电脑合并</Button>
        <Button onClick={onBack}>回去接着登记<KeyCap keys="Esc" /></Button>
        {activity.open
          ? <Button type="primary" loading={closing} disabled={unsaved > 0} onClick={() => { void close(); }}>{activity.from}–{clock} 收摊，交给{handedTo === '' ? '人大秘书' : handedTo}<KeyCap keys="Ctrl+Enter" /></Button>
          : <Button type="primary" onClick={onClosed}>已经收摊，离开</Button>}
      </div>
    </div>
  );
}

function textIn({ fields }: ActivityState, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}
