/** Reading one entry of a case: from untrusted JSON to an act whose body has its type. Nothing else casts a body. */
import { Value } from 'typebox/value';
import { err, ok, type Result } from '../kernel/result.ts';
import { CASE_BODIES, CASE_BODY_VERSION, type CaseBody, type CaseEntryType } from './case.ts';

/** One act on a case: its type, with the body of that type. */
export type CaseAct = { [T in CaseEntryType]: { readonly scope: string; readonly subject: string; readonly type: T; readonly body: CaseBody<T> } }[CaseEntryType];

/** Why this version of the software cannot read an entry. It is kept and shown with this code, and asks for nobody's attention. */
export const UNREADABLE = ['type-unknown', 'version-newer', 'body-invalid'] as const;
export type Unreadable = (typeof UNREADABLE)[number];

/** What an entry, or the draft of one, must have to be read. */
export interface Readable { readonly scope: string; readonly subject: string; readonly type: string; readonly v: number; readonly body: unknown }

/** The act that an entry says, or why it cannot be read. */
export function readCaseAct({ scope, subject, type, v, body }: Readable): Result<CaseAct, Unreadable> {
  if (!isCaseEntryType(type)) return err('type-unknown');
  if (v > CASE_BODY_VERSION) return err('version-newer');
  // `Value.Check` against the schema of `type` is what makes this pair of type and body true.
  return Value.Check(CASE_BODIES[type], body) ? ok({ scope, subject, type, body } as CaseAct) : err('body-invalid');
}

/** True for a type of the case aggregate that this version knows. */
export function isCaseEntryType(type: string): type is CaseEntryType {
  return Object.hasOwn(CASE_BODIES, type);
}
