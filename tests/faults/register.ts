/**
 * The faults that the software must survive, each with the levels at which a test must show it. A test says in its title which it
 * shows (`[F22]`); `register.test.ts` holds the list against the titles.
 */

/** `S` the pure engine and its simulator · `I` real server, real engine · `B` real Chromium · `E` the app in Electron. */
export type Level = 'S' | 'I' | 'B' | 'E';

export interface Fault { readonly number: `F${string}`; readonly what: string; readonly levels: readonly Level[] }

const fault = (number: Fault['number'], what: string, ...levels: readonly Level[]): Fault => ({ number, what, levels });

export const FAULTS: readonly Fault[] = [
  fault('F01', 'client killed before the journal is written', 'I'),
  fault('F02', 'client killed after the journal was written, before its flush', 'I'),
  fault('F03', 'client killed after the flush, before the reply', 'I'),
  fault('F04', 'client killed after the reply, before RxDB is written', 'I'),
  fault('F05', 'client killed after RxDB, before the memory of it', 'I'),
  fault('F06', 'client killed while the journal is replayed', 'I'),
  fault('F07', 'client killed after a push was sent', 'I'),
  fault('F08', 'client killed after the answer, before it was stored', 'I'),
  fault('F09', 'client killed in the middle of storing a pull', 'I'),
  fault('F10', 'client killed while RxDB is rebuilt', 'I'),
  fault('F11', 'server killed in the middle of a batch', 'I'),
  fault('F12', 'server killed after the commit, before the answer', 'I'),
  fault('F13', 'server killed during a checkpoint or a backup', 'I'),
  fault('F14', 'request lost', 'S', 'I'),
  fault('F15', 'answer lost after the commit', 'S', 'I'),
  fault('F16', 'answer repeated, or later than a newer one', 'S'),
  fault('F17', 'answer cut at every byte; bad JSON; a captive portal’s page with 200', 'I'),
  fault('F18', '4 KB/s, 3 s of latency, 20 % loss', 'I', 'B'),
  fault('F19', 'connection cut in the middle of an upload, another address', 'I'),
  fault('F20', 'gzip bomb, push of 50 MB', 'I'),
  fault('F21', 'disk full on the client: journal, IndexedDB', 'I', 'B'),
  fault('F22', 'disk full on the server', 'I'),
  fault('F23', 'read-only profile, a virus scanner holds the file', 'I'),
  fault('F24', 'IndexedDB deleted, empty, lost', 'B'),
  fault('F25', 'IndexedDB’s store exchanged, LevelDB for SQLite and back', 'B'),
  fault('F26', 'journal: torn end, turned bit, block of zeros', 'I'),
  fault('F27', 'clock days behind, years ahead, 1970, jumps, time zone', 'S', 'B'),
  fault('F28', 'two edits in one millisecond on two devices', 'S'),
  fault('F29', 'profile copied: both edit, both sync', 'S', 'I'),
  fault('F30', 'profile restored from last week’s backup', 'S', 'I'),
  fault('F31', 'server restored from yesterday’s backup, then new writes', 'S', 'I'),
  fault('F32', 'server restored, and a late acknowledgement', 'S'),
  fault('F33', 'device pointed at another county’s server, or at a trial one', 'I'),
  fault('F34', 'bundle half written, for others, twice, in wrong order, of another township', 'I'),
  fault('F35', 'entries arrive in any order', 'S'),
  fault('F36', 'one field edited on five devices offline; deleted and edited; two ends of one case', 'S', 'E'),
  fault('F37', 'attachment: server stopped, answer lost, wrong bytes, before and after its entry, deleted before it was sent', 'I', 'B'),
  fault('F38', 'one entry of 500 that the server refuses', 'I'),
  fault('F39', 'user retired or moved while offline for a week', 'I'),
  fault('F40', 'device revoked with 200 entries not sent', 'I'),
  fault('F41', 'older app, newer server, and the reverse; unknown types; upgrade with a full outbox', 'I'),
  fault('F42', 'large first sync interrupted 20 times, in bounded memory', 'I'),
  fault('F43', 'two windows, two instances, two tabs', 'E', 'B'),
  fault('F44', 'row deleted by hand on the server', 'I'),
];

/** At which levels the tests of a file below `tests/` run. The first that fits counts. */
const LEVELS_OF: readonly (readonly [RegExp, readonly Level[]])[] = [
  [/^sync\//, ['S']], [/^shared\//, ['S']], [/^desk\//, ['S']],
  [/^store\//, ['B', 'I']], [/^kills\//, ['I', 'B', 'E']], [/^(?:electron\/[^/]*\.e2e\.test|e2e\/)/, ['E', 'B', 'I']],
];

/** The levels of a test file; without a folder of its own it is one of real parts in Node. */
export function levelsOf(file: string): readonly Level[] {
  return LEVELS_OF.find(([folder]) => folder.test(file))?.[1] ?? ['I'];
}
