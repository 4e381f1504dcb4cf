/** Making a bundle: read, framed and locked in one stream, so that only the finished file takes room. The ledger is only read. */
import { BUNDLE_EXTENSION, BUNDLE_FORMAT, MOST_UNPROVEN, versionOf, type BundleChoice, type BundleHeader, type Holds, type Lock } from '../../shared/bundle/bundle.ts';
import { createBundleWriter } from '../../shared/bundle/write-bundle.ts';
import { recipientOf, signBytes, signEntry } from '../../shared/identity/device-key.ts';
import { localDateOf, localTimeOf } from '../../shared/kernel/local-date.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { bytesOfText } from '../../shared/kernel/utf8.ts';
import type { LogToken } from '../../shared/ledger/log-hash.ts';
import type { CarriedEntry } from '../../shared/sync/wire.ts';
import type { AttachmentKeeper } from './attachments.ts';
import type { BundleFailure, BundleFile, BundleMaking, GoOn } from './bundle-api.ts';
import { contentsOf, lackingContents, unconfirmedContents, type BundleContents, type ContentsParts } from './bundle-contents.ts';
import { lock } from './bundle-lock.ts';
import { holdsOf, keyOfRecipient } from './bundle-peers.ts';
import type { SealedValues } from './device-tables.ts';
import type { HeldEntry } from './entry-document.ts';
import { isOwn, type Identity } from './identity.ts';

export interface BundleExportParts extends ContentsParts {
  readonly attachments: AttachmentKeeper;
  readonly values: SealedValues;
  readonly identity: { readonly current: Identity | null };
  /** Up to where the county's log of a scope is here; null while that is not known. */
  readonly cursorOf: (scope: string) => LogToken | null;
}

/** How a bundle is to be made: its lock, who is asked whether to go on, and this device's clock (epoch milliseconds). */
export interface ExportOrder { readonly making: BundleMaking; readonly goOn: GoOn; readonly now: number }

/** Bytes that are given on at once. */
const PIECE = 256 * 1024;

export async function exportBundle(parts: BundleExportParts, choice: BundleChoice, { making, goOn, now }: ExportOrder): Promise<Result<BundleFile, BundleFailure>> {
  const identity = parts.identity.current;
  if (!identity) return err('not-enrolled');
  const { session, scopes } = identity.enrolment;
  const to = await lockOf(parts, making);
  if (to === null) return err('no-recipient');
  const chosen = await chosenContents(parts, choice, { identity, now });
  if (!chosen.ok) return chosen;
  const contents = chosen.value;
  const holds = session.reads.includes(choice.scope) ? await holdsHere(parts, choice.scope) : null;
  const header: BundleHeader = {
    format: BUNDLE_FORMAT, version: versionOf(choice), ...(holds === null ? {} : { holds }), scope: choice.scope, choice, madeAt: new Date(now).toISOString(), entries: contents.entries.length, attachments: contents.files.size,
    from: {
      replica: identity.replica, user: session.user, userName: session.userName, device: making.device.slice(0, 120),
      ...(identity.deviceKey === undefined ? {} : { deviceId: identity.enrolment.deviceId }),
    },
  };
  const run = { carried: 0, stopped: false };
  const plain = framesOf(parts.attachments, { header, contents, identity }, { run, goOn });
  try {
    const blob = await new Response(await lock(plain, to)).blob();
    const place = scopes.find(({ code }) => code === choice.scope)?.name ?? choice.scope;
    return ok({ name: `民情簿-${place}-${stampOf(now)}${BUNDLE_EXTENSION}`, blob, entries: contents.entries.length, cases: contents.cases, attachments: run.carried, elsewhere: contents.files.size - run.carried });
  } catch (error) {
    if (run.stopped) return err('cancelled');
    throw error;
  }
}

/** Of a place where this user does not work any more only what they wrote there and never reached the county. */
async function chosenContents(parts: BundleExportParts, choice: BundleChoice, { identity, now }: { readonly identity: Identity; readonly now: number }): Promise<Result<BundleContents, BundleFailure>> {
  const reads = identity.enrolment.session.reads.includes(choice.scope);
  if (choice.kind === 'reply' || (!reads && choice.kind !== 'unconfirmed')) return err('foreign-scope');
  if (choice.kind === 'lacking') {
    const holds = await holdsOf(parts.values, choice.scope, choice.device);
    const contents = holds === null ? null : await lackingContents(parts, choice.scope, holds);
    return contents === null || contents.entries.length === 0 ? err('nothing-lacking') : ok(contents);
  }
  const contents = choice.kind === 'unconfirmed' ? await unconfirmedContents(parts, choice.scope, (one) => !reads && !isOwn(identity, one)) : await contentsOf(parts, choice, now);
  if (contents.entries.length > 0) return ok(contents);
  return err(reads ? 'nothing-to-carry' : 'foreign-scope');
}

/** What this device holds of a scope, for whoever replies. */
async function holdsHere({ entries, cursorOf }: BundleExportParts, scope: string): Promise<Holds | null> {
  const cursor = cursorOf(scope);
  if (cursor === null) return null;
  const unproven: string[] = [];
  for await (const documents of entries.unproven(scope)) unproven.push(...documents.map(({ id }) => id));
  return { cursor, unproven: unproven.slice(0, MOST_UNPROVEN) };
}

async function lockOf({ values }: BundleExportParts, making: BundleMaking): Promise<Lock | null> {
  if ('code' in making) return { code: making.code };
  const key = await keyOfRecipient(values, making.for);
  const recipient = key === null ? null : recipientOf(key);
  return recipient === null ? null : { recipient };
}

interface Making { readonly run: { carried: number; stopped: boolean }; readonly goOn: GoOn }

/** What is written, and who writes it. */
interface Written { readonly header: BundleHeader; readonly contents: BundleContents; readonly identity: Identity }

function framesOf(attachments: AttachmentKeeper, written: Written, { run, goOn }: Making): ReadableStream<Uint8Array> {
  const { contents } = written;
  const frames = frameByFrame(attachments, written, run);
  // Of what is here: the rest is not waited for.
  const total = [...contents.files.values()].reduce((sum, size) => sum + size, contents.entries.length * TYPICAL_ENTRY);
  let done = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      let size = 0;
      const pieces: Uint8Array[] = [];
      while (size < PIECE) {
        const next = await frames.next();
        if (next.done) break;
        pieces.push(next.value);
        size += next.value.length;
      }
      done += size;
      if (!await goOn(Math.min(done, total), total)) {
        run.stopped = true;
        controller.error(new Error('stopped'));
        return;
      }
      for (const piece of pieces) controller.enqueue(piece);
      if (size < PIECE) controller.close();
    },
  });
}

/** Bytes of an entry, for the eye of who waits. */
const TYPICAL_ENTRY = 700;

async function* frameByFrame(attachments: AttachmentKeeper, { header, contents, identity }: Written, run: Making['run']): AsyncGenerator<Uint8Array> {
  const writer = createBundleWriter();
  yield writer.header(header);
  for (const held of contents.entries) yield writer.entry(carriedBy(identity, held));
  for (const hash of contents.files.keys()) {
    const bytes = await attachments.load(hash).catch(() => null);
    if (bytes === null) continue;
    run.carried += 1;
    yield writer.attachment(hash, bytes);
  }
  const { deviceKey, enrolment: { deviceId: device } } = identity;
  yield writer.end(deviceKey === undefined ? undefined : (hash) => ({ signed: { device, signature: signBytes(deviceKey, 'bundle', bytesOfText(hash)) } }));
}

/** The entry with what proves it: the county's receipt; or else the signature of the device that wrote it, this one or the one that it came from. */
function carriedBy(identity: Identity, { entry, receipt, signed }: HeldEntry): CarriedEntry {
  const { deviceKey, enrolment } = identity;
  if (receipt !== undefined) return { entry, receipt };
  if (signed !== undefined) return { entry, signed };
  return deviceKey !== undefined && entry.actor === enrolment.session.user && isOwn(identity, entry) ? { entry, signed: { device: enrolment.deviceId, signature: signEntry(deviceKey, entry.id) } } : { entry };
}

/** `20260518-1931` */
function stampOf(now: number): string {
  return `${localDateOf(now).replaceAll('-', '')}-${localTimeOf(now).replace(':', '')}`;
}
