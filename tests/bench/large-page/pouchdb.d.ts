/** As much of PouchDB's own browser bundles as the benchmark uses; the plugin joins `window.PouchDB`. */
declare module 'pouchdb/dist/pouchdb.js' {
  interface Replicated { readonly docs_written: number }
  export default class PouchDB {
    constructor(name: string, options?: { readonly adapter?: string });
    readonly replicate: { from(url: string, options: { readonly batch_size: number }): Promise<Replicated>; to(url: string, options: { readonly batch_size: number }): Promise<Replicated> };
    bulkDocs(documents: readonly Record<string, unknown>[]): Promise<unknown>;
    close(): Promise<void>;
  }
}
declare module 'pouchdb/dist/pouchdb.indexeddb.js' {}
