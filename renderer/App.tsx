/** From a closed store to the open frame: unlock, open, join the county, then the screens. Each stage asks one thing. */
import { useCallback, useEffect, useState } from 'react';
import { HashRouter, Navigate, Route, Routes } from 'react-router';
import type { DesktopApi, VaultFailure, VaultKey } from '../shared/desktop-api.ts';
import type { OpenReport, StoreOptions } from './store/api.ts';
import type { StoreConnection } from './store/client.ts';
import { openingFailureText, restoreHelps } from './store/failure-text.ts';
import { StoreProvider } from './store/store-context.tsx';
import { ReportsScreen } from './reports/ReportsScreen.tsx';
import { AttentionScreen } from './screens/attention/AttentionScreen.tsx';
import { CasesScreen } from './screens/cases/CasesScreen.tsx';
import { ResumeEvening } from './screens/night-market/LiveEvening.tsx';
import { NightMarketScreen } from './screens/night-market/NightMarketScreen.tsx';
import { SettingsScreen } from './screens/settings/SettingsScreen.tsx';
import { StationsScreen } from './screens/stations/StationsScreen.tsx';
import { SuggestionsScreen } from './screens/suggestions/SuggestionsScreen.tsx';
import { SupervisionScreen } from './screens/supervision/SupervisionScreen.tsx';
import { TodayScreen } from './screens/today/TodayScreen.tsx';
import { AddressForm } from './screens/welcome/AddressForm.tsx';
import { EnrolForm } from './screens/welcome/EnrolForm.tsx';
import { keepCode } from './screens/welcome/kept-code.ts';
import { Opening } from './screens/welcome/Opening.tsx';
import { PasswordForm, VAULT_FAILURE_WORDS } from './screens/welcome/PasswordForm.tsx';
import { PutBack } from './screens/welcome/PutBack.tsx';
import { StoppedNotice } from './screens/welcome/StoppedNotice.tsx';
import { RestorePending } from './ui/backup/RestorePending.tsx';
import { ErrorBoundary } from './ui/ErrorBoundary.tsx';
import { Frame } from './ui/frame/Frame.tsx';
import { SessionProvider } from './ui/session-context.tsx';
import { useAnswer } from './ui/use-answer.ts';

/** Where the start has got to. */
type Stage =
  | { readonly at: 'starting' }
  | { readonly at: 'password'; readonly mode: 'create' | 'open' }
  | { readonly at: 'opening'; readonly key: StoreOptions['key'] }
  | { readonly at: 'joining'; readonly report: OpenReport }
  | { readonly at: 'ready'; readonly report: OpenReport; readonly joined: Joined }
  | { readonly at: 'stopped'; readonly sentence: string; /** A backup put back may help. */ readonly restores: boolean };
type Joined = NonNullable<Awaited<ReturnType<StoreConnection['store']['enrolment']>>>;

/** IndexedDB names of this installation begin with this. */
const STORE_NAME = 'minqing';

export function App({ connection, desktop }: { readonly connection: StoreConnection; readonly desktop: DesktopApi | null }) {
  return (
    <ErrorBoundary>
      <StoreProvider store={connection.store}>
        <Start connection={connection} desktop={desktop} />
      </StoreProvider>
    </ErrorBoundary>
  );
}

function Start({ connection, desktop }: { readonly connection: StoreConnection; readonly desktop: DesktopApi | null }) {
  const [stage, setStage] = useState<Stage>({ at: 'starting' });
  const [restoring, setRestoring] = useState(false);
  const restore = () => { setRestoring(true); };

  const openStore = useCallback(async (key: StoreOptions['key']) => {
    setStage({ at: 'opening', key });
    const opened = await connection.open({ name: STORE_NAME, key });
    if (!opened.ok) { setStage({ at: 'stopped', sentence: openingFailureText(opened.error), restores: restoreHelps(opened.error) }); return; }
    const joined = await connection.store.enrolment();
    setStage(joined === null ? { at: 'joining', report: opened.value } : { at: 'ready', report: opened.value, joined });
  }, [connection]);

  useEffect(() => {
    let gone = false;
    void firstStage(desktop).then((next) => {
      if (gone) return;
      if (next.at === 'opening') void openStore(next.key);
      else setStage(next);
    });
    return () => { gone = true; };
  }, [desktop, openStore]);

  if (restoring && desktop !== null) return <PutBack desktop={desktop} onBack={() => { setRestoring(false); }} />;
  switch (stage.at) {
    case 'starting':
    case 'opening': return <Opening />;
    case 'stopped': return <StoppedNotice sentence={stage.sentence} onRestore={desktop !== null && stage.restores ? restore : null} />;
    case 'password': return desktop === null ? null : <PasswordForm desktop={desktop} mode={stage.mode} onOpen={(key) => { void openStore(storeKey(key)); }} onRestore={restore} />;
    case 'joining': return <Joining desktop={desktop} onRestore={restore} onEnrolled={async () => {
      const joined = await connection.store.enrolment();
      if (joined !== null) setStage({ at: 'ready', report: stage.report, joined });
    }} />;
    case 'ready': return <SignedIn joined={stage.joined} report={stage.report} />;
  }
}

/** The session follows what the county says of this device's user: another role, another township, other colleagues. */
function SignedIn({ joined, report }: { readonly joined: Joined; readonly report: OpenReport }) {
  const { server, enrolment } = useAnswer((store) => store.enrolment(), ['session'], []) ?? joined;
  return (
    <SessionProvider server={server} enrolment={enrolment}>
      <HashRouter><Screens report={report} /></HashRouter>
    </SessionProvider>
  );
}

function Screens({ report }: { readonly report: OpenReport }) {
  return (
    <Frame report={report}>
      <RestorePending />
      <ResumeEvening />
      <Routes>
        <Route path="/today" element={<TodayScreen />} />
        <Route path="/night-market/*" element={<NightMarketScreen />} />
        <Route path="/cases/*" element={<CasesScreen />} />
        <Route path="/suggestions/*" element={<SuggestionsScreen />} />
        <Route path="/supervision" element={<SupervisionScreen />} />
        <Route path="/stations/*" element={<StationsScreen />} />
        <Route path="/attention" element={<AttentionScreen />} />
        <Route path="/reports/*" element={<ReportsScreen />} />
        <Route path="/settings/*" element={<SettingsScreen />} />
        <Route path="*" element={<Navigate to="/today" replace />} />
      </Routes>
    </Frame>
  );
}

/** The county's address, then the one-time code. In a browser the county is the server that sent this page. */
function Joining({ desktop, onEnrolled, onRestore }: { readonly desktop: DesktopApi | null; readonly onEnrolled: () => Promise<void>; readonly onRestore: () => void }) {
  const [county, setCounty] = useState<{ readonly origin: string | null; readonly device: string } | null>(null);
  const [changing, setChanging] = useState(false);
  useEffect(() => {
    let gone = false;
    void countyOf(desktop).then((found) => { if (!gone) setCounty(found); });
    return () => { gone = true; };
  }, [desktop]);
  if (county === null) return null;
  if (desktop !== null && (county.origin === null || changing)) {
    return <AddressForm desktop={desktop} initial={county.origin ?? ''} onCancel={county.origin === null ? null : () => { setChanging(false); }} onDone={() => { location.reload(); }} onRestore={onRestore} />;
  }
  return <EnrolForm server={county.origin ?? location.origin} deviceName={county.device} onChangeServer={desktop === null ? null : () => { setChanging(true); }} onOtherServer={desktop === null ? null : ({ server, code }) => { void goToServer(desktop, { server, code }); }} onEnrolled={() => { void onEnrolled(); }} onRestore={desktop === null ? null : onRestore} />;
}

/** The page may only talk to one address, so it loads again after another is set; what the slip says besides comes along. */
async function goToServer(desktop: DesktopApi, { server, code }: { readonly server: string; readonly code: string }): Promise<void> {
  const outcome = await desktop.setCountyOrigin(server);
  if (!outcome.ok) return;
  keepCode(code);
  location.reload();
}

async function countyOf(desktop: DesktopApi | null): Promise<{ origin: string | null; device: string }> {
  if (desktop === null) return { origin: location.origin, device: '办公室的浏览器' };
  const [origin, info] = await Promise.all([desktop.countyOrigin(), desktop.appInfo()]);
  return { origin, device: info.deviceName };
}

/** What has to be asked before the store can open: a password where the system keeps no keys, otherwise nothing. */
async function firstStage(desktop: DesktopApi | null): Promise<Stage> {
  if (desktop === null) return { at: 'opening', key: null };
  const { state, keeper } = await desktop.vaultStatus();
  // Open already: the page has loaded again under a main process that holds the key.
  if (keeper === 'password' && state !== 'open') return { at: 'password', mode: state === 'absent' ? 'create' : 'open' };
  const outcome = state === 'absent' ? await desktop.vaultCreate(null) : await desktop.vaultOpen(null);
  return outcome.ok ? { at: 'opening', key: storeKey(outcome.value) } : { at: 'stopped', sentence: vaultWords(outcome.failure), restores: true };
}

function storeKey({ kid, key }: VaultKey): NonNullable<StoreOptions['key']> {
  return { kid, bytes: Uint8Array.from(atob(key), (character) => character.charCodeAt(0)) };
}

function vaultWords(failure: VaultFailure): string {
  return VAULT_FAILURE_WORDS[failure];
}
