import { describe, expect, it } from 'vitest';
import { REFUSAL_CODES } from '../../shared/judge.ts';
import { errorOfResponse, REFUSAL_RECOVERY } from '../../shared/sync/errors.ts';

const HTML = '<html>请先登录无线网络</html>';

describe('errors', () => {
  it('[P25] believes a code only from a body that is the county\'s', () => {
    for (const status of [302, 400, 401, 403, 404, 426]) expect(errorOfResponse(status, HTML)).toBe('bad-answer');
    expect(errorOfResponse(401, { error: 'unauthenticated', message: '请重新登录。' })).toBe('unauthenticated');
    expect(errorOfResponse(403, { error: 'forbidden', message: '' })).toBe('forbidden');
    expect(errorOfResponse(426, { error: 'upgrade-required', message: '', minimum: 2 })).toBe('upgrade-required');
    expect(errorOfResponse(403, { error: 'whatever', message: '' })).toBe('bad-answer');
  });

  it('[P25] believes a proxy where it may speak for the county', () => {
    expect([413, 429, 500, 502, 503, 504, 507].map((status) => errorOfResponse(status, HTML))).toEqual(
      ['too-large', 'rate-limited', 'server-error', 'server-error', 'server-error', 'server-error', 'server-error']);
  });

  it('[P12] every refusal has a recovery', () => {
    expect(Object.keys(REFUSAL_RECOVERY).sort()).toEqual([...REFUSAL_CODES].sort());
  });
});
