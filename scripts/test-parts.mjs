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
  { name: 'e2e', says: 'the main job, end to end', args: project('e2e'), limitMinutes: 20 },
  { name: 'tools', says: 'planted violations against the nets; the scripts', args: project('tools'), limitMinutes: 6 },
];

/**
 * When each runs: stages one after another, and in a stage its lanes side by side. The county's tests wait for lines, clocks and processes, the store's browser and the app's windows wait for one another's
 * disks, clocks and lines more than they compute, so that two cores carry both; the nets' own tests plant faults in copies of the tree and run alone.
 * @type {readonly (readonly (readonly string[])[])[]}
 */
export const STAGES = [[['check', 'unit'], ['server', 'paper']], [['store'], ['electron', 'e2e']], [['tools']]];
