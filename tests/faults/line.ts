/**
 * A line between a device and the county, as a TCP proxy. What happens to the next requests of sync (or of another kind) is said
 * beforehand, one fault for each; after the last everything passes. Other requests (the news, an enrolment) always pass.
 */
import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/**
 * `request-lost` it never arrives · `answer-cut` it arrives, and only so many bytes of the answer come back · `answered` somebody else
 * answers, these bytes · `request-cut` so many bytes of it arrive, then both ends hang up.
 */
export type LineFault =
  | { readonly kind: 'request-lost' }
  | { readonly kind: 'answer-cut'; readonly after: number }
  | { readonly kind: 'answered'; readonly by: string }
  | { readonly kind: 'request-cut'; readonly after: number };

export interface Line {
  readonly origin: string;
  /** Faults of the next requests of that kind, in order. */
  readonly faults: LineFault[];
  /** Requests of that kind so far; the longest answer to one, and how much of it was its head, in bytes. */
  readonly figures: { requests: number; longest: number; head: number };
  /** From now on requests reach the county from this address of the loopback. */
  address: string;
  /** Where the county is: it may come back elsewhere. */
  county: string;
  close(): Promise<void>;
}

/** A complete answer as a server writes it. */
export function httpAnswer(status: string, type: string, body: string): string {
  return `HTTP/1.1 ${status}\r\ncontent-type: ${type}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`;
}

const SYNC = /^POST \/api\/sync\/(?:push|pull|offer|digest) /;
/** What sends a file: the creation of an upload, its pieces, the question how far it is. */
export const UPLOADS = /^(?:POST|PATCH|HEAD) \/api\/attachments\/uploads/;

/** Opens the line to the county at `county`; faults meet the requests whose first line `kind` describes. */
export async function openLine(county: string, kind: RegExp = SYNC): Promise<Line> {
  const sockets = new Set<Socket>();
  const line = { origin: '', faults: [] as LineFault[], figures: { requests: 0, longest: 0, head: 0 }, address: '127.0.0.1', county };
  const server = createServer((near) => {
    const { hostname, port } = new URL(line.county);
    const far = connect({ port: Number(port), host: hostname, localAddress: line.address });
    const hangUp = (): void => { near.destroy(); far.destroy(); };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => { sockets.delete(socket); hangUp(); });
    }
    /** The exchange of sync that is under way on this connection: its fault, and how many bytes of request and answer there were. */
    let current: { readonly fault: LineFault | null; asked: number; heard: number; head: number } | null = null;
    near.on('data', (chunk: Buffer) => {
      if (/^(?:GET|HEAD|POST|PATCH|OPTIONS) /.test(chunk.toString('latin1', 0, 8))) current = null;
      if (kind.test(chunk.toString('latin1', 0, 60))) {
        current = { fault: line.faults.shift() ?? null, asked: 0, heard: 0, head: 0 };
        line.figures.requests += 1;
      }
      const fault = current?.fault;
      if (fault?.kind === 'request-lost') { hangUp(); return; }
      if (fault?.kind === 'answered') { near.end(fault.by); return; }
      if (current === null || fault?.kind !== 'request-cut') { far.write(chunk); return; }
      far.write(chunk.subarray(0, Math.max(0, fault.after - current.asked)));
      current.asked += chunk.length;
      if (current.asked >= fault.after) setImmediate(hangUp);
    });
    far.on('data', (chunk: Buffer) => {
      if (near.destroyed) return;
      if (current === null) { near.write(chunk); return; }
      const { fault, heard } = current;
      if (heard === 0) current.head = chunk.indexOf('\r\n\r\n') + 4;
      current.heard += chunk.length;
      if (current.heard > line.figures.longest) [line.figures.longest, line.figures.head] = [current.heard, current.head];
      near.write(fault?.kind === 'answer-cut' ? chunk.subarray(0, Math.max(0, fault.after - heard)) : chunk);
      if (fault?.kind === 'answer-cut' && current.heard >= fault.after) near.end(hangUp);
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  line.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(line, {
    close: () => new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => { resolve(); });
    }),
  });
}
