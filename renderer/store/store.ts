/** The store: what screens ask and what they want done, over the parts that `open-store.ts` puts together. */
import type { Session } from '../../shared/access.ts';
import type { Act, Refusal } from '../../shared/act.ts';
import { foldCase } from '../../shared/case/fold.ts';
import { effectiveCategories } from '../../shared/category/category.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { recordHistory } from '../../shared/ledger/record.ts';
import { measure } from '../../shared/statistics/measure.ts';
import type { CaseView, ItemView, Host, OpenReport, StoreApi, StoreOptions, SyncStatus } from './api.ts';
import { createAttachmentExchange, type AttachmentExchange } from './attachment-exchange.ts';
import { backupParts } from './backup-parts.ts';
import { previewBackup, restoreBackup, type BackupRestoreParts } from './backup-restore.ts';
import { exportBundle } from './bundle-export.ts';
import { importBundle, previewBundle, type BundleImportParts } from './bundle-import.ts';
import { bundleTargets } from './bundle-peers.ts';
import { trafficOf } from './attachment-transfer.ts';
import { createOffice } from './county-office.ts';
import { createReporter, type Reporter } from './device-report.ts';
import { doublesOf } from './doubles.ts';
import { openDrafts, type DraftKeeper } from './draft-keeper.ts';
import { promisesOf, type DutyAnswers } from './duty-answers.ts';
import type { StoreFailure } from './failure-text.ts';
import type { Identity } from './identity.ts';
import { drawMissingKey, followStanding, joinCounty, takeNewReplica } from './identity-changes.ts';
import { indicatorParts, poolOf } from './indicator-answers.ts';
import { openStore, type OpenStore } from './open-store.ts';
import { activitiesOf, activityOf, withParts, type RecordStates } from './records-model.ts';
import { keepCountyKey, keepKnownKeys } from './known-keys.ts';
import { createReplication, type Brought, type Replication } from './replication.ts';
import { openSyncDesk, type SyncDesk } from './sync-desk.ts';
import { hasLetters } from './search-query.ts';
import { createStoreExchange, type StoreExchange } from './store-exchange.ts';
import { deliveryOf } from './subject-entries.ts';
import { nextTempNo } from './temp-numbers.ts';
import { createWriterQueue } from './writer-queue.ts';

/** A store that is not open yet. `now` is the device's clock in epoch milliseconds. */
export function createStore(now: () => number = Date.now): StoreApi {
  let opened: OpenStore | null = null;
  let opening: Promise<Result<OpenReport, StoreFailure>> | null = null;
  let replication: Replication | null = null;
  let exchange: AttachmentExchange | null = null;
  let reporter: Reporter | null = null;
  let desk: SyncDesk | null = null;
  let drafts: DraftKeeper | null = null;
  let storing: StoreExchange | null = null;
  /** A reply of the county that is being taken; one after another. */
  let brought: (Brought & { readonly failed: (error: unknown) => void }) | null = null;
  const bringing = createWriterQueue();
  const numbers = createWriterQueue();
  // Sealing takes time: without a queue an older value overtakes a newer one.
  const keeping = createWriterQueue();

  const open = (): OpenStore => {
    if (!opened) throw new Error('the store is not open');
    return opened;
  };

  const syncDesk = (): SyncDesk => {
    if (!desk) throw new Error('the store is not open');
    return desk;
  };

  const keptDrafts = (): DraftKeeper => {
    if (!drafts) throw new Error('the store is not open');
    return drafts;
  };

  const stopReplication = (): void => {
    replication?.stop();
    exchange?.stop();
    reporter?.stop();
  };

  const startReplication = (store: OpenStore, identity: Identity): void => {
    const beside = syncDesk();
    const keep = (storing ??= createStoreExchange(store));
    stopReplication();
    const { session, deviceId } = identity.enrolment;
    const mine = createReplication({
      session, client: beside.client(identity), memory: store.memory, now, brought: () => brought, mended: store.report.restored > 0 || store.report.journaled > 0 || store.report.recreated,
      async store(stored) {
        const inserted = await keep.store(stored);
        beside.stored(stored, inserted.length);
        // Which files the county has is of no weight beside what it was told: what fails here is asked again at the next exchange.
        const { scope, generation } = stored.log;
        if (session.writes.includes(scope) && await store.attachments.noteGeneration(scope, generation).catch(() => false)) exchange?.wake();
        return inserted;
      },
      rekey() {
        beside.rekeyed();
        return takeNewReplica(store);
      },
      changed: () => {
        beside.phases();
        store.host.changed({ topics: ['sync'], subjects: [] });
        exchange?.wake();
        reporting.changed();
      },
    });
    const reporting = createReporter({
      identity: () => store.identity.current, status: () => mine.status(), held: () => beside.held() !== null, now,
      async follow({ keys, countyKey, ...standing }) {
        if (keys !== undefined) await keepKnownKeys(store.values, keys);
        if (countyKey !== undefined) await keepCountyKey(store.values, countyKey);
        const changed = await followStanding(store, deviceId, standing);
        if (changed === null) return;
        startReplication(store, changed);
        store.host.changed({ topics: ['sync', 'cases', 'activities', 'suggestions', 'directory'], subjects: [] });
      },
    });
    reporter = reporting;
    replication = mine;
    exchange = createAttachmentExchange({ ...store, identity, status: () => mine.status(), filesMayGo: beside.filesMayGo, sent: beside.fileSent });
    // What it cannot read now it reads later, and says so; what is thrown beside that is a bug, and no reason to end the worker.
    void keep.settled().then(() => mine.start()).catch((error: unknown) => brought?.failed(error));
  };

  const importing = (store: OpenStore): BundleImportParts => ({
    ...store,
    async rekey() {
      await takeNewReplica(store);
      if (store.identity.current) startReplication(store, store.identity.current);
    },
    relay(scope, ids) {
      replication?.relay(scope, ids);
      store.host.changed({ topics: ['sync'], subjects: [] });
    },
    logOf,
    // By a new engine, which is at rest: what the old one waited for (an answer that may never come) need not be waited for.
    bring: (scope, reply) => bringing.run(() => new Promise<Parameters<Brought['done']>[0]>((done, failed) => {
      const identity = store.identity.current;
      brought = { scope, reply, done, failed };
      if (identity) startReplication(store, identity);
      else done(err('not-enrolled'));
    }).finally(() => { brought = null; })),
  });

  const logOf = (scope: string) => replication?.logs().find(({ log }) => log.scope === scope)?.log ?? null;

  const restoring = (store: OpenStore): BackupRestoreParts => backupParts(store, {
    async stop() {
      stopReplication();
      await storing?.settled();
    },
    start: () => { if (store.identity.current) startReplication(store, store.identity.current); },
  });

  const openOnce = async (options: StoreOptions, host: Host): Promise<Result<OpenReport, StoreFailure>> => {
    const result = await openStore(options, host, now);
    if (!result.ok) {
      opening = null;
      return result;
    }
    opened = result.value;
    drafts = await openDrafts({ ...opened, now });
    desk = await openSyncDesk({ store: opened, name: options.name, now, running: () => ({ replication, exchange }) });
    // A key that cannot be written now is drawn at the next opening: nothing waits for it.
    await drawMissingKey(opened).catch(() => undefined);
    if (opened.identity.current) startReplication(opened, opened.identity.current);
    return ok(opened.report);
  };

  return {
    open: (options, host) => (opening ??= openOnce(options, host)),

    async enrol(server, code, device) {
      const store = open();
      const joined = await joinCounty(store, server, { code, device });
      if (!joined.ok) return joined;
      startReplication(store, joined.value);
      store.host.changed({ topics: ['session', 'sync', 'cases', 'activities', 'suggestions', 'directory'], subjects: [] });
      return ok(joined.value.enrolment);
    },
    enrolment: () => Promise.resolve(enrolmentOf(open().identity.current)),

    perform: (acts) => perform(opened, { replication, exchange }, acts),

    async cases(query) {
      const { cases, readings } = open();
      if (hasLetters(query.filter.text ?? '')) await readings.load();
      return cases.cases({ ...query, filter: withParts(query.filter, open().records) });
    },
    case: (id) => caseView(open(), id),
    counts: (today, scope) => Promise.resolve(open().cases.counts(today, scope)),
    duties: (today, lines) => Promise.resolve(askDuties(open(), (duties, session) => duties.sections({ today, session }, lines)) ?? []),
    async dutyCounts(today) {
      const counts = await askDuties(open(), (duties, session) => duties.counts({ today, session })) ?? { today: 0, supervision: 0, attention: 0 };
      return { ...counts, attention: counts.attention + await attentionBesideCases(open()) };
    },
    supervision: (today) => Promise.resolve(askDuties(open(), (duties, session) => duties.supervision({ today, session })) ?? { proposals: [], proposed: 0, open: [], units: [] }),
    promises: () => Promise.resolve(promisesOf(open().cases)),
    async facets(filter) {
      const { cases, readings } = open();
      if (hasLetters(filter.text ?? '')) await readings.load();
      return cases.facets(withParts(filter, open().records));
    },
    similar: (village, words, reporter) => Promise.resolve(open().cases.similar({ village, words, reporter })),
    activities: () => Promise.resolve(activitiesOf(open().records)),
    indicators: (selection) => Promise.resolve(measure(poolOf(open()), selection)),
    indicatorParts: (selection, indicator, limit) => Promise.resolve(indicatorParts(open(), { selection, indicator, limit })),
    suggestions: () => Promise.resolve(open().records.all('suggestions').map((state) => ({ ...state, timeline: [] }))),
    suggestion: (id) => itemView(open(), 'suggestions', id),
    referrals: () => Promise.resolve(open().records.all('referrals').map((state) => ({ ...state, timeline: [] }))),
    referral: (id) => itemView(open(), 'referrals', id),
    activity: (id) => Promise.resolve(activityOf(open().records, id)),
    search: (text, limit, places) => open().search.find(text, limit, places),
    hits: (ids) => Promise.resolve(open().search.hits(ids)),
    directory() {
      const { records, identity } = open();
      const categoryRecords = records.all('categories');
      return Promise.resolve({
        villages: records.all('villages'), deputies: records.all('deputies'), units: records.all('units'), users: records.all('users'), offices: records.all('offices'),
        rules: records.all('rules'), calendars: records.all('calendars'), views: records.all('views'), stations: records.all('stations'), campaigns: records.all('campaigns'), schedules: records.all('schedules'), figures: records.all('figures'),
        categoryRecords, categories: effectiveCategories(categoryRecords, identity.current?.enrolment.session.home ?? ''),
      });
    },
    async history(subject) {
      const held = (await open().subjects.load([subject])).get(subject) ?? [];
      return recordHistory(held.map((one) => one.entry));
    },

    addAttachment: (file, name, wish) => open().attachments.add(file, name, wish),
    attachmentThumbnail: (hash) => open().attachments.thumbnail(hash),
    async attachmentTraffic() {
      return exchange ? exchange.traffic() : trafficOf(await open().files.transfers.where('state').equals('waiting').toArray(), 0);
    },
    keepMemoPart: (part) => open().memos.keep(part),
    async leaveMemo(memo) {
      open().memos.leave(memo);
      open().host.changed({ topics: ['attachments'], subjects: [] });
    },
    leftMemos: () => open().memos.left(),
    memoSound: (memo) => open().memos.sound(memo),
    async dropMemo(memo) {
      await open().memos.drop(memo);
      open().host.changed({ topics: ['attachments'], subjects: [] });
    },
    async readAttachment(scope, attachment) {
      const blob = await open().attachments.read(scope, attachment, exchange?.client ?? null);
      if (blob.ok) open().host.changed({ topics: ['attachments'], subjects: [] });
      return blob;
    },
    attachmentStandings: (scope, hashes) => open().attachments.standing(scope, hashes, (hash) => exchange?.sent(hash) ?? 0),

    bundleTargets: (scope) => bundleTargets(open(), scope),
    exportBundle: (choice, making, goOn) => exportBundle({ ...open(), cursorOf: (scope) => logOf(scope)?.cursor ?? null }, choice, { making, goOn, now: now() }),
    async previewBundle(file, typed, goOn) {
      const store = open();
      const seen = await previewBundle(importing(store), { file, typed, goOn });
      // What its maker lacks is known now.
      if (seen.ok) store.host.changed({ topics: ['sync'], subjects: [] });
      return seen;
    },
    importBundle: (file, typed, goOn) => importBundle(importing(open()), { file, typed, goOn }),
    previewBackup: (chosen, goOn) => previewBackup(restoring(open()), { chosen, goOn }),
    restoreBackup: (chosen, goOn) => restoreBackup(restoring(open()), { chosen, goOn }),
    doubles: (activity) => doublesOf(open(), activity),

    saveDraft: (key, fields) => keptDrafts().save(key, fields),
    drafts: () => keptDrafts().all(),
    setting: (name) => open().values.read(`setting:${name}`),
    saveSetting: (name, value) => keeping.run(() => open().values.write(`setting:${name}`, value ?? null)),

    nextTempNo: () => numbers.run(async () => {
      const { identity, ...parts } = open();
      if (!identity.current) throw new Error('no temporary number before enrolment');
      return nextTempNo(parts, identity.current.replica, identity.current.enrolment.session.writes);
    }),
    syncStatus: () => syncStatus(open(), replication, desk),
    refusedEntries: () => open().memory.refusedEntries(),
    waitingEntries: (offset, limit) => syncDesk().answers.waitingEntries(offset, limit),
    scopeStandings: () => syncDesk().answers.scopeStandings(),
    dataUsed: () => syncDesk().answers.dataUsed(),
    syncRules: () => syncDesk().answers.syncRules(),
    saveSyncRules: (rules) => syncDesk().answers.saveSyncRules(rules),
    offerAgain: (ids) => syncDesk().answers.offerAgain(ids),
    verifyNow: () => syncDesk().answers.verifyNow(),
    testConnection: (heard) => syncDesk().answers.testConnection(heard),
    stopConnectionTest: () => syncDesk().answers.stopConnectionTest(),
    supportReport: () => syncDesk().answers.supportReport(),

    ...createOffice(() => opened?.identity.current ?? null),
    syncNow() {
      replication?.resume();
      exchange?.resume();
      return Promise.resolve();
    },
    rebuild() {
      const { writer, projector, cases } = open();
      return writer.run(async () => {
        await projector.rebuild();
        return cases.size();
      });
    },
    async close() {
      stopReplication();
      brought?.done(err('not-open'));
      const store = opened;
      const [beside, kept] = [desk, drafts];
      [opened, opening, replication, exchange, desk, drafts, storing] = [null, null, null, null, null, null, null];
      await beside?.stop();
      await kept?.settled();
      await store?.writer.run(async () => {
        await store.mark();
        await store.close();
      });
    },
  };
}

interface Outward { readonly replication: Replication | null; readonly exchange: AttachmentExchange | null }

async function perform(store: OpenStore | null, { replication, exchange }: Outward, acts: readonly Act[]): Promise<Result<readonly string[], Refusal>> {
  if (!store) return err({ code: 'not-open' satisfies StoreFailure });
  const made = await store.writer.run(() => append(store, acts)).catch((error: unknown) => {
    // IndexedDB that went away while it was read is a failure like one that does not write; anything else is a bug.
    if (store.ledger.healthy()) throw error;
    return err({ code: 'storage-failed' satisfies StoreFailure });
  });
  if (!made.ok) return made;
  // What was written goes first; the upload goes on when it is there.
  exchange?.interrupt();
  for (const { scope, seq } of made.value) replication?.appended(scope, seq);
  store.host.changed({ topics: ['sync'], subjects: [] });
  return ok(made.value.map(({ id }) => id));
}

/** Files that the acts name are put in the queue first: a crash in between sends one file too many, never one too few. */
async function append({ attachments, appender }: OpenStore, acts: readonly Act[]) {
  // A queue that cannot be written would leave the file here for ever: then the act is not written either.
  const announced = await attachments.announce(acts).catch(() => null);
  if (announced === null) return err({ code: 'storage-failed' satisfies StoreFailure });
  const made = await appender.perform(acts);
  if (!made.ok && announced.length > 0) await attachments.withdraw(announced);
  return made;
}

/** Null before this device has joined a county: nobody's desk. */
function askDuties<T>({ duties, identity }: OpenStore, ask: (duties: DutyAnswers, session: Session) => T): T | null {
  return identity.current === null ? null : ask(duties, identity.current.enrolment.session);
}

/** What asks for attention and is no case: contested suggestions and referrals, and subjects of which the county refused an entry. */
async function attentionBesideCases({ records, refused, memory }: OpenStore): Promise<number> {
  const subjects = new Set([...records.all('suggestions'), ...records.all('referrals')].filter(({ contested }) => contested).map(({ id }) => id));
  if (refused.size > 0) for (const { subject } of await memory.refusedEntries()) if (!subject.startsWith('case:')) subjects.add(subject);
  return subjects.size;
}

async function caseView({ subjects, cases, standing }: OpenStore, id: string): Promise<CaseView | null> {
  const held = (await subjects.load([id])).get(id) ?? [];
  const state = foldCase(held.map((one) => one.entry));
  const row = cases.row(id);
  if (!state || !row) return null;
  return { state, row, ...cases.related(id), delivery: Object.fromEntries(held.map((one) => [one.entry.id, deliveryOf(one, standing)])) };
}

async function itemView<T extends 'suggestions' | 'referrals'>({ subjects, records, standing }: OpenStore, table: T, id: string): Promise<ItemView<RecordStates[T]> | null> {
  const state = records.one(table, id);
  if (state === null) return null;
  const held = (await subjects.load([id])).get(id) ?? [];
  return { state, delivery: Object.fromEntries(held.map((one) => [one.entry.id, deliveryOf(one, standing)])) };
}

async function syncStatus({ ledger }: OpenStore, replication: Replication | null, desk: SyncDesk | null): Promise<SyncStatus> {
  if (!replication) return { phase: 'unenrolled', waiting: 0, refused: 0, lastContact: null, clockOffset: null, verifiedAt: null, reason: null };
  const found = await replication.status();
  const status: SyncStatus = { ...found, held: desk?.held() ?? null, oldest: found.waiting === 0 ? null : await desk?.oldest().catch(() => null) ?? null };
  return ledger.healthy() ? status : { ...status, phase: 'stopped', reason: 'storage-failed' satisfies StoreFailure };
}

function enrolmentOf(identity: Identity | null): { server: string; enrolment: Identity['enrolment'] } | null {
  return identity && { server: identity.server, enrolment: identity.enrolment };
}
