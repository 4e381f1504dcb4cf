/**
 * `npm start`: the demo county's server and the desktop app beside it. Without a display it says so and serves the same app to a
 * browser. The server ends with the app, and everything ends with Ctrl+C. `npm start -- --data FOLDER` keeps the county's and the device's
 * data elsewhere than in `out/`.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createChildren } from './children.mjs';
import { demoCodes, startDemoCounty } from './demo-county.mjs';
import { electronProgram } from './electron-runtime.mjs';
import { at, hasDisplay, runMain, say, Stop } from './host.mjs';
import { prepare } from './prepare.mjs';

await runMain(async () => {
  const { values } = parseArgs({ options: { data: { type: 'string' } } });
  const data = values.data === undefined ? at('out') : resolve(values.data);
  const windowed = hasDisplay();
  const children = createChildren();
  await prepare(children, { desktop: windowed, test: false });
  const countyData = join(data, 'county');
  const county = await startDemoCounty(children, countyData);
  showCounty(county.origin, await demoCodes(children, countyData));
  const serverEnded = county.server.ended.then(({ code }) => { throw new Stop(`The county server ended (code ${code}).`, `Its log is ${countyData}.log.`); });

  if (!windowed) {
    say(`No display here: open ${county.origin} in a browser instead. Ctrl+C ends. 没有显示器：请用浏览器打开上面的地址。`);
    return serverEnded;
  }
  const app = children.start(electronProgram(), [...sandboxArguments(), at('.'), `--county=${county.origin}`, `--data=${join(data, 'desktop')}`], { log: join(data, 'desktop.log') });
  say('The desktop app is open; the county server ends with it. 关闭软件窗口即结束。');
  const { code } = await Promise.race([app.ended, serverEnded]);
  await county.server.stop();
  return code;
});

/** Chromium refuses its sandbox to root; nobody else goes without it. */
function sandboxArguments() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/**
 * @param {string} origin
 * @param {readonly { says: string, code: string }[]} codes
 */
function showCounty(origin, codes) {
  const width = Math.max(...codes.map(({ says }) => screenWidth(says)));
  say('');
  say(`  County server 县服务器   ${origin}   (demo county 临颍县)`);
  say('  One-time codes 接入码 (24 h; type one into the app\'s first screen 在软件首页输入其中一个):');
  for (const { says, code } of codes) say(`    ${says}${' '.repeat(width - screenWidth(says))}   ${code}`);
  say('');
}

/** Columns on a terminal, where Chinese characters take two. @param {string} text */
function screenWidth(text) {
  return [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0);
}
