/**
 * Sets up whatever is missing, and nothing else: npm packages, system packages, an Electron runtime, the built app. Each step first
 * looks whether it is already done, by content rather than by a memory of having done it, so that a second run passes through in an
 * instant and a half-finished one is finished. Runs under the machine's own Node, before `node_modules` exists.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { createChildren } from './children.mjs';
import { ensureElectron } from './electron-runtime.mjs';
import { at, NODE_24, npmCall, requireNode20, ROOT, runMain, say, Stop } from './host.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/** @typedef {ReturnType<typeof createChildren>} Children */

/** What the built app is made of: a change in any of these makes a new build. */
const BUILD_INPUTS = ['shared', 'renderer', 'electron', 'vite.config.ts', 'tsconfig.base.json', 'package.json', 'package-lock.json'];
const BUILD_STAMP = at('dist', '.built-from');

/**
 * Everything that the caller needs, in order.
 * @param {Children} children
 * @param {{ desktop: boolean, test: boolean }} needs a window · the tests' own tools
 */
export async function prepare(children, needs) {
  await preparePackages(children);
  if (needs.desktop || needs.test) {
    await ensureSystemPackages(needs.test ? ['desktop', 'test'] : ['desktop']);
    await ensureElectron();
  }
  await prepareBuild(children);
}

/** npm packages as the lock file says. @param {Children} children */
export async function preparePackages(children) {
  requireNode20();
  if (packagesMatchLock()) return;
  const fresh = !existsSync(at('node_modules'));
  say(`Installing npm packages (${fresh ? 'first run, a few minutes' : 'the lock file changed'}) …`);
  // `npm ci` empties node_modules first, which Windows refuses while this very Node runs from there.
  const { command, args } = npmCall([fresh ? 'ci' : 'install', '--no-audit', '--no-fund', '--loglevel', 'error']);
  const { code } = await children.run(command, args);
  if (code !== 0) throw new Stop('npm could not install the packages.', 'See npm\'s message above. Check the network or the registry (npm config get registry), then start again.');
  if (!existsSync(NODE_24)) throw new Stop('The package `node` did not bring its program.', 'Allow its install script: npm install --foreground-scripts, then start again.');
}

/** The app in dist/, from the sources as they are. @param {Children} children */
export async function prepareBuild(children) {
  const inputs = hashInputs();
  if (existsSync(BUILD_STAMP) && readFileSync(BUILD_STAMP, 'utf8') === inputs) return;
  say('Building the app …');
  /** @type {string[]} */
  const output = [];
  const { code } = await children.run(NODE_24, [at('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--app'], { onLine: (line) => output.push(line) });
  if (code !== 0) throw new Stop(`The build failed:\n${output.slice(-30).join('\n')}`, 'Mend the source that it names, then start again.');
  mkdirSync(at('dist'), { recursive: true });
  writeFileSync(BUILD_STAMP, inputs);
}

/**
 * Compares what npm says it installed with what the lock file wants. npm writes the former last, so that an interrupted installation
 * does not count.
 */
function packagesMatchLock() {
  const installed = readLock(at('node_modules', '.package-lock.json'));
  const wanted = readLock(at('package-lock.json'));
  if (installed === null || wanted === null || !existsSync(NODE_24)) return false;
  return Object.entries(wanted).every(([path, entry]) => path === '' || entry.optional === true || entry.link === true
    || (installed[path]?.version === entry.version && installed[path]?.integrity === entry.integrity));
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean, link?: boolean }> | null}
 */
function readLock(file) {
  try {
    return /** @type {{ packages: ReturnType<typeof readLock> }} */ (JSON.parse(readFileSync(file, 'utf8'))).packages;
  } catch {
    return null;
  }
}

/** One hash over names and contents of all build inputs. */
function hashInputs() {
  const hash = createHash('sha256');
  for (const input of BUILD_INPUTS) {
    for (const file of filesBelow(input)) hash.update(file).update('\0').update(readFileSync(join(ROOT, file))).update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} path a file or a folder, below the project's folder
 * @returns {string[]} the files, in an order that is the same everywhere
 */
function filesBelow(path) {
  if (!existsSync(at(path))) return [];
  if (statSync(at(path)).isFile()) return [path];
  return readdirSync(at(path), { recursive: true, encoding: 'utf8' }).map((name) => join(path, name)).filter((file) => statSync(at(file)).isFile()).sort();
}

if (argv[1] !== undefined && import.meta.url === pathToFileURL(argv[1]).href) {
  // `npm run build`
  await runMain(async () => {
    const children = createChildren();
    await preparePackages(children);
    await prepareBuild(children);
    say('The app is in dist/.');
  });
}
