/** Recordings while they are made, in the real store: durable part by part, sealed, and never with a hole in the middle. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAttachmentTables } from '../../renderer/store/attachment-tables.ts';
import type { Store } from '../../renderer/store/client.ts';
import { anOfflineDevice, type Device } from './device.ts';

const current: { device: Device | null; store: Store | null } = { device: null, store: null };
beforeEach(async () => {
  current.device = await anOfflineDevice();
  current.store = (await current.device.open()).store;
});
afterEach(async () => { await current.device?.close(); });

function open(): { device: Device; store: Store } {
  const { device, store } = current;
  if (!device || !store) throw new Error('no store');
  return { device, store };
}
/** Four parts of a recording, each with words of its own. */
async function recorded(memo: string): Promise<void> {
  for (const part of [0, 1, 2, 3]) expect(await open().store.keepMemoPart({ memo, part, ms: (part + 1) * 1000, sound: new Blob([`第${part}秒`]) })).toBe(true);
}
async function killedAndOpened(): Promise<void> {
  open().device.kill();
  current.store = (await open().device.open()).store;
}

describe('a recording', () => {
  it('that is being made is not offered; after a kill it is, with its length, and whole', async () => {
    await recorded('甲');
    expect(await open().store.leftMemos()).toEqual([]);
    await killedAndOpened();
    expect(await open().store.leftMemos()).toMatchObject([{ memo: '甲', ms: 4000 }]);
    const sound = await open().store.memoSound('甲');
    expect(sound?.type).toBe('audio/webm');
    expect(await sound?.text()).toBe('第0秒第1秒第2秒第3秒');
    await open().store.dropMemo('甲');
    expect(await open().store.leftMemos()).toEqual([]);
    expect(await open().store.memoSound('甲')).toBeNull();
  });

  it('of which a part is lost ends before the hole, and others are not touched', async () => {
    await recorded('甲');
    await recorded('乙');
    open().device.kill();
    const tables = await openAttachmentTables(open().device.name);
    await tables.memos.delete(['甲', 2]);
    tables.close();
    await killedAndOpened();
    expect(await (await open().store.memoSound('甲'))?.text()).toBe('第0秒第1秒');
    expect(await (await open().store.memoSound('乙'))?.text()).toBe('第0秒第1秒第2秒第3秒');
  });

  it('rests sealed, and a part that was put into another place does not open', async () => {
    await recorded('甲');
    open().device.kill();
    const tables = await openAttachmentTables(open().device.name);
    const records = await tables.memos.toArray();
    const clear = new TextEncoder().encode('秒');
    for (const { sealed } of records) {
      const bytes = new Uint8Array(sealed.c);
      expect(bytes.some((_, i) => clear.every((byte, j) => bytes[i + j] === byte))).toBe(false);
    }
    const [, second, third] = records;
    if (!second || !third) throw new Error('no records');
    await tables.memos.put({ ...second, sealed: third.sealed });
    tables.close();
    await killedAndOpened();
    expect(await (await open().store.memoSound('甲'))?.text()).toBe('第0秒');
  });
});
