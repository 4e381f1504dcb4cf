/** What no page of this app may ever do, whatever it shows: leave, open windows, embed, ask for devices, talk to strangers. */
import { app, type Session } from 'electron';
import { isOwnAddress } from './page-address.ts';
import { mayHave, mayRequest } from './page-policy.ts';

/** Guards every web contents of the app, present and future. */
export function guardWebContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: { readonly url: string; preventDefault(): void }) => { if (!isOwnAddress(event.url)) event.preventDefault(); };
    contents.on('will-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-frame-navigate', stay);
    contents.on('will-attach-webview', (event) => { event.preventDefault(); });
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** Guards a session: hardly any permissions, no devices but camera and microphone, no downloads behind the user's back, no address but our own and the county's. */
export function guardSession(session: Session, countyOrigin: () => string | null): void {
  // eslint-disable-next-line @typescript-eslint/max-params -- Electron's own signature
  session.setPermissionRequestHandler((_contents, permission, answer, details) => { answer(mayHave(permission, { by: details.requestingUrl, mainFrame: details.isMainFrame, media: 'mediaTypes' in details ? details.mediaTypes ?? [] : [] })); });
  // eslint-disable-next-line @typescript-eslint/max-params -- Electron's own signature
  session.setPermissionCheckHandler((_contents, permission, origin, { isMainFrame, mediaType }) => mayHave(permission, { by: origin, mainFrame: isMainFrame, media: mediaType === undefined ? [] : [mediaType] }));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler(null);
  session.on('will-download', (event) => { event.preventDefault(); });
  session.webRequest.onBeforeRequest((details, answer) => { answer({ cancel: !mayRequest(details.url, countyOrigin()) }); });
  session.setSpellCheckerEnabled(false);
}
