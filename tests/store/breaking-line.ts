/** A telephone line that breaks every few seconds: a TCP proxy before the county that lets so many bytes a second through and then hangs up on everybody. */
import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface BreakingLine {
  readonly origin: string;
  /** How often it broke while something was connected, how many uploads were begun (POST), and bytes of files (bodies of PATCH) that passed. */
  figures(): { readonly breaks: number; readonly begun: number; readonly uploaded: number };
  close(): Promise<void>;
}

const TICK_MS = 20;

/** Opens the line to the server at `origin`. */
export async function openBreakingLine(origin: string, { bytesPerSecond, everyMs }: { readonly bytesPerSecond: number; readonly everyMs: number }): Promise<BreakingLine> {
  const { hostname, port } = new URL(origin);
  const figures = { breaks: 0, begun: 0, uploaded: 0 };
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    far.pipe(near);
    const body = { isFile: false };
    const waiting: Buffer[] = [];
    near.on('data', (chunk: Buffer) => { waiting.push(chunk); near.pause(); });
    // What came is let through at the line's pace, a tick's worth at a time.
    const pace = setInterval(() => {
      const [first] = waiting;
      if (!first) { near.resume(); return; }
      const piece = first.subarray(0, Math.ceil(bytesPerSecond * TICK_MS / 1000));
      if (piece.length === first.length) waiting.shift();
      else waiting[0] = first.subarray(piece.length);
      const head = piece.toString('latin1');
      const request = /^(GET|HEAD|POST|PATCH|OPTIONS) (\S+) HTTP/.exec(head);
      if (request) {
        body.isFile = request[1] === 'PATCH';
        if (request[1] === 'POST' && request[2]?.endsWith('/uploads')) figures.begun += 1;
      }
      if (body.isFile) figures.uploaded += piece.length - (request ? Math.max(0, head.indexOf('\r\n\r\n') + 4) : 0);
      far.write(piece);
    }, TICK_MS);
    near.on('close', () => { clearInterval(pace); });
  });
  const breaking = setInterval(() => {
    if (sockets.size > 0) figures.breaks += 1;
    for (const socket of sockets) socket.destroy();
  }, everyMs);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    figures: () => ({ ...figures }),
    close: () => new Promise((resolve) => {
      clearInterval(breaking);
      for (const socket of sockets) socket.destroy();
      server.close(() => { resolve(); });
    }),
  };
}
