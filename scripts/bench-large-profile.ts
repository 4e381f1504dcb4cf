/** A profile of the store's worker, as Chromium's own tools read it (`.cpuprofile`). */
import type { BenchPage } from './bench-large-browser.ts';

const EVERY_US = 500;

/** Begins to profile the first worker of the page; the returned function ends it. */
export async function profileWorker(page: BenchPage): Promise<() => Promise<unknown>> {
  const attached = new Promise<string>((resolve) => { page.on('Target.attachedToTarget', ({ sessionId }) => { resolve(String(sessionId)); }); });
  await page.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
  const worker = await attached;
  await page.send('Profiler.enable', {}, worker);
  await page.send('Profiler.setSamplingInterval', { interval: EVERY_US }, worker);
  await page.send('Profiler.start', {}, worker);
  return async () => {
    const { profile } = await page.send('Profiler.stop', {}, worker);
    // Chromium tells of a worker once: whoever measures again on this page attaches anew.
    await page.send('Target.setAutoAttach', { autoAttach: false, waitForDebuggerOnStart: false, flatten: true });
    return profile;
  };
}
