/** A first sync of more than one page: screens and people are served in the middle of it, what is shown is what folding anew gives, and a kill costs nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEntries } from '../../renderer/store/entries.ts';
import { createPullAhead } from '../../renderer/store/pull-ahead.ts';
import { createPullTurns } from '../../renderer/store/pull-turns.ts';
import type { Change } from '../../renderer/store/api.ts';
import type { Store } from '../../renderer/store/client.ts';
import { sealEntry } from '../../renderer/store/entry-document.ts';
import { benchEntries } from '../../scripts/bench-data.ts';
import { logStart, type LogToken } from '../../shared/ledger/log-hash.ts';
import { err, ok } from '../../shared/kernel/result.ts';
import { PROTOCOL_VERSION, type Enrolment, type PullRequest, type PushAnswer } from '../../shared/sync/wire.ts';
import { aCaseId, registering } from './acts.ts';
import { county } from './county.ts';
import { aDevice, sealerOfDevice } from './device.ts';
import { isSynced, join } from './enrolled.ts';

/** A township of its own, so that no other test gets its cases. */
const SCOPE = '411122101';
const USER = 'large';
const CASES = 600;
const PATIENCE = { timeout: 100_000, interval: 20 };
const ALL = { filter: {}, sort: 'received', descending: true, offset: 0, limit: 1000 } as const;

beforeAll(async () => {
  await county.start();
  await county.command('add-user', '--user', USER, '--name', '钱秘书', '--role', 'secretary', '--home', SCOPE);
  const enrolment = await post<Enrolment>('/api/enrol', '', { protocol: PROTOCOL_VERSION, code: await county.code(USER), device: '旧电脑' });
  const entries = benchEntries(CASES, { scope: SCOPE, replica: 'largelarge', actor: USER });
  let seen: LogToken = logStart(SCOPE);
  for (let from = 0; from < entries.length; from += 500) {
    const body = { protocol: PROTOCOL_VERSION, scope: SCOPE, replica: 'largelarge', generation: 0, seen, entries: entries.slice(from, from + 500).map((entry) => ({ entry })) };
    const answer = await post<PushAnswer>('/api/sync/push', enrolment.token, body);
    expect(answer.verdicts.filter(({ verdict }) => verdict === 'refused')).toEqual([]);
    seen = answer.token;
  }
});
afterAll(() => county.stop());

async function post<T>(path: string, token: string, body: unknown): Promise<T> {
  const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }, body: JSON.stringify(body) });
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

const total = async (store: Store) => (await store.cases(ALL)).total;

describe('a first sync of several pages', () => {
  it('answers screens and takes acts in the middle of it, sends no long lists to the page, and shows what folding anew shows', async ({ annotate }) => {
    const device = aDevice();
    const { store } = await device.open();
    const changes: Change[] = [];
    store.subscribe((change) => { changes.push(change); });
    let longTasks = 0;
    const observer = new PerformanceObserver((list) => { longTasks += list.getEntries().length; });
    observer.observe({ type: 'longtask' });

    await join(store, USER);
    const [totals, mine]: [number[], string] = [[], aCaseId()];
    let shown: { total: number; is: boolean } | null = null;
    while ((await store.syncStatus()).phase !== 'synced') {
      totals.push(await total(store));
      if (shown !== null) continue;
      expect(await store.perform([{ ...registering(mine), scope: SCOPE }])).toMatchObject({ ok: true });
      shown = { total: await total(store), is: (await store.case(mine)) !== null };
    }
    observer.disconnect();
    // Asked while it went on, answered before its end, and filled step by step.
    expect(totals.filter((one) => one > 1 && one < CASES).length).toBeGreaterThan(0);
    // What a person does meanwhile is on the screen at once, long before the rest.
    expect(shown).toMatchObject({ is: true });
    expect(shown?.total).toBeLessThan(CASES);
    expect(await total(store)).toBe(CASES + 1);
    expect(Math.max(...changes.map(({ subjects }) => subjects.length))).toBeLessThanOrEqual(100);
    await annotate(`the page's own thread meanwhile: ${String(longTasks)} tasks over 50 ms`);

    const kept = await store.cases(ALL);
    await store.rebuild();
    expect(await store.cases(ALL)).toEqual(kept);
    device.kill();
    const again = await device.open();
    expect(await again.store.cases(ALL)).toEqual(kept);
    await device.wipe();
  });

  it('that is killed in the middle goes on at the next opening, and everything is there once', async () => {
    const device = aDevice();
    const { store } = await device.open();
    await join(store, USER);
    // Killed as soon as something of it is in the journal, and none of it need be on a screen yet.
    await expect.poll(() => device.lines.length, PATIENCE).toBeGreaterThan(400);
    device.kill();
    const { store: second } = await device.open();
    await isSynced(second);
    const { rows } = await second.cases(ALL);
    expect(new Set(rows.flatMap(({ id }) => (id.startsWith('case:bench') ? [id] : []))).size).toBe(CASES);
    expect(rows.every((row) => row.official)).toBe(true);
    const kept = await second.cases(ALL);
    await second.rebuild();
    expect(await second.cases(ALL)).toEqual(kept);
    await device.wipe();
  });
});

describe('turns to fetch', () => {
  it('are held by two logs at most, each until it leaves, in the order of asking', () => {
    const turns = createPullTurns();
    const fetched: string[] = [];
    const take = (scope: string) => { turns.take(scope, () => { fetched.push(scope); }); };
    for (const scope of ['a', 'b', 'c', 'd']) take(scope);
    expect(fetched).toEqual(['a', 'b']);
    take('b');
    expect(fetched).toEqual(['a', 'b', 'b']);
    turns.leave('b');
    turns.leave('b');
    expect(fetched).toEqual(['a', 'b', 'b', 'c']);
    turns.leave('d');
    turns.leave('a');
    expect(fetched).toEqual(['a', 'b', 'b', 'c']);
  });
});

describe('the next page of a log', () => {
  const token = (rev: number): LogToken => ({ rev, h: String(rev).padStart(64, '0') });
  const asking = (rev: number, replica = 'aaaaaaaaaa'): PullRequest => ({ protocol: PROTOCOL_VERSION, scope: SCOPE, replica, generation: 0, seen: token(rev), cursor: token(rev), limit: 2 });
  const countyOf = (head: { rev: number }) => {
    const asked: number[] = [];
    const down = { now: false };
    const exchange = (_: string, body: unknown) => {
      const { rev } = (body as PullRequest).cursor;
      asked.push(rev);
      return Promise.resolve(down.now ? err({ error: 'unreachable' as const, newest: null }) : ok<unknown>({ outcome: 'pulled', cursor: token(Math.min(rev + 2, head.rev)), head: head.rev }));
    };
    return { asked, down, ahead: createPullAhead({ exchange }) };
  };

  it('is asked for while this one is stored, once, and not behind the last', async () => {
    const { asked, ahead } = countyOf({ rev: 5 });
    for (const rev of [0, 2, 4]) expect(await ahead.exchange('pull', asking(rev))).toMatchObject({ ok: true, value: { cursor: token(Math.min(rev + 2, 5)) } });
    expect(asked).toEqual([0, 2, 4]);
  });

  it('is not used for another question, after news of the log, or when it could not be had', async () => {
    const head = { rev: 3 };
    const { asked, ahead, down } = countyOf(head);
    await ahead.exchange('pull', asking(0));
    await ahead.exchange('pull', asking(2, 'bbbbbbbbbb'));
    expect(asked.splice(0)).toEqual([0, 2, 2]);

    await ahead.exchange('pull', asking(0));
    head.rev = 4;
    ahead.forget(SCOPE);
    expect(await ahead.exchange('pull', asking(2))).toMatchObject({ value: { head: 4 } });
    expect(asked.splice(0)).toEqual([0, 2, 2]);

    const first = ahead.exchange('pull', asking(0));
    down.now = true;
    await first;
    down.now = false;
    expect(await ahead.exchange('pull', asking(2))).toMatchObject({ ok: true });
    expect(asked).toEqual([0, 2, 2]);
  });
});

describe('walking every subject', () => {
  it('reads pieces of whole subjects, never everything at once', async () => {
    const name = `walk${crypto.randomUUID().slice(0, 8)}`;
    const entries = await openEntries(name);
    const sealer = await sealerOfDevice(aDevice());
    const all = benchEntries(700, { scope: SCOPE, replica: 'walkwalkwa', actor: USER });
    // One subject with more entries than a piece has.
    const long = all.slice(0, 2000).map((entry) => ({ ...entry, subject: 'case:bench00long', id: `${entry.id.slice(0, -1)}2` }));
    const given = [...all, ...long];
    for (let from = 0; from < given.length; from += 1000) await entries.put(await Promise.all(given.slice(from, from + 1000).map((entry) => sealEntry({ entry }, sealer))));

    const [seen, pieces]: [string[], number[]] = [[], []];
    for await (const piece of entries.everySubject()) {
      const subjects = [...new Set(piece.map(({ subject }) => subject))];
      expect(subjects.length === 1 || piece.length <= 1500).toBe(true);
      expect(seen.filter((subject) => subjects.includes(subject))).toEqual([]);
      seen.push(...subjects);
      pieces.push(piece.length);
    }
    expect([...seen].sort()).toEqual([...new Set(given.map(({ subject }) => subject))].sort());
    expect(pieces.reduce((sum, n) => sum + n, 0)).toBe(await entries.count());
    await entries.close();
  });
});
