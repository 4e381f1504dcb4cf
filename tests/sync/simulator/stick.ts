/** Bundles of the simulator: the shipped writer and reader of `shared/bundle`, and what a stick, a hand or a bad copy makes of a file. */
import { BUNDLE_FORMAT, BUNDLE_VERSION, type BundleHeader } from '../../../shared/bundle/bundle.ts';
import { judgeCarried } from '../../../shared/bundle/judge-carried.ts';
import { createBundleReader } from '../../../shared/bundle/read-bundle.ts';
import { createBundleWriter } from '../../../shared/bundle/write-bundle.ts';
import type { Entry } from '../../../shared/ledger/entry.ts';
import { logStart, type LogToken } from '../../../shared/ledger/log-hash.ts';
import { isSameToken } from '../../../shared/sync/answers.ts';
import type { CountyReply } from '../../../shared/sync/reply.ts';
import type { CarriedEntry } from '../../../shared/sync/wire.ts';
import type { County } from './county.ts';

/** A file on the stick. */
export interface StickFile { readonly bytes: Uint8Array; readonly scope: string; readonly ids: readonly string[] }

/** What may be wrong with the file that is taken. */
export const STICK_FAULTS = ['whole', 'cut', 'flipped'] as const;
export type StickFault = (typeof STICK_FAULTS)[number];

/** Writes everything that `entries` are of a scope. */
export function writeStick(entries: readonly CarriedEntry[], from: { readonly scope: string; readonly replica: string; readonly user: string; readonly nowMs: number }): StickFile {
  const writer = createBundleWriter();
  const header: BundleHeader = {
    format: BUNDLE_FORMAT, version: BUNDLE_VERSION, scope: from.scope, choice: { kind: 'all', scope: from.scope },
    from: { replica: from.replica, user: from.user, userName: from.user, device: 'simulated' }, madeAt: new Date(from.nowMs).toISOString(), entries: entries.length, attachments: 0,
  };
  const frames = [writer.header(header), ...entries.map((carried) => writer.entry(carried)), writer.end()];
  const bytes = new Uint8Array(frames.reduce((sum, frame) => sum + frame.length, 0));
  let at = 0;
  for (const frame of frames) {
    bytes.set(frame, at);
    at += frame.length;
  }
  return { bytes, scope: from.scope, ids: entries.map(({ entry }) => entry.id) };
}

/** The file as it arrives. `at` says where it breaks. */
export function asTaken({ bytes }: StickFile, fault: StickFault, at: number): Uint8Array {
  const place = at % bytes.length;
  if (fault === 'cut') return bytes.slice(0, place);
  if (fault === 'whole') return bytes;
  const flipped = bytes.slice();
  flipped[place] = (flipped[place] ?? 0) ^ 0x10;
  return flipped;
}

/** What a reading of a file came to: `entries` are those that may enter. */
export interface StickRead { readonly whole: boolean; readonly scope: string | null; readonly entries: readonly Entry[] }

/** Reads a file as `renderer/store/bundle-import.ts` does. */
export function readStick(bytes: Uint8Array): StickRead {
  const reader = createBundleReader();
  const entries: Entry[] = [];
  let scope: string | null = null;
  // In pieces, as a file is read.
  for (let from = 0; from < bytes.length; from += 4096) {
    const items = reader.push(bytes.subarray(from, from + 4096));
    if (!items.ok) return { whole: false, scope, entries };
    for (const item of items.value) {
      if (item.kind === 'header') scope = item.header.scope;
      if (item.kind === 'entry' && judgeCarried(entryOf(item)) === 'fit') entries.push(entryOf(item));
    }
  }
  return { whole: reader.finish().ok, scope, entries };
}

/** The entry of an item, as version 1 of the reader gave it, or with what it carries. */
function entryOf(item: { readonly entry?: Entry; readonly carried?: { readonly entry: Entry } }): Entry {
  return item.carried?.entry ?? (item.entry as Entry);
}

/** What the county's reply says to a device that is at `cursor`, as `server/county-reply.ts` makes it; from the log's start when the county does not know that place. */
export function replyOf(county: County, scope: string, cursor: LogToken): CountyReply {
  const rows = county.log(scope);
  const there = cursor.rev === 0 ? logStart(scope) : rows[cursor.rev - 1];
  const base = there !== undefined && isSameToken(cursor, { rev: cursor.rev, h: there.h }) ? cursor : logStart(scope);
  return { base, cursor: county.head(scope), entries: rows.slice(base.rev).map(({ entry }) => ({ entry, receipt: county.receipts.issue(entry.id) })) };
}
