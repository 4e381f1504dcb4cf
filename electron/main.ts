/** The main process: puts the parts together, and owns what only the operating system can do. No domain data passes here in clear. */
import { hostname } from 'node:os';
import path from 'node:path';
import { app, BrowserWindow, Menu, safeStorage, session } from 'electron';
import { APP_ORIGIN, declareAppScheme, serveApp } from './app-protocol.ts';
import { createCountyOrigin } from './county-origin.ts';
import { saveBytes, savePdf } from './files.ts';
import { guardSession, guardWebContents } from './guards.ts';
import { answerPage } from './ipc.ts';
import { createJournal } from './journal.ts';
import { createVault, systemKeyStore } from './vault.ts';
import { createWindow } from './window.ts';

const here = import.meta.dirname;
const argument = (name: string) => process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null;

declareAppScheme();
app.enableSandbox();
app.setName('Minqing');
// A second installation on one computer (a training set, a test) has a folder of its own, and with it its own lock.
const folder = argument('data');
if (folder !== null) app.setPath('userData', path.resolve(folder));

if (!app.requestSingleInstanceLock()) app.quit();
else {
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => { app.quit(); });
  guardWebContents();
  void app.whenReady().then(start);
}

function start(): void {
  const userData = app.getPath('userData');
  const county = createCountyOrigin(userData, argument('county'));
  const journal = createJournal(path.join(userData, 'journal'));
  const vault = createVault(userData, systemKeyStore(safeStorage, process.platform));
  const page = session.defaultSession;
  Menu.setApplicationMenu(process.platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]) : null);
  guardSession(page, county.get);
  serveApp(page, path.join(here, '../renderer'), county.get);
  const window = createWindow({ folder: userData, preload: path.join(here, 'preload.cjs'), icon: path.join(here, '../../build/icons/256x256.png') }, !app.isPackaged);
  answerPage(APP_ORIGIN, {
    appInfo: () => ({ version: app.getVersion(), electron: process.versions.electron, chromium: process.versions.chrome, platform: `${process.platform} ${process.arch}`, deviceName: hostname() }),
    vaultStatus: () => vault.status(), vaultCreate: (_event, password) => vault.create(password), vaultOpen: (_event, password) => vault.open(password),
    vaultRead: () => vault.read(), vaultWrite: (_event, sealed) => vault.write(sealed),
    journalOpen: () => journal.open(), journalAppend: (_event, lines) => journal.append(lines), journalRead: (_event, from) => journal.read(from),
    saveFile: (_event, name, base64) => saveBytes(window, name, Buffer.from(base64, 'base64')), savePdf: (_event, name, landscape) => savePdf(window, name, landscape),
    countyOrigin: () => county.get(), setCountyOrigin: (_event, origin) => county.set(origin),
    setFullScreen: (_event, on) => { window.setFullScreen(on); },
  });
  app.on('will-quit', () => { journal.close(); });
}
