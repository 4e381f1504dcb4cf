import { describe, expect, it } from 'vitest';
import type { CountyDevice, CountyDevices } from '../../shared/sync/device-wire.ts';
import { APP_VERSION } from '../../shared/app-version.ts';
import { deviceRows, filterCounts, filterRows, SILENT_MS, type DeviceFilter } from '../../renderer/screens/settings/devices/device-rows.ts';
import { pageOf, settingsGroups } from '../../renderer/screens/settings/settings-pages.ts';
import packageFile from '../../package.json' with { type: 'json' };

const NOW = Date.UTC(2026, 10, 21);
const person = (user: string, over: Partial<CountyDevices['people'][number]> = {}): CountyDevices['people'][number] => ({ user, name: user, role: 'recorder', home: '411122201', active: true, codeUntil: null, ...over });
const device = (id: string, user: string, over: Partial<CountyDevice> = {}): CountyDevice => ({
  id, user, name: `${id}机`, enrolledAt: NOW - 1e9, lastSeenAt: NOW, revokedAt: null, appVersion: '0.1.0', waiting: 0, reportedAt: NOW, copiedAt: null, replacedBy: null, signs: true, signaturesAllowed: false, ...over,
});
const LIST: CountyDevices = {
  people: [person('zhao', { role: 'county', home: '411122' }), person('li'), person('gone', { active: false }), person('gone-with', { active: false }), person('qian', { home: '411122202' }), person('wang')],
  devices: [device('d1', 'li', { revokedAt: NOW, copiedAt: NOW }), device('d2', 'li', { waiting: 7 }), device('d3', 'zhao'), device('d4', 'gone-with', { lastSeenAt: NOW - SILENT_MS }), device('d5', 'wang', { copiedAt: NOW, lastSeenAt: null, enrolledAt: NOW - SILENT_MS })],
};
const keys = (filter: DeviceFilter, text = '') => filterRows(deviceRows(LIST, NOW), { text, filter }, ({ person: one, device: its }) => `${one.name} ${its?.name ?? ''}`).map(({ key }) => key);

describe('设备与接入', () => {
  it('lists everybody with each of their computers, place by place, who left last, and nobody who left without one', () => {
    expect(keys('all')).toEqual(['d3', 'd2', 'd1', 'd5', 'qian', 'd4']);
  });

  it('narrows to what is worth looking at, and says beforehand how many there are', () => {
    expect(keys('using')).toEqual(['d3', 'd2', 'd5', 'd4']);
    expect(keys('waiting')).toEqual(['d2']);
    expect(keys('silent')).toEqual(['d5', 'd4']);
    expect(keys('copied')).toEqual(['d1', 'd5']);
    expect(keys('over')).toEqual(['d1']);
    expect(keys('none')).toEqual(['qian']);
    expect(filterCounts(deviceRows(LIST, NOW))).toEqual({ all: 6, using: 4, waiting: 1, silent: 2, copied: 2, none: 1, over: 1 });
    expect(keys('using', ' D2 ')).toEqual(['d2']);
  });

  it('a revoked computer is not asked after: neither its silence nor what it still had counts', () => {
    const rows = deviceRows({ people: [person('li')], devices: [device('d1', 'li', { revokedAt: NOW, waiting: 9, lastSeenAt: 0 })] }, NOW);
    expect(rows.map(({ marks }) => marks)).toEqual([['revoked']]);
  });

  it('a computer that joined again stands once among those in use: its former line is kept, last, and asks for nothing', () => {
    const rows = deviceRows({ people: [person('li')], devices: [device('was', 'li', { replacedBy: 'now', waiting: 9, lastSeenAt: 0, enrolledAt: NOW }), device('now', 'li')] }, NOW);
    expect(rows.map(({ key, marks }) => [key, marks])).toEqual([['now', []], ['was', ['replaced']]]);
    expect(filterCounts(rows)).toMatchObject({ using: 1, waiting: 0, silent: 0, over: 1 });
  });

  it('is a page of the county\'s office only', () => {
    const pages = (role: 'county' | 'secretary') => settingsGroups(role).flatMap(({ pages: all }) => all.map(({ value }) => value));
    expect([pages('county').includes('devices'), pages('secretary').includes('devices')]).toEqual([true, false]);
    expect([pageOf('devices', 'county'), pageOf('devices', 'secretary')]).toEqual(['devices', 'device']);
  });
});

it('a device reports the version of the package', () => {
  expect(APP_VERSION).toBe(packageFile.version);
});
