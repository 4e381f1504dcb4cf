/**
 * The live night market: a whole dark screen over everything else, entered when an evening is open and left with Esc. What
 * is typed here is on disk 150 ms later; what is registered is on disk before its line in the list says so.
 */
import { CloseOutlined } from '@ant-design/icons';
import { Alert, App, Button } from 'antd';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { createPortal } from 'react-dom';
import type { ActivityState } from '../../../../shared/activity/activity.ts';
import { LEVELS, REGISTRABLE_MATTERS } from '../../../../shared/case/case.ts';
import { effectiveCategories } from '../../../../shared/category/category.ts';
import { desktopApi } from '../../../desktop.ts';
import type { Directory } from '../../../store/api.ts';
import { useStore } from '../../../store/store-context.tsx';
import { dayWords } from '../../../ui/format-date.ts';
import { SavePill } from '../../../ui/SavePill.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';
import { useToday } from '../../../ui/use-today.ts';
import { isBlank, type CardFault } from '../capture-form.ts';
import { useReceipts } from '../use-receipts.tsx';
import { AttendanceModal } from './AttendanceModal.tsx';
import { CaptureCard } from './CaptureCard.tsx';
import { CasePeek } from './CasePeek.tsx';
import { ClosingModal } from './ClosingModal.tsx';
import type { Desk } from './evening-desk.ts';
import { focusField } from './fields.ts';
import { KeyCap } from './KeyCap.tsx';
import { MarketRoot } from './MarketRoot.tsx';
import { ShortcutsHelp } from './ShortcutsHelp.tsx';
import { commandOf, SHORTCUTS, type Command } from './shortcuts.ts';
import { Tallies } from './Tallies.tsx';
import { TonightList } from './TonightList.tsx';
import { UnsavedAlert } from './UnsavedAlert.tsx';
import { useClock } from './use-clock.ts';
import { useEveningDesk } from './use-evening-desk.ts';
import styles from './live.module.css';

/** The list keeps an evening of any size in reach; beyond it the ledger has them. */
const MOST_LINES = 500;

interface Props {
  readonly activity: ActivityState;
  readonly directory: Directory;
  readonly initial: Desk;
  /** True when `initial` came from a draft: said once, calmly. */
  readonly restored: boolean;
  /** Back to the desk; `closed` when the evening was closed on the way out. */
  readonly onLeave: (closed: boolean) => void;
}

export function LiveMarket(props: Props) {
  useFullScreen();
  return createPortal(<MarketRoot><LiveDesk {...props} /></MarketRoot>, document.body);
}

type Window = 'attendance' | 'closing' | 'help' | null;

function LiveDesk({ activity, directory, initial, restored, onLeave }: Props) {
  const { message } = App.useApp();
  const today = useToday();
  const clock = useClock();
  const store = useStore();
  const card = useRef<HTMLFormElement>(null);
  const [fault, setFault] = useState<CardFault | null>(null);
  const [open, setOpen] = useState<Window>(null);
  const [peeked, setPeeked] = useState<string | null>(null);
  const [newest, setNewest] = useState<string | null>(null);
  const [notice, setNotice] = useState(restored ? '上次没写完的都在，接着写就行。' : '');
  const [draftFault, setDraftFault] = useState(false);
  const receipts = useReceipts();
  const page = useAnswer(() => store.cases({ filter: { activity: activity.id }, sort: 'received', descending: true, offset: 0, limit: MOST_LINES }), ['cases'], [activity.id]);
  const onDraft = useCallback((draft: unknown) => { setDraftFault(draft !== null); }, []);
  const categories = useMemo(() => effectiveCategories(directory.categoryRecords, activity.scope).filter((one) => one.active), [directory.categoryRecords, activity.scope]);
  const table = useEveningDesk({ activity, villages: directory.villages, categories, initial, onSaved: setNewest, onDraft });
  const { desk, counts, edit, handIn, count, setCount } = table;
  const leave = useCallback(() => { onLeave(false); }, [onLeave]);
  const leaveClosed = useCallback(() => { onLeave(true); }, [onLeave]);
  const close = useCallback(() => { setOpen(null); }, []);
  const closePeek = useCallback(() => { setPeeked(null); }, []);
  const [openAttendance, openClosing] = [useOpener(setOpen, 'attendance'), useOpener(setOpen, 'closing')];
  const busy = open !== null || peeked !== null || receipts.open;

  const register = useCallback(() => {
    const found = handIn();
    setFault(found);
    setNotice('');
    focusField(card.current, found?.field ?? (activity.village === null ? 'village' : 'words'));
  }, [handIn, activity.village]);

  const { show } = receipts;
  const showReceipt = useCallback((id: string) => { show([id]); }, [show]);
  const joined = useCallback(() => {
    edit({ words: '', answer: '', answered: false });
    setPeeked(null);
    void message.success('已补记到这一件，没有另外登记。');
  }, [edit, message]);
  const printReceipts = useCallback(() => { const id = newest ?? page?.rows[0]?.id; if (id !== undefined) show([id]); }, [newest, page, show]);
  const run = useCallback((command: Command) => { runCommand(command, { card, edit, register, count, printReceipts, answered: desk.form.answered, setOpen }); }, [edit, register, count, printReceipts, desk.form.answered]);
  useKeys({ busy, run, onLeave: leave });

  // The first box that is still empty; also after a window closes.
  useEffect(() => { if (!busy) focusField(card.current, desk.form.words !== '' || activity.village !== null ? 'words' : 'village'); }, [busy]); // eslint-disable-line react-hooks/exhaustive-deps -- the card's content at that moment, not its changes
  useEffect(() => { setFault(null); }, [desk.form.words, desk.form.answer, desk.form.answered]);

  return (
    <div className={styles['live']} data-testid="live-market">
      <header className={styles['head']}>
        <h1 className={styles['place']}>{activity.place}</h1>
        <span className={styles['day']}>民情夜市 · {dayWords(activity.on, today)}</span>
        <span className={styles['headTools']}>
          <SavePill testId="market-pill" />
          <Button type="text" onClick={() => { setOpen('help'); }}>快捷键<KeyCap keys={SHORTCUTS.help.keys} /></Button>
          <Button type="text" icon={<CloseOutlined />} onClick={leave}>离开<KeyCap keys="Esc" /></Button>
        </span>
      </header>
      <Tallies activity={activity} counts={counts} clock={clock} onCount={count} onSet={setCount} onAttendance={openAttendance} />
      <main className={styles['centre']}>
        {!activity.open && <Alert type="warning" showIcon title="这一场已在别的电脑上收摊。还没登记的仍可登记，会记在这一场里。" />}
        {draftFault && <Alert type="error" showIcon title="正在写的内容没有存进草稿：请先按 Ctrl+Enter 登记，再检查磁盘空间。" />}
        <UnsavedAlert table={table} />
        <CaptureCard ref={card} form={desk.form} villages={directory.villages} categories={categories} fault={fault} notice={notice} onEdit={edit} onRegister={register} onOpenCase={setPeeked} />
      </main>
      <TonightList rows={page?.rows ?? []} total={page?.total ?? 0} newest={newest} onOpen={setPeeked} onReceipts={printReceipts} onClose={openClosing} />
      <AttendanceModal open={open === 'attendance'} activity={activity} directory={directory} onClose={close} />
      <ClosingModal open={open === 'closing'} activity={activity} counts={counts} unsaved={desk.handedIn.length} halfWritten={!isBlank(desk.form)} clock={clock} onOpenCase={setPeeked} onBack={close} onClosed={leaveClosed} />
      <ShortcutsHelp open={open === 'help'} onClose={close} />
      <CasePeek id={peeked} words={peeked === null ? '' : desk.form.words} place={activity.place} directory={directory} onClose={closePeek} onReceipt={showReceipt} onJoined={joined} />
      {receipts.preview}
    </div>
  );
}

function useOpener(setOpen: (window: Window) => void, window: Window): () => void {
  return useCallback(() => { setOpen(window); }, [setOpen, window]);
}

interface Hands {
  readonly card: RefObject<HTMLFormElement | null>;
  readonly edit: ReturnType<typeof useEveningDesk>['edit'];
  readonly register: () => void;
  readonly count: ReturnType<typeof useEveningDesk>['count'];
  readonly printReceipts: () => void;
  readonly answered: boolean;
  readonly setOpen: (window: Window) => void;
}

function runCommand(command: Command, { card, edit, register, count, printReceipts, answered, setOpen }: Hands): void {
  const commands: Readonly<Record<Command, () => void>> = {
    register, receipt: printReceipts,
    minor: () => { edit({ level: LEVELS[0] }); }, common: () => { edit({ level: LEVELS[1] }); }, major: () => { edit({ level: LEVELS[2] }); },
    opinion: () => { edit({ matter: REGISTRABLE_MATTERS[0] }); }, dispute: () => { edit({ matter: REGISTRABLE_MATTERS[1] }); }, golden_idea: () => { edit({ matter: REGISTRABLE_MATTERS[2] }); }, policy_question: () => { edit({ matter: REGISTRABLE_MATTERS[3] }); },
    answer: () => { edit({ answered: !answered }); setTimeout(() => { focusField(card.current, answered ? 'words' : 'answer'); }); },
    village: () => { focusField(card.current, 'village'); }, words: () => { focusField(card.current, 'words'); }, category: () => { focusField(card.current, 'category'); },
    citizen_more: () => { count('citizens', 1); }, citizen_fewer: () => { count('citizens', -1); }, citizen_ten_more: () => { count('citizens', 10); },
    settled_more: () => { count('settled', 1); }, idea_more: () => { count('ideas', 1); },
    attendance: () => { setOpen('attendance'); }, close: () => { setOpen('closing'); }, help: () => { setOpen('help'); },
    list: () => { document.querySelector<HTMLElement>('[data-case]')?.focus(); }, similar: () => { document.querySelector<HTMLElement>('[data-similar]')?.focus(); },
  };
  commands[command]();
}

/** The keys of the whole screen. Windows on top take theirs themselves; an open list of choices takes its Esc. */
function useKeys({ busy, run, onLeave }: { readonly busy: boolean; readonly run: (command: Command) => void; readonly onLeave: () => void }): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (busy || event.isComposing) return;
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea');
      const command = commandOf(event) ?? (event.key === '?' && !typing ? 'help' : null);
      if (command !== null) {
        event.preventDefault();
        event.stopPropagation();
        if (!event.repeat || command.startsWith('citizen')) run(command);
        return;
      }
      const listOpen = event.target instanceof HTMLElement && event.target.getAttribute('aria-expanded') === 'true';
      if (event.key === 'Escape' && !listOpen && document.querySelector('.ant-popover:not(.ant-popover-hidden)') === null) onLeave();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => { window.removeEventListener('keydown', onKey, { capture: true }); };
  }, [busy, run, onLeave]);
}

/** Full screen on the desktop for as long as the screen is shown, and nothing of the desk below within reach of the keyboard. */
function useFullScreen(): void {
  useLayoutEffect(() => {
    const desk = document.getElementById('root');
    const desktop = desktopApi();
    if (desk) desk.inert = true;
    void desktop?.setFullScreen(true);
    return () => {
      if (desk) desk.inert = false;
      void desktop?.setFullScreen(false);
    };
  }, []);
}
