/** What the desktop does for the page, in the real Electron: keep, print, remember, and survive being killed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
// What the page's `window` has of the desktop.
import type {} from '../../renderer/desktop.ts';
import { electronProgram } from '../../scripts/electron-runtime.mjs';
import { appArguments, launchApp, type LaunchOptions, type RunningApp } from './launch.ts';

let folder = '';
const running: RunningApp[] = [];
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'device-')); });
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close().catch(() => undefined)));
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

async function aDevice(options: Partial<LaunchOptions> = {}): Promise<RunningApp> {
  const one = await launchApp({ userData: path.join(folder, 'device'), ...options });
  running.push(one);
  return one;
}

describe('the journal, called by the page', () => {
  it('has every acknowledged line after the app was killed', async () => {
    const first = await aDevice();
    const acknowledged = await first.page.evaluate(async () => {
      const desktop = window.minqing;
      if (desktop === undefined) throw new Error('no desktop');
      const opened = await desktop.journalOpen();
      const before = opened.ok ? opened.value.lines : -1;
      for (let n = 0; n < 40; n++) await desktop.journalAppend([JSON.stringify({ n })]);
      // More is under way when it dies.
      for (let n = 40; n < 60; n++) void desktop.journalAppend([JSON.stringify({ n })]).catch(() => undefined);
      return before + 40;
    });
    await first.kill();
    const second = await aDevice();
    const lines = await second.page.evaluate(async () => {
      await window.minqing?.journalOpen();
      const page = await window.minqing?.journalRead(0);
      return page?.ok ? page.value.lines.filter((line) => line.startsWith('{"n":')).map((line) => (JSON.parse(line) as { n: number }).n) : [];
    });
    expect(acknowledged).toBeGreaterThanOrEqual(40);
    expect(lines.slice(0, 40)).toEqual(Array.from({ length: 40 }, (_, n) => n));
  });
});

describe('attachments, called by the page', () => {
  it('of the largest size are on the disk after the app was killed; no name leads elsewhere', async () => {
    const first = await aDevice();
    const hash = 'q'.repeat(26);
    const written = await first.page.evaluate(async (name) => window.minqing?.attachmentWrite(name, btoa('x'.repeat(20 * 1024 * 1024 + 400))), hash);
    expect(written).toEqual({ ok: true, value: 20 * 1024 * 1024 + 400 });
    const refused = await first.page.evaluate(async () => {
      const answers: (string | undefined)[] = [];
      for (const name of ['../vault.json', 'Q'.repeat(26), '']) answers.push(await window.minqing?.attachmentRead(name).then(() => 'answered', () => 'refused'));
      return answers;
    });
    expect(refused).toEqual(['refused', 'refused', 'refused']);
    await first.kill();
    const second = await aDevice();
    const read = await second.page.evaluate(async (name) => {
      const found = atob((await window.minqing?.attachmentRead(name)) ?? '');
      return [found.length, found.slice(0, 3), await window.minqing?.attachmentRead('r'.repeat(26))];
    }, hash);
    expect(read).toEqual([20 * 1024 * 1024 + 400, 'xxx', null]);
  });
});

describe('the vault, called by the page', () => {
  it('is behind a password where the system has no key store, and opens again after a restart', async () => {
    const first = await aDevice();
    const made = await first.page.evaluate(async () => [await window.minqing?.vaultStatus(), await window.minqing?.vaultCreate(null), await window.minqing?.vaultCreate('代表工委的口令'), await window.minqing?.vaultCreate('代表工委的口令很长'), await window.minqing?.vaultWrite('sealed')]);
    expect(made.slice(0, 3)).toEqual([{ state: 'absent', keeper: 'password' }, { ok: false, failure: 'password-too-short' }, { ok: false, failure: 'password-too-short' }]);
    expect(made[4]).toBe(true);
    await first.close();
    const second = await aDevice();
    const again = await second.page.evaluate(async () => [await window.minqing?.vaultStatus(), await window.minqing?.vaultOpen('别的口令别的口令'), await window.minqing?.vaultOpen('代表工委的口令很长'), await window.minqing?.vaultRead()]);
    expect(again).toEqual([{ state: 'locked', keeper: 'password' }, { ok: false, failure: 'wrong-password' }, made[3], 'sealed']);
  });
});

describe('files that the user saves', () => {
  let device: RunningApp, shared = '';
  beforeAll(async () => {
    shared = mkdtempSync(path.join(tmpdir(), 'device-'));
    device = await launchApp({ userData: shared });
  });
  afterAll(async () => {
    await device.close();
    rmSync(shared, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  it('go where the dialog says; the page learns the name alone', async () => {
    const { app, page } = device;
    const place = path.join(folder, '台账.xlsx');
    // The system's own dialog is the one thing that is not real here.
    const proposed = await answerSaveDialog(app, place, () => page.evaluate(() => window.minqing?.saveFile('../皇帝庙乡/台账?.xlsx', btoa('PK-content'))));
    expect(proposed).toEqual({ result: { saved: true, name: '台账.xlsx' }, options: expect.objectContaining({ defaultPath: '_皇帝庙乡_台账_.xlsx', filters: [{ name: 'Excel 工作簿', extensions: ['xlsx'] }] }) as unknown });
    expect(readFileSync(place, 'utf8')).toBe('PK-content');
  });

  it('are not written when the user cancels', async () => {
    const { app, page } = device;
    const { result } = await answerSaveDialog(app, '', () => page.evaluate(() => window.minqing?.saveFile('x.csv', btoa('x'))));
    expect(result).toEqual({ saved: false, name: null });
  });

  it('that could not be written are told with what to do', async () => {
    const { app, page } = device;
    await app.evaluate(({ dialog }) => {
      const told: unknown[] = [];
      Object.assign(globalThis, { told });
      dialog.showMessageBox = (...args: unknown[]) => { told.push(args[1]); return Promise.resolve({ response: 0, checkboxChecked: false }); };
    });
    const { result } = await answerSaveDialog(app, path.join(folder, 'no such folder', 'x.csv'), () => page.evaluate(() => window.minqing?.saveFile('x.csv', btoa('x'))));
    expect(result).toEqual({ saved: false, name: null });
    expect(await app.evaluate(() => (globalThis as unknown as { told: unknown[] }).told)).toEqual([expect.objectContaining({ message: '“x.csv”没有存成。', detail: expect.stringContaining('U 盘') as unknown })]);
  });

  it('may be the page as an A4 PDF, upright or across', async () => {
    const { app, page } = device;
    for (const [landscape, size] of [[false, [595, 842]], [true, [842, 595]]] as const) {
      const place = path.join(folder, `paper-${landscape}.pdf`);
      // The page's own style sheets may fix the size of its papers: here is a sheet that leaves it open.
      await page.evaluate(() => { for (const sheet of [...document.querySelectorAll('style, link[rel=stylesheet]')]) sheet.remove(); });
      const { result } = await answerSaveDialog(app, place, () => page.evaluate((across) => window.minqing?.savePdf('交办单.pdf', across), landscape));
      expect(result).toEqual({ saved: true, name: `paper-${landscape}.pdf` });
      const bytes = readFileSync(place, 'latin1');
      expect(bytes.startsWith('%PDF-')).toBe(true);
      const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(bytes)?.slice(1).map((n) => Math.round(Number(n)));
      for (const [side, points] of size.entries()) expect(Math.abs((box?.[side] ?? 0) - points)).toBeLessThanOrEqual(1);
    }
  });
});

describe('the installation', () => {
  it('[F43] runs once: a second start shows the first one and ends', async () => {
    const { app } = await aDevice();
    await app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]?.hide(); });
    const second = spawn(electronProgram(), ['--no-sandbox', ...appArguments(path.join(folder, 'device'))], { stdio: 'ignore' });
    const [code] = await once(second, 'exit') as [number | null];
    expect(code).toBe(0);
    await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()))).toEqual([true]);
  });

  it('runs beside another one that has a folder of its own', async () => {
    const [one, other] = [await aDevice(), await aDevice({ userData: path.join(folder, 'other') })];
    await one.page.evaluate(() => window.minqing?.vaultWrite('one'));
    expect(await other.page.evaluate(() => window.minqing?.vaultRead())).toBeNull();
  });

  it('remembers where its window was', async () => {
    const first = await aDevice();
    const bounds = { x: 140, y: 90, width: 1234, height: 777 };
    await first.app.evaluate(({ BrowserWindow }, to) => { BrowserWindow.getAllWindows()[0]?.setBounds(to); }, bounds);
    // The display server does it when it gets round to it.
    await expect.poll(() => first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds()), { timeout: 10_000 }).toEqual(bounds);
    await first.close();
    const second = await aDevice();
    await expect.poll(() => second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds()), { timeout: 10_000 }).toEqual(bounds);
  });

  it('opens on the display that is there when the window was on one that is gone', async () => {
    const first = await aDevice();
    await first.close();
    writeFileSync(path.join(folder, 'device', 'window.json'), JSON.stringify({ bounds: { x: 9000, y: 9000, width: 1234, height: 777 }, maximized: false }));
    const second = await aDevice();
    const found = () => second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
    await expect.poll(found, { timeout: 10_000 }).toMatchObject({ width: 1366, height: 768 });
    expect((await found())?.x).toBeLessThan(1920);
  });

  it('is not smaller than what its screens need, has its title, and no menu in the way of Alt', async () => {
    const { app } = await aDevice();
    const found = await app.evaluate(({ BrowserWindow, Menu }) => {
      const window = BrowserWindow.getAllWindows()[0];
      return { min: window?.getMinimumSize(), title: window?.getTitle(), bar: window?.isMenuBarVisible(), labels: JSON.stringify(Menu.getApplicationMenu()?.items.map((item) => [item.label, item.submenu?.items.map((sub) => sub.label)])) };
    });
    expect(found).toMatchObject({ min: [1100, 700], title: '民情簿', bar: false });
    expect(found.labels).toContain('粘贴');
    expect(found.labels).not.toContain('&');
  });

  it('talks to the county that it is told at first start, and after that to the one that the user set', async () => {
    const first = await aDevice({ county: 'http://127.0.0.1:9' });
    expect(await first.page.evaluate(() => window.minqing?.countyOrigin())).toBe('http://127.0.0.1:9');
    expect(await first.page.evaluate(() => window.minqing?.setCountyOrigin('https://rd.example.cn/'))).toEqual({ ok: true, value: 'https://rd.example.cn' });
    await first.page.reload();
    const policy = () => first.page.evaluate(async () => (await fetch(location.href)).headers.get('content-security-policy'));
    expect(await policy()).toContain("connect-src 'self' https://rd.example.cn;");
    await first.close();
    const second = await aDevice({ county: 'http://127.0.0.1:9' });
    expect(await second.page.evaluate(() => window.minqing?.countyOrigin())).toBe('https://rd.example.cn');
  });

  it('opens its page anew when the page’s process dies', async () => {
    const { app } = await aDevice();
    const found = await app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (contents === undefined) return 'no window';
      const loaded = () => new Promise((resolve) => { contents.once('did-finish-load', () => { resolve(undefined); }); });
      // The end of the first load is not the end of the second.
      if (contents.isLoading()) await loaded();
      const again = new Promise((resolve) => { contents.once('render-process-gone', () => { void loaded().then(resolve); }); });
      contents.forcefullyCrashRenderer();
      await again;
      return (await contents.executeJavaScript('typeof window.minqing')) as unknown;
    });
    expect(found).toBe('object');
  });

  it('says so when its folder cannot be used', async () => {
    writeFileSync(path.join(folder, 'a file'), '');
    const child = spawn(electronProgram(), ['--no-sandbox', ...appArguments(path.join(folder, 'a file', 'device'))], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (data: Buffer) => { said += data.toString(); });
    // It waits in its error box for the user to read it.
    await expect.poll(() => said, { timeout: 20_000 }).toContain('ENOTDIR');
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
});

/** Answers the next save dialog with `place` (empty: cancelled) while `act` runs. */
async function answerSaveDialog<T>(app: RunningApp['app'], place: string, act: () => Promise<T>): Promise<{ readonly result: T; readonly options: unknown }> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = (...args: unknown[]) => {
      Object.assign(globalThis, { asked: args[1] });
      return Promise.resolve({ canceled: filePath === '', filePath });
    };
  }, place);
  const result = await act();
  return { result, options: await app.evaluate(() => (globalThis as unknown as { asked: unknown }).asked) };
}
