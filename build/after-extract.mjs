/** Called by electron-builder when Electron is laid out and before the app is: takes away what only an Electron without an app needs. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';

/** @param {{ appOutDir: string }} context */
export default function afterExtract({ appOutDir }) {
  for (const leftover of [join('resources', 'default_app.asar'), 'version']) rmSync(join(appOutDir, leftover), { recursive: true, force: true });
}
