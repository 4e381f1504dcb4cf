/** Reading one entry of a referral: from untrusted JSON to an act whose body has its type. Nothing else casts a body. */
import { Value } from 'typebox/value';
import { err, ok, type Result } from '../kernel/result.ts';
import { REFERRAL_BODIES, REFERRAL_BODY_VERSION, type ReferralBody, type ReferralEntryType } from './referral.ts';

/** One act on a referral: its type, with the body of that type. */
export type ReferralAct = { [T in ReferralEntryType]: { readonly scope: string; readonly subject: string; readonly type: T; readonly body: ReferralBody<T> } }[ReferralEntryType];

/** The act that an entry, or the draft of one, says; or why this version of the software cannot read it. */
export function readReferralAct({ scope, subject, type, v, body }: { readonly scope: string; readonly subject: string; readonly type: string; readonly v: number; readonly body: unknown }): Result<ReferralAct, 'type-unknown' | 'version-newer' | 'body-invalid'> {
  if (!isReferralEntryType(type)) return err('type-unknown');
  if (v > REFERRAL_BODY_VERSION) return err('version-newer');
  // `Value.Check` against the schema of `type` is what makes this pair of type and body true.
  return Value.Check(REFERRAL_BODIES[type], body) ? ok({ scope, subject, type, body } as ReferralAct) : err('body-invalid');
}

/** True for a type of the referral aggregate that this version knows. */
export function isReferralEntryType(type: string): type is ReferralEntryType {
  return Object.hasOwn(REFERRAL_BODIES, type);
}
