/** The recorder's table with its store: keeps the draft, saves cards in the background, writes the totals. */
import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import type { Act } from '../../../../shared/act.ts';
import type { ActivityState } from '../../../../shared/activity/activity.ts';
import { localDateOf, localTimeOf } from '../../../../shared/kernel/local-date.ts';
import type { CaseCategory } from '../../../../shared/category/category.ts';
import type { Village } from '../../../../shared/village/village.ts';
import { useStore } from '../../../store/store-context.tsx';
import { newSubject } from '../../../ui/new-subject.ts';
import { faultOf, isBlank, registrationOf, type CaptureForm, type CardFault } from '../capture-form.ts';
import { faultAsRefusal } from '../refusal-sentence.ts';
import { countsOf, countsWith, deskToDraft, nextDesk, sameCounts, type Counter, type Counts, type Desk } from './evening-desk.ts';

/** Half-typed words are on disk this long after the last key. */
const DRAFT_DELAY_MS = 150;
/** A total is written when nobody has pressed for this long: one entry for a family of five, not five. */
const COUNT_DELAY_MS = 1200;

export interface EveningDesk {
  readonly desk: Desk;
  /** The totals as they stand, written or not. */
  readonly counts: Counts;
  edit(patch: Partial<CaptureForm>): void;
  /** Hands the card in and lays out the next one at once; the fault instead when the card cannot be registered yet. With an empty hand, tries the refused cards again. */
  handIn(): CardFault | null;
  tryAgain(): void;
  takeBack(subject: string): void;
  count(counter: Counter, by: number): void;
  setCount(counter: Counter, total: number): void;
}

interface Evening {
  readonly activity: ActivityState;
  readonly villages: readonly Village[];
  readonly categories: readonly CaseCategory[];
  /** The table as the draft left it. */
  readonly initial: Desk;
  /** Called when a card is on disk. */
  readonly onSaved: (subject: string) => void;
  /** Called when the draft could not be kept, with null when it could again. */
  readonly onDraft: (fault: unknown) => void;
}

/** The draft's key for an evening. */
export function draftKey(activityId: string): string {
  return `night-market:${activityId}`;
}

export function useEveningDesk({ activity, villages, categories, initial, onSaved, onDraft }: Evening): EveningDesk {
  const store = useStore();
  const [desk, dispatch] = useReducer(nextDesk, initial);
  const latest = useRef({ desk, activity, villages, categories, onSaved, onDraft });
  useEffect(() => { latest.current = { desk, activity, villages, categories, onSaved, onDraft }; });

  const save = useCallback(async (form: CaptureForm): Promise<void> => {
    const { subject } = form;
    try {
      const { activity: evening, villages: known, categories: inForce } = latest.current;
      const nowMs = Date.now();
      const sameDay = localDateOf(nowMs) === evening.on;
      const tempNo = await store.nextTempNo();
      const registration = registrationOf(form, { activity: evening, villages: known, categories: inForce, tempNo, on: evening.on, at: sameDay ? localTimeOf(nowMs) : null });
      const before = latest.current.desk.counts ?? countsOf(evening);
      const after = countsWith(before, form);
      const counted = evening.open && !sameCounts(countsOf(evening), after);
      const saved = await store.perform(counted ? [registration, countedAct(evening, after)] : [registration]);
      if (saved.ok && counted) dispatch({ type: 'counted', counts: countsWith(latest.current.desk.counts ?? before, form) });
      if (saved.ok || saved.error.code === 'already-registered') {
        dispatch({ type: 'saved', subject });
        latest.current.onSaved(subject);
      } else dispatch({ type: 'refused', subject, refusal: saved.error });
    } catch (fault) {
      dispatch({ type: 'refused', subject, refusal: faultAsRefusal(fault) });
    }
  }, [store]);

  // Cards that were handed in when the computer died: saved now; those that had reached the disk are recognised by their id.
  useEffect(() => { for (const { form } of initial.handedIn) void save(form); }, [initial, save]);

  const keepDraft = useCallback(async (kept: Desk): Promise<void> => {
    try {
      await store.saveDraft(draftKey(activity.id), deskToDraft(kept));
      latest.current.onDraft(null);
    } catch (fault) {
      latest.current.onDraft(fault);
    }
  }, [store, activity.id]);

  const unkept = useRef(false);
  useEffect(() => {
    if (desk === initial) return;
    unkept.current = true;
    const timer = setTimeout(() => { unkept.current = false; void keepDraft(desk); }, DRAFT_DELAY_MS);
    return () => { clearTimeout(timer); };
  }, [desk, initial, keepDraft]);
  useEffect(() => {
    const flush = () => { if (unkept.current) { unkept.current = false; void keepDraft(latest.current.desk); } };
    const onHidden = () => { if (document.visibilityState === 'hidden') flush(); };
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', onHidden);
    return () => { window.removeEventListener('pagehide', flush); document.removeEventListener('visibilitychange', onHidden); flush(); };
  }, [keepDraft]);

  // Totals: written when the hand rests; done when the evening shows them.
  const { counts } = desk;
  useEffect(() => { if (counts !== null) dispatch({ type: 'counts-written', activity }); }, [activity, counts]);
  useEffect(() => {
    if (counts === null) return;
    const write = async () => {
      const { activity: evening } = latest.current;
      if (!evening.open || sameCounts(countsOf(evening), counts)) return;
      try {
        await store.perform([countedAct(evening, counts)]);
      } catch (fault) {
        latest.current.onDraft(fault);
      }
    };
    const timer = setTimeout(() => { void write(); }, COUNT_DELAY_MS);
    return () => { clearTimeout(timer); };
  }, [store, counts]);

  // All of these are the same functions from the first render to the last, so that a key redraws its box and nothing else.
  const edit = useCallback((patch: Partial<CaptureForm>) => { dispatch({ type: 'edited', patch }); }, []);
  const takeBack = useCallback((subject: string) => { dispatch({ type: 'taken-back', subject }); }, []);
  const tryAgain = useCallback(() => {
    const refused = latest.current.desk.handedIn.filter(({ refusal }) => refusal !== null);
    dispatch({ type: 'tried-again' });
    for (const { form } of refused) void save(form);
  }, [save]);
  const handIn = useCallback(() => {
    const { form, handedIn } = latest.current.desk;
    if (isBlank(form) && handedIn.some(({ refusal }) => refusal !== null)) {
      tryAgain();
      return null;
    }
    const fault = faultOf(form);
    if (fault !== null) return fault;
    dispatch({ type: 'handed-in', subject: form.subject, nextSubject: newSubject('case') });
    void save(form);
    return null;
  }, [save, tryAgain]);
  const count = useCallback((counter: Counter, by: number) => { dispatch({ type: 'counted-by', counter, by, written: countsOf(latest.current.activity) }); }, []);
  const setCount = useCallback((counter: Counter, total: number) => {
    const written = countsOf(latest.current.activity);
    dispatch({ type: 'counted-by', counter, by: total - (latest.current.desk.counts ?? written)[counter], written });
  }, []);
  const shown = useMemo(() => counts ?? countsOf(activity), [counts, activity]);
  return { desk, counts: shown, edit, handIn, tryAgain, takeBack, count, setCount };
}

/** The act that writes the running totals. */
export function countedAct(activity: ActivityState, counts: Counts): Act {
  return { scope: activity.scope, subject: activity.id, type: 'activity.counted', body: { ...counts } };
}
