/** Tries to break out of the page, in the real Electron, in the ways that are known; each must fail. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// What the page's `window` has of the desktop.
import type {} from '../../renderer/desktop.ts';
import { DESKTOP_ARGUMENTS } from '../../shared/desktop-api.ts';
import { launchApp, type RunningApp } from './launch.ts';
import { aStranger, type Stranger } from './stranger.ts';

let userData = '', running: RunningApp, county: Stranger, stranger: Stranger;

beforeAll(async () => {
  userData = mkdtempSync(path.join(tmpdir(), 'shell-'));
  [county, stranger] = await Promise.all([aStranger(), aStranger()]);
  running = await launchApp({ userData, county: county.origin });
});
afterAll(async () => {
  await running.close();
  await Promise.all([county.close(), stranger.close()]);
  rmSync(userData, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

describe('the page', () => {
  it('has the bridge’s named calls, frozen, and nothing else of the desktop', async () => {
    const found = await running.page.evaluate(() => ({
      calls: Object.keys(window.minqing ?? {}).sort(), frozen: Object.isFrozen(window.minqing), kinds: Object.values(window.minqing ?? {}).every((call) => typeof call === 'function'),
      node: ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer'].filter((name) => name in window),
    }));
    expect(found).toEqual({ calls: Object.keys(DESKTOP_ARGUMENTS).sort(), frozen: true, kinds: true, node: [] });
  });

  it('is sandboxed, isolated and without Node in its settings', async () => {
    const settings = await running.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      return contents.getLastWebPreferences();
    });
    expect(settings).toMatchObject({
      sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInSubFrames: false, webSecurity: true, allowRunningInsecureContent: false, webviewTag: false,
    });
    const weak = Object.entries(settings).filter(([name]) => /experimental|enableBlinkFeatures|plugins|nodeIntegrationInWorker|spellcheck/i.test(name)).filter(([, value]) => value !== false && value !== '');
    expect(weak).toEqual([]);
  });

  it('is a secure origin of its own, with the strict policy and a new nonce at every load', async () => {
    const look = () => running.page.evaluate(async () => {
      const answer = await fetch(location.href);
      return { origin: location.origin, secure: isSecureContext, policy: answer.headers.get('content-security-policy') ?? '', nonce: document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content, other: [answer.headers.get('x-content-type-options'), answer.headers.get('referrer-policy'), answer.headers.get('cross-origin-opener-policy')] };
    });
    const first = await look();
    expect(first).toMatchObject({ origin: 'app://minqing', secure: true, other: ['nosniff', 'no-referrer', 'same-origin'] });
    expect(first.policy).toContain("default-src 'none'");
    expect(first.policy).toContain(`connect-src 'self' ${county.origin};`);
    expect(first.policy).not.toMatch(/unsafe-|\*/);
    expect(first.nonce).toMatch(/^[A-Za-z0-9+/]{24}$/);
    await running.page.reload();
    expect((await look()).nonce).not.toBe(first.nonce);
  });
});

describe('code from elsewhere', () => {
  it.each([
    ['an inline script', "const s = document.createElement('script'); s.textContent = 'window.broken = 1'; document.body.append(s);"],
    ['an event handler in markup', "const d = document.createElement('div'); d.innerHTML = '<img src=x onerror=\"window.broken = 1\">'; document.body.append(d);"],
    ['a javascript: link', "const a = document.createElement('a'); a.href = 'javascript:void(window.broken = 1)'; document.body.append(a); a.click();"],
    ['a script of a data: address', "const s = document.createElement('script'); s.src = 'data:text/javascript,window.broken=1'; document.body.append(s);"],
    ['a script of a blob', "const s = document.createElement('script'); s.src = URL.createObjectURL(new Blob(['window.broken=1'])); document.body.append(s);"],
  ])('%s does not run', async (_what, code) => {
    // Playwright's own evaluation is not under the page's policy; what it puts into the page is.
    const violated = await running.page.evaluate(`new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.violatedDirective), { once: true });
      ${code}
      setTimeout(() => resolve('nothing was refused'), 30_000);
    })`);
    expect(violated).toMatch(/^script-src/);
    expect(await running.page.evaluate('window.broken')).toBeUndefined();
  });

  it('text is not evaluated', async () => {
    const thrown = await running.page.evaluate(async () => {
      // In a task of the page's own, where its policy counts.
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- it is what must not work
      const attempts = [() => window.eval('1') as unknown, () => new window.Function('return 1')() as unknown];
      return Promise.all(attempts.map((attempt) => new Promise<string>((resolve) => {
        requestAnimationFrame(() => {
          try { resolve(String(attempt())); } catch (error) { resolve((error as Error).name); }
        });
      })));
    });
    expect(thrown).toEqual(['EvalError', 'EvalError']);
  });

  it('a worker comes only from our own files', async () => {
    const outcome = await running.page.evaluate(() => new Promise<string>((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => { resolve(event.violatedDirective); }, { once: true });
      try { new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))).onmessage = () => { resolve('ran'); }; } catch (error) { resolve((error as Error).name); }
    }));
    expect(outcome).toMatch(/worker-src|SecurityError/);
  });

  it('a foreign frame is not loaded, an embedded view not attached', async () => {
    const before = stranger.calls.length;
    await running.page.evaluate(async (origin) => {
      const frame = document.createElement('iframe');
      frame.src = `${origin}/frame`;
      const view = document.createElement('webview');
      view.setAttribute('src', `${origin}/view`);
      document.body.append(frame, view);
      await new Promise((resolve) => { setTimeout(resolve, 700); });
      frame.remove();
      view.remove();
    }, stranger.origin);
    expect(stranger.calls.length).toBe(before);
  });
});

describe('the way out', () => {
  it.each(['https://example.com/', 'file:///etc/passwd', 'data:text/html,<h1>x</h1>', 'app://evil/', 'about:blank', 'javascript:document.write(1)'])('does not lead to %s', async (url) => {
    await running.page.evaluate((to) => { setTimeout(() => { location.href = to; }, 0); }, url);
    await running.page.waitForTimeout(400);
    expect(running.page.url()).toMatch(/^app:\/\/minqing\//);
    expect(await running.page.evaluate(() => typeof window.minqing)).toBe('object');
  });

  it('a form does not send the page away', async () => {
    await running.page.evaluate((origin) => {
      const form = document.createElement('form');
      form.action = `${origin}/form`;
      form.method = 'post';
      document.body.append(form);
      form.submit();
    }, stranger.origin);
    await running.page.waitForTimeout(300);
    expect(running.page.url()).toMatch(/^app:\/\/minqing\//);
    expect(stranger.calls).not.toContain('POST /form');
  });

  it('no second window opens, by script or by link', async () => {
    expect(await running.page.evaluate((origin) => window.open(origin) === null && window.open('about:blank') === null && window.open('app://minqing/') === null, stranger.origin)).toBe(true);
    await running.page.evaluate((origin) => {
      const link = document.createElement('a');
      link.href = origin;
      link.target = '_blank';
      document.body.append(link);
      link.click();
    }, stranger.origin);
    await running.page.waitForTimeout(300);
    expect(await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  it('only the county’s server is reached', async () => {
    const tried = await running.page.evaluate(async ([own, other]) => {
      const attempt = (url: string) => fetch(url).then((answer) => answer.status, () => 'refused');
      const picture = (src: string) => new Promise((resolve) => {
        const image = new Image();
        image.onload = () => { resolve('loaded'); };
        image.onerror = () => { resolve('refused'); };
        image.src = src;
      });
      return { own: await attempt(`${own}/api`), other: await attempt(`${other}/fetch`), picture: await picture(`${other}/pixel.png`), beacon: navigator.sendBeacon(`${other}/beacon`, 'x'), file: await attempt('file:///etc/passwd') };
    }, [county.origin, stranger.origin] as const);
    expect(tried).toMatchObject({ own: 200, other: 'refused', picture: 'refused', file: 'refused' });
    expect(county.calls).toContain('GET /api');
    await running.page.waitForTimeout(300);
    expect(stranger.calls).toEqual([]);
  });

  it('the network filter holds without the policy', async () => {
    const outcome = (url: string) => running.app.evaluate(({ session }, to) => session.defaultSession.fetch(to).then((answer) => answer.status, (error: unknown) => String(error)), url);
    expect(await outcome(`${county.origin}/direct`)).toBe(200);
    expect(await outcome(`${stranger.origin}/direct`)).toContain('ERR_BLOCKED_BY_CLIENT');
    expect(stranger.calls).toEqual([]);
  });

  it('has camera and microphone, and no other device, no screen and no place', async () => {
    const answers = await running.page.evaluate(async () => ({
      asked: await Promise.all((['geolocation', 'notifications', 'midi'] as PermissionName[]).map(async (name) => (await navigator.permissions.query({ name })).state)),
      media: await navigator.mediaDevices.getUserMedia({ audio: true, video: true }).then((stream) => stream.getTracks().map((track) => { track.stop(); return track.kind; }).sort(), () => 'refused'),
      // The page's policy lets it play what it recorded.
      played: await navigator.mediaDevices.getUserMedia({ audio: true }).then((stream) => new Promise<string>((resolve) => {
        const recorder = new MediaRecorder(stream, { mimeType: 'audio/webm;codecs=opus' });
        const pieces: Blob[] = [];
        // How soon the first sound comes is the machine's affair.
        recorder.ondataavailable = ({ data }) => {
          pieces.push(data);
          if (recorder.state === 'recording' && pieces.reduce((bytes, { size }) => bytes + size, 0) > 2000) recorder.stop();
        };
        recorder.onstop = () => {
          for (const track of stream.getTracks()) track.stop();
          const sound = new Audio(URL.createObjectURL(new Blob(pieces, { type: recorder.mimeType })));
          sound.onloadedmetadata = () => { resolve('played'); };
          sound.onerror = () => { resolve('not played'); };
        };
        recorder.start(100);
      }), () => 'not recorded'),
      screen: await navigator.mediaDevices.getDisplayMedia().then(() => 'given', () => 'refused'),
      place: await new Promise((resolve) => { navigator.geolocation.getCurrentPosition(() => { resolve('given'); }, (error) => { resolve(error.code); }); }),
      notes: await Notification.requestPermission(),
    }));
    expect(answers).toEqual({ asked: Array(3).fill('denied'), media: ['audio', 'video'], played: 'played', screen: 'refused', place: 1, notes: 'denied' });
  });

  it('no strange page has camera or microphone', async () => {
    // The county's own address is the one strange page that the network filter lets in, and a secure context.
    const answers = await running.app.evaluate(async ({ BrowserWindow }, origin) => {
      const window = new BrowserWindow({ show: false });
      const ask = "navigator.mediaDevices?.getUserMedia({ audio: true }).then(() => 'given', (error) => error.name) ?? 'no devices'";
      await window.loadURL(`${origin}/strange`);
      const strange: unknown = await window.webContents.executeJavaScript(ask);
      await window.loadURL('app://minqing/');
      const own: unknown = await window.webContents.executeJavaScript(ask);
      window.destroy();
      return { strange, own };
    }, county.origin);
    expect(answers).toEqual({ strange: 'NotAllowedError', own: 'given' });
  });
});

describe('the page’s files', () => {
  it.each([
    ['app://minqing/', 200], ['app://minqing/index.html', 200], ['app://minqing/nothing.js', 404], ['app://minqing/assets', 404],
    ['app://minqing/..%2felectron%2fmain.mjs', 403], ['app://minqing/%2e%2e%2felectron%2fmain.mjs', 403], ['app://minqing/assets/..%5c..%5celectron%5cmain.mjs', 403],
    ['app://minqing/../electron/main.mjs', 404], ['app://minqing//etc/passwd', 404], ['app://minqing/C:%5cboot.ini', 403], ['app://minqing/index.html%00.js', 403],
  ])('%s is %i', async (url, status) => {
    expect(await running.page.evaluate((to) => fetch(to).then((answer) => answer.status, () => 0), url)).toBe(status);
  });

  it('a strange host of our scheme has none', async () => {
    expect(await running.page.evaluate(() => fetch('app://other/index.html').then((answer) => answer.status, () => 'refused'))).toBe('refused');
  });
});

describe('the bridge', () => {
  it('refuses arguments that do not fit, and goes on', async () => {
    const refused = await running.page.evaluate(async () => {
      const bridge = window.minqing as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
      const said = (name: string, ...args: unknown[]) => bridge[name]?.(...args).then(() => 'answered', (error: Error) => error.message);
      return [await said('journalAppend', 'x'), await said('journalAppend', [1]), await said('journalRead', -1), await said('saveFile', '../../etc/cron.d/x'), await said('vaultOpen', {}), await said('setFullScreen'), await said('appInfo', 1)];
    });
    expect(refused).toHaveLength(7);
    for (const message of refused) expect(message).toMatch(/bad arguments$/);
    expect(await running.page.evaluate(async () => (await window.minqing?.appInfo())?.electron)).toMatch(/^\d+\./);
  });

  it('says nothing of folders when the system refuses', async () => {
    mkdirSync(path.join(userData, 'enrolment.sealed'));
    const message = await running.page.evaluate(() => window.minqing?.vaultRead().then(() => 'answered', (error: Error) => error.message));
    rmSync(path.join(userData, 'enrolment.sealed'), { recursive: true });
    expect(message).toMatch(/failed$/);
    expect(message).not.toContain(userData);
  });

  it('does not answer a page that is not ours, even with the preload', async () => {
    const answer = await running.app.evaluate(async ({ app, BrowserWindow }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload: `${app.getAppPath()}/dist/electron/preload.cjs`, sandbox: true, contextIsolation: true } });
      await window.loadURL('data:text/html,<h1>x</h1>');
      const said: unknown = await window.webContents.executeJavaScript("window.minqing.appInfo().then(() => 'answered', (error) => error.message)");
      window.destroy();
      return said;
    });
    expect(answer).toMatch(/refused$/);
  });

  it('keeps the county’s address to secure ones', async () => {
    expect(await running.page.evaluate(() => window.minqing?.setCountyOrigin('http://county.example'))).toEqual({ ok: false, failure: 'not-secure' });
    expect(await running.page.evaluate(() => window.minqing?.countyOrigin())).toBe(county.origin);
  });
});
