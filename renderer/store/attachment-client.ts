/**
 * Files to and from the county. Up by tus, whose address of a begun upload is kept, so that a cut goes on where it stopped; down by
 * plain requests that go on from the last byte that came. Every answer is checked, every request ends.
 */
import { DetailedError, Upload } from 'tus-js-client';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { stepsOf } from './traffic.ts';

/** `again` later · `refused` it will not be taken as things are · `wrong-bytes` other bytes came than were meant · `absent` there is no such file. */
export type ClientFailure = 'again' | 'refused' | 'wrong-bytes' | 'absent';

/** One file to be sent. `begun` is the path of an upload that was begun earlier; the county's address may have changed since. */
export interface Sending {
  readonly scope: string;
  readonly hash: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly begun: string | undefined;
  /** Where the upload that has begun now is to be gone on with. */
  readonly onBegun: (path: string) => void;
  /** Bytes that the county has. */
  readonly onProgress: (sent: number) => void;
  /** Raised: stop here, to go on another time. */
  readonly signal: AbortSignal;
}

export interface AttachmentClient {
  /** Is the file at the county, whole. */
  has(scope: string, hash: string): Promise<Result<boolean, ClientFailure>>;
  /** Sends a file; `ok` means that the county has every byte, not yet that it kept them: ask `has`. */
  send(sending: Sending): Promise<Result<void, ClientFailure>>;
  /** The bytes of a file as they came; the caller checks them against the hash. At most `size` bytes. */
  fetch(of: { readonly scope: string; readonly hash: string; readonly size: number }): Promise<Result<Uint8Array<ArrayBuffer>, ClientFailure>>;
}

const UPLOADS = '/api/attachments/uploads';
/** A slow line (4 KB/s) carries a piece before the server loses patience. */
const PIECE_BYTES = 256 * 1024;
const PATIENCE_MS = 30_000;
/** An upload of which nothing more is heard for so long is cut, to be gone on with: longer than a slow line needs for a piece that waits in the system's buffers. */
const STALLED_MS = 180_000;
/** A download that brings nothing for so long is cut and asked for again from where it is. */
const SILENCE_MS = 20_000;
const DOWNLOAD_TRIES = 5;

/** `sent` hears of the bytes of files as they go out, those that a cut then loses too. */
export interface AttachmentClientParts { readonly token: string; readonly device: string; readonly sent: (bytes: number) => void }

export function createAttachmentClient(server: string, { token, device, sent: wentOut }: AttachmentClientParts): AttachmentClient {
  const authorization = `Bearer ${token}`;
  const fileUrl = (scope: string, hash: string) => `${server}/api/attachments/${scope}/${hash}`;
  const plain = { cache: 'no-store', credentials: 'omit', redirect: 'error' } as const;

  return {
    async has(scope, hash) {
      try {
        const { status } = await fetch(fileUrl(scope, hash), { ...plain, method: 'HEAD', headers: { authorization }, signal: AbortSignal.timeout(PATIENCE_MS) });
        if (status === 200 || status === 404) return ok(status === 200);
        return err(failureOf(status));
      } catch {
        return err('again');
      }
    },

    send: ({ scope, hash, bytes, begun, onBegun, onProgress, signal }) => new Promise((resolve) => {
      if (signal.aborted) { resolve(err('again')); return; }
      const known = { begun: begun === undefined };
      const going = stepsOf(wentOut);
      const stalled = { timer: null as ReturnType<typeof setTimeout> | null };
      const end = (result: Result<void, ClientFailure>): void => {
        if (stalled.timer !== null) clearTimeout(stalled.timer);
        resolve(result);
      };
      const cut = (): void => { void upload.abort().finally(() => { end(err('again')); }); };
      const heard = (): void => {
        if (stalled.timer !== null) clearTimeout(stalled.timer);
        stalled.timer = setTimeout(cut, STALLED_MS);
      };
      const upload = new Upload(new Blob([bytes]), {
        endpoint: `${server}${UPLOADS}`, ...(begun === undefined ? {} : { uploadUrl: `${server}${begun}` }), chunkSize: PIECE_BYTES, retryDelays: null, storeFingerprintForResuming: false,
        metadata: { scope, hash, device }, headers: { Authorization: authorization },
        onUploadUrlAvailable: () => { if (upload.url !== null) onBegun(new URL(upload.url).pathname); },
        onProgress: (sent) => {
          going(sent);
          // The first that is heard of an upload that goes on is what the county has of it; afterwards these are bytes on their way.
          if (!known.begun) { known.begun = true; onProgress(sent); }
          heard();
        },
        onChunkComplete: (_piece, accepted) => { onProgress(accepted); },
        onSuccess: () => { end(ok(undefined)); },
        onError: (error) => { end(err(error instanceof DetailedError && error.originalResponse ? failureOf(error.originalResponse.getStatus()) : 'again')); },
      });
      signal.addEventListener('abort', cut, { once: true });
      heard();
      upload.start();
    }),

    async fetch({ scope, hash, size }) {
      const bytes = new Uint8Array(size);
      let got = 0;
      for (let attempt = 0; attempt < DOWNLOAD_TRIES; attempt += 1) {
        const cut = new AbortController();
        const quiet = { timer: setTimeout(() => { cut.abort(); }, PATIENCE_MS) };
        try {
          const response = await fetch(fileUrl(scope, hash), { ...plain, headers: { authorization, ...(got > 0 ? { range: `bytes=${got}-` } : {}) }, signal: cut.signal });
          if (response.status === 404) return err('absent');
          if (response.status !== (got > 0 ? 206 : 200) || !response.body) return err(failureOf(response.status));
          const reader = response.body.getReader();
          for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
            clearTimeout(quiet.timer);
            quiet.timer = setTimeout(() => { cut.abort(); }, SILENCE_MS);
            if (got + piece.value.length > size) return err('wrong-bytes');
            bytes.set(piece.value, got);
            got += piece.value.length;
          }
          if (got === size) return ok(bytes);
        } catch {
          // Cut or silent: what came is kept, the rest is asked for.
          if (got === 0) return err('again');
        } finally {
          clearTimeout(quiet.timer);
          cut.abort();
        }
      }
      return err('again');
    },
  };
}

const WRONG_BYTES = 422;

function failureOf(status: number): ClientFailure {
  if (status === WRONG_BYTES) return 'wrong-bytes';
  return status === 400 || status === 403 || status === 413 ? 'refused' : 'again';
}
