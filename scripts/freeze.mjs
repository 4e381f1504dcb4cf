/** `npm run freeze`: keeps this release (program and data) in `tests/versions/`, for the releases after it. */
import { createChildren } from './children.mjs';
import { openDisplay } from './display.mjs';
import { at, NODE_24, runMain } from './host.mjs';
import { prepare } from './prepare.mjs';

await runMain(async () => {
  const children = createChildren();
  await prepare(children, { desktop: true, test: true });
  const env = await openDisplay(children, { own: false });
  const { code } = await children.run(NODE_24, [at('tests', 'versions', 'freeze.ts'), ...process.argv.slice(2)], { env });
  // The display ends with what was shown on it; left alone it would keep this process waiting.
  children.killAll();
  return code;
});
