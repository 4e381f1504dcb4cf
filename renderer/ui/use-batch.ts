/** Does prepared acts, some cases in one step: each is saved or refused by itself, the rest can be stopped, and all that was done can be taken back in one go. */
import { useCallback, useRef, useState } from 'react';
import type { Act } from '../../shared/act.ts';
import { useStore } from '../store/store-context.tsx';
import { refusalWords } from './refusal-words.ts';

/** An act that was saved, with the entry that it became; or why it was not. */
export interface Done { readonly act: Act; readonly entry: string }
export interface Failed { readonly act: Act; readonly why: string }

/** How far a batch is. `left` are those that were not begun when it was stopped. */
export interface Batch { readonly phase: 'running' | 'done'; readonly total: number; readonly done: readonly Done[]; readonly failed: readonly Failed[]; readonly left: number }

/** Saved in one step, which costs one flush of the journal and one redrawing of what is in sight; stopping waits for the step under way. */
const TOGETHER = 10;

export interface BatchRunner {
  readonly batch: Batch | null;
  readonly run: (acts: readonly Act[]) => Promise<Batch>;
  /** Finishes the cases that are under way and does no further ones. */
  readonly stop: () => void;
}

export function useBatch(): BatchRunner {
  const store = useStore();
  const [batch, setBatch] = useState<Batch | null>(null);
  const stopped = useRef(false);
  const run = useCallback(async (acts: readonly Act[]): Promise<Batch> => {
    stopped.current = false;
    const [done, failed]: [Done[], Failed[]] = [[], []];
    const at = (phase: Batch['phase'], begun: number): Batch => ({ phase, total: acts.length, done: [...done], failed: [...failed], left: acts.length - begun });
    setBatch(at('running', 0));
    const doOne = async (act: Act) => {
      const outcome = await store.perform([act]);
      const [entry] = outcome.ok ? outcome.value : [];
      if (outcome.ok && entry !== undefined) done.push({ act, entry });
      else if (!outcome.ok) failed.push({ act, why: refusalWords(outcome.error) });
    };
    let begun = 0;
    while (begun < acts.length && !stopped.current) {
      const step = acts.slice(begun, begun + TOGETHER);
      const outcome = await store.perform(step);
      // A step is saved whole or not at all: when one of it is refused, each is done by itself.
      if (outcome.ok) done.push(...step.flatMap((act, index) => { const entry = outcome.value[index]; return entry === undefined ? [] : [{ act, entry }]; }));
      else for (const act of step) await doOne(act);
      begun += step.length;
      setBatch(at('running', begun));
    }
    const end = at('done', begun);
    setBatch(end);
    return end;
  }, [store]);
  return { batch, run, stop: () => { stopped.current = true; } };
}

/** The acts that take a batch back, the last one first. */
export function undoing(done: readonly Done[]): readonly Act[] {
  return done.map(({ act, entry }) => ({ scope: act.scope, subject: act.subject, type: 'case.undone', body: { act: entry } })).reverse();
}
