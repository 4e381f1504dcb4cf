/** Stands before the main process in a copy of the built app: at a named point of the journal's writing every process of the app gets SIGKILL. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import type { FileHandle } from 'node:fs/promises';
import type { Armed } from '../points.ts';

declare global {
  var armed: Armed | null;
}
globalThis.armed = null;

/** What was written and not flushed when the kill came: a power cut may take all of it. */
interface Written { readonly file: string; readonly from: number; readonly to: number }

function reach(hook: string, written: Written): void {
  const plan = globalThis.armed;
  if (plan?.hook !== hook) return;
  globalThis.armed = { ...plan, times: plan.times - 1 };
  if (globalThis.armed.times > 0) return;
  fs.writeFileSync(plan.tell, JSON.stringify(written));
  // The app is started as the leader of a process group of its own.
  process.kill(-process.pid, 'SIGKILL');
}

const open = fs.promises.open;
fs.promises.open = async (...args) => {
  const handle = await open(...args);
  const file = String(args[0]);
  if (file.endsWith('.mqj')) watch(handle, file);
  return handle;
};
syncBuiltinESMExports();

function watch(handle: FileHandle, file: string): void {
  const write = handle.write.bind(handle) as (bytes: Buffer, offset: number, length: number, position: number) => Promise<unknown>;
  const datasync = handle.datasync.bind(handle);
  let written: Written | null = null;
  Object.assign(handle, {
    async write(bytes: Buffer, offset: number, length: number, position: number) {
      // The head of a segment is no batch.
      if (position === 0) return write(bytes, offset, length, position);
      reach('journal-write', { file, from: position, to: position });
      if (globalThis.armed?.hook === 'journal-torn') {
        const part = Math.floor(length / 2);
        await write(bytes, offset, part, position);
        reach('journal-torn', { file, from: position, to: position + part });
      }
      const done = await write(bytes, offset, length, position);
      // What no flush has followed yet.
      written = { file, from: written?.from ?? position, to: position + length };
      reach('journal-written', written);
      return done;
    },
    async datasync() {
      await datasync();
      if (written !== null) reach('journal-flushed', written);
      written = null;
    },
  });
}
