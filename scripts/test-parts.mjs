/** The parts of `npm test`, in order: cheap ones first, so that a broken tree says so early. */
import { join } from 'node:path';

/**
 * @typedef {object} TestPart
 * @property {string} name
 * @property {string} says what it tests, for the screen
 * @property {readonly string[]} args what Vitest is told beside the reporters
 * @property {number} limitMinutes a part that takes longer hangs, and is ended
 */

/** @param {string} name */
const project = (name) => ['--project', name];

/** @type {readonly TestPart[]} */
export const TEST_PARTS = [
  { name: 'unit', says: 'domain, sync and its simulator, in Node', args: project('unit'), limitMinutes: 10 },
  { name: 'server', says: 'the county server on real SQLite and HTTP', args: project('server'), limitMinutes: 10 },
  { name: 'store', says: 'the device\'s store in real Chromium', args: ['--config', join('tests', 'store', 'vitest.config.ts')], limitMinutes: 15 },
  { name: 'paper', says: 'workbooks and printed sheets, read back', args: project('paper'), limitMinutes: 6 },
  { name: 'electron', says: 'the desktop shell in real Electron', args: project('electron'), limitMinutes: 10 },
  { name: 'kills', says: 'the app killed at every named point', args: project('kills'), limitMinutes: 10 },
  { name: 'e2e', says: 'the main job, end to end', args: project('e2e'), limitMinutes: 20 },
  { name: 'tools', says: 'planted violations against the nets; the scripts', args: project('tools'), limitMinutes: 12 },
];

/**
 * When each runs: stages one after another, and in a stage its lanes side by side, each with a display of its own. First what says soon that the tree is broken; then what opens browsers and windows. Three
 * lanes on two cores: every part waits now and then for a line, a clock, a disk or a process of its own, and what it leaves idle another takes. In a stage the lanes are about as long as one another.
 * @type {readonly (readonly (readonly string[])[])[]}
 */
export const STAGES = [[['check'], ['unit', 'paper'], ['server']], [['store'], ['e2e'], ['electron', 'kills', 'tools']]];
