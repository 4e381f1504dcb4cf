/** What a part's run says: counts and failures, read from Vitest's JSON report and never guessed from its exit code alone. */
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { ROOT } from './host.mjs';

/**
 * @typedef {object} Failure
 * @property {string} title where and what
 * @property {string} message the first lines of the error
 *
 * @typedef {object} PartResult
 * @property {string} name
 * @property {number} passed
 * @property {number} failed
 * @property {number} seconds
 * @property {readonly Failure[]} failures
 */

/** How many lines of an error are shown on screen; the log has all of them. */
const ERROR_LINES = 8;

/**
 * Counts one part. A part that crashed, hung, wrote no report, ran no test, skipped one, or failed outside of any test counts as failed,
 * so that nothing can go green by not running.
 * @param {{ name: string, seconds: number, code: number, timedOut: boolean, reportFile: string }} run
 * @returns {PartResult}
 */
export function readPart({ name, seconds, code, timedOut, reportFile }) {
  const report = readReport(reportFile);
  /** @type {Failure[]} */
  const failures = [];
  let passed = 0;
  for (const file of report?.testResults ?? []) {
    const path = relative(ROOT, file.name);
    for (const test of file.assertionResults) {
      if (test.status === 'passed') passed += 1;
      else failures.push({ title: `${path} › ${test.fullName}`, message: test.status === 'failed' ? firstLines(test.failureMessages.join('\n')) : `It was not run (${test.status}).` });
    }
    // A file that could not even be loaded, or whose hooks failed, has a message and maybe no tests.
    if (file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')) failures.push({ title: path, message: firstLines(file.message || 'The file failed outside of its tests.') });
  }
  if (timedOut) failures.push({ title: name, message: `It was still running after ${Math.round(seconds / 60)} minutes and was ended.` });
  else if (report === null) failures.push({ title: name, message: `It ended with code ${code} and left no report.` });
  else if (passed + failures.length === 0) failures.push({ title: name, message: 'It ran no test.' });
  else if (code !== 0 && failures.length === 0) failures.push({ title: name, message: `Every test passed, and yet it ended with code ${code}: an error outside of any test.` });
  return { name, passed, failed: failures.length, seconds, failures };
}

/**
 * The table that ends a run, and its last line.
 * @param {readonly PartResult[]} results
 * @returns {{ text: string, failed: number }}
 */
export function summarize(results) {
  const lines = ['', `${'part'.padEnd(10)} ${'passed'.padStart(7)} ${'failed'.padStart(7)} ${'seconds'.padStart(8)}`];
  for (const { name, passed, failed, seconds } of results) lines.push(`${name.padEnd(10)} ${String(passed).padStart(7)} ${String(failed).padStart(7)} ${seconds.toFixed(1).padStart(8)}`);
  for (const { failures } of results) {
    for (const { title, message } of failures) lines.push('', `✗ ${title}`, ...message.split('\n').map((line) => `    ${line}`));
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  lines.push('', `${passed} passed, ${failed} failed`);
  return { text: lines.join('\n'), failed };
}

/**
 * @typedef {{ status: string, fullName: string, failureMessages: string[] }} ReportedTest
 * @typedef {{ testResults: { name: string, status: string, message: string, assertionResults: ReportedTest[] }[] }} Report
 * @param {string} file
 * @returns {Report | null}
 */
function readReport(file) {
  if (!existsSync(file)) return null;
  try {
    return /** @type {Report} */ (JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** @param {string} text */
function firstLines(text) {
  // eslint-disable-next-line no-control-regex -- colours of the terminal have no place in a table
  return text.replace(/\x1b\[[0-9;]*m/g, '').split('\n').filter((line) => line.trim() !== '').slice(0, ERROR_LINES).join('\n');
}
