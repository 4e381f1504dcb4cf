/** As much of PouchDB and its Express server as the benchmark uses. */
declare module 'pouchdb' {
  export default class PouchDB {
    static defaults(options: { readonly prefix: string }): typeof PouchDB;
    constructor(name: string);
    bulkDocs(documents: readonly Record<string, unknown>[]): Promise<unknown>;
  }
}
declare module 'express-pouchdb' {
  import type { RequestListener } from 'node:http';
  export default function expressPouch(database: unknown, options: { readonly mode: string; readonly inMemoryConfig: boolean; readonly logPath: string }): RequestListener;
}
