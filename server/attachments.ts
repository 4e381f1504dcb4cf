/**
 * Attachments: files on their way into the county (tus, so that a cut upload goes on where it stopped) and out of it. The ledger names
 * a file by its hash; here its bytes follow, checked against that name. Entries never wait for them.
 *
 *   HEAD|GET /api/attachments/<scope>/<hash>    is it here; its bytes, also from a place in the middle
 *   POST       /api/attachments/uploads         begins an upload; scope, hash and device stand in `Upload-Metadata`
 *   HEAD|PATCH /api/attachments/uploads/<id>    how far it has got; its next piece
 */
import { Readable } from 'node:stream';
import { FileStore, type Configstore } from '@tus/file-store';
import { Metadata, Server, type Upload } from '@tus/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { MAX_FILE_BYTES } from '../shared/attachment/attachment.ts';
import { CONTENT_ID_PATTERN } from '../shared/kernel/content-hash.ts';
import { discard, type AttachmentFiles, type Place } from './attachment-files.ts';
import { authenticate, callerFrom, type AuthDeps } from './auth.ts';
import { errorAnswer, refuse, statusOf, type HttpErrorCode } from './http-errors.ts';

export interface AttachmentDeps extends AuthDeps { readonly files: AttachmentFiles }

const UPLOADS = '/api/attachments/uploads';
/** Uploads that were begun and not ended for so long are swept. */
const UPLOAD_LIFETIME_MS = 30 * 24 * 3_600_000;
const SWEEP_EVERY_MS = 24 * 3_600_000;
/** The status of bytes that are not what their name says. */
const WRONG_BYTES = 422;

const SCOPE_PATTERN = '^[0-9]{6}([0-9]{3})?$';
const FileParams = Type.Object({ scope: Type.String({ pattern: SCOPE_PATTERN }), hash: Type.String({ pattern: CONTENT_ID_PATTERN }) });
/** `<scope>-<hash>-<device>`: no letter of it leads out of the folder. */
const UPLOAD_ID_PATTERN = '^([0-9]{6}|[0-9]{9})-[a-z2-7]{26}-d-[a-z2-7]{10}$';
const UploadParams = Type.Object({ id: Type.String({ pattern: UPLOAD_ID_PATTERN }) });

/** Registers the routes, in a context of their own: only here is a body of bytes understood. */
export async function attachmentRoutes(app: FastifyInstance, deps: AttachmentDeps): Promise<void> {
  await app.register(async (routes) => {
    routes.addContentTypeParser('application/offset+octet-stream', (_request, payload, done) => { done(null, payload); });
    routes.addHook('onRequest', authenticate(deps));
    downloads(routes, deps);
    uploads(routes, deps);
  });
}

// ── out ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

function downloads(app: FastifyInstance, deps: AttachmentDeps): void {
  const schema = { params: FileParams };
  app.head<{ Params: Place }>('/api/attachments/:scope/:hash', { schema, preHandler: refuseUnreadable }, async (request, reply) => {
    const size = await arrived(deps, request.params);
    return reply.code(size === null ? 404 : 200).header('content-length', String(size ?? 0)).send();
  });

  app.get<{ Params: Place }>('/api/attachments/:scope/:hash', { schema, preHandler: refuseUnreadable }, async (request, reply) => {
    const size = await arrived(deps, request.params);
    const start = startOf(request.headers.range);
    if (size === null) return refuse(reply, 'not-found', '县里还没有这个附件，添加它的那台电脑可能还没有传完。');
    if (start >= size) return reply.code(416).header('content-range', `bytes */${size}`).send(errorAnswer('bad-request'));
    const bytes = await deps.files.read(request.params, start);
    if (bytes === null) return refuse(reply, 'not-found');
    // Whatever it is, a browser that is led here saves it and shows nothing.
    reply.type('application/octet-stream').header('content-disposition', 'attachment').header('content-length', String(size - start));
    if (start > 0) reply.code(206).header('content-range', `bytes ${start}-${size - 1}/${size}`);
    return reply.send(bytes);
  });
}

/**
 * The size of a file that arrived whole and is still on the disk; null otherwise, and it may be sent again. A file whose row a restore
 * of the database took back is noted anew.
 */
async function arrived({ store, files, now }: AttachmentDeps, place: Place): Promise<number | null> {
  const size = await store.read(({ attachments }) => attachments.size(place.scope, place.hash));
  if (size !== null) return await files.sizeOf(place) === size ? size : null;
  const kept = await files.kept(place);
  if (kept === null) return null;
  await store.write(({ attachments }) => attachments.add({ ...place, ...kept, device: '', receivedAt: now() }));
  return kept.size;
}

async function refuseUnreadable(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  const { session } = callerFrom(request);
  return session.reads.includes((request.params as Place).scope) ? undefined : refuse(reply, 'forbidden');
}

/** `bytes=<start>-` is the only range that our devices ask for. */
function startOf(range: string | undefined): number {
  return Number(/^bytes=([0-9]{1,10})-$/.exec(range ?? '')?.[1] ?? 0);
}

// ── in ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

function uploads(app: FastifyInstance, deps: AttachmentDeps): void {
  const datastore = new FileStore({ directory: deps.files.uploadsDir, expirationPeriodInMilliseconds: UPLOAD_LIFETIME_MS });
  const tus = new Server({
    path: UPLOADS, datastore, relativeLocation: true, maxSize: MAX_FILE_BYTES, allowedOrigins: [],
    // One upload of a device for a file: a lost answer leaves nothing behind, the next beginning takes the same place.
    namingFunction: (_request, metadata) => uploadId(metadata),
    onUploadFinish: (_request, upload) => publish(deps, upload, datastore.configstore),
  });

  app.post(UPLOADS, { preHandler: async (request, reply) => refuseUpload(deps, request, reply) }, async (request, reply) => answerBy(tus, request, reply));
  const one = { schema: { params: UploadParams }, preHandler: refuseForeignUpload };
  app.head(`${UPLOADS}/:id`, one, async (request, reply) => answerBy(tus, request, reply));
  app.patch(`${UPLOADS}/:id`, one, async (request, reply) => answerBy(tus, request, reply));

  const sweep = (): void => { tus.cleanUpExpiredUploads().catch(() => { app.log.warn('uploads not swept'); }); };
  const timer = setInterval(sweep, SWEEP_EVERY_MS).unref();
  app.addHook('onReady', async () => { sweep(); });
  app.addHook('onClose', async () => { clearInterval(timer); });
}

/** 400 for what it says of itself, 403 for another's scope, 413 for its size, 507 when the quota or the disk has no room. */
async function refuseUpload(deps: AttachmentDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  const caller = callerFrom(request);
  const upload = uploadOf(request);
  const size = Number(request.headers['upload-length']);
  if (!upload || upload.device !== caller.device || !Number.isSafeInteger(size) || size < 1) return refuse(reply, 'bad-request');
  if (size > MAX_FILE_BYTES) return refuse(reply, 'too-large', '这个附件超过 20 MB，县服务器没有收下。');
  if (!caller.session.writes.includes(upload.scope)) {
    request.log.warn({ device: caller.device, scope: upload.scope }, 'upload refused');
    return refuse(reply, 'forbidden');
  }
  const used = await deps.store.read(({ attachments }) => attachments.used(upload.scope));
  if (used + size > deps.files.quotaBytes || await deps.files.roomLeft() < size) {
    request.log.warn({ scope: upload.scope, used }, 'no room for attachments');
    return refuse(reply, 'server-full', '县服务器给本乡镇附件留的地方用完了，附件先留在本机。请通知县里。');
  }
  return undefined;
}

async function refuseForeignUpload(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  const { device, session } = callerFrom(request);
  const [scope = '', , ...owner] = (request.params as { id: string }).id.split('-');
  return owner.join('-') === device && session.writes.includes(scope) ? undefined : refuse(reply, 'forbidden');
}

/** Checks the whole file and lets it be seen. Thrown is what tus answers the device with. */
async function publish({ store, files, now }: AttachmentDeps, upload: Upload, begun: Configstore): Promise<Record<string, never>> {
  const path = upload.storage?.path;
  const meta = metaOf(upload.metadata);
  if (path === undefined || !meta) throw { status_code: statusOf('server-error'), body: 'server-error' }; // eslint-disable-line @typescript-eslint/only-throw-error -- the form that tus asks for
  const { device, ...place } = meta;
  const published = await files.publish(path, place);
  if (published.ok) await store.write(({ attachments }) => attachments.add({ ...place, ...published.value, device, receivedAt: now() }));
  else await discard(path);
  await begun.delete(upload.id);
  if (!published.ok) throw { status_code: WRONG_BYTES, body: published.error }; // eslint-disable-line @typescript-eslint/only-throw-error -- the form that tus asks for
  return {};
}

interface UploadMeta extends Place { readonly device: string }

function uploadOf(request: FastifyRequest): UploadMeta | null {
  try {
    return metaOf(Metadata.parse(String(request.headers['upload-metadata'] ?? '')));
  } catch {
    return null;
  }
}

function metaOf(metadata: Record<string, string | null> | undefined): UploadMeta | null {
  const { scope, hash, device } = metadata ?? {};
  if (!scope || !hash || !device) return null;
  return new RegExp(UPLOAD_ID_PATTERN).test(`${scope}-${hash}-${device}`) ? { scope, hash, device } : null;
}

function uploadId(metadata: Record<string, string | null> | undefined): string {
  const meta = metaOf(metadata);
  if (!meta) throw { status_code: statusOf('bad-request'), body: 'bad-request' }; // eslint-disable-line @typescript-eslint/only-throw-error -- the form that tus asks for
  return `${meta.scope}-${meta.hash}-${meta.device}`;
}

/** Lets tus answer; its refusals get the form that every refusal of this server has. */
async function answerBy(tus: Server, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const headers = new Headers(Object.entries(request.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as [string, string]] : [])));
  const withBody = request.method === 'PATCH' && request.body instanceof Readable;
  const answer = await tus.handleWeb(new Request(`http://county${request.url}`, {
    method: request.method, headers, ...(withBody ? { body: Readable.toWeb(request.body as Readable) as ReadableStream, duplex: 'half' as const } : {}),
  }));
  for (const [name, value] of answer.headers) {
    if (name === 'location' || name.startsWith('upload-') || name.startsWith('tus-')) reply.header(name, value);
  }
  reply.code(answer.status);
  return answer.status < 400 || request.method === 'HEAD' ? reply.send() : reply.type('application/json; charset=utf-8').send(errorAnswer(codeOf(answer.status)));
}

function codeOf(status: number): HttpErrorCode {
  if (status === 413) return 'too-large';
  if (status === 404 || status === 410) return 'not-found';
  return status >= 500 ? 'server-error' : 'bad-request';
}
