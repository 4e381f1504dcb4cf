/** Puts the server together from its parts. Nothing here opens a file, a database or a port: `main.ts` does. */
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { MAX_REQUEST_BYTES, PROTOCOL_VERSION } from '../shared/sync/wire.ts';
import { attachmentRoutes, type AttachmentDeps } from './attachments.ts';
import { enrolRoute } from './auth.ts';
import { countyRoute } from './county.ts';
import { helloRoutes } from './hello.ts';
import { deviceRoutes } from './devices.ts';
import { answerFailures } from './http-errors.ts';
import type { LogVerifier } from './log-verifier.ts';
import { newsRoute, type NewsDesk } from './news.ts';
import { publicRoutes } from './public.ts';
import { syncRoutes } from './sync.ts';

export interface AppDeps extends AttachmentDeps {
  /** The server's own replica, drawn anew at each start. */
  readonly replica: string;
  readonly news: NewsDesk;
  readonly verifier: LogVerifier;
  /** The built page; may be missing. */
  readonly staticDir: string;
  readonly logger: FastifyBaseLogger;
  /** Certificate and key for HTTPS, or null behind a proxy or on this machine only. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
}

/** The page of the desktop app: the only other origin that may ask. */
const DESKTOP_ORIGIN = 'app://minqing';
/** What an upload that can go on after a cut says in headers. */
const TUS_HEADERS = ['Tus-Resumable', 'Upload-Length', 'Upload-Offset', 'Upload-Metadata'];
/** Requests of one address in a minute: many offices may share one behind a proxy, and a first pull of a whole county fits. */
const RATE_LIMIT = { max: 6000, timeWindow: 60_000 };
/** A request whose body takes longer is cut off; slow township lines need patience, a stalled one must not hold a place. */
const REQUEST_TIMEOUT_MS = 120_000;
/** A stopping server answers what it has read; whoever is still sending or only holds a connection is cut off after this, and sends again later. */
const STOP_GRACE_MS = 1_500;

/** The whole server, ready to listen. */
export async function createApp(deps: AppDeps): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: deps.logger, logController: new LogController({ disableRequestLogging: true }), bodyLimit: MAX_REQUEST_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS, forceCloseConnections: 'idle', trustProxy: 'loopback', exposeHeadRoutes: false,
    ...(deps.tls ? { https: { cert: deps.tls.cert, key: deps.tls.key, minVersion: 'TLSv1.2' as const } } : {}),
  }) as unknown as FastifyInstance;
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  app.decorateRequest('caller', null);
  answerFailures(app);

  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: [`'none'`], frameAncestors: [`'none'`], baseUri: [`'none'`], formAction: [`'none'`] } },
    referrerPolicy: { policy: 'no-referrer' }, frameguard: { action: 'deny' }, hsts: deps.tls ? { maxAge: 31_536_000 } : false,
  });
  await app.register(cors, { origin: [DESKTOP_ORIGIN], methods: ['GET', 'HEAD', 'POST', 'PATCH'], allowedHeaders: ['Authorization', 'Content-Type', 'Range', ...TUS_HEADERS], exposedHeaders: ['Location', ...TUS_HEADERS], credentials: false, maxAge: 600 });
  await app.register(rateLimit, RATE_LIMIT);
  await app.register(compress, { encodings: ['gzip'], requestEncodings: ['identity'], threshold: 2048, zlibOptions: { level: 4 } });

  app.addHook('preClose', async () => {
    setTimeout(() => app.server.closeAllConnections(), STOP_GRACE_MS).unref();
  });
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
    // The desktop's page counts the data that it used; what an answer took on the line is hidden from other origins unless this names them.
    if (request.url.startsWith('/api/')) reply.header('timing-allow-origin', DESKTOP_ORIGIN);
  });
  app.addHook('onResponse', async (request, reply) => {
    request.log.info({ method: request.method, route: request.routeOptions.url ?? null, status: reply.statusCode, ms: Math.round(reply.elapsedTime), device: request.caller?.device ?? null }, 'answered');
  });

  app.get('/api/health', { schema: { response: { 200: Type.Object({ status: Type.Literal('ok'), protocol: Type.Integer() }) } } }, async () => ({ status: 'ok', protocol: PROTOCOL_VERSION }));
  helloRoutes(app, deps);
  enrolRoute(app, deps);
  syncRoutes(app, deps);
  newsRoute(app, deps);
  countyRoute(app, deps);
  deviceRoutes(app, deps);
  await attachmentRoutes(app, deps);
  await publicRoutes(app, deps.staticDir);
  return app;
}
