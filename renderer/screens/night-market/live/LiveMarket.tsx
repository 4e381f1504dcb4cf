/**
 * The live night market: a whole dark screen over everything else, entered when an evening is open and left with Esc. What
 * is typed here is on disk 150 ms later; what is registered is on disk before its line in the list says so.
 */
import { CloseOutlined, UsbOutlined } from '@ant-design/icons';
import { Alert, App, Button } from 'antd';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { ActivityState } from '../../../../shared/activity/activity.ts';
import type { Refusal } from '../../../../shared/act.ts';
import { effectiveCategories } from '../../../../shared/category/category.ts';
import { desktopApi } from '../../../desktop.ts';
import type { CasePage, Directory } from '../../../store/api.ts';
import type { Store } from '../../../store/client.ts';
import { mediaBusy } from '../../../ui/attachments/media-busy.ts';
import { JoinModal } from '../../../ui/bundle/JoinModal.tsx';
import { dayWords } from '../../../ui/format-date.ts';
import { SavePill } from '../../../ui/SavePill.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';
import { useToday } from '../../../ui/use-today.ts';
import { isBlank, type CardFault } from '../capture-form.ts';
import { isSettledAtTable } from '../evening-figures.ts';
import { refusalWords } from '../../../ui/refusal-words.ts';
import { useReceipts } from '../use-receipts.tsx';
import { CaptureCard } from './CaptureCard.tsx';
import { CasePeek } from './CasePeek.tsx';
import { CheckInModal } from './CheckInModal.tsx';
import { ClosingModal } from './ClosingModal.tsx';
import type { Desk } from './evening-desk.ts';
import { focusField } from './fields.ts';
import { HealthStrip } from './HealthStrip.tsx';
import { KeyCap } from './KeyCap.tsx';
import { MarketRoot } from './MarketRoot.tsx';
import { QuestionsModal } from './QuestionsModal.tsx';
import { ReportBackModal, ToTellList, waitingToTell } from './ReportBack.tsx';
import { runCommand, useKeys } from './run-command.ts';
import { SettleHeads } from './SettleHeads.tsx';
import { ShortcutsHelp } from './ShortcutsHelp.tsx';
import { SHORTCUTS, type Command } from './shortcuts.ts';
import { ShowReceipt } from './ShowReceipt.tsx';
import { Tallies } from './Tallies.tsx';
import { TonightList } from './TonightList.tsx';
import { UnsavedAlert } from './UnsavedAlert.tsx';
import { useClock } from './use-clock.ts';
import { useEveningDesk } from './use-evening-desk.ts';
import { useHealth } from './use-health.ts';
import { useReportBack } from './use-report-back.ts';
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

/** The windows that lie over the card. */
export type Window = 'check-in' | 'closing' | 'help' | 'questions' | 'report-back' | 'settle' | null;

function LiveDesk({ activity, directory, initial, restored, onLeave }: Props) {
  const { message } = App.useApp();
  const today = useToday();
  const clock = useClock();
  const card = useRef<HTMLFormElement>(null);
  const [fault, setFault] = useState<CardFault | null>(null);
  const [open, setOpen] = useState<Window>(null);
  const [peeked, setPeeked] = useState<string | null>(null);
  const [receipt, setReceipt] = useState<string | null>(null);
  const [newest, setNewest] = useState<string | null>(null);
  const [notice, setNotice] = useState(restored ? '上次没写完的都在，接着写就行。' : '');
  const [draftFault, setDraftFault] = useState(false);
  const receipts = useReceipts();
  const tonight = useAnswer((ask) => tonightOf(ask, activity.id), ['cases'], [activity.id]);
  const toTell = useReportBack(activity, today) ?? NOTHING;
  const onDraft = useCallback((draft: unknown) => { setDraftFault(draft !== null); }, []);
  const onCountFault = useCallback((refusal: Refusal) => { void message.error(refusalWords(refusal)); }, [message]);
  const categories = useMemo(() => effectiveCategories(directory.categoryRecords, activity.scope).filter((one) => one.active), [directory.categoryRecords, activity.scope]);
  const table = useEveningDesk({ activity, villages: directory.villages, categories, initial, onSaved: setNewest, onDraft, onCountFault });
  const { desk, counts, edit, handIn, count, putAside, flush } = table;
  const health = useHealth(activity, useMemo(() => newestOf(activity, tonight?.page.rows ?? []), [activity, tonight]));
  const leave = useCallback(() => { onLeave(false); }, [onLeave]);
  const leaveClosed = useCallback(() => { onLeave(true); }, [onLeave]);
  const close = useCallback(() => { setOpen(null); }, []);
  const closePeek = useCallback(() => { setPeeked(null); }, []);
  const closeReceipt = useCallback(() => { setReceipt(null); }, []);
  const [openCheckIn, openClosing, openReportBack, openSettle] = [useOpener(setOpen, 'check-in'), useOpener(setOpen, 'closing'), useOpener(setOpen, 'report-back'), useOpener(setOpen, 'settle')];
  const [joining, setJoining] = useState(false);
  const join = useCallback(() => { setJoining(true); }, []);
  // The window gives the keyboard back to where it was: to the card.
  const joinFromHead = useCallback(() => { focusField(card.current, 'words'); join(); }, [join]);
  const busy = joining || open !== null || peeked !== null || receipt !== null || receipts.open;

  const register = useCallback(() => {
    const found = mediaFault(card.current) ?? handIn();
    setFault(found);
    setNotice('');
    focusField(card.current, found === null || found.field === 'media' ? (activity.village === null && found === null ? 'village' : 'words') : found.field);
  }, [handIn, activity.village]);

  const { show } = receipts;
  const printReceipt = useCallback((id: string) => { setReceipt(null); show([id]); }, [show]);
  const joined = useCallback(() => {
    edit({ words: '', answer: '', answered: false, attachments: [] });
    setPeeked(null);
    void message.success('已补记到这一件，没有另外登记。');
  }, [edit, message]);
  const last = newest ?? tonight?.page.rows[0]?.id;
  const printLast = useCallback(() => { if (last !== undefined) show([last]); }, [last, show]);
  const showLast = useCallback(() => { if (last !== undefined) setReceipt(last); }, [last]);
  const { matter, answered } = desk.form;
  const run = useCallback((command: Command) => { runCommand(command, { card, edit, register, count, printLast, showLast, matter, answered, setOpen }); }, [edit, register, count, printLast, showLast, matter, answered]);
  useKeys({ busy, run, onLeave: leave });

  // The first box that is still empty; also after a window closes.
  useEffect(() => { if (!busy) focusField(card.current, desk.form.words !== '' || activity.village !== null ? 'words' : 'village'); }, [busy]); // eslint-disable-line react-hooks/exhaustive-deps -- the card's content at that moment, not its changes
  useEffect(() => { setFault(null); }, [desk.form.words, desk.form.answer, desk.form.answered, desk.form.result, desk.form.matter, desk.form.attachments]);

  return (
    <div className={styles['live']} data-testid="live-market">
      <header className={styles['head']}>
        <h1 className={styles['place']}>{activity.place}</h1>
        <span className={styles['day']}>民情夜市 · {dayWords(activity.on, today)}</span>
        <span className={styles['headTools']}>
          <SavePill testId="market-pill" />
          <Button type="text" onClick={() => { setOpen('questions'); }}>我问你答<KeyCap keys={SHORTCUTS.questions.keys} /></Button>
          <Button type="text" icon={<UsbOutlined />} title="和旁边的电脑合并" onClick={joinFromHead}>合并</Button>
          <Button type="text" onClick={() => { setOpen('help'); }}>快捷键<KeyCap keys={SHORTCUTS.help.keys} /></Button>
          <Button type="text" icon={<CloseOutlined />} onClick={leave}>离开<KeyCap keys="Esc" /></Button>
        </span>
      </header>
      <Tallies activity={activity} counts={counts} registered={tonight?.registered ?? NONE_REGISTERED} clock={clock} onCount={count} onCheckIn={openCheckIn} onSettle={openSettle} />
      <main className={styles['centre']}>
        <HealthStrip health={health} />
        {!activity.open && <Alert type="warning" showIcon title="这一场已在别的电脑上收摊。还没登记的仍可登记，会记在这一场里。" />}
        {draftFault && <Alert type="error" showIcon title="正在写的内容没有存进草稿：请先按 Ctrl+Enter 登记，再检查磁盘空间。" />}
        <UnsavedAlert table={table} />
        <CaptureCard ref={card} form={desk.form} villages={directory.villages} categories={categories} fault={fault} notice={notice} onEdit={edit} onRegister={register} onOpenCase={setPeeked} />
      </main>
      <TonightList
        rows={tonight?.page.rows ?? []} total={tonight?.page.total ?? 0} newest={newest} onOpen={setPeeked} onShow={showLast} onReceipts={printLast} onClose={openClosing}
        first={<ToTellList waiting={waitingToTell(toTell, desk.aside)} onOpen={openReportBack} />}
      />
      <CheckInModal open={open === 'check-in'} activity={activity} directory={directory} clock={clock} onClose={close} />
      <ReportBackModal open={open === 'report-back'} activity={activity} today={today} matters={toTell} aside={desk.aside} onAside={putAside} onClose={close} />
      <QuestionsModal open={open === 'questions'} activity={activity} onSaved={setNewest} onOpenCase={setPeeked} onClose={close} />
      <SettleHeads open={open === 'settle'} activity={activity} onClose={close} />
      <ClosingModal open={open === 'closing'} activity={activity} counts={counts} onFlush={flush} unsaved={desk.handedIn.length} halfWritten={!isBlank(desk.form)} clock={clock} onOpenCase={setPeeked} onJoin={join} onBack={close} onClosed={leaveClosed} />
      <ShortcutsHelp open={open === 'help'} onClose={close} />
      <CasePeek id={peeked} card={peeked === null ? null : desk.form} place={activity.place} directory={directory} onClose={closePeek} onReceipt={setReceipt} onJoined={joined} />
      <JoinModal activity={activity} open={joining} onClose={() => { setJoining(false); }} />
      <ShowReceipt id={receipt} onPrint={printReceipt} onClose={closeReceipt} />
      {receipts.preview}
    </div>
  );
}

const NOTHING: readonly never[] = [];
const NONE_REGISTERED = { settled: 0, ideas: 0 } as const;

function useOpener(setOpen: (window: Window) => void, window: Window): () => void {
  return useCallback(() => { setOpen(window); }, [setOpen, window]);
}

/** Tonight's cases, and what they themselves add to the counters: disputes that were settled, ideas. */
async function tonightOf(store: Store, activity: string): Promise<{ readonly page: CasePage; readonly registered: { readonly settled: number; readonly ideas: number } }> {
  const page = await store.cases({ filter: { activity }, sort: 'received', descending: true, offset: 0, limit: MOST_LINES });
  const disputes = await Promise.all(page.rows.flatMap((row) => (row.matter === 'dispute' ? [store.case(row.id)] : [])));
  return { page, registered: { settled: disputes.filter((view) => view !== null && isSettledAtTable(view.state)).length, ideas: page.rows.filter((row) => row.matter === 'golden_idea').length } };
}

/** When the newest entry of the evening that this screen knows of was written, by its own device's clock. */
function newestOf({ timeline }: ActivityState, rows: CasePage['rows']): number | null {
  const instants = [...timeline.map(({ header }) => header.wall), ...rows.map(({ changedAt }) => changedAt)].map((wall) => Date.parse(wall)).filter((ms) => !Number.isNaN(ms));
  return instants.length === 0 ? null : instants.reduce((latest, one) => Math.max(latest, one));
}

/** A card does not leave the hand while a photograph is being stored or a memo recorded: they would miss it. */
function mediaFault(card: HTMLElement | null): CardFault | null {
  const busy = mediaBusy(card);
  return busy === null ? null : { field: 'media', sentence: busy === 'recording' ? '还在录音：先按 Alt+Y 停下，再登记。' : '照片或录音正在存进本机，存好了再按一次登记。' };
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
