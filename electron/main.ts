/** The main process: puts the parts together, and owns what only the operating system can do. No domain data passes here in clear. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { app, BrowserWindow, dialog, Menu, safeStorage, session } from 'electron';
import { createAttachmentFolder, FREE_BYTES_FOR_JOURNAL } from './attachment-folder.ts';
import { createBackupRestore } from './backup-restore.ts';
import { keepBackups } from './backup-schedule.ts';
import { createBackupMemory } from './backup-state.ts';
import { createBackups } from './backups.ts';
import { declareAppScheme, serveApp } from './app-protocol.ts';
import { createCountyOrigin } from './county-origin.ts';
import { probeCounty } from './county-probe.ts';
import { createBundleFiles } from './bundle-file.ts';
import { folderAsked, saveWhereAsked, whereAsked } from './files.ts';
import { guardSession, guardWebContents } from './guards.ts';
import { answerPage } from './ipc.ts';
import { createJournal, freeBytesOf } from './journal.ts';
import { systemKeyStore } from './key-store.ts';
import { applicationMenu, offerEditing } from './menu.ts';
import { printedPage } from './printing.ts';
import { createVault } from './vault.ts';
import { createWindow } from './window.ts';

const here = import.meta.dirname;
/** What was started with `--name=value`. */
const argument = (name: string) => process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null;

declareAppScheme();
// Chromium has no sandbox for root, who says so with this switch (development machines); asking for both leaves no page alive.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
app.setName('Minqing');
// A second installation on one computer (a training set, a demonstration) has a folder of its own, and with it its own lock.
const folder = argument('data');
if (folder !== null) app.setPath('userData', path.resolve(folder));

if (app.isPackaged && app.commandLine.hasSwitch('remote-debugging-port')) app.exit(1);
// Looked at first: without a folder there is no lock either, and the app would end without a word.
else if (!canKeep(app.getPath('userData'))) void app.whenReady().then(giveUp);
else if (!app.requestSingleInstanceLock()) app.exit(0);
else {
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window?.isMinimized()) window.restore();
    window?.show();
    window?.focus();
  });
  app.on('window-all-closed', () => { app.quit(); });
  guardWebContents();
  app.whenReady().then(start).catch((error: unknown) => {
    log(error instanceof Error ? error.stack ?? error.message : String(error));
    giveUp();
  });
}

function start(): void {
  const userData = app.getPath('userData'), journalFolder = path.join(userData, 'journal'), developer = !app.isPackaged;
  const county = createCountyOrigin(userData, argument('county'));
  const journal = createJournal(journalFolder, () => freeBytesOf(journalFolder));
  const attachments = createAttachmentFolder(path.join(userData, 'attachments'), () => freeBytesOf(userData));
  const keyStore = systemKeyStore(safeStorage, process.platform), vault = createVault(userData, keyStore);
  const memory = createBackupMemory(userData);
  const backups = createBackups({
    userData, attachmentFolder: path.join(userData, 'attachments'), app: app.getVersion(), device: hostname(), journal, vault, memory,
    county: county.get, freeBytes: freeBytesOf, reserve: FREE_BYTES_FOR_JOURNAL, now: Date.now,
  });
  const restore = createBackupRestore({ opened: backups.opened, vault, keyStore, journal, journalFolder, county, memory });
  // What another version wrote is copied before this one writes to it.
  const mayWrite = backups.beforeUpgrade();
  keepBackups(app, backups);

  Menu.setApplicationMenu(applicationMenu(process.platform, developer));
  guardSession(session.defaultSession, county.get);
  serveApp(session.defaultSession, path.join(here, '../renderer'), county.get);
  const window = createWindow({ folder: userData, preload: path.join(here, 'preload.cjs'), icon: path.join(here, '../../build/icons/256x256.png') }, developer);
  offerEditing(window.webContents);
  const bundles = createBundleFiles((name) => whereAsked(window, name));

  answerPage({
    appInfo: async () => ({ version: app.getVersion(), electron: process.versions.electron, chromium: process.versions.chrome, platform: `${process.platform} ${process.arch}`, deviceName: hostname() }),
    vaultStatus: vault.status, vaultCreate: vault.create, vaultOpen: vault.open,
    vaultRead: async () => vault.read(), vaultWrite: (sealed) => mayWrite.then(() => vault.write(sealed)),
    draftsRead: async () => vault.drafts(), draftsWrite: (sealed) => mayWrite.then(() => vault.writeDrafts(sealed)),
    journalOpen: () => mayWrite.then(journal.open), journalAppend: journal.append, journalRead: journal.read,
    attachmentWrite: (hash, base64) => attachments.write(hash, Buffer.from(base64, 'base64')),
    attachmentRead: async (hash) => (await attachments.read(hash))?.toString('base64') ?? null,
    saveFile: (name, base64) => saveWhereAsked(window, name, async () => Buffer.from(base64, 'base64')),
    savePdf: (name, landscape) => saveWhereAsked(window, name, () => printedPage(window, landscape)),
    bundleBegin: bundles.begin, bundlePart: (base64) => bundles.part(Buffer.from(base64, 'base64')), bundleFinish: bundles.finish, bundleCancel: bundles.cancel,
    backupStatus: backups.status, backupList: backups.list, backupNow: (why) => backups.make(why),
    backupChooseFolder: async () => {
      const chosen = await folderAsked(window, '把备份也存到哪里（U 盘或另一块硬盘）');
      return chosen === null ? { ok: true, value: null } : backups.useSecond(chosen);
    },
    backupForgetFolder: async () => { await backups.useSecond(null); },
    backupLookIn: async () => {
      const folder = await folderAsked(window, '备份在哪个文件夹里');
      return folder === null ? null : backups.lookIn(folder);
    },
    backupSetPassword: restore.setPassword,
    backupOpen: backups.open, backupRead: backups.read, backupFile: async (hash) => (await backups.file(hash))?.toString('base64') ?? null,
    backupKey: restore.key, backupPutBack: restore.putBack,
    backupPending: async () => restore.pending(), backupSettled: async () => { restore.settled(); },
    countyOrigin: async () => county.get(), countyProbe: () => probeCounty(county.get()), setCountyOrigin: async (origin) => county.set(origin),
    setFullScreen: async (on) => { window.setFullScreen(on); },
  }, (call, error) => { log(`${call} failed: ${(error as NodeJS.ErrnoException | null)?.code ?? String(error)}`); });
}

function canKeep(userData: string): boolean {
  try {
    mkdirSync(userData, { recursive: true, mode: 0o700 });
    accessSync(userData, constants.R_OK | constants.W_OK);
    return true;
  } catch (error) {
    log((error as NodeJS.ErrnoException).code ?? String(error));
    return false;
  }
}

function giveUp(): void {
  dialog.showErrorBox('民情簿打不开', `存放数据的文件夹不能用：${app.getPath('userData')}\n请检查磁盘是不是满了、这个文件夹是不是允许写入，或者重新启动电脑后再试。`);
  app.exit(1);
}

/** For whoever starts the app in a terminal; never a citizen's words. */
function log(line: string): void {
  process.stderr.write(`${line}\n`);
}
