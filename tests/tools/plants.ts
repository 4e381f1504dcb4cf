/**
 * One violation of each kind, as a file that would be added to the tree, with the net that must catch it and what that net must say.
 * A rule without a plant here is a wish.
 */
import type { NETS } from '../../scripts/nets.mjs';

export interface Plant {
  /** What somebody did. */
  readonly deed: string;
  readonly net: (typeof NETS)[number]['name'];
  /** Where; the file is new, except that `adds` says to append to an existing one. */
  readonly file: string;
  readonly text: string;
  readonly adds?: true;
  /** What the net must report for that file: a compiler code, a lint rule (with a part of its message), or an import rule with its target. */
  readonly caughtBy: string;
  /** Part of the message, or the imported path. */
  readonly saying?: string;
}

/** Other files that plants need to point at. */
export const PLANTED_HELPERS: readonly { file: string; text: string }[] = [
  { file: 'shared/kernel/planted-barrel/index.ts', text: 'export const planted = 1;\n' },
  { file: 'renderer/screens/planted-area/inner.ts', text: 'export const inner = 1;\n' },
  { file: 'renderer/store/planted-inner.ts', text: 'export const inner = 1;\n' },
  { file: 'renderer/print/planted-inner.ts', text: 'export const inner = 1;\n' },
  { file: 'electron/planted-inner.ts', text: 'export const inner = 1;\n' },
  { file: 'server/planted-endpoint.ts', text: 'export const endpoint = 1;\n' },
  { file: 'server/store/planted-inner.ts', text: 'export const inner = 1;\n' },
  // The compiler names one importer only, so these have no other.
  { file: 'server/planted-for-types.ts', text: 'export const inner = 1;\n' },
  { file: 'electron/planted-for-types.ts', text: 'export const inner = 1;\n' },
  { file: 'server/planted-cycle-b.ts', text: "import type { a } from './planted-cycle-a.ts';\nexport const b = (f: typeof a) => f;\n" },
  { file: 'tests/tools/planted-inner.ts', text: 'export const inner = 1;\n' },
  { file: 'scripts/planted-inner.ts', text: 'export const inner = 1;\n' },
];

/** Numbered names keep plants apart: one file, one fault. */
const typePlant = (plant: Omit<Plant, 'net'>): Plant => ({ net: 'types', ...plant });
const importPlant = (deed: string, [file, target]: [string, string], rule = 'not-in-allowed'): Plant => ({ net: 'imports', deed, file, text: `import '${target}';\n`, caughtBy: rule, saying: target });
const lintPlant = (deed: string, [file, text]: [string, string], [caughtBy, saying]: [string, string?]): Plant => ({ net: 'lint', deed, file, text, caughtBy, ...(saying === undefined ? {} : { saying }) });

const TYPE_PLANTS: readonly Plant[] = [
  typePlant({ deed: 'the DOM in shared', file: 'shared/kernel/planted-dom.ts', text: 'export const title = () => window.document.title;\n', caughtBy: 'TS2304' }),
  typePlant({ deed: 'Node\'s process in shared', file: 'shared/kernel/planted-process.ts', text: 'export const env = () => process.env;\n', caughtBy: 'TS2591' }),
  typePlant({ deed: 'a timer in shared', file: 'shared/kernel/planted-timer.ts', text: 'export const later = (f: () => void) => setTimeout(f, 1);\n', caughtBy: 'TS2304' }),
  typePlant({ deed: 'the network in shared', file: 'shared/kernel/planted-fetch.ts', text: 'export const ask = () => fetch("/api");\n', caughtBy: 'TS2304' }),
  typePlant({ deed: 'the console in shared', file: 'shared/kernel/planted-console.ts', text: 'export const tell = () => console.log(1);\n', caughtBy: 'TS2584' }),
  typePlant({ deed: 'web crypto in shared', file: 'shared/kernel/planted-crypto.ts', text: 'export const id = () => crypto.randomUUID();\n', caughtBy: 'TS2304' }),
  typePlant({ deed: 'files in shared', file: 'shared/kernel/planted-fs.ts', text: 'import { readFileSync } from "node:fs";\nexport const read = readFileSync;\n', caughtBy: 'TS2591' }),
  typePlant({ deed: 'the renderer in shared', file: 'shared/kernel/planted-renderer.ts', text: 'export type { CaseRow } from "../../renderer/store/api.ts";\n', caughtBy: 'TS6307' }),
  typePlant({ deed: 'the server in the page', file: 'renderer/planted-server.ts', text: 'export { inner } from "../server/planted-for-types.ts";\n', caughtBy: 'TS6307' }),
  typePlant({ deed: 'the desktop\'s insides in the page', file: 'renderer/planted-electron.ts', text: 'export { inner } from "../electron/planted-for-types.ts";\n', caughtBy: 'TS6307' }),
  typePlant({ deed: 'the DOM in the server', file: 'server/planted-dom.ts', text: 'export const title = () => document.title;\n', caughtBy: 'TS2584' }),
  typePlant({ deed: 'the DOM in the desktop\'s main process', file: 'electron/planted-dom.ts', text: 'export const title = () => document.title;\n', caughtBy: 'TS2584' }),
  typePlant({ deed: 'a word forgotten in a table over a union', file: 'shared/kernel/planted-record.ts', text: 'type Grade = "good" | "bad";\nexport const words: Record<Grade, string> = { good: "满意" };\n', caughtBy: 'TS2741' }),
  typePlant({ deed: 'an optional field set to undefined', file: 'shared/kernel/planted-optional.ts', text: 'export const row: { name?: string } = { name: undefined };\n', caughtBy: 'TS2375' }),
  typePlant({ deed: 'an array element taken for granted', file: 'shared/kernel/planted-index.ts', text: 'export const first = (rows: string[]): string => rows[0];\n', caughtBy: 'TS2322' }),
  typePlant({ deed: 'an enum, which Node cannot strip', file: 'shared/kernel/planted-enum.ts', text: 'export enum Grade { Good }\n', caughtBy: 'TS1294' }),
  typePlant({ deed: 'a type imported as a value', file: 'shared/kernel/planted-verbatim.ts', text: 'import { Result } from "./result.ts";\nexport type Planted = Result<1, 2>;\n', caughtBy: 'TS1484' }),
  typePlant({ deed: 'a variable that nobody uses', file: 'shared/kernel/planted-unused.ts', text: 'const planted = 1;\nexport {};\n', caughtBy: 'TS6133' }),
];

const IMPORT_PLANTS: readonly Plant[] = [
  importPlant('the kernel knows the ledger', ['shared/kernel/planted-a.ts', '../ledger/entry.ts']),
  importPlant('the ledger knows cases', ['shared/ledger/planted-a.ts', '../case/case.ts']),
  importPlant('villages know cases', ['shared/village/planted-a.ts', '../case/case.ts']),
  importPlant('cases know deputies\' insides', ['shared/case/planted-a.ts', '../deputy/deputy.ts']),
  importPlant('cases know statistics', ['shared/case/planted-b.ts', '../statistics/planted-target.ts'], 'resolvable'),
  importPlant('the calendar knows cases', ['shared/calendar/planted-a.ts', '../case/case.ts']),
  importPlant('statistics know sync', ['shared/statistics/planted-a.ts', '../sync/wire.ts']),
  importPlant('sync knows cases', ['shared/sync/planted-a.ts', '../case/case.ts']),
  importPlant('shared reads files', ['shared/kernel/planted-b.ts', 'node:fs']),
  importPlant('shared uses a library nobody decided on', ['shared/kernel/planted-c.ts', 'dayjs']),
  importPlant('shared knows the page', ['shared/kernel/planted-d.ts', '../../renderer/store/planted-inner.ts']),
  importPlant('the desktop knows the domain', ['electron/planted-a.ts', '../shared/case/case.ts']),
  importPlant('the desktop knows the page', ['electron/planted-b.ts', '../renderer/store/planted-inner.ts']),
  importPlant('the desktop knows the server', ['electron/planted-c.ts', '../server/planted-endpoint.ts']),
  importPlant('the preload reads files', ['electron/preload.ts', 'node:fs']),
  importPlant('the page knows the server', ['renderer/planted-a.ts', '../server/planted-endpoint.ts']),
  importPlant('the page knows the desktop\'s insides', ['renderer/planted-b.ts', '../electron/planted-inner.ts']),
  importPlant('a screen reads RxDB', ['renderer/screens/planted-a/rxdb.ts', 'rxdb']),
  importPlant('a screen reads Dexie', ['renderer/screens/planted-a/dexie.ts', 'dexie']),
  importPlant('a screen reaches into the store', ['renderer/screens/planted-a/store.ts', '../../store/planted-inner.ts']),
  importPlant('a screen reaches into another area', ['renderer/screens/planted-a/area.ts', '../planted-area/inner.ts']),
  importPlant('a screen reaches into the print room', ['renderer/screens/planted-a/print.ts', '../../print/planted-inner.ts']),
  importPlant('a piece of the interface knows a screen', ['renderer/ui/planted-a.ts', '../screens/planted-area/inner.ts']),
  importPlant('the store knows a screen', ['renderer/store/planted-a.ts', '../screens/planted-area/inner.ts']),
  importPlant('the store draws', ['renderer/store/planted-b.ts', 'exceljs']),
  importPlant('an endpoint speaks SQL', ['server/planted-a.ts', 'kysely']),
  importPlant('an endpoint opens the database', ['server/planted-b.ts', 'node:sqlite']),
  importPlant('the server starts other programs', ['server/planted-c.ts', 'node:child_process']),
  importPlant('the store speaks HTTP', ['server/store/planted-a.ts', 'fastify']),
  importPlant('the store knows an endpoint', ['server/store/planted-b.ts', '../planted-endpoint.ts'], 'store-below-endpoints'),
  importPlant('the server knows the page', ['server/planted-d.ts', '../renderer/store/planted-inner.ts']),
  importPlant('the product imports a test', ['server/planted-e.ts', '../tests/tools/planted-inner.ts'], 'nothing-imports-tests'),
  importPlant('the product imports a tool', ['server/planted-f.ts', '../scripts/planted-inner.ts'], 'nothing-imports-scripts'),
  importPlant('a file that does not exist', ['server/planted-g.ts', './planted-nowhere.ts'], 'resolvable'),
  importPlant('a barrel', ['shared/kernel/planted-e.ts', './planted-barrel/index.ts'], 'no-barrels'),
  { net: 'imports', deed: 'a file nobody needs', file: 'server/planted-orphan.ts', text: 'export const alone = 1;\n', caughtBy: 'no-orphans' },
  { net: 'imports', deed: 'two files that need each other, one of them for a type only', file: 'server/planted-cycle-a.ts', text: "import { b } from './planted-cycle-b.ts';\nexport const a = () => b;\n", caughtBy: 'no-cycles', saying: 'planted-cycle-b.ts' },
  { net: 'imports', deed: 'a wall broken by a type only', file: 'shared/ledger/planted-type.ts', text: "import type { CaseState } from '../case/case.ts';\nexport type Planted = CaseState;\n", caughtBy: 'not-in-allowed', saying: 'case/case.ts' },
];

const SYNTAX = 'no-restricted-syntax';
const LINT_PLANTS: readonly Plant[] = [
  lintPlant('shared reads the clock', ['shared/kernel/lint-a.ts', 'export const at = () => Date.now();\n'], [SYNTAX, 'No clock']),
  lintPlant('shared makes a date of now', ['shared/kernel/lint-b.ts', 'export const at = () => new Date();\n'], [SYNTAX, 'No clock']),
  lintPlant('shared draws a number', ['shared/kernel/lint-c.ts', 'export const id = () => Math.random();\n'], [SYNTAX, 'No randomness']),
  lintPlant('shared throws', ['shared/kernel/lint-d.ts', 'export const fail = () => { throw new Error("x"); };\n'], [SYNTAX, 'No throw']),
  lintPlant('ipcMain outside of electron/ipc.ts', ['electron/lint-a.ts', "import { ipcMain } from 'electron';\nexport const planted = ipcMain;\n"], ['no-restricted-imports', 'IPC']),
  lintPlant('ipcRenderer outside of electron/preload.ts', ['electron/lint-b.ts', "import { ipcRenderer } from 'electron';\nexport const planted = ipcRenderer;\n"], ['no-restricted-imports', 'IPC']),
  lintPlant('Node\'s process in the page', ['renderer/lint-a.ts', 'export const folder = () => process.cwd();\n'], ['no-restricted-globals', 'no Node']),
  lintPlant('the console in the product', ['server/lint-a.ts', 'export const tell = () => { console.log(1); };\n'], ['no-console']),
  lintPlant('any', ['server/lint-b.ts', 'export const planted: any = 1;\n'], ['@typescript-eslint/no-explicit-any']),
  lintPlant('a promise that nobody waits for', ['server/lint-c.ts', 'export const go = (work: () => Promise<void>) => { work(); };\n'], ['@typescript-eslint/no-floating-promises']),
  lintPlant('a switch that forgets a case', ['server/lint-d.ts', 'export const word = (grade: "a" | "b") => { switch (grade) { case "a": return 1; } };\n'], ['@typescript-eslint/switch-exhaustiveness-check']),
  lintPlant('four positional parameters', ['server/lint-e.ts', 'export const sum = (a: number, b: number, c: number, d: number) => a + b + c + d;\n'], ['@typescript-eslint/max-params']),
  lintPlant('a file of 501 lines', ['server/lint-f.ts', `${Array.from({ length: 501 }, (_, line) => `export const line${line} = ${line};`).join('\n')}\n`], ['max-lines']),
  lintPlant('a default export', ['server/lint-g.ts', 'export default 1;\n'], [SYNTAX, 'Export by name']),
  lintPlant('a barrel\'s star', ['server/lint-h.ts', "export * from './planted-endpoint.ts';\n"], [SYNTAX, 'No barrels']),
  lintPlant('state in a module', ['server/lint-i.ts', 'let count = 0;\nexport const next = () => { count += 1; return count; };\n'], [SYNTAX, 'No state in modules']),
  lintPlant('a cache in a module', ['server/lint-j.ts', 'const cache = new Map<string, string>();\nexport const look = (key: string) => cache.get(key);\n'], [SYNTAX, 'No state in modules']),
  lintPlant('behaviour only for tests', ['server/lint-k.ts', "export const testing = process.env.NODE_ENV === 'test';\n"], [SYNTAX, 'only tests']),
  lintPlant('a citizen\'s words as markup, in JSX', ['renderer/ui/LintA.tsx', 'export const Planted = ({ words }: { words: string }) => <p dangerouslySetInnerHTML={{ __html: words }} />;\n'], [SYNTAX, 'never markup']),
  lintPlant('a citizen\'s words as markup, in the DOM', ['renderer/ui/lint-b.ts', 'export const show = (node: HTMLElement, words: string) => { node.innerHTML = words; };\n'], [SYNTAX, 'never markup']),
  lintPlant('SQL out of strings', ['server/store/lint-a.ts', "import { sql } from 'kysely';\nexport const query = (table: string) => sql.raw(table);\n"], [SYNTAX, 'never by strings']),
  lintPlant('select *', ['server/store/lint-b.ts', "import type { Kysely } from 'kysely';\nexport const all = (db: Kysely<{ cases: { id: string } }>) => db.selectFrom('cases').selectAll();\n"], [SYNTAX, 'Name the columns']),
  lintPlant('a decision by the text of a message', ['server/lint-l.ts', "export const busy = (error: Error) => error.message.includes('busy');\n"], [SYNTAX, 'Decide by a code']),
  lintPlant('eval', ['renderer/ui/lint-c.ts', 'export const run = (text: string): unknown => eval(text);\n'], ['no-eval']),
  lintPlant('code out of a string', ['renderer/ui/lint-d.ts', "export const run = new Function('return 1');\n"], ['no-new-func']),
  lintPlant('a hook behind a condition', ['renderer/ui/LintE.tsx', "import { useState } from 'react';\nexport const Planted = ({ on }: { on: boolean }) => { if (on) { useState(1); } return null; };\n"], ['react-hooks/rules-of-hooks']),
  lintPlant('a forgotten dependency of an effect', ['renderer/ui/LintF.tsx', "import { useEffect } from 'react';\nexport const Planted = ({ tell, on }: { tell: (on: boolean) => void; on: boolean }) => { useEffect(() => { tell(on); }, []); return null; };\n"], ['react-hooks/exhaustive-deps']),
  lintPlant('a skipped test', ['tests/shared/lint-a.test.ts', "import { expect, it } from 'vitest';\nit.skip('planted', () => { expect(1).toBe(1); });\n"], ['vitest/no-disabled-tests']),
  lintPlant('a focused test', ['tests/shared/lint-b.test.ts', "import { expect, it } from 'vitest';\nit.only('planted', () => { expect(1).toBe(1); });\n"], ['vitest/no-focused-tests']),
  lintPlant('a test that is skipped on some machines', ['tests/shared/lint-c.test.ts', "import { expect, it } from 'vitest';\nit.skipIf(process.platform === 'linux')('planted', () => { expect(1).toBe(1); });\n"], [SYNTAX, 'No skipped tests']),
  lintPlant('a mocked module', ['tests/shared/lint-d.test.ts', "import { vi } from 'vitest';\nvi.mock('../../shared/judge.ts');\n"], [SYNTAX, 'Real parts']),
  lintPlant('a rule switched off that caught nothing', ['server/lint-m.ts', '// eslint-disable-next-line no-console\nexport const planted = 1;\n'], ['', 'Unused eslint-disable']),
];

export const PLANTS: readonly Plant[] = [...TYPE_PLANTS, ...IMPORT_PLANTS, ...LINT_PLANTS];
