/** Enters an open evening: fetches its draft, so that what was half typed is there again, and remembers that it is being held. */
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import type { Directory } from '../../store/api.ts';
import type { Store } from '../../store/client.ts';
import { useStore } from '../../store/store-context.tsx';
import { newSubject } from '../../ui/new-subject.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import { isBlank } from './capture-form.ts';
import { draftToDesk, emptyDesk, type Desk } from './live/evening-desk.ts';
import { LiveMarket } from './live/LiveMarket.tsx';
import { draftKey } from './live/use-evening-desk.ts';

/** The setting that names the evening being held on this device: after a power cut the app opens straight into it. */
const HELD = 'night-market.held';

interface Props {
  readonly activity: ActivityState;
  readonly onEntered: () => void;
  readonly onLeave: (closed: boolean) => void;
}

export function LiveEvening({ activity, onEntered, onLeave }: Props) {
  const store = useStore();
  const directory = useAnswer(() => store.directory(), ['directory'], []);
  const [found, setFound] = useState<{ readonly desk: Desk; readonly restored: boolean } | null>(null);
  const [fault, setFault] = useState<Error | null>(null);
  const { id } = activity;

  useEffect(() => {
    if (directory === undefined || found !== null) return;
    let gone = false;
    layTable(store, activity, directory).then((table) => { if (!gone) { setFound(table); onEntered(); } }, (thrown: unknown) => { if (!gone) setFault(thrown instanceof Error ? thrown : new Error(String(thrown))); });
    return () => { gone = true; };
  }, [store, activity, directory, found, onEntered]);
  useEffect(() => { void store.saveSetting(HELD, id); }, [store, id]);

  if (fault !== null) throw fault;
  if (directory === undefined || found === null) return null;
  return (
    <LiveMarket
      activity={activity} directory={directory} initial={found.desk} restored={found.restored}
      onLeave={(closed) => { void store.saveSetting(HELD, null); onLeave(closed); }}
    />
  );
}

/** Mounted once, inside the router: goes back into the evening that was being held when the computer went off. */
export function ResumeEvening() {
  const store = useStore();
  const navigate = useNavigate();
  useEffect(() => {
    let gone = false;
    const resume = async () => {
      const held = await store.setting(HELD);
      const activity = typeof held === 'string' ? await store.activity(held) : null;
      if (!gone && activity?.open === true) void navigate(`/night-market/${activity.id}`);
    };
    void resume();
    return () => { gone = true; };
  // Once, at the start of the program: afterwards the user decides where to be.
  }, [store]); // eslint-disable-line react-hooks/exhaustive-deps
  return null;
}

/** The table as the draft left it. A card whose case is already in the ledger was saved in the very moment of the power cut: it is not laid out again. */
async function layTable(store: Store, activity: ActivityState, directory: Directory): Promise<{ readonly desk: Desk; readonly restored: boolean }> {
  const [drafts, newest] = await Promise.all([store.drafts(), store.cases({ filter: { activity: activity.id }, sort: 'received', descending: true, offset: 0, limit: 1 })]);
  const own = directory.villages.find(({ id }) => id === activity.village)?.name;
  const blank = emptyDesk(newSubject('case'), newest.rows[0]?.villageName ?? own ?? '');
  const draft = drafts.find(({ key }) => key === draftKey(activity.id));
  if (draft === undefined) return { desk: blank, restored: false };
  const desk = draftToDesk(draft.fields, blank);
  const registered = await store.case(desk.form.subject);
  const laid = registered === null ? desk : { ...desk, form: { ...blank.form, village: desk.form.village } };
  return { desk: laid, restored: !isBlank(laid.form) || laid.handedIn.length > 0 };
}
