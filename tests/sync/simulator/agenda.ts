/** Virtual time: what happens next, in order of time and then of arrangement. */
export interface Agenda {
  /** Milliseconds since the schedule began. */
  now(): number;
  /** Arranges `run` in `delay` milliseconds. */
  after(delay: number, run: () => void): void;
  /** Runs everything due up to `time`, and moves the clock there. */
  runUntil(time: number): void;
  /** Runs everything arranged, at most `most` things; false when there was still more. */
  runAll(most: number): boolean;
}

interface Item { readonly time: number; readonly order: number; readonly run: () => void }

export function createAgenda(): Agenda {
  const heap: Item[] = [];
  let now = 0;
  let order = 0;
  const before = (a: Item, b: Item) => a.time < b.time || (a.time === b.time && a.order < b.order);

  const add = (item: Item) => {
    let i = heap.push(item) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const above = heap[parent] as Item;
      if (!before(item, above)) break;
      heap[i] = above;
      i = parent;
    }
    heap[i] = item;
  };

  const take = (): Item | undefined => {
    const [first] = heap;
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1] as Item, heap[child] as Item)) child += 1;
      if (!before(heap[child] as Item, last)) break;
      heap[i] = heap[child] as Item;
      i = child;
    }
    heap[i] = last;
    return first;
  };

  const runNext = () => {
    const item = take();
    if (!item) return;
    now = Math.max(now, item.time);
    item.run();
  };

  return {
    now: () => now,
    after(delay, run) {
      order += 1;
      add({ time: now + delay, order, run });
    },
    runUntil(time) {
      while (heap[0] && heap[0].time <= time) runNext();
      now = Math.max(now, time);
    },
    runAll(most) {
      for (let i = 0; i < most && heap.length > 0; i += 1) runNext();
      return heap.length === 0;
    },
  };
}
