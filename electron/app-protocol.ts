/** Serves `app://minqing/…` from the built page and nothing else, each answer with the page's policy; the nonce for styles is new at every load. */
import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { protocol, type Session } from 'electron';
import { APP_SCHEME, fileOfUrl } from './page-address.ts';
import { securityHeaders } from './page-policy.ts';

const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.wasm': 'application/wasm', '.txt': 'text/plain; charset=utf-8', '.map': 'application/json',
};

/** What stands in `index.html` where the nonce of this load belongs. */
const NONCE_PLACE = '__CSP_NONCE__';

/** Must be called before the app is ready: makes the scheme a secure, standard origin. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
}

/** Serves the page below `root` in `session`. `countyOrigin` is asked at each load, since the user may set it. */
export function serveApp(session: Session, root: string, countyOrigin: () => string | null): void {
  session.protocol.handle(APP_SCHEME, async (request) => {
    const nonce = randomBytes(18).toString('base64');
    const headers = securityHeaders(nonce, countyOrigin());
    const refuse = (status: number) => new Response(null, { status, headers });
    if (request.method !== 'GET') return refuse(405);
    const file = fileOfUrl(request.url, root);
    if (file === null) return refuse(403);
    const content = await readBelow(file, root);
    if (content === null) return refuse(404);
    const extension = path.extname(file).toLowerCase();
    const isPage = extension === '.html';
    const body = isPage ? content.toString('utf8').replaceAll(NONCE_PLACE, nonce) : new Uint8Array(content);
    return new Response(body, { headers: { ...headers, 'content-type': MIME[extension] ?? 'application/octet-stream', 'cache-control': isPage ? 'no-store' : 'no-cache' } });
  });
}

/** The file's content; null when there is none, or when a link leads out of `root`. */
async function readBelow(file: string, root: string): Promise<Buffer | null> {
  try {
    const [real, realRoot] = await Promise.all([realpath(file), realpath(root)]);
    return real.startsWith(realRoot + path.sep) ? await readFile(real) : null;
  } catch {
    return null;
  }
}
