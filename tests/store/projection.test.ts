/** The read tables: what is kept step by step equals what is folded anew; what this version does not know is kept. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Act } from '../../shared/act.ts';
import { CASE_BODIES, type CaseEntryType } from '../../shared/case/case.ts';
import { appendTo, headAfter, type ChainHead, type Entry, type EntryDraft } from '../../shared/ledger/entry.ts';
import type { LongWork } from '../../renderer/store/api.ts';
import type { Store } from '../../renderer/store/client.ts';
import { sealEntry } from '../../renderer/store/entry-document.ts';
import { entryLine } from '../../renderer/store/journal-line.ts';
import { aCaseId, noting, registering, sorting, TOWNSHIP } from './acts.ts';
import { anOfflineDevice, deleteDatabase, sealerOfDevice } from './device.ts';

/** Everything that screens can see. */
async function everything(store: Store): Promise<unknown> {
  const { rows } = await store.cases({ filter: {}, sort: 'received', descending: true, offset: 0, limit: 10_000 });
  const views = await Promise.all(rows.map((row) => store.case(row.id)));
  const directory = await store.directory();
  const byId = <T extends { id: string }>(list: readonly T[]) => [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    rows, views, counts: await store.counts('2026-05-25'), activities: byId(await store.activities()),
    villages: byId(directory.villages), deputies: byId(directory.deputies), units: byId(directory.units),
  };
}

const SUBJECTS = Array.from({ length: 4 }, (_, i) => `case:p${String(i)}`);
const anyDate = fc.integer({ min: 1, max: 28 }).map((day) => `2026-05-${String(day).padStart(2, '0')}`);

/** Bodies that are valid, whether or not the act is possible when it comes. */
const BODIES: Readonly<Partial<Record<CaseEntryType, fc.Arbitrary<Record<string, unknown>>>>> = {
  'case.registered': fc.record({ channel: fc.constant('visit'), matter: fc.constant('opinion'), words: fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }), receivedOn: anyDate, tempNo: fc.constant('临-test-1'), village: fc.constant('village:v1') }),
  'case.sorted': fc.record({ title: fc.string({ minLength: 1, maxLength: 20 }), category: fc.constant('教育'), level: fc.constantFrom('minor', 'common', 'major'), on: anyDate }),
  'case.assigned': fc.record({ lead: fc.constant('unit:u1'), co: fc.constant([]), orderNo: fc.constant('交1'), on: anyDate, dueOn: anyDate, rule: fc.constant('minor_week') }),
  'case.acknowledged': fc.record({ on: anyDate }),
  'case.returned': fc.record({ reason: fc.constant('非本单位职责'), on: anyDate }),
  'case.replied': fc.record({ unit: fc.constant('unit:u1'), class: fc.constant('resolved'), text: fc.constant('已修好'), on: anyDate }),
  'case.evaluated': fc.record({ by: fc.constantFrom('citizen', 'deputy'), grade: fc.constantFrom('satisfied', 'unsatisfied'), way: fc.constant('phone'), collectedBy: fc.constant('李记录'), on: anyDate }),
  'case.closed': fc.record({ on: anyDate }),
  'case.noted': fc.record({ text: fc.constant('备注') }),
};

const anyDraft: fc.Arbitrary<EntryDraft> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...(Object.keys(BODIES) as (keyof typeof BODIES)[])).chain((type) => fc.record({ scope: fc.constant(TOWNSHIP), subject: fc.constantFrom(...SUBJECTS), type: fc.constant(type), v: fc.constant(1), body: BODIES[type] ?? fc.constant({}) })) },
  { weight: 1, arbitrary: fc.record({ scope: fc.constant(TOWNSHIP), subject: fc.constant('village:v1'), type: fc.constant('village.updated'), v: fc.constant(1), body: fc.record({ set: fc.record({ name: fc.string({ minLength: 1, maxLength: 8 }) }) }) }) },
  { weight: 1, arbitrary: fc.record({ scope: fc.constant(TOWNSHIP), subject: fc.constant('unit:u1'), type: fc.constant('unit.updated'), v: fc.constant(1), body: fc.record({ set: fc.record({ name: fc.string({ minLength: 1, maxLength: 8 }) }) }) }) },
  { weight: 1, arbitrary: fc.constantFrom<EntryDraft>(
    { scope: TOWNSHIP, subject: 'project:road', type: 'project.started', v: 1, body: { on: '2026-05-01' } },
    { scope: TOWNSHIP, subject: SUBJECTS[0] ?? '', type: 'case.merged', v: 1, body: { into: 'case:other' } },
    { scope: TOWNSHIP, subject: 'unit:u1', type: 'unit.updated', v: 9, body: { put: { name: '新版本' } } },
    { scope: TOWNSHIP, subject: 'activity:a1', type: 'activity.opened', v: 7, body: { kind: 'fair' } },
  ) },
);

/** Entries of another device, in any order of types: what sync or a journal may bring. */
function chainOf(drafts: readonly EntryDraft[]): readonly Entry[] {
  let head: ChainHead = { replica: 'aaaaaaaaaa', seq: 0, prev: '', at: '000000000000-00000000' };
  return drafts.map((draft, i) => {
    const entry = appendTo(head, draft, { actor: 'wang', nowMs: 1_779_000_000_000 + i * 1000 });
    head = headAfter(entry);
    return entry;
  });
}

describe('rebuilding', () => {
  it('gives exactly what was kept step by step, for any entries in any order', async () => {
    expect(Object.keys(CASE_BODIES)).toEqual(expect.arrayContaining(Object.keys(BODIES)));
    await fc.assert(fc.asyncProperty(fc.array(anyDraft, { minLength: 1, maxLength: 40 }), fc.infiniteStream(fc.nat()), async (drafts, order) => {
      const device = await anOfflineDevice();
      const sealer = await sealerOfDevice(device);
      const shuffled = [...chainOf(drafts)].map((entry) => ({ entry, key: order.next().value ?? 0 })).sort((a, b) => a.key - b.key).map(({ entry }) => entry);
      // A few lines at each opening: each time only what is new is folded.
      for (let from = 0; from < shuffled.length; from += 9) {
        device.lines.push(...await Promise.all(shuffled.slice(from, from + 9).map(async (entry) => entryLine(await sealEntry({ entry }, sealer)))));
        await device.open();
        device.kill();
      }
      const { store } = await device.open();
      const kept = await everything(store);
      await store.rebuild();
      expect(await everything(store)).toEqual(kept);
      await device.wipe();
      expect(await everything((await device.open()).store)).toEqual(kept);
      await device.wipe();
    }), { numRuns: 8 });
  });

  it('gives what was kept while acts were performed', async () => {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    const ids = Array.from({ length: 6 }, aCaseId);
    const acts: Act[] = ids.flatMap((id) => [registering(id, { village: 'village:v1' }), sorting(id), noting(id, '已联系')]);
    acts.push({ scope: TOWNSHIP, subject: 'village:v1', type: 'village.updated', body: { set: { name: '皇帝庙村' } } });
    for (const act of acts) expect(await store.perform([act])).toMatchObject({ ok: true });
    const kept = await everything(store);
    expect(await store.rebuild()).toBe(ids.length);
    expect(await everything(store)).toEqual(kept);
    device.kill();
    expect(await everything((await device.open()).store)).toEqual(kept);
    device.kill();
  });
});

it('[F41] keeps entries of unknown types and newer versions, and shows them in the timeline', async () => {
  const device = await anOfflineDevice();
  const sealer = await sealerOfDevice(device);
  const entries = chainOf([
    { ...registering('case:k1'), v: 1 }, { scope: TOWNSHIP, subject: 'case:k1', type: 'case.merged', v: 1, body: { into: 'case:k2' } },
    { scope: TOWNSHIP, subject: 'case:k1', type: 'case.sorted', v: 3, body: { heading: '新版' } }, { scope: TOWNSHIP, subject: 'project:road', type: 'project.started', v: 1, body: {} },
  ]);
  device.lines.push(...await Promise.all(entries.map(async (entry) => entryLine(await sealEntry({ entry }, sealer)))));
  const { store, report } = await device.open();
  expect(report.restored).toBe(4);
  const view = await store.case('case:k1');
  expect(view?.state.timeline.map((event) => [event.header.type, event.ineffective !== null])).toEqual([['case.registered', false], ['case.merged', true], ['case.sorted', true]]);
  expect(view?.state.timeline[1]?.body).toEqual({ into: 'case:k2' });
  expect(device.lines).toHaveLength(4);
  device.kill();
});

it('[F41] read tables of another version are made anew from the entries, and a long making says how far it is', async () => {
  const device = await anOfflineDevice();
  const sealer = await sealerOfDevice(device);
  const notes = Array.from({ length: 5500 }, (_, i): EntryDraft => ({ scope: TOWNSHIP, subject: `case:m${String(i % 50)}`, type: 'case.noted', v: 1, body: { text: `第${String(i)}次联系` } }));
  const entries = chainOf([...Array.from({ length: 50 }, (_, i): EntryDraft => ({ ...registering(`case:m${String(i)}`), v: 1 })), ...notes]);
  for (const entry of entries) device.lines.push(entryLine(await sealEntry({ entry }, sealer)));
  const { store } = await device.open();
  const kept = await everything(store);
  device.kill();
  const tables = (await device.databases()).find((name) => /-tables-[0-9]+$/.test(name));
  if (tables === undefined) throw new Error('no read tables');
  await deleteDatabase(tables);
  const older = tables.replace(/[0-9]+$/, '9');
  await new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open(older);
    opening.onupgradeneeded = () => { opening.result.createObjectStore('cases', { keyPath: 'id' }); };
    opening.onsuccess = () => { opening.result.close(); resolve(); };
    opening.onerror = () => { reject(new Error('the older tables were not made')); };
  });
  const said: LongWork[] = [];
  const again = await device.open((work) => { if (work !== null) said.push(work); });
  expect(await everything(again.store)).toEqual(kept);
  expect(await device.databases()).not.toContain(older);
  expect(said.length).toBeGreaterThan(1);
  expect(said.every(({ what, done, total }) => what === 'refolding' && total === entries.length && done < total)).toBe(true);
  expect(said.map(({ done }) => done)).toEqual(said.map(({ done }) => done).sort((a, b) => a - b));
  await device.wipe();
});
