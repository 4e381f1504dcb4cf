/** The county of the benchmark: the real server process on a fresh demo county, filled over the wire as a device would. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Entry } from '../shared/ledger/entry.ts';
import { logStart, type LogToken } from '../shared/ledger/log-hash.ts';
import { MAX_PUSH_ENTRIES, PROTOCOL_VERSION, type Enrolment, type PushAnswer, type PushRequest } from '../shared/sync/wire.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const run = promisify(execFile);

export interface BenchCounty {
  readonly origin: string;
  readonly pid: number;
  /** A one-time code of a demo user. */
  code(user: string): Promise<string>;
  enrol(user: string): Promise<Enrolment>;
  /** Pushes one replica's entries of one scope. */
  push(token: string, entries: readonly Entry[]): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a demo county in `data` that serves the page in `page`. */
export async function startBenchCounty(data: string, page: string): Promise<BenchCounty> {
  await runCli(data, 'init', '--demo');
  return serveCounty(data, page);
}

/** Starts the server of the county that is in `data`. */
export async function serveCounty(data: string, page: string, port = 0): Promise<BenchCounty> {
  const server = spawn(process.execPath, ['server/main.ts', '--port', String(port), '--data', data, '--static', page], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, MINQING_LOG: 'error' } });
  const origin = await originOf(server);
  const code = async (user: string): Promise<string> => {
    const found = /[A-Z0-9]{4}(?:-[A-Z0-9]{4}){3,}/.exec(await runCli(data, 'code', '--user', user))?.[0];
    if (found === undefined) throw new Error('the county gave no enrolment code');
    return found;
  };
  return {
    origin, pid: server.pid ?? 0, code,
    enrol: async (user) => post(`${origin}/api/enrol`, '', { protocol: PROTOCOL_VERSION, code: await code(user), device: 'bench' }),
    async push(token, entries) {
      const [first] = entries;
      if (!first) return;
      let seen: LogToken = logStart(first.scope);
      for (let from = 0; from < entries.length; from += MAX_PUSH_ENTRIES) {
        const batch = entries.slice(from, from + MAX_PUSH_ENTRIES).map((entry) => ({ entry }));
        const request: PushRequest = { protocol: PROTOCOL_VERSION, scope: first.scope, replica: first.replica, generation: 0, seen, entries: batch };
        const answer = await post<PushAnswer>(`${origin}/api/sync/push`, token, request);
        const refused = answer.verdicts.find((one) => one.verdict === 'refused');
        if (refused) throw new Error(`the county refused an entry of the benchmark: ${JSON.stringify(refused)}`);
        seen = answer.token;
      }
    },
    stop: () => new Promise((resolve) => { server.once('exit', () => { resolve(); }); server.kill(); }),
  };
}

async function runCli(data: string, ...words: string[]): Promise<string> {
  return (await run(process.execPath, ['server/cli.ts', ...words, '--data', data], { cwd: ROOT })).stdout;
}

/** The server prints one line with its address once it listens. */
function originOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('exit', () => { reject(new Error('the county server ended before it listened')); });
    let printed = '';
    server.stdout?.on('data', (piece: Buffer) => {
      printed += piece.toString('utf8');
      const origin = /https?:\/\/[0-9.:]+/.exec(printed)?.[0];
      if (origin !== undefined) resolve(origin);
    });
  });
}

async function post<T>(url: string, token: string, body: unknown): Promise<T> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${String(response.status)}: ${await response.text()}`);
  return (await response.json()) as T;
}
