/**
 * 暂停同步 and 按流量计费的网络: whether anything may go over the line now. What a person wrote is kept and counted as ever; it only waits.
 * Requests wait in `texts` until they may go, so that the sync engine needs to know nothing of it.
 */
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { SealedValues } from './device-tables.ts';
import type { SyncHeld, SyncRules } from './sync-api.ts';

const Moment = Type.Integer();
const Rules = Type.Object({
  pause: Type.Union([Type.Object({ from: Moment, until: Type.Union([Moment, Type.Null()]) }), Type.Null()]),
  metered: Type.Object({ on: Type.Boolean(), from: Moment, goes: Type.Union([Type.Literal('texts'), Type.Literal('nothing')]) }),
});
const NAME = 'sync-rules';
/** The longest that a timer can wait. */
const MOST_TIMER_MS = 2 ** 31 - 1;
/** A clock that was set back further than this since the pause began says nothing of when it ends: then it has ended. */
const CLOCK_STEP_MS = 60_000;

export interface SyncPause {
  rules(): SyncRules;
  save(rules: SyncRules): Promise<void>;
  /** Why no text goes out now, or null. */
  held(): SyncHeld | null;
  filesMayGo(): boolean;
  /** Resolves when texts may go, or when `signal` is raised. */
  texts(signal: AbortSignal): Promise<void>;
  /** Calls `listener` whenever it may have changed what may go, until the returned function is called. */
  onChange(listener: () => void): () => void;
  /** What the system says of the network: Chromium knows on some systems that it is one of a telephone, or that the user wants to save. */
  hint(): 'metered' | null;
  stop(): void;
}

interface NetworkInformation extends EventTarget { readonly type?: string; readonly saveData?: boolean }

export async function openSyncPause(values: SealedValues, now: () => number): Promise<SyncPause> {
  const read = await values.read(NAME).catch(() => undefined);
  const state = { rules: Value.Check(Rules, read) ? read as SyncRules : NO_RULES, timer: null as ReturnType<typeof setTimeout> | null };
  const listeners = new Set<() => void>();
  const network = (navigator as { readonly connection?: NetworkInformation }).connection;
  const hint = () => (network?.type === 'cellular' || network?.saveData === true ? 'metered' : null);
  const metered = () => state.rules.metered.on || hint() !== null;

  const held = (): SyncHeld | null => {
    const { pause, metered: rule } = state.rules;
    if (pause !== null && lasts(pause, now())) return { why: 'paused', ...pause };
    return metered() && rule.goes === 'nothing' ? { why: 'metered', from: rule.from, until: null } : null;
  };
  const changed = (): void => { for (const listener of [...listeners]) listener(); };
  const setTimer = (): void => {
    if (state.timer !== null) clearTimeout(state.timer);
    const until = state.rules.pause?.until ?? null;
    state.timer = until === null || until <= now() ? null : setTimeout(() => { setTimer(); changed(); }, Math.min(until - now(), MOST_TIMER_MS));
  };
  network?.addEventListener('change', changed);
  setTimer();

  return {
    rules: () => state.rules,
    async save(rules) {
      state.rules = rules;
      setTimer();
      changed();
      await values.write(NAME, rules);
    },
    held, hint,
    filesMayGo: () => held() === null && !metered(),
    texts: (signal) => new Promise((resolve) => {
      const look = (): void => {
        if (held() !== null && !signal.aborted) return;
        listeners.delete(look);
        signal.removeEventListener('abort', look);
        resolve();
      };
      listeners.add(look);
      signal.addEventListener('abort', look);
      look();
    }),
    onChange(listener) {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
    stop() {
      if (state.timer !== null) clearTimeout(state.timer);
      network?.removeEventListener('change', changed);
      listeners.clear();
    },
  };
}

const NO_RULES: SyncRules = { pause: null, metered: { on: false, from: 0, goes: 'texts' } };

function lasts({ from, until }: NonNullable<SyncRules['pause']>, nowMs: number): boolean {
  if (until === null) return true;
  return nowMs < until && nowMs >= from - CLOCK_STEP_MS;
}
