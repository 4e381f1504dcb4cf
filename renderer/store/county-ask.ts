/** One question to the county outside of sync: asked once, answered or not, never tried again by itself. */
import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { errorOfResponse, type SyncError } from '../../shared/sync/errors.ts';
import { readJson } from './county-client.ts';

/** Where the county is, and who asks. */
export interface CountyDoor { readonly server: string; readonly token: string }

/** What is asked: a path below `/api/`, and a body for a POST. `answer` is the schema of a 200. */
export interface Question<S extends TSchema> { readonly path: string; readonly body?: unknown; readonly answer: S }

const PATIENCE_MS = 20_000;

/** Asks; the error is a code of the wire, or `unreachable`. An answer of another shape is `bad-answer`. */
export async function askCounty<S extends TSchema>({ server, token }: CountyDoor, { path, body, answer }: Question<S>): Promise<Result<Static<S>, SyncError>> {
  try {
    const response = await fetch(`${server}/api/${path}`, {
      method: body === undefined ? 'GET' : 'POST', headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE_MS), cache: 'no-store', credentials: 'omit', redirect: 'error',
    });
    const read = await readJson(response);
    if (response.status !== 200) return err(errorOfResponse(response.status, read));
    return Value.Check(answer, read) ? ok(read) : err('bad-answer');
  } catch {
    return err('unreachable');
  }
}
