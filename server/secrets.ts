/** Random secrets and names: enrolment codes, device tokens, device ids, replicas. All from the system's generator. */
import { createHash, randomBytes } from 'node:crypto';

/** Without I, O, 0 and 1, which people confuse on paper: 32 letters, 5 bits each. */
const CODE_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const REPLICA_LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
/** 16 letters of 5 bits: 80 bits. */
const CODE_LENGTH = 16;

/** A new one-time code as people read it: `ABCD-EFGH-JKMN-PQRS`. */
export function newEnrolmentCode(): string {
  return draw(CODE_LETTERS, CODE_LENGTH).replace(/(.{4})(?=.)/g, '$1-');
}

/** The code as it was made, however it was typed: case, spaces and dashes (also full-width ones) do not count. Null when it cannot be a code. */
export function parseEnrolmentCode(typed: string): string | null {
  const plain = typed.normalize('NFKC').toUpperCase().replace(/[\s\-‐-―−_.·]/g, '');
  return plain.length === CODE_LENGTH && [...plain].every((letter) => CODE_LETTERS.includes(letter)) ? plain : null;
}

/** A device token: 256 bits. */
export function newDeviceToken(): string {
  return randomBytes(32).toString('base64url');
}

/** How a device token is kept. It has 256 random bits, so that a fast hash is enough and its look-up tells nothing. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The id of a device in lists and in the log; not a secret. */
export function newDeviceId(): string {
  return `d-${draw(REPLICA_LETTERS, 10)}`;
}

/** A replica that nobody ever had: the server draws one at each start, so that its chains cannot fork. */
export function newReplica(): string {
  return draw(REPLICA_LETTERS, 10);
}

function draw(letters: string, length: number): string {
  // 256 is a multiple of 32: every letter is equally likely.
  return Array.from(randomBytes(length), (byte) => letters[byte % letters.length]).join('');
}
