/** `npm run bench`: prepares what the benchmark needs (real Chromium, the built app), then runs that of the store, with `--screens` that of the screens, or with `--large` that of a county's 100,000 cases (`--large --electron`: in the desktop app). */
import { createChildren } from './children.mjs';
import { openDisplay } from './display.mjs';
import { at, NODE_24, runMain } from './host.mjs';
import { prepare } from './prepare.mjs';

/** @param {readonly string[]} words */
function which(words) {
  if (words.includes('--electron')) return at('tests', 'bench', 'large-electron.ts');
  if (words.includes('--large')) return at('scripts', 'bench-large.ts');
  return words.includes('--screens') ? at('tests', 'bench', 'screens.ts') : at('scripts', 'bench.ts');
}

await runMain(async () => {
  const children = createChildren();
  await prepare(children, { desktop: true, test: true });
  const env = await openDisplay(children, { own: true });
  const { code } = await children.run(NODE_24, [which(process.argv), ...process.argv.slice(2)], { env });
  // The display ends with what was shown on it; left alone it would keep this process waiting.
  children.killAll();
  return code;
});
