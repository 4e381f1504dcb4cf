/** One build of three parts: the page (browser and desktop alike), Electron's main process and its preload. `vite build --app` makes all. */
import react from '@vitejs/plugin-react';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { defineConfig } from 'vite';

const at = (...parts: string[]) => path.resolve(import.meta.dirname, ...parts);

/** Main and preload run in Electron's own Node: packages are bundled in, so that the shipped app needs no node_modules. */
const electronPart = (entry: string, format: 'es' | 'cjs', file: string) => ({
  consumer: 'server' as const,
  resolve: { noExternal: true as const, external: ['electron'] },
  build: {
    outDir: at('dist/electron'), emptyOutDir: false, target: 'node20', minify: false, sourcemap: true, copyPublicDir: false,
    rolldownOptions: { input: at(entry), external: ['electron', /^electron\//, /^node:/, ...builtinModules], platform: 'node' as const, output: { format, entryFileNames: file } },
  },
});

export default defineConfig({
  root: at('renderer'),
  base: './',
  plugins: [react()],
  server: { host: '127.0.0.1', port: 5173, strictPort: true },
  worker: { format: 'es' },
  // Chromium 109 is the last for Windows 7, where offices use the app in a browser.
  build: { outDir: at('dist/renderer'), emptyOutDir: true, target: 'chrome109', chunkSizeWarningLimit: 2000, modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  environments: {
    main: electronPart('electron/main.ts', 'es', 'main.mjs'),
    preload: electronPart('electron/preload.ts', 'cjs', 'preload.cjs'),
  },
  builder: {},
});
