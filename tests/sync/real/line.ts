/**
 * The bad line between real devices and the real county: every request of a device comes over a lane of its own, `/lane/<n>/…`, and meets there
 * what the simulator's network does to it: lost, late, twice, an older answer, cut, damaged, or a log-in page.
 */
import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Random } from '../simulator/random.ts';
import type { Weather } from '../simulator/network.ts';

export interface Line {
  /** Answers a request whose path begins with `/lane/`. */
  handle(incoming: IncomingMessage, response: ServerResponse): void;
  setWeather(lane: number, weather: Weather): void;
  /** Where the county is now. */
  setCounty(origin: string): void;
  /** Cuts what is open and begins anew, with other luck. */
  begin(random: Random): void;
}

interface Answer { readonly status: number; readonly type: string; readonly body: Buffer }

/** The longest delay of a bad line (ms): real time is short. */
const SLOW_MS = 250;

export function createLine(happened: (what: string) => void): Line {
  const weathers = new Map<number, Weather>();
  const cache = new Map<string, Answer>();
  const open = new Set<ServerResponse>();
  let county = '';
  let luck: Random | null = null;

  const exchange = async (incoming: IncomingMessage, response: ServerResponse, to: { readonly lane: number; readonly path: string; readonly random: Random }): Promise<void> => {
    const { lane, path, random } = to;
    const body = await bodyOf(incoming);
    const bad = () => weathers.get(lane) === 'bad';
    const lost = () => {
      const gone = weathers.get(lane) === 'cut' || (bad() && random.chance(0.12));
      if (gone) {
        happened('network: dropped');
        response.destroy();
      }
      return gone;
    };
    if (lost()) return;
    if (bad() && random.chance(0.15)) await late(random, happened);
    const sent = bad() && random.chance(0.04) ? damage(body, random, happened) : body;
    const send = () => forward(`${county}${path}`, incoming, sent);
    const first = await send();
    const again = bad() && random.chance(0.06);
    if (again) happened('network: repeated');
    const answer = again ? await send() ?? first : first;
    if (answer === null) {
      response.destroy();
      return;
    }
    if (lost()) return;
    if (weathers.get(lane) === 'deaf') {
      happened('network: only the answer dropped');
      response.destroy();
      return;
    }
    if (weathers.get(lane) === 'slow' || (bad() && random.chance(0.15))) await late(random, happened);
    const key = `${String(lane)} ${path}`;
    const passed = bad() ? passOn(answer, cache.get(key), { random, happened }) : answer;
    if (answer.status === 200) cache.set(key, answer);
    response.writeHead(passed.status, { 'content-type': passed.type, 'content-length': passed.body.length, 'cache-control': 'no-store' }).end(passed.body);
  };

  return {
    setWeather(lane, weather) {
      weathers.set(lane, weather);
      if (weather === 'cut') for (const response of open) if (response.getHeader('x-lane') === String(lane)) response.destroy();
    },
    setCounty(origin) {
      county = origin;
    },
    begin(random) {
      for (const response of open) response.destroy();
      weathers.clear();
      cache.clear();
      luck = random;
    },
    handle(incoming, response) {
      const found = /^\/lane\/(\d+)(\/.*)$/.exec(incoming.url ?? '');
      const [lane, path] = [Number(found?.[1]), found?.[2] ?? ''];
      open.add(response);
      response.once('close', () => { open.delete(response); });
      response.setHeader('x-lane', String(lane));
      if (!found || luck === null || weathers.get(lane) === 'cut') response.destroy();
      else if (path === '/api/sync/news') stream(`${county}${path}`, incoming, response);
      else exchange(incoming, response, { lane, path, random: luck }).catch(() => { response.destroy(); });
    },
  };
}

async function late(random: Random, happened: (what: string) => void): Promise<void> {
  happened('network: delayed');
  await new Promise((resolve) => { setTimeout(resolve, random.int(SLOW_MS)); });
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** The county's answer; null when it is not there. */
async function forward(url: string, incoming: IncomingMessage, body: Buffer): Promise<Answer | null> {
  const { authorization = '', 'content-type': type = '' } = incoming.headers;
  const hasBody = incoming.method !== 'GET' && incoming.method !== 'HEAD';
  try {
    const answer = await fetch(url, { method: incoming.method ?? 'GET', headers: { authorization, ...(hasBody ? { 'content-type': type } : {}) }, ...(hasBody ? { body: new Uint8Array(body) } : {}) });
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', body: Buffer.from(await answer.arrayBuffer()) };
  } catch {
    return null;
  }
}

/** News pass as they come, until either side goes away. */
function stream(url: string, incoming: IncomingMessage, response: ServerResponse): void {
  const asking = ask(url, { headers: { authorization: incoming.headers.authorization ?? '', accept: 'text/event-stream' } }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, { 'content-type': answer.headers['content-type'] ?? '' });
    answer.on('error', () => { response.destroy(); });
    answer.pipe(response);
  });
  asking.on('error', () => { response.destroy(); });
  response.once('close', () => { asking.destroy(); });
  asking.end();
}

interface Luck { readonly random: Random; readonly happened: (what: string) => void }

function passOn(answer: Answer, cached: Answer | undefined, { random, happened }: Luck): Answer {
  if (random.chance(0.04)) {
    happened('network: a log-in page');
    return { status: 200, type: 'text/html', body: Buffer.from('<html>请先登录无线网络</html>') };
  }
  if (random.chance(0.05) && cached !== undefined) {
    happened('network: reordered');
    return cached;
  }
  return random.chance(0.06) ? { ...answer, body: damage(answer.body, random, happened) } : answer;
}

/** Cut, or one byte changed. */
function damage(body: Buffer, random: Random, happened: (what: string) => void): Buffer {
  if (body.length === 0) return body;
  const at = random.int(body.length);
  if (random.chance(0.5)) {
    happened('network: truncated');
    return body.subarray(0, at);
  }
  happened('network: corrupted');
  const damaged = Buffer.from(body);
  damaged[at] = 0x30 + random.int(64);
  return damaged;
}
