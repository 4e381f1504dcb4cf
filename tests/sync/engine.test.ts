import { describe, expect, it } from 'vitest';
import { logStart, type LogToken } from '../../shared/ledger/log-hash.ts';
import { RECOVERY, type SyncError } from '../../shared/sync/errors.ts';
import { readLog, startLog } from '../../shared/sync/log-state.ts';
import { pagesOfReply } from '../../shared/sync/reply.ts';
import { MAX_OFFER_IDS, MAX_PULL_ENTRIES, MAX_PUSH_ENTRIES, MAX_REQUEST_BYTES, PROTOCOL_VERSION, type OfferRequest, type PullRequest, type PushRequest } from '../../shared/sync/wire.ts';
import { accepted, aLog, Bench, digested, notes, offered, OTHER_REPLICA, OTHER_SCOPE, pulled, pushed, RECEIPT, REPLICA, SCOPE, tokenAfter } from './builders.ts';

const HTML = '<html>请先登录</html>';

describe('pushing', () => {
  it('[P11] asks the ledger what waits, and sending removes nothing', () => {
    const entries = notes(3);
    const bench = new Bench().step({ type: 'wake' });
    expect(bench.effect('load')).toEqual({ type: 'load', what: 'waiting', after: { [REPLICA]: 0 }, limit: MAX_PUSH_ENTRIES });
    bench.step({ type: 'loaded', entries: entries.map((entry) => ({ entry })) });
    expect((bench.request() as PushRequest).entries).toHaveLength(3);
    expect(bench.state.log.judged).toEqual({ [REPLICA]: 0 });
    bench.answer(pushed(entries));
    expect(bench.state.log.judged).toEqual({ [REPLICA]: 0 });
    expect(bench.effect('store').stored).toMatchObject({ receipts: entries.map(({ id }, i) => ({ id, receipt: RECEIPT, rev: i + 1 })), log: { judged: { [REPLICA]: 3 } } });
    expect(bench.stored().state.log.judged).toEqual({ [REPLICA]: 3 });
  });

  it('[P10] sends one request at a time, whatever happens meanwhile', () => {
    const bench = new Bench().pushing(notes(1));
    for (const event of [{ type: 'wake' }, { type: 'appended', seq: 2 }, { type: 'news', rev: 9 }, { type: 'resume' }, { type: 'offer-again', ids: [] }] as const) {
      expect(bench.step(event).effects).toEqual([]);
    }
  });

  it('[P10] does not believe verdicts about other entries, fewer, or in another order', () => {
    const entries = notes(2);
    const answer = pushed(entries);
    for (const verdicts of [[], answer.verdicts.slice(0, 1), [...answer.verdicts].reverse(), pushed(notes(2, { text: '别的' })).verdicts]) {
      const bench = new Bench().pushing(entries).answer({ ...answer, verdicts });
      expect(bench.effect('status')).toMatchObject({ phase: 'offline', error: 'bad-answer' });
      expect(bench.state.log).toEqual(aLog());
    }
  });

  it('[P12] keeps refusals with their codes and goes on behind them', () => {
    const entries = notes(2);
    const [first, second] = pushed(entries).verdicts;
    const bench = new Bench().pushing(entries).answer({ ...pushed(entries), token: tokenAfter(entries.slice(1)), verdicts: [{ id: first?.id, verdict: 'refused', code: 'type-unknown' }, { ...second, rev: 1 }] });
    expect(bench.effect('store').stored.refusals).toEqual([{ id: first?.id, code: 'type-unknown' }]);
    expect(bench.stored().effect('load')).toMatchObject({ after: { [REPLICA]: 2 } });
  });

  it('[P12] pushes refused entries once more when they are offered again', () => {
    const [entry] = notes(1);
    const bench = new Bench(aLog({ judged: { [REPLICA]: 1 } }), { seq: 1 }).pulling().answer(pulled([]));
    bench.step({ type: 'offer-again', ids: [entry?.id ?? ''] });
    expect(bench.effect('load')).toEqual({ type: 'load', what: 'ids', ids: [entry?.id] });
    bench.step({ type: 'loaded', entries: notes(1).map((one) => ({ entry: one })) }).answer(pushed(notes(1)));
    expect(bench.effect('store').stored.log.give).toEqual([]);
  });

  it('[P36] sends on what another device signed, with its signature; not to a county that knows of none', () => {
    const carried = notes(1, { replica: OTHER_REPLICA, actor: 'wang' }).map((entry) => ({ entry, signed: { device: 'd-aaaaaaaaaa', signature: 'x'.repeat(86) } }));
    const ids = carried.map(({ entry }) => entry.id);
    const bench = new Bench().pulling().answer(pulled([]));
    bench.step({ type: 'offer-again', ids }).step({ type: 'loaded', entries: carried });
    expect((bench.request() as PushRequest).entries).toEqual(carried);
    // Its place in another's chain says nothing of what of this device was judged.
    bench.answer(pushed(carried.map(({ entry }) => entry)));
    expect(bench.effect('store').stored.log).toMatchObject({ give: [], judged: { [REPLICA]: 0 } });

    const old = new Bench().pulling();
    old.fail('upgrade-required', 1).step({ type: 'loaded', entries: [] }).answer(pulled([]));
    old.step({ type: 'offer-again', ids }).step({ type: 'loaded', entries: carried });
    expect(old.effects.filter(({ type }) => type === 'request')).toEqual([]);
    expect(old.effect('store').stored.log.give).toEqual([]);
  });

  it('[P37] takes the pages of a reply before it exchanges anything, and only those that follow', () => {
    const [own, others] = [notes(2), notes(3, { replica: OTHER_REPLICA, actor: 'wang' })];
    const all = [...own, ...others];
    const reply = { base: logStart(SCOPE), cursor: tokenAfter(all), entries: pulled(all).entries };
    const pagesFor = (bench: Bench) => {
      const pages = pagesOfReply(bench.state.log, reply);
      return pages.ok ? pages.value : [];
    };
    const bench = new Bench(aLog(), { seq: 2 });
    bench.step({ type: 'brought', pages: pagesFor(bench) });
    // Own entries get their receipts, the token is promised before the data, and nobody is asked.
    expect(bench.effect('store').stored).toMatchObject({ before: { seen: tokenAfter(all) }, entries: all.map((entry, i) => ({ entry, receipt: RECEIPT, rev: i + 1 })), log: { cursor: tokenAfter(all) } });
    expect(bench.effects.filter(({ type }) => type === 'request' || type === 'contact')).toEqual([]);
    bench.stored(others.map(({ id }) => id));
    expect(bench.state.log).toMatchObject({ cursor: tokenAfter(all), seen: tokenAfter(all) });
    // Not synced by it: what the county holds is asked next.
    expect(bench.effect('load').what).toBe('waiting');
    expect(bench.step({ type: 'loaded', entries: [] }).request()).toMatchObject({ cursor: tokenAfter(all) });
    expect(bench.fail('unreachable').effect('status')).toMatchObject({ phase: 'offline' });
    expect(pagesOfReply(bench.state.log, reply)).toEqual({ ok: false, error: 'reply-known' });

    // A device that is further goes on in the middle of it.
    const further = new Bench(aLog({ cursor: tokenAfter(own), seen: tokenAfter(own) }), { seq: 2 });
    further.step({ type: 'brought', pages: pagesFor(further) });
    expect(further.effect('store').stored.entries.map(({ entry }) => entry.id)).toEqual(others.map(({ id }) => id));
    // Two logs, a gap, a stretch that does not come to its end, and pages of another generation.
    const other = aLog({ cursor: tokenAfter(notes(2, { text: '别的' })) });
    expect(pagesOfReply(other, reply)).toEqual({ ok: false, error: 'reply-other-log' });
    expect(pagesOfReply(aLog(), { ...reply, base: tokenAfter(own), entries: reply.entries.slice(2) })).toEqual({ ok: false, error: 'reply-gap' });
    expect(pagesOfReply(aLog(), { ...reply, entries: reply.entries.slice(1) })).toEqual({ ok: false, error: 'reply-other-log' });
    const later = new Bench(aLog({ generation: 1 }));
    later.step({ type: 'brought', pages: pagesFor(bench).concat(pulled(all)) });
    expect(later.effects.filter(({ type }) => type === 'store')).toEqual([]);
    expect(later.state.brought).toEqual([]);
  });

  it('[P37] a reply of 2,500 entries comes as three pages, and a profile that was rolled back finds out by it', () => {
    const all = notes(2500);
    const bench = new Bench();
    const pages = pagesOfReply(bench.state.log, { base: logStart(SCOPE), cursor: tokenAfter(all), entries: pulled(all).entries });
    bench.step({ type: 'brought', pages: pages.ok ? pages.value : [] });
    expect(bench.effect('store').stored).toMatchObject({ more: true, log: { cursor: { rev: 1000 } } });
    // Its own entries, which it did not have.
    bench.stored(all.slice(0, 1000).map(({ id }) => id));
    expect(bench.effect('new-replica')).toBeDefined();
    bench.step({ type: 're-keyed', replica: OTHER_REPLICA });
    bench.stored();
    expect(bench.stored().state.log).toMatchObject({ cursor: { rev: 2000 } });
    expect(bench.stored().state.log).toMatchObject({ cursor: tokenAfter(all), replica: OTHER_REPLICA });
  });

  it('[P5] takes over the token when the hash proves that nobody else wrote in between', () => {
    const entries = notes(2);
    expect(new Bench().pushing(entries).answer(pushed(entries)).stored().state.log.cursor).toEqual(tokenAfter(entries));
    const between = tokenAfter([...notes(1, { replica: OTHER_REPLICA, actor: 'wang' }), ...entries]);
    const bench = new Bench().pushing(entries).answer(pushed(entries, { token: between, verdicts: accepted(entries, 2) })).stored();
    expect(bench.state.log).toMatchObject({ cursor: logStart(SCOPE), seen: between });
    // The same places under another head: one of the two is not what the county has.
    const other = { ...tokenAfter(entries), h: 'ef'.repeat(32) };
    expect(new Bench().pushing(entries).answer(pushed(entries, { token: other })).stored().state.log.cursor).toEqual(logStart(SCOPE));
  });

  it('[P38] does not fetch what it sent: the cursor goes on over it, and what the county wrote after it comes before the next push', () => {
    const [entries, numbers] = [notes(2), notes(2, { replica: OTHER_REPLICA, actor: 'server' })];
    const head = tokenAfter([...entries, ...numbers]);
    const bench = new Bench().pushing(entries).answer(pushed(entries, { token: head }));
    expect(bench.effect('store').stored).toMatchObject({ more: true, log: { cursor: tokenAfter(entries), seen: head } });
    expect((bench.stored().request() as PullRequest).cursor).toEqual(tokenAfter(entries));
    bench.answer(pulled(numbers, { base: tokenAfter(entries), cursor: head, head: 4 })).stored(numbers.map(({ id }) => id));
    expect(bench.state.log.cursor).toEqual(head);
    expect(bench.effect('load')).toMatchObject({ what: 'waiting', after: { [REPLICA]: 2 } });
  });

  it('[P38] sends its own first when much is missing, and after a page that did not come', () => {
    const entries = notes(1);
    const far = { rev: 2 * MAX_PULL_ENTRIES + 2, h: 'ef'.repeat(32) };
    expect(new Bench().pushing(entries).answer(pushed(entries, { token: far })).stored().effect('load')).toMatchObject({ what: 'waiting' });
    const near = new Bench().pushing(entries).answer(pushed(entries, { token: { ...far, rev: 2 } })).stored();
    near.fail('unreachable').step({ type: 'wake' });
    expect(near.effect('load')).toMatchObject({ what: 'waiting', after: { [REPLICA]: 1 } });
  });

  it('[P29] fills a push up to the limits and no further', () => {
    const many = notes(MAX_PUSH_ENTRIES + 1);
    expect((new Bench().pushing(many).request() as PushRequest).entries).toHaveLength(MAX_PUSH_ENTRIES);
    const large = notes(40, { text: '字'.repeat(20_000) });
    const request = new Bench().pushing(large).request() as PushRequest;
    const bytes = new TextEncoder().encode(JSON.stringify(request)).length;
    expect(bytes).toBeLessThanOrEqual(MAX_REQUEST_BYTES);
    expect(bytes).toBeGreaterThan(MAX_REQUEST_BYTES - 70_000);
  });
});

describe('pulling', () => {
  it('[P17] moves the cursor only with its data', () => {
    const entries = notes(3, { replica: OTHER_REPLICA, actor: 'wang' });
    const bench = new Bench().pulling().answer(pulled(entries));
    expect(bench.effect('store').stored).toMatchObject({ entries: entries.map((entry, i) => ({ entry, receipt: RECEIPT, rev: i + 1 })), log: { cursor: tokenAfter(entries) } });
    expect(bench.step({ type: 'store-failed' }).state.log.cursor).toEqual(logStart(SCOPE));
    expect(bench.effect('status')).toMatchObject({ error: 'store-failed' });
    bench.pulling();
    expect((bench.request() as PullRequest).cursor).toEqual(logStart(SCOPE));
    expect(bench.answer(pulled(entries)).stored(entries.map((entry) => entry.id)).state.log.cursor).toEqual(tokenAfter(entries));
  });

  it('[P16] goes on from page to page until it has everything', () => {
    const entries = notes(4, { replica: OTHER_REPLICA, actor: 'wang' });
    const bench = new Bench().pulling().answer(pulled(entries.slice(0, 3), { head: 4 })).stored();
    expect((bench.request() as PullRequest).cursor).toEqual(tokenAfter(entries.slice(0, 3)));
    const rest = pulled(entries.slice(3), { base: tokenAfter(entries.slice(0, 3)), cursor: tokenAfter(entries), head: 4 });
    expect(bench.answer(rest).stored().effect('status')).toEqual({ type: 'status', phase: 'synced', error: null });
  });

  it('[P1] [P6] [P16] believes no page that is short, mixed, damaged, of another scope or of another place', () => {
    const entries = notes(3, { replica: OTHER_REPLICA, actor: 'wang' });
    const good = pulled(entries);
    const [first, second, third] = good.entries;
    const foreign = notes(3, { replica: OTHER_REPLICA, actor: 'wang', scope: OTHER_SCOPE });
    const wrong = {
      'its tail is gone': { ...good, entries: [first, second] },
      'its head is gone': { ...good, entries: [second, third] },
      'two changed places': { ...good, entries: [second, first, third] },
      'an entry was changed': { ...good, entries: [first, second, { ...third, entry: { ...third?.entry, body: { text: '改过' } } }] },
      'the cursor is another': { ...good, cursor: { ...good.cursor, h: '0'.repeat(64) } },
      'the head is behind': { ...good, head: 1 },
      'empty although there is more': pulled([], { head: 3 }),
      'of another scope': pulled(foreign, { cursor: tokenAfter(foreign) }),
      'of another place': { ...good, base: tokenAfter(notes(1)) },
    };
    for (const [name, answer] of Object.entries(wrong)) {
      const bench = new Bench().pulling().answer(answer);
      expect([name, bench.effect('status').phase, bench.state.log]).toEqual([name, 'offline', aLog()]);
    }
  });

  it('asks again on news of a later revision only', () => {
    const bench = new Bench().pulling().answer(pulled([]));
    expect(bench.step({ type: 'news', rev: 0 }).effects).toEqual([]);
    expect((bench.step({ type: 'news', rev: 1 }).request() as PullRequest).cursor).toEqual(logStart(SCOPE));
  });
});

describe('answers that are not for this device, now', () => {
  const log = aLog({ generation: 2 });

  it.each([
    ['HTML with 200', HTML], ['nothing', undefined], ['cut JSON', '{"generation":2,"serv'], ['an empty object', {}],
    ['another outcome', { ...pulled([]), generation: 2 }], ['another generation', pushed(notes(1))],
    ['an unknown field', { ...pushed(notes(1), { generation: 2 }), extra: 1 }],
  ])('[P18] %s changes nothing', (_, body) => {
    const bench = new Bench(log).pushing(notes(1)).answer(body);
    expect(bench.state.log).toEqual(log);
    expect(bench.state.doing.kind).toBe('backing-off');
  });

  it('[P18] [F16] an answer to another request is not even looked at', () => {
    const bench = new Bench().pushing(notes(1));
    const before = bench.state;
    expect(bench.step({ type: 'answer', requestId: 99, body: pushed(notes(1)) }).state).toBe(before);
    expect(bench.step({ type: 'failed', requestId: 99, error: 'unauthenticated' }).state).toBe(before);
    expect(bench.step({ type: 'stored', inserted: [] }).state).toBe(before);
  });

  it('[P18] [F16] an answer with an older head than the newest seen is of the past', () => {
    const entries = notes(3, { replica: OTHER_REPLICA, actor: 'wang' });
    const known = aLog({ cursor: tokenAfter(entries), seen: tokenAfter(entries) });
    const bench = new Bench(known).pushing(notes(1)).answer(pushed(notes(1)));
    expect(bench.effect('status').error).toBe('stale-answer');
    expect(bench.state.log).toEqual(known);
  });
});

describe('divergence', () => {
  const known = aLog({ cursor: tokenAfter(notes(3)), seen: tokenAfter(notes(3)), judged: { [REPLICA]: 3 } });
  const diverged = { generation: 0, serverTime: 0, replicaSeq: 0, outcome: 'diverged', head: logStart(SCOPE) };

  it('[P7] sends the newest token with every request', () => {
    expect(new Bench(known, { seq: 3 }).pulling().request().seen).toEqual(known.seen);
    expect(new Bench(known, { seq: 3 }).pushing(notes(1)).request().seen).toEqual(known.seen);
  });

  it('[P19] begins a new generation and offers everything that bears a receipt', () => {
    const ids = notes(3).map((entry) => entry.id).sort();
    const bench = new Bench(known, { seq: 3 }).pulling().answer(diverged);
    const { verified: _, ...log } = known;
    expect(bench.effect('store').stored.log).toEqual({ ...log, generation: 1, cursor: logStart(SCOPE), seen: logStart(SCOPE), offered: '' });
    bench.stored().step({ type: 'wake' }).step({ type: 'loaded', entries: [] });
    expect(bench.effect('load-ids')).toEqual({ type: 'load-ids', after: '', limit: MAX_OFFER_IDS });
    bench.step({ type: 'ids-loaded', ids });
    expect((bench.request() as OfferRequest).ids).toEqual(ids);
    bench.answer(offered(ids, ids.slice(1), { generation: 1 })).stored();
    expect(bench.effect('load')).toEqual({ type: 'load', what: 'ids', ids: ids.slice(1) });
    const given = notes(3).filter((entry) => ids.slice(1).includes(entry.id));
    bench.step({ type: 'loaded', entries: given.map((entry) => ({ entry, receipt: RECEIPT })) });
    expect((bench.request() as PushRequest).entries).toEqual(given.map((entry) => ({ entry, receipt: RECEIPT })));
    bench.answer(pushed(given, { generation: 1 })).stored();
    expect(bench.effect('load-ids').after).toBe(ids.at(-1));
    bench.step({ type: 'ids-loaded', ids: [] });
    expect(bench.stored().state.log).toMatchObject({ generation: 1, offered: null, give: [], judged: { [REPLICA]: 3 } });
  });

  it('[P20] remembers the head that an offer was compared with, and takes no other offer\'s answer', () => {
    const ids = notes(3).map((entry) => entry.id).sort();
    const head = tokenAfter(notes(2));
    const bench = () => new Bench(aLog({ offered: '' }), { seq: 3 }).pulling().step({ type: 'ids-loaded', ids: ids.slice(1) });
    expect(bench().answer(offered(ids.slice(1), [], { token: head })).effect('store').stored.log.seen).toEqual(head);
    expect(bench().answer(offered(ids.slice(0, 1), [])).effect('status').error).toBe('bad-answer');
    expect(bench().answer(offered(ids.slice(1), ids.slice(0, 1))).effect('status').error).toBe('bad-answer');
    expect(bench().answer({ ...offered(ids.slice(1), ids.slice(1)), missing: ids.slice(1, 2) }).effect('status').error).toBe('bad-answer');
  });

  it('[P21] goes on with an offer after a crash, and begins with one when its memory is gone', () => {
    const row = JSON.parse(JSON.stringify(aLog({ generation: 3, offered: notes(1)[0]?.id ?? '', give: [] }))) as unknown;
    const bench = new Bench(readLog(row) ?? aLog()).pulling();
    expect(bench.effect('load-ids').after).toBe(notes(1)[0]?.id);
    for (const damaged of [null, {}, '坏了', { ...aLog(), extra: 1 }, { ...aLog(), cursor: { rev: -1, h: '' } }]) expect(readLog(damaged)).toBeNull();
    expect(new Bench(startLog(SCOPE, REPLICA)).pulling().effect('load-ids').after).toBe('');
  });

  it('[P22] makes the new token durable before what it vouches for', () => {
    const entries = notes(2);
    const { stored } = new Bench().pushing(entries).answer(pushed(entries)).effect('store');
    expect(stored.before).toEqual(aLog({ seen: tokenAfter(entries) }));
    const page = new Bench().pulling().answer(pulled(entries, { entries: pulled(entries).entries }));
    expect(page.effect('store').stored.before?.seen).toEqual(tokenAfter(entries));
    expect(page.step({ type: 'store-failed' }).state.log).toEqual(aLog({ seen: tokenAfter(entries) }));
  });
});

describe('copied and rolled-back profiles', () => {
  it('[P23] takes a new replica when the county knows more of it than this device, before anything is stored', () => {
    const bench = new Bench(aLog(), { seq: 4 }).pulling().answer(pulled(notes(1, { replica: OTHER_REPLICA }), { replicaSeq: 5 }));
    expect(bench.effects.map((effect) => effect.type)).toEqual(['contact', 'new-replica']);
    bench.step({ type: 're-keyed', replica: 'cccccccccc' });
    expect(bench.effect('store').stored.log).toMatchObject({ replica: 'cccccccccc', judged: { [REPLICA]: 0, cccccccccc: 0 } });
    expect(bench.stored().effect('load')).toMatchObject({ after: { [REPLICA]: 0, cccccccccc: 0 } });
  });

  it('[P23] takes a new replica when an entry of its own arrives that it did not have', () => {
    const entries = notes(2);
    const bench = new Bench(aLog({ judged: { [REPLICA]: 2 } }), { seq: 2 }).pulling().answer(pulled(entries, { replicaSeq: 2 }));
    expect(bench.stored(entries.slice(1).map((entry) => entry.id)).effect('new-replica')).toEqual({ type: 'new-replica' });
    const normal = new Bench(aLog({ judged: { [REPLICA]: 2 } }), { seq: 2 }).pulling().answer(pulled(entries, { replicaSeq: 2 }));
    expect(normal.stored([]).effect('status').phase).toBe('synced');
  });

  it('[P23] forgets none of several new replicas, not even when it was busy or off', () => {
    const busy = new Bench().pushing(notes(1)).step({ type: 're-keyed', replica: 'cccccccccc' }).step({ type: 're-keyed', replica: 'dddddddddd' });
    expect(busy.answer(pushed(notes(1))).stored().effect('store').stored.log).toMatchObject({ replica: 'dddddddddd', judged: { [REPLICA]: 1, cccccccccc: 0, dddddddddd: 0 } });
    const off = new Bench(aLog(), { replica: 'dddddddddd', former: [REPLICA, 'cccccccccc'] }).step({ type: 'wake' });
    expect(off.effect('store').stored.log).toMatchObject({ replica: 'dddddddddd', judged: { [REPLICA]: 0, cccccccccc: 0, dddddddddd: 0 } });
  });
});

describe('failures', () => {
  const behaviour = (error: SyncError) => {
    const bench = new Bench().pushing(notes(4)).fail(error);
    return { doing: bench.state.doing.kind, log: bench.state.log };
  };
  const EXPECTED = { 'retry': 'backing-off', 'halve': 'loading-waiting', 'start-over': 'storing', 'log-in': 'stopped', 'upgrade': 'stopped', 'stop-and-tell': 'stopped' } as const;

  it.each(Object.keys(RECOVERY) as SyncError[])('[P24] %s has exactly its one recovery and changes nothing', (error) => {
    expect(behaviour(error)).toEqual({ doing: EXPECTED[RECOVERY[error]], log: aLog() });
  });

  it('[P26] waits longer and longer, up to five minutes, and begins anew after a success', () => {
    const bench = new Bench();
    const waits = Array.from({ length: 12 }, () => {
      const { ms, jitterMs } = bench.pulling().fail('unreachable').effect('retry-after');
      expect(jitterMs).toBe(ms);
      return ms + jitterMs;
    });
    expect(waits.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(waits.at(-1)).toBe(300_000);
    bench.pulling().answer(pulled([]));
    expect(bench.pulling().fail('unreachable').effect('retry-after').ms).toBe(500);
  });

  it('[P27] halves the batch at 413, and refuses on the device what does not fit even alone', () => {
    const bench = new Bench().pushing(notes(4)).fail('too-large');
    expect(bench.effect('load')).toMatchObject({ limit: 2 });
    bench.step({ type: 'loaded', entries: notes(2).map((entry) => ({ entry })) }).fail('too-large');
    expect(bench.effect('load')).toMatchObject({ limit: 1 });
    bench.step({ type: 'loaded', entries: notes(1).map((entry) => ({ entry })) }).fail('too-large');
    expect(bench.effect('store').stored).toMatchObject({ refusals: [{ id: notes(1)[0]?.id, code: 'too-large' }], log: { judged: { [REPLICA]: 1 } } });
    expect(bench.stored().effect('load')).toMatchObject({ after: { [REPLICA]: 1 } });
  });

  it.each(['unauthenticated', 'upgrade-required', 'forbidden'] as const)('[P28] after %s it sends nothing until a person acted, and forgets nothing', (error) => {
    const bench = new Bench().pushing(notes(1)).fail(error);
    expect(bench.effect('status')).toEqual({ type: 'status', phase: 'stopped', error });
    for (const event of [{ type: 'wake' }, { type: 'appended', seq: 2 }, { type: 'news', rev: 9 }] as const) expect(bench.step(event).effects).toEqual([]);
    expect(bench.step({ type: 'resume' }).effect('load')).toMatchObject({ what: 'waiting', after: { [REPLICA]: 0 } });
  });
});

describe('both sides compare their whole logs', () => {
  const others = notes(2, { replica: OTHER_REPLICA, actor: 'wang' });
  /** Everything is exchanged; the hash of what is held is asked for. */
  const exchanged = (log = startLog(SCOPE, REPLICA)) => new Bench({ ...log, offered: null }).pulling().answer(pulled(others)).stored(others.map(({ id }) => id));
  const loadHash = (bench: Bench, token: LogToken) => bench.step({ type: 'hash-loaded', token });

  it('[P33] is synced only after the county read its log again and agreed, and remembers it', () => {
    const bench = exchanged();
    expect(bench.effects).toEqual([{ type: 'status', phase: 'checking', error: null }, { type: 'load-hash', upTo: 2 }]);
    loadHash(bench, tokenAfter(others));
    expect(bench.effect('request').kind).toBe('digest');
    expect(bench.request()).toMatchObject({ protocol: PROTOCOL_VERSION, upTo: tokenAfter(others), seen: tokenAfter(others) });
    expect(bench.answer(digested(tokenAfter(others))).effect('store').stored.log.verified).toEqual(tokenAfter(others));
    expect(bench.stored().effects).toEqual([{ type: 'status', phase: 'synced', error: null }]);
    expect(bench.step({ type: 'verify' }).effect('load-hash')).toEqual({ type: 'load-hash', upTo: 2 });
  });

  it('[P33] an answer about another place of the log is not believed', () => {
    const bench = loadHash(exchanged(), tokenAfter(others)).answer(digested(tokenAfter(others.slice(1))));
    expect(bench.effect('status')).toEqual({ type: 'status', phase: 'offline', error: 'stale-answer' });
  });

  it('[P33] a county that reads something else is diverged: a new generation that is compared again', () => {
    const bench = loadHash(exchanged(), tokenAfter(others)).answer({ generation: 0, serverTime: 0, replicaSeq: 0, outcome: 'diverged', head: logStart(SCOPE) });
    expect(bench.effect('store').stored.log).toMatchObject({ generation: 1, cursor: logStart(SCOPE), offered: '' });
    expect(bench.effect('store').stored.log.verified).toBeUndefined();
    expect(bench.state.mustVerify).toBe(true);
  });

  it('[P34] a device that lost a part of what it held offers and fetches everything again, twice at most, and says so then', () => {
    let bench = exchanged();
    for (const generation of [1, 2]) {
      loadHash(bench, logStart(SCOPE));
      expect(bench.effect('store').stored.log).toMatchObject({ generation, cursor: logStart(SCOPE), offered: '' });
      bench = bench.stored().step({ type: 'wake' }).step({ type: 'loaded', entries: [] }).step({ type: 'ids-loaded', ids: [] }).stored();
      bench = bench.answer(pulled(others, { generation })).stored();
    }
    expect(loadHash(bench, logStart(SCOPE)).effects).toEqual([{ type: 'status', phase: 'offline', error: 'digest-mismatch' }]);
    expect(bench.step({ type: 'verify' }).effect('load-hash')).toEqual({ type: 'load-hash', upTo: 2 });
  });

  it('[P33] what is written meanwhile goes first', () => {
    const bench = loadHash(exchanged(), tokenAfter(others)).step({ type: 'appended', seq: 1 }).answer(digested(tokenAfter(others)));
    expect(bench.stored().effect('load')).toMatchObject({ what: 'waiting' });
  });
});

describe('versions', () => {
  it('[P35] speaks the older protocol to a county that knows no newer one, and loses nothing', () => {
    const bench = new Bench({ ...startLog(SCOPE, REPLICA), offered: null }).pushing(notes(1)).fail('upgrade-required', 1);
    bench.step({ type: 'loaded', entries: notes(1).map((entry) => ({ entry })) });
    expect(bench.request()).toMatchObject({ protocol: 1 });
    bench.answer(pushed(notes(1))).stored().step({ type: 'loaded', entries: [] });
    // There is no digest in protocol 1: what the running hash of each page proves is all.
    bench.answer(pulled([], { base: tokenAfter(notes(1)), cursor: tokenAfter(notes(1)), head: 1 })).step({ type: 'hash-loaded', token: tokenAfter(notes(1)) });
    expect(bench.effects).toEqual([{ type: 'status', phase: 'synced', error: null }]);
  });

  it('[P35] stops when the county no longer speaks any protocol of this device', () => {
    const bench = new Bench().pushing(notes(1)).fail('upgrade-required', PROTOCOL_VERSION + 1);
    expect(bench.effect('status')).toEqual({ type: 'status', phase: 'stopped', error: 'upgrade-required' });
  });
});

it('the whole state is JSON, so that it can be looked at and kept', () => {
  const bench = new Bench().pushing(notes(2)).answer(pushed(notes(2)));
  expect(JSON.parse(JSON.stringify(bench.state))).toEqual(bench.state);
});
