/** The store's tests: real IndexedDB in real Chromium, the store in its real worker, the real county server behind the same origin. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { playwright } from '@vitest/browser-playwright';
import { createCounty } from '../e2e/county.ts';
import { runReal } from '../sync/real/run.ts';
import { openBreakingLine, type BreakingLine } from './breaking-line.ts';
import { giveCode } from './county-codes.ts';
import { workersInOneScript } from './one-script.ts';
import { strangeServer } from './strange-server.ts';
import { openSlowPipe, type Slowness } from '../faults/slow-pipe.ts';
import { createRandom } from '../sync/simulator/random.ts';
import { runProfiles } from './damage/damaged-profile.ts';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run',
  // A camera and a microphone of Chromium's own, which nobody has to allow.
  '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--autoplay-policy=no-user-gesture-required'];

const countyFolder = mkdtempSync(path.join(tmpdir(), 'minqing-store-'));
process.once('exit', () => { rmSync(countyFolder, { recursive: true, force: true }); });
const county = await createCounty(countyFolder);
/** Where the page's requests to the county go: straight there, or over a line that breaks while one is open. */
const way: { options: { target?: unknown } | null; line: BreakingLine | null } = { options: null, line: null };

export default defineConfig({
  root: path.resolve(import.meta.dirname, '../..'),
  // Not below node_modules, which trees that are worked on side by side share.
  cacheDir: path.resolve(import.meta.dirname, '../../out/vite'),
  // Found beforehand: a dependency that Vite finds in the middle of a run reloads the page under the tests.
  optimizeDeps: {
    include: [
      'rxdb', 'rxdb/plugins/storage-dexie', 'dexie', 'comlink', 'typebox', 'typebox/value', '@noble/hashes/sha2.js', '@noble/hashes/utils.js',
      '@scure/base', 'canonicalize', 'fast-check', 'react', 'react-dom/client', 'react/jsx-dev-runtime', 'chinese-days', 'pinyin-pro', 'tus-js-client',
      'react-dom', 'react-router', 'antd', 'antd/locale/zh_CN', '@ant-design/icons', 'dayjs', 'dayjs/locale/zh-cn', 'signature_pad', 'exceljs', 'papaparse', 'qrcode', 'age-encryption', '@tanstack/react-virtual', '@noble/curves/ed25519.js', 'qr/decode.js', 'docx',
    ],
  },
  // The county answers under the page's own origin, as it does for browsers that it serves itself.
  server: { proxy: { '/api': { target: county.origin, configure: (_proxy, options) => { way.options = options; } } } },
  worker: { format: 'es' },
  // The county goes away on purpose; the proxy need not report it each time.
  logLevel: 'silent',
  plugins: [workersInOneScript(path.resolve(import.meta.dirname, '../..')), {
    name: 'strange-servers',
    configureServer({ middlewares }) {
      middlewares.use('/captive-portal', (_request, response) => { response.setHeader('content-type', 'text/html').end('<html><body>请先登录上网</body></html>'); });
      middlewares.use('/strange-server', (request, response) => { void strangeServer(request, response); });
      middlewares.use('/cut-answer', (_request, response) => { response.setHeader('content-type', 'application/json').end('{"token":"abc'); });
    },
  }],
  test: {
    include: ['tests/store/**/*.test.{ts,tsx}'],
    testTimeout: 150_000, hookTimeout: 60_000, fileParallelism: false, watch: false,
    // What is polled for without a limit of its own: Vitest's second is too short for a worker's answer on a busy machine.
    expect: { poll: { timeout: 30_000 } },
    browser: {
      enabled: true, headless: true, screenshotFailures: false, ui: false,
      provider: playwright({ launchOptions: { executablePath: CHROMIUM, args: FLAGS } }),
      instances: [{ browser: 'chromium' }],
      commands: {
        countyStart: () => county.start(),
        countyStop: () => county.stop(),
        countyKill: () => county.kill(),
        lineOpen: async (_context, bytesPerSecond: number, everyMs: number) => {
          way.line = await openBreakingLine(county.origin, { bytesPerSecond, everyMs });
          if (way.options) way.options.target = way.line.origin;
        },
        lineSlow: async (_context, how: Slowness) => {
          const pipe = await openSlowPipe(county.origin, createRandom(18));
          pipe.slow(how);
          if (way.options) way.options.target = pipe.origin;
        },
        lineFigures: () => way.line?.figures() ?? null,
        lineClose: async () => {
          if (way.options) way.options.target = county.origin;
          await way.line?.close();
          way.line = null;
        },
        countyCode: (_context, user: string) => giveCode(countyFolder, user),
        // The reason is an answer: Vitest shows a command that throws as `Error: empty`.
        runProfiles: (_context, cases: number) => runProfiles(cases, { executablePath: CHROMIUM, args: FLAGS }).catch((reason: unknown) => (reason instanceof Error ? reason.stack ?? reason.message : String(reason))),
        runSimulated: (_context, first: number, schedules: number, spoilsLast: boolean) => runReal({ first, schedules, spoilsLast, launch: { executablePath: CHROMIUM, args: FLAGS } }).catch((reason: unknown) => (reason instanceof Error ? reason.stack ?? reason.message : String(reason))),
        countyCommand: (_context, ...words: string[]) => county.command(...words),
        stickWrite: (_context, name: string, base64: string) => { writeFileSync(path.join(countyFolder, name), Buffer.from(base64, 'base64')); return path.join(countyFolder, name); },
        stickRead: (_context, name: string) => readFileSync(path.join(countyFolder, name)).toString('base64'),
      },
    },
  },
});
