/** The code that locks a bundle: shown on one screen, typed on the other. Ten letters and digits of 32 carry 50 bits, which a slow key derivation guards. */

/** Without what is mistaken for another: 0, 1, I and O. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
export const CODE_LENGTH = 10;
const GROUP = 5;

/** The code of ten random bytes, as it is locked with: ten letters without a break. */
export function codeOfBytes(random: Uint8Array): string {
  return [...random.slice(0, CODE_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length] ?? '').join('');
}

/** `ABCDE-FGH23`, as it is shown. */
export function codeWords(code: string): string {
  return `${code.slice(0, GROUP)}-${code.slice(GROUP)}`;
}

/** The code as it was typed, in whatever width, case and grouping; null when it cannot be one. */
export function parseCode(typed: string): string | null {
  const code = typed.normalize('NFKC').toUpperCase().replace(/[\s\p{P}]/gu, '');
  return code.length === CODE_LENGTH && [...code].every((letter) => ALPHABET.includes(letter)) ? code : null;
}
