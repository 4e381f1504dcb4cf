/** Whole entries from elsewhere (a bundle, a backup) enter the ledger like those that the journal gives back: in pieces, so that a person's act waits for at most one. */
import type { HeldEntry } from './entry-document.ts';
import type { StoreFailure } from './failure-text.ts';
import type { Ledger } from './ledger.ts';
import type { Projector } from './projector.ts';
import type { WriterQueue } from './writer-queue.ts';

export interface EnteringParts { readonly ledger: Ledger; readonly projector: Projector; readonly writer: WriterQueue }

const PIECE = 400;

/** Enters them; `entered` hears of each piece that is durable and visible. The failure of the first piece that did not enter, or null. */
export async function enterHeld({ ledger, projector, writer }: EnteringParts, held: readonly HeldEntry[], entered: (piece: readonly HeldEntry[]) => void = () => undefined): Promise<StoreFailure | null> {
  for (let from = 0; from < held.length; from += PIECE) {
    const piece = held.slice(from, from + PIECE);
    const failure = await writer.run(async (): Promise<StoreFailure | null> => {
      const stored = await ledger.store({ entries: piece, proofs: [] });
      if (!stored.ok) return stored.error;
      await projector.catchUp(stored.value);
      return ledger.healthy() ? null : 'storage-failed';
    });
    if (failure !== null) return failure;
    entered(piece);
  }
  return null;
}
