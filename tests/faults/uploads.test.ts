/** A photograph on its way: the shipped client and the real county, which is stopped four times, and a line that loses answers. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createAttachmentClient } from '../../renderer/store/attachment-client.ts';
import { contentIdOfBytes } from '../../shared/kernel/content-hash.ts';
import type { Enrolment } from '../../shared/sync/wire.ts';
import { Device } from '../server/device.ts';
import { startCounty, TOWNSHIP, type TestCounty } from '../server/county.ts';
import { openLine, UPLOADS, type Line } from './line.ts';

// The upload's library reads a Blob in browsers only; in Node it wants the bytes.
const { Blob: RealBlob } = globalThis;
beforeAll(() => {
  globalThis.Blob = class { constructor([bytes]: readonly Uint8Array[]) { return Buffer.from(bytes ?? []); } } as unknown as typeof Blob;
});
afterAll(() => { globalThis.Blob = RealBlob; });

let county: TestCounty;
let enrolment: Enrolment;
let line: Line;
beforeEach(async () => {
  county = await startCounty();
  enrolment = await county.enrol('li');
  line = await openLine(county.origin, UPLOADS);
});
afterEach(async () => {
  await line.close();
  await county.stop();
});

/** A PDF that looks the same nowhere. */
function aFile(size: number): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8) * 7) % 251);
  bytes.set(new TextEncoder().encode('%PDF-1.7\n'));
  return bytes;
}

/** However often the county is stopped meanwhile, and however long it takes to come back. */
const ARRIVES_WITHIN_MS = 50_000;

/** Sends as the store does: tries again until the county has it, from where it was begun. `onStep` hears how much is there. */
async function sendUntilThere(bytes: Uint8Array<ArrayBuffer>, onStep: (sent: number) => void = () => undefined): Promise<{ tries: number; begun: Set<string> }> {
  const client = createAttachmentClient(line.origin, { token: enrolment.token, device: enrolment.deviceId, sent: () => undefined });
  const hash = contentIdOfBytes(bytes);
  const begun = new Set<string>();
  const end = Date.now() + ARRIVES_WITHIN_MS;
  for (let tries = 1; Date.now() < end; tries += 1) {
    await client.send({ scope: TOWNSHIP, hash, bytes, begun: [...begun].at(-1), signal: new AbortController().signal, onBegun: (path) => begun.add(path), onProgress: onStep });
    const there = await client.has(TOWNSHIP, hash);
    if (there.ok && there.value) return { tries, begun };
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
  throw new Error('it never arrived');
}

async function atCounty(hash: string): Promise<string> {
  const answer = await fetch(`${county.origin}/api/attachments/${TOWNSHIP}/${hash}`, { headers: { authorization: `Bearer ${enrolment.token}` } });
  return contentIdOfBytes(new Uint8Array(await answer.arrayBuffer()));
}

it('[F37] a server that is stopped four times in the middle: one upload, gone on with each time, and the bytes are right', async () => {
  const bytes = aFile(3_000_000);
  const stops = { done: 0, restarting: Promise.resolve() };
  const { begun, tries } = await sendUntilThere(bytes, (sent) => {
    if (stops.done >= 4 || sent < (stops.done + 1) * 550_000) return;
    stops.done += 1;
    stops.restarting = stops.restarting.then(async () => {
      county = await county.restart();
      line.county = county.origin;
    });
  });
  await stops.restarting;
  expect(stops.done).toBe(4);
  expect(begun.size).toBe(1);
  expect(tries).toBeGreaterThan(1);
  expect(await atCounty(contentIdOfBytes(bytes))).toBe(contentIdOfBytes(bytes));
});

it('[F37] answers that are lost, that of the creation first: it is there once, whole, and nothing half is left', async () => {
  const bytes = aFile(700_000);
  line.faults.push({ kind: 'answer-cut', after: 0 }, { kind: 'answer-cut', after: 20 }, { kind: 'request-lost' }, { kind: 'request-cut', after: 90_000 }, { kind: 'answer-cut', after: 0 });
  await sendUntilThere(bytes);
  expect(line.faults).toEqual([]);
  const hash = contentIdOfBytes(bytes);
  expect(await atCounty(hash)).toBe(hash);
  expect((await readdir(join(county.dir, 'attachments', TOWNSHIP))).filter((name) => name.startsWith(hash))).toEqual([hash]);
});

it('[F37] the file before its entry, and the entry before its file: both are taken, and neither waits for the other', async () => {
  const li = new Device(enrolment, county.origin);
  const [first, second] = [aFile(20_000), aFile(30_000)];
  const named = (bytes: Uint8Array) => ({ attachments: [{ hash: contentIdOfBytes(bytes), name: '现场.pdf', mime: 'application/pdf', size: bytes.length }] });
  await sendUntilThere(first);
  await li.accepted([li.register('after', named(first)), li.register('before', named(second))]);
  const hashes = [first, second].map(contentIdOfBytes);
  expect(await atCounty(hashes[0] ?? '')).toBe(hashes[0]);
  const client = createAttachmentClient(county.origin, { token: enrolment.token, device: enrolment.deviceId, sent: () => undefined });
  expect(await client.has(TOWNSHIP, hashes[1] ?? '')).toEqual({ ok: true, value: false });
  expect(await client.fetch({ scope: TOWNSHIP, hash: hashes[1] ?? '', size: second.length })).toEqual({ ok: false, error: 'absent' });
  await sendUntilThere(second);
  expect(await atCounty(hashes[1] ?? '')).toBe(hashes[1]);
});
