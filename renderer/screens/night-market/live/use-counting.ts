/** Writes what the recorder counts: heads as a total, the counters as so many more or fewer. One after another, once the hand rests. */
import { useCallback, useEffect, useMemo, useState, type Dispatch, type RefObject } from 'react';
import type { ActivityState } from '../../../../shared/activity/activity.ts';
import type { Refusal } from '../../../../shared/act.ts';
import type { Store } from '../../../store/client.ts';
import { useStore } from '../../../store/store-context.tsx';
import { countedAct, pendingTallies, talliedActs, type Counter, type Desk, type DeskEvent, type Heads } from './evening-desk.ts';

/** A count is written when nobody has pressed for this long: one entry for a family of five, not five. */
const COUNT_DELAY_MS = 1200;

/** What the left of the screen shows: heads, and of the counters what was pressed, written or not. What was registered is added by who shows it. */
export type Counts = Readonly<Record<Counter, number>>;

export interface Counting {
  readonly counts: Counts;
  /** So many more or fewer. */
  count(counter: Counter, by: number): void;
  /** Writes what is not written yet; null when all is on disk. */
  flush(): Promise<Refusal | null>;
}

interface Table { readonly desk: Desk; readonly activity: ActivityState; readonly onCountFault: (refusal: Refusal) => void }

/** `latest` is the table as it was last drawn. */
export function useCounting({ desk, activity }: Pick<Table, 'desk' | 'activity'>, latest: RefObject<Table>, dispatch: Dispatch<DeskEvent>): Counting {
  const store = useStore();
  const [writer] = useState(() => createWriter(store));
  const { heads, batches } = desk;
  const flush = useCallback(() => writer(latest, dispatch), [writer, latest, dispatch]);
  const write = useCallback(() => { void flush().then((refusal) => { if (refusal !== null) latest.current.onCountFault(refusal); }); }, [flush, latest]);

  useEffect(() => { dispatch({ type: 'shown', activity }); }, [activity, heads, batches, dispatch]);
  const unwritten = heads?.entry === null || batches.length > 0;
  useEffect(() => {
    if (!unwritten) return;
    const timer = setTimeout(write, COUNT_DELAY_MS);
    return () => { clearTimeout(timer); };
  }, [write, unwritten, heads, batches]);

  const count = useCallback((counter: Counter, by: number) => {
    if (counter === 'citizens') dispatch({ type: 'headed', by, shown: latest.current.activity });
    else dispatch({ type: 'tallied', counter, by, batch: crypto.randomUUID() });
  }, [dispatch, latest]);
  const counts = useMemo<Counts>(() => {
    const pending = pendingTallies({ batches }, activity);
    return { citizens: heads?.total ?? activity.citizens, settled: activity.settled + pending.settled, ideas: activity.ideas + pending.ideas };
  }, [activity, heads, batches]);
  return { counts, count, flush };
}

/** One writing at a time. What was written is remembered until the table has heard of it, so that nothing is written twice. */
function createWriter(store: Store): (latest: RefObject<Table>, dispatch: Dispatch<DeskEvent>) => Promise<Refusal | null> {
  const written = new Set<string | Heads>();
  let turn: Promise<Refusal | null> = Promise.resolve(null);
  const write = async (latest: RefObject<Table>, dispatch: Dispatch<DeskEvent>): Promise<Refusal | null> => {
    const { activity, desk: { heads, batches } } = latest.current;
    const due = batches.filter(({ id }) => !written.has(id));
    const counted = heads !== null && heads.entry === null && !written.has(heads) ? heads : null;
    const acts = [...(counted === null ? [] : [countedAct(activity, counted)]), ...due.flatMap((batch) => talliedActs(activity, batch))];
    if (acts.length === 0) return null;
    dispatch({ type: 'sealed', batches: due.map(({ id }) => id) });
    const saved = await store.perform(acts);
    if (!saved.ok) return saved.error;
    for (const { id } of due) written.add(id);
    const [entry] = saved.value;
    if (counted !== null && entry !== undefined) {
      written.add(counted);
      dispatch({ type: 'heads-written', total: counted.total, entry });
    }
    return null;
  };
  return (latest, dispatch) => {
    turn = turn.then(() => write(latest, dispatch));
    return turn;
  };
}
