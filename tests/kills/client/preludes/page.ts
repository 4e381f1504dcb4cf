/** Stands before the page in a copy of the built app: finds the store's worker as it is started, and lends the harness the calls that screens make. */
import type { Armed } from '../points.ts';

declare global {
  interface Window {
    /** Armed from the start: set before the page runs. */
    armedAtStart?: Armed;
    kills: PageKills;
  }
}

export interface PageKills {
  arm(armed: Armed): void;
  /** One call of the store, as Comlink sends it. */
  call(method: string, args: readonly unknown[]): Promise<unknown>;
  /** The ids of the entries that are in IndexedDB now. */
  heldIds(): Promise<readonly string[]>;
}

interface Answer { readonly id?: string; readonly type?: string; readonly name?: string; readonly value?: unknown }

let store: Worker | null = null;
function found(worker: Worker): void {
  store = worker;
  if (window.armedAtStart !== undefined) worker.postMessage({ arm: window.armedAtStart });
}

let calls = 0;
const NativeWorker = globalThis.Worker;
globalThis.Worker = class extends NativeWorker {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    if (options?.name === 'store') found(this);
  }
};

window.kills = {
  arm(armed) { store?.postMessage({ arm: armed }); },
  call: (method, args) => new Promise((resolve, reject) => {
    const worker = store;
    if (worker === null) {
      reject(new Error('the store has no worker yet'));
      return;
    }
    const id = `kills-${String(calls += 1)}`;
    const hear = ({ data }: MessageEvent<Answer>): void => {
      if (data.id !== id) return;
      worker.removeEventListener('message', hear);
      if (data.type === 'HANDLER' && data.name === 'throw') reject(new Error(JSON.stringify(data.value)));
      else resolve(data.value);
    };
    worker.addEventListener('message', hear);
    worker.postMessage({ id, type: 'APPLY', path: [method], argumentList: args.map((value) => ({ type: 'RAW', value })) });
  }),
  async heldIds() {
    const name = (await indexedDB.databases()).find((one) => one.name?.endsWith('--entries'))?.name;
    if (name === undefined) return [];
    const database = await settled(indexedDB.open(name));
    const ids = await settled(database.transaction('docs', 'readonly').objectStore('docs').getAllKeys());
    database.close();
    return ids.map(String);
  },
};

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => { resolve(request.result); };
    request.onerror = () => { reject(request.error ?? new Error('IndexedDB did not say why')); };
  });
}
