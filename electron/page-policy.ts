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
    'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin', 'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), bluetooth=()',
  };
}

/** True for our own files, the page's own blobs and inline pictures, developer tools, and the county's server. */
export function mayRequest(url: string, countyOrigin: string | null): boolean {
  if (isOwnAddress(url) || url.startsWith(`blob:${APP_ORIGIN}/`) || url.startsWith('data:') || url.startsWith('devtools:')) return true;
  return countyOrigin !== null && url.startsWith(`${countyOrigin}/`);
}

/** The only things that the page may ask the system for: copying text, and the whole screen for the live night market. */
export function mayHave(permission: string, askedBy: string): boolean {
  return isOwnAddress(askedBy) && (permission === 'clipboard-sanitized-write' || permission === 'fullscreen');
}
