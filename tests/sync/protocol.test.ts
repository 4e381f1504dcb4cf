import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { citations } from '../titles.ts';

const rules = [...readFileSync(new URL('../../shared/sync/PROTOCOL.md', import.meta.url), 'utf8').matchAll(/^- \*\*\[(P\d+)\]\*\*/gm)].map(([, rule]) => rule ?? '');

describe('PROTOCOL.md', () => {
  it('numbers its rules from 1 without a gap', () => {
    expect(rules).toEqual(rules.map((_, i) => `P${String(i + 1)}`));
  });

  it('has a test for every rule, and tests cite no rule that is not there', () => {
    const cited = new Set(citations('P').map(({ mark }) => mark));
    expect(rules.filter((rule) => !cited.has(rule))).toEqual([]);
    expect([...cited].filter((rule) => !rules.includes(rule))).toEqual([]);
  });
});
