/** The backups and how they stand, asked again while something is going on. */
import { useCallback, useEffect, useState } from 'react';
import type { BackupInfo, BackupStatus, DesktopApi } from '../../../shared/desktop-api.ts';

/** Between two looks: while a backup is being made, and otherwise (a stick may be plugged in). */
const BUSY_MS = 500;
const CALM_MS = 5_000;

export interface Backups { readonly list: readonly BackupInfo[]; readonly status: BackupStatus }

/** Null until they are known. `reload` asks at once. */
export function useBackups(desktop: DesktopApi): { readonly backups: Backups | null; readonly reload: () => void } {
  const [backups, setBackups] = useState<Backups | null>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const run: { gone: boolean; timer: ReturnType<typeof setTimeout> | null } = { gone: false, timer: null };
    const look = async () => {
      const [list, status] = await Promise.all([desktop.backupList(), desktop.backupStatus()]);
      if (run.gone) return;
      setBackups({ list, status });
      run.timer = setTimeout(() => { void look(); }, status.running === null ? CALM_MS : BUSY_MS);
    };
    void look();
    return () => {
      run.gone = true;
      if (run.timer !== null) clearTimeout(run.timer);
    };
  }, [desktop, asked]);
  return { backups, reload: useCallback(() => { setAsked((before) => before + 1); }, []) };
}
