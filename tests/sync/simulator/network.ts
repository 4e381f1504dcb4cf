/**
 * The way between one device and the county, in both directions: it loses, delays, repeats, reorders, cuts and damages,
 * answers from a cache, and sometimes is a hotel's log-in page.
 */
import type { Session } from '../../../shared/access.ts';
import type { RequestKind } from '../../../shared/sync/answers.ts';
import { errorOfResponse } from '../../../shared/sync/errors.ts';
import type { SyncError } from '../../../shared/sync/errors.ts';
import type { Agenda } from './agenda.ts';
import type { County, HttpAnswer } from './county.ts';
import type { Random } from './random.ts';

export const WEATHERS = ['clear', 'bad', 'cut', 'deaf', 'slow'] as const;
/** `clear` nothing goes wrong · `bad` everything may · `cut` nothing passes · `deaf` requests arrive, answers do not · `slow` an answer takes nearly as long as is waited for it. */
export type Weather = (typeof WEATHERS)[number];

export type Outcome = { readonly ok: true; readonly body: unknown } | { readonly ok: false; readonly error: SyncError };

export interface Network {
  setWeather(weather: Weather): void;
  weather(): Weather;
  /** Sends a request. `done` is called once or, when the network repeats an answer, twice. */
  send(request: { readonly kind: RequestKind; readonly body: unknown; readonly session: Session }, done: (outcome: Outcome) => void): void;
}

/** A device gives up waiting after this long (virtual milliseconds). */
const TIME_LIMIT = 30_000;
const SLOW_MS = 25_000;

export function createNetwork(agenda: Agenda, county: () => County, { random, happened }: { readonly random: Random; readonly happened: (what: string) => void }): Network {
  let weather: Weather = 'clear';
  const cache = new Map<string, unknown>();
  const delay = () => {
    const slow = weather === 'bad' && random.chance(0.1);
    if (slow) happened('network: delayed');
    return slow ? random.int(60_000) : 5 + random.int(200);
  };
  const delayBack = () => (weather === 'slow' ? SLOW_MS : delay());
  const drops = (bad: boolean) => {
    const dropped = weather === 'cut' || (bad && random.chance(0.12));
    if (dropped) happened('network: dropped');
    return dropped;
  };

  const arrive = (answer: HttpAnswer | null, key: string, done: (outcome: Outcome) => void) => {
    if (answer === null) return;
    const bad = weather === 'bad';
    if (drops(bad)) return;
    if (weather === 'deaf') {
      happened('network: only the answer dropped');
      return;
    }
    const passed = bad ? passOn(answer, cache.get(key), { random, happened }) : answer;
    if (answer.status === 200) cache.set(key, answer.body);
    const outcome = outcomeOf(passed);
    agenda.after(delayBack(), () => done(outcome));
    if (!bad || !random.chance(0.08)) return;
    happened('network: repeated');
    agenda.after(delay(), () => done(outcome));
  };

  return {
    setWeather(next) {
      weather = next;
    },
    weather: () => weather,
    send({ kind, body, session }, done) {
      const key = `${kind} ${(body as { scope: string }).scope}`;
      agenda.after(TIME_LIMIT, () => done({ ok: false, error: 'unreachable' }));
      const bad = weather === 'bad';
      if (drops(bad)) return;
      const sent = bad && random.chance(0.04) ? damage(body, { random, happened }) : body;
      const deliver = () => {
        const answer = county().receive(kind, sent, session);
        const later = answer?.later;
        if (later === undefined) arrive(answer, key, done);
        else agenda.after(later.ms, () => { if (later.stands()) arrive(answer, key, done); });
      };
      agenda.after(delay(), deliver);
      if (!bad || !random.chance(0.06)) return;
      happened('network: repeated');
      agenda.after(delay(), deliver);
    },
  };
}

interface Luck { readonly random: Random; readonly happened: (what: string) => void }

/** What a bad network makes of an answer. */
function passOn(answer: HttpAnswer, cached: unknown, { random, happened }: Luck): HttpAnswer {
  const instead = (what: string, status: number, body: unknown): HttpAnswer => {
    happened(`network: ${what}`);
    return { status, body };
  };
  if (random.chance(0.04)) return instead('a log-in page', 200, '<html>请先登录无线网络</html>');
  if (random.chance(0.02)) return instead('a proxy answered', random.pick([401, 403, 404, 502]), '<html>proxy</html>');
  if (random.chance(0.05) && cached !== undefined) return instead('reordered', 200, cached);
  if (random.chance(0.04)) return { status: answer.status, body: damage(answer.body, { random, happened }) };
  if (random.chance(0.04)) return instead('tail lost', answer.status, dropTail(answer.body, random));
  return answer;
}

function outcomeOf({ status, body }: HttpAnswer): Outcome {
  return status === 200 ? { ok: true, body } : { ok: false, error: errorOfResponse(status, body) };
}

/** Cuts the JSON text, or changes one character of it. What is no longer JSON arrives as text, as the driver hands it on. */
function damage(body: unknown, { random, happened }: Luck): unknown {
  const text = JSON.stringify(body);
  const at = random.int(text.length);
  const cut = random.chance(0.5);
  happened(cut ? 'network: truncated' : 'network: corrupted');
  const damaged = cut ? text.slice(0, at) : text.slice(0, at) + random.pick(['0', 'a', '7', 'f', '"', '甲']) + text.slice(at + 1);
  try {
    return JSON.parse(damaged) as unknown;
  } catch {
    return damaged;
  }
}

/** Leaves out the last elements of the longest list: what a proxy with a size limit has been seen to do. */
function dropTail(body: unknown, random: Random): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const lists = Object.entries(body).filter((pair): pair is [string, unknown[]] => Array.isArray(pair[1]) && pair[1].length > 0);
  const [first] = lists;
  if (!first) return body;
  return { ...body, [first[0]]: first[1].slice(0, random.int(first[1].length)) };
}
