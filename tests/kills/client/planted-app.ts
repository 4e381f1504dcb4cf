/** A copy of the built app before whose parts the preludes stand; the shipped one stays as it is. */
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const PRELUDES = path.join(import.meta.dirname, 'preludes');

export interface PlantedApp {
  /** The app's folder, as Electron is given it. */
  readonly root: string;
  /** The page, as the county serves it to browsers. */
  readonly page: string;
}

/** Copies `dist/` into `folder` and plants the preludes. */
export function plantApp(folder: string): PlantedApp {
  const root = path.join(folder, 'app'), page = path.join(root, 'dist', 'renderer');
  mkdirSync(root, { recursive: true });
  cpSync(path.join(ROOT, 'dist'), path.join(root, 'dist'), { recursive: true });
  cpSync(path.join(ROOT, 'package.json'), path.join(root, 'package.json'));
  symlinkSync(path.join(ROOT, 'build'), path.join(root, 'build'));
  const assets = path.join(page, 'assets');
  plant('page', assets, scriptOfPage(page));
  plant('worker', assets, onlyOne(assets, /^store\.worker-.*\.js$/));
  plant('main', path.join(root, 'dist', 'electron'), 'main.mjs');
  return { root, page };
}

/** The prelude is a module beside the file, which imports it before anything else. */
function plant(name: string, folder: string, file: string): void {
  const prelude = `kills-${name}${path.extname(file)}`;
  writeFileSync(path.join(folder, prelude), stripTypeScriptTypes(readFileSync(path.join(PRELUDES, `${name}.ts`), 'utf8')));
  writeFileSync(path.join(folder, file), `import './${prelude}';\n${readFileSync(path.join(folder, file), 'utf8')}`);
}

function scriptOfPage(page: string): string {
  const found = /<script type="module"[^>]* src="\.\/assets\/([^"]+)"/.exec(readFileSync(path.join(page, 'index.html'), 'utf8'))?.[1];
  if (found === undefined) throw new Error('index.html names no script');
  return found;
}

function onlyOne(folder: string, pattern: RegExp): string {
  const [found, ...others] = readdirSync(folder).filter((name) => pattern.test(name));
  if (found === undefined || others.length > 0) throw new Error(`not one ${String(pattern)} in ${folder}`);
  return found;
}
