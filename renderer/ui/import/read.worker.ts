/** The worker that reads tables: a workbook of thousands of rows takes a second, and the page must not wait for it. */
import * as Comlink from 'comlink';
import { readTableFile, readText } from './read-file.ts';

const exposed = { readTableFile, readText };
/** What the page calls. */
export type ReadWorkerApi = typeof exposed;

Comlink.expose(exposed);
