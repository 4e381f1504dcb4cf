/** Failures are values: everything in `shared/` returns a `Result` instead of throwing. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** A success that carries `value`. */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** A failure that carries `error`, usually a discriminated union on `code`. */
export const err = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });
