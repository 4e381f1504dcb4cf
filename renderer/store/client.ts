/** The page's side of the store: starts the worker, lends it the desktop, and tells the page's listeners of changes. */
import * as Comlink from 'comlink';
import type { DesktopApi, Outcome } from '../../shared/desktop-api.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { desktopApi } from '../desktop.ts';
import type { Change, Host, LongWork, OpenReport, StoreApi, StoreOptions } from './api.ts';
import { faultAsRefusal } from './failure-text.ts';
import { fromBase64, toBase64 } from './sealing.ts';
import { hostToPort, type HostPort, type StoreWorkerApi } from './host-port.ts';

/** The store as screens have it: everything but opening, and a way to hear of changes. `perform` always answers: what goes wrong on the way is a refusal, too. */
export interface Store extends Omit<StoreApi, 'open'> {
  /** Calls `listener` after each change until the returned function is called. */
  subscribe(listener: (change: Change) => void): () => void;
  /** The same for long work, while opening too. */
  watchWork(listener: (work: LongWork | null) => void): () => void;
}

/** A store whose worker runs but which is not open yet. `open` may be called again after a failure. */
export interface StoreConnection {
  readonly store: Store;
  open(options: StoreOptions): Promise<Result<OpenReport, string>>;
  /** Ends the worker without waiting; the page reloads after it. */
  end(): void;
}

/** Starts the worker. The host is the desktop when there is one; in a browser the store has neither journal nor vault. */
export function connectStore(desktop: DesktopApi | null = desktopApi()): StoreConnection {
  const worker = new Worker(new URL('./store.worker.ts', import.meta.url), { type: 'module', name: 'store' });
  const remote = Comlink.wrap<StoreWorkerApi>(worker);
  // A worker whose script does not load never answers; it only says so here.
  const failed = new Promise<Result<OpenReport, string>>((resolve) => { worker.addEventListener('error', () => { resolve(err('worker-failed')); }, { once: true }); });
  const listeners = new Set<(change: Change) => void>();
  const watchers = new Set<(work: LongWork | null) => void>();
  const host = desktopHost(desktop, {
    changed: (change) => { for (const listener of [...listeners]) listener(change); },
    working: (work) => { for (const watcher of [...watchers]) watcher(work); },
  });
  const has = { journal: host.journal !== null, vault: host.vault !== null, files: host.files !== null, backup: host.backup !== null };
  const call = remote as unknown as Omit<StoreWorkerApi, 'open'> & { open(options: Parameters<StoreWorkerApi['open']>[0], port: HostPort): ReturnType<StoreWorkerApi['open']> };
  return {
    open(options) {
      // The browser is asked not to clear this origin when the disk runs low; refused or not, the store works the same.
      void navigator.storage.persist();
      return Promise.race([call.open({ ...options, has }, Comlink.proxy(hostToPort(host))), failed]);
    },
    end: () => { worker.terminate(); },
    store: {
      enrol: (server, code, device) => call.enrol(server, code, device), enrolment: () => call.enrolment(), perform: (acts) => call.perform(acts).catch((fault: unknown) => err(faultAsRefusal(fault))),
      cases: (query) => call.cases(query), case: (id) => call.case(id), counts: (today, scope) => call.counts(today, scope),
      duties: (today, lines) => call.duties(today, lines), dutyCounts: (today) => call.dutyCounts(today), supervision: (today) => call.supervision(today), promises: () => call.promises(),
      facets: (filter) => call.facets(filter), similar: (village, words, reporter) => call.similar(village, words, reporter), indicators: (selection) => call.indicators(selection), indicatorParts: (selection, indicator, limit) => call.indicatorParts(selection, indicator, limit), activities: () => call.activities(), suggestions: () => call.suggestions(), suggestion: (id) => call.suggestion(id), referrals: () => call.referrals(), referral: (id) => call.referral(id), activity: (id) => call.activity(id), directory: () => call.directory(),
      search: (text, limit, places) => call.search(text, limit, places), hits: (ids) => call.hits(ids), history: (subject) => call.history(subject),
      addAttachment: (file, name, wish) => call.addAttachment(file, name, wish), attachmentThumbnail: (hash) => call.attachmentThumbnail(hash), attachmentTraffic: () => call.attachmentTraffic(),
      keepMemoPart: (part) => call.keepMemoPart(part), leaveMemo: (memo) => call.leaveMemo(memo), leftMemos: () => call.leftMemos(), memoSound: (memo) => call.memoSound(memo), dropMemo: (memo) => call.dropMemo(memo),
      readAttachment: (scope, attachment) => call.readAttachment(scope, attachment), attachmentStandings: (scope, hashes) => call.attachmentStandings(scope, hashes),
      bundleTargets: (scope) => call.bundleTargets(scope), exportBundle: (choice, making, goOn) => call.exportBundle(choice, making, Comlink.proxy(goOn)), previewBundle: (file, typed, goOn) => call.previewBundle(file, typed, Comlink.proxy(goOn)),
      importBundle: (file, typed, goOn) => call.importBundle(file, typed, Comlink.proxy(goOn)), doubles: (activity) => call.doubles(activity),
      previewBackup: (chosen, goOn) => call.previewBackup(chosen, Comlink.proxy(goOn)), restoreBackup: (chosen, goOn) => call.restoreBackup(chosen, Comlink.proxy(goOn)),
      saveDraft: (key, fields) => call.saveDraft(key, fields), drafts: () => call.drafts(), setting: (name) => call.setting(name), saveSetting: (name, value) => call.saveSetting(name, value),
      nextTempNo: () => call.nextTempNo(), syncStatus: () => call.syncStatus(), refusedEntries: () => call.refusedEntries(), syncNow: () => call.syncNow(), verifyNow: () => call.verifyNow(),
      waitingEntries: (offset, limit) => call.waitingEntries(offset, limit), scopeStandings: () => call.scopeStandings(), dataUsed: () => call.dataUsed(), syncRules: () => call.syncRules(), saveSyncRules: (rules) => call.saveSyncRules(rules),
      countyDevices: () => call.countyDevices(), makeCode: (user) => call.makeCode(user), revokeDevice: (device) => call.revokeDevice(device),
      offerAgain: (ids) => call.offerAgain(ids), testConnection: (heard) => call.testConnection(Comlink.proxy(heard)), stopConnectionTest: () => call.stopConnectionTest(), supportReport: () => call.supportReport(),
      rebuild: () => call.rebuild(), close: () => call.close(),
      subscribe(listener) {
        listeners.add(listener);
        return () => { listeners.delete(listener); };
      },
      watchWork(listener) {
        watchers.add(listener);
        return () => { watchers.delete(listener); };
      },
    },
  };
}

function desktopHost(desktop: DesktopApi | null, heard: Pick<Host, 'changed' | 'working'>): Host {
  if (!desktop) return { journal: null, vault: null, files: null, backup: null, ...heard };
  return {
    journal: {
      open: async () => resultOf(await desktop.journalOpen()), append: async (lines) => resultOf(await desktop.journalAppend(lines)), read: async (from) => resultOf(await desktop.journalRead(from)),
    },
    vault: { read: () => desktop.vaultRead(), write: (sealed) => desktop.vaultWrite(sealed), drafts: () => desktop.draftsRead(), writeDrafts: (sealed) => desktop.draftsWrite(sealed) },
    files: {
      write: async (hash, sealed) => resultOf(await desktop.attachmentWrite(hash, toBase64(sealed))),
      async read(hash) {
        const found = await desktop.attachmentRead(hash);
        return found === null ? null : fromBase64(found);
      },
    },
    backup: {
      read: async (from) => resultOf(await desktop.backupRead(from)),
      async file(hash) {
        const found = await desktop.backupFile(hash);
        return found === null ? null : fromBase64(found);
      },
    },
    ...heard,
  };
}

function resultOf<T>(outcome: Outcome<T, string>): Result<T, string> {
  return outcome.ok ? ok(outcome.value) : err(outcome.failure);
}
