/** `npm run check`: throws the three nets over the whole tree, all three even if one catches something. */
import { createChildren } from './children.mjs';
import { at, NODE_24, runMain, say } from './host.mjs';
import { NETS } from './nets.mjs';
import { preparePackages } from './prepare.mjs';

await runMain(async () => {
  const children = createChildren();
  await preparePackages(children);
  let caught = 0;
  for (const net of NETS) {
    const started = Date.now();
    const { code } = await children.run(NODE_24, [at('node_modules', net.bin), ...net.args]);
    if (code !== 0) caught += 1;
    say(`${code === 0 ? '✓' : '✗'} ${net.name.padEnd(8)} ${net.says}  ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
  say(caught === 0 ? 'All nets are clean.' : `${caught} of ${NETS.length} nets caught something: see above.`);
  return caught === 0 ? 0 : 1;
});
