import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const rules = [...readFileSync(new URL('../../shared/sync/PROTOCOL.md', import.meta.url), 'utf8').matchAll(/^- \*\*\[(P\d+)\]\*\*/gm)].map(([, rule]) => rule ?? '');

/** Rules in the titles of all tests. */
function citedRules(): Set<string> {
  const tests = new URL('../', import.meta.url);
  const files = readdirSync(tests, { recursive: true, encoding: 'utf8' }).filter((file) => /\.test\.tsx?$/.test(file));
  const titles = files.flatMap((file) => [...readFileSync(new URL(file, tests), 'utf8').matchAll(/\b(?:it|test|describe)(?:\.each\([^]*?\))?\(\s*(['"`])(.*?)\1/g)].map((match) => match[2] ?? ''));
  return new Set(titles.flatMap((title) => [...title.matchAll(/\[(P\d+)\]/g)].map(([, rule]) => rule ?? '')));
}

describe('PROTOCOL.md', () => {
  it('numbers its rules from 1 without a gap', () => {
    expect(rules).toEqual(rules.map((_, i) => `P${String(i + 1)}`));
  });

  it('has a test for every rule, and tests cite no rule that is not there', () => {
    const cited = citedRules();
    expect(rules.filter((rule) => !cited.has(rule))).toEqual([]);
    expect([...cited].filter((rule) => !rules.includes(rule))).toEqual([]);
  });
});
