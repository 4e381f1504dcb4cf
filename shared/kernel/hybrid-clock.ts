/**
 * The hybrid logical clock that orders the fold, and nothing else. A reading is a string that sorts as text:
 * 12 hex digits of milliseconds, a dash, 8 hex digits of a counter. There is no drift limit (dead CMOS
 * batteries are normal in townships); a clock beyond the year 2109 is held at the bound and the counter goes on.
 */

/** `mmmmmmmmmmmm-cccccccc`; compares as a plain string. */
export type At = string;

/** The only shape of a reading. */
export const AT_PATTERN = '^0[0-3][0-9a-f]{10}-[0-9a-f]{8}$';

/** Before every reading. */
export const AT_ZERO: At = '000000000000-00000000';

const MAX_MS = 0x03ff_ffff_ffff;
const MAX_COUNTER = 0xffff_ffff;

/** The next reading after `last` on a device whose clock says `deviceMs` (epoch milliseconds, however wrong). */
export function tick(last: At, deviceMs: number): At {
  const clock = Number.isFinite(deviceMs) ? Math.min(Math.max(Math.trunc(deviceMs), 0), MAX_MS) : 0;
  const { ms, counter } = readAt(last);
  if (clock > ms) return formatAt(clock, 0);
  return counter < MAX_COUNTER ? formatAt(ms, counter + 1) : formatAt(Math.min(ms + 1, MAX_MS), 0);
}

/** What a device remembers after it has seen `remote`: the later of the two. */
export function receive(last: At, remote: At): At {
  return remote > last ? remote : last;
}

/** The milliseconds part: for tests and diagnosis, never shown as a time. */
export function readAt(at: At): { ms: number; counter: number } {
  return { ms: Number.parseInt(at.slice(0, 12), 16), counter: Number.parseInt(at.slice(13), 16) };
}

function formatAt(ms: number, counter: number): At {
  return `${ms.toString(16).padStart(12, '0')}-${counter.toString(16).padStart(8, '0')}`;
}
