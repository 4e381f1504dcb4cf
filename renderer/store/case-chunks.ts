/**
 * The cases at rest: some hundred to a record, packed and sealed whole. Opening reads 100,000 cases as 400 records instead of opening as many seals one by one, and a
 * first sync writes a record where it would write hundreds; one changed case costs its whole chunk again, a few milliseconds. Packed they are a tenth: Chromium's
 * IndexedDB writes what is replaced once more beside it, and every few megabytes it goes through its files again.
 */
import type { CaseColumns } from './case-row.ts';
import { pack, unpack } from './packing.ts';
import type { Sealer } from './sealing.ts';
import type { CaseChunk, Tables } from './tables.ts';

export interface CaseChunks {
  /** Reads all cases, a few chunks at a time; false when one does not open: everything is then folded again. */
  load(take: (cases: readonly CaseColumns[]) => void): Promise<boolean>;
  /** The chunks in which these cases are, as `caseOf` says they are now; cases that are in none get a place. */
  seal(ids: readonly string[]): Promise<readonly CaseChunk[]>;
  /** Forgets every place. */
  clear(): void;
}

export interface CaseChunkParts {
  readonly tables: Tables;
  readonly sealer: Sealer;
  readonly caseOf: (id: string) => CaseColumns | null;
  /** Called between two chunks, so that screens are answered meanwhile. */
  readonly pause: () => Promise<void>;
}

/** Cases in a chunk: about 400 KB of text, 40 KB packed. */
const MOST_CASES = 256;
/** Chunks read at once: a few hundred kilobytes. */
const READ_AT_ONCE = 8;

/** No case has a place before `load` or `seal` gave it one. */
export function createCaseChunks({ tables, sealer, caseOf, pause }: CaseChunkParts): CaseChunks {
  const members: string[][] = [];
  const chunkOf = new Map<string, number>();
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();

  const place = (id: string): number => {
    const known = chunkOf.get(id);
    if (known !== undefined) return known;
    if (members.length === 0 || (members.at(-1)?.length ?? 0) >= MOST_CASES) members.push([]);
    const chunk = members.length - 1;
    members[chunk]?.push(id);
    chunkOf.set(id, chunk);
    return chunk;
  };

  const open = async (chunk: CaseChunk): Promise<readonly CaseColumns[] | null> => {
    const bytes = await sealer.unsealBytes(chunk.cases, boundTo(chunk.id));
    return bytes.ok ? (JSON.parse(decoder.decode(await unpack(bytes.value))) as CaseColumns[]) : null;
  };

  return {
    async load(take) {
      for (let from = 0; ; from += READ_AT_ONCE) {
        const records = await tables.cases.where('id').between(from, from + READ_AT_ONCE).toArray();
        for (const record of records) {
          const cases = await open(record);
          // A chunk that is missing would move all behind it to other numbers.
          if (cases === null || record.id !== members.length) return false;
          members.push(cases.map(({ columns }) => columns.id));
          for (const { columns } of cases) chunkOf.set(columns.id, record.id);
          take(cases);
          await pause();
        }
        if (records.length < READ_AT_ONCE) return (await tables.cases.count()) === members.length;
      }
    },
    async seal(ids) {
      const sealed: CaseChunk[] = [];
      for (const id of new Set(ids.map(place))) {
        const cases = (members[id] ?? []).flatMap((one) => caseOf(one) ?? []).map(({ columns, texts, watch, outcome }): CaseColumns => ({ columns, texts, watch, outcome }));
        sealed.push({ id, cases: await sealer.sealBytes(await pack(encoder.encode(JSON.stringify(cases))), boundTo(id)) });
        await pause();
      }
      return sealed;
    },
    clear() {
      members.length = 0;
      chunkOf.clear();
    },
  };
}

function boundTo(chunk: number): string {
  return `cases:${String(chunk)}`;
}
