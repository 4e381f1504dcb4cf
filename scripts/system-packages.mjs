/**
 * The system's own packages that a desktop (and the tests) need on Linux. Debian and Ubuntu as root: installed; otherwise one line says
 * what to install. Elsewhere nothing is needed. Plain Node, no dependencies.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { say, Stop } from './host.mjs';

/**
 * What to look for, and the package that brings it. A name that starts with a slash is a file, `lib…so` a shared library, else a program.
 * @type {Record<'desktop' | 'test', [string, string][]>}
 */
const SETS = {
  desktop: [
    ['libgtk-3.so.0', 'libgtk-3-0'], ['libnss3.so', 'libnss3'], ['libgbm.so.1', 'libgbm1'], ['libasound.so.2', 'libasound2'], ['libatk-bridge-2.0.so.0', 'libatk-bridge2.0-0'],
    ['libcups.so.2', 'libcups2'], ['libdrm.so.2', 'libdrm2'], ['libXss.so.1', 'libxss1'], ['libXtst.so.6', 'libxtst6'], ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', 'fonts-noto-cjk'],
  ],
  test: [['Xvfb', 'xvfb'], ['xauth', 'xauth'], ['chromium', 'chromium'], ['pdftotext', 'poppler-utils'], ['unzip', 'unzip'], ['/usr/lib/libreoffice/program/soffice.bin', 'libreoffice-calc']],
};

/**
 * Installs what is missing of these sets, or says what to install.
 * @param {('desktop' | 'test')[]} sets
 */
export async function ensureSystemPackages(sets) {
  if (process.platform !== 'linux') return;
  const libraries = installedLibraries();
  const missing = sets.flatMap((set) => SETS[set]).filter(([probe]) => !isThere(probe, libraries)).map(([, name]) => name);
  if (missing.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (!onPath('apt-get')) throw new Stop(`These system packages are missing (their Debian names): ${missing.join(' ')}.`, 'Install their equivalents with your system\'s package manager, then start again.');
  if (process.getuid?.() !== 0) throw new Stop(`These system packages are missing: ${missing.join(' ')}.`, `Run: sudo ${command}`);
  say(`Installing system packages: ${missing.join(' ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (/** @type {string[]} */ args) => spawnSync('apt-get', args, { env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  apt(['update', '-qq']);
  const { status, stderr } = apt(['install', '-y', '-qq', '--no-install-recommends', ...missing]);
  if (status !== 0) throw new Stop(`The system packages could not be installed:\n${(stderr ?? '').split('\n').slice(-6).join('\n')}`, `Try it by hand: ${command}`);
}

/** The names of the shared libraries that the loader knows. */
function installedLibraries() {
  for (const program of ['/sbin/ldconfig', '/usr/sbin/ldconfig', 'ldconfig']) {
    const { status, stdout } = spawnSync(program, ['-p'], { encoding: 'utf8' });
    if (status === 0) return new Set(stdout.split('\n').map((line) => line.trim().split(' ')[0] ?? ''));
  }
  return new Set();
}

/**
 * @param {string} probe
 * @param {Set<string>} libraries
 */
function isThere(probe, libraries) {
  if (probe.startsWith('/usr/share/fonts')) return existsSync(probe) || hasChineseFont();
  if (probe.startsWith('/')) return existsSync(probe) || onPath('soffice');
  if (probe.startsWith('lib')) return libraries.has(probe) || libraries.has(probe.replace(/\.so\.(\d+)$/, 't64.so.$1'));
  return onPath(probe);
}

/** Any font that can show Chinese will do. */
function hasChineseFont() {
  const { status, stdout } = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  return status === 0 && stdout.trim() !== '';
}

/** @param {string} program */
function onPath(program) {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)));
}
