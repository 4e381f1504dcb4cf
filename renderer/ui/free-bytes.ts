/** How much room is left for records on this computer. */
import { desktopApi } from '../desktop.ts';

/** On the desktop the free bytes of the journal's disk; in a browser what the origin may still use; null when neither says. */
export async function freeBytesNow(): Promise<number | null> {
  const desktop = desktopApi();
  if (desktop !== null) {
    const opened = await desktop.journalOpen();
    return opened.ok ? opened.value.freeBytes : null;
  }
  const { quota, usage } = await navigator.storage.estimate();
  return quota === undefined || usage === undefined ? null : quota - usage;
}
