/** What the main process can tell of a county that is not reached, on real sockets. */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { probeCounty } from '../../electron/county-probe.ts';

it('tells an unknown name from a computer that takes no connection, and from one that takes it', async () => {
  const server = createServer((socket) => { socket.on('error', () => undefined); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const origin = `https://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  expect(await probeCounty(origin)).toBe('reached');
  await new Promise((resolve) => { server.close(resolve); });
  expect(await probeCounty(origin)).toBe('refused');
  // RFC 6761: this name never exists. Where no name server answers at all, nobody can know.
  expect(['name-unknown', 'no-answer']).toContain(await probeCounty('https://county.invalid'));
  expect(await probeCounty(null)).toBe('no-address');
});
