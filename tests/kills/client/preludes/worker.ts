/**
 * Stands before the store's worker in a copy of the built app: at a named point the worker stops dead in the middle of what it does, and
 * tells the harness, which kills every process of the app. What it watches is IndexedDB and `fetch` as the browser has them; the shipped code knows nothing of it.
 */
import type { Armed } from '../points.ts';

let armed: Armed | null = null;

addEventListener('message', (event: MessageEvent<{ readonly arm?: Armed }>) => {
  if (event.data.arm === undefined) return;
  armed = event.data.arm;
  event.stopImmediatePropagation();
});

function reach(hook: string): void {
  if (armed?.hook !== hook) return;
  armed = { ...armed, times: armed.times - 1 };
  if (armed.times > 0) return;
  // A request that never gets its answer holds this thread where it is.
  const request = new XMLHttpRequest();
  request.open('GET', armed.tell, false);
  try {
    request.send();
  } catch {
    // The answer was not even let in: dead all the same.
  }
  for (;;);
}

/** What a record that is written belongs to: the ledger, the read tables, the row of what sync remembers of a log, or when logs were last compared. */
function kindOf(store: IDBObjectStore, value: unknown): string | null {
  const { name } = store.transaction.db;
  if (name.endsWith('--entries') && store.name === 'docs') return 'ledger';
  if (/-tables-\d+$/.test(name)) return 'tables';
  if (!name.endsWith('-device') || store.name !== 'values') return null;
  const row = typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : '';
  return row.startsWith('log:') ? 'log' : row.startsWith('verified:') ? 'verified' : null;
}

/** An entry that bears the county's receipt: a pulled one, or an own one that was accepted. */
function isProven(document: unknown): boolean {
  return typeof document === 'object' && document !== null && 'receipt' in document && document.receipt !== undefined;
}

const written = new WeakMap<IDBTransaction, Set<string>>();
for (const method of ['add', 'put'] as const) {
  const native = IDBObjectStore.prototype[method];
  IDBObjectStore.prototype[method] = function record(this: IDBObjectStore, ...args: Parameters<typeof native>) {
    const kind = kindOf(this, args[0]);
    if (kind !== null) {
      reach(`${kind}-write`);
      if (kind === 'ledger') reach(isProven(args[0]) ? 'proven-write' : 'own-write');
      written.get(this.transaction)?.add(kind);
    }
    return native.apply(this, args);
  };
}

const nativeTransaction = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function begin(this: IDBDatabase, ...args: Parameters<typeof nativeTransaction>) {
  const transaction = nativeTransaction.apply(this, args);
  if (transaction.mode === 'readwrite') {
    written.set(transaction, new Set());
    // The first listener: whoever waits for the commit has not heard of it.
    transaction.addEventListener('complete', () => { for (const kind of written.get(transaction) ?? []) reach(`${kind}-committed`); });
  }
  return transaction;
};

const nativeFetch = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const call = /\/api\/sync\/(\w+)$/.exec(input instanceof Request ? input.url : String(input))?.[1];
  const response = await nativeFetch(input, init);
  if (call === undefined) return response;
  for (const read of ['json', 'text', 'arrayBuffer'] as const) {
    const native = response[read].bind(response) as () => Promise<unknown>;
    Object.assign(response, {
      async [read]() {
        const answer = await native();
        reach(`${call}-answered`);
        return answer;
      },
    });
  }
  return response;
};
