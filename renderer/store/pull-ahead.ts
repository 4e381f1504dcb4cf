/**
 * The next page of a log is on its way while this one is stored. What the engine will ask next can be foretold: the same, from where this page ends. It is used only
 * when the engine then asks exactly that; otherwise, and as soon as the county has news of the log (the engine would think it had heard of it), it is dropped.
 */
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { LogToken } from '../../shared/ledger/log-hash.ts';
import { newerToken, type RequestKind } from '../../shared/sync/answers.ts';
import type { SyncRequest } from '../../shared/sync/engine.ts';
import type { PullRequest } from '../../shared/sync/wire.ts';
import type { CountyClient } from './county-client.ts';

export interface PullAhead {
  /** As `CountyClient.exchange`; a pull may have been answered already. */
  exchange(kind: RequestKind, body: SyncRequest): ReturnType<CountyClient['exchange']>;
  /** What was asked ahead is old: of this scope, or of all. */
  forget(scope?: string): void;
}

/** As much of a page as is needed to ask for the one behind it. The engine checks all of it. */
const Page = Type.Object({ outcome: Type.Literal('pulled'), cursor: LogToken, head: Type.Integer() });

interface Asked { readonly body: string; readonly answer: ReturnType<CountyClient['exchange']> }

/** Nothing asked yet. */
export function createPullAhead(client: Pick<CountyClient, 'exchange'>): PullAhead {
  const ahead = new Map<string, Asked>();

  const pull = async (body: PullRequest): ReturnType<CountyClient['exchange']> => {
    const early = ahead.get(body.scope);
    ahead.delete(body.scope);
    const kept = early?.body === JSON.stringify(body) ? await early.answer : null;
    const answer = kept?.ok === true ? kept : await client.exchange('pull', body);
    if (answer.ok && Value.Check(Page, answer.value) && answer.value.head > answer.value.cursor.rev) {
      const { cursor } = answer.value;
      const next: PullRequest = { ...body, seen: newerToken(body.seen, cursor), cursor };
      ahead.set(body.scope, { body: JSON.stringify(next), answer: client.exchange('pull', next) });
    }
    return answer;
  };

  return {
    exchange: (kind, body) => (kind === 'pull' && 'cursor' in body ? pull(body) : client.exchange(kind, body)),
    forget(scope) {
      if (scope === undefined) ahead.clear();
      else ahead.delete(scope);
    },
  };
}
