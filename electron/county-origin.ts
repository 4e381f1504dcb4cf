/** Which county server this installation talks to: a small file in the user's folder, preset by `--county=` at first start. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { replaceFile } from './replace-file.ts';

export interface CountyOrigin {
  get(): string | null;
  /** `not-secure`: plain http is allowed on this machine only. */
  set(origin: string): { readonly ok: true; readonly value: string } | { readonly ok: false; readonly failure: 'not-an-origin' | 'not-secure' };
}

/** Remembers the origin in `folder`; `preset` counts while none was set. */
export function createCountyOrigin(folder: string, preset: string | null): CountyOrigin {
  const file = path.join(folder, 'county.json');
  let current = readOrigin(file);
  if (current === null && preset !== null) {
    const checked = checkOrigin(preset);
    if (checked.ok) current = checked.value;
  }
  return {
    get: () => current,
    set(origin) {
      const checked = checkOrigin(origin);
      if (checked.ok) {
        replaceFile(file, Buffer.from(JSON.stringify({ origin: checked.value })));
        current = checked.value;
      }
      return checked;
    },
  };
}

/** An origin with nothing after the port; https, or http on the loopback address. */
export function checkOrigin(text: string): ReturnType<CountyOrigin['set']> {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return { ok: false, failure: 'not-an-origin' };
  }
  if (url.username !== '' || url.password !== '' || (url.pathname !== '/' && url.pathname !== '') || url.search !== '' || url.hash !== '') return { ok: false, failure: 'not-an-origin' };
  // A URL's host may hold characters that mean something in a content security policy, `*` and `;` among them.
  if (!/^([a-z0-9.-]+|\[[0-9a-f:.]+\])$/.test(url.hostname)) return { ok: false, failure: 'not-an-origin' };
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && loopback)) return { ok: true, value: url.origin };
  return { ok: false, failure: url.protocol === 'http:' ? 'not-secure' : 'not-an-origin' };
}

function readOrigin(file: string): string | null {
  try {
    const { origin } = JSON.parse(readFileSync(file, 'utf8')) as { origin?: unknown };
    const checked = typeof origin === 'string' ? checkOrigin(origin) : null;
    return checked?.ok ? checked.value : null;
  } catch {
    return null;
  }
}
