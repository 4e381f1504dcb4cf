/** The worker in which the store lives, so that no projection or sync ever makes the page wait. */
import * as Comlink from 'comlink';
import { portToHost, type StoreWorkerApi } from './host-port.ts';
import { createStore } from './store.ts';

const { open, ...rest } = createStore();
const exposed: StoreWorkerApi = { ...rest, open: ({ has, ...options }, port) => open(options, portToHost(port, has)) };
Comlink.expose(exposed);
