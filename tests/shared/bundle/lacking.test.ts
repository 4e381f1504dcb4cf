/** What a bundle for one computer carries, by what that computer said that it holds. */
import { describe, expect, it } from 'vitest';
import { lackingContents, type ContentsParts } from '../../../renderer/store/bundle-contents.ts';
import { documentOf, sealEntry, type HeldEntry } from '../../../renderer/store/entry-document.ts';
import { createSealer } from '../../../renderer/store/sealing.ts';
import { logAfter, logStart, type LogToken } from '../../../shared/ledger/log-hash.ts';
import { notes, OTHER_REPLICA, RECEIPT, SCOPE, tokenAfter } from '../../sync/builders.ts';

/** A device that holds these, as far as `lackingContents` asks. */
async function holding(held: readonly HeldEntry[]): Promise<ContentsParts> {
  const sealer = await createSealer('test', new Uint8Array(32));
  const documents = await Promise.all(held.map(async (one, i) => documentOf(await sealEntry(one, sealer), i)));
  return {
    sealer,
    entries: {
      async *places() { yield documents.map(({ id, rev, receipt }) => ({ id, rev: receipt === undefined ? null : rev ?? null })); },
      byIds: async (ids: readonly string[]) => documents.filter(({ id }) => ids.includes(id)),
    },
    memory: {
      heldToken: async (scope: string, upTo: number): Promise<LogToken> => {
        let token = logStart(scope);
        for (let at = held.find(({ rev }) => rev === 1); at !== undefined && token.rev < upTo; at = held.find(({ rev }) => rev === token.rev + 1)) token = logAfter(token, at.entry.id);
        return token;
      },
    },
  } as unknown as ContentsParts;
}

describe('what a computer lacks', () => {
  const [own, others] = [notes(8), notes(3, { replica: OTHER_REPLICA, actor: 'wang' })];
  const proven = (entries: typeof own, rev: number): HeldEntry[] => entries.map((entry, i) => ({ entry, rev: rev + i, receipt: RECEIPT }));
  /** The county's log: four of this device's, three of others, four of this device's. */
  const log = [...own.slice(0, 4), ...others, ...own.slice(4)];
  const ids = async (parts: ContentsParts, cursor: LogToken, unproven: readonly string[] = []) =>
    new Set((await lackingContents(parts, SCOPE, { cursor, unproven: [...unproven] })).entries.map(({ entry }) => entry.id));
  const idsOf = (entries: typeof own) => new Set(entries.map(({ id }) => id));

  it('is what this device got confirmed behind its place in the log, also before this device has what others wrote between', async () => {
    // The line broke between the push, which came to stand behind the others', and the pull that would have brought those.
    const here = await holding([...proven(own.slice(0, 4), 1), ...proven(own.slice(4), 8)]);
    expect(await ids(here, tokenAfter(log.slice(0, 7)))).toEqual(idsOf(own.slice(4)));
    // It has the first of them too; and it has everything.
    expect(await ids(here, tokenAfter(log.slice(0, 8)))).toEqual(idsOf(own.slice(5)));
    expect(await ids(here, tokenAfter(log))).toEqual(new Set());
  });

  it('is what follows its place where both have the same before it, what nobody confirmed, and everything when its log was another one', async () => {
    const here = await holding([...proven(log.slice(0, 9), 1), ...own.slice(6).map((entry) => ({ entry }))]);
    expect(await ids(here, tokenAfter(log.slice(0, 6)))).toEqual(idsOf(log.slice(6)));
    expect(await ids(here, tokenAfter(log.slice(0, 6)), [own[6]?.id ?? ''])).toEqual(idsOf([...log.slice(6, 9), ...own.slice(7)]));
    expect(await ids(here, tokenAfter(notes(3, { text: '别的' })))).toEqual(idsOf(log));
  });

  it('is also what came with a receipt on a stick, whose place nobody told this device', async () => {
    const here = await holding([...proven(log.slice(0, 2), 1), ...log.slice(2).map((entry) => ({ entry, receipt: RECEIPT }))]);
    expect(await ids(here, tokenAfter(log.slice(0, 2)))).toEqual(idsOf(log.slice(2)));
  });
});
