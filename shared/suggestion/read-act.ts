/** Reading one entry of a suggestion: from untrusted JSON to an act whose body has its type. Nothing else casts a body. */
import { Value } from 'typebox/value';
import { err, ok, type Result } from '../kernel/result.ts';
import { SUGGESTION_BODIES, SUGGESTION_BODY_VERSION, type SuggestionBody, type SuggestionEntryType } from './suggestion.ts';

/** One act on a suggestion: its type, with the body of that type. */
export type SuggestionAct = { [T in SuggestionEntryType]: { readonly scope: string; readonly subject: string; readonly type: T; readonly body: SuggestionBody<T> } }[SuggestionEntryType];

/** The act that an entry, or the draft of one, says; or why this version of the software cannot read it. */
export function readSuggestionAct({ scope, subject, type, v, body }: { readonly scope: string; readonly subject: string; readonly type: string; readonly v: number; readonly body: unknown }): Result<SuggestionAct, 'type-unknown' | 'version-newer' | 'body-invalid'> {
  if (!isSuggestionEntryType(type)) return err('type-unknown');
  if (v > SUGGESTION_BODY_VERSION) return err('version-newer');
  // `Value.Check` against the schema of `type` is what makes this pair of type and body true.
  return Value.Check(SUGGESTION_BODIES[type], body) ? ok({ scope, subject, type, body } as SuggestionAct) : err('body-invalid');
}

/** True for a type of the suggestion aggregate that this version knows. */
export function isSuggestionEntryType(type: string): type is SuggestionEntryType {
  return Object.hasOwn(SUGGESTION_BODIES, type);
}
