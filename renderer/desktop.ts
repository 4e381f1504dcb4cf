/** Typed access to what the desktop offers the page (`electron/preload.ts`); null in a browser. */
import type { DesktopApi } from '../shared/desktop-api.ts';

declare global {
  interface Window {
    /** Present only in the desktop app. */
    readonly minqing?: DesktopApi;
  }
}

/** The desktop's calls, or null when this page runs in a browser. */
export function desktopApi(): DesktopApi | null {
  return window.minqing ?? null;
}
