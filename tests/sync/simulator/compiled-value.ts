/** `typebox/value` with a compiled `Check`: see `compiled-checks.ts`. */
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value as interpreted } from 'typebox/value';

/** A check that compiles each schema once. */
export function createCompiledCheck(): (schema: TSchema, value: unknown) => boolean {
  const compiled = new WeakMap<TSchema, { Check(value: unknown): boolean }>();
  return (schema, value) => {
    const known = compiled.get(schema) ?? Compile(schema);
    compiled.set(schema, known);
    return known.Check(value);
  };
}

export const Value = { ...interpreted, Check: createCompiledCheck() };
