/** 夜市: the evenings, or one of them. One that is planned is prepared, an open one is entered live, a closed one shows what it came to. */
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { BackEntryPage } from './back-entry/BackEntryPage.tsx';
import { EveningPage } from './EveningPage.tsx';
import { EveningList } from './EveningList.tsx';
import { LiveEvening } from './LiveEvening.tsx';
import { EveningPreparation } from './prepare/EveningPreparation.tsx';

/** The route below which this screen lives: `/night-market`, `/night-market/<activity>`, and of an activity of any kind `/night-market/<activity>/sheets`, its paper sheets. */
const PATH = '/night-market';
const SHEETS = 'sheets';

export function NightMarketScreen() {
  const { pathname, search } = useLocation();
  const { id, part } = placeIn(pathname);
  return id === null ? <EveningList /> : <Evening key={id} id={id} part={part} on={new URLSearchParams(search).get('on')} />;
}

/** `on`: the day on which a rule puts an evening that nobody has written yet. */
function Evening({ id, part, on }: { readonly id: string; readonly part: string | null; readonly on: string | null }) {
  const navigate = useNavigate();
  const [entered, setEntered] = useState(false);
  const activity = useAnswer((store) => store.activity(id), ['activities'], [id]);
  if (activity === undefined) return null;
  if (activity === null) return on === null ? <EmptyState drawing="market" title="本机还没有这一场夜市">可能还没有从县里传到。传到后会自动出现。</EmptyState> : <EveningPreparation id={id} on={on} />;
  if (part === SHEETS) return <BackEntryPage activity={activity} back={activity.kind === 'night_market' ? { to: `${PATH}/${id}`, title: activity.place } : { to: `/stations/${id}`, title: activity.place }} />;
  // Once inside, the recorder stays inside until she leaves, even if another device closes the evening under her hands.
  if (activity.open || entered) return <LiveEvening activity={activity} onEntered={() => { setEntered(true); }} onLeave={(closed) => { setEntered(false); if (!closed) void navigate(PATH); }} />;
  if (activity.status === 'planned' || activity.status === 'cancelled') return <EveningPreparation id={id} on={on} />;
  return <EveningPage activity={activity} />;
}

function placeIn(pathname: string): { readonly id: string | null; readonly part: string | null } {
  const [id = '', part = null] = pathname.slice(PATH.length + 1).split('/');
  return { id: id === '' ? null : decodeURIComponent(id), part };
}
