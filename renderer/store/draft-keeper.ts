/**
 * Half-typed forms: each sealed in this device's own database. On a desktop a copy of all of them lies beside the vault a moment later, so
 * that they are in every backup, and come back where the database was lost or the computer is another.
 */
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import type { Draft, Host } from './api.ts';
import { unsealJson, type DeviceTables, type DraftRecord, type SealedValues } from './device-tables.ts';
import type { Sealer } from './sealing.ts';
import { createWriterQueue } from './writer-queue.ts';

export interface DraftKeeper {
  /** Writes a draft, or with null takes it away. Resolved means on disk, in this device's database. */
  save(key: string, fields: Draft['fields'] | null): Promise<void>;
  all(): Promise<readonly Draft[]>;
  /** Writes the copy that is still to be written. */
  settled(): Promise<void>;
}

interface DraftParts { readonly host: Pick<Host, 'vault' | 'changed'>; readonly device: DeviceTables; readonly values: SealedValues; readonly sealer: Sealer; readonly now: () => number }

/** Somebody who types writes a draft several times a second, and the copy is one flush of a file. */
const COPY_AFTER_MS = 2_000;
/** Characters of the copy, as the desktop takes it; the newest drafts count. */
const MAX_COPY = 256 * 1024;
/** Noted in this device's database once the copy was looked at: a database without it is new. */
const TAKEN = 'drafts-taken';

const Copied = Type.Array(Type.Object({ key: Type.String(), savedAt: Type.Number(), fields: Type.Object({ alg: Type.Literal('A256GCM'), kid: Type.String(), n: Type.String(), c: Type.String() }) }));

/** Opens the drafts; in a database that is new the copy's drafts are put back. */
export async function openDrafts(parts: DraftParts): Promise<DraftKeeper> {
  const { host: { vault, changed }, device, sealer, now } = parts;
  // Sealing takes time: without a queue a draft's removal overtakes its last writing, and a form that is done with comes back.
  const queue = createWriterQueue();
  let timer: ReturnType<typeof setTimeout> | null = null;
  // What cannot be copied now is copied with the next change: the draft itself is on disk.
  const copy = () => queue.run(async () => {
    if (!vault) return;
    // Before it is written over: after a lost database the copy is the only place where its drafts are, and a full disk may have kept them from coming back.
    await takeBack(parts);
    const text = copyOf(await device.drafts.toArray());
    if (text !== (await vault.drafts() ?? copyOf([]))) await vault.writeDrafts(text);
  }).catch(() => undefined);
  await takeBack(parts).catch(() => undefined);
  // The app may have ended before the last change was copied.
  void copy();
  return {
    save: (key, fields) => queue.run(async () => {
      if (fields === null) await device.drafts.delete(key);
      else await device.drafts.put({ key, savedAt: now(), fields: await sealer.seal(JSON.stringify(fields), boundTo(key)) });
      changed({ topics: ['drafts'], subjects: [key] });
      if (vault) timer ??= setTimeout(() => { timer = null; void copy(); }, COPY_AFTER_MS);
    }),
    async all() {
      const opened = await Promise.all((await device.drafts.toArray()).map(async ({ key, savedAt, fields }) => {
        const text = await unsealJson(sealer, fields, boundTo(key));
        return text.ok ? [{ key, savedAt, fields: text.value as Draft['fields'] }] : [];
      }));
      return opened.flat();
    },
    async settled() {
      if (timer === null) return;
      clearTimeout(timer);
      timer = null;
      await copy();
    },
  };
}

/** Puts the copy's drafts back, once and all of them or none. A draft that is here already is newer than any copy of it. */
async function takeBack({ host, device, values, sealer }: DraftParts): Promise<void> {
  if (!host.vault || await values.read(TAKEN) !== undefined) return;
  const copied: DraftRecord[] = [];
  for (const { key, savedAt, fields } of readCopy(await host.vault.drafts())) if ((await unsealJson(sealer, fields, boundTo(key))).ok) copied.push({ key, savedAt, fields });
  const taken = await values.sealed(TAKEN, true);
  await device.transaction('rw', device.drafts, device.values, async () => {
    const here = new Set(await device.drafts.toCollection().primaryKeys());
    await device.drafts.bulkAdd(copied.filter(({ key }) => !here.has(key)));
    await device.values.put(taken);
  });
  if (copied.length > 0) host.changed({ topics: ['drafts'], subjects: copied.map(({ key }) => key) });
}

/** What is no copy of drafts is as none. */
function readCopy(text: string | null): Static<typeof Copied> {
  try {
    const read: unknown = JSON.parse(text ?? '[]');
    return Value.Check(Copied, read) ? read : [];
  } catch {
    return [];
  }
}

function copyOf(drafts: readonly DraftRecord[]): string {
  const kept = [...drafts].sort((a, b) => b.savedAt - a.savedAt);
  let text = JSON.stringify(kept);
  while (text.length > MAX_COPY) {
    kept.pop();
    text = JSON.stringify(kept);
  }
  return text;
}

function boundTo(key: string): string {
  return `draft:${key}`;
}
