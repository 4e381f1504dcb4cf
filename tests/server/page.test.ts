/** The page for browsers, the headers of every route, other origins, and what is written into the log. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCounty, type TestCounty } from './county.ts';
import { Device } from './device.ts';

let county: TestCounty;
let page: string;
beforeAll(async () => {
  page = await mkdtemp(join(tmpdir(), 'page-'));
  await mkdir(join(page, 'assets'));
  await writeFile(join(page, 'index.html'), '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__"><style nonce="__CSP_NONCE__"></style><script type="module" src="./assets/main-abc.js"></script>');
  await writeFile(join(page, 'assets', 'main-abc.js'), 'export {};');
  await writeFile(join(page, '.secret'), 'x');
  county = await startCounty({ staticDir: page });
});
afterAll(async () => {
  await county.stop();
  await rm(page, { recursive: true });
});

describe('the page', () => {
  it('comes with a strict policy and a nonce of its own each time, which the page knows', async () => {
    const nonces = new Set<string>();
    for (const path of ['/', '/', '/index.html']) {
      const response = await fetch(`${county.origin}${path}`);
      const policy = response.headers.get('content-security-policy') ?? '';
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
      expect(Buffer.from(nonce, 'base64').length).toBe(16);
      const html = await response.text();
      expect(html).not.toContain('__CSP_NONCE__');
      expect(html.split(nonce)).toHaveLength(3);
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      for (const directive of [`default-src 'none'`, `script-src 'self'`, `worker-src 'self'`, `connect-src 'self'`, `media-src blob:`, `object-src 'none'`, `base-uri 'none'`, `frame-ancestors 'none'`]) expect(policy.split('; ')).toContain(directive);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  it('serves hashed files for a year and the page fresh', async () => {
    const script = await fetch(`${county.origin}/assets/main-abc.js`);
    expect(script.headers.get('content-type')).toContain('javascript');
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect((await fetch(county.origin)).headers.get('cache-control')).toBe('no-cache');
  });

  it.each(['/../county.key', '/%2e%2e/county.key', '/..%2fcounty.key', '/assets/..%5c..%5ccounty.key', '/.secret', '/assets/', '/nothing.js'])('%s is not served', async (path) => {
    const response = await fetch(`${county.origin}${path}`);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
  });

  it('without a build the server says how to make one', async () => {
    const bare = await startCounty();
    const response = await fetch(bare.origin);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: 'not-found', message: expect.stringContaining('npm run build') });
    await bare.stop();
  });
});

describe('every route', () => {
  const routes = [['GET', '/'], ['GET', '/assets/main-abc.js'], ['GET', '/api/health'], ['POST', '/api/enrol'], ['POST', '/api/sync/push'], ['POST', '/api/sync/pull'], ['POST', '/api/sync/offer'], ['POST', '/api/sync/digest'], ['GET', '/api/hello'], ['POST', '/api/hello'], ['GET', '/api/sync/news'], ['GET', '/api/county/summary'], ['GET', '/api/county/devices'], ['POST', '/api/county/codes'], ['POST', '/api/county/devices/revoke'], ['POST', '/api/device/report'],
    ['GET', `/api/attachments/411122201/${'a'.repeat(26)}`], ['HEAD', `/api/attachments/411122201/${'a'.repeat(26)}`], ['POST', '/api/attachments/uploads'], ['PATCH', '/api/attachments/uploads/x'], ['GET', '/missing']] as const;

  it.each(routes)('%s %s carries the security headers, allows no other origin, and sets no cookie', async (method, path) => {
    const { headers } = await fetch(`${county.origin}${path}`, { method, headers: { origin: 'https://evil.example' } });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('content-security-policy')).toContain(`default-src 'none'`);
    expect(headers.get('set-cookie')).toBeNull();
    expect(headers.get('server')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
    if (path.startsWith('/api/')) expect(headers.get('cache-control')).toBe('no-store');
  });

  it('lets the desktop app in, with the headers of requests and uploads and no credentials', async () => {
    const origin = 'app://minqing';
    const preflight = await fetch(`${county.origin}/api/sync/push`, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' } });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
    expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).toBe('authorization, content-type, range, tus-resumable, upload-length, upload-offset, upload-metadata');
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
    const answer = await fetch(`${county.origin}/api/health`, { headers: { origin } });
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
  });

  it('the event stream too', async () => {
    const { token } = await county.enrolled('li');
    const stop = new AbortController();
    const { headers } = await fetch(`${county.origin}/api/sync/news`, { headers: { origin: 'app://minqing', authorization: `Bearer ${token}` }, signal: stop.signal });
    stop.abort();
    expect(headers.get('access-control-allow-origin')).toBe('app://minqing');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is the list above: none was forgotten', () => {
    const found = [...county.app.printRoutes({ commonPrefix: false }).matchAll(/── (\S+) \(([A-Z, ]+)\)/g)].map((match) => `${match[2]} ${match[1]}`);
    expect(found.sort()).toMatchInlineSnapshot(`
      [
        "GET /",
        "GET api/county/devices",
        "GET api/county/summary",
        "GET api/health",
        "GET api/sync/news",
        "GET index.html",
        "GET, POST api/hello",
        "HEAD, GET *",
        "HEAD, GET api/attachments/:scope/:hash",
        "HEAD, PATCH /:id",
        "OPTIONS *",
        "POST /revoke",
        "POST api/attachments/uploads",
        "POST api/county/codes",
        "POST api/device/report",
        "POST api/enrol",
        "POST api/sync/digest",
        "POST api/sync/offer",
        "POST api/sync/pull",
        "POST api/sync/push",
      ]
    `);
  });

  it('answers large answers compressed to who asks for it', async () => {
    const zhao = new Device(await county.enrolled('wang'), county.origin, '411122');
    const { headers } = await zhao.pull();
    expect(headers.get('content-encoding')).toBe('gzip');
  });
});

describe('the log', () => {
  it('has ids and counts, and never what a citizen said, whatever happens to it', async () => {
    const marker = '暗语桂花鱼';
    const li = new Device(await county.enrolled('li'), county.origin);
    const entry = li.register('secret', { words: marker, reporter: { name: marker, phone: '13912345678' } });
    await li.accepted([entry]);
    await li.push([{ entry: { ...entry, body: { words: `${marker}改` } } }]);
    await li.push([{ entry: marker }]);
    await li.post('/api/sync/push', `{"protocol":1,"words":"${marker}`);
    await li.post('/api/sync/push', { ...li.common(), [marker]: marker, entries: [] });
    await li.post(`/api/${encodeURIComponent(marker)}?q=${encodeURIComponent(marker)}`, {});
    await fetch(`${county.origin}/api/enrol`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ protocol: 1, code: marker.repeat(3), device: marker }) });
    // A failure inside the server: the table is gone.
    await county.db.schema.alterTable('entries').renameTo('entries_away').execute();
    const broken = await li.push([{ entry: li.register('again', { words: marker }) }]);
    await county.db.schema.alterTable('entries_away').renameTo('entries').execute();
    expect(broken).toMatchObject({ status: 500, body: { error: 'server-error' } });

    const log = county.logged();
    expect(log).toContain('"msg":"pushed"');
    expect(log).toContain('"msg":"request failed"');
    expect(log).toContain(li.enrolment.deviceId);
    for (const secret of [marker, encodeURIComponent(marker), '13912345678', li.enrolment.token]) expect(log.includes(secret)).toBe(false);
    expect(JSON.stringify(broken.body)).not.toContain('entries');
  });
});
