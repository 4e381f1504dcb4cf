/**
 * `app://minqing/…`: the page's own origin. The origin is the key of IndexedDB, so it must never change. Files are served
 * only from the built renderer, each answer with a strict content security policy; the nonce for styles is new at every load.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol, type Session } from 'electron';

/** Scheme and host of the page. Never rename: IndexedDB belongs to this origin. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://minqing';

const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.wasm': 'application/wasm', '.txt': 'text/plain; charset=utf-8', '.map': 'application/json',
};

/** Must be called before the app is ready: makes the scheme a secure, standard origin. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
}

/** What the page's document may do. `countyOrigin` is the one server that it may talk to. */
export function contentSecurityPolicy(nonce: string, countyOrigin: string | null): string {
  return [
    "default-src 'none'", "script-src 'self'", `style-src 'self' 'nonce-${nonce}'`, "img-src 'self' blob: data:", "font-src 'self'", "media-src 'self' blob:",
    `connect-src 'self'${countyOrigin ? ` ${countyOrigin}` : ''}`, "worker-src 'self'", "manifest-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "frame-src 'none'", "object-src 'none'",
  ].join('; ');
}

/** The file that a URL of this origin names, below `root`; null for anything that leads elsewhere. */
export function fileOfUrl(url: string, root: string): string | null {
  let pathname: string;
  try {
    const parsed = new URL(url);
    if (parsed.protocol !== `${APP_SCHEME}:` || parsed.host !== 'minqing') return null;
    pathname = decodeURIComponent(parsed.pathname);
  } catch {
    return null;
  }
  if (pathname.includes('\0') || pathname.includes('\\')) return null;
  const file = path.join(root, pathname === '/' ? 'index.html' : pathname);
  return file.startsWith(root + path.sep) ? file : null;
}

/** Serves the page in `session`. `countyOrigin` is asked at each load, since the user may set it. */
export function serveApp(session: Session, root: string, countyOrigin: () => string | null): void {
  session.protocol.handle(APP_SCHEME, async (request) => {
    if (request.method !== 'GET') return refuse(405);
    const file = fileOfUrl(request.url, root);
    if (file === null) return refuse(403);
    const content = await readFile(file).catch(() => null);
    if (content === null) return refuse(404);
    const extension = path.extname(file).toLowerCase();
    const nonce = randomBytes(18).toString('base64');
    const body = extension === '.html' ? content.toString('utf8').replaceAll('__CSP_NONCE__', nonce) : new Uint8Array(content);
    return new Response(body, { headers: { ...securityHeaders(nonce, countyOrigin()), 'content-type': MIME[extension] ?? 'application/octet-stream', 'cache-control': extension === '.html' ? 'no-store' : 'no-cache' } });
  });
}

function securityHeaders(nonce: string, countyOrigin: string | null): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(nonce, countyOrigin), 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin', 'permissions-policy': 'geolocation=(), usb=(), serial=(), hid=()',
  };
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: securityHeaders('none', null) });
}
