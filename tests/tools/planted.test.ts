/** Plants every violation of `plants.ts` into a copy of the tree and looks which net catches it. */
import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, NODE_24 } from '../../scripts/host.mjs';
import { NETS, SOURCE_FOLDERS } from '../../scripts/nets.mjs';
import { PLANTED_HELPERS, PLANTS, type Plant } from './plants.ts';

/** Below the project, so that packages are found by walking up, and in a folder that git and every net ignore. */
const TREE = at('out', 'planted');
const CONFIGURATION = ['tsconfig.json', 'tsconfig.base.json', 'eslint.config.js', '.dependency-cruiser.cjs', 'vitest.config.ts', 'package.json'];

/** What a net said about one file. */
interface Finding { readonly file: string; readonly rule: string; readonly message: string }

let findings: Record<Plant['net'], readonly Finding[]>;

beforeAll(async () => {
  rmSync(TREE, { recursive: true, force: true });
  for (const path of [...SOURCE_FOLDERS, ...CONFIGURATION]) cpSync(at(path), join(TREE, path), { recursive: true });
  for (const { file, text } of PLANTED_HELPERS) plant(file, text);
  for (const { file, text, net } of PLANTS) {
    // The preload exists already: a fault in it is one more line.
    if (net === 'imports' && file === 'electron/preload.ts') appendFileSync(join(TREE, file), text);
    else plant(file, text);
  }
  const [types, lint, imports] = await Promise.all([typeFindings(), lintFindings(), importFindings()]);
  findings = { types, lint, imports };
});

afterAll(() => { rmSync(TREE, { recursive: true, force: true }); });

describe.each(NETS.map((net) => net.name))('the net "%s" catches', (net) => {
  it.each(PLANTS.filter((candidate) => candidate.net === net))('$deed ($caughtBy)', (planted) => {
    const inFile = findings[net].filter((finding) => finding.file === planted.file);
    expect(inFile).toContainEqual(expect.objectContaining({ rule: planted.caughtBy, message: expect.stringContaining(lastPart(planted)) }));
  });
});

it('has a plant for every rule of the import net that has a name', () => {
  const planted = new Set(PLANTS.filter((candidate) => candidate.net === 'imports').map((candidate) => candidate.caughtBy));
  expect([...planted].sort()).toEqual(['no-barrels', 'no-cycles', 'no-orphans', 'not-in-allowed', 'nothing-imports-scripts', 'nothing-imports-tests', 'resolvable', 'store-below-endpoints']);
});

function plant(file: string, text: string): void {
  mkdirSync(dirname(join(TREE, file)), { recursive: true });
  writeFileSync(join(TREE, file), text);
}

/** The end of an import path is what the cruiser reports, resolved; other messages are matched as they are. */
function lastPart({ net, saying = '' }: Plant): string {
  return net === 'imports' ? saying.replace(/^(\.\.?\/)+/, '').replace(/^node:/, '') : saying;
}

async function typeFindings(): Promise<Finding[]> {
  const output = await runNet('types');
  return [...output.matchAll(/^(\S+?)\(\d+,\d+\): error (TS\d+): (.*)$/gm)].map(([, file = '', rule = '', message = '']) => ({ file: file.replaceAll('\\', '/'), rule, message }));
}

async function lintFindings(): Promise<Finding[]> {
  const files = PLANTS.filter((candidate) => candidate.net === 'lint').map((candidate) => candidate.file);
  const output = await runNet('lint', ['--format', 'json', ...files]);
  const results = JSON.parse(output) as { filePath: string; messages: { ruleId: string | null; message: string }[] }[];
  return results.flatMap(({ filePath, messages }) => messages.map(({ ruleId, message }) => ({ file: filePath.slice(TREE.length + 1).replaceAll('\\', '/'), rule: ruleId ?? '', message })));
}

async function importFindings(): Promise<Finding[]> {
  const output = await runNet('imports', ['--output-type', 'json']);
  const { summary } = JSON.parse(output) as { summary: { violations: { from: string; to: string; rule: { name: string } }[] } };
  return summary.violations.map(({ from, to, rule }) => ({ file: from, rule: rule.name, message: to }));
}

/** Runs one net in the planted tree, with the very arguments of `npm run check`; for lint, on the planted files only. */
function runNet(name: Plant['net'], more: readonly string[] = []): Promise<string> {
  const net = NETS.find((candidate) => candidate.name === name);
  if (!net) throw new Error(`no net ${name}`);
  const args = net.args.filter((argument) => !(more.length > 0 && argument === '.'));
  return new Promise((resolve, reject) => {
    const child = spawn(NODE_24, [at('node_modules', net.bin), ...args, ...more], { cwd: TREE, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => { output += text; });
    child.on('error', reject).on('close', () => { resolve(output); });
  });
}
