/** An attachment of an entry: a file named by the hash of its bytes, which travel apart from the ledger. This file is the only place with its fields. */
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { CONTENT_ID_PATTERN } from '../kernel/content-hash.ts';
import { body, text } from '../kernel/schema.ts';

/** Bytes of one file, after pictures were made smaller: what a slow township line carries in an evening. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
/** Files of one entry. */
export const MAX_FILES = 20;

/** One file: the content id of its bytes, what it is called, its kind and its size in bytes. */
export const Attachment = body({ hash: Type.String({ pattern: CONTENT_ID_PATTERN }), name: text(200), mime: text(100), size: Type.Integer({ minimum: 1, maximum: MAX_FILE_BYTES }) });
export type Attachment = Static<typeof Attachment>;

/** The field of a body that may name files. */
export const Attachments = Type.Optional(Type.Array(Attachment, { maxItems: MAX_FILES }));

/** The files that a body names, whatever aggregate it belongs to: the field is the same everywhere. */
export function attachmentsIn({ attachments }: Readonly<Record<string, unknown>>): readonly Attachment[] {
  return Array.isArray(attachments) ? attachments.filter((one: unknown): one is Attachment => Value.Check(Attachment, one)) : [];
}
