/** `npm run soak`: 500 kills of the real app (half in Electron, half in Chromium) and 500 of the county server, at named points. `--client N --server N` for fewer, `--seed N` for others; `--minutes N --keep FILE` plays as much as fits and goes on from there the next time. */
import { createChildren } from './children.mjs';
import { openDisplay } from './display.mjs';
import { at, NODE_24, runMain } from './host.mjs';
import { prepare } from './prepare.mjs';

await runMain(async () => {
  const children = createChildren();
  await prepare(children, { desktop: true, test: true });
  const env = await openDisplay(children, { own: true });
  const { code } = await children.run(NODE_24, ['--disable-warning=ExperimentalWarning', at('tests', 'kills', 'soak.ts'), ...process.argv.slice(2)], { env });
  // The display ends with what was shown on it; left alone it would keep this process waiting.
  children.killAll();
  return code;
});
