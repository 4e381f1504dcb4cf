/** The page's end of the reading worker: one worker for one file, ended when it has answered or the wizard is closed. */
import * as Comlink from 'comlink';
import type { Sheet } from '../../../shared/import/sheet.ts';
import type { FileFault } from '../../../shared/import/words.ts';
import { err, type Result } from '../../../shared/kernel/result.ts';
import type { ReadWorkerApi } from './read.worker.ts';

/** What is read: a file, or what was pasted. */
export type TableSource = { readonly file: File } | { readonly text: string };

/** No table takes longer than this; a broken one has been seen to keep a parser busy. */
const PATIENCE_MS = 60_000;

/** Reads a source without keeping the page waiting; a worker that fails is a broken file. */
export async function readInWorker(source: TableSource): Promise<Result<readonly Sheet[], FileFault>> {
  const worker = new Worker(new URL('./read.worker.ts', import.meta.url), { type: 'module', name: 'import' });
  const remote = Comlink.wrap<ReadWorkerApi>(worker);
  const failed = new Promise<Result<readonly Sheet[], FileFault>>((resolve) => {
    const fail = () => { resolve(err('broken')); };
    worker.addEventListener('error', fail, { once: true });
    setTimeout(fail, PATIENCE_MS);
  });
  const read = async (): Promise<Result<readonly Sheet[], FileFault>> => {
    if ('text' in source) return remote.readText(source.text);
    const bytes = new Uint8Array(await source.file.arrayBuffer());
    return remote.readTableFile(Comlink.transfer(bytes, [bytes.buffer]), source.file.name);
  };
  try {
    return await Promise.race([read().catch(() => err('broken' as const)), failed]);
  } finally {
    worker.terminate();
  }
}
