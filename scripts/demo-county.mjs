/** The demo county of `npm start` and `npm run dev`: its data, its server, and the codes that let somebody in. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { at, NODE_24, say, Stop } from './host.mjs';

/** The first port that is tried; a busy one gives way to the next. */
const FIRST_PORT = 8787;
const PORTS_TRIED = 50;
/** How long the server may take to answer. */
const START_LIMIT_MS = 30_000;

/** The people of the demo county who get a code, as `server/cli.ts init --demo` makes them. */
const DEMO_USERS = [
  { user: 'li', says: '李记录 · recorder (记录员)' },
  { user: 'wang', says: '王秘书 · secretary (人大秘书)' },
  { user: 'zhao', says: '赵主任 · county office (县人大代表工委)' },
];

/**
 * Makes the county on the first run, and starts its server.
 * @param {import('./prepare.mjs').Children} children
 * @param {string} data the folder of its data
 * @returns {Promise<{ origin: string, server: import('./children.mjs').Child }>}
 */
export async function startDemoCounty(children, data) {
  if (!existsSync(data)) say(`Making the demo county 临颍县 in ${data} …`);
  mkdirSync(dirname(data), { recursive: true });
  // It changes nothing where the county is there already, and finishes what an interrupted run began.
  await countyCommand(children, ['init', '--demo', '--data', data]);
  const wanted = rememberedPort(data);
  const port = await freePort(wanted);
  if (port !== wanted) say(`Port ${wanted} is busy: the county server takes ${port}.`);
  writeFileSync(portFile(data), String(port));
  /** @type {string[]} */
  const output = [];
  const server = children.start(NODE_24, [at('server', 'main.ts'), '--data', data, '--port', String(port), '--static', at('dist', 'renderer')], {
    log: `${data}.log`, onLine: (line) => { output.push(line); if (output.length > 20) output.shift(); },
  });
  const origin = `http://127.0.0.1:${port}`;
  if (!await isHealthy(origin, server)) throw new Stop(`The county server did not start:\n${output.join('\n')}`, `Its whole log is in ${data}.log.`);
  return { origin, server };
}

/**
 * One fresh one-time code for each person of the demo county.
 * @param {import('./prepare.mjs').Children} children
 * @param {string} data
 * @returns {Promise<{ says: string, code: string }[]>}
 */
export async function demoCodes(children, data) {
  return Promise.all(DEMO_USERS.map(async ({ user, says }) => {
    const output = await countyCommand(children, ['code', '--user', user, '--data', data]);
    const code = /[0-9A-Z]{4}(?:-[0-9A-Z]{4})+/.exec(output)?.[0];
    if (code === undefined) throw new Stop(`The county gave no code for ${user}:\n${output}`);
    return { says, code };
  }));
}

/**
 * Runs `server/cli.ts` and returns what it printed.
 * @param {import('./prepare.mjs').Children} children
 * @param {readonly string[]} args
 */
async function countyCommand(children, args) {
  /** @type {string[]} */
  const output = [];
  const { code } = await children.run(NODE_24, [at('server', 'cli.ts'), ...args], { onLine: (line) => output.push(line) });
  if (code !== 0) throw new Stop(`The county's command "${args.join(' ')}" failed:\n${output.join('\n')}`, 'If its data folder is from an older version, move it away and start again.');
  return output.join('\n');
}

/**
 * Waits until the server answers; false when it ended instead, or never did.
 * @param {string} origin
 * @param {import('./children.mjs').Child} server
 */
async function isHealthy(origin, server) {
  let ended = false;
  void server.ended.then(() => { ended = true; });
  const limit = Date.now() + START_LIMIT_MS;
  while (!ended && Date.now() < limit) {
    const answer = await fetch(`${origin}/api/health`).catch(() => null);
    if (answer?.ok) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

/** The port of the run before, since devices know the county by its address. @param {string} data */
function rememberedPort(data) {
  const port = existsSync(portFile(data)) ? Number(readFileSync(portFile(data), 'utf8')) : FIRST_PORT;
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : FIRST_PORT;
}

/** @param {string} data */
const portFile = (data) => `${data}.port`;

/** The first free port from `first` on. @param {number} first */
async function freePort(first) {
  for (let port = first; port < first + PORTS_TRIED; port += 1) {
    if (await isFree(port)) return port;
  }
  throw new Stop(`No port from ${first} to ${first + PORTS_TRIED - 1} is free.`, 'Close a program that uses one of them, then start again.');
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => { resolve(false); });
    probe.listen(port, '127.0.0.1', () => { probe.close(() => { resolve(true); }); });
  });
}
