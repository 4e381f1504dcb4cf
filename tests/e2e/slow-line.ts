/**
 * The telephone line of a township between a device and the county, as an HTTP proxy: so many bytes a second for everything together, a share
 * of requests fails (before it arrives, after it arrived, in the middle), and sometimes there is no line at all. Seeded: the same line fails the same way.
 */
import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Transform, type TransformCallback } from 'node:stream';

export interface LineOptions {
  /** Origin of the county behind it. */
  readonly county: string;
  readonly bytesPerSecond: number;
  /** The share of requests that fail, 0 to 1. */
  readonly failing: number;
  readonly seed: number;
}

export interface LineFigures { readonly requests: number; readonly failed: number; readonly up: number; readonly down: number; readonly uploaded: number }

export interface SlowLine {
  readonly origin: string;
  /** Nothing passes: connections are refused, as with the cable pulled. */
  cut(): void;
  restore(): void;
  /** From now on so many bytes a second, and such a share of failures. */
  worsen(to: { readonly bytesPerSecond: number; readonly failing: number }): void;
  /** Requests asked and failed, bytes that passed each way, bytes of files (tus PATCH) that reached the county. */
  figures(): LineFigures;
  close(): Promise<void>;
}

/** A small seeded generator (mulberry32): which request fails is the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Fate = 'passes' | 'does-not-arrive' | 'answer-lost' | 'cut-on-the-way';

/** Opens the line; it is there at once. */
export async function openLine({ county, seed, ...first }: LineOptions): Promise<SlowLine> {
  const { hostname, port } = new URL(county);
  const random = seeded(seed);
  const figures = { requests: 0, failed: 0, up: 0, down: 0, uploaded: 0 };
  const sockets = new Set<Socket>();
  let whole = true;
  let weather: Pick<LineOptions, 'bytesPerSecond' | 'failing'> = first;
  // One pipe for everything: a byte that passes makes all others wait.
  let freeAt = 0;
  const waitFor = (bytes: number): number => {
    const now = Date.now();
    freeAt = Math.max(now, freeAt) + (bytes / weather.bytesPerSecond) * 1000;
    return freeAt - now;
  };
  const throttle = (passed: (bytes: number) => void, limit = Infinity): Transform => {
    let through = 0;
    return new Transform({
      highWaterMark: 2048,
      transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
        through += chunk.length;
        passed(chunk.length);
        if (through > limit) { done(new Error('the line broke')); return; }
        setTimeout(() => { done(null, chunk); }, waitFor(chunk.length));
      },
    });
  };
  const passed = { inARow: 0 };
  const fateOf = (): Fate => {
    // A few lucky requests in a row are no better line: at the latest after twice the share one fails.
    const lucky = random() >= weather.failing && passed.inARow < 2 / weather.failing;
    passed.inARow = lucky ? passed.inARow + 1 : 0;
    if (lucky) return 'passes';
    return (['does-not-arrive', 'answer-lost', 'cut-on-the-way'] as const)[Math.floor(random() * 3)] ?? 'does-not-arrive';
  };

  const pass = (from: IncomingMessage, to: ServerResponse): void => {
    figures.requests += 1;
    const fate = fateOf();
    if (fate !== 'passes') figures.failed += 1;
    const end = (): void => { from.socket.destroy(); };
    if (!whole || fate === 'does-not-arrive') { end(); return; }
    const onward = ask({ hostname, port, method: from.method, path: from.url, headers: from.headers, agent: false }, (answer) => {
      if (fate === 'answer-lost') { answer.resume(); end(); return; }
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(throttle((bytes) => { figures.down += bytes; })).on('error', end).pipe(to);
      answer.on('error', end);
    });
    onward.on('error', end);
    to.on('close', () => { onward.destroy(); });
    const isFile = from.method === 'PATCH';
    const breaksAfter = fate === 'cut-on-the-way' ? Math.floor(random() * 40_000) : Infinity;
    from.pipe(throttle((bytes) => { figures.up += bytes; if (isFile) figures.uploaded += bytes; }, breaksAfter)).on('error', () => { onward.destroy(); end(); }).pipe(onward);
  };

  const server: Server = createServer(pass);
  server.on('connection', (socket: Socket) => {
    if (!whole) { socket.destroy(); return; }
    sockets.add(socket);
    socket.on('close', () => { sockets.delete(socket); }).on('error', () => undefined);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      whole = false;
      for (const socket of sockets) socket.destroy();
    },
    restore() { whole = true; },
    worsen(to) { weather = to; },
    figures: () => ({ ...figures }),
    close: () => new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => { resolve(); });
    }),
  };
}
