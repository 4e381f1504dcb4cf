/** The bridge: named functions and nothing else. One CommonJS file, since the page is sandboxed. */
import { contextBridge, ipcRenderer } from 'electron';
import type { DesktopApi, DesktopCall } from '../shared/desktop-api.ts';

const call = (name: DesktopCall) => (...args: unknown[]): Promise<never> => ipcRenderer.invoke(`minqing:${name}`, ...args) as Promise<never>;

// Written out, so that what the page may call is seen here; a call that is missing or too many does not compile.
const api: DesktopApi = {
  appInfo: call('appInfo'),
  vaultStatus: call('vaultStatus'), vaultCreate: call('vaultCreate'), vaultOpen: call('vaultOpen'), vaultRead: call('vaultRead'), vaultWrite: call('vaultWrite'), draftsRead: call('draftsRead'), draftsWrite: call('draftsWrite'),
  journalOpen: call('journalOpen'), journalAppend: call('journalAppend'), journalRead: call('journalRead'),
  attachmentWrite: call('attachmentWrite'), attachmentRead: call('attachmentRead'),
  saveFile: call('saveFile'), savePdf: call('savePdf'),
  bundleBegin: call('bundleBegin'), bundlePart: call('bundlePart'), bundleFinish: call('bundleFinish'), bundleCancel: call('bundleCancel'),
  backupStatus: call('backupStatus'), backupList: call('backupList'), backupNow: call('backupNow'),
  backupChooseFolder: call('backupChooseFolder'), backupForgetFolder: call('backupForgetFolder'), backupLookIn: call('backupLookIn'), backupSetPassword: call('backupSetPassword'),
  backupOpen: call('backupOpen'), backupRead: call('backupRead'), backupFile: call('backupFile'), backupKey: call('backupKey'), backupPutBack: call('backupPutBack'),
  backupPending: call('backupPending'), backupSettled: call('backupSettled'),
  countyOrigin: call('countyOrigin'), countyProbe: call('countyProbe'), setCountyOrigin: call('setCountyOrigin'),
  setFullScreen: call('setFullScreen'),
};

contextBridge.exposeInMainWorld('minqing', Object.freeze(api));
