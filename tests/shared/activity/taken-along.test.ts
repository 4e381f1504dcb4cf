import { describe, expect, it } from 'vitest';
import { isTakenAlong, takenAlongChecks, takenAlongNote, type DeviceFacts, type TakenAlong } from '../../../shared/activity/taken-along.ts';

const NOW = Date.parse('2026-06-12T09:00:00Z');
const HOUR = 3_600_000;
const READY: DeviceFacts = {
  installed: true, mayWrite: true, villages: 13, deputies: 11, units: 24, categories: 18, unknownGuests: 0, places: ['皇帝庙村', '大赵村'], openCases: 7, unrelayed: 2, files: 3, remoteFiles: 0, remoteBytes: 0,
  lastContact: NOW - HOUR, waiting: 0, clock: null, clockKnown: true, freeBytes: 20 * 1024 ** 3,
};
const checks = (changes: Partial<DeviceFacts> = {}) => takenAlongChecks({ ...READY, ...changes }, NOW);
const line = (about: TakenAlong, changes: Partial<DeviceFacts>) => checks(changes).find((one) => one.about === about);

describe('带齐: what this laptop has for tonight', () => {
  it('is all green when all is there, and says of which hour it is', () => {
    expect(checks().filter(({ grade }) => grade !== 'ok')).toEqual([]);
    expect(line('cases', {})?.words).toBe('皇帝庙村、大赵村未办结 7 件都在本机，可以当面回报；其中 2 件有答复还没转告');
    expect(line('synced', {})?.words).toBe('件和名录是今天 16:00的');
    expect(line('disk', {})?.words).toBe('磁盘还剩 20.0 GB');
    expect(isTakenAlong(checks())).toBe(true);
  });

  it.each<[TakenAlong, Partial<DeviceFacts>, 'warns' | 'lacks', RegExp]>([
    ['program', { installed: false }, 'lacks', /浏览器/], ['rights', { mayWrite: false }, 'lacks', /不能在这个乡镇登记/], ['directory', { villages: 0, units: 0 }, 'lacks', /名录里没有村、承办单位/], ['guests', { unknownGuests: 2 }, 'warns', /2 个不在本机名录/],
    ['files', { remoteFiles: 2, remoteBytes: 3 * 1024 ** 2 }, 'warns', /2 个附件（3\.0 MB）还在县里/], ['synced', { lastContact: null }, 'warns', /还没和县里同步过/], ['synced', { lastContact: NOW - 50 * HOUR, waiting: 4 }, 'warns', /6月10日 15:00，已经过了 2 天.*4 条待传/],
    ['clock', { clock: '本机的时钟比县服务器慢了 3 小时。' }, 'lacks', /慢了 3 小时/], ['clock', { clockKnown: false }, 'warns', /还没和县服务器对过时间/], ['disk', { freeBytes: 600 * 1024 ** 2 }, 'warns', /只剩 600\.0 MB/], ['disk', { freeBytes: 100 * 1024 ** 2 }, 'lacks', /先清理磁盘/], ['disk', { freeBytes: null }, 'warns', /自己看一眼/],
  ])('%s with %o: %s', (about, changes, grade, words) => {
    expect(line(about, changes)).toMatchObject({ grade, words: expect.stringMatching(words) as string });
    expect(isTakenAlong(checks(changes))).toBe(grade === 'warns');
  });

  it('keeps in the ledger which cases were taken along, of which hour, and what was not green', () => {
    expect(takenAlongNote(checks({ remoteFiles: 1, remoteBytes: 2048 })).split('\n')).toEqual([expect.stringContaining('未办结 7 件'), expect.stringContaining('1 个附件'), expect.stringContaining('今天 16:00')]);
  });
});
