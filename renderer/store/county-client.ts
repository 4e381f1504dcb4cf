/** Speaking with the county server over HTTP: every answer is checked before it is believed, every request ends. */
import { Value } from 'typebox/value';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import type { RequestKind } from '../../shared/sync/answers.ts';
import { errorOfResponse, newestProtocolOf, type SyncError } from '../../shared/sync/errors.ts';
import { Enrolment, News, OLDEST_PROTOCOL, PROTOCOL_VERSION, type EnrolRequest } from '../../shared/sync/wire.ts';
import type { StoreFailure } from './failure-text.ts';

/** How long a request may take, whole; a slow line (4 KB/s) carries a halved batch in that time. */
const PATIENCE_MS = 90_000;
const ENROL_PATIENCE_MS = 20_000;
/** The server sends a heartbeat at least twice in this time; a news stream that is silent longer is dead. */
const NEWS_SILENCE_MS = 60_000;

/** Why a request came to nothing; `newest` is the newest protocol of a county that does not speak this one. */
export interface ExchangeFailure { readonly error: SyncError; readonly newest: number | null }

export interface CountyClient {
  /** Sends one sync request; `ok` carries the body of a 200 as parsed JSON, which the engine checks. */
  exchange(path: RequestKind, body: unknown): Promise<Result<unknown, ExchangeFailure>>;
  /** Listens for news until the stream ends, is silent too long or `signal` is raised. Resolves when it is over. */
  news(heard: (news: News | 'connected') => void, signal: AbortSignal): Promise<void>;
}

/** One exchange after it ended: `up` and `down` are the bytes of its two bodies before packing, `ms` is from the asking to the whole answer. */
export interface Exchanged { readonly path: RequestKind; readonly body: unknown; readonly answer: Result<unknown, ExchangeFailure>; readonly up: number; readonly down: number; readonly ms: number }

/** `exchanged` hears of every exchange after it ended, well or not. */
export function createCountyClient(server: string, token: string, exchanged: (exchange: Exchanged) => void = () => undefined): CountyClient {
  const authorization = `Bearer ${token}`;

  const post = async (path: RequestKind, body: Uint8Array<ArrayBuffer>, got: (bytes: number) => void): Promise<Result<unknown, ExchangeFailure>> => {
    try {
      const response = await fetch(`${server}/api/sync/${path}`, {
        method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body,
        signal: AbortSignal.timeout(PATIENCE_MS), cache: 'no-store', credentials: 'omit', redirect: 'error',
      });
      const answer = await readJson(response, got);
      if (response.status !== 200) return err({ error: errorOfResponse(response.status, answer), newest: newestProtocolOf(response.status, answer) });
      return answer === undefined ? err({ error: 'bad-answer', newest: null }) : ok(answer);
    } catch {
      return err({ error: 'unreachable', newest: null });
    }
  };

  return {
    async exchange(path, body) {
      const sent = new TextEncoder().encode(JSON.stringify(body));
      const [size, begun] = [{ down: 0 }, performance.now()];
      const answer = await post(path, sent, (bytes) => { size.down = bytes; });
      exchanged({ path, body, answer, up: sent.byteLength, down: size.down, ms: performance.now() - begun });
      return answer;
    },
    async news(heard, signal) {
      const ended = new AbortController();
      const end = (): void => { ended.abort(); };
      signal.addEventListener('abort', end);
      let timer = setTimeout(end, NEWS_SILENCE_MS);
      try {
        const response = await fetch(`${server}/api/sync/news`, { headers: { authorization, accept: 'text/event-stream' }, signal: ended.signal, cache: 'no-store', credentials: 'omit', redirect: 'error' });
        if (!response.ok || !response.body || !isType(response, 'text/event-stream')) return;
        heard('connected');
        let rest = '';
        const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
        for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
          clearTimeout(timer);
          timer = setTimeout(end, NEWS_SILENCE_MS);
          const lines = `${rest}${piece.value}`.split('\n');
          rest = (lines.pop() ?? '').slice(-MAX_LINE);
          for (const line of lines) {
            const news = parseNews(line);
            if (news) heard(news);
          }
        }
      } catch {
        // The stream broke: the caller connects again.
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
      }
    },
  };
}

/** Who joins: the one-time code, what the device is called, and its public key. */
export interface Joining { readonly code: string; readonly device: string; readonly publicKey: string }

/** POST /api/enrol: a one-time code makes this installation a device of its user. A county of protocol 1 knows no keys: it is told again, without. */
export async function requestEnrolment(server: string, { code, device, publicKey }: Joining): Promise<Result<Enrolment, StoreFailure>> {
  const plain = { code: code.trim(), device: device.trim().slice(0, 60) || '电脑' };
  const first = await postEnrolment(server, { protocol: PROTOCOL_VERSION, ...plain, publicKey });
  const { newest } = first;
  const { answer } = newest !== null && newest >= OLDEST_PROTOCOL && newest < PROTOCOL_VERSION ? await postEnrolment(server, { protocol: newest, ...plain }) : first;
  return answer;
}

async function postEnrolment(server: string, request: EnrolRequest): Promise<{ readonly answer: Result<Enrolment, StoreFailure>; readonly newest: number | null }> {
  try {
    const response = await fetch(`${server}/api/enrol`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(request),
      signal: AbortSignal.timeout(ENROL_PATIENCE_MS), cache: 'no-store', credentials: 'omit', redirect: 'error',
    });
    const answer = await readJson(response);
    if (response.status === 200) return { answer: Value.Check(Enrolment, answer) ? ok(answer) : err('server-not-understood'), newest: null };
    return { answer: err(ENROL_FAILURE[errorOfResponse(response.status, answer)]), newest: newestProtocolOf(response.status, answer) };
  } catch {
    return { answer: err('server-unreachable'), newest: null };
  }
}

const ENROL_FAILURE: Readonly<Record<SyncError, StoreFailure>> = {
  'unreachable': 'server-unreachable', 'bad-answer': 'server-not-understood', 'stale-answer': 'server-not-understood', 'store-failed': 'storage-failed', 'diverged': 'server-not-understood', 'digest-mismatch': 'server-not-understood',
  'bad-request': 'code-refused', 'unauthenticated': 'code-refused', 'forbidden': 'code-refused', 'not-found': 'server-not-understood', 'too-large': 'server-not-understood',
  'upgrade-required': 'upgrade-required', 'rate-limited': 'too-many-tries', 'server-full': 'server-unreachable', 'server-error': 'server-unreachable',
};

const MAX_LINE = 4096;

/** The JSON of an answer; undefined when it is not JSON (a captive portal's page) or was cut. */
export async function readJson(response: Response, got: (bytes: number) => void = () => undefined): Promise<unknown> {
  if (!isType(response, 'application/json')) return undefined;
  try {
    const bytes = await response.arrayBuffer();
    got(bytes.byteLength);
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

function isType(response: Response, type: string): boolean {
  return (response.headers.get('content-type') ?? '').toLowerCase().startsWith(type);
}

function parseNews(line: string): News | null {
  if (!line.startsWith('data:')) return null;
  try {
    const value: unknown = JSON.parse(line.slice(5));
    return Value.Check(News, value) ? value : null;
  } catch {
    return null;
  }
}
