/** The way of attachments between this device and its county: what is waiting goes out once every entry is there, what is opened comes in. */
import type { Host, SyncStatus } from './api.ts';
import { createAttachmentClient, type AttachmentClient } from './attachment-client.ts';
import type { AttachmentTables } from './attachment-tables.ts';
import { createTransfer, type Transfer } from './attachment-transfer.ts';
import type { AttachmentKeeper } from './attachments.ts';
import type { EntryDocument } from './entry-document.ts';
import type { Entries } from './entries.ts';
import type { Identity } from './identity.ts';
import type { Sealer } from './sealing.ts';
import { unsealAll } from './subject-entries.ts';

export interface AttachmentExchange extends Transfer {
  readonly client: AttachmentClient;
}

export interface ExchangeParts {
  readonly identity: Identity;
  readonly files: AttachmentTables;
  readonly attachments: AttachmentKeeper;
  readonly entries: Entries;
  readonly sealer: Sealer;
  readonly host: Host;
  /** How the ledger's own sync stands. */
  readonly status: () => Promise<SyncStatus>;
  /** False while sync is paused or the line costs money by the byte. */
  readonly filesMayGo: () => boolean;
  /** Bytes of files that went out, as they go. */
  readonly sent: (bytes: number) => void;
}

const PAGE = 500;

/** Begins at once with what an earlier run of the program left over. */
export function createAttachmentExchange({ identity, files, attachments, entries, sealer, host, status, filesMayGo, sent }: ExchangeParts): AttachmentExchange {
  const { replica, former, server, enrolment } = identity;
  const client = createAttachmentClient(server, { token: enrolment.token, device: enrolment.deviceId, sent });
  const changed = (): void => { host.changed({ topics: ['attachments'], subjects: [] }); };
  const transfer = createTransfer({
    tables: files, client, load: attachments.load, changed,
    async mayGo() {
      if (!filesMayGo()) return false;
      const { phase, waiting } = await status();
      return (phase === 'synced' || phase === 'checking') && waiting === 0;
    },
  });
  // What cannot be read now is tried again at the next opening.
  void attachments.searchOnce(() => bodiesToSend({ entries, sealer, replicas: [replica, ...former], writes: enrolment.session.writes })).then(() => { transfer.wake(); }, () => undefined);
  return { ...transfer, client };
}

/** What this device wrote or sends on for another, entry by entry, oldest arrival first. */
async function* bodiesToSend(of: { readonly entries: Entries; readonly sealer: Sealer; readonly replicas: readonly string[]; readonly writes: readonly string[] }) {
  const isToBeSent = (one: EntryDocument): boolean => of.replicas.includes(one.replica) || (one.signed !== undefined && of.writes.includes(one.scope));
  let arrival = 0;
  for (;;) {
    const page = await of.entries.changedAfter(arrival, PAGE);
    for (const { entry } of await unsealAll(page.filter(isToBeSent), of.sealer)) yield entry;
    arrival = page.at(-1)?.arrival ?? arrival;
    if (page.length < PAGE) return;
  }
}
