/** What `AbortSignal.any` does, which Chromium 109 (the last for Windows 7) does not have. */

/** A signal that is raised as soon as one of these is. */
export function firstSignal(...signals: readonly AbortSignal[]): AbortSignal {
  const first = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) first.abort(signal.reason);
    signal.addEventListener('abort', () => { first.abort(signal.reason); }, { signal: first.signal });
  }
  return first.signal;
}
