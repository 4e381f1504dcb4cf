/**
 * Carrying out an import, and undoing one. What is going to be written is kept on this device before the first of it is, so that an import
 * that was cut off can be undone as well. It goes in steps: the page shows how far it is, and the user may stop between two.
 */
import type { Refusal } from '../../../shared/act.ts';
import type { ExistingRecord } from '../../../shared/import/check-rows.ts';
import type { ImportKindName } from '../../../shared/import/import-kind.ts';
import { changeAct, type ImportChange } from '../../../shared/import/plan-import.ts';
import type { Directory } from '../../store/api.ts';
import type { Store } from '../../store/client.ts';
import { isStoreFailure } from '../../store/failure-text.ts';

/** One import of this device, as the list of them shows it. */
export interface ImportHead {
  readonly id: string;
  readonly kind: ImportKindName;
  /** The file's name, or 粘贴的表格. */
  readonly source: string;
  /** Epoch milliseconds, and who. */
  readonly at: number;
  readonly by: string;
  readonly made: number;
  readonly changed: number;
  /** `running`: it was cut off, unless it is under way now. `stopped`: by the user or by a refusal. */
  readonly state: 'running' | 'done' | 'stopped' | 'undone';
}

export interface RunReport {
  /** How many of the changes are written. */
  readonly written: number;
  readonly refused: readonly { readonly name: string; readonly refusal: Refusal }[];
  /** Why it ended early: the user, or the store. Null when it did not. */
  readonly ended: 'stopped' | Refusal | null;
}

export interface RunWatch { readonly progress: (written: number) => void; readonly stopped: () => boolean }

/** Changes of one step: below what one `perform` takes, and few enough redrawings of the list behind. */
const STEP = 100;
const KEPT_IMPORTS = 20;
const LIST = 'imports';
const changesOf = (id: string): string => `import:${id}`;

/** The imports of this device, newest first. */
export async function importHeads(store: Store): Promise<readonly ImportHead[]> {
  const kept = await store.setting(LIST);
  return Array.isArray(kept) ? kept as readonly ImportHead[] : [];
}

/** What an import wrote, or meant to; empty when this device no longer knows. */
export async function importChanges(store: Store, id: string): Promise<readonly ImportChange[]> {
  const kept = await store.setting(changesOf(id));
  return Array.isArray(kept) ? kept as readonly ImportChange[] : [];
}

/** Writes the changes of a new import, and keeps them to be undone. */
export async function runImport(store: Store, { head, changes }: { readonly head: Omit<ImportHead, 'state'>; readonly changes: readonly ImportChange[] }, watch: RunWatch): Promise<RunReport> {
  await store.saveSetting(changesOf(head.id), changes);
  await keepHead(store, { ...head, state: 'running' });
  const report = await writeChanges(store, changes, watch);
  await keepHead(store, { ...head, state: report.ended === null ? 'done' : 'stopped' });
  return report;
}

/** Writes what undoes an import (`planUndo`). */
export async function runUndo(store: Store, { head, changes }: { readonly head: ImportHead; readonly changes: readonly ImportChange[] }, watch: RunWatch): Promise<RunReport> {
  const report = await writeChanges(store, changes, watch);
  if (report.ended === null) await keepHead(store, { ...head, state: 'undone' });
  return report;
}

/** The record of a subject as the directory has it now. */
export function currentOf(directory: Directory): (subject: string) => ExistingRecord | null {
  const records = new Map([...directory.stations, ...directory.villages, ...directory.deputies, ...directory.units].map((one) => [one.id, { ...one }]));
  return (subject) => records.get(subject) ?? null;
}

async function writeChanges(store: Store, changes: readonly ImportChange[], { progress, stopped }: RunWatch): Promise<RunReport> {
  const refused: { name: string; refusal: Refusal }[] = [];
  let written = 0;
  for (let from = 0; from < changes.length; from += STEP) {
    if (stopped()) return { written, refused, ended: 'stopped' };
    const step = changes.slice(from, from + STEP);
    const outcome = await store.perform(step.map(changeAct));
    if (outcome.ok) written += step.length;
    else if (isStoreFailure(outcome.error.code)) return { written, refused, ended: outcome.error };
    else for (const change of step) {
      // One of the step is refused: the others are written one by one.
      const single = await store.perform([changeAct(change)]);
      if (single.ok) written += 1;
      else if (isStoreFailure(single.error.code)) return { written, refused, ended: single.error };
      else refused.push({ name: change.name, refusal: single.error });
    }
    progress(written + refused.length);
  }
  return { written, refused, ended: null };
}

/** Puts a head in its place of the list; of the oldest beyond the last twenty the changes are forgotten too. */
async function keepHead(store: Store, head: ImportHead): Promise<void> {
  const heads = await importHeads(store);
  const all = heads.some(({ id }) => id === head.id) ? heads.map((one) => (one.id === head.id ? head : one)) : [head, ...heads];
  await store.saveSetting(LIST, all.slice(0, KEPT_IMPORTS));
  for (const { id } of all.slice(KEPT_IMPORTS)) await store.saveSetting(changesOf(id), null);
}
