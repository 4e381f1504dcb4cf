/**
 * `npm run package`: an installable desktop app in `release/`. Without arguments, the unpacked app of this system; with arguments, what
 * electron-builder is told (`npm run package -- --linux deb`, `npm run package -- --win nsis`).
 */
import { existsSync, readFileSync } from 'node:fs';
import { createChildren } from './children.mjs';
import { at, NODE_24, runMain } from './host.mjs';
import { prepare } from './prepare.mjs';

/** electron-builder's name of this system. */
const PLATFORM = process.platform === 'win32' ? 'win' : process.platform === 'darwin' ? 'mac' : 'linux';

await runMain(async () => {
  const children = createChildren();
  await prepare(children, { desktop: true, test: false });
  const asked = process.argv.slice(2);
  const targets = asked.length > 0 ? asked : ['--dir'];
  const forOther = targets.some((target) => /^--(win|mac|linux|w|m|l|arm64|armv7l|ia32)$/.test(target) && target !== `--${PLATFORM}`);
  const { code } = await children.run(NODE_24, [at('node_modules', 'electron-builder', 'cli.js'), '--publish', 'never', ...targets, ...(forOther ? [] : localRuntime())]);
  return code;
});

/** For this system itself the runtime that was found is packed; for another one electron-builder fetches the official one. */
function localRuntime() {
  const dist = at('node_modules', 'electron', 'dist');
  const version = at('node_modules', 'electron', 'dist', 'version');
  if (!existsSync(version)) return [];
  return [`-c.electronDist=${dist}`, `-c.electronVersion=${readFileSync(version, 'utf8').trim().replace(/^v/, '')}`];
}
