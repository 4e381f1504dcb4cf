/** A county's 81 points from a real workbook through the real worker into the real store, and one import undone as one. */
import excel from 'exceljs';
import { afterEach, expect, it } from 'vitest';
import { changeAct, planImport, planUndo, type ImportChange } from '../../shared/import/plan-import.ts';
import { checkRows, type CheckedRow } from '../../shared/import/check-rows.ts';
import { IMPORT_KIND } from '../../shared/import/import-kind.ts';
import { dataRows, findTable } from '../../shared/import/map-columns.ts';
import type { Store } from '../../renderer/store/client.ts';
import { currentOf, importChanges, importHeads, runImport, runUndo, type ImportHead, type RunWatch } from '../../renderer/ui/import/import-run.ts';
import { readInWorker } from '../../renderer/ui/import/read-in-worker.ts';
import { TOWNSHIP } from './acts.ts';
import { anOfflineDevice, type Device } from './device.ts';

const COUNTY = TOWNSHIP.slice(0, 6);
const KIND = IMPORT_KIND.station;
/** 60 of them each in a village that is not there yet. */
const [POINTS, VILLAGES] = [81, 60];
const WATCH: RunWatch = { progress: () => undefined, stopped: () => false };
const devices: Device[] = [];
afterEach(async () => { for (const device of devices.splice(0)) await device.wipe(); });

async function aDeviceAtWork(): Promise<{ readonly device: Device; readonly store: Store }> {
  const device = await anOfflineDevice();
  devices.push(device);
  return { device, store: (await device.open()).store };
}

async function aFile(): Promise<File> {
  const workbook = new excel.Workbook();
  const sheet = workbook.addWorksheet('夜市点');
  sheet.addRow(['“民情夜市”点位名册']);
  sheet.mergeCells('A1:E1');
  sheet.addRow(['序号', '乡镇', '夜市点名称', '所在村', '联系电话']);
  for (let no = 1; no <= POINTS; no += 1) sheet.addRow([no, no <= VILLAGES ? '皇帝庙乡' : '', `第${no}夜市点`, no <= VILLAGES ? `第${no}村` : '', 13800000000 + no]);
  return new File([await workbook.xlsx.writeBuffer()], '点位.xlsx');
}

async function rowsOf(store: Store, file: File): Promise<readonly CheckedRow[]> {
  const sheets = await readInWorker({ file });
  if (!sheets.ok) throw new Error(sheets.error);
  const { sheet, heading, mapping } = findTable(sheets.value, KIND);
  const { stations, villages, deputies } = await store.directory();
  const places = [{ code: COUNTY, name: '临颍县', organ: '' }, { code: TOWNSHIP, name: '皇帝庙乡', organ: '' }];
  return checkRows(dataRows(sheets.value[sheet]?.rows ?? [], heading), {
    kind: KIND, mapping, corrections: {}, options: { unknownVillage: 'create', fillTownship: false, otherwise: {} },
    context: { places, writes: [COUNTY, TOWNSHIP], home: COUNTY, existing: stations.map((one) => ({ ...one })), villages, deputies, categories: [] },
  });
}

async function imported(store: Store, watch: RunWatch = WATCH): Promise<{ readonly head: ImportHead; readonly changes: readonly ImportChange[] }> {
  const known = currentOf(await store.directory());
  const changes = planImport(await rowsOf(store, await aFile()), { kind: KIND, taken: (id) => known(id) !== null, initialsOf: () => 'd' });
  const head = { id: crypto.randomUUID(), kind: KIND.kind, source: '点位.xlsx', at: 1, by: 'wang', made: POINTS, changed: 0 };
  await runImport(store, { head, changes }, watch);
  const [kept] = await importHeads(store);
  if (kept === undefined) throw new Error('no import was kept');
  return { head: kept, changes };
}

it('81 points with their townships and villages are in the directory, also after opening anew; the file again changes nothing', async () => {
  const { device, store } = await aDeviceAtWork();
  const progress: number[] = [];
  const { head } = await imported(store, { ...WATCH, progress: (written) => { progress.push(written); } });
  expect(head.state).toBe('done');
  expect(progress.at(-1)).toBe(POINTS + VILLAGES);
  expect(progress.length).toBeGreaterThan(1);
  await device.close();
  const again = (await device.open()).store;
  const { stations, villages } = await again.directory();
  expect(stations).toHaveLength(POINTS);
  expect(stations.filter(({ scope }) => scope === COUNTY)).toHaveLength(21);
  const last = stations.find(({ no }) => no === '60');
  expect(last).toMatchObject({ name: '第60夜市点', tier: 'market_point', phone: '13800000060', scope: TOWNSHIP, active: true });
  expect(villages.find(({ id }) => id === last?.village)).toMatchObject({ name: '第60村', scope: TOWNSHIP });
  expect((await rowsOf(again, await aFile())).map(({ outcome }) => outcome)).toEqual(Array.from({ length: POINTS }, () => 'same'));
});

it('is undone as one, after opening anew too; what somebody has changed since stays and is named', async () => {
  const { device, store } = await aDeviceAtWork();
  const { head } = await imported(store);
  const first = (await store.directory()).stations.find(({ no }) => no === '1');
  await store.perform([{ scope: TOWNSHIP, subject: first?.id ?? '', type: 'station.updated', body: { set: { head: '张建国' } } }]);
  await device.close();
  const again = (await device.open()).store;
  const [kept] = await importHeads(again);
  const undo = planUndo(await importChanges(again, kept?.id ?? ''), currentOf(await again.directory()));
  expect(undo.kept.map(({ name, fields }) => [name, fields])).toEqual([['第1夜市点', ['head']]]);
  const report = await runUndo(again, { head, changes: undo.changes }, WATCH);
  expect(report).toMatchObject({ written: POINTS + VILLAGES - 1, refused: [], ended: null });
  const { stations, villages } = await again.directory();
  expect(stations.filter(({ active }) => active).map(({ name }) => name)).toEqual(['第1夜市点']);
  expect(villages.filter(({ active }) => active)).toEqual([]);
  expect((await importHeads(again))[0]?.state).toBe('undone');
});

it('that was stopped, and one that the power cut off, is undone as far as it was written', async () => {
  const { device, store } = await aDeviceAtWork();
  let steps = 0;
  const { head, changes } = await imported(store, { progress: () => { steps += 1; }, stopped: () => steps === 1 });
  expect(head.state).toBe('stopped');
  const written = (await store.directory()).stations.length;
  expect(written).toBe(40);
  device.kill();
  const again = (await device.open()).store;
  const undo = planUndo(await importChanges(again, head.id), currentOf(await again.directory()));
  expect(undo.changes).toHaveLength(100);
  expect(changes.length).toBe(POINTS + VILLAGES);
  expect(await again.perform(undo.changes.map(changeAct))).toMatchObject({ ok: true });
  expect((await again.directory()).stations.filter(({ active }) => active)).toEqual([]);
});

it('a file that is no table is refused by the worker with its code', async () => {
  expect(await readInWorker({ file: new File([Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2])], '点位.xls') })).toEqual({ ok: false, error: 'old-excel' });
  expect(await readInWorker({ text: '名称\t电话\n甲点\t13800000000' })).toMatchObject({ ok: true });
});
