/**
 * Content addressing: the name of a thing is the hash of its canonical JSON (RFC 8785), so that the same
 * thing made twice has the same name, and a changed thing cannot keep its name.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { base32 } from '@scure/base';
import canonicalize from 'canonicalize';

/** Length of a content id: 26 base32 characters carry 130 of the 256 bits, enough that no two ever meet. */
export const CONTENT_ID_LENGTH = 26;

/** A content id: lower-case base32 of SHA-256, cut to 26 characters. */
export const CONTENT_ID_PATTERN = '^[a-z2-7]{26}$';

/**
 * The content id of any JSON value. Keys that are `undefined` do not count; key order does not count.
 * Strings must be well-formed UTF-16 (`isWellFormed`), which the entry schema checks before this is called.
 */
export function contentId(value: unknown): string {
  return contentIdOfDigest(sha256(utf8ToBytes(canonicalJson(value))));
}

/** The content id of the bytes of a file. */
export function contentIdOfBytes(bytes: Uint8Array): string {
  return contentIdOfDigest(sha256(bytes));
}

/** The content id that belongs to a SHA-256 digest. */
export function contentIdOfDigest(digest: Uint8Array): string {
  return base32.encode(digest).slice(0, CONTENT_ID_LENGTH).toLowerCase();
}

/** RFC 8785 canonical JSON of `value`. */
export function canonicalJson(value: unknown): string {
  return canonicalize(value) ?? 'null';
}

/** SHA-256 of a UTF-8 string as 64 hex characters. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** True when the string has no lone surrogate, so that it survives UTF-8 unchanged. */
export function isWellFormed(text: string): boolean {
  return text.search(LONE_SURROGATE) === -1;
}

/** The text with every lone surrogate replaced by U+FFFD: `String.prototype.toWellFormed` for the browsers of old offices (Chromium 109). */
export function wellFormed(text: string): string {
  return text.replace(LONE_SURROGATE, '\uFFFD');
}

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
