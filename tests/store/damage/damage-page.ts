/** The page whose Chromium profile is damaged between two runs: one run is one opening of the same device. */
import { aCaseId, registering, sorting } from '../acts.ts';
import { aDevice, anOfflineDevice, type Device } from '../device.ts';
import type { DamagePage, Kept } from './damaged-profile.ts';

const page: DamagePage = {
  async use(cases) {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    const ids = Array.from({ length: cases }, aCaseId);
    for (const id of ids) if (!(await store.perform([registering(id), sorting(id)])).ok) throw new Error('not saved');
    return { name: device.name, key: [...device.key], lines: device.lines, vault: device.vault.sealed, ids };
  },
  fails: async (kept) => keptDevice(kept).open().then(() => null, (reason: unknown) => (reason instanceof Error ? reason.message.replace('not opened: ', '') : String(reason))),
  async reopen(kept) {
    const { store, report } = await keptDevice(kept).open();
    const { rows } = await store.cases({ filter: {}, sort: 'received', descending: true, offset: 0, limit: 1000 });
    const views = await Promise.all(kept.ids.map((id) => store.case(id)));
    const saved = await store.perform([registering(aCaseId())]);
    return { recreated: report.recreated, restored: report.restored, listed: rows.length, whole: views.filter((view) => view?.state.timeline.length === 2).length, savesAgain: saved.ok };
  },
};
function keptDevice(kept: Kept): Device {
  const device = aDevice(Uint8Array.from(kept.key), kept.name);
  device.lines.push(...kept.lines);
  device.vault.sealed = kept.vault;
  device.damaged = kept.damaged ?? 0;
  return device;
}

Object.assign(window, { damage: page });
