/**
 * Recordings while they are made: every second or two of sound is sealed and durable at once, so that a program that is killed in the
 * middle keeps what was said. A memo becomes an attachment when it is finished; what was left unfinished is offered again.
 */
import Dexie from 'dexie';
import type { LeftMemo } from './api.ts';
import type { AttachmentTables, MemoRecord } from './attachment-tables.ts';
import type { Sealer } from './sealing.ts';

export interface MemoPart {
  readonly memo: string;
  /** From 0, without a gap. */
  readonly part: number;
  /** How long the recording is at the end of this part, milliseconds. */
  readonly ms: number;
  readonly sound: Blob;
}

export interface MemoKeeper {
  /** Keeps a part, durable when it resolves; false when the disk does not take it. */
  keep(part: MemoPart): Promise<boolean>;
  /** The recording goes on no further, finished or not: from now on it is one that was left. */
  leave(memo: string): void;
  /** Recordings that nobody is making now and nobody finished, oldest first. */
  left(): Promise<readonly LeftMemo[]>;
  /** All of a recording that can be read; null when there is nothing. */
  sound(memo: string): Promise<Blob | null>;
  drop(memo: string): Promise<void>;
}

/** The media type of the recordings: the one that Chromium records. */
const MEMO_TYPE = 'audio/webm';

export function createMemos({ tables, sealer, now }: { readonly tables: AttachmentTables; readonly sealer: Sealer; readonly now: () => number }): MemoKeeper {
  /** Being made now: by this page, since another one has another worker. */
  const going = new Set<string>();
  const partsOf = (memo: string) => tables.memos.where('[memo+part]').between([memo, Dexie.minKey], [memo, Dexie.maxKey]);

  return {
    async keep({ memo, part, ms, sound }) {
      going.add(memo);
      try {
        const sealed = await sealer.sealBytes(new Uint8Array(await sound.arrayBuffer()), boundTo(memo, part));
        await tables.memos.put({ memo, part, ms, at: now(), sealed });
        return true;
      } catch {
        return false;
      }
    },
    leave: (memo) => { going.delete(memo); },
    async left() {
      const last = new Map<string, MemoRecord>();
      await tables.memos.orderBy('[memo+part]').each((record) => { if (!going.has(record.memo)) last.set(record.memo, record); });
      return [...last.values()].map(({ memo, ms, at }) => ({ memo, ms, at })).sort((a, b) => a.at - b.at);
    },
    async sound(memo) {
      const parts: Uint8Array<ArrayBuffer>[] = [];
      for (const record of await partsOf(memo).toArray()) {
        const opened = await sealer.unsealBytes(record.sealed, boundTo(memo, record.part));
        // Sound goes on only from what stands before it.
        if (!opened.ok || record.part !== parts.length) break;
        parts.push(opened.value);
      }
      return parts.length === 0 ? null : new Blob(parts, { type: MEMO_TYPE });
    },
    async drop(memo) {
      going.delete(memo);
      await partsOf(memo).delete();
    },
  };
}

function boundTo(memo: string, part: number): string {
  return `memo:${memo}:${part}`;
}
