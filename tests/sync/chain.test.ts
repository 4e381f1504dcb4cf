import { describe, expect, it } from 'vitest';
import { AT_ZERO } from '../../shared/kernel/hybrid-clock.ts';
import { appendTo, compareEntries, headAfter } from '../../shared/ledger/entry.ts';
import { findChainFaults } from '../../shared/sync/chain.ts';
import { aNote, notes, OTHER_REPLICA, REPLICA } from './builders.ts';

describe('the chains of a log', () => {
  it('[P3] are without fault when nothing is missing, in any order', () => {
    expect(findChainFaults([...notes(5), ...notes(3, { replica: OTHER_REPLICA })].reverse())).toEqual([]);
  });

  it('[P3] show every entry that is taken out below the end', () => {
    const entries = notes(6);
    for (let gone = 0; gone < 5; gone += 1) {
      expect(findChainFaults(entries.filter((_, i) => i !== gone))).toEqual([{ kind: 'gap', replica: REPLICA, from: gone + 1, to: gone + 1 }]);
    }
    expect(findChainFaults(entries.slice(4))).toEqual([{ kind: 'gap', replica: REPLICA, from: 1, to: 4 }]);
  });

  it('[P3] show a fork, and an entry that follows nothing here', () => {
    const [first, second, third] = notes(3);
    const fork = notes(2, { text: '副本' })[1];
    const ids = [second?.id, fork?.id].sort();
    expect(findChainFaults([first, second, third, fork].filter((one) => one !== undefined))).toEqual([
      { kind: 'fork', replica: REPLICA, seq: 2, ids }, { kind: 'broken-link', replica: REPLICA, seq: 2, id: fork?.id },
    ]);
  });

  it('[P4] [F27] what is written later sorts later, with a clock that went back ten years or forward a hundred', () => {
    const TEN_YEARS = 10 * 365 * 86_400_000;
    let head = { replica: REPLICA, seq: 0, prev: '', at: AT_ZERO };
    const entries = [0, -TEN_YEARS, 10 * TEN_YEARS, -5 * TEN_YEARS, Number.NaN, 0].map((skew) => {
      const entry = appendTo(head, aNote(), { actor: 'li', nowMs: 1_785_000_000_000 + skew });
      head = headAfter(entry);
      return entry;
    });
    expect([...entries].reverse().sort(compareEntries)).toEqual(entries);
  });
});
