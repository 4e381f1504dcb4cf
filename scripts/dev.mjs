/**
 * `npm run dev`: the page with hot reloading in a browser, against the demo county's server. For work on screens; the desktop's own parts
 * (journal, vault, printing) are only in `npm start`.
 */
import { createChildren } from './children.mjs';
import { demoCodes, startDemoCounty } from './demo-county.mjs';
import { at, runMain, say } from './host.mjs';
import { preparePackages } from './prepare.mjs';

await runMain(async () => {
  const children = createChildren();
  await preparePackages(children);
  const county = await startDemoCounty(children, at('out', 'county'));
  const { createServer } = await import('vite');
  const page = await createServer({ configFile: at('vite.config.ts'), server: { proxy: { '/api': county.origin } } });
  await page.listen();
  for (const { says, code } of await demoCodes(children, at('out', 'county'))) say(`  ${code}   ${says}`);
  page.printUrls();
  await county.server.ended;
});
