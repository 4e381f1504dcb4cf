/**
 * The only place that listens to the page. Each call of the contract is answered only to the top frame of our own page, with arguments that
 * fit their schema; everything else is refused without a word that an intruder could use.
 */
import { ipcMain } from 'electron';
import { DESKTOP_ARGUMENTS, type DesktopApi, type DesktopCall } from '../shared/desktop-api.ts';
import { fits, isOurPage } from './call-check.ts';

/** Answers the calls of our page with `api`. `report` learns of failures that the page is not told about. */
export function answerPage(api: DesktopApi, report: (call: DesktopCall, error: unknown) => void): void {
  for (const call of Object.keys(DESKTOP_ARGUMENTS) as DesktopCall[]) {
    ipcMain.handle(`minqing:${call}`, async (event, ...args: unknown[]) => {
      if (!isOurPage(event.senderFrame)) throw new Error('refused');
      if (!fits(call, args)) throw new Error('bad arguments');
      try {
        // Checked against this call's own schema one line above.
        return await (api[call] as (...checked: unknown[]) => Promise<unknown>)(...args);
      } catch (error) {
        // What the system says names folders and users; the page and its screenshots need not.
        report(call, error);
        // eslint-disable-next-line preserve-caught-error -- the cause is what the page must not learn
        throw new Error('failed');
      }
    });
  }
}
