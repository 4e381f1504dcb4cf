/**
 * 测试连接: the way to the county, one step after another, each with what was found. It asks the same address in the same way as sync does,
 * so that what passes here passes there. A page learns of a refused connection, an unknown name and a false certificate only that the
 * request failed; how long that took and whether anybody answered without being ours tells some of it apart.
 */
import { Value } from 'typebox/value';
import { ECHO_BYTES, EchoAnswer, Hello } from '../../shared/sync/hello.ts';
import { ErrorAnswer, OLDEST_PROTOCOL, PROTOCOL_VERSION } from '../../shared/sync/wire.ts';
import { firstSignal } from './first-signal.ts';
import { TEST_STEPS, type TestFinding, type TestStep, type TestStepName } from './sync-api.ts';

export interface ConnectionTestParts {
  readonly server: string;
  readonly token: string;
  /** The code of the county that this device belongs to. */
  readonly county: string;
  readonly now: () => number;
  /** Raised: end now. */
  readonly signal: AbortSignal;
  /** Hears of all steps after each change. */
  readonly heard: (steps: readonly TestStep[]) => void;
}

const WHOLE_MS = 28_000;
const ADDRESS_MS = 9_000;
const STRANGER_MS = 4_000;
const DEVICE_MS = 6_000;
/** The greatest difference of clocks that nobody needs to hear about. */
const CLOCK_MS = 10 * 60_000;

type Found = { readonly state: 'good' | 'note' | 'bad' | 'skipped'; readonly finding?: TestFinding; readonly figure?: number };

/** Ends within half a minute; what was not reached is `skipped`. */
export async function testConnection(parts: ConnectionTestParts): Promise<readonly TestStep[]> {
  const steps = new Map<TestStepName, TestStep>(TEST_STEPS.map((name) => [name, { name, state: 'waiting', finding: null, figure: null }]));
  const whole = AbortSignal.timeout(WHOLE_MS);
  const signal = firstSignal(parts.signal, whole);
  const tell = (name: TestStepName, found: Found | { readonly state: 'running' }): void => {
    const { finding = null, figure = null } = 'finding' in found || 'figure' in found ? found : {};
    steps.set(name, { name, state: found.state, finding, figure });
    parts.heard([...steps.values()]);
  };
  const take = async (name: TestStepName, work: () => Found | Promise<Found>): Promise<boolean> => {
    tell(name, { state: 'running' });
    const found = await work();
    const ended: TestFinding = parts.signal.aborted ? 'stopped' : 'out-of-time';
    tell(name, signal.aborted && found.state === 'bad' ? { state: 'bad', finding: ended } : found);
    return found.state !== 'bad';
  };
  const line = lineTo(parts.server, parts.token, signal);

  const asked: { hello: Hello | null; offset: number } = { hello: null, offset: 0 };
  await take('network', () => (navigator.onLine ? { state: 'good' } : { state: 'note', finding: 'no-network' }));
  const reached = await take('address', async () => {
    const begun = performance.now();
    const { found, hello } = await askHello(line);
    const ms = performance.now() - begun;
    if (hello !== null) [asked.hello, asked.offset] = [hello, hello.serverTime - (parts.now() - ms / 2)];
    // A computer without any network reaches nobody, and that is all there is to say; a county on this very computer is reached all the same.
    if (found.state === 'bad' && !navigator.onLine) return { state: 'bad', finding: 'no-network' };
    return found.state === 'bad' ? found : { ...found, figure: ms };
  });
  const { hello, offset } = asked;
  if (reached) {
    const ours = await take('county', () => countyFound(hello, parts.county));
    const understood = ours && await take('versions', () => versionsFound(hello));
    const known = understood && hello !== null && await take('device', () => line.echo('', DEVICE_MS).then(({ found }) => found));
    if (hello !== null) await take('clock', () => (Math.abs(offset) > CLOCK_MS ? { state: 'note', finding: 'clock-off', figure: offset } : { state: 'good', figure: offset }));
    if (known) await take('speed', () => speedFound(line));
  }
  for (const { name, state } of [...steps.values()]) if (state === 'waiting') tell(name, { state: 'skipped' });
  return [...steps.values()];
}

function countyFound(hello: Hello | null, county: string): Found {
  if (hello === null) return { state: 'note', finding: 'older-county' };
  if (hello.county === null) return { state: 'bad', finding: 'not-founded' };
  return hello.county.code === county ? { state: 'good' } : { state: 'bad', finding: 'other-county' };
}

function versionsFound(hello: Hello | null): Found {
  if (hello === null) return { state: 'note', finding: 'older-county' };
  if (hello.protocols.oldest > PROTOCOL_VERSION) return { state: 'bad', finding: 'app-too-old' };
  return hello.protocols.newest < OLDEST_PROTOCOL ? { state: 'bad', finding: 'county-too-old' } : { state: 'good' };
}

async function speedFound(line: Line): Promise<Found> {
  const fill = randomText(ECHO_BYTES);
  const begun = performance.now();
  const { found, fill: back } = await line.echo(fill, WHOLE_MS);
  if (found.state === 'bad') return found.finding === 'no-answer' || found.finding === 'not-reached' ? { state: 'bad', finding: 'cut' } : found;
  if (back !== fill) return { state: 'bad', finding: 'altered' };
  return { state: 'good', figure: (2 * ECHO_BYTES) / Math.max(0.001, (performance.now() - begun) / 1000) };
}

interface Line {
  /** GET; null when nothing came, or when it came without being ours to read. */
  get(path: string): Promise<{ readonly failure: TestFinding } | { readonly status: number; readonly body: unknown }>;
  echo(fill: string, ms: number): Promise<{ readonly found: Found; readonly fill: string | null }>;
}

function lineTo(server: string, token: string, signal: AbortSignal): Line {
  const plain = { cache: 'no-store', credentials: 'omit' } as const;
  const within = (ms: number) => firstSignal(signal, AbortSignal.timeout(ms));

  const ask = async (path: string, init: RequestInit, ms: number): ReturnType<Line['get']> => {
    const patience = within(ms);
    try {
      // `manual`: a page that sends everybody to its login shows as that, not as a failure.
      const response = await fetch(`${server}${path}`, { ...plain, ...init, redirect: 'manual', signal: patience });
      if (response.type === 'opaqueredirect') return { failure: 'answers-otherwise' };
      const text = await response.text().catch(() => null);
      return text === null && !patience.aborted ? { failure: 'cut' } : { status: response.status, body: parsed(text ?? '') };
    } catch {
      if (patience.aborted) return { failure: 'no-answer' };
      return { failure: await somebodyAnswers() ? 'answers-otherwise' : 'not-reached' };
    }
  };
  /** A stranger's answer may not be read, but that there was one may be known. */
  const somebodyAnswers = () => fetch(`${server}/`, { ...plain, mode: 'no-cors', signal: within(STRANGER_MS) }).then(() => true, () => false);

  return {
    get: (path) => ask(path, {}, ADDRESS_MS),
    async echo(fill, ms) {
      const answer = await ask('/api/hello', { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ fill }) }, ms);
      if ('failure' in answer) return { found: { state: 'bad', finding: answer.failure }, fill: null };
      if (answer.status === 200 && Value.Check(EchoAnswer, answer.body)) return { found: { state: 'good' }, fill: answer.body.fill };
      return { found: { state: 'bad', finding: findingOf(answer.status, answer.body) }, fill: null };
    },
  };
}

/** `hello` is null when a county of an earlier version answered, which knows no such question. */
async function askHello(line: Line): Promise<{ readonly found: Found; readonly hello: Hello | null }> {
  const answer = await line.get('/api/hello');
  if ('failure' in answer) return { found: { state: 'bad', finding: answer.failure }, hello: null };
  if (answer.status === 200 && Value.Check(Hello, answer.body)) return { found: { state: 'good' }, hello: answer.body };
  if (answer.status === 404 && Value.Check(ErrorAnswer, answer.body)) {
    const health = await line.get('/api/health');
    if ('status' in health && health.status === 200 && health.body instanceof Object && 'protocol' in health.body) return { found: { state: 'good' }, hello: null };
  }
  return { found: { state: 'bad', finding: findingOf(answer.status, answer.body) }, hello: null };
}

const FINDING_OF: Readonly<Partial<Record<ErrorAnswer['error'], TestFinding>>> = {
  unauthenticated: 'unauthenticated', forbidden: 'forbidden', 'upgrade-required': 'app-too-old', 'rate-limited': 'rate-limited', 'server-full': 'server-full', 'server-error': 'server-error',
};

/** The county's own words are believed; a status without them comes from whatever stands before it. */
function findingOf(status: number, body: unknown): TestFinding {
  if (Value.Check(ErrorAnswer, body)) return FINDING_OF[body.error] ?? 'answers-otherwise';
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'gateway-only' : 'answers-otherwise';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Text that no packing makes shorter by much. */
function randomText(length: number): string {
  const bytes = new Uint8Array(length);
  // The system gives at most this much at once.
  for (let from = 0; from < length; from += 65_536) crypto.getRandomValues(bytes.subarray(from, Math.min(length, from + 65_536)));
  return Array.from(bytes, (byte) => ALPHABET[byte & 63]).join('');
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
