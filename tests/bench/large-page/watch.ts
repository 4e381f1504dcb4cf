/** Watching the page's own thread, and asking questions over and over. */
import type { Times } from '../../../scripts/bench-large-contract.ts';

/** The `n`th asking of a question. */
export type Question = (n: number) => Promise<unknown>;

/** Asks every question in turn until `done`; each gets its own list of times. A question is asked `everyMs` after the one before was answered. */
export async function timesOf(questions: Readonly<Record<string, Question>>, done: (asked: number) => boolean, everyMs: number): Promise<Times> {
  const times: Record<string, number[]> = Object.fromEntries(Object.keys(questions).map((name) => [name, []]));
  for (let n = 0; !done(n); n += 1) {
    for (const [name, ask] of Object.entries(questions)) {
      const from = performance.now();
      await ask(n);
      times[name]?.push(performance.now() - from);
      if (everyMs > 0) await new Promise((resolve) => { setTimeout(resolve, everyMs); });
    }
  }
  return times;
}

/** Asks each question `n` times in a row, never twice the same. */
export async function timesInRow(questions: Readonly<Record<string, Question>>, n: number): Promise<Times> {
  const times: Record<string, number[]> = {};
  for (const [name, ask] of Object.entries(questions)) {
    const own: number[] = [];
    for (let i = 0; i < n; i += 1) {
      const from = performance.now();
      await ask(i);
      own.push(performance.now() - from);
    }
    times[name] = own;
  }
  return times;
}

/** Watches the page's own thread until the returned function is called: its long tasks, and the longest time between two beats of a timer. */
export function watchPage(): () => { readonly longTasks: number; readonly longestGap: number } {
  let [last, longest, on, longTasks] = [performance.now(), 0, true, 0];
  const observer = new PerformanceObserver((list) => { longTasks += list.getEntries().length; });
  observer.observe({ type: 'longtask' });
  const { port1, port2 } = new MessageChannel();
  const beat = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (on) setTimeout(() => { port2.postMessage(0); }, 1);
  };
  port1.onmessage = beat;
  beat();
  return () => {
    on = false;
    observer.disconnect();
    return { longTasks, longestGap: longest };
  };
}
