import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';

// Outside Electron its module is only a path; the functions under test need nothing of it.
vi.mock('electron', () => ({ protocol: {}, app: {}, ipcMain: {} }));
const { APP_ORIGIN, contentSecurityPolicy, fileOfUrl } = await import('../../electron/app-protocol.ts');
const { checkOrigin, createCountyOrigin } = await import('../../electron/county-origin.ts');
const { mayRequest } = await import('../../electron/guards.ts');
const { fits, isOurPage } = await import('../../electron/ipc.ts');

describe('the page’s own address', () => {
  it('never changes: IndexedDB belongs to it', () => { expect(APP_ORIGIN).toBe('app://minqing'); });

  it.each([
    ['app://minqing/', '/root/index.html'], ['app://minqing/assets/a.js', '/root/assets/a.js'], ['app://minqing/%E6%B0%91.png', '/root/民.png'],
    ['app://minqing/../main.mjs', '/root/main.mjs'], ['app://minqing/..%2f..%2fetc/passwd', null], ['app://minqing/%2e%2e%2fsecret', null], ['app://minqing/a%00b', null], ['app://minqing/..%5c..%5cx', null],
    ['app://other/index.html', null], ['https://minqing/', null], ['app://minqing/%ff', null], ['nonsense', null],
  ])('%s is %s', (url, file) => { expect(fileOfUrl(url, '/root')).toBe(file); });

  it('has a policy without inline code, evaluation, frames or strangers', () => {
    const policy = contentSecurityPolicy('N', 'https://county.example');
    expect(policy).not.toMatch(/unsafe-|\*|http:/);
    expect(policy).toContain("connect-src 'self' https://county.example;");
    expect(policy).toContain("default-src 'none'");
    expect(contentSecurityPolicy('N', null)).toContain("connect-src 'self';");
  });
});

describe('the county’s address', () => {
  it.each([['https://rd.example.cn', 'https://rd.example.cn'], ['https://rd.example.cn:8443/', 'https://rd.example.cn:8443'], ['http://127.0.0.1:8787', 'http://127.0.0.1:8787'], [' http://localhost:1 ', 'http://localhost:1']])('%s is accepted', (text, origin) => {
    expect(checkOrigin(text)).toEqual({ ok: true, value: origin });
  });
  it.each([['http://rd.example.cn', 'not-secure'], ['https://a@b', 'not-an-origin'], ['https://x/path', 'not-an-origin'], ['javascript:alert(1)', 'not-an-origin'], ['file:///etc/passwd', 'not-an-origin'], ['', 'not-an-origin']])('%s is refused', (text, failure) => {
    expect(checkOrigin(text)).toEqual({ ok: false, failure });
  });
  it('is remembered; a preset counts only while none was set', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'county-'));
    try {
      expect(createCountyOrigin(folder, 'http://127.0.0.1:9').get()).toBe('http://127.0.0.1:9');
      createCountyOrigin(folder, null).set('https://county.example');
      expect(createCountyOrigin(folder, 'http://127.0.0.1:9').get()).toBe('https://county.example');
    } finally { rmSync(folder, { recursive: true }); }
  });
});

describe('the network filter', () => {
  it.each([['app://minqing/index.html', true], ['blob:app://minqing/1', true], ['https://county.example/api/sync/pull', true], ['https://county.example.evil.cn/', false], ['https://evil.cn/', false], ['http://county.example/', false], ['file:///etc/passwd', false], ['ws://county.example/', false]])('%s: %s', (url, allowed) => {
    expect(mayRequest(url, 'https://county.example')).toBe(allowed);
  });
});

describe('the bridge', () => {
  it('answers only the top frame of our own page', () => {
    expect(isOurPage({ parent: null, url: 'app://minqing/' }, APP_ORIGIN)).toBe(true);
    expect(isOurPage({ parent: {}, url: 'app://minqing/' }, APP_ORIGIN)).toBe(false);
    expect(isOurPage({ parent: null, url: 'app://minqing.evil/' }, APP_ORIGIN)).toBe(false);
    expect(isOurPage({ parent: null, url: 'https://evil.cn/' }, APP_ORIGIN)).toBe(false);
    expect(isOurPage(null, APP_ORIGIN)).toBe(false);
  });
  it.each([
    ['journalAppend', [['{}']], true], ['journalAppend', [[]], false], ['journalAppend', ['{}'], false], ['journalAppend', [[1]], false], ['journalAppend', [['{}'], 1], false], ['journalAppend', [['x'.repeat(600_000)]], false],
    ['journalRead', [0], true], ['journalRead', [-1], false], ['journalRead', [1.5], false], ['saveFile', ['a.xlsx', 'AA=='], true], ['saveFile', ['', 'AA=='], false], ['saveFile', ['a'], false],
    ['vaultOpen', [null], true], ['vaultOpen', [{}], false], ['appInfo', [], true], ['appInfo', [1], false], ['setFullScreen', ['yes'], false],
  ] as const)('%s(%j) fits: %s', (call, args, expected) => { expect(fits(call, args)).toBe(expected); });
});
