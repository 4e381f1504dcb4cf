/**
 * What the page may load and talk to, said twice: to Chromium as a content security policy, and to the network filter of the session.
 * Either alone would do; an error in one is then no hole.
 */
import { APP_ORIGIN, isOwnAddress } from './page-address.ts';

/** The policy of one load. `nonce` lets the component library put its styles in; `countyOrigin` is the one server that may be talked to. */
export function contentSecurityPolicy(nonce: string, countyOrigin: string | null): string {
  return [
    "default-src 'none'", "script-src 'self'", `style-src 'self' 'nonce-${nonce}'`, "img-src 'self' blob: data:", "font-src 'self'", 'media-src blob:',
    `connect-src 'self'${countyOrigin === null ? '' : ` ${countyOrigin}`}`, "worker-src 'self'",
    "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "frame-src 'none'", "object-src 'none'",
  ].join('; ');
}

/** The headers of every answer under our own scheme. */
export function securityHeaders(nonce: string, countyOrigin: string | null): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentSecurityPolicy(nonce, countyOrigin), 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin', 'permissions-policy': 'camera=(self), microphone=(self), geolocation=(), usb=(), serial=(), hid=(), bluetooth=()',
  };
}

/** True for our own files, the page's own blobs and inline pictures, developer tools, and the county's server. */
export function mayRequest(url: string, countyOrigin: string | null): boolean {
  if (isOwnAddress(url) || url.startsWith(`blob:${APP_ORIGIN}/`) || url.startsWith('data:') || url.startsWith('devtools:')) return true;
  return countyOrigin !== null && url.startsWith(`${countyOrigin}/`);
}

/** Who asks, and of a camera or microphone which: Chromium's `video` and `audio`; what it does not name is not given. */
export interface Asking { readonly by: string; readonly mainFrame: boolean; readonly media: readonly string[] }

/** The only things that the page may ask the system for: copying text, the whole screen for the live night market, and camera and microphone for what a form takes in. */
export function mayHave(permission: string, { by, mainFrame, media }: Asking): boolean {
  if (!isOwnAddress(by)) return false;
  if (permission === 'media') return mainFrame && media.length > 0 && media.every((one) => one === 'video' || one === 'audio');
  return permission === 'clipboard-sanitized-write' || permission === 'fullscreen';
}
