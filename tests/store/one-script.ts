/** Workers as the product ships them, in one script each: unbundled, every opening of a device asks Vite for hundreds of modules, which takes longer than opening it. */
import path from 'node:path';
import { build, type Plugin } from 'vite';

/** Answers the page's requests for a worker with its bundle, made at the first one. */
export function workersInOneScript(root: string): Plugin {
  const made = new Map<string, Promise<string>>();
  return {
    name: 'workers-in-one-script',
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
        if (!searchParams.has('worker_file')) { next(); return; }
        const script = made.get(pathname) ?? bundle(path.join(root, pathname));
        made.set(pathname, script);
        script.then((code) => response.setHeader('content-type', 'text/javascript').end(code), (reason: unknown) => {
          // The page only hears that the worker failed.
          process.stderr.write(`${pathname}: ${reason instanceof Error ? reason.message : String(reason)}\n`);
          next(reason);
        });
      });
    },
  };
}

async function bundle(file: string): Promise<string> {
  const built = await build({ configFile: false, root: path.dirname(file), logLevel: 'error', build: { write: false, target: 'esnext', minify: false, rolldownOptions: { input: file, output: { codeSplitting: false } } } });
  const [script] = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  if (script?.type !== 'chunk') throw new Error(`no script of ${file}`);
  return script.code;
}
