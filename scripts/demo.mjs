/** `npm run demo`: walks the main job by itself in the real Electron, on a display of its own where there is none. */
import { createChildren } from './children.mjs';
import { openDisplay } from './display.mjs';
import { at, NODE_24, runMain } from './host.mjs';
import { prepare } from './prepare.mjs';

await runMain(async () => {
  const children = createChildren();
  await prepare(children, { desktop: true, test: true });
  const env = await openDisplay(children, { own: false });
  const { code } = await children.run(NODE_24, [at('tests', 'e2e', 'demo.ts'), ...process.argv.slice(2)], { env });
  // The display ends with what was shown on it; left alone it would keep this process waiting.
  children.killAll();
  return code;
});
