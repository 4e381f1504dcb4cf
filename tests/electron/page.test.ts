import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { APP_ORIGIN, fileOfUrl } from '../../electron/page-address.ts';
import { contentSecurityPolicy, mayHave, mayRequest } from '../../electron/page-policy.ts';

describe('the page’s own address', () => {
  it('never changes: IndexedDB belongs to it', () => { expect(APP_ORIGIN).toBe('app://minqing'); });

  it.each([
    ['app://minqing', '/root/index.html'], ['app://minqing/', '/root/index.html'], ['app://minqing/?a=1#/cases', '/root/index.html'], ['app://minqing/assets/a.js', '/root/assets/a.js'], ['app://minqing/%E6%B0%91.png', '/root/民.png'],
    ['app://minqing/../main.mjs', '/root/main.mjs'], ['app://minqing/a..b.js', '/root/a..b.js'],
    ['app://minqing/..%2f..%2fetc/passwd', null], ['app://minqing/%2e%2e%2fsecret', null], ['app://minqing/a/%2e%2e%2f%2e%2e/x', null], ['app://minqing/a%00b', null], ['app://minqing/..%5c..%5cx', null], ['app://minqing/c:/x', null], ['app://minqing/a.js:stream', null],
    ['app://other/index.html', null], ['app://minqing.evil.cn/', null], ['app://minqing:1/', null], ['app://a@minqing/', null], ['https://minqing/', null], ['app://minqing/%ff', null], ['nonsense', null], ['', null],
  ])('%s is %s', (url, file) => { expect(fileOfUrl(url, '/root')).toBe(file); });

  it('never leads out of its folder, whatever the path', () => {
    const pieces = fc.array(fc.constantFrom('..', '.', '%2e', '%2e%2e', '/', '//', '%2f', '\\', '%5c', '%00', ':', 'c:', 'a', '民', '%', '%25', '~', ' ', '?', '#'), { maxLength: 12 });
    fc.assert(fc.property(pieces, fc.webPath(), (some, rest) => {
      const file = fileOfUrl(`${APP_ORIGIN}/${some.join('')}${rest}`, '/root/page');
      if (file !== null) expect(path.relative('/root/page', file)).not.toMatch(/^(\.\.(\/|$)|\/)/);
    }), { numRuns: 3000 });
  });
});

describe('the page’s policy', () => {
  it('has no inline code, no evaluation, no frames and no strangers', () => {
    const policy = contentSecurityPolicy('N', 'https://county.example');
    expect(policy).not.toMatch(/unsafe-|\*|http:/);
    expect(policy.split('; ')).toEqual(expect.arrayContaining([
      "default-src 'none'", "script-src 'self'", "style-src 'self' 'nonce-N'", "connect-src 'self' https://county.example", "worker-src 'self'",
      "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "object-src 'none'",
    ]));
    expect(contentSecurityPolicy('N', null).split('; ')).toContain("connect-src 'self'");
  });

  it.each([
    ['app://minqing/index.html', true], ['blob:app://minqing/1', true], ['data:image/png;base64,AA', true], ['https://county.example/api/sync/pull', true],
    ['https://county.example.evil.cn/', false], ['https://county.example:444/', false], ['https://county.example@evil.cn/', false], ['https://evil.cn/', false], ['http://county.example/', false],
    ['file:///etc/passwd', false], ['ws://county.example/', false], ['blob:https://evil.cn/1', false], ['app://minqing.evil/', false], ['chrome://gpu/', false], ['ftp://county.example/', false],
  ])('the network filter on %s: %s', (url, allowed) => { expect(mayRequest(url, 'https://county.example')).toBe(allowed); });

  it('before a county is named, only the page’s own files are reached', () => {
    expect(mayRequest('https://county.example/', null)).toBe(false);
    expect(mayRequest('null/', null)).toBe(false);
  });

  const page = { by: `${APP_ORIGIN}/`, mainFrame: true, media: [] };
  it.each(['geolocation', 'notifications', 'midi', 'midiSysex', 'pointerLock', 'openExternal', 'clipboard-read', 'display-capture', 'hid', 'serial', 'usb', 'fileSystem', 'unknown'])('never gives %s', (permission) => {
    expect(mayHave(permission, page)).toBe(false);
    expect(mayHave(permission, { ...page, media: ['audio'] })).toBe(false);
  });
  it('gives camera and microphone to our page’s main frame alone, and nothing that is called otherwise', () => {
    for (const media of [['audio'], ['video'], ['audio', 'video']]) expect(mayHave('media', { ...page, media })).toBe(true);
    expect(mayHave('media', { ...page, media: ['audio'], mainFrame: false })).toBe(false);
    expect(mayHave('media', { ...page, media: ['audio'], by: 'https://evil.cn/' })).toBe(false);
    expect(mayHave('media', { ...page, media: ['audio'], by: 'app://minqing.evil/' })).toBe(false);
    for (const media of [[], ['unknown'], ['audio', 'screen']]) expect(mayHave('media', { ...page, media })).toBe(false);
  });
  it('gives copying and full screen to our page alone', () => {
    for (const permission of ['clipboard-sanitized-write', 'fullscreen']) {
      expect(mayHave(permission, page)).toBe(true);
      expect(mayHave(permission, { ...page, by: 'https://evil.cn/' })).toBe(false);
    }
  });
});
