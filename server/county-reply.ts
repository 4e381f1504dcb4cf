/**
 * The county's reply to a computer that has no network: what its log holds after what that computer has, with the receipts, signed by the county and locked for that
 * computer alone. There it is taken like a pull (`shared/sync/reply.ts`), so that nothing here says more than the log does.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { attachmentsIn } from '../shared/attachment/attachment.ts';
import { BUNDLE_FORMAT, versionOf, type BundleChoice, type BundleHeader } from '../shared/bundle/bundle.ts';
import { CODE_LENGTH, codeOfBytes } from '../shared/bundle/code.ts';
import { createBundleWriter } from '../shared/bundle/write-bundle.ts';
import { recipientOf } from '../shared/identity/device-key.ts';
import { contentIdOfBytes } from '../shared/kernel/content-hash.ts';
import { err, ok, type Result } from '../shared/kernel/result.ts';
import type { Entry } from '../shared/ledger/entry.ts';
import { logStart, type LogToken } from '../shared/ledger/log-hash.ts';
import { isInLog } from '../shared/sync/county-log.ts';
import { attachmentsDir } from './attachment-files.ts';
import { lockReply } from './bundle-files.ts';
import type { CountyData } from './county-data.ts';
import { SERVER_ACTOR, type ServerPen } from './server-pen.ts';

/** Where the data and the reply lie, and the server's own name and clock. */
export interface Replying { readonly folder: string; readonly file: string; readonly pen: ServerPen }

/** What was written; `file` is null when there was nothing to tell. `code` opens it when the computer has no key. */
export interface Replied { readonly file: string | null; readonly entries: number; readonly attachments: number; readonly code: string | null }

/** Replies to a bundle that was brought: what its maker said it holds is where the reply begins. The error is a sentence. */
export async function replyTo({ scope, holds, from }: BundleHeader, data: CountyData, replying: Replying): Promise<Result<Replied, string>> {
  if (holds === undefined) return err('没有写回信：那个文件是旧版软件导出的，没有说那台电脑知道到哪里。请那台电脑升级后再导出一次，或用 reply --device 写。');
  return reply(data, { scope, base: holds.cursor, device: from.deviceId ?? null, filesBut: from.replica }, replying);
}

/** Replies to a computer that sent nothing: everything of its user's place, of which it takes what it lacks. Files would be too many. */
export async function replyToAll(device: string, data: CountyData, replying: Replying): Promise<Result<Replied, string>> {
  const found = await data.store.read(async ({ devices, people }) => {
    const user = (await devices.all()).find(({ id }) => id === device)?.user;
    return user === undefined ? null : people.user(user);
  });
  if (found === null) return err(`没有设备 ${device}，或者它的使用人已离任。用 devices 查看全部设备。`);
  return reply(data, { scope: found.home, base: logStart(found.home), device, filesBut: null }, replying);
}

interface Addressed {
  readonly scope: string;
  readonly base: LogToken;
  readonly device: string | null;
  /** Files go along but those that this replica's own entries name; null for none at all. */
  readonly filesBut: string | null;
}

async function reply({ store, key }: CountyData, { scope, base, device, filesBut }: Addressed, { folder, file, pen }: Replying): Promise<Result<Replied, string>> {
  const found = await store.read(async ({ log, people, devices }) => {
    const head = await log.head(scope);
    if (!head || !isInLog(base, await log.tokenAt(scope, base.rev))) return null;
    const entries = (await log.after(scope, base.rev, { limit: head.rev, maxLength: Number.POSITIVE_INFINITY })).map(({ entry }) => entry);
    const signer = device === null ? undefined : (await devices.signers([device])).get(device);
    return { head, entries, stopped: signer?.session === null, foreign: signer?.session?.reads.includes(scope) === false, recipient: signer === undefined ? null : recipientOf(signer.publicKey), county: await people.county() };
  });
  if (found === null) return err('没有写回信：那台电脑的记录和县里的对不上（县里恢复过备份，或是别的县的）。请让它联网一次，会自动补齐。');
  const { head, entries, stopped, foreign, recipient, county } = found;
  if (stopped) return err('没有写回信：那台电脑已停用，或它的使用人已离任。');
  // Its maker wrote the scope into the file: what it may read is the county's to say.
  if (foreign) return err('没有写回信：那台电脑的使用人现在看不到那个乡镇的台账。');
  if (entries.length === 0) return ok({ file: null, entries: 0, attachments: 0, code: null });
  const named = filesBut === null ? [] : await filesOf(entries.filter(({ replica }) => replica !== filesBut), join(attachmentsDir(folder), scope));
  const choice: BundleChoice = { kind: 'reply', scope, base, cursor: head };
  const header: BundleHeader = {
    format: BUNDLE_FORMAT, version: versionOf(choice), scope, choice, madeAt: new Date(pen.nowMs).toISOString(), entries: entries.length, attachments: named.length,
    from: { replica: pen.replica, user: SERVER_ACTOR, userName: county?.name ?? '', device: '县服务器' },
  };
  const code = recipient === null ? codeOfBytes(randomBytes(CODE_LENGTH)) : null;
  const plain = ReadableStream.from(framesOf(header, { entries, named, key }));
  const written = await writeWhole(file, await lockReply(plain, recipient === null ? { code: code ?? '' } : { recipient }));
  if (!written) return err(`没有写成回信 ${file}。请检查U盘和权限，再写一次（收进来的不受影响）。`);
  await store.write(({ audit }) => audit.note('replied', { scope, device: device ?? '', after: base.rev, upTo: head.rev, files: named.length }, pen.nowMs));
  return ok({ file, entries: entries.length, attachments: named.length, code });
}

interface Named { readonly hash: string; readonly path: string }

/** Files that the entries name and that lie whole at the county. */
async function filesOf(entries: readonly Entry[], folder: string): Promise<readonly Named[]> {
  const hashes = new Set(entries.flatMap(({ body }) => attachmentsIn(body).map(({ hash }) => hash)));
  const whole: Named[] = [];
  for (const hash of hashes) {
    const path = join(folder, hash);
    const bytes = await readFile(path).catch(() => null);
    if (bytes !== null && contentIdOfBytes(bytes) === hash) whole.push({ hash, path });
  }
  return whole;
}

async function* framesOf(header: BundleHeader, { entries, named, key }: { readonly entries: readonly Entry[]; readonly named: readonly Named[]; readonly key: CountyData['key'] }): AsyncGenerator<Uint8Array> {
  const writer = createBundleWriter();
  yield writer.header(header);
  for (const entry of entries) yield writer.entry({ entry, receipt: key.receipt(entry.id) });
  for (const { hash, path } of named) yield writer.attachment(hash, await readFile(path));
  yield writer.end((hash) => ({ county: key.signReply(hash) }));
}

/** Written under another name, flushed, renamed, read back; false when the disk did not take it whole. */
async function writeWhole(file: string, bytes: ReadableStream<Uint8Array>): Promise<boolean> {
  const part = `${file}.part`;
  const hash = createHash('sha256');
  try {
    const handle = await open(part, 'w', 0o600);
    try {
      for await (const piece of bytes) {
        await handle.writeFile(piece);
        hash.update(piece);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
    const again = createHash('sha256');
    for await (const piece of createReadStream(file)) again.update(piece as Buffer);
    if (again.digest('hex') === hash.digest('hex')) return true;
    await rm(file, { force: true });
  } catch {
    await rm(part, { force: true }).catch(() => undefined);
  }
  return false;
}
