/** What the installation remembers in small files: the county's address and the window's place. And the names of files that it proposes. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkOrigin, createCountyOrigin } from '../../electron/county-origin.ts';
import { fileName } from '../../electron/file-name.ts';
import { placeWindow, readWindowState, writeWindowState } from '../../electron/window-state.ts';

let folder = '';
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'installation-')); });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

describe('the county’s address', () => {
  it.each([['https://rd.example.cn', 'https://rd.example.cn'], ['https://rd.example.cn:8443/', 'https://rd.example.cn:8443'], ['HTTPS://RD.Example.CN', 'https://rd.example.cn'], ['http://127.0.0.1:8787', 'http://127.0.0.1:8787'], [' http://localhost:1 ', 'http://localhost:1'], ['http://[::1]:5', 'http://[::1]:5']])('%s is accepted', (text, origin) => {
    expect(checkOrigin(text)).toEqual({ ok: true, value: origin });
  });

  it.each([
    ['http://rd.example.cn', 'not-secure'], ['http://192.168.1.4', 'not-secure'], ['http://127.0.0.1.evil.cn', 'not-secure'], ['http://localhost.evil.cn', 'not-secure'],
    ['https://a@b', 'not-an-origin'], ['https://x/path', 'not-an-origin'], ['https://x?q', 'not-an-origin'], ['https://x#h', 'not-an-origin'], ['javascript:alert(1)', 'not-an-origin'], ['file:///etc/passwd', 'not-an-origin'], ['ws://x', 'not-an-origin'], ['https://*', 'not-an-origin'], ['https://x;script-src', 'not-an-origin'], ['', 'not-an-origin'],
  ])('%s is refused', (text, failure) => { expect(checkOrigin(text)).toEqual({ ok: false, failure }); });

  it('is one address and no second policy, whatever was typed', () => {
    fc.assert(fc.property(fc.oneof(fc.webUrl(), fc.string(), fc.string().map((text) => `https://${text}`)), (text) => {
      const checked = checkOrigin(text);
      if (checked.ok) expect(checked.value).toMatch(/^https?:\/\/[a-z0-9.:[\]-]+$/);
    }), { numRuns: 3000 });
  });

  it('is remembered; a preset counts only while none was set', () => {
    expect(createCountyOrigin(folder, 'http://127.0.0.1:9').get()).toBe('http://127.0.0.1:9');
    expect(createCountyOrigin(folder, 'http://stranger').get()).toBeNull();
    expect(createCountyOrigin(folder, null).set('https://county.example')).toEqual({ ok: true, value: 'https://county.example' });
    expect(createCountyOrigin(folder, 'http://127.0.0.1:9').get()).toBe('https://county.example');
    expect(readdirSync(folder)).toEqual(['county.json']);
  });

  it('is none when its file is damaged or names what is not allowed', () => {
    for (const content of ['{', '{"origin":7}', '{"origin":"http://stranger"}', 'null', '']) {
      writeFileSync(path.join(folder, 'county.json'), content);
      expect(createCountyOrigin(folder, null).get()).toBeNull();
    }
  });
});

describe('the window’s place', () => {
  const office = { x: 0, y: 0, width: 1366, height: 728 }, beamer = { x: 1366, y: 0, width: 1920, height: 1080 };

  it('is 1366×768 at first, or what the display has, in its middle', () => {
    expect(placeWindow(null, [{ ...office, height: 768 }])).toEqual({ minWidth: 1100, minHeight: 700, width: 1366, height: 768 });
    expect(placeWindow(null, [{ x: 0, y: 0, width: 1024, height: 600 }])).toEqual({ minWidth: 1024, minHeight: 600, width: 1024, height: 600 });
  });
  it('is where it was, also on the second display', () => {
    const bounds = { x: 1500, y: 100, width: 1400, height: 800 };
    expect(placeWindow({ bounds, maximized: false }, [office, beamer])).toMatchObject(bounds);
  });
  it('is on the main display again when the other one is gone', () => {
    expect(placeWindow({ bounds: { x: 1500, y: 100, width: 1400, height: 800 }, maximized: false }, [office])).not.toHaveProperty('x');
    expect(placeWindow({ bounds: { x: 10, y: -500, width: 1400, height: 800 }, maximized: false }, [office])).not.toHaveProperty('x');
    expect(placeWindow({ bounds: { x: -1350, y: 0, width: 1400, height: 800 }, maximized: false }, [office])).not.toHaveProperty('x');
  });
  it('survives a restart, and a file that makes no sense', () => {
    const file = path.join(folder, 'window.json'), state = { bounds: { x: 1, y: 2, width: 1200, height: 720 }, maximized: true };
    writeWindowState(file, state);
    expect(readWindowState(file)).toEqual(state);
    for (const content of ['', '{}', '{"bounds":{"x":0,"y":0,"width":-5,"height":1},"maximized":false}', '{"bounds":{"x":1e400,"y":0,"width":1,"height":1},"maximized":false}', '[]']) {
      writeFileSync(file, content);
      expect(readWindowState(file)).toBeNull();
    }
  });
  it('is no reason to fail', () => {
    mkdirSync(path.join(folder, 'window.json'));
    expect(() => { writeWindowState(path.join(folder, 'window.json'), { bounds: { x: 0, y: 0, width: 1, height: 1 }, maximized: false }); }).not.toThrow();
  });
});

describe('a proposed file name', () => {
  it.each([
    ['皇帝庙乡 2026年6月 民情台账.xlsx', '皇帝庙乡 2026年6月 民情台账.xlsx'], ['../../etc/passwd', '_.._etc_passwd'], ['C:\\x.pdf', 'C__x.pdf'], ['a/b:c*d?.pdf', 'a_b_c_d_.pdf'], ['皇帝庙民〔2026〕17号.pdf', '皇帝庙民〔2026〕17号.pdf'],
    ['.hidden', 'hidden'], ['...', '民情簿'], ['name. ', 'name'], ['CON', '_CON'], ['nul.txt', '_nul.txt'], ['console.txt', 'console.txt'], ['𠮷.pdf', '𠮷.pdf'], ['a\nb\0c', 'a_b_c'],
  ])('%j is %s', (proposed, name) => { expect(fileName(proposed)).toBe(name); });

  it('is one name that this system takes, whatever was proposed', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (proposed) => {
      const name = fileName(proposed);
      expect(path.basename(name)).toBe(name);
      writeFileSync(path.join(folder, name), 'x');
      expect(readFileSync(path.join(folder, name), 'utf8')).toBe('x');
      rmSync(path.join(folder, name));
    }), { numRuns: 300 });
  });
});
