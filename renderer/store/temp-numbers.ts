/** Temporary case numbers: 临-<device>-<n>, shown until the county gives the official one. Never given twice. */
import type { SealedValues } from './device-tables.ts';
import type { Entries } from './entries.ts';
import type { Sealer } from './sealing.ts';
import { unsealAll } from './subject-entries.ts';

export interface TempNumberParts { readonly values: SealedValues; readonly entries: Entries; readonly sealer: Sealer }

const PAGE = 1000;

/** Counts up durably, then gives the number out: a number that was lost with a crash is not given again. Call it one at a time. */
export async function nextTempNo(parts: TempNumberParts, replica: string, scopes: readonly string[]): Promise<string> {
  const prefix = `临-${replica.slice(0, 4)}-`;
  const name = `tempNo:${replica}`;
  const last = await parts.values.read(name);
  const n = (typeof last === 'number' ? last : await highestUsed(parts, { replica, scopes, prefix })) + 1;
  await parts.values.write(name, n);
  return `${prefix}${String(n)}`;
}

/** When the counter was lost with IndexedDB: the highest number that an entry of this device bears. */
async function highestUsed({ entries, sealer }: TempNumberParts, own: { replica: string; scopes: readonly string[]; prefix: string }): Promise<number> {
  let highest = 0;
  for (const scope of own.scopes) {
    for (let from = 1; ;) {
      const page = await entries.chain({ scope, replica: own.replica }, from, PAGE);
      for (const { entry } of await unsealAll(page.filter((one) => one.type === 'case.registered'), sealer)) {
        const { tempNo } = entry.body;
        if (typeof tempNo === 'string' && tempNo.startsWith(own.prefix)) highest = Math.max(highest, Number.parseInt(tempNo.slice(own.prefix.length), 10) || 0);
      }
      const last = page.at(-1);
      if (!last || page.length < PAGE) break;
      from = last.seq + 1;
    }
  }
  return highest;
}
