/** What the server needs to write an entry of its own, and where in time it goes. */
import type { ChainHead, EntryHeader } from '../shared/ledger/entry.ts';

/** The user id under which the server itself writes. */
export const SERVER_ACTOR = 'server';

export interface ServerPen {
  /** Drawn at random at each start, so that the server's chains never fork, whatever backup it was restored from. */
  readonly replica: string;
  /** The server's clock, epoch milliseconds. */
  readonly nowMs: number;
}

/** The head, moved so that the next reading comes after all of these entries. */
export function notBefore(head: ChainHead, entries: readonly EntryHeader[]): ChainHead {
  return { ...head, at: entries.reduce((newest, entry) => (entry.at > newest ? entry.at : newest), head.at) };
}
