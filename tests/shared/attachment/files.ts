/** Files of the tests, byte by byte. */

/** Bytes of numbers and of ASCII texts, one after another. */
export function bytesOf(...parts: readonly (string | readonly number[])[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : part)));
}

/** A ZIP of empty files with these names, each of which says that it unpacks to `size` bytes. */
export function aZip(names: readonly string[], size = 0): Uint8Array<ArrayBuffer> {
  const le = (value: number, bytes: number) => Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) % 256);
  const locals: number[] = [];
  const directory: number[] = [];
  for (const name of names) {
    const at = locals.length;
    const letters = [...name].map((letter) => letter.charCodeAt(0));
    const common = [...le(20, 2), ...le(0, 2), ...le(0, 2), ...le(0, 4), ...le(0, 4), ...le(0, 4), ...le(size, 4), ...le(letters.length, 2), ...le(0, 2)];
    locals.push(...le(0x04034b50, 4), ...common, ...letters);
    directory.push(...le(0x02014b50, 4), ...le(20, 2), ...common, ...le(0, 2), ...le(0, 2), ...le(0, 2), ...le(0, 4), ...le(at, 4), ...letters);
  }
  return Uint8Array.from([...locals, ...directory, ...le(0x06054b50, 4), ...le(0, 4), ...le(names.length, 2), ...le(names.length, 2), ...le(directory.length, 4), ...le(locals.length, 4), ...le(0, 2)]);
}
