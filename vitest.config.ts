/**
 * The tests that run in Node, in projects of which `npm test` makes its parts (scripts/test-parts.mjs). The store's tests run in a real browser and have their
 * own configuration, `tests/store/vitest.config.ts`. Every test file below `tests/` belongs to exactly one of them.
 */
import { configDefaults, defineConfig } from 'vitest/config';

/** Folders whose tests need something of their own: a server process, a browser, a window. All others are `unit`. */
const OWN_PART = ['server', 'faults', 'store', 'paper', 'reports', 'print', 'electron', 'kills', 'e2e', 'versions', 'tools'];
const inFolders = (...folders: string[]) => folders.map((folder) => `tests/${folder}/**/*.test.{ts,tsx}`);
/** What is polled for without a limit of its own: Vitest's second is too short for a window, or a server's answer, on a busy machine. */
const expect = { poll: { timeout: 30_000 } };

export default defineConfig({
  test: {
    watch: false,
    projects: [
      { test: { expect, name: 'unit', include: ['tests/**/*.test.{ts,tsx}'], exclude: [...configDefaults.exclude, ...OWN_PART.map((folder) => `tests/${folder}/**`)], testTimeout: 60_000 } },
      { test: { expect, name: 'server', include: inFolders('server', 'faults'), testTimeout: 60_000, hookTimeout: 60_000 } },
      { test: { expect, name: 'paper', include: inFolders('reports', 'print', 'paper'), testTimeout: 120_000, hookTimeout: 120_000 } },
      // Windows compete for one display: one file after another.
      { test: { expect, name: 'electron', include: inFolders('electron'), fileParallelism: false, testTimeout: 120_000, hookTimeout: 120_000 } },
      { test: { expect, name: 'kills', include: inFolders('kills'), fileParallelism: false, testTimeout: 600_000, hookTimeout: 180_000 } },
      { test: { expect, name: 'e2e', include: inFolders('e2e', 'versions'), fileParallelism: false, testTimeout: 600_000, hookTimeout: 180_000 } },
      { test: { expect, name: 'tools', include: inFolders('tools'), fileParallelism: false, testTimeout: 300_000, hookTimeout: 540_000 } },
    ],
  },
});
