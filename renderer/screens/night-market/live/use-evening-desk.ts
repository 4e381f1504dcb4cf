/** The recorder's table with its store: keeps the draft, saves cards in the background. What is counted: `use-counting.ts`. */
import { useCallback, useEffect, useLayoutEffect, useReducer, useRef } from 'react';
import type { Refusal } from '../../../../shared/act.ts';
import type { ActivityState } from '../../../../shared/activity/activity.ts';
import { localDateOf, localTimeOf } from '../../../../shared/kernel/local-date.ts';
import type { CaseCategory } from '../../../../shared/category/category.ts';
import type { Village } from '../../../../shared/village/village.ts';
import { useStore } from '../../../store/store-context.tsx';
import { newSubject } from '../../../ui/new-subject.ts';
import { faultOf, isBlank, registrationOf, type CaptureForm, type CardFault } from '../capture-form.ts';
import { faultAsRefusal } from '../../../store/failure-text.ts';
import { deskToDraft, nextDesk, type Desk } from './evening-desk.ts';
import { useCounting, type Counting } from './use-counting.ts';

/** Half-typed words are on disk this long after the last key. */
const DRAFT_DELAY_MS = 150;

export interface EveningDesk extends Counting {
  readonly desk: Desk;
  /** Changes the card in the hand; with `subject` only while it is that card. */
  edit(patch: Partial<CaptureForm>, subject?: string): void;
  /** Hands the card in and lays out the next one at once; the fault instead when the card cannot be registered yet. With an empty hand, tries the refused cards again. */
  handIn(): CardFault | null;
  tryAgain(): void;
  takeBack(subject: string): void;
  /** A matter of an earlier evening is put aside, or taken up again. */
  putAside(subject: string, aside: boolean): void;
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
  /** Called when a count could not be written: it stays on the screen and is tried again with the next. */
  readonly onCountFault: (refusal: Refusal) => void;
}

/** The draft's key for an evening. */
export function draftKey(activityId: string): string {
  return `night-market:${activityId}`;
}

export function useEveningDesk({ activity, villages, categories, initial, onSaved, onDraft, onCountFault }: Evening): EveningDesk {
  const store = useStore();
  const [desk, dispatch] = useReducer(nextDesk, initial);
  const latest = useRef({ desk, activity, villages, categories, onSaved, onDraft, onCountFault });
  // Before anything else that an effect or a timer does with it.
  useLayoutEffect(() => { latest.current = { desk, activity, villages, categories, onSaved, onDraft, onCountFault }; });
  const { counts, count, flush } = useCounting({ desk, activity }, latest, dispatch);

  const save = useCallback(async (form: CaptureForm): Promise<void> => {
    const { subject } = form;
    try {
      const { activity: evening, villages: known, categories: inForce } = latest.current;
      const nowMs = Date.now();
      const sameDay = localDateOf(nowMs) === evening.on;
      const tempNo = await store.nextTempNo();
      const registration = registrationOf(form, { activity: evening, villages: known, categories: inForce, tempNo, on: evening.on, at: sameDay ? localTimeOf(nowMs) : null });
      const saved = await store.perform([registration]);
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

  // All of these are the same functions from the first render to the last, so that a key redraws its box and nothing else.
  const edit = useCallback((patch: Partial<CaptureForm>, subject?: string) => { dispatch({ type: 'edited', patch, ...(subject === undefined ? {} : { subject }) }); }, []);
  const putAside = useCallback((subject: string, aside: boolean) => { dispatch({ type: 'put-aside', subject, aside }); }, []);
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
  return { desk, counts, edit, handIn, tryAgain, takeBack, putAside, count, flush };
}
