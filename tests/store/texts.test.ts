/** Texts: whatever a person writes comes back unchanged, and none of it lies in clear on the disk. */
import { expect, it } from 'vitest';
import { parseJournalLine } from '../../renderer/store/journal-line.ts';
import { aCaseId, registering } from './acts.ts';
import { anOfflineDevice, type Device } from './device.ts';

const HOSTILE: readonly string[] = [
  '路灯坏了'.repeat(2500), '<script>alert(1)</script><img src=x onerror=alert(1)>', '=1+1', '@SUM(A1:A9)', '+8613800000000', '-1', "'); DROP TABLE cases; --",
  '😀👨‍👩‍👧‍👦🇨🇳', '㐂𠮷𪚥龘', '一\u0000二', '\u202e倒写', 'a\r\nb\tc', '　全角　空格　', '{"j":1}', '\\u0041\\n', '%00%2e%2e/', 'é vs é',
];

it('hostile and enormous texts survive saving, IndexedDB and the journal unchanged', async () => {
  const device = await anOfflineDevice();
  const { store } = await device.open();
  const cases = HOSTILE.map((words) => ({ id: aCaseId(), words }));
  for (const { id, words } of cases) expect(await store.perform([registering(id, { words, title: words.slice(0, 100), reporter: { name: words.slice(0, 30) } })])).toMatchObject({ ok: true });
  const check = async (of: typeof store) => {
    for (const { id, words } of cases) {
      const view = await of.case(id);
      expect(view?.state.registered.words).toBe(words);
      expect(view?.row.title).toBe(words.slice(0, 100).isWellFormed() ? words.slice(0, 100) : view?.row.title);
    }
  };
  await check(store);
  await device.wipe();
  await check((await device.open()).store);
  device.kill();
});

it('half of an emoji, cut by a length limit, is saved as a replacement sign', async () => {
  const device = await anOfflineDevice();
  const { store } = await device.open();
  const id = aCaseId();
  expect(await store.perform([registering(id, { words: '好的😀'.slice(0, 3) })])).toMatchObject({ ok: true });
  expect((await store.case(id))?.state.registered.words).toBe('好的\ufffd');
  device.kill();
});

it('what is empty or too long is refused with a code', async () => {
  const device = await anOfflineDevice();
  const { store } = await device.open();
  expect(await store.perform([registering(aCaseId(), { words: '' })])).toMatchObject({ ok: false, error: { code: 'body-invalid' } });
  expect(await store.perform([registering(aCaseId(), { words: '长'.repeat(20_001) })])).toMatchObject({ ok: false, error: { code: 'body-invalid' } });
  expect(await store.perform([registering(aCaseId(), { extra: '长'.repeat(140_000) })])).toMatchObject({ ok: false, error: { code: 'too-large' } });
  device.kill();
});

it('neither words nor names, phones, drafts or settings lie in clear in IndexedDB, the journal or the vault', async () => {
  const device = await anOfflineDevice();
  const { store } = await device.open();
  const marks = ['暗记原话', '暗记题目', '暗记姓名', '13987654321', '暗记草稿', '暗记设置', '暗记地点', '暗记夜市', '暗记备注'];
  const id = aCaseId();
  const activity = `activity:${crypto.randomUUID()}`;
  const saved = await store.perform([
    registering(id, { words: marks[0], title: marks[1], reporter: { name: marks[2], phone: marks[3] }, place: marks[6] }),
    { scope: '411122201', subject: activity, type: 'activity.opened', body: { kind: 'night_market', place: marks[7], on: '2026-05-18', from: '19:30' } },
    { scope: '411122201', subject: 'deputy:anji', type: 'deputy.updated', body: { set: { name: marks[2] ?? '', phone: marks[3] ?? '' } } },
    { scope: '411122201', subject: id, type: 'case.noted', body: { text: marks[8] } },
  ]);
  expect(saved).toMatchObject({ ok: true });
  await store.saveDraft('night-market:x', { words: marks[4] });
  await store.saveSetting('printer', marks[5]);
  const stored = `${await contentOf(device)}\n${device.lines.join('\n')}\n${device.vault.sealed ?? ''}`;
  expect(stored).toContain(id);
  for (const mark of marks) {
    expect(stored).not.toContain(mark);
    expect(stored).not.toContain(JSON.stringify(mark).slice(1, -1));
  }
  expect(await store.drafts()).toMatchObject([{ key: 'night-market:x', fields: { words: '暗记草稿' } }]);
  expect(await store.setting('printer')).toBe('暗记设置');
  expect(device.lines.every((line) => parseJournalLine(line).kind === 'entry')).toBe(true);
  device.kill();
});

/** Everything in every database of a device, as text. */
async function contentOf(device: Device): Promise<string> {
  const texts: string[] = [];
  for (const name of await device.databases()) {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => { resolve(request.result); };
      request.onerror = () => { reject(new Error(name)); };
    });
    for (const store of database.objectStoreNames) {
      const rows = await new Promise<unknown[]>((resolve) => {
        const request = database.transaction(store).objectStore(store).getAll();
        request.onsuccess = () => { resolve(request.result as unknown[]); };
      });
      texts.push(JSON.stringify(rows));
    }
    database.close();
  }
  return texts.join('\n');
}

it('a draft that is thrown away while its last keystroke is being sealed stays away', async () => {
  const device = await anOfflineDevice();
  const { store } = await device.open();
  for (let n = 0; n < 20; n++) {
    const key = `form/${n}`;
    await Promise.all([store.saveDraft(key, { words: '写到一半'.repeat(4000) }), store.saveDraft(key, null)]);
  }
  expect(await store.drafts()).toEqual([]);
  device.kill();
});
