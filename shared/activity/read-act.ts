/** Reading one entry of an activity: from untrusted JSON to an act whose body has its type. Nothing else casts a body. */
import { Value } from 'typebox/value';
import { err, ok, type Result } from '../kernel/result.ts';
import { ACTIVITY_BODIES, ACTIVITY_BODY_VERSION, type ActivityBody, type ActivityEntryType } from './activity.ts';

/** One act on an activity: its type, with the body of that type; its entry and device, by which counts of heads are told apart (empty for a draft). */
export type ActivityAct = { [T in ActivityEntryType]: { readonly scope: string; readonly subject: string; readonly type: T; readonly body: ActivityBody<T>; readonly entry: string; readonly replica: string } }[ActivityEntryType];

interface Readable { readonly scope: string; readonly subject: string; readonly type: string; readonly v: number; readonly body: unknown; readonly id?: string; readonly replica?: string }

/** The act that an entry, or the draft of one, says; or why this version of the software cannot read it. */
export function readActivityAct({ scope, subject, type, v, body, id = '', replica = '' }: Readable): Result<ActivityAct, 'type-unknown' | 'version-newer' | 'body-invalid'> {
  if (!isActivityEntryType(type)) return err('type-unknown');
  if (v > ACTIVITY_BODY_VERSION) return err('version-newer');
  // `Value.Check` against the schema of `type` is what makes this pair of type and body true.
  return Value.Check(ACTIVITY_BODIES[type], body) ? ok({ scope, subject, type, body, entry: id, replica } as ActivityAct) : err('body-invalid');
}

/** True for a type of the activity aggregate that this version knows. */
export function isActivityEntryType(type: string): type is ActivityEntryType {
  return Object.hasOwn(ACTIVITY_BODIES, type);
}
