/** `npm run evening`: a whole evening in the real Electron, with its hour offline, two power cuts and a line of 64 kbit/s that fails. About an hour and a half. */
import { createChildren } from './children.mjs';
import { openDisplay } from './display.mjs';
import { at, NODE_24, runMain } from './host.mjs';
import { prepare } from './prepare.mjs';

await runMain(async () => {
  const children = createChildren();
  await prepare(children, { desktop: true, test: true });
  const env = await openDisplay(children, { own: false });
  const { code } = await children.run(NODE_24, [at('tests', 'e2e', 'whole-evening-run.ts'), ...process.argv.slice(2)], { env });
  // The display ends with what was shown on it; left alone it would keep this process waiting.
  children.killAll();
  return code;
});
