/** Attachments over the wire: cut uploads go on, wrong bytes are refused, nobody reaches another's scope or another folder. */
import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { backupAttachments } from '../../server/attachment-backup.ts';
import { databaseFile } from '../../server/county-data.ts';
import { contentIdOfBytes } from '../../shared/kernel/content-hash.ts';
import { MAX_FILE_BYTES } from '../../shared/attachment/attachment.ts';
import { OTHER_TOWNSHIP, startCounty, TOWNSHIP, type TestCounty } from './county.ts';

const running: { county: TestCounty | null } = { county: null };
const start = async (options: Parameters<typeof startCounty>[0] = {}): Promise<TestCounty> => (running.county = await startCounty(options));
afterEach(async () => {
  await running.county?.stop();
  running.county = null;
});

/** A PDF of about `size` bytes; another `seed` is another file. */
function aFile(size: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  for (let i = 0; i < size; i += 1) bytes[i] = (i * 31 + seed * 7 + (i >> 8)) % 251;
  bytes.set(new TextEncoder().encode('%PDF-1.7\n'));
  return bytes;
}

interface Asked { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: Uint8Array<ArrayBuffer> }

/** A user's device that speaks tus by hand, so that each rule is tried alone. */
async function aSender(county: TestCounty, user: string) {
  const { token, deviceId } = await county.enrolled(user);
  const ask = (path: string, { method = 'GET', headers = {}, body }: Asked = {}) => fetch(`${running.county?.origin ?? county.origin}${path}`, {
    method, headers: { authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0', ...headers }, ...(body ? { body } : {}),
  });
  const b64 = (text: string) => Buffer.from(text).toString('base64');
  return {
    token, deviceId, ask,
    begin: (scope: string, hash: string, size: number, device = deviceId) => ask('/api/attachments/uploads', {
      method: 'POST', headers: { 'upload-length': String(size), 'upload-metadata': `scope ${b64(scope)},hash ${b64(hash)},device ${b64(device)}` },
    }),
    send: (url: string, offset: number, body: Uint8Array<ArrayBuffer>) => ask(url, { method: 'PATCH', headers: { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }, body }),
    async upload(scope: string, bytes: Uint8Array<ArrayBuffer>, hash = contentIdOfBytes(bytes)) {
      const begun = await this.begin(scope, hash, bytes.length);
      if (begun.status !== 201) return begun;
      return this.send(begun.headers.get('location') ?? '', 0, bytes);
    },
    has: async (scope: string, hash: string) => (await ask(`/api/attachments/${scope}/${hash}`, { method: 'HEAD' })).status,
  };
}

describe('an attachment', () => {
  it('goes in and comes out as it was, also from the middle', async () => {
    const county = await start();
    const [li, wang] = [await aSender(county, 'li'), await aSender(county, 'wang')];
    const bytes = aFile(300_000);
    const hash = contentIdOfBytes(bytes);
    expect(await wang.has(TOWNSHIP, hash)).toBe(404);
    expect((await li.upload(TOWNSHIP, bytes)).status).toBe(204);
    expect(await wang.has(TOWNSHIP, hash)).toBe(200);
    const whole = await wang.ask(`/api/attachments/${TOWNSHIP}/${hash}`);
    expect(whole.headers.get('content-disposition')).toBe('attachment');
    expect(whole.headers.get('content-type')).toBe('application/octet-stream');
    expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(bytes);
    const rest = await wang.ask(`/api/attachments/${TOWNSHIP}/${hash}`, { headers: { range: 'bytes=299000-' } });
    expect([rest.status, rest.headers.get('content-range')]).toEqual([206, 'bytes 299000-299999/300000']);
    expect(new Uint8Array(await rest.arrayBuffer())).toEqual(bytes.subarray(299_000));
    expect(await readdir(join(county.dir, 'attachments', 'uploads'))).toEqual([]);
  });

  it('[F37] goes on where it was cut, after the connection broke in the middle of a piece and the server was started anew', async () => {
    const county = await start();
    const li = await aSender(county, 'li');
    const bytes = aFile(400_000);
    const hash = contentIdOfBytes(bytes);
    const url = (await li.begin(TOWNSHIP, hash, bytes.length)).headers.get('location') ?? '';
    await sendHalf(county.origin, { url, token: li.token, bytes: bytes.subarray(0, 150_000) });
    const offset = async () => Number((await li.ask(url, { method: 'HEAD' })).headers.get('upload-offset'));
    await expect.poll(offset).toBeGreaterThan(0);
    running.county = await county.restart();
    const from = await offset();
    expect(from).toBeLessThanOrEqual(150_000);
    expect(await li.has(TOWNSHIP, hash)).toBe(404);
    expect((await li.send(url, from, bytes.subarray(from))).status).toBe(204);
    const whole = await li.ask(`/api/attachments/${TOWNSHIP}/${hash}`);
    expect(contentIdOfBytes(new Uint8Array(await whole.arrayBuffer()))).toBe(hash);
  });

  it('sent twice, or by two devices, is one file', async () => {
    const county = await start();
    const [li, wang] = [await aSender(county, 'li'), await aSender(county, 'wang')];
    const bytes = aFile(5_000);
    for (const sender of [li, wang, li]) expect((await sender.upload(TOWNSHIP, bytes)).status).toBe(204);
    expect(await county.store.read(({ attachments }) => attachments.all())).toEqual([{ scope: TOWNSHIP, hash: contentIdOfBytes(bytes), size: 5_000 }]);
    expect(await readdir(join(county.dir, 'attachments', TOWNSHIP))).toEqual([contentIdOfBytes(bytes)]);
  });

  it('that the disk lost is asked for again', async () => {
    const county = await start();
    const li = await aSender(county, 'li');
    const bytes = aFile(5_000);
    const hash = contentIdOfBytes(bytes);
    await li.upload(TOWNSHIP, bytes);
    await rm(join(county.dir, 'attachments', TOWNSHIP, hash));
    expect(await li.has(TOWNSHIP, hash)).toBe(404);
    expect((await li.upload(TOWNSHIP, bytes)).status).toBe(204);
    expect(await li.has(TOWNSHIP, hash)).toBe(200);
  });
});

describe('backup and restore', () => {
  it('a backup holds every file, checked; what is damaged is named; a second run copies only what is new', async () => {
    const county = await start();
    const li = await aSender(county, 'li');
    const [one, two] = [aFile(5_000, 1), aFile(5_000, 2)];
    await li.upload(TOWNSHIP, one);
    const folder = join(county.dir, 'backup.attachments');
    expect(await backupAttachments(county.store, county.dir, folder)).toEqual({ copied: 1, faulty: [] });
    expect(new Uint8Array(await readFile(join(folder, TOWNSHIP, contentIdOfBytes(one))))).toEqual(one);
    await li.upload(TOWNSHIP, two);
    await writeFile(join(county.dir, 'attachments', TOWNSHIP, contentIdOfBytes(two)), aFile(5_000, 3));
    await rm(join(county.dir, 'attachments', TOWNSHIP, contentIdOfBytes(one)));
    expect(await backupAttachments(county.store, county.dir, folder)).toEqual({ copied: 1, faulty: [`${TOWNSHIP}/${contentIdOfBytes(two)}`] });
    expect(await readdir(join(folder, TOWNSHIP))).toEqual([contentIdOfBytes(one)]);
  });

  it('a file that is there is known again after the database was restored without its row', async () => {
    const county = await start();
    const li = await aSender(county, 'li');
    const bytes = aFile(5_000);
    const hash = contentIdOfBytes(bytes);
    const before = join(county.dir, 'before.sqlite');
    await county.store.backup(before);
    await li.upload(TOWNSHIP, bytes);
    running.county = await county.restart(async () => {
      for (const suffix of ['-wal', '-shm', '']) await rm(`${databaseFile(county.dir)}${suffix}`, { force: true });
      await copyFile(before, databaseFile(county.dir));
    });
    expect(await running.county.store.read(({ attachments }) => attachments.all())).toEqual([]);
    expect(await li.has(TOWNSHIP, hash)).toBe(200);
    expect(await running.county.store.read(({ attachments }) => attachments.used(TOWNSHIP))).toBe(5_000);
  });
});

describe('what is refused', () => {
  it('a device that is not one: 401 on every route', async () => {
    const county = await start();
    const hash = 'a'.repeat(26);
    for (const [path, method] of [[`/api/attachments/${TOWNSHIP}/${hash}`, 'GET'], [`/api/attachments/${TOWNSHIP}/${hash}`, 'HEAD'], ['/api/attachments/uploads', 'POST'], [`/api/attachments/uploads/${TOWNSHIP}-${hash}-d-aaaaaaaaaa`, 'PATCH']] as const) {
      expect((await fetch(`${county.origin}${path}`, { method })).status, `${method} ${path}`).toBe(401);
    }
  });

  it('another township: to read, to write, and by another device\'s upload', async () => {
    const county = await start();
    const [qian, li, wang] = [await aSender(county, 'qian'), await aSender(county, 'li'), await aSender(county, 'wang')];
    const bytes = aFile(5_000);
    const hash = contentIdOfBytes(bytes);
    const url = (await li.begin(TOWNSHIP, hash, bytes.length)).headers.get('location') ?? '';
    expect((await wang.send(url, 0, bytes)).status).toBe(403);
    expect((await wang.ask(url, { method: 'HEAD' })).status).toBe(403);
    await li.send(url, 0, bytes);
    expect(await qian.has(TOWNSHIP, hash)).toBe(403);
    expect((await qian.ask(`/api/attachments/${TOWNSHIP}/${hash}`)).status).toBe(403);
    expect(await qian.has(OTHER_TOWNSHIP, hash)).toBe(404);
    expect((await qian.upload(TOWNSHIP, aFile(100, 2))).status).toBe(403);
    expect((await li.begin(TOWNSHIP, hash, 10, wang.deviceId)).status).toBe(400);
  });

  it('[F37] bytes that are not what their name says: nothing of them stays', async () => {
    const county = await start();
    const li = await aSender(county, 'li');
    const bytes = aFile(5_000);
    const hash = contentIdOfBytes(bytes);
    expect((await li.upload(TOWNSHIP, aFile(5_000, 9), hash)).status).toBe(422);
    expect(await li.has(TOWNSHIP, hash)).toBe(404);
    expect(await readdir(join(county.dir, 'attachments', 'uploads'))).toEqual([]);
    expect((await li.upload(TOWNSHIP, bytes)).status).toBe(204);
  });

  it('a program, whatever the device says of it', async () => {
    const county = await start();
    const li = await aSender(county, 'li');
    const program = Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]);
    expect((await li.upload(TOWNSHIP, program)).status).toBe(422);
    expect(await li.has(TOWNSHIP, contentIdOfBytes(program))).toBe(404);
  });

  it('names that lead out of the folder', async () => {
    const county = await start();
    const li = await aSender(county, 'li');
    await writeFile(join(county.dir, 'attachments', 'outside'), 'x');
    for (const path of ['..%2F..%2Fcounty.key', '..%2foutside', '%2e%2e', 'A'.repeat(26), 'county.sqlite']) {
      expect([400, 404], path).toContain((await li.ask(`/api/attachments/${TOWNSHIP}/${path}`)).status);
      expect([400, 404], path).toContain((await li.ask(`/api/attachments/uploads/${path}`, { method: 'HEAD' })).status);
    }
    expect([400, 404]).toContain((await li.ask(`/api/attachments/..%2F..%2F/${'a'.repeat(26)}`)).status);
    for (const [scope, hash] of [['../../..', 'a'.repeat(26)], [TOWNSHIP, '../../county.key'], [TOWNSHIP, '']] as const) expect((await li.begin(scope, hash, 10)).status).toBe(400);
  });

  it('more than 20 MB, no length, and more than the township may keep', async () => {
    const county = await start({ quotaBytes: 10_000 });
    const li = await aSender(county, 'li');
    expect((await li.begin(TOWNSHIP, 'a'.repeat(26), MAX_FILE_BYTES + 1)).status).toBe(413);
    expect((await li.begin(TOWNSHIP, 'a'.repeat(26), 0)).status).toBe(400);
    expect((await li.begin(TOWNSHIP, 'a'.repeat(26), Number.NaN)).status).toBe(400);
    expect((await li.upload(TOWNSHIP, aFile(6_000))).status).toBe(204);
    const full = await li.upload(TOWNSHIP, aFile(6_000, 2));
    expect(full.status).toBe(507);
    expect(await full.json()).toMatchObject({ error: 'server-full' });
    expect((await li.upload(TOWNSHIP, aFile(3_000, 3))).status).toBe(204);
  });

  it('a piece at the wrong place', async () => {
    const county = await start();
    const li = await aSender(county, 'li');
    const bytes = aFile(5_000);
    const url = (await li.begin(TOWNSHIP, contentIdOfBytes(bytes), bytes.length)).headers.get('location') ?? '';
    expect((await li.send(url, 100, bytes.subarray(100))).status).toBe(409);
    expect((await li.send(url, 0, bytes)).status).toBe(204);
  });
});

it('the log tells of devices and sizes, never of content', async () => {
  const county = await start();
  const li = await aSender(county, 'li');
  await li.upload(TOWNSHIP, new TextEncoder().encode('张三的电话是13800001111'));
  expect(county.logged()).not.toContain('13800001111');
  expect((await readFile(join(county.dir, 'attachments', TOWNSHIP, contentIdOfBytes(new TextEncoder().encode('张三的电话是13800001111'))), 'utf8'))).toContain('13800001111');
});

/** Sends half of the piece that it announces, then breaks the connection. */
function sendHalf(origin: string, piece: { url: string; token: string; bytes: Uint8Array }): Promise<void> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(`PATCH ${piece.url} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${piece.token}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: ${piece.bytes.length * 2}\r\n\r\n`);
      socket.write(piece.bytes, () => { setTimeout(() => { socket.destroy(); }, 200); });
    });
    socket.on('close', () => { resolve(); });
    socket.on('error', reject);
  });
}
