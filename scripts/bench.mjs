/** `npm run bench`: prepares what the benchmark needs (real Chromium, the built app), then runs that of the store, with `--screens` that of the screens, or with `--large` that of a county's 100,000 cases. */
import { createChildren } from './children.mjs';
import { openDisplay } from './display.mjs';
import { at, NODE_24, runMain } from './host.mjs';
import { prepare } from './prepare.mjs';

await runMain(async () => {
  const children = createChildren();
  await prepare(children, { desktop: true, test: true });
  const env = await openDisplay(children, { own: true });
  const { code } = await children.run(NODE_24, [process.argv.includes('--screens') ? at('tests', 'bench', 'screens.ts') : at('scripts', process.argv.includes('--large') ? 'bench-large.ts' : 'bench.ts'), ...process.argv.slice(2)], { env });
  // The display ends with what was shown on it; left alone it would keep this process waiting.
  children.killAll();
  return code;
});
