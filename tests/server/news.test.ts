/** The event stream: told after the commit, only of what may be read, and ended when the server stops. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Value } from 'typebox/value';
import { News } from '../../shared/sync/wire.ts';
import { COUNTY, OTHER_TOWNSHIP, startCounty, TOWNSHIP, type TestCounty } from './county.ts';
import { Device } from './device.ts';

let county: TestCounty;
beforeAll(async () => { county = await startCounty(); });
afterAll(async () => { await county.stop(); });
afterEach(() => { vi.useRealTimers(); });

interface Stream { readonly news: News[]; next(scope: string, rev: number): Promise<void>; ended: Promise<void>; stop(): void }

async function listen(device: Device): Promise<Stream> {
  const abort = new AbortController();
  const response = await fetch(`${device.origin}/api/sync/news`, { headers: { authorization: `Bearer ${device.enrolment.token}` }, signal: abort.signal });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const news: News[] = [];
  let arrived = (): void => undefined;
  const ended = (async () => {
    let rest = '';
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const part = await reader?.read().catch(() => null);
      if (!part || part.done) return;
      const events = (rest + part.value).split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) {
        if (!event.startsWith('data: ')) continue;
        const told: unknown = JSON.parse(event.slice(6));
        if (!Value.Check(News, told)) throw new Error(`not news: ${event}`);
        news.push(told);
      }
      arrived();
    }
  })();
  const has = (scope: string, rev: number) => news.some((one) => one.scope === scope && one.rev >= rev);
  return {
    news, ended, stop: () => abort.abort(),
    async next(scope, rev) {
      while (!has(scope, rev)) await new Promise<void>((resolve) => { arrived = resolve; });
    },
  };
}

describe('news', () => {
  it('[P9] begins with the heads of what may be read, and tells of every push after its commit', async () => {
    const li = new Device(await county.enrolled('li'), county.origin);
    const wang = new Device(await county.enrolled('wang'), county.origin);
    const stream = await listen(wang);
    await stream.next(COUNTY, 1);
    const before = (await wang.pullAll()).length;
    expect(stream.news).toContainEqual({ scope: TOWNSHIP, rev: before });
    const { token } = await li.accepted([li.register('news')]);
    await stream.next(TOWNSHIP, token.rev);
    expect((await wang.pullAll()).length).toBe(token.rev);
    stream.stop();
  });

  it('of other townships is not heard, and a push that stored nothing is no news', async () => {
    const li = new Device(await county.enrolled('li'), county.origin);
    const qian = new Device(await county.enrolled('qian'), county.origin);
    const [streamOfLi, streamOfZhao] = [await listen(li), await listen(new Device(await county.enrolled('zhao'), county.origin))];
    // What stands there from the founding: who works in it.
    await qian.pullAll();
    const founded = qian.seen.rev;
    await streamOfZhao.next(OTHER_TOWNSHIP, founded);
    const { token } = await qian.accepted([qian.register('elsewhere')]);
    await qian.push([{ entry: { ...qian.register('bad'), v: 7 } }]);
    await streamOfZhao.next(OTHER_TOWNSHIP, token.rev);
    const own = await li.accepted([li.register('here')]);
    await streamOfLi.next(TOWNSHIP, own.token.rev);
    expect(streamOfLi.news.some((one) => one.scope === OTHER_TOWNSHIP)).toBe(false);
    expect(streamOfZhao.news.filter((one) => one.scope === OTHER_TOWNSHIP).map((one) => one.rev)).toEqual([founded, token.rev]);
    streamOfLi.stop();
    streamOfZhao.stop();
  });

  it('one device holds a few streams and no more', async () => {
    const li = new Device(await county.enrol('li'), county.origin);
    const streams = await Promise.all(Array.from({ length: 6 }, () => listen(li)));
    expect((await li.get('/api/sync/news')).status).toBe(429);
    for (const stream of streams) stream.stop();
    await Promise.all(streams.map((stream) => stream.ended));
  });

  it('keeps the stream alive, and ends that of a device that was revoked meanwhile', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const li = new Device(await county.enrol('li'), county.origin);
    const response = await fetch(`${county.origin}/api/sync/news`, { headers: { authorization: `Bearer ${li.enrolment.token}` } });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const heard = async () => (await reader?.read())?.value ?? null;
    expect(await heard()).toContain('data: ');
    let said: string | null = '';
    while (said !== null && !said.includes(': still here')) {
      vi.advanceTimersByTime(20_000);
      said = await heard();
    }
    expect(said).toContain(': still here');
    await county.store.write(({ devices }) => devices.revoke(li.enrolment.deviceId, county.clock.ms));
    vi.advanceTimersByTime(20_000);
    while (said !== null) said = await heard();
    expect(said).toBeNull();
  });

  it('ends when the server stops, which does not wait for listeners', async () => {
    const li = new Device(await county.enrolled('li'), county.origin);
    const stream = await listen(li);
    county = await county.restart();
    await stream.ended;
    expect((await new Device(li.enrolment, county.origin).pull()).status).toBe(200);
  });
});
