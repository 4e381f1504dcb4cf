/** Who may call, and with what: the two questions that are asked before any call of the page is answered. */
import { Value } from 'typebox/value';
import { DESKTOP_ARGUMENTS, type DesktopCall } from '../shared/desktop-api.ts';
import { isOwnAddress } from './page-address.ts';

/** True for the top frame of our own page. A frame is null when it went away meanwhile. */
export function isOurPage(frame: { readonly parent: unknown; readonly url: string } | null): boolean {
  return frame !== null && frame.parent === null && isOwnAddress(frame.url);
}

/** True when `args` are what the call's schema asks for: no more, no fewer. */
export function fits(call: DesktopCall, args: readonly unknown[]): boolean {
  return Value.Check(DESKTOP_ARGUMENTS[call], args);
}
