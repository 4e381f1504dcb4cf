/**
 * What can be said of journal lines without the key: the headers of entries lie in clear, and each names the one before it in its chain. A
 * line whose predecessor was seen and is another one than it names was not written by this app.
 */
import { Type } from 'typebox';
import { Value } from 'typebox/value';

const EntryLine = Type.Object({ entry: Type.Object({ header: Type.Object({ id: Type.String(), seq: Type.Integer(), replica: Type.String(), prev: Type.String(), scope: Type.String() }) }) });

/** Entries of a chain that are remembered: copies of one profile may lie a few entries apart in one journal. */
const REMEMBERED = 16;

export interface LineCheck {
  /** Looks at the next line. */
  take(line: string): void;
  /** Lines with an entry, and links of chains that do not hold. */
  readonly found: { readonly entries: number; readonly broken: number };
}

export function createLineCheck(): LineCheck {
  const found = { entries: 0, broken: 0 };
  const chains = new Map<string, { readonly id: string; readonly seq: number }[]>();
  return {
    found,
    take(line) {
      const header = headerOf(line);
      if (header === null) return;
      found.entries += 1;
      const { id, seq, replica, prev, scope } = header;
      const name = `${scope} ${replica}`;
      const recent = chains.get(name) ?? [];
      const before = recent.filter((one) => one.seq === seq - 1);
      if (before.length > 0 && before.every((one) => one.id !== prev)) found.broken += 1;
      recent.push({ id, seq });
      if (recent.length > REMEMBERED) recent.shift();
      chains.set(name, recent);
    },
  };
}

function headerOf(line: string) {
  // Most lines of a device that syncs are proofs.
  if (!line.slice(0, 20).includes('"entry"')) return null;
  try {
    const read: unknown = JSON.parse(line);
    return Value.Check(EntryLine, read) ? read.entry.header : null;
  } catch {
    return null;
  }
}
