/**
 * Who may import whom. A dependency that no line below allows is an error: a new wall or a new package is a decision, made here.
 *
 *   shared/    kernel < ledger < village, view, unit, deputy, user, station, campaign, schedule, figure, case < activity, category, office, suggestion, referral < statistics, documents; calendar < rules stand on the ledger;
 *              the tables over all types (entry-types, access, judge, decide, words) stand on top; sync sits on ledger and judge, bundle on the wire's entries
 *              identity: the device's key, beside the kernel
 *   electron/  the IPC contract and the kernel, never the domain
 *   renderer/  only store/ knows RxDB, Dexie and the worker; screens know its public face, the pieces of ui/, and their own area
 *   server/    only store/ and migrations/ speak SQL
 *   tests/     may see everything; nothing sees tests
 */
const on = (from, ...to) => ({ from: { path: from }, to: { path: to } });
const npm = (...names) => names.map((name) => `node_modules/(@types/)?${name}/`);
const core = (from, ...modules) => ({ from: { path: from }, to: { dependencyTypes: ['core'], ...(modules.length > 0 ? { path: `^(node:)?(${modules.join('|')})$` } : {}) } });

const AGGREGATES = 'village|view|unit|deputy|user|station|campaign|schedule|figure|category|office|activity|case|suggestion|referral';
/** What the page needs everywhere to draw. */
const DRAWING = npm('react', 'react-dom', 'react-router', 'antd', '@ant-design/icons', '@tanstack/react-virtual', 'dayjs');
/** The store's public face: its contract, the hooks, the page's end of the worker, and sentences for its failures. */
const STORE_FACE = '^renderer/store/(api|backup-api|bundle-api|sync-api|office-api|client|store-context|use-live|failure-text)\\.tsx?$';

module.exports = {
  allowedSeverity: 'error',
  allowed: [
    // shared: pure, with small pure libraries
    on('^shared/', ...npm('typebox')),
    on('^shared/kernel/', '^shared/kernel/', ...npm('@noble/hashes', '@scure/base', 'canonicalize')),
    on('^shared/ledger/', '^shared/(kernel|ledger)/'),
    on('^shared/identity/', '^shared/identity/', ...npm('@noble/curves', '@noble/hashes', '@scure/base')),
    on('^shared/calendar/', '^shared/(kernel|ledger|calendar)/'),
    on('^shared/rules/', '^shared/(kernel|ledger|calendar|rules)/'),
    on(`^shared/(${AGGREGATES})/`, '^shared/(kernel|ledger)/', '^shared/$1/'),
    on('^shared/attachment/', '^shared/kernel/', '^shared/attachment/'),
    on('^shared/(category|office|suggestion|referral|activity)/', '^shared/case/'),
    on('^shared/(schedule|activity)/', '^shared/(calendar|schedule)/'),
    on('^shared/(case|activity|suggestion|referral)/', '^shared/(calendar|attachment|rules)/'),
    on(`^shared/(${AGGREGATES})/decide\\.ts$`, '^shared/(act|access)\\.ts$'),
    on('^shared/statistics/', `^shared/(kernel|ledger|calendar|rules|statistics|${AGGREGATES})/`),
    on('^shared/import/', '^shared/(kernel|ledger|import|village|deputy|unit|station)/', '^shared/(act|entry-types)\\.ts$'),
    on('^shared/documents/', `^shared/(kernel|ledger|calendar|rules|statistics|documents|${AGGREGATES})/`, '^shared/words\\.ts$'),
    on('^shared/[^/]+\\.ts$', `^shared/(kernel|ledger|calendar|rules|${AGGREGATES})/`, '^shared/[^/]+\\.ts$'),
    on('^shared/sync/', '^shared/(kernel|ledger|identity|sync)/', '^shared/(access|judge)\\.ts$'),
    on('^shared/bundle/', '^shared/(kernel|ledger|identity|sync|bundle)/', '^shared/(access|entry-types)\\.ts$'),

    // electron: the contract and the kernel
    on('^electron/', '^shared/kernel/', '^shared/desktop-api\\.ts$', '^electron/', ...npm('electron', 'typebox')),
    core('^electron/(?!preload\\.ts$)'),

    // renderer, from the inside out
    on('^renderer/', '^shared/', '^renderer/desktop\\.ts$', ...DRAWING),
    on('^renderer/store/', '^renderer/store/', ...npm('rxdb', 'rxjs', 'dexie', 'comlink', 'typebox', '@noble/hashes', '@scure/base', 'pinyin-pro', 'tus-js-client', 'age-encryption')),
    on('^renderer/theme/', '^renderer/theme/'),
    on('^renderer/ui/', '^renderer/(ui|theme)/', '^renderer/icon\\.svg$', STORE_FACE),
    on('^renderer/ui/attachments/', ...npm('signature_pad')),
    on('^renderer/ui/scan/', ...npm('qr')),
    on('^renderer/ui/sounds\\.ts$', ...npm('pinyin-pro')),
    on('^renderer/ui/import/', ...npm('exceljs', 'papaparse', 'comlink')),
    on('^renderer/print/', '^renderer/(print|ui|theme)/', STORE_FACE, ...npm('qrcode')),
    on('^renderer/reports/', '^renderer/(reports|ui|theme)/', STORE_FACE, ...npm('exceljs', 'docx', 'comlink')),
    on('^renderer/screens/([^/]+)/', '^renderer/screens/$1/', '^renderer/(ui|theme|reports)/', '^renderer/print/(open-print|QrCode)\\.tsx?$', STORE_FACE),
    on('^renderer/(main|App)\\.tsx$', '^renderer/(App\\.tsx$|ui/|theme/|screens/|reports/)', STORE_FACE),

    // server: only the store speaks SQL
    on('^server/', '^shared/', '^server/', ...npm('typebox')),
    on('^server/cli\\.ts$', ...npm('qrcode')),
    on('^server/bundle-files\\.ts$', ...npm('age-encryption')),
    on('^server/(store|migrations)/', ...npm('kysely')),
    core('^server/store/', 'sqlite'),
    core('^server/', 'crypto', 'fs', 'fs/promises', 'path', 'url', 'os', 'http', 'stream', 'stream/promises', 'events', 'util', 'util/types', 'timers/promises', 'process', 'buffer', 'string_decoder', 'async_hooks', 'perf_hooks', 'net', 'worker_threads'),
    on('^server/(?!store/|migrations/|cli\\.ts$)', ...npm('fastify', '@fastify/[^/]+', '@tus/[^/]+', 'pino')),

    // what does not resolve is reported once, by its own rule
    { from: {}, to: { couldNotResolve: true } },

    // tools and tests
    on('^scripts/', '.*'),
    on('^tests/', '.*'),
  ],
  forbidden: [
    { name: 'no-cycles', severity: 'error', comment: 'two files that need each other are one file, or three', from: {}, to: { circular: true } },
    { name: 'nothing-imports-tests', severity: 'error', comment: 'tests depend on the app, never the reverse', from: { pathNot: '^(tests|scripts)/' }, to: { path: '^tests/' } },
    { name: 'nothing-imports-scripts', severity: 'error', comment: 'tools depend on the app, never the reverse', from: { pathNot: '^(tests|scripts)/' }, to: { path: '^scripts/' } },
    { name: 'store-below-endpoints', severity: 'error', comment: 'the store serves the endpoints and knows none of them', from: { path: '^server/(store|migrations)/' }, to: { path: '^server/[^/]+\\.ts$' } },
    { name: 'resolvable', severity: 'error', comment: 'a path that resolves to nothing (what Electron brings itself exists only inside it)', from: {}, to: { couldNotResolve: true, pathNot: '^electron/(main|renderer|common)$' } },
    { name: 'no-barrels', severity: 'error', comment: 'an import names the file it means', from: {}, to: { path: '(^|/)index\\.tsx?$', pathNot: 'node_modules' } },
    { name: 'no-orphans', severity: 'error', comment: 'a file that nobody imports and that is no entry point',
      from: { orphan: true, pathNot: ['^electron/(main|preload)\\.ts$', '^renderer/main\\.tsx$', '^renderer/store/worker\\.ts$', '^server/(main|cli|upkeep-worker)\\.ts$', '^(scripts|tests)/', '\\.d\\.ts$', '\\.(css|html|json|svg)$'] }, to: {} },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' }, tsPreCompilationDeps: true, combinedDependencies: false, doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|release)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
