/** A profile of the store's worker, as Chromium's own tools read it (`.cpuprofile`). */
import type { Page } from 'playwright';

const EVERY_US = 500;

/** Begins to profile the first worker of the page; the returned function ends it. */
export async function profileWorker(page: Page): Promise<() => Promise<unknown>> {
  const cdp = await page.context().newCDPSession(page);
  let next = 1;
  const answers = new Map<number, (result: unknown) => void>();
  const attached = new Promise<string>((resolve) => { cdp.on('Target.attachedToTarget', ({ sessionId }) => { resolve(sessionId); }); });
  cdp.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message) as { id?: number; result?: unknown };
    if (id !== undefined) answers.get(id)?.(result);
  });
  await cdp.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const sessionId = await attached;
  const send = (method: string, params: Record<string, unknown> = {}) => new Promise<unknown>((resolve) => {
    const id = next;
    next += 1;
    answers.set(id, resolve);
    void cdp.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) });
  });
  await send('Profiler.enable');
  await send('Profiler.setSamplingInterval', { interval: EVERY_US });
  await send('Profiler.start');
  return async () => ((await send('Profiler.stop')) as { profile: unknown }).profile;
}
