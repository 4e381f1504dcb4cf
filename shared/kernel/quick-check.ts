/**
 * Checking many values against one schema. The library looks the schema through again for every value, half of what a page of a log costs to read (and
 * compiles only where a page may make code, which ours may not): here it is looked through once. Whatever this is not sure to be right, the library decides.
 */
import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';

/** True only for what is certainly of the schema. */
type Sure = (value: unknown) => boolean;
/** The parts of a schema that are looked at. */
interface Known {
  readonly type?: unknown; readonly const?: unknown; readonly anyOf?: readonly TSchema[]; readonly items?: TSchema; readonly pattern?: string; readonly maxLength?: number; readonly minLength?: number;
  readonly minimum?: number; readonly maximum?: number; readonly properties?: Readonly<Record<string, TSchema>>; readonly patternProperties?: Readonly<Record<string, TSchema>>; readonly required?: readonly string[]; readonly additionalProperties?: unknown;
}

/** A check of `schema`: the same answer as `Value.Check`, sooner. */
export function quickCheck<const T extends TSchema>(schema: T): (value: unknown) => value is Static<T> {
  const sure = sureOf(schema);
  return (value): value is Static<T> => sure(value) || Value.Check(schema, value);
}

const NEVER: Sure = () => false;
/** Marks of the library that say nothing about values; others, such as a refinement's, do. */
const MARKS: readonly string[] = ['~kind', '~optional'];

function sureOf(schema: TSchema): Sure {
  const words = Object.getOwnPropertyNames(schema).filter((word) => !MARKS.includes(word));
  const has = (...some: string[]): boolean => words.every((word) => some.includes(word));
  const known: Known = schema;
  if (words.length === 0) return () => true;
  if (known.anyOf !== undefined && has('anyOf')) return anyOf(known.anyOf.map(sureOf));
  if (known.const !== undefined && has('const', 'type')) return (value) => value === known.const;
  if (known.type === 'string' && has('type', 'pattern', 'minLength', 'maxLength')) return textOf(known);
  if (known.type === 'integer' && has('type', 'minimum', 'maximum')) return integerOf(known);
  if (known.type === 'array' && known.items !== undefined && has('type', 'items')) return listOf(sureOf(known.items));
  if (known.type === 'object' && known.properties !== undefined && has('type', 'properties', 'required', 'additionalProperties')) return objectOf(known, known.properties);
  if (known.type === 'object' && known.patternProperties !== undefined && has('type', 'patternProperties', 'additionalProperties')) return recordOf(known.patternProperties);
  return NEVER;
}

function anyOf(some: readonly Sure[]): Sure {
  return (value) => some.some((sure) => sure(value));
}

/** Lengths are counted in characters, which are no more than the units: only of ASCII they are the same. */
function textOf({ pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Known): Sure {
  const matches = pattern === undefined ? null : new RegExp(pattern, 'u');
  const isMeasured = minLength > 0 || maxLength !== Number.POSITIVE_INFINITY;
  return (value) => typeof value === 'string' && (matches === null || matches.test(value)) && (!isMeasured || (value.length >= minLength && value.length <= maxLength && ASCII.test(value)));
}

const ASCII = /^[ -~]*$/;

function integerOf({ minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY }: Known): Sure {
  return (value) => typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum;
}

function listOf(item: Sure): Sure {
  return (value) => Array.isArray(value) && value.every(item);
}

function objectOf({ required = [], additionalProperties }: Known, properties: Readonly<Record<string, TSchema>>): Sure {
  if (additionalProperties !== undefined && additionalProperties !== false) return NEVER;
  const of = new Map(Object.entries(properties).map(([key, schema]) => [key, sureOf(schema)]));
  return (value) => {
    if (!isObject(value)) return false;
    for (const key of required) if (!Object.hasOwn(value, key)) return false;
    for (const [key, one] of Object.entries(value)) if (of.get(key)?.(one) !== true) return false;
    return true;
  };
}

/** Every key must be one that the schema names, whatever it says of others. */
function recordOf(patterns: Readonly<Record<string, TSchema>>): Sure {
  const of = Object.entries(patterns).map(([pattern, schema]) => ({ keys: new RegExp(pattern, 'u'), sure: sureOf(schema) }));
  const [only] = of;
  if (only === undefined || of.length > 1) return NEVER;
  return (value) => isObject(value) && Object.entries(value).every(([key, one]) => only.keys.test(key) && only.sure(one));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
