/** The list of contents of a ZIP file, which .docx and .xlsx are: read from its end without unpacking anything. */

/** One file of it: `method` 0 stored, 8 deflated; `at` where its own head begins; `packed` the bytes behind that. */
export interface ZipEntry { readonly name: string; readonly method: number; readonly packed: number; readonly at: number }

export interface ZipListing {
  readonly names: readonly string[];
  readonly entries: readonly ZipEntry[];
  /** Bytes that it says it unpacks to. */
  readonly unpacked: number;
  /** The list ends where the record at the end begins, in one volume: no other program finds another list in these bytes. */
  readonly plain: boolean;
}

const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
const MAX_COMMENT = 0xffff;
const MAX_ENTRIES = 10_000;

/** The listing, or null when the bytes are no whole ZIP (a ZIP64 is none that an office writes). */
export function zipListing(bytes: Uint8Array): ZipListing | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  if (end === null) return null;
  const count = view.getUint16(end + 10, true);
  const first = view.getUint32(end + 16, true);
  let at = first;
  if (count > MAX_ENTRIES) return null;
  const entries: ZipEntry[] = [];
  let unpacked = 0;
  for (let i = 0; i < count; i += 1) {
    if (at + ENTRY_LENGTH > end || view.getUint32(at, true) !== 0x02014b50) return null;
    const [name, extra, comment] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true)];
    if (at + ENTRY_LENGTH + name > end) return null;
    unpacked += view.getUint32(at + 24, true);
    entries.push({
      name: String.fromCharCode(...bytes.subarray(at + ENTRY_LENGTH, at + ENTRY_LENGTH + Math.min(name, 256))),
      method: view.getUint16(at + 10, true), packed: view.getUint32(at + 20, true), at: view.getUint32(at + 42, true),
    });
    at += ENTRY_LENGTH + name + extra + comment;
  }
  const plain = at === end && view.getUint32(end + 12, true) === at - first && view.getUint32(end + 4, true) === 0 && view.getUint16(end + 8, true) === count;
  return { names: entries.map(({ name }) => name), entries, unpacked, plain };
}

/** Where the record at the end begins: before a comment of unknown length. */
function endOf(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - END_LENGTH - MAX_COMMENT);
  for (let at = view.byteLength - END_LENGTH; at >= first; at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  return null;
}
