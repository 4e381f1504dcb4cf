/** `app://minqing/…`: the page's own address, and which file of the built page each address means. */
import path from 'node:path';

/** Scheme and origin of the page. Never rename them: IndexedDB belongs to this origin. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://minqing';

/** True for addresses of our own page and its files. */
export function isOwnAddress(url: string): boolean {
  return url === APP_ORIGIN || url.startsWith(`${APP_ORIGIN}/`);
}

/** The file below `root` that `url` names; null for anything that leads elsewhere or that no file of ours is called. */
export function fileOfUrl(url: string, root: string): string | null {
  if (!isOwnAddress(url) || !URL.canParse(url)) return null;
  const pathname = decoded(new URL(url).pathname);
  // What a URL parser leaves of these (after decoding) is an attempt to climb out, on one system or another.
  if (pathname === null || /[\\\0:]|(^|\/)\.\.?(\/|$)/.test(pathname)) return null;
  const file = path.join(root, pathname === '/' || pathname === '' ? 'index.html' : pathname);
  return file.startsWith(root + path.sep) ? file : null;
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}
