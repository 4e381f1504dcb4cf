/**
 * The three nets that hold the walls of the house: types (project references), lint, and who may import whom. The same list
 * serves `npm run check`, `npm test` and the test that plants violations.
 */
import { join } from 'node:path';

/**
 * @typedef {object} Net
 * @property {'types' | 'lint' | 'imports'} name
 * @property {string} says what it guards
 * @property {string} bin its JavaScript file below `node_modules`
 * @property {readonly string[]} args
 */

/** The folders that hold our sources, for the nets that are told where to look. */
export const SOURCE_FOLDERS = ['shared', 'renderer', 'electron', 'server', 'scripts', 'tests'];

/** @type {readonly Net[]} */
export const NETS = [
  { name: 'types', says: 'tsc -b over every project', bin: join('typescript', 'bin', 'tsc'), args: ['-b', '--pretty', 'false'] },
  { name: 'lint', says: 'eslint', bin: join('eslint', 'bin', 'eslint.js'), args: ['--max-warnings', '0', '.'] },
  { name: 'imports', says: 'dependency-cruiser', bin: join('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'), args: ['--config', '.dependency-cruiser.cjs', ...SOURCE_FOLDERS] },
];
