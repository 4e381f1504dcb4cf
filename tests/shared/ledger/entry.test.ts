import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AT_ZERO } from '../../../shared/kernel/hybrid-clock.ts';
import { contentId } from '../../../shared/kernel/content-hash.ts';
import { appendTo, compareEntries, headAfter, headerOf, MAX_ENTRY_LENGTH, parseEntry, type ChainHead, type Entry } from '../../../shared/ledger/entry.ts';

const HEAD: ChainHead = { replica: 'abcdefghij', seq: 0, prev: '', at: AT_ZERO };
const DRAFT = { scope: '411122201', subject: 'case:x1', type: 'case.noted', v: 1, body: { text: '路灯坏了' } };
const STAMP = { actor: 'wang', nowMs: Date.UTC(2026, 4, 18, 12) };
const anEntry = (body: Record<string, unknown> = DRAFT.body): Entry => appendTo(HEAD, { ...DRAFT, body }, STAMP);
/** An entry whose id is right, whatever else is in it. */
const withId = (rest: Record<string, unknown>): Record<string, unknown> => ({ id: contentId(rest), ...rest });
const without = <K extends keyof Entry>(key: K): Omit<Entry, K> => { const { [key]: _, ...rest } = anEntry(); return rest; };

describe('appending', () => {
  it('makes the next of a dense chain, named by its content', () => {
    const first = anEntry();
    const second = appendTo(headAfter(first), { ...DRAFT, base: { text: first.id } }, { ...STAMP, nowMs: 0 });
    expect(first).toMatchObject({ seq: 1, prev: '', wall: '2026-05-18T12:00:00.000Z', actor: 'wang' });
    expect(second).toMatchObject({ seq: 2, prev: first.id, wall: '1970-01-01T00:00:00.000Z', base: { text: first.id } });
    expect(second.at > first.at).toBe(true);
    const { id, ...rest } = first;
    expect(id).toBe(contentId(rest));
  });

  it('is pure: the same input is the same entry', () => { expect(anEntry()).toEqual(anEntry()); });

  it.each([NaN, Infinity, -1, -8.64e15, 8.64e15 + 1, 1e300])('takes a clock of %d and still makes an entry that parses', (nowMs) => {
    expect(parseEntry(appendTo(HEAD, DRAFT, { ...STAMP, nowMs }))).toMatchObject({ ok: true });
  });

  it('survives JSON and parses, whatever the body says', () => {
    fc.assert(fc.property(fc.dictionary(fc.string({ unit: 'binary', maxLength: 20 }).filter((key) => key !== '__proto__'), fc.jsonValue({ stringUnit: 'binary', maxDepth: 3 })), (body) => {
      const entry = anEntry(body);
      expect(parseEntry(JSON.parse(JSON.stringify(entry)))).toEqual({ ok: true, value: JSON.parse(JSON.stringify(entry)) });
    }));
  });

  it.each(['<script>alert(1)</script>', '=HYPERLINK("x")', '㐂𠮷', '👨‍👩‍👧', 'e\u0301', '\u0000\u200f', ' '])('keeps the text %j as it is', (text) => {
    const parsed = parseEntry(JSON.parse(JSON.stringify(anEntry({ text }))));
    expect(parsed).toMatchObject({ ok: true, value: { body: { text } } });
  });
});

describe('parsing what came from outside', () => {
  it.each<[string, unknown]>([
    ['nothing', null], ['a text', 'entry'], ['a list', []], ['an empty object', {}],
    ['no id', without('id')], ['no body', without('body')], ['no replica', without('replica')], ['no clock', without('at')],
    ['an unknown field', withId({ ...without('id'), extra: 1 })],
    ['sequence 0', withId({ ...without('id'), seq: 0 })], ['a fraction as sequence', withId({ ...without('id'), seq: 1.5 })], ['a sequence beyond what numbers hold', withId({ ...without('id'), seq: 2 ** 53 })],
    ['a clock of another form', withId({ ...without('id'), at: '2026-05-18' })], ['a clock beyond its bound', withId({ ...without('id'), at: 'ffffffffffff-00000000' })],
    ['a scope that is no division code', withId({ ...without('id'), scope: '4111' })], ['a subject without a key', withId({ ...without('id'), subject: 'case:' })], ['a subject with a slash', withId({ ...without('id'), subject: 'case:../x' })],
    ['a type without a dot', withId({ ...without('id'), type: 'case' })], ['version 0', withId({ ...without('id'), v: 0 })], ['an actor with spaces', withId({ ...without('id'), actor: 'li wang' })],
    ['a body that is a list', withId({ ...without('id'), body: [1] })], ['a base that names no entry', withId({ ...without('id'), base: { title: 'x' } })],
    ['a base with a name that is no field', withId({ ...without('id'), base: { 'a\nb': { deep: [1] } } })],
    ['a previous that is no id', withId({ ...without('id'), prev: 'before' })], ['a wall of any length', withId({ ...without('id'), wall: 'x'.repeat(31) })],
  ])('%s is malformed', (_, input) => { expect(parseEntry(input)).toMatchObject({ ok: false, error: { code: 'malformed' } }); });

  it.each<[string, unknown]>([['half a character', '\uD842'], ['half a character deep inside', { list: [{ text: 'a\uDFB7' }] }], ['half a character in a key', { '\uD842': 1 }], ['nesting', Array.from({ length: 40 }).reduce<unknown>((inner) => [inner], 'x')], ['nesting that ends a stack', JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`)]])('%s in the body is malformed', (_, value) => {
    expect(parseEntry({ ...anEntry(), body: { value } })).toMatchObject({ ok: false, error: { code: 'malformed' } });
  });

  it('a changed field, header or body, no longer has its id', () => {
    const entry = anEntry();
    const changes: readonly Partial<Entry>[] = [{ actor: 'li' }, { scope: '411122202' }, { seq: 2 }, { subject: 'case:x2' }, { type: 'case.closed' }, { v: 2 }, { at: '000000000001-00000000' }, { wall: '2026-05-18T12:00:01.000Z' }, { body: { text: '路灯没坏' } }, { body: { ...entry.body, more: null } }, { base: {} }];
    for (const change of changes) expect(parseEntry({ ...entry, ...change })).toEqual({ ok: false, error: { code: 'wrong-hash' } });
  });

  it('an entry is as long as it may be, and not one character longer', () => {
    const spare = MAX_ENTRY_LENGTH - JSON.stringify(anEntry({ text: '' })).length;
    expect(parseEntry(anEntry({ text: '长'.repeat(spare) }))).toMatchObject({ ok: true });
    expect(parseEntry(anEntry({ text: '长'.repeat(spare + 1) }))).toEqual({ ok: false, error: { code: 'too-large' } });
  });

  it('never throws, whatever comes', () => {
    fc.assert(fc.property(fc.anything(), (input) => { expect(parseEntry(input).ok).toBe(false); }));
  });
});

describe('the order of entries', () => {
  it('[F28] is by clock, then by id, and total', () => {
    const ids = fc.constantFrom('a', 'b', 'c'), ats = fc.constantFrom('000000000001-00000000', '000000000001-00000001', '000000000002-00000000');
    const header = fc.record({ id: ids, at: ats }).map((some) => ({ ...headerOf(anEntry()), ...some }));
    fc.assert(fc.property(header, header, header, (a, b, c) => {
      expect(Math.sign(compareEntries(a, b))).toBe(-Math.sign(compareEntries(b, a)) + 0);
      expect(compareEntries(a, b) === 0).toBe(a.id === b.id && a.at === b.at);
      if (compareEntries(a, b) <= 0 && compareEntries(b, c) <= 0) expect(compareEntries(a, c)).toBeLessThanOrEqual(0);
      if (a.at < b.at) expect(compareEntries(a, b)).toBe(-1);
    }));
  });

  it('the header is everything but the body', () => {
    const { body: _, ...header } = anEntry();
    expect(headerOf(anEntry())).toEqual(header);
  });
});
