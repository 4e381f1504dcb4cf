/** Run by `bundle-file.test.ts` on a disk of one megabyte: a bundle that does not fit, then one that does. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { createBundleFiles } from '../../electron/bundle-file.ts';

const folder = process.argv[2] ?? '';
const files = createBundleFiles((name) => Promise.resolve(path.join(folder, name)));
await files.begin('large.mqb');
let refused = '';
for (let i = 0; i < 8 && refused === ''; i += 1) {
  const part = await files.part(Buffer.alloc(256 * 1024, i));
  if (!part.ok) refused = part.failure;
}
const left = readdirSync(folder);
await files.begin('small.mqb');
await files.part(Buffer.alloc(100_000));
const small = await files.finish(100_000);
process.stdout.write(JSON.stringify({ refused, left, small: small.ok ? 'written' : small.failure }));
