/** What the registration form says by itself: a number that looks like an identity card's, and what speaks against a second registration. */

/** Eighteen characters of an identity card, or fifteen of an old one, that stand alone. */
const IDENTITY_NUMBER = /(?<![0-9])(?:[1-9]\d{16}[\dXx]|[1-9]\d{14})(?![0-9Xx])/g;

/** True when the words hold what looks like an identity number: none is needed here (个人信息保护法 6: 最小必要). */
export function hasIdentityNumber(words: string): boolean {
  return words.search(IDENTITY_NUMBER) >= 0;
}

/** The words with such numbers taken out. */
export function withoutIdentityNumbers(words: string): string {
  return words.replace(IDENTITY_NUMBER, '（身份证号已略）');
}
