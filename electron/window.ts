/** The one window: sandboxed, isolated, where the user left it. */
import path from 'node:path';
import { BrowserWindow, dialog, screen } from 'electron';
import { APP_ORIGIN, isOwnAddress } from './page-address.ts';
import { placeWindow, readWindowState, writeWindowState } from './window-state.ts';

/** What the window needs of the installation. */
export interface WindowPlaces {
  /** The user's folder: place and size are kept there. */
  readonly folder: string;
  /** The bridge's file. */
  readonly preload: string;
  readonly icon: string;
}

/** A page that dies again within this time is not simply opened anew. */
const CALM_MS = 60_000;

/** Opens the window. `developer` is false in what is shipped: no developer tools there. */
export function createWindow(places: WindowPlaces, developer: boolean): BrowserWindow {
  const file = path.join(places.folder, 'window.json');
  const state = readWindowState(file);
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  const window = new BrowserWindow({
    ...placeWindow(state, [primary, ...others].map((display) => display.workArea)),
    title: '民情簿', icon: places.icon, show: false, backgroundColor: '#F5F6F8',
    webPreferences: {
      preload: places.preload, sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false,
      webSecurity: true, allowRunningInsecureContent: false, webviewTag: false, spellcheck: false, navigateOnDragDrop: false, devTools: developer,
      // Syncing goes on while the window is behind others.
      backgroundThrottling: false,
    },
  });
  // The menu is there for its keys (zoom, full screen). Its bar would take a line of the office's 768, and Alt belongs to the night market.
  window.setMenuBarVisibility(false);
  if (state?.maximized) window.maximize();
  window.once('ready-to-show', () => { window.show(); });
  window.on('page-title-updated', (event) => { event.preventDefault(); });
  rememberPlace(window, file);
  reviveDeadPage(window);
  // Chromium asks nobody before it goes to about:blank, the one address that the guards cannot refuse.
  window.webContents.on('did-navigate', (_event, url) => { if (!isOwnAddress(url)) void window.loadURL(`${APP_ORIGIN}/`); });
  void window.loadURL(`${APP_ORIGIN}/`);
  return window;
}

function rememberPlace(window: BrowserWindow, file: string): void {
  const save = () => {
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    writeWindowState(file, { bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  };
  let waiting: NodeJS.Timeout | undefined;
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, 400);
  };
  for (const name of ['resize', 'move', 'maximize', 'unmaximize'] as const) window.on(name as 'resize', later);
  window.on('close', () => {
    clearTimeout(waiting);
    save();
  });
}

/** A page whose process died (out of memory, a graphics driver) is opened anew: what was saved is saved, drafts are kept. Twice in a minute, the user decides. */
function reviveDeadPage(window: BrowserWindow): void {
  let last = 0;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = Date.now(), calm = now - last > CALM_MS;
    last = now;
    if (calm) {
      window.webContents.reload();
      return;
    }
    const answer = dialog.showMessageBoxSync(window, {
      type: 'error', title: '民情簿', message: '界面连续两次意外关闭。', detail: '显示过“已保存”的内容都在。可以重新打开界面；如果还是不行，请重新启动电脑后再试。',
      buttons: ['重新打开界面', '退出软件'], defaultId: 0, cancelId: 1, noLink: true,
    });
    if (answer === 0) window.webContents.reload();
    else window.destroy();
  });
}
