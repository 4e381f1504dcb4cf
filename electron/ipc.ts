/**
 * The only place that listens to the page. Each call of the contract is answered only to the top frame of our own page, with
 * arguments that fit their schema; everything else is refused without a word about why that an intruder could use.
 */
import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { Value } from 'typebox/value';
import { DESKTOP_ARGUMENTS, type DesktopApi, type DesktopCall } from '../shared/desktop-api.ts';

/** Channel names carry this prefix. */
export const CHANNEL_PREFIX = 'minqing:';

/** What each call does; `event` names the window that asked. */
export type Handlers = { readonly [C in DesktopCall]: (event: IpcMainInvokeEvent, ...args: Parameters<DesktopApi[C]>) => ReturnType<DesktopApi[C]> | Awaited<ReturnType<DesktopApi[C]>> };

/** Answers the calls of pages whose origin is `origin`. */
export function answerPage(origin: string, handlers: Handlers): void {
  for (const call of Object.keys(DESKTOP_ARGUMENTS) as DesktopCall[]) {
    ipcMain.handle(`${CHANNEL_PREFIX}${call}`, (event, ...args: unknown[]) => {
      if (!isOurPage(event.senderFrame, origin)) throw new Error('refused');
      if (!fits(call, args)) throw new Error('bad arguments');
      return (handlers[call] as (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown)(event, ...args);
    });
  }
}

/** True for the top frame of our own page. */
export function isOurPage(frame: { readonly parent: unknown; readonly url: string } | null, origin: string): boolean {
  return frame !== null && frame.parent === null && (frame.url === origin || frame.url.startsWith(`${origin}/`));
}

/** True when `args` are what the call's schema asks for: no more, no fewer. */
export function fits(call: DesktopCall, args: readonly unknown[]): boolean {
  return Value.Check(DESKTOP_ARGUMENTS[call], args);
}
