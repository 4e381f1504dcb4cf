/**
 * What a person sees of sync and says to it, beside the engine: it stands between replication and the county's client, holds requests back
 * while sync is paused, counts what goes over the line, keeps the log for support, and answers 设置 → 同步.
 */
import type { Stored } from '../../shared/sync/engine.ts';
import type { AttachmentExchange } from './attachment-exchange.ts';
import { testConnection } from './connection-test.ts';
import { createCountyClient, type CountyClient, type Exchanged } from './county-client.ts';
import { firstSignal } from './first-signal.ts';
import type { Identity } from './identity.ts';
import type { OpenStore } from './open-store.ts';
import type { Replication } from './replication.ts';
import type { SyncApi, SyncHeld, SyncLogEvent } from './sync-api.ts';
import { openSyncLog } from './sync-log.ts';
import { openSyncPause } from './sync-pause.ts';
import { openTraffic } from './traffic.ts';
import { oldestWaiting, scopeStandings, waitingPage } from './waiting-entries.ts';

export interface SyncDesk {
  readonly answers: SyncApi;
  /** The county as replication speaks with it. */
  client(identity: Identity): CountyClient;
  filesMayGo(): boolean;
  fileSent(bytes: number): void;
  /** An exchange was stored: its counts and refusals are noted. */
  stored(stored: Stored, inserted: number): void;
  /** The phase of a log may have changed. */
  phases(): void;
  rekeyed(): void;
  held(): SyncHeld | null;
  oldest(): Promise<number | null>;
  stop(): Promise<void>;
}

/** What comes and goes beside the desk: new ones after each enrolment. */
export interface SyncRunning { readonly replication: Replication | null; readonly exchange: AttachmentExchange | null }

export interface SyncDeskParts { readonly store: OpenStore; readonly name: string; readonly now: () => number; readonly running: () => SyncRunning }

export async function openSyncDesk({ store, name, now, running }: SyncDeskParts): Promise<SyncDesk> {
  const { identity, values, entries, host } = store;
  const log = await openSyncLog(name, now);
  const traffic = await openTraffic({ server: () => identity.current?.server ?? null, values, now, counted: (moved) => { log.note({ what: 'used', figures: { ...moved } }); } });
  const pause = await openSyncPause(values, now);
  const contacts = new Map<string, number>();
  const shown = new Map<string, string>();
  const same = new Map<string, { readonly key: string | null; times: number }>();
  const ended = new AbortController();
  const testing = { run: new AbortController() };
  const logs = () => running().replication?.logs() ?? [];
  const changed = (): void => { host.changed({ topics: ['sync'], subjects: [] }); };
  log.note({ what: 'opened', figures: { entries: await entries.count(), restored: store.report.restored, journaled: store.report.journaled } });

  pause.onChange(() => {
    const { exchange } = running();
    if (pause.filesMayGo()) exchange?.wake();
    else exchange?.interrupt();
    changed();
  });

  const exchanged = (exchange: Exchanged): void => {
    const { scope, event } = eventOf(exchange);
    if (exchange.answer.ok && scope !== undefined) contacts.set(scope, now());
    traffic.sent('texts', exchange.up);
    traffic.unpacked('texts', exchange.down);
    noteUnlessSame(event);
  };

  /** What comes again and again, nothing new or the same failure, is counted: otherwise a week without a line would push everything else out of the log. */
  const noteUnlessSame = (event: Omit<SyncLogEvent, 'at'>): void => {
    const { scope = '', what, code, figures } = event;
    const last = same.get(scope);
    const key = code !== undefined ? `${what} ${code}` : what === 'pull' && figures?.['came'] === 0 ? 'nothing new' : null;
    if (key !== null && last?.key === key) { last.times += 1; return; }
    same.set(scope, { key, times: 1 });
    log.note(last && last.times > 1 ? { ...event, figures: { ...figures, repeated: last.times } } : event);
  };

  const answers: SyncApi = {
    waitingEntries: (offset, limit) => waitingPage(store, logs(), { offset, limit }),
    scopeStandings: () => scopeStandings(store, logs(), contacts),
    dataUsed: () => Promise.resolve(traffic.used()),
    syncRules: () => Promise.resolve({ ...pause.rules(), hint: pause.hint() }),
    async saveSyncRules(rules) {
      const before = pause.rules();
      await pause.save(rules);
      if ((before.pause === null) !== (rules.pause === null)) log.note({ what: rules.pause === null ? 'resumed' : 'paused' });
      if (before.metered.on !== rules.metered.on || before.metered.goes !== rules.metered.goes) log.note({ what: 'metered', code: rules.metered.on ? rules.metered.goes : 'off' });
    },
    async offerAgain(ids) {
      log.note({ what: 'offered-again', ids });
      await running().replication?.offerAgain(ids);
    },
    verifyNow() {
      log.note({ what: 'asked', code: 'verify' });
      running().replication?.verify();
      return Promise.resolve();
    },
    async testConnection(heard) {
      testing.run.abort();
      testing.run = new AbortController();
      const current = identity.current;
      if (current === null) return [];
      const steps = await testConnection({
        server: current.server, token: current.enrolment.token, county: current.enrolment.county.code, now, signal: testing.run.signal, heard: (so) => { void heard(so); },
      });
      for (const { name: step, finding } of steps) if (finding !== null) log.note({ what: 'tested', code: `${step}-${finding}` });
      return steps;
    },
    stopConnectionTest() {
      testing.run.abort();
      return Promise.resolve();
    },
    async supportReport() {
      const current = identity.current;
      if (current === null) return null;
      return {
        device: current.enrolment.deviceId, replica: current.replica, former: current.former.length, server: current.server, entries: await entries.count(),
        scopes: await answers.scopeStandings(), used: traffic.used(), events: await log.events(),
      };
    },
  };

  return {
    answers,
    client({ server, enrolment }) {
      const plain = createCountyClient(server, enrolment.token, exchanged);
      return {
        async exchange(path, body) {
          await pause.texts(ended.signal);
          return plain.exchange(path, body);
        },
        async news(heard, signal) {
          const paused = new AbortController();
          const both = firstSignal(signal, ended.signal);
          await pause.texts(both);
          const stopListening = pause.onChange(() => { if (pause.held() !== null) paused.abort(); });
          await plain.news(heard, firstSignal(both, paused.signal));
          stopListening();
        },
      };
    },
    filesMayGo: pause.filesMayGo,
    fileSent: (bytes) => { traffic.sent('files', bytes); },
    stored({ entries: pulled, receipts, refusals, log: { scope } }, inserted) {
      if (pulled.length + receipts.length > 0) log.note({ what: 'stored', scope, figures: { entries: pulled.length, inserted, receipts: receipts.length } });
      for (const { id, code } of refusals) log.note({ what: 'refused', scope, code, ids: [id] });
    },
    phases() {
      for (const { log: { scope, cursor }, phase, error } of logs()) {
        const code = error === null ? phase : `${phase}-${error}`;
        // Every exchange passes through these two; only where it came to rest says something.
        if (phase === 'syncing' || phase === 'checking' || shown.get(scope) === code) continue;
        shown.set(scope, code);
        log.note({ what: 'phase', scope, code, figures: { rev: cursor.rev } });
      }
    },
    rekeyed: () => { log.note({ what: 'rekeyed' }); },
    held: pause.held,
    oldest: () => oldestWaiting(store, logs()),
    async stop() {
      ended.abort();
      testing.run.abort();
      pause.stop();
      await traffic.stop();
      await log.close();
    },
  };
}

/** The line of the log about an exchange: counts of what was sent and what came, never any of it. */
function eventOf({ path, body, answer, up, down, ms }: Exchanged): { readonly scope: string | undefined; readonly event: Omit<SyncLogEvent, 'at'> } {
  const [asked, came] = [fieldsOf(body), answer.ok ? fieldsOf(answer.value) : {}];
  const scope = typeof asked['scope'] === 'string' ? asked['scope'] : undefined;
  const verdicts: readonly unknown[] = Array.isArray(came['verdicts']) ? came['verdicts'] : [];
  const figures = {
    ...counted('sent', asked['entries'] ?? asked['ids']), ...counted('came', came['entries']), ...counted('missing', came['missing']),
    ...(path === 'push' && answer.ok ? { accepted: verdicts.filter((one) => fieldsOf(one)['verdict'] === 'accepted').length } : {}), up, down, ms,
  };
  return { scope, event: { what: path, ...(scope === undefined ? {} : { scope }), figures, ...(answer.ok ? {} : { code: answer.error.error }) } };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return value instanceof Object ? value as Record<string, unknown> : {};
}

function counted(name: string, list: unknown): Readonly<Record<string, number>> {
  return Array.isArray(list) ? { [name]: list.length } : {};
}
