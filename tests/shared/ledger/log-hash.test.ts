import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../shared/kernel/content-hash.ts';
import { logAfter, logStart } from '../../../shared/ledger/log-hash.ts';

const tokenOf = (scope: string, ids: readonly string[]) => ids.reduce(logAfter, logStart(scope));

describe('the running hash of a log', () => {
  it('starts from the scope and takes in one id after the other', () => {
    const start = logStart('411122201');
    expect(start).toEqual({ rev: 0, h: sha256Hex('minqing-log:411122201') });
    expect(logAfter(start, 'x')).toEqual({ rev: 1, h: sha256Hex(`${start.h}|x`) });
  });

  it('of two logs of the same length is equal only when they hold the same entries in the same order', () => {
    const ids = fc.array(fc.constantFrom('a', 'b', 'ab'), { maxLength: 6 });
    fc.assert(fc.property(ids, ids, (one, other) => {
      expect(JSON.stringify(tokenOf('411122', one)) === JSON.stringify(tokenOf('411122', other))).toBe(JSON.stringify(one) === JSON.stringify(other));
    }));
  });

  it('of two scopes is never equal', () => { expect(tokenOf('411122', ['a']).h).not.toBe(tokenOf('411122201', ['a']).h); });
});
