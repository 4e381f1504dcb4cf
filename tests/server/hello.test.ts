/** /api/hello: who answers, to anybody and without a secret; and the echo, to devices of the county only. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ECHO_BYTES } from '../../shared/sync/hello.ts';
import { COUNTY, startCounty, type TestCounty } from './county.ts';

let county: TestCounty;
beforeAll(async () => { county = await startCounty(); });
afterAll(() => county.stop());

const echo = (token: string | null, body: unknown) => fetch(`${county.origin}/api/hello`, { method: 'POST', headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) }, body: JSON.stringify(body) });

describe('hello', () => {
  it('names the county, the protocols and the clock, and nothing else', async () => {
    const response = await fetch(`${county.origin}/api/hello`, { headers: { origin: 'app://minqing' } });
    expect(await response.json()).toEqual({ county: { code: COUNTY, name: '临颍县' }, protocols: { oldest: 1, newest: 2 }, serverTime: county.clock.ms });
    // So that the desktop's page may know what an answer took on the line.
    expect(response.headers.get('timing-allow-origin')).toBe('app://minqing');
    expect(response.headers.get('access-control-allow-origin')).toBe('app://minqing');
  });

  it('gives 64 KB back to a device that it knows, and to no other', async () => {
    const { token } = await county.enrolled('wang');
    const fill = 'x'.repeat(ECHO_BYTES);
    expect(await (await echo(token, { fill })).json()).toEqual({ fill });
    expect((await echo(token, { fill: `${fill}x` })).status).toBe(400);
    expect((await echo(token.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')), { fill: '' })).status).toBe(401);
    expect((await echo(null, { fill: '' })).status).toBe(401);
  });
});
