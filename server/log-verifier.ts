/**
 * Reads a scope's log again from its first row and recomputes its running hash: what a device's digest asks for. The running hash that
 * stands in the rows proves nothing about the rows that ought to be there.
 */
import { logAfter, logStart } from '../shared/ledger/log-hash.ts';
import type { CountyStore } from './store/county-store.ts';

export interface LogVerifier {
  /** Resolves when the log is what its rows say; rejects when it is not. */
  verify(scope: string): Promise<void>;
}

/** Rows between two pauses, so that the server goes on answering: some milliseconds. */
const ROWS_AT_ONCE = 1000;

export function createLogVerifier({ store }: { readonly store: CountyStore }): LogVerifier {
  return {
    async verify(scope) {
      const head = await store.read(({ log }) => log.head(scope));
      let token = logStart(scope);
      while (head !== null && token.rev < head.rev) {
        const from = token.rev;
        const rows = await store.read(({ log }) => log.places(scope, from, ROWS_AT_ONCE));
        for (const { rev, id, h } of rows) {
          token = logAfter(token, id);
          if (token.rev !== rev || token.h !== h) throw new Error(`the log of ${scope} breaks at ${String(rev)}`);
        }
        if (rows.length === 0) throw new Error(`the log of ${scope} ends at ${String(from)} of ${String(head.rev)}`);
        await new Promise((resolve) => { setImmediate(resolve); });
      }
    },
  };
}
