/**
 * The key of a device: what it wrote can be brought to the county by somebody else's computer or stick, and is still known
 * as its own. Ed25519 (RFC 8032). The seed never leaves the device's sealed identity; the county knows the public key.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { base64urlnopad, bech32 } from '@scure/base';
import { Type, type Static } from 'typebox';

/** Length of a seed in bytes; all of it random. */
export const SEED_BYTES = 32;

/** A public key or a seed: 32 bytes, base64url without padding. */
export const KEY_PATTERN = '^[A-Za-z0-9_-]{43}$';
/** A signature: 64 bytes, base64url without padding. */
export const SIGNATURE_PATTERN = '^[A-Za-z0-9_-]{86}$';
/** The id that the county gave to a device at its enrolment. */
export const DEVICE_PATTERN = '^d-[a-z2-7]{10}$';

/** Who signed, and the signature. */
export const Signed = Type.Object({ device: Type.String({ pattern: DEVICE_PATTERN }), signature: Type.String({ pattern: SIGNATURE_PATTERN }) }, { additionalProperties: false });
export type Signed = Static<typeof Signed>;

/**
 * What a signature is about. The name stands before the signed bytes, so that a signature of one kind is never taken for
 * one of another: `minqing-entry:<id>`, `minqing-bundle:<bytes>`, `minqing-device:<id>`, and of the county
 * `minqing-reply:<bytes>`.
 */
export type SignedKind = 'entry' | 'bundle' | 'device' | 'reply';

/** A seed as it is kept: the text of 32 random bytes. */
export function seedText(random: Uint8Array): string {
  return base64urlnopad.encode(random);
}

/** The public key that belongs to a seed. Throws when `seed` is not one. */
export function publicKeyOf(seed: string): string {
  return base64urlnopad.encode(ed25519.getPublicKey(base64urlnopad.decode(seed)));
}

/** Signs an entry by its id, which is the hash of everything in it. */
export function signEntry(seed: string, id: string): string {
  return signBytes(seed, 'entry', utf8ToBytes(id));
}

/** True when `signature` is that of the key over the entry's id; false for anything else, however malformed. */
export function verifyEntry(publicKey: string, id: string, signature: string): boolean {
  return verifyBytes({ publicKey, kind: 'entry', signature }, utf8ToBytes(id));
}

/** A computer that joins again says with its former key that it is the device `now` from here on. */
export function signSuccession(former: string, now: string): string {
  return signBytes(former, 'device', utf8ToBytes(now));
}

/** True when the key signed that its computer is the device `now` from here on. */
export function verifySuccession(publicKey: string, now: string, signature: string): boolean {
  return verifyBytes({ publicKey, kind: 'device', signature }, utf8ToBytes(now));
}

/** Signs bytes of another kind than entries: the whole of something, or its hash. */
export function signBytes(seed: string, kind: SignedKind, bytes: Uint8Array): string {
  return base64urlnopad.encode(ed25519.sign(message(kind, bytes), base64urlnopad.decode(seed)));
}

/** True when `by.signature` is that of the key over the bytes, as something of this kind; false for anything else, however malformed. */
export function verifyBytes(by: { readonly publicKey: string; readonly kind: SignedKind; readonly signature: string }, bytes: Uint8Array): boolean {
  try {
    // By the letter of RFC 8032: a signature that other libraries would refuse is not accepted here.
    return ed25519.verify(base64urlnopad.decode(by.signature), message(by.kind, bytes), base64urlnopad.decode(by.publicKey), { zip215: false });
  } catch {
    return false;
  }
}

/**
 * Who opens what is locked for the owner of a public key, as an age recipient (`age1…`): the same point, seen as one of X25519, as age does it with the Ed25519
 * keys of SSH. Null for a text that is no key.
 */
export function recipientOf(publicKey: string): string | null {
  try {
    return bech32.encodeFromBytes('age', ed25519.utils.toMontgomery(base64urlnopad.decode(publicKey)));
  } catch {
    return null;
  }
}

/** The age identity that opens what is locked for the owner of a seed. Throws when `seed` is not one. */
export function openerOf(seed: string): string {
  return bech32.encodeFromBytes('AGE-SECRET-KEY-', ed25519.utils.toMontgomerySecret(base64urlnopad.decode(seed))).toUpperCase();
}

function message(kind: SignedKind, bytes: Uint8Array): Uint8Array {
  return concatBytes(utf8ToBytes(`minqing-${kind}:`), bytes);
}
