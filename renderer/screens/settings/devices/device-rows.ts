/** 设备与接入 as a list: everybody with each of their devices, those who have none too, and what is worth looking at. */
import type { CountyDevice, CountyDevices } from '../../../../shared/sync/device-wire.ts';

export type Person = CountyDevices['people'][number];

/** One line: a person with one device, or without any. */
export interface DeviceRow { readonly key: string; readonly person: Person; readonly device: CountyDevice | null; readonly marks: readonly DeviceMark[] }

/** What a device is worth looking at for. */
export type DeviceMark = 'revoked' | 'replaced' | 'copied' | 'silent' | 'waiting';
/** What the list can be narrowed to. `over`: stopped, or joined again as another device. */
export type DeviceFilter = 'all' | 'using' | 'waiting' | 'silent' | 'copied' | 'over' | 'none';

/** A device that the county has not heard of for so long may be broken, lost, or lie in a cupboard with work on it. */
export const SILENT_MS = 14 * 24 * 3_600_000;

/** All lines, township by township, people who left last, devices that are over (stopped, or joined again under another id) after the others. `nowMs` is epoch milliseconds. */
export function deviceRows({ people, devices }: CountyDevices, nowMs: number): readonly DeviceRow[] {
  const byUser = new Map<string, CountyDevice[]>();
  for (const device of devices) byUser.set(device.user, [...(byUser.get(device.user) ?? []), device]);
  const sorted = [...people].sort((a, b) => Number(b.active) - Number(a.active) || compare(a.home, b.home) || a.name.localeCompare(b.name, 'zh-CN'));
  return sorted.flatMap((person): readonly DeviceRow[] => {
    const own = byUser.get(person.user) ?? [];
    // Somebody who left and never had a device is nobody's business here.
    if (own.length === 0) return person.active ? [{ key: person.user, person, device: null, marks: [] }] : [];
    return [...own].sort((a, b) => Number(isOver(a)) - Number(isOver(b)) || b.enrolledAt - a.enrolledAt)
      .map((device) => ({ key: device.id, person, device, marks: marksOf(device, nowMs) }));
  });
}

/** The lines that a search and a filter leave; `words` says what of a line is searched. */
export function filterRows(rows: readonly DeviceRow[], { text, filter }: { readonly text: string; readonly filter: DeviceFilter }, words: (row: DeviceRow) => string): readonly DeviceRow[] {
  const wanted = text.trim().toLowerCase();
  return rows.filter((row) => passes(row, filter) && (wanted === '' || words(row).toLowerCase().includes(wanted)));
}

/** How many lines each filter would leave. */
export function filterCounts(rows: readonly DeviceRow[]): Readonly<Record<DeviceFilter, number>> {
  const count = (filter: DeviceFilter) => rows.filter((row) => passes(row, filter)).length;
  return { all: rows.length, using: count('using'), waiting: count('waiting'), silent: count('silent'), copied: count('copied'), over: count('over'), none: count('none') };
}

function passes({ device, marks }: DeviceRow, filter: DeviceFilter): boolean {
  switch (filter) {
    case 'all': return true;
    case 'none': return device === null;
    case 'using': return device !== null && !isOver(device);
    case 'over': return device !== null && isOver(device);
    default: return marks.includes(filter);
  }
}

function isOver({ revokedAt, replacedBy }: CountyDevice): boolean {
  return revokedAt !== null || replacedBy !== null;
}

function marksOf(device: CountyDevice, nowMs: number): readonly DeviceMark[] {
  const copied: readonly DeviceMark[] = device.copiedAt === null ? [] : ['copied'];
  const replaced: readonly DeviceMark[] = device.replacedBy === null ? [] : ['replaced'];
  if (device.revokedAt !== null) return ['revoked', ...replaced, ...copied];
  // Its computer is heard of under its new id, and what waited there is counted there.
  if (device.replacedBy !== null) return [...replaced, ...copied];
  const heard = device.lastSeenAt ?? device.enrolledAt;
  return [...copied, ...(nowMs - heard >= SILENT_MS ? ['silent' as const] : []), ...((device.waiting ?? 0) > 0 ? ['waiting' as const] : [])];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
