import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fits, isOurPage } from '../../electron/call-check.ts';
import { DESKTOP_ARGUMENTS, type DesktopApi, type DesktopCall } from '../../shared/desktop-api.ts';

/** What each call may be given, in words of its own and not of the schema: the judge of the fuzz below. */
const MAY_BE: { readonly [C in DesktopCall]: (args: readonly unknown[]) => boolean } = {
  appInfo: none, vaultStatus: none, vaultRead: none, draftsRead: none, journalOpen: none, countyOrigin: none, countyProbe: none, bundleCancel: none,
  backupStatus: none, backupList: none, backupChooseFolder: none, backupForgetFolder: none, backupLookIn: none, backupPending: none, backupSettled: none,
  backupNow: ([why, ...more]) => more.length === 0 && (why === 'asked' || why === 'restore'),
  backupSetPassword: ([password, ...more]) => more.length === 0 && isText(password, 0, 128),
  backupOpen: ([place, id, ...more]) => more.length === 0 && (place === 'here' || place === 'second' || place === 'elsewhere') && isBackup(id),
  backupRead: ([from, ...more]) => more.length === 0 && Number.isInteger(from) && (from as number) >= 0,
  backupFile: ([hash, ...more]) => more.length === 0 && isHash(hash),
  backupKey: ([password, ...more]) => more.length === 0 && (password === null || isText(password, 0, 128)),
  backupPutBack: ([password, ...more]) => more.length === 0 && (password === null || isText(password, 0, 128)),
  bundleBegin: ([name, ...more]) => more.length === 0 && isText(name, 1, 120),
  bundlePart: ([content, ...more]) => more.length === 0 && isText(content, 4, 6_291_456),
  bundleFinish: ([bytes, ...more]) => more.length === 0 && Number.isSafeInteger(bytes) && (bytes as number) >= 1,
  vaultCreate: ([password, ...more]) => more.length === 0 && (password === null || isText(password, 0, 128)),
  vaultOpen: ([password, ...more]) => more.length === 0 && (password === null || isText(password, 0, 128)),
  vaultWrite: ([sealed, ...more]) => more.length === 0 && isText(sealed, 1, 65_536),
  draftsWrite: ([sealed, ...more]) => more.length === 0 && isText(sealed, 2, 262_144),
  journalAppend: ([lines, ...more]) => more.length === 0 && Array.isArray(lines) && lines.length >= 1 && lines.length <= 2000 && lines.every((line) => isText(line, 2, 524_288)),
  journalRead: ([from, ...more]) => more.length === 0 && Number.isInteger(from) && (from as number) >= 0,
  attachmentWrite: ([hash, content, ...more]) => more.length === 0 && isHash(hash) && isText(content, 4, 29_360_128),
  attachmentRead: ([hash, ...more]) => more.length === 0 && isHash(hash),
  saveFile: ([name, content, ...more]) => more.length === 0 && isText(name, 1, 120) && isText(content, 0, 134_217_728),
  savePdf: ([name, landscape, ...more]) => more.length === 0 && isText(name, 1, 120) && typeof landscape === 'boolean',
  setCountyOrigin: ([origin, ...more]) => more.length === 0 && isText(origin, 8, 200),
  setFullScreen: ([on, ...more]) => more.length === 0 && typeof on === 'boolean',
};

function none(args: readonly unknown[]): boolean {
  return args.length === 0;
}

function isHash(value: unknown): boolean {
  return typeof value === 'string' && value.length === 26 && [...value].every((letter) => 'abcdefghijklmnopqrstuvwxyz234567'.includes(letter));
}

function isBackup(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const [day = '', time = '', kid = '', ...more] = value.split('-');
  const isOf = (text: string, letters: string) => [...text].every((letter) => letters.includes(letter));
  return more.length === 0 && day.length === 8 && time.length === 6 && isOf(day + time, '0123456789') && kid.length >= 1 && kid.length <= 16 && isOf(kid, 'abcdefghijklmnopqrstuvwxyz0123456789');
}

function isText(value: unknown, min: number, max: number): boolean {
  return typeof value === 'string' && value.length >= min && value.length <= max;
}

describe('who may call', () => {
  it.each([
    [{ parent: null, url: 'app://minqing/' }, true], [{ parent: null, url: 'app://minqing/index.html#/cases' }, true],
    [{ parent: {}, url: 'app://minqing/' }, false], [{ parent: null, url: 'app://minqing.evil/' }, false], [{ parent: null, url: 'https://evil.cn/' }, false],
    [{ parent: null, url: 'about:blank' }, false], [{ parent: null, url: 'file:///app://minqing/' }, false], [{ parent: null, url: '' }, false], [null, false],
  ])('%j: %s', (frame, expected) => { expect(isOurPage(frame)).toBe(expected); });
});

describe('with what', () => {
  const calls = Object.keys(DESKTOP_ARGUMENTS) as (keyof DesktopApi)[];
  const near = fc.oneof(
    fc.array(fc.oneof(fc.constant(null), fc.boolean(), fc.nat(), fc.integer(), fc.double(), fc.string(), fc.array(fc.string({ minLength: 1 }), { maxLength: 4 })), { maxLength: 3 }),
    fc.array(fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true, withNullPrototype: true, withSparseArray: true }), { maxLength: 4 }),
  );
  it.each(calls)('%s takes what fits and nothing else', (call) => {
    fc.assert(fc.property(near, (args) => { expect(fits(call, args)).toBe(MAY_BE[call](args)); }), { numRuns: 1500 });
  });

  it.each([
    ['journalAppend', [['{}']], true], ['journalAppend', [Array(2000).fill('{}')], true], ['journalAppend', [Array(2001).fill('{}')], false], ['journalAppend', [[]], false], ['journalAppend', [['x'.repeat(524_288)]], true], ['journalAppend', [['x'.repeat(524_289)]], false],
    ['journalRead', [0], true], ['journalRead', [-1], false], ['journalRead', [1.5], false], ['journalRead', [Number.NaN], false], ['journalRead', ['0'], false],
    ['attachmentRead', ['a'.repeat(26)], true], ['attachmentRead', ['../../../etc/passwd'], false], ['attachmentRead', [`../${'a'.repeat(23)}`], false], ['attachmentRead', [`${'a'.repeat(26)}\n`], false],
    ['attachmentWrite', ['a'.repeat(26), 'AAAA'], true], ['attachmentWrite', ['a'.repeat(26), ''], false], ['attachmentWrite', ['a'.repeat(26), 'A'.repeat(29_360_129)], false], ['attachmentWrite', ['..', 'AAAA'], false],
    ['saveFile', ['a.xlsx', 'AA=='], true], ['saveFile', ['', 'AA=='], false], ['saveFile', ['a'], false], ['savePdf', ['a.pdf', false], true], ['savePdf', ['a.pdf', 'no'], false],
    ['bundleBegin', ['a.mqb'], true], ['bundleBegin', ['x'.repeat(121)], false], ['bundlePart', ['AAAA'], true], ['bundlePart', ['A'.repeat(6_291_457)], false], ['bundleFinish', [1], true], ['bundleFinish', [0], false], ['bundleFinish', [1.5], false], ['bundleCancel', [1], false],
    ['backupOpen', ['here', '20261121-183000-a1b2c3'], true], ['backupOpen', ['second', '../20261121-183000-a1'], false], ['backupOpen', ['here', '20261121-183000-a1/../b'], false], ['backupOpen', ['/etc', '20261121-183000-a1'], false], ['backupOpen', ['here'], false],
    ['backupFile', ['../vault.json'], false], ['backupRead', [-1], false], ['backupNow', ['asked'], true], ['backupNow', ['schedule'], false], ['backupPutBack', [null], true], ['backupKey', [undefined], false], ['backupSetPassword', ['x'.repeat(129)], false],
    ['vaultCreate', [null], true], ['vaultCreate', ['x'.repeat(129)], false], ['vaultCreate', [undefined], false], ['vaultWrite', ['x'.repeat(65_537)], false],
    ['setCountyOrigin', ['http://a'], true], ['setCountyOrigin', ['x'.repeat(201)], false], ['appInfo', [], true], ['appInfo', [1], false],
  ] as const)('the bounds: %s, case %#', (call, args, expected) => { expect(fits(call, args)).toBe(expected); });
});
