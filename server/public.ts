/**
 * The app for browsers: county offices and departments need no installation. The page comes with a strict content
 * policy; its styles are made at run time, hence one nonce per response, which the page's placeholder receives.
 */
import { randomBytes } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import fastifyStatic from '@fastify/static';
import { refuse } from './http-errors.ts';

const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/** The content policy of the page; no inline script, no evaluation, no other origin. */
export function pagePolicy(nonce: string): string {
  return [
    `default-src 'none'`, `script-src 'self'`, `worker-src 'self'`, `connect-src 'self'`, `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data: blob:`, `media-src blob:`, `font-src 'self'`, `manifest-src 'self'`, `object-src 'none'`, `base-uri 'none'`, `form-action 'none'`, `frame-ancestors 'none'`,
  ].join('; ');
}

/** The policy of scripts: a worker is bound by the policy of its own file, and the store's worker speaks with this server. */
const SCRIPT_POLICY = `default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** Serves the built page from `staticDir`; without a build, says how to make one. */
export async function publicRoutes(app: FastifyInstance, staticDir: string): Promise<void> {
  const index = join(staticDir, 'index.html');
  const servePage = async (reply: FastifyReply): Promise<FastifyReply> => {
    const html = await readFile(index, 'utf8').catch(() => null);
    if (html === null) return refuse(reply, 'not-found', '县服务器上还没有网页界面。请先运行 npm run build，再重新打开。');
    const nonce = randomBytes(16).toString('base64');
    return reply.header('content-security-policy', pagePolicy(nonce)).header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8').send(html.replaceAll(NONCE_PLACEHOLDER, nonce));
  };
  app.get('/', { schema: {} }, async (_request, reply) => servePage(reply));
  app.get('/index.html', { schema: {} }, async (_request, reply) => servePage(reply));

  const built = await access(index).then(() => true, () => false);
  if (!built) return;
  await app.register(fastifyStatic, {
    root: staticDir, index: false, dotfiles: 'deny', cacheControl: false, wildcard: true,
    setHeaders(reply, path) {
      if (path.endsWith('.js')) reply.header('content-security-policy', SCRIPT_POLICY);
      // Vite puts a hash into the names under assets/: such a file never changes.
      reply.header('cache-control', path.includes('/assets/') || path.includes('\\assets\\') ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
