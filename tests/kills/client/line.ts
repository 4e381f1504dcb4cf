/** The line between the app and the county: works, or does not, and is where some kills come: while a push is on its way, or its answer. It also hears when a worker has stopped dead. */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';

/** A kill at the line: when the `times`-th request of this kind has come (`asked`), or the county has answered it (`answered`). */
export interface LineTrap { readonly hook: string; readonly times: number }

export interface Line {
  readonly origin: string;
  /** What a worker asks when it has stopped dead. */
  readonly tell: string;
  /** Called when a trap is reached or a worker has stopped: the app is to be killed now. */
  onReached: () => void;
  trap: LineTrap | null;
  /** False: nothing comes through to the county's calls, as without a network. The page itself is still served. */
  works: boolean;
  close(): Promise<void>;
}

const TELL = '/stopped-dead';

/** Opens a line to the county at `county`. */
export async function openLine(county: string): Promise<Line> {
  const sockets = new Set<Socket>();
  const answer = (asked: IncomingMessage, reply: ServerResponse): void => {
    const path = new URL(asked.url ?? '/', county).pathname;
    if (path === TELL) line.onReached();
    else if (!line.works && path.startsWith('/api/')) asked.socket.destroy();
    else void carry(asked, reply, /\/api\/sync\/(\w+)$/.exec(path)?.[1] ?? null);
  };
  const carry = async (asked: IncomingMessage, reply: ServerResponse, call: string | null): Promise<void> => {
    const pieces: Buffer[] = [];
    for await (const piece of asked) pieces.push(piece as Buffer);
    if (isTrapped(`${call ?? ''}-asked`)) return line.onReached();
    const onward = request(new URL(asked.url ?? '/', county), { method: asked.method ?? 'GET', headers: { ...asked.headers, host: new URL(county).host } }, (answered) => {
      if (isTrapped(`${call ?? ''}-answered`)) return line.onReached();
      reply.writeHead(answered.statusCode ?? 502, answered.headers);
      reply.flushHeaders();
      answered.pipe(reply);
      return undefined;
    });
    onward.on('error', () => { reply.destroy(); });
    reply.on('close', () => { onward.destroy(); });
    onward.end(Buffer.concat(pieces));
  };
  const isTrapped = (hook: string): boolean => {
    if (line.trap?.hook !== hook) return false;
    line.trap = { ...line.trap, times: line.trap.times - 1 };
    return line.trap.times <= 0;
  };
  const server = createServer(answer);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const line: Line = {
    origin, tell: `${origin}${TELL}`, onReached: () => undefined, trap: null, works: true,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
  return line;
}
