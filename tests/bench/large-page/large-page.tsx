/** The page of the large benchmark: the real store in its real worker under a live list, watched while it works. */
import { createRoot } from 'react-dom/client';
import { addDays } from '../../../shared/kernel/local-date.ts';
import { everything } from '../../../shared/statistics/selection.ts';
import type { Act } from '../../../shared/act.ts';
import type { CaseRow } from '../../../renderer/store/api.ts';
import { connectStore } from '../../../renderer/store/client.ts';
import { StoreProvider } from '../../../renderer/store/store-context.tsx';
import { useLive } from '../../../renderer/store/use-live.ts';
import type { LargePage, Watched } from '../../../scripts/bench-large-contract.ts';
import { timesInRow, timesOf, watchPage, type Question } from './watch.ts';
import { createOtherRx } from './other-rx.ts';
import { createPouch } from './other-pouch.ts';
import { createOtherRaw } from './other-raw.ts';

const TODAY = '2026-10-08';
const PAGE = { filter: {}, sort: 'received', descending: true, offset: 0, limit: 50 } as const;
/** Between two questions that are asked while the store works. */
const ASK_EVERY_MS = 120;
const ACTS_AT_ONCE = 100;

const connection = connectStore(null);
const { store } = connection;
const lent: CaseRow[] = [];

function List() {
  const { value } = useLive((asked) => asked.cases(PAGE), ['cases'], []);
  return <ul>{value?.rows.map((row) => <li key={row.id} id={row.id}>{`${row.number} ${row.title} ${row.villageName} ${row.status} ${row.dueOn ?? ''}`}</li>)}</ul>;
}

/** What screens ask while the store has other work. */
const MEANWHILE: Readonly<Record<string, Question>> = {
  'first page': () => store.cases(PAGE),
  'counts': () => store.counts(TODAY),
  'search': (n) => store.cases({ ...PAGE, filter: { text: `第${String(n * 13)}件` } }),
  'open a case': async () => { const first = (await store.cases(PAGE)).rows[0]; if (first) await store.case(first.id); },
  'sync status': () => store.syncStatus(),
};

/** The reads of the table: the same names in every store. */
const READS: Readonly<Record<string, Question>> = {
  'first page': () => store.cases(PAGE),
  'page at 50,000': () => store.cases({ ...PAGE, offset: 50_000 + Math.floor(Math.random() * 1000) }),
  'open a case': (n) => store.case(lent[(n * 7919) % lent.length]?.id ?? ''),
  'count by status': (n) => store.counts(addDays(TODAY, -n)),
  'month × category': (n) => store.facets({ month: addDays(TODAY, -31 * (n % 24)).slice(0, 7) }),
  'all facets': (n) => store.facets({ receivedFrom: addDays('2024-01-01', n) }),
  'filter (status, category, level)': (n) => store.cases({ ...PAGE, filter: { open: true, category: pick(['道路交通', '教育', '医疗卫生'], n), receivedFrom: addDays('2024-01-01', n) } }),
  'filter by deadline': (n) => store.cases({ ...PAGE, sort: 'due', filter: { open: true, overdueOn: addDays(TODAY, -n) } }),
  'substring of Chinese': (n) => store.cases({ ...PAGE, filter: { text: pick(['路口', '自来水', '养老院', '路灯不亮', '不方便'], n) + pick(['', ' 村', ' 老'], n) } }),
  'name': (n) => store.cases({ ...PAGE, filter: { text: pick(['张秀英', '欧阳海霞', '李国强', '宋文静'], n) + (n > 3 ? ` 第${String(n)}` : '') } }),
  'number': (n) => store.cases({ ...PAGE, filter: { text: `〔2025〕${String(900 + n * 17)}` } }),
  'pinyin': (n) => store.cases({ ...PAGE, filter: { text: pick(['ludeng', 'zilaishui', 'lk', 'yanglaoyuan', 'xuexiao'], n) + (n > 4 ? ` ${String(n)}` : '') } }),
  'search of everything (Ctrl+K)': (n) => store.search(pick(['路口', 'ludeng', '张秀英', '〔2025〕99', '石桥'], n), 8, []),
  '58 indicators': (n) => store.indicators({ ...everything(TODAY), from: addDays('2024-01-01', n) }),
  '今日': (n) => store.duties(addDays(TODAY, -n), 5),
};

function pick(list: readonly string[], n: number): string {
  return list[n % list.length] ?? '';
}

async function open(key: string): Promise<{ opened: number; cases: number }> {
  const from = performance.now();
  const result = await connection.open({ name: 'large', key: { kid: 'bench', bytes: Uint8Array.from(atob(key), (c) => c.charCodeAt(0)) } });
  if (!result.ok) throw new Error(result.error);
  const { total } = await store.cases(PAGE);
  const opened = performance.now() - from;
  createRoot(document.getElementById('root') as HTMLElement).render(<StoreProvider store={store}><List /></StoreProvider>);
  return { opened, cases: total };
}

/** Does `work` and asks questions until it is done. */
async function watched(work: () => Promise<unknown>): Promise<Watched> {
  const page = watchPage();
  const from = performance.now();
  let done = false;
  const asked = timesOf(MEANWHILE, () => done, ASK_EVERY_MS);
  await work();
  done = true;
  const ms = performance.now() - from;
  return { ms, cases: (await store.cases(PAGE)).total, ...page(), asked: await asked };
}

/** Resolves when sync says that it is done and nothing waits. */
function atRest(): Promise<void> {
  return new Promise((resolve) => {
    const look = async (): Promise<void> => {
      const { phase, waiting } = await store.syncStatus();
      if (phase !== 'synced' || waiting > 0) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = store.subscribe(({ topics }) => { if (topics.includes('sync')) void look(); });
    void look();
  });
}

async function register(scope: string, n: number): Promise<number> {
  const from = performance.now();
  for (let begun = 0; begun < n; begun += ACTS_AT_ONCE) {
    const acts = Array.from({ length: Math.min(ACTS_AT_ONCE, n - begun) }, (_, i): Act => ({
      scope, subject: `case:${crypto.randomUUID()}`, type: 'case.registered',
      body: { channel: 'night_market', matter: 'opinion', words: `村口的桥栏杆松了，孩子们在桥上跑很危险，请尽快加固（离线第${String(begun + i)}件）。`, receivedOn: '2026-10-08', receivedAt: '20:00', tempNo: `临-offl-${String(begun + i)}` },
    }));
    const done = await store.perform(acts);
    if (!done.ok) throw new Error(done.error.code);
  }
  return performance.now() - from;
}

async function lend(): Promise<number> {
  lent.length = 0;
  for (;;) {
    const { rows, total } = await store.cases({ ...PAGE, offset: lent.length, limit: 5000 });
    lent.push(...rows);
    if (rows.length === 0 || lent.length >= total) return lent.length;
  }
}

const large: LargePage = {
  open, register, lend,
  sync: (code) => watched(async () => {
    const enrolled = await store.enrol(location.origin, code, '大量资料');
    if (!enrolled.ok) throw new Error(enrolled.error);
    await atRest();
  }),
  rebuild: () => watched(() => store.rebuild()),
  async reads(n) {
    if (lent.length === 0) await lend();
    await store.search('', 1, []);
    return timesInRow(READS, n);
  },
  push: () => watched(async () => { await store.syncNow(); await atRest(); }),
  raw: createOtherRaw(() => lent), rx: createOtherRx(() => lent), pouch: createPouch(),
};
Object.assign(window, { large });
