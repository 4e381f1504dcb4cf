/** The few schema pieces that every aggregate uses. */
import { Type, type TSchema } from 'typebox';
import { isLocalDate, LOCAL_DATE_PATTERN } from './local-date.ts';

/** Text of 1 to `maxLength` characters. */
export const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
/** A `LocalDate`: also a day that exists, since deadlines are counted from it. */
export const date = Type.Refine(Type.String({ pattern: LOCAL_DATE_PATTERN }), (value) => isLocalDate(value));
/** `HH:mm`. */
export const time = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });
/** The id of a record: `<aggregate>:<key>`. */
export const subject = Type.String({ pattern: '^[a-z]{2,20}:[0-9A-Za-z_-]{1,60}$' });
/** One of `values`; its static type is their union. */
export const choice = <const T extends readonly string[]>(values: T) => Type.Enum<Mutable<T>>([...values] as Mutable<T>);
/** The body of an entry: fields that this version does not know are kept, since a newer version wrote them. */
export const body = <T extends Record<string, TSchema>>(properties: T) => Type.Object(properties, { additionalProperties: true });

type Mutable<T extends readonly string[]> = { -readonly [K in keyof T]: T[K] };
