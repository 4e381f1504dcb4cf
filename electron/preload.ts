/** The bridge: named functions and nothing else. One CommonJS file, since the page is sandboxed. */
import { contextBridge, ipcRenderer } from 'electron';
import type { DesktopApi, DesktopCall } from '../shared/desktop-api.ts';

// Written out, so that what the page may call is seen here; a missing call does not compile.
const CALLS: Readonly<Record<DesktopCall, true>> = {
  appInfo: true, vaultStatus: true, vaultCreate: true, vaultOpen: true, vaultRead: true, vaultWrite: true, journalOpen: true, journalAppend: true, journalRead: true,
  saveFile: true, savePdf: true, countyOrigin: true, setCountyOrigin: true, setFullScreen: true,
};

const api = Object.fromEntries(Object.keys(CALLS).map((call) => [call, (...args: unknown[]) => ipcRenderer.invoke(`minqing:${call}`, ...args)])) as unknown as DesktopApi;
contextBridge.exposeInMainWorld('minqing', Object.freeze(api));
