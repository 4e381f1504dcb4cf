import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AT_PATTERN, AT_ZERO, readAt, receive, tick, type At } from '../../../shared/kernel/hybrid-clock.ts';

const anyMs = fc.oneof(fc.double(), fc.integer({ min: -1e9, max: 5e12 }), fc.constantFrom(NaN, Infinity, -Infinity, 0, -1, 8.64e15, Number.MAX_SAFE_INTEGER));

describe('the hybrid clock', () => {
  it('follows the device\'s clock when that goes forward, and counts when it stands or goes back', () => {
    const noon = Date.UTC(2026, 4, 18, 12);
    const first = tick(AT_ZERO, noon);
    expect(readAt(first)).toEqual({ ms: noon, counter: 0 });
    expect(readAt(tick(first, noon + 1))).toEqual({ ms: noon + 1, counter: 0 });
    expect(readAt(tick(first, noon))).toEqual({ ms: noon, counter: 1 });
    // The CMOS battery died: 1970.
    expect(readAt(tick(tick(first, 0), 0))).toEqual({ ms: noon, counter: 2 });
  });

  it('[F27] always goes forward as text, whatever the device\'s clock says', () => {
    fc.assert(fc.property(fc.array(anyMs, { minLength: 1 }), (readings) => {
      let last: At = AT_ZERO;
      for (const ms of readings) {
        const next = tick(last, ms);
        expect(next > last).toBe(true);
        expect(next).toMatch(new RegExp(AT_PATTERN));
        last = next;
      }
    }));
  });

  it('comes after everything it has seen, also from a clock ten years ahead', () => {
    const ahead = tick(AT_ZERO, Date.UTC(2036, 0, 1));
    const mine = tick(AT_ZERO, Date.UTC(2026, 0, 1));
    expect(tick(receive(mine, ahead), Date.UTC(2026, 0, 1)) > ahead).toBe(true);
    expect(receive(ahead, mine)).toBe(ahead);
    fc.assert(fc.property(anyMs, anyMs, anyMs, (one, other, now) => {
      const seen = receive(tick(AT_ZERO, one), tick(AT_ZERO, other));
      expect(tick(seen, now) > tick(AT_ZERO, one) && tick(seen, now) > tick(AT_ZERO, other)).toBe(true);
    }));
  });

  it('carries a full counter into the milliseconds', () => {
    expect(tick('00000000000a-ffffffff', 0)).toBe('00000000000b-00000000');
    expect(tick('00000000000a-fffffffe', 0)).toBe('00000000000a-ffffffff');
  });

  it('holds a clock beyond 2109 at the bound and goes on counting', () => {
    const bound = tick(AT_ZERO, 8.64e15);
    expect(bound).toBe('03ffffffffff-00000000');
    expect(tick(bound, 8.64e15)).toBe('03ffffffffff-00000001');
    expect(bound).toMatch(new RegExp(AT_PATTERN));
  });
});
