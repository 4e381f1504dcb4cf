/** What no page of this app may ever do, whatever it shows: leave, open windows, embed, ask for devices, talk to strangers. */
import { app, type Session } from 'electron';
import { APP_ORIGIN } from './app-protocol.ts';

/** Guards every web contents of the app, present and future. */
export function guardWebContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate'] as const) {
      contents.on(name as 'will-navigate', (event) => { if (!isOwn(event.url)) event.preventDefault(); });
    }
    contents.on('will-attach-webview', (event) => { event.preventDefault(); });
  });
}

/** Guards a session: no permissions but writing the clipboard, no downloads behind the user's back, no address but our own and the county's. */
export function guardSession(session: Session, countyOrigin: () => string | null): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => { answer(permission === 'clipboard-sanitized-write' || permission === 'fullscreen'); });
  session.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write' || permission === 'fullscreen');
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => { event.preventDefault(); });
  session.webRequest.onBeforeRequest((details, answer) => { answer({ cancel: !mayRequest(details.url, countyOrigin()) }); });
  session.setSpellCheckerEnabled(false);
}

/** True for our own files, the page's own blobs, developer tools, and the county's server. */
export function mayRequest(url: string, countyOrigin: string | null): boolean {
  if (isOwn(url) || url.startsWith(`blob:${APP_ORIGIN}/`) || url.startsWith('data:') || url.startsWith('devtools:')) return true;
  return countyOrigin !== null && url.startsWith(`${countyOrigin}/`);
}

function isOwn(url: string): boolean {
  return url === APP_ORIGIN || url.startsWith(`${APP_ORIGIN}/`);
}
