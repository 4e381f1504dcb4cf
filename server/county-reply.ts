/**
 * The county's reply to a computer that has no network: what its log holds after what that computer has, with the receipts, signed by the county and locked for that
 * computer alone. There it is taken like a pull (`shared/sync/reply.ts`), so that nothing here says more than the log does.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
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
import { MAX_PULL_ENTRIES } from '../shared/sync/wire.ts';
import { attachmentsDir } from './attachment-files.ts';
import { lockReply } from './bundle-files.ts';
import type { CountyData } from './county-data.ts';
import { SERVER_ACTOR, type ServerPen } from './server-pen.ts';
import type { LogStore } from './store/log-store.ts';

/** Where the data and the reply lie, and the server's own name and clock. `room`: bytes of files that go along at most. */
export interface Replying { readonly folder: string; readonly file: string; readonly pen: ServerPen; readonly room?: number }

/** What was written; `file` is null when there was nothing to tell. `code` opens it when the computer has no key. `left`: files for which there was no room. */
export interface Replied { readonly file: string | null; readonly entries: number; readonly attachments: number; readonly left: number; readonly code: string | null }

/** A bundle that was brought: what it says, and which computer it is proven to be from (`BroughtIn.maker`). */
export interface Brought { readonly header: BundleHeader; readonly maker: string | null }

/** Some minutes of a slow stick: more comes over a line sooner or later. */
const ROOM = 512 * 1024 * 1024;

/** Replies to a bundle that was brought: what its maker said it holds is where the reply begins. The error is a sentence. */
export async function replyTo({ header: { scope, holds, from }, maker }: Brought, data: CountyData, replying: Replying): Promise<Result<Replied, string>> {
  if (holds === undefined) return err('没有写回信：那个文件是旧版软件导出的，没有说那台电脑知道到哪里。请那台电脑升级后再导出一次，或用 reply --device 写。');
  // Anybody can write any name and any township into a file: where no signature proves it, the county's keeper says whom the reply is for.
  if (maker === null) return err('没有写回信：那个文件没有本县电脑的签名，证明不了是哪台电脑导出的。请核对是哪台电脑，再用 reply --device 写。');
  return reply(data, { device: maker, said: { scope, cursor: holds.cursor, replica: from.replica } }, replying);
}

/** Replies to a computer that sent nothing: everything of its user's place, of which it takes what it lacks. Files would be too many. */
export async function replyToAll(device: string, data: CountyData, replying: Replying): Promise<Result<Replied, string>> {
  return reply(data, { device, said: null }, replying);
}

interface Addressed {
  readonly device: string;
  /** What it holds, and the replica whose own entries name files that it has; null when it said nothing. */
  readonly said: { readonly scope: string; readonly cursor: LogToken; readonly replica: string } | null;
}

async function reply({ store, key }: CountyData, { device, said }: Addressed, { folder, file, pen, room = ROOM }: Replying): Promise<Result<Replied, string>> {
  // One moment of the log for the whole reply: it is read a page at a time, while it is written.
  const replied = await store.read(async ({ log, people, devices }) => {
    const known = (await devices.all()).find(({ id }) => id === device);
    // What a stopped computer signed may count; it is told nothing more.
    const session = known?.revokedAt === null ? await people.sessionOf(known.user) : null;
    if (session === null) return err(`没有写回信：没有设备 ${device}，或者它已停用，或者它的使用人已离任。用 devices 查看全部设备。`);
    const { scope, cursor: base } = said ?? { scope: session.home, cursor: logStart(session.home) };
    // Its maker wrote the scope into the file: what it may read is the county's to say.
    if (!session.reads.includes(scope)) return err('没有写回信：那台电脑的使用人现在看不到那个乡镇的台账。');
    const head = await log.head(scope);
    if (!head || !isInLog(base, await log.tokenAt(scope, base.rev))) return err('没有写回信：那台电脑的记录和县里的对不上（县里恢复过备份，或是别的县的）。请让它联网一次，会自动补齐。');
    const count = head.rev - base.rev;
    const about = { scope, base, head };
    if (count === 0) return ok({ about, file: null, entries: 0, attachments: 0, left: 0, code: null });
    const signer = (await devices.signers([device])).get(device);
    const recipient = signer === undefined ? null : recipientOf(signer.publicKey);
    const code = recipient === null ? codeOfBytes(randomBytes(CODE_LENGTH)) : null;
    const files = { folder: join(attachmentsDir(folder), scope), taken: [] as string[], left: 0, carried: 0 };
    if (said !== null) await chooseFiles(files, await namedByOthers(entriesAfter(log, about), said.replica), room);
    const choice: BundleChoice = { kind: 'reply', scope, base, cursor: head };
    const header: BundleHeader = {
      format: BUNDLE_FORMAT, version: versionOf(choice), scope, choice, madeAt: new Date(pen.nowMs).toISOString(), entries: count, attachments: files.taken.length,
      from: { replica: pen.replica, user: SERVER_ACTOR, userName: (await people.county())?.name ?? '', device: '县服务器' },
    };
    const plain = ReadableStream.from(framesOf(header, { entries: entriesAfter(log, about), files, key }));
    const written = await writeWhole(file, await lockReply(plain, recipient === null ? { code: code ?? '' } : { recipient }));
    if (!written) return err(`没有写成回信 ${file}。请检查U盘和权限，再写一次（收进来的不受影响）。`);
    return ok({ about, file, entries: count, attachments: files.carried, left: files.left, code });
  });
  if (!replied.ok) return replied;
  const { about: { scope, base, head }, ...done } = replied.value;
  if (done.file !== null) await store.write(({ audit }) => audit.note('replied', { scope, device, after: base.rev, upTo: head.rev, files: done.attachments }, pen.nowMs));
  return ok(done);
}

async function* entriesAfter(log: LogStore, { scope, base }: { readonly scope: string; readonly base: LogToken }): AsyncGenerator<Entry> {
  let { rev } = base;
  for (;;) {
    const page = await log.after(scope, rev, { limit: MAX_PULL_ENTRIES, maxLength: Number.POSITIVE_INFINITY });
    if (page.length === 0) return;
    yield* page.map(({ entry }) => entry);
    rev += page.length;
  }
}

/** Files of a scope on their way into a reply. */
interface Files { readonly folder: string; readonly taken: string[]; left: number; carried: number }

/** The files that entries name which this replica did not write, in the order of the log. */
async function namedByOthers(entries: AsyncIterable<Entry>, replica: string): Promise<readonly string[]> {
  const hashes = new Set<string>();
  for await (const entry of entries) if (entry.replica !== replica) for (const { hash } of attachmentsIn(entry.body)) hashes.add(hash);
  return [...hashes];
}

/** Takes those that lie at the county as far as there is room, the newest first. */
async function chooseFiles(files: Files, named: readonly string[], room: number): Promise<void> {
  let free = room;
  for (const hash of named.toReversed()) {
    const found = await stat(join(files.folder, hash)).catch(() => null);
    if (found === null) continue;
    if (found.size > free) files.left += 1;
    else {
      files.taken.push(hash);
      free -= found.size;
    }
  }
}

async function* framesOf(header: BundleHeader, { entries, files, key }: { readonly entries: AsyncIterable<Entry>; readonly files: Files; readonly key: CountyData['key'] }): AsyncGenerator<Uint8Array> {
  const writer = createBundleWriter();
  yield writer.header(header);
  for await (const entry of entries) yield writer.entry({ entry, receipt: key.receipt(entry.id) });
  for (const hash of files.taken) {
    const bytes = await readFile(join(files.folder, hash)).catch(() => null);
    // One that the disk spoiled would spoil the whole reply.
    if (bytes === null || contentIdOfBytes(bytes) !== hash) continue;
    files.carried += 1;
    yield writer.attachment(hash, bytes);
  }
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
