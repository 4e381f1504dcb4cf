/** The format of a bundle: what was written is read back however it is cut, and whatever is cut off, turned round or put in is noticed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUNDLE_FORMAT, BUNDLE_VERSION, versionOf, type BundleChoice, type BundleHeader } from '../../../shared/bundle/bundle.ts';
import { frameBytes } from '../../../shared/bundle/frames.ts';
import { createBundleReader, type BundleItem } from '../../../shared/bundle/read-bundle.ts';
import { createBundleWriter } from '../../../shared/bundle/write-bundle.ts';
import { judgeMaker, judgeSignature, type KnownKeys } from '../../../shared/bundle/signatures.ts';
import { judgeCarried } from '../../../shared/bundle/judge-carried.ts';
import { codeOfBytes, codeWords, parseCode } from '../../../shared/bundle/code.ts';
import { contentId, contentIdOfBytes } from '../../../shared/kernel/content-hash.ts';
import { publicKeyOf, seedText, signBytes, signEntry } from '../../../shared/identity/device-key.ts';
import { AT_ZERO } from '../../../shared/kernel/hybrid-clock.ts';
import { bytesOfText } from '../../../shared/kernel/utf8.ts';
import type { DeviceKey } from '../../../shared/sync/device-wire.ts';
import { appendTo, type Entry, type EntryDraft } from '../../../shared/ledger/entry.ts';

const SCOPE = '411122201';

function anEntry(n: number, draft: Partial<EntryDraft> = {}): Entry {
  return appendTo({ replica: 'aaaaaaaaaa', seq: n, prev: '', at: AT_ZERO }, { scope: SCOPE, subject: `case:${n}`, type: 'case.noted', v: 1, body: { text: `第${n}条，😀` }, ...draft }, { actor: 'li', nowMs: 1_779_000_000_000 + n });
}

function aHeader(entries: number, attachments = 0): BundleHeader {
  return { format: BUNDLE_FORMAT, version: BUNDLE_VERSION, scope: SCOPE, choice: { kind: 'all', scope: SCOPE }, from: { replica: 'aaaaaaaaaa', user: 'li', userName: '李记录', device: '一号机' }, madeAt: '2026-05-18T11:31:00.000Z', entries, attachments };
}

const FILES = [Uint8Array.from({ length: 3000 }, (_, i) => i % 251), Uint8Array.from([1]), new Uint8Array(70_000).fill(9)];
const ENTRIES = [anEntry(1), anEntry(2), anEntry(3)];

function aBundle(entries: readonly Entry[] = ENTRIES, files: readonly Uint8Array[] = FILES): Uint8Array {
  const writer = createBundleWriter();
  return joined([writer.header(aHeader(entries.length, files.length)), ...entries.map((entry) => writer.entry({ entry })), ...files.map((file) => writer.attachment(contentIdOfBytes(file), file)), writer.end()]);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(pieces.flatMap((piece) => [...piece]));
}

/** Everything that a reader says of these pieces. */
function readAll(pieces: readonly Uint8Array[]): { items: readonly BundleItem[]; verdict: string } {
  const reader = createBundleReader();
  const items: BundleItem[] = [];
  for (const piece of pieces) {
    const pushed = reader.push(piece);
    if (!pushed.ok) return { items, verdict: pushed.error };
    items.push(...pushed.value);
  }
  const finished = reader.finish();
  return { items, verdict: finished.ok ? 'whole' : finished.error };
}

const whole = aBundle();

describe('a bundle', () => {
  it('gives back what was put in, however it is cut into pieces', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: whole.length }), { maxLength: 30 }), (cuts) => {
      const at = [0, ...[...cuts].sort((a, b) => a - b), whole.length];
      const { items, verdict } = readAll(at.slice(1).map((end, i) => whole.slice(at[i], end)));
      expect(verdict).toBe('whole');
      expect(items[0]).toEqual({ kind: 'header', header: aHeader(3, 3) });
      expect(items.flatMap((item) => (item.kind === 'entry' ? [item.carried.entry] : []))).toEqual(ENTRIES);
      expect(items.flatMap((item) => (item.kind === 'attachment' ? [item.bytes.length] : []))).toEqual(FILES.map((file) => file.length));
    }), { numRuns: 60 });
  });

  it('that breaks off anywhere is not whole', () => {
    for (let end = 0; end < whole.length; end += end < 1500 ? 7 : 991) expect(readAll([whole.slice(0, end)]).verdict, `cut at ${end}`).toMatch(/^(damaged|not-a-bundle)$/);
    expect(readAll([whole, Uint8Array.from([0])]).verdict).toBe('damaged');
  });

  it('with a bit turned round anywhere is not whole', () => {
    fc.assert(fc.property(fc.nat(whole.length - 1), fc.nat(7), (at, bit) => {
      const changed = whole.slice();
      changed[at] = (changed[at] ?? 0) ^ (1 << bit);
      expect(readAll([changed]).verdict).not.toBe('whole');
    }), { numRuns: 300 });
  });

  it('of which a frame is missing, doubled or moved is not whole', () => {
    const writer = createBundleWriter();
    const [head, one, two, end] = [writer.header(aHeader(2)), writer.entry({ entry: anEntry(1) }), writer.entry({ entry: anEntry(2) }), writer.end()];
    expect(readAll([head, one, two, end]).verdict).toBe('whole');
    for (const order of [[head, one, end], [head, one, one, end], [head, two, one, end], [head, end, one, two], [one, two, end], [head, head, one, two, end], [head, one, two, end, end]]) expect(readAll(order).verdict).not.toBe('whole');
  });

  it('is judged by its version before anything else', () => {
    const newer = frameBytes({ kind: 'header', payload: bytesOfText(JSON.stringify({ format: BUNDLE_FORMAT, version: BUNDLE_VERSION + 1, entirely: 'other' })) });
    expect(readAll([newer]).verdict).toBe('newer-version');
    expect(readAll([frameBytes({ kind: 'header', payload: bytesOfText(JSON.stringify({ format: 'other', version: 1 })) })]).verdict).toBe('not-a-bundle');
    expect(readAll([frameBytes({ kind: 'header', payload: bytesOfText(JSON.stringify({ ...aHeader(0), scope: 'x' })) })]).verdict).toBe('damaged');
    expect(readAll([bytesOfText('PK\u0003\u0004 something else altogether')]).verdict).toBe('not-a-bundle');
  });

  it('is written for the oldest software that reads it rightly, and says what its maker holds without losing any', () => {
    const holds = { cursor: { rev: 3, h: 'ab'.repeat(32) }, unproven: [anEntry(1).id] };
    const choices: readonly [BundleChoice, number][] = [
      [{ kind: 'all', scope: SCOPE }, 2], [{ kind: 'unconfirmed', scope: SCOPE }, 2], [{ kind: 'days', scope: SCOPE, days: 7 }, 2], [{ kind: 'lacking', scope: SCOPE, device: 'd-aaaaaaaaaa' }, 3],
      [{ kind: 'reply', scope: SCOPE, base: { rev: 0, h: '0'.repeat(64) }, cursor: holds.cursor }, 3],
    ];
    for (const [choice, version] of choices) {
      expect(versionOf(choice)).toBe(version);
      const writer = createBundleWriter();
      const { items, verdict } = readAll([writer.header({ ...aHeader(0), choice, version, holds }), writer.end()]);
      expect([verdict, items]).toEqual(['whole', [{ kind: 'header', header: { ...aHeader(0), choice, version, holds } }]]);
    }
    for (const version of [1, 2]) {
      const writer = createBundleWriter();
      expect(readAll([writer.header({ ...aHeader(1), version }), writer.entry({ entry: anEntry(1) }), writer.end()]).verdict).toBe('whole');
    }
  });

  it('with an entry that was changed, or is of another scope, is damaged even when all counts and hashes fit', () => {
    const [entry] = ENTRIES;
    if (!entry) throw new Error('no entry');
    expect(readAll([aBundle([{ ...entry, body: { text: '改过' } }], [])]).verdict).toBe('damaged');
    const foreign = anEntry(1, { scope: '411122202' });
    expect(readAll([aBundle([foreign], [])]).verdict).toBe('damaged');
    const { id: _, ...rest } = { ...entry, extra: 1 };
    expect(readAll([aBundle([{ id: contentId(rest), ...rest }], [])]).verdict).toBe('damaged');
  });

  it('with a file that is not what its name says is damaged', () => {
    const writer = createBundleWriter();
    expect(readAll([writer.header(aHeader(0, 1)), writer.attachment(contentIdOfBytes(Uint8Array.from([1])), Uint8Array.from([2])), writer.end()]).verdict).toBe('damaged');
  });
});

describe('the signatures of a bundle', () => {
  const [seed, other] = [seedText(new Uint8Array(32).fill(7)), seedText(new Uint8Array(32).fill(8))];
  const key = (over: Partial<DeviceKey> = {}): KnownKeys => new Map([['d-aaaaaaaaaa', { device: 'd-aaaaaaaaaa', user: 'li', publicKey: publicKeyOf(seed), stopped: false, ...over }]]);
  const entry = anEntry(1);
  const by = (own: string, device = 'd-aaaaaaaaaa') => ({ entry, signed: { device, signature: signEntry(own, entry.id) } });

  it.each([
    ['its writer\'s device', by(seed), key(), 'true'], ['a device that was stopped', by(seed), key({ stopped: true }), 'stopped'], ['another key', by(other), key(), 'false'],
    ['the device of somebody else', by(seed), key({ user: 'wang' }), 'false'], ['a device nobody knows', by(seed, 'd-bbbbbbbbbb'), key(), 'unknown'], ['nobody', { entry }, key(), 'none'],
  ] as const)('an entry signed by %s', (_name, carried, keys, verdict) => { expect(judgeSignature(carried, keys)).toBe(verdict); });

  it('the whole file is its maker\'s, and nobody can take the end of one file for another', () => {
    const header = { ...aHeader(1), from: { ...aHeader(1).from, deviceId: 'd-aaaaaaaaaa' } };
    const end = (own: string, hash = '0'.repeat(64)) => ({ entries: 1, attachments: 0, hash, signed: { device: 'd-aaaaaaaaaa', signature: signBytes(own, 'bundle', bytesOfText(hash)) } });
    expect(judgeMaker(header, end(seed), key())).toBe('true');
    expect(judgeMaker(header, end(other), key())).toBe('false');
    expect(judgeMaker(header, { ...end(seed), hash: '1'.repeat(64) }, key())).toBe('false');
    expect(judgeMaker(header, end(seed), new Map())).toBe('unknown');
    // The signature taken off, or put under a header that names nobody.
    expect(judgeMaker(header, { entries: 1, attachments: 0, hash: '0'.repeat(64) }, key())).toBe('false');
    expect(judgeMaker(aHeader(1), end(seed), key())).toBe('false');
    expect(judgeMaker(aHeader(1), { entries: 1, attachments: 0, hash: '0'.repeat(64) }, key())).toBe('none');
  });

  it('come back with the entries, and stand in the last frame; version 1 had none and is still read', () => {
    const writer = createBundleWriter();
    const pieces = [writer.header({ ...aHeader(1), version: 1 }), writer.entry(by(seed)), writer.end((hash) => ({ signed: { device: 'd-aaaaaaaaaa', signature: signBytes(seed, 'bundle', bytesOfText(hash)) } }))];
    const { items, verdict } = readAll(pieces);
    expect(verdict).toBe('whole');
    expect(items[1]).toEqual({ kind: 'entry', carried: by(seed) });
    const torn = createBundleWriter();
    expect(readAll([torn.header(aHeader(1)), torn.entry({ entry, signed: { device: 'd-aaaaaaaaaa', signature: 'short' } }), torn.end()]).verdict).toBe('damaged');
  });
});

describe('an entry of a bundle', () => {
  it.each([
    ['case.noted', { text: '好' }, 'fit'], ['case.noted', {}, 'body-invalid'], ['case.flown', { text: '好' }, 'type-unknown'],
    // The county's own word is not taken from a colleague.
    ['case.numbered', { number: '皇帝庙民〔2026〕1号' }, 'county-only'],
  ])('%s %j: %s', (type, body, verdict) => { expect(judgeCarried(anEntry(1, { type, body }))).toBe(verdict); });

  it('of a newer version waits for the upgrade', () => { expect(judgeCarried(anEntry(1, { v: 2 }))).toBe('version-newer'); });
});

describe('the code', () => {
  it('is read as it was typed, in any width, case and grouping', () => {
    const code = codeOfBytes(Uint8Array.from([0, 31, 32, 255, 7, 100, 200, 3, 64, 9]));
    expect(code).toMatch(/^[2-9A-HJ-NP-Z]{10}$/);
    expect(codeWords(code)).toBe(`${code.slice(0, 5)}-${code.slice(5)}`);
    for (const typed of [code, codeWords(code), code.toLowerCase(), ` ${code.slice(0, 3)} ${code.slice(3)} `, [...code].map((letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).join('')]) expect(parseCode(typed)).toBe(code);
    for (const typed of ['', code.slice(1), `${code}A`, `${code.slice(1)}0`, `${code.slice(1)}一`]) expect(parseCode(typed)).toBeNull();
  });
});
