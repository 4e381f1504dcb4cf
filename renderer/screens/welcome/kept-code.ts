/** The code of a slip that also named the server: it outlives the loading of the page that a new server asks for, and nothing more. */
const NAME = 'slip-code';

export function keepCode(code: string): void {
  sessionStorage.setItem(NAME, code);
}

/** The code that was kept, or nothing; it stays until it was used or the window is closed. */
export function keptCode(): string {
  return sessionStorage.getItem(NAME) ?? '';
}

/** It has been used: it is worth nothing any more. */
export function forgetCode(): void {
  sessionStorage.removeItem(NAME);
}
