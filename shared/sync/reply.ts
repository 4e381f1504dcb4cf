/**
 * A reply of the county that came in a file: what its log holds after a place, taken as the pages that a pull would have brought. The engine judges each
 * of them like one (`readAnswer`); here is only decided where in the file this device goes on. PROTOCOL.md, [P37].
 */
import { err, ok, type Result } from '../kernel/result.ts';
import { logAfter, type LogToken } from '../ledger/log-hash.ts';
import { isSameToken } from './answers.ts';
import type { LogState } from './log-state.ts';
import { MAX_PULL_ENTRIES, type PullAnswer } from './wire.ts';

/** Everything between two places of one log, in its order. Who vouches for it was judged before. */
export interface CountyReply { readonly base: LogToken; readonly cursor: LogToken; readonly entries: PullAnswer['entries'] }

/** `reply-known` all of it is here · `reply-gap` it begins beyond what is here · `reply-other-log` what is here is of another log. */
export type ReplyFault = 'reply-known' | 'reply-gap' | 'reply-other-log';

/** The pages of a reply that this device has not yet, after what it has. */
export function pagesOfReply(log: LogState, { base, cursor, entries }: CountyReply): Result<readonly PullAnswer[], ReplyFault> {
  if (cursor.rev <= log.cursor.rev) return err('reply-known');
  if (base.rev > log.cursor.rev) return err('reply-gap');
  const here = entries.slice(0, log.cursor.rev - base.rev);
  if (!isSameToken(after(base, here), log.cursor)) return err('reply-other-log');
  const pages: PullAnswer[] = [];
  let token = log.cursor;
  for (let from = here.length; from < entries.length; from += MAX_PULL_ENTRIES) {
    const page = entries.slice(from, from + MAX_PULL_ENTRIES);
    const next = after(token, page);
    pages.push({ outcome: 'pulled', generation: log.generation, serverTime: 0, replicaSeq: 0, base: token, cursor: next, head: cursor.rev, entries: page });
    token = next;
  }
  return isSameToken(token, cursor) ? ok(pages) : err('reply-other-log');
}

function after(token: LogToken, entries: PullAnswer['entries']): LogToken {
  return entries.reduce((at, { entry }) => logAfter(at, entry.id), token);
}
