/**
 * Whose turn it is to fetch. A county's device reads some fifty logs: fetched all at once they hold as many pages in memory, and the entries of one case come so
 * far apart that it is folded again for each. A few at a time, each until it has all, keep memory bounded and a case's entries together.
 */

export interface PullTurns {
  /** Runs `go` as soon as it is this scope's turn; at once while it holds one. */
  take(scope: string, go: () => void): void;
  /** The scope has all, or has given up for now: the next one's turn. */
  leave(scope: string): void;
}

/** While a page of one is stored, one of the other is made ready, and the next of both are on their way. */
const AT_ONCE = 2;

/** Nobody's turn. */
export function createPullTurns(): PullTurns {
  const holders = new Set<string>();
  /** In the order of asking. */
  const waiting = new Map<string, () => void>();
  const admit = (): void => {
    for (const [scope, go] of waiting) {
      if (holders.size >= AT_ONCE) return;
      waiting.delete(scope);
      holders.add(scope);
      go();
    }
  };
  return {
    take(scope, go) {
      if (holders.has(scope)) {
        go();
        return;
      }
      waiting.set(scope, go);
      admit();
    },
    leave(scope) {
      waiting.delete(scope);
      if (holders.delete(scope)) admit();
    },
  };
}
