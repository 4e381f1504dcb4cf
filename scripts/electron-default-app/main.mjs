// What Electron runs when it is started with a path: the stand-in for the official `default_app.asar`, for the development runtime only.
// `electron [--version | --abi] [-r module] <app folder or main file> [arguments]`
import { app as electronApp } from 'electron/main';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

// The setters that Electron's own default app uses too, and does not document.
const app = /** @type {import('electron').App & { setVersion(version: string): void, setAppPath(path: string): void }} */ (electronApp);

/** @type {string[]} */
const required = [];
/** @type {string | null} */
let target = null;
for (const queue = process.argv.slice(1); queue.length > 0 && target === null;) {
  const argument = queue.shift() ?? '';
  if (argument === '--version' || argument === '-v') {
    process.stdout.write(`v${process.versions['electron']}\n`);
    process.exit(0);
  } else if (argument === '--abi' || argument === '-a') {
    process.stdout.write(`${process.versions.modules}\n`);
    process.exit(0);
  } else if (argument === '--require' || argument === '-r') required.push(queue.shift() ?? '');
  else if (argument.startsWith('--app=')) target = argument.slice('--app='.length);
  else if (!argument.startsWith('-')) target = argument;
}
if (target === null) {
  process.stderr.write('usage: electron <path to an app> [arguments]\n');
  process.exit(1);
}

Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
const require = createRequire(join(process.cwd(), 'main.js'));
for (const module of required) require(module);
try {
  const folder = resolve(target);
  const description = join(folder, 'package.json');
  if (existsSync(description)) {
    const { version, productName, name } = JSON.parse(readFileSync(description, 'utf8'));
    if (version) app.setVersion(version);
    app.setName(productName ?? name ?? app.getName());
    app.setAppPath(folder);
  }
  const entry = require.resolve(folder);
  if (!existsSync(description)) app.setAppPath(dirname(entry));
  await import(pathToFileURL(entry).href);
} catch (error) {
  process.stderr.write(`The app did not load: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
