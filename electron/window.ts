/** The one window: sandboxed, isolated, where the user left it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { BrowserWindow, screen, type Rectangle } from 'electron';
import { APP_ORIGIN } from './app-protocol.ts';
import { replaceFile } from './replace-file.ts';

/** The smallest window in which every screen works. */
const MIN_SIZE = { width: 1024, height: 640 };
const FIRST_SIZE = { width: 1366, height: 768 };

interface WindowState { readonly bounds: Rectangle; readonly maximized: boolean }

/** Opens the window. `folder` keeps its place and size; `preload` is the bridge's file. */
export function createWindow(places: { readonly folder: string; readonly preload: string; readonly icon: string }, developer: boolean): BrowserWindow {
  const file = path.join(places.folder, 'window.json');
  const state = readState(file);
  const window = new BrowserWindow({
    ...(state && isOnScreen(state.bounds) ? state.bounds : fitted(FIRST_SIZE)), minWidth: MIN_SIZE.width, minHeight: MIN_SIZE.height,
    title: '民情簿', icon: places.icon, show: false, backgroundColor: '#F5F6F8', autoHideMenuBar: true,
    webPreferences: {
      preload: places.preload, sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false,
      webSecurity: true, allowRunningInsecureContent: false, webviewTag: false, spellcheck: false, devTools: developer, backgroundThrottling: false, v8CacheOptions: 'bypassHeatCheck',
    },
  });
  if (state?.maximized) window.maximize();
  window.once('ready-to-show', () => { window.show(); });
  const save = () => {
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    const now: WindowState = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    try { replaceFile(file, Buffer.from(JSON.stringify(now))); } catch { /* a full disk must not stop the window */ }
  };
  let waiting: NodeJS.Timeout | undefined;
  const later = () => { clearTimeout(waiting); waiting = setTimeout(save, 400); };
  window.on('resize', later);
  window.on('move', later);
  window.on('close', () => { clearTimeout(waiting); save(); });
  window.on('page-title-updated', (event) => { event.preventDefault(); });
  void window.loadURL(`${APP_ORIGIN}/`);
  return window;
}

function readState(file: string): WindowState | null {
  try {
    const { bounds, maximized } = JSON.parse(readFileSync(file, 'utf8')) as WindowState;
    const numbers = [bounds.x, bounds.y, bounds.width, bounds.height];
    return numbers.every((n) => Number.isFinite(n)) ? { bounds, maximized } : null;
  } catch {
    return null;
  }
}

/** True when enough of the title bar is on some display: a beamer may have been unplugged. */
function isOnScreen(bounds: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => bounds.x + bounds.width > workArea.x + 100 && bounds.x < workArea.x + workArea.width - 100 && bounds.y >= workArea.y - 10 && bounds.y < workArea.y + workArea.height - 100);
}

function fitted(size: { readonly width: number; readonly height: number }): { readonly width: number; readonly height: number } {
  const { width, height } = screen.getPrimaryDisplay().workAreaSize;
  return { width: Math.min(size.width, width), height: Math.min(size.height, height) };
}
