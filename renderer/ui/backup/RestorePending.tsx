/** After a backup was put onto a computer without data: its entries are taken in as soon as the app is open, and offered again at the next start when that did not end. */
import { useEffect, useState } from 'react';
import type { BackupInfo } from '../../../shared/desktop-api.ts';
import { desktopApi } from '../../desktop.ts';
import { RestoreModal } from './RestoreModal.tsx';

export function RestorePending() {
  const desktop = desktopApi();
  const [found, setFound] = useState<{ readonly backup: BackupInfo; readonly list: readonly BackupInfo[] } | null>(null);
  useEffect(() => {
    const look = { gone: false };
    void (async () => {
      const pending = await desktop?.backupPending() ?? null;
      if (desktop === null || pending === null) return;
      const list = await desktop.backupList();
      const backup = list.find((one) => one.place === pending.place && one.id === pending.id);
      if (!look.gone && backup !== undefined) setFound({ backup, list });
    })();
    return () => { look.gone = true; };
  }, [desktop]);
  if (desktop === null || found === null) return null;
  return (
    <RestoreModal
      desktop={desktop} backup={found.backup} list={found.list} putBack onClose={() => { setFound(null); }} onDone={() => { void desktop.backupSettled(); }}
      onChoose={(backup) => { setFound({ ...found, backup }); }}
    />
  );
}
