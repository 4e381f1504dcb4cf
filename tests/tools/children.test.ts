/** `npm start` and `npm test` leave no process behind, however they end. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { at, NODE_24 } from '../../scripts/host.mjs';

/** A script that starts a child, which starts a grandchild in a group of its own (as browsers do) and one in its group; prints both ids, and then ends as is said. */
const SCRIPT = (ending: string) => `
  import { createChildren } from ${JSON.stringify(pathToFileURL(at('scripts', 'children.mjs')).href)};
  const children = createChildren();
  const grandchildren = \`
    import { spawn } from 'node:child_process';
    for (const detached of [true, false]) {
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached, stdio: 'ignore' });
      console.log('pid ' + child.pid);
    }
    setInterval(() => {}, 1000);
  \`;
  let started = 0;
  children.start(process.execPath, ['--input-type=module', '-e', grandchildren], {
    onLine: (line) => {
      console.log(line);
      started += 1;
      if (started === 2) setTimeout(() => { ${ending} }, 0);
    },
  });
`;

it.each([
  ['on Ctrl+C', '', (script: ChildProcess) => { script.kill('SIGINT'); }],
  ['when it is told to end', '', (script: ChildProcess) => { script.kill('SIGTERM'); }],
  ['when it fails', 'throw new Error("bug");', () => {}],
  ['when it exits', 'process.exit(0);', () => {}],
])('ends everything it started %s', async (_, ending, end) => {
  const script = spawn(NODE_24, ['--input-type=module', '-e', SCRIPT(ending)], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(script, 'exit');
  const pids: number[] = [];
  const bothStarted = new Promise<void>((resolve) => {
    script.stdout.setEncoding('utf8').on('data', (text: string) => {
      for (const [, pid] of text.matchAll(/pid (\d+)/g)) pids.push(Number(pid));
      if (pids.length === 2) resolve();
    });
  });
  await bothStarted;
  end(script);
  await ended;
  await expect.poll(() => pids.filter(isAlive), { timeout: 60_000 }).toEqual([]);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
