/** What restoring needs of the open store. */
import type { BackupRestoreParts } from './backup-restore.ts';
import { drawReplica, writeIdentity } from './identity.ts';
import type { OpenStore } from './open-store.ts';
import { LOG_ROWS } from './sync-memory.ts';

/** How sync is stopped, to the end of what it is storing, and begun again. */
export interface SyncSwitch { readonly stop: () => Promise<void>; readonly start: () => void }

export function backupParts(store: OpenStore, sync: SyncSwitch): BackupRestoreParts {
  return {
    ...store,
    async pause() {
      await sync.stop();
      await store.writer.run(() => forget(store));
    },
    async resume() {
      // What was exchanged meanwhile (the county may have said something new of this user) did not know of what came in since.
      await store.writer.run(() => forget(store));
      sync.start();
      store.host.changed({ topics: ['sync', 'cases', 'activities', 'suggestions', 'directory', 'attachments'], subjects: [] });
    },
    renew: ({ former, renew }) => store.writer.run(async () => {
      const before = store.identity.current;
      if (!before || (former.length === 0 && !renew)) return;
      const identity = { ...before, replica: renew ? drawReplica() : before.replica, former: [...before.former, ...former, ...(renew ? [before.replica] : [])] };
      await writeIdentity(identity, { vault: store.host.vault, values: store.values, sealer: store.sealer });
      store.identity.current = identity;
    }),
  };
}

async function forget({ device }: OpenStore): Promise<void> {
  await device.values.where('name').startsWith(LOG_ROWS).delete();
}
