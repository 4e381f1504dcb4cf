/** 先通报上次的事: a window in large type to be read aloud from, one matter after another; each can be ticked as told, or put aside. */
import { Button, Modal } from 'antd';
import { memo, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { ActivityState } from '../../../../shared/activity/activity.ts';
import { STATUS_WORDS } from '../../../../shared/case/words.ts';
import type { LocalDate } from '../../../../shared/kernel/local-date.ts';
import { useStore } from '../../../store/store-context.tsx';
import { shortDay } from '../../../ui/format-date.ts';
import { useSession } from '../../../ui/session-context.tsx';
import { refusalWords } from '../../../ui/refusal-words.ts';
import { KeyCap } from './KeyCap.tsx';
import { toldAct } from './report-back.ts';
import { SHORTCUTS } from './shortcuts.ts';
import type { ToTell } from './use-report-back.ts';
import styles from './report-back.module.css';

interface Props {
  readonly activity: ActivityState;
  readonly today: LocalDate;
  readonly matters: readonly ToTell[];
  readonly aside: readonly string[];
  readonly onAside: (id: string, aside: boolean) => void;
  readonly onClose: () => void;
}

/** What waits to be told: neither told nor put aside. */
export function waitingToTell(matters: readonly ToTell[], aside: readonly string[]): readonly ToTell[] {
  return matters.filter(({ told, state }) => !told && !aside.includes(state.id));
}

export const ReportBackModal = memo(function ReportBackModal({ open, ...props }: Props & { readonly open: boolean }) {
  return (
    <Modal title="先通报上次的事" open={open} footer={null} width={1160} centered destroyOnHidden onCancel={props.onClose}>
      {open && <Telling {...props} />}
    </Modal>
  );
});

function Telling({ activity, today, matters, aside, onAside, onClose }: Props) {
  const store = useStore();
  const { userName } = useSession();
  const list = useRef<HTMLOListElement>(null);
  const [chosen, setChosen] = useState(() => (waitingToTell(matters, aside)[0] ?? matters[0])?.state.id ?? null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const at = Math.max(matters.findIndex(({ state }) => state.id === chosen), 0);
  const shown = matters[at];
  useEffect(() => { list.current?.querySelector<HTMLElement>('[aria-current="true"]')?.focus(); }, [chosen]);
  if (shown === undefined) return <p className={styles['none']}>这里以前没有办过夜市，或者上次的事都已经通报过、办结了。</p>;
  const { state, row, heardOn, sentence, told } = shown;
  const isAside = aside.includes(state.id);
  const goOn = () => {
    const waiting = waitingToTell(matters, aside).filter((one) => one.state.id !== state.id);
    const next = waiting.find((one) => matters.indexOf(one) > at) ?? waiting[0];
    if (next === undefined) onClose();
    else setChosen(next.state.id);
  };
  const tell = async () => {
    if (busy || told) return;
    setBusy(true);
    setFault(null);
    const saved = await store.perform([toldAct(state, { by: userName, on: activity.on, sentence })]);
    setBusy(false);
    if (saved.ok) goOn();
    else setFault(refusalWords(saved.error));
  };
  const put = () => {
    onAside(state.id, !isAside);
    if (!isAside) goOn();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = step === 0 ? undefined : matters[at + step];
    if (next !== undefined) setChosen(next.state.id);
    if (event.key === 'Enter' && event.ctrlKey) void tell();
    if (event.key === 'Delete' && !told) put();
    if (step !== 0 || (event.key === 'Enter' && event.ctrlKey)) event.preventDefault();
  };
  return (
    <div className={styles['telling']} onKeyDown={onKeyDown}>
      <ol ref={list} className={styles['matters']} aria-label="上次的事">
        {matters.map((one) => (
          <li key={one.state.id}>
            <button type="button" className={styles['matter']} aria-current={one.state.id === state.id} data-told={one.state.id} onClick={() => { setChosen(one.state.id); }}>
              <span className={styles['matterTitle']}>{one.state.title}</span>
              <span className={styles['matterState']}>{one.told ? '已通报' : aside.includes(one.state.id) ? '先放一放' : STATUS_WORDS[one.state.status]}</span>
            </button>
          </li>
        ))}
      </ol>
      <section className={styles['reading']} aria-label="念给大家听">
        <p className={styles['from']}>{shortDay(heardOn, today)}{row.villageName === '' ? '' : ` ${row.villageName}`}有人反映</p>
        <h3 className={styles['about']}>{state.title}</h3>
        <p className={styles['sentence']} data-testid="telling">{sentence}</p>
        {fault !== null && <p className={styles['fault']} role="alert">{fault}</p>}
        <div className={styles['acts']}>
          <span className={styles['count']}>{at + 1} / {matters.length}</span>
          <Button disabled={told} onClick={put}>{isAside ? '拿回来' : '先放一放'}<KeyCap keys="Delete" /></Button>
          <Button type="primary" size="large" loading={busy} disabled={told} data-testid="told" onClick={() => { void tell(); }}>{told ? '已当面通报' : '已当面通报，下一件'}{!told && <KeyCap keys="Ctrl+Enter" />}</Button>
        </div>
      </section>
    </div>
  );
}

/** The way in, above tonight's list, for as long as something waits. */
export const ToTellList = memo(function ToTellList({ waiting, onOpen }: { readonly waiting: readonly ToTell[]; readonly onOpen: () => void }) {
  if (waiting.length === 0) return null;
  return (
    <section className={styles['first']} aria-label="先通报上次的事">
      <button type="button" className={styles['open']} data-testid="to-tell" onClick={onOpen}>
        <span className={styles['firstHead']}>先通报上次的事 {waiting.length} 件<KeyCap keys={SHORTCUTS.report_back.keys} /></span>
        {waiting.slice(0, MOST_LINES).map(({ state }) => <span key={state.id} className={styles['firstLine']}><span>{state.title}</span><span className={styles['matterState']}>{STATUS_WORDS[state.status]}</span></span>)}
        {waiting.length > MOST_LINES && <span className={styles['matterState']}>还有 {waiting.length - MOST_LINES} 件</span>}
      </button>
    </section>
  );
});
const MOST_LINES = 3;
