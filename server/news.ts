/**
 * News: one event stream per device that says which log has grown, so that nobody has to ask again and again. Fed
 * after the commit; a hint to pull and never data, so that a lost event costs a delay and nothing else.
 */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { ErrorAnswer, type News } from '../shared/sync/wire.ts';
import { authenticate, bearerToken, callerFrom, callerOf, type AuthDeps, type Caller } from './auth.ts';
import { refuse } from './http-errors.ts';

/** A comment line this often keeps proxies from closing the stream, and asks whether the device may still listen. */
const HEARTBEAT_MS = 20_000;
/** Open streams of one device; a restarted page may briefly hold two. */
const STREAMS_PER_DEVICE = 6;

/** Where committed pushes are announced, and who listens. */
export interface NewsDesk {
  /** Tells every listener that may read the scope. Call only after the commit. */
  announce(news: News): void;
  /** Adds a listener; the returned function takes it away. */
  listen(listener: NewsListener): () => void;
  listeners(device: string): number;
  /** Ends every stream: the server is stopping. */
  close(): void;
}

export interface NewsListener {
  readonly device: string;
  /** The scopes that may be told about; asked at each announcement, since rights change. */
  reads(): readonly string[];
  tell(news: News): void;
  end(): void;
}

export function createNewsDesk(): NewsDesk {
  const listeners = new Set<NewsListener>();
  return {
    announce(news) {
      for (const listener of listeners) if (listener.reads().includes(news.scope)) listener.tell(news);
    },
    listen(listener) {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
    listeners: (device) => [...listeners].filter((listener) => listener.device === device).length,
    close() {
      for (const listener of [...listeners]) listener.end();
      listeners.clear();
    },
  };
}

/** GET /api/sync/news */
export function newsRoute(app: FastifyInstance, deps: AuthDeps & { readonly news: NewsDesk }): void {
  app.addHook('preClose', async () => deps.news.close());
  app.get('/api/sync/news', {
    schema: { response: { '4xx': ErrorAnswer, '5xx': ErrorAnswer } },
    onRequest: authenticate(deps),
  }, async (request, reply) => {
    const caller = callerFrom(request);
    if (deps.news.listeners(caller.device) >= STREAMS_PER_DEVICE) return refuse(reply, 'rate-limited');
    const token = bearerToken(request);
    await streamNews(reply, { caller, deps, stillAllowed: () => callerOf(deps, token) });
    return reply;
  });
}

interface Stream {
  readonly caller: Caller;
  readonly deps: AuthDeps & { readonly news: NewsDesk };
  /** The caller as the tables know it now; null once the device was revoked. */
  stillAllowed(): Promise<Caller | null>;
}

async function streamNews(reply: FastifyReply, stream: Stream): Promise<void> {
  let reads = stream.caller.session.reads;
  // The heads first: whoever was away learns at once what it missed. Listening starts before the heads are read, so that nothing falls in between.
  const waiting: News[] = [];
  let tell = (news: News): void => { waiting.push(news); };
  let end = (): void => undefined;
  const stop = stream.deps.news.listen({ device: stream.caller.device, reads: () => reads, tell: (news) => tell(news), end: () => end() });
  let heads: readonly News[];
  try {
    heads = await stream.deps.store.read(async ({ log }) => {
      const found = await Promise.all(reads.map(async (scope) => ({ scope, rev: (await log.head(scope))?.rev ?? 0 })));
      return found;
    });
  } catch (error) {
    stop();
    throw error;
  }

  reply.hijack();
  const { raw } = reply;
  if (raw.destroyed) {
    // Whoever asked has gone while the heads were read.
    stop();
    return;
  }
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
  // Closed with its stream, so that a stopping server does not wait for the listener to let go.
  raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'close' });
  tell = (news) => { raw.write(`data: ${JSON.stringify(news)}\n\n`); };
  for (const news of [...heads, ...waiting]) tell(news);

  const heartbeat = setInterval(() => {
    void stream.stillAllowed().then((caller) => {
      if (!caller) end();
      else {
        reads = caller.session.reads;
        raw.write(': still here\n\n');
      }
    }, () => end());
  }, HEARTBEAT_MS);
  end = () => {
    clearInterval(heartbeat);
    stop();
    raw.end();
  };
  raw.on('close', () => end());
}
