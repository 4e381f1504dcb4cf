/** The page of the benchmark: the real store in its real worker under a live list, and the calls that `scripts/bench.ts` makes. */
import { createRoot } from 'react-dom/client';
import type { DesktopApi } from '../../../shared/desktop-api.ts';
import type { Act } from '../../../shared/act.ts';
import { connectStore } from '../../../renderer/store/client.ts';
import { StoreProvider } from '../../../renderer/store/store-context.tsx';
import { useLive } from '../../../renderer/store/use-live.ts';
import type { BenchPage, Saves } from '../../../scripts/bench-contract.ts';
import { createRawDexie } from './raw-dexie.ts';

/** The main process's journal and vault, lent by `scripts/bench.ts` as functions of the window. */
type Lent = Pick<DesktopApi, 'journalOpen' | 'journalAppend' | 'journalRead' | 'vaultRead' | 'vaultWrite'>;

const SCOPE = '411122201';
const PAGE = { filter: { scope: SCOPE }, sort: 'received', descending: true, offset: 0, limit: 50 } as const;

const lent = window as unknown as Lent;
const unused = () => Promise.reject(new Error('not part of the benchmark'));
const desktop: DesktopApi = {
  journalOpen: () => lent.journalOpen(), journalAppend: (lines) => lent.journalAppend(lines), journalRead: (from) => lent.journalRead(from),
  vaultRead: () => lent.vaultRead(), vaultWrite: (sealed) => lent.vaultWrite(sealed),
  appInfo: unused, countyProbe: unused, draftsRead: unused, draftsWrite: unused, vaultStatus: unused, vaultCreate: unused, vaultOpen: unused, attachmentWrite: unused, attachmentRead: unused, saveFile: unused, savePdf: unused, bundleBegin: unused, bundlePart: unused, bundleFinish: unused, bundleCancel: unused, backupStatus: unused, backupList: unused, backupNow: unused, backupChooseFolder: unused, backupForgetFolder: unused, backupLookIn: unused, backupSetPassword: unused, backupOpen: unused, backupRead: unused, backupFile: unused, backupKey: unused, backupPutBack: unused, backupPending: unused, backupSettled: unused,
  countyOrigin: unused, setCountyOrigin: unused, setFullScreen: unused,
};
const connection = connectStore(desktop);
const { store } = connection;

function List() {
  const { value } = useLive((asked) => asked.cases(PAGE), ['cases'], []);
  return <ul>{value?.rows.map((row) => <li key={row.id} id={row.id}>{`${row.number} ${row.title} ${row.villageName} ${row.status} ${row.dueOn ?? ''}`}</li>)}</ul>;
}

/** A case of a day of its own, so that the newest is always the first of the list. */
function registering(subject: string, day: number): Act {
  const words = '夜市上群众反映，村口的桥栏杆松了，孩子们在桥上跑很危险，请尽快加固。';
  return { scope: SCOPE, subject, type: 'case.registered', body: { channel: 'night_market', matter: 'opinion', words, receivedOn: new Date(Date.UTC(2027, 0, 1 + day)).toISOString().slice(0, 10), receivedAt: '20:00', village: 'village:hdmc', tempNo: '临-benc-x' } };
}

/** Resolves at the first frame that shows the element. */
function shown(id: string): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => { if (document.getElementById(id)) requestAnimationFrame(() => { resolve(); }); };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true });
    look();
  });
}

/** Opens the store; milliseconds until it answers, and until the first 50 rows are on the screen. */
async function open(key: string): Promise<{ opened: number; listed: number; cases: number }> {
  const from = performance.now();
  const result = await connection.open({ name: 'bench', key: { kid: 'bench', bytes: Uint8Array.from(atob(key), (c) => c.charCodeAt(0)) } });
  if (!result.ok) throw new Error(result.error);
  const { total, rows } = await store.cases(PAGE);
  const opened = performance.now() - from;
  createRoot(document.getElementById('root') as HTMLElement).render(<StoreProvider store={store}><List /></StoreProvider>);
  const first = rows[0];
  if (first) await shown(first.id);
  return { opened, listed: performance.now() - from, cases: total };
}

/** Enrols and waits until nothing is left to pull; milliseconds of the pull, and how long the page was ever blocked. */
async function pull(code: string): Promise<{ ms: number; longestGap: number }> {
  const gap = watchGaps();
  const from = performance.now();
  const enrolled = await store.enrol(location.origin, code, '性能测试');
  if (!enrolled.ok) throw new Error(enrolled.error);
  await new Promise<void>((resolve) => {
    const look = async (): Promise<void> => { if ((await store.syncStatus()).phase === 'synced') resolve(); };
    store.subscribe(({ topics }) => { if (topics.includes('sync')) void look(); });
    void look();
  });
  return { ms: performance.now() - from, longestGap: gap() };
}

/** Saves `n` acts one after another: each until "已保存" may be said, and until its row is on the screen. */
async function save(n: number): Promise<Saves> {
  const [saved, visible]: [number[], number[]] = [[], []];
  for (let i = 0; i < n; i += 1) {
    const id = `case:${crypto.randomUUID()}`;
    const from = performance.now();
    const onScreen = shown(id);
    const result = await store.perform([registering(id, i)]);
    if (!result.ok) throw new Error(result.error.code);
    saved.push(performance.now() - from);
    await onScreen;
    visible.push(performance.now() - from);
  }
  return { saved, visible };
}

/** Searches and counts as screens do, in the worker and back. */
async function read(n: number): Promise<{ search: number[]; count: number[]; detail: number[] }> {
  const [search, count, detail]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < n; i += 1) {
    search.push(await took(() => store.cases({ ...PAGE, filter: { text: `第${String(i * 13)}件` } })));
    count.push(await took(() => store.counts(`2026-05-${String(10 + (i % 20))}`)));
    detail.push(await took(() => store.case(`case:bench${String(i * 37)}`)));
  }
  return { search, count, detail };
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** Watches how long the page's own thread is ever away. */
function watchGaps(): () => number {
  let [last, longest, on] = [performance.now(), 0, true];
  const beat = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (on) setTimeout(beat, 0);
  };
  beat();
  return () => { on = false; return longest; };
}

Object.assign(window, { bench: { open, pull, save, read, raw: createRawDexie(shown) } satisfies BenchPage });
