/**
 * The third net: what is called rather than imported. Types and imports are held by `tsc -b` and dependency-cruiser. A rule that
 * is switched off has its reason beside it.
 */
import js from '@eslint/js';
import vitest from '@vitest/eslint-plugin';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Bans of syntax are one ESLint rule, which a later block would replace as a whole: so they are lists, put together for each folder. */
const ban = (selector, message) => ({ selector, message });

const EVERYWHERE = [
  ban('ExportAllDeclaration', 'No barrels: an import names the file it means.'),
  ban('MemberExpression[property.name="NODE_ENV"], MemberExpression[property.value="NODE_ENV"]', 'No behaviour that only tests or only production have: pass another dependency.'),
  ban('JSXAttribute[name.name="dangerouslySetInnerHTML"], Property[key.name="dangerouslySetInnerHTML"]', 'Citizens\' texts are never markup.'),
  ban('AssignmentExpression[left.property.name=/^(innerHTML|outerHTML)$/], CallExpression[callee.property.name="insertAdjacentHTML"], CallExpression[callee.object.name="document"][callee.property.name=/^write(ln)?$/]', 'Citizens\' texts are never markup.'),
  ban('CallExpression[callee.object.name="sql"][callee.property.name="raw"]', 'SQL is composed by Kysely, never by strings.'),
  ban('CallExpression[callee.property.name="selectAll"]', 'Name the columns: `select *` hides what a query needs.'),
];
const PRODUCT = [
  ...EVERYWHERE,
  ban('ExportDefaultDeclaration', 'Export by name, so that one thing has one name.'),
  ban('Program > VariableDeclaration[kind="let"], Program > ExportNamedDeclaration > VariableDeclaration[kind="let"]', 'No state in modules: a composition root makes it and passes it on.'),
  ban('Program > VariableDeclaration > VariableDeclarator > NewExpression[callee.name=/^(Map|Set|WeakMap|WeakSet)$/][arguments.length=0]', 'No state in modules: a composition root makes it and passes it on.'),
  ban('CallExpression[callee.property.name=/^(includes|startsWith|match|indexOf)$/][callee.object.property.name="message"]', 'Decide by a code, never by the text of a message.'),
  ban('JSXAttribute[name.name="autoSize"]', 'The page refuses the inline style by which that is measured, and a stray box stays below the page: GrowingText.'),
];
const PURE = [
  ...PRODUCT,
  ban('CallExpression[callee.object.name="Date"][callee.property.name="now"]', 'No clock in shared/: time is an argument.'),
  ban('NewExpression[callee.name="Date"][arguments.length=0], CallExpression[callee.name="Date"]', 'No clock in shared/: time is an argument.'),
  ban('MemberExpression[object.name="Math"][property.name="random"]', 'No randomness in shared/: it is an argument.'),
  ban('ThrowStatement', 'No throw in shared/: failures are values (kernel/result.ts).'),
];
const TESTS = [
  ...EVERYWHERE,
  ban('CallExpression[callee.object.name="vi"][callee.property.name=/^(mock|doMock)$/]', 'Real parts in tests: pass another dependency instead of mocking a module.'),
  ban('MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(skip|skipIf|runIf|todo|fails)$/]', 'No skipped tests.'),
];

/** `ipcMain` and `ipcRenderer` each in one file. */
const noIpc = { paths: [{ name: 'electron', importNames: ['ipcMain', 'ipcRenderer'], message: 'IPC is one typed map of calls: electron/ipc.ts and electron/preload.ts only.' }] };

export default defineConfig(
  globalIgnores(['node_modules/', 'dist/', 'out/', 'release/', 'coverage/']),
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/max-params': ['error', { max: 3 }],
      // The compiler's noUnusedLocals and noUnusedParameters say the same.
      '@typescript-eslint/no-unused-vars': 'off',
      // Dependencies are objects of functions, passed on one by one; none of them uses `this`.
      '@typescript-eslint/unbound-method': 'off',
      // A function is async because its interface is, also where today's body has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Full-width spaces are Chinese typography in what is shown.
      'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true, skipJSXText: true, skipRegExps: true }],
      // TypeScript knows its globals.
      'no-undef': 'off',
      'no-console': 'error',
      'no-eval': 'error', 'no-implied-eval': 'error', 'no-new-func': 'error',
      'max-lines': ['error', { max: 500 }],
      'no-restricted-imports': ['error', noIpc],
      'no-restricted-syntax': ['error', ...PRODUCT],
    },
  },
  { files: ['shared/**'], rules: { 'no-restricted-syntax': ['error', ...PURE] } },
  // What a package exports is not ours to say.
  { files: ['**/*.d.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['electron/ipc.ts', 'electron/preload.ts'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['renderer/**'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error',
      // Types of libraries bring Node's globals along, so that the compiler would let them pass in the page.
      'no-restricted-globals': ['error', ...['process', 'Buffer', 'global', 'require', 'module', '__dirname', '__filename', 'setImmediate'].map((name) => ({ name, message: 'The page has no Node.' }))],
      // `onClick={async () => …}` is how React handlers are written; floating promises elsewhere stay errors.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    files: ['tests/**'],
    plugins: { vitest },
    rules: {
      'no-restricted-syntax': ['error', ...TESTS],
      'vitest/no-disabled-tests': 'error', 'vitest/no-focused-tests': 'error', 'vitest/no-identical-title': 'error', 'vitest/expect-expect': 'off',
      // A table's row is spread over its columns.
      '@typescript-eslint/max-params': 'off',
      // Tests plant wrong shapes on purpose.
      '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-member-access': 'off', '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off', '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
  // JSDoc casts are invisible to these rules; `tsc` checks the scripts with them.
  { files: ['scripts/**/*.mjs'], rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-member-access': 'off', '@typescript-eslint/no-unsafe-argument': 'off', '@typescript-eslint/no-unsafe-return': 'off', '@typescript-eslint/no-unsafe-call': 'off' } },
  // The three composition roots hold what lives as long as the process.
  { files: ['electron/main.ts', 'renderer/main.tsx', 'server/main.ts', 'scripts/electron-default-app/main.mjs'], rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE] } },
  // The command line talks to its user through the console; configuration files must export a default.
  { files: ['scripts/**', 'server/cli.ts', 'tests/bench/**', 'tests/e2e/demo.ts'], rules: { 'no-console': 'off' } },
  { files: ['*.config.ts', '*.config.js', 'tests/**/*.config.ts', '.dependency-cruiser.cjs', 'build/**'], rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE], 'no-console': 'off' } },
  // Plain configuration in JavaScript has no types to check with.
  { files: ['**/*.js', '**/*.cjs', 'build/**/*.mjs'], extends: [tseslint.configs.disableTypeChecked], languageOptions: { parserOptions: { projectService: false } }, rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
