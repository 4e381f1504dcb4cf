/** Saving: all or none, in the journal before it is said, and whole again after a crash at any point. */
import { describe, expect, it } from 'vitest';
import { parseJournalLine } from '../../renderer/store/journal-line.ts';
import type { Store } from '../../renderer/store/client.ts';
import { aCaseId, noting, registering, sorting } from './acts.ts';
import { anOfflineDevice, type Device } from './device.ts';

const ALL = { filter: {}, sort: 'received', descending: true, offset: 0, limit: 1000 } as const;

async function shown(store: Store): Promise<readonly string[]> {
  return (await store.cases(ALL)).rows.map((row) => row.id);
}

/** The own chain in the journal: each entry names the one before. */
function chainOf(device: Device): { readonly seq: number; readonly linked: boolean }[] {
  let before = '';
  return device.lines.flatMap((line) => {
    const record = parseJournalLine(line);
    if (record.kind !== 'entry') return [];
    const { seq, prev, id } = record.entry.header;
    const linked = prev === before;
    before = id;
    return [{ seq, linked }];
  });
}

describe('saving', () => {
  it('shows an act at once, and again after a restart', async () => {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    const id = aCaseId();
    const saved = await store.perform([registering(id), sorting(id)]);
    expect(saved).toMatchObject({ ok: true });
    expect((await store.case(id))?.state).toMatchObject({ status: 'assigning', title: '村东头路灯不亮' });
    expect((await store.case(id))?.row.delivery).toBe('local');
    device.kill();
    const again = await device.open();
    expect(again.report).toMatchObject({ restored: 0, journaled: 0, recreated: false });
    expect((await again.store.case(id))?.state.status).toBe('assigning');
    device.kill();
  });

  it('performs several acts all or none', async () => {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    const id = aCaseId();
    const refused = await store.perform([registering(id), { ...sorting(id), type: 'case.closed', body: { on: '2026-05-20' } }]);
    expect(refused).toMatchObject({ ok: false });
    expect(device.lines).toHaveLength(0);
    expect(await shown(store)).toEqual([]);
    device.kill();
  });

  it('refuses what the role may not do, and writes nothing', async () => {
    const device = await anOfflineDevice('recorder');
    const { store } = await device.open();
    const id = aCaseId();
    await store.perform([registering(id)]);
    expect(await store.perform([sorting(id)])).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    expect(await store.perform([{ ...registering(aCaseId()), scope: '411122202' }])).toMatchObject({ ok: false, error: { code: 'foreign-scope' } });
    expect(device.lines).toHaveLength(1);
    device.kill();
  });

  it('keeps one chain when many acts are performed at once', async () => {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    const results = await Promise.all(Array.from({ length: 20 }, () => store.perform([registering(aCaseId())])));
    expect(results.every((one) => one.ok)).toBe(true);
    expect(chainOf(device)).toEqual(Array.from({ length: 20 }, (_, i) => ({ seq: i + 1, linked: true })));
    device.kill();
  });

  it('gives every temporary number once, also when asked at once and after a wipe', async () => {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    const numbers = await Promise.all(Array.from({ length: 10 }, () => store.nextTempNo()));
    expect(new Set(numbers).size).toBe(10);
    expect(numbers[0]).toMatch(/^临-[a-z2-7]{4}-1$/);
    await store.perform([registering(aCaseId(), { tempNo: numbers[9] })]);
    await device.wipe();
    const again = await device.open();
    expect(await again.store.nextTempNo()).toBe(numbers[9]?.replace(/10$/, '11'));
    device.kill();
  });

  it('is not possible before enrolment', async () => {
    const device = await anOfflineDevice();
    device.vault.sealed = null;
    const { store, report } = await device.open();
    expect(report.enrolment).toBeNull();
    expect(await store.perform([registering(aCaseId())])).toEqual({ ok: false, error: { code: 'not-enrolled' } });
    device.kill();
  });
});

describe('a journal that fails', () => {
  it('refuses: nothing is written, the reason is said, and the next try works', async () => {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    const id = aCaseId();
    device.faults.push({ refuse: 'disk-full' });
    expect(await store.perform([registering(id)])).toEqual({ ok: false, error: { code: 'journal-disk-full' } });
    expect(await shown(store)).toEqual([]);
    expect(await store.perform([registering(id)])).toMatchObject({ ok: true });
    expect(chainOf(device)).toEqual([{ seq: 1, linked: true }]);
    device.kill();
  });

  it('loses the answer before writing: trying again saves once', async () => {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    const id = aCaseId();
    device.faults.push('lost-before-writing');
    expect(await store.perform([registering(id)])).toEqual({ ok: false, error: { code: 'journal-unreachable' } });
    expect(await store.perform([registering(id)])).toMatchObject({ ok: true });
    expect(chainOf(device)).toEqual([{ seq: 1, linked: true }]);
    device.kill();
  });

  it('loses the answer after writing: trying again is the same act, and other acts chain on it', async () => {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    const [first, second] = [aCaseId(), aCaseId()];
    device.faults.push('lost-after-writing');
    expect(await store.perform([registering(first)])).toMatchObject({ ok: false });
    expect(await store.perform([registering(first)])).toMatchObject({ ok: true });
    device.faults.push('lost-after-writing');
    expect(await store.perform([noting(first, '已核实')])).toMatchObject({ ok: false });
    expect(await store.perform([registering(second)])).toMatchObject({ ok: true });
    expect((await store.case(first))?.state.timeline).toHaveLength(2);
    expect(chainOf(device)).toEqual([1, 2, 3].map((seq) => ({ seq, linked: true })));
    device.kill();
  });
});

describe('a crash', () => {
  it('between journal and IndexedDB: the journal gives the entry back', async () => {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    const [first, second] = [aCaseId(), aCaseId()];
    await store.perform([registering(first)]);
    device.faults.push('hangs-after-writing');
    void store.perform([registering(second)]);
    await expect.poll(() => device.lines.length).toBe(2);
    device.kill();
    const again = await device.open();
    expect(again.report).toMatchObject({ restored: 1, recreated: false });
    expect(await shown(again.store)).toEqual(expect.arrayContaining([first, second]));
    expect(await again.store.perform([registering(aCaseId())])).toMatchObject({ ok: true });
    expect(chainOf(device)).toEqual([1, 2, 3].map((seq) => ({ seq, linked: true })));
    device.kill();
  });

  it('at any moment: everything acknowledged is there, once, in one chain', async () => {
    const device = await anOfflineDevice();
    const acknowledged = new Set<string>();
    for (let round = 0; round < 25; round += 1) {
      const { store } = await device.open();
      const saving = Array.from({ length: 4 }, aCaseId).map((id) => store.perform([registering(id), sorting(id)]).then((saved) => { if (saved.ok) acknowledged.add(id); }));
      // Mostly before anything was acknowledged where the machine is busy; now and then after the first.
      if (round % 5 === 0) await Promise.race(saving);
      await new Promise((resolve) => { setTimeout(resolve, Math.random() * 80); });
      device.kill();
    }
    const { store } = await device.open();
    const ids = await shown(store);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining([...acknowledged]));
    expect(acknowledged.size).toBeGreaterThan(0);
    for (const id of ids) expect((await store.case(id))?.state.status).toBe('assigning');
    const chain = chainOf(device);
    expect(chain).toEqual(chain.map((_, i) => ({ seq: i + 1, linked: true })));
    device.kill();
  });
});
