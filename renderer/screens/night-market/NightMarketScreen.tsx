/** 夜市: the evenings, or one of them. An open evening is entered live; a closed one shows what it came to. */
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { EveningPage } from './EveningPage.tsx';
import { EveningList } from './EveningList.tsx';
import { LiveEvening } from './LiveEvening.tsx';

/** The route below which this screen lives: `/night-market` and `/night-market/<activity>`. */
const PATH = '/night-market';

export function NightMarketScreen() {
  const id = activityOf(useLocation().pathname);
  return id === null ? <EveningList /> : <Evening key={id} id={id} />;
}

function Evening({ id }: { readonly id: string }) {
  const navigate = useNavigate();
  const [entered, setEntered] = useState(false);
  const activity = useAnswer((store) => store.activity(id), ['activities'], [id]);
  if (activity === undefined) return null;
  if (activity === null) return <EmptyState drawing="market" title="本机还没有这一场夜市">可能还没有从县里传到。传到后会自动出现。</EmptyState>;
  // Once inside, the recorder stays inside until she leaves, even if another device closes the evening under her hands.
  if (activity.open || entered) return <LiveEvening activity={activity} onEntered={() => { setEntered(true); }} onLeave={(closed) => { setEntered(false); if (!closed) void navigate(PATH); }} />;
  return <EveningPage activity={activity} />;
}

function activityOf(pathname: string): string | null {
  const [, id] = pathname.split(`${PATH}/`);
  return id === undefined || id === '' ? null : decodeURIComponent(id);
}
