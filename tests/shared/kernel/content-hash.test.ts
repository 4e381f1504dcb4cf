import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, CONTENT_ID_PATTERN, contentId, isWellFormed, sha256Hex } from '../../../shared/kernel/content-hash.ts';

describe('canonical JSON (RFC 8785)', () => {
  it.each([
    [{ b: 2, a: 1 }, '{"a":1,"b":2}'], [{ a: [3, { y: 1, x: null }] }, '{"a":[3,{"x":null,"y":1}]}'], [{ a: undefined, b: true }, '{"b":true}'],
    ['€\u000f\n"\\', '"€\\u000f\\n\\"\\\\"'], [1e21, '1e+21'], [-0, '0'], [{ '\u{1F600}': 1, '\uFB33': 2, 'ö': 3 }, '{"ö":3,"\u{1F600}":1,"\uFB33":2}'], [null, 'null'],
  ])('%j', (value, text) => { expect(canonicalJson(value)).toBe(text); });

  it('does not depend on the order of keys', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
      expect(canonicalJson(Object.fromEntries(Object.entries(object).reverse()))).toBe(canonicalJson(object));
    }));
  });
});

describe('a content id', () => {
  it('is the first 26 base32 characters of SHA-256, in lower case', () => {
    // printf '{}' | sha256sum | xxd -r -p | base32 | head -c 26 | tr A-Z a-z
    expect(contentId({})).toBe('iqjw7i2vwntyuekgvulpp2det2');
    expect(contentId({})).toMatch(new RegExp(CONTENT_ID_PATTERN));
    expect(sha256Hex('{}')).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
  });

  it('is the same for the same thing and another for another', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      expect(contentId(one) === contentId(other)).toBe(canonicalJson(one) === canonicalJson(other));
    }));
  });

  it('tells apart characters beyond the basic plane and look-alikes', () => {
    const ids = ['𠮷', '吉', '㐂', '喜', 'é', 'e\u0301'].map((text) => contentId({ text }));
    expect(new Set(ids).size).toBe(6);
  });
});

describe('well-formed text', () => {
  it.each([['', true], ['𠮷😀', true], ['a\uD842', false], ['\uDFB7a', false], ['\uDFB7\uD842', false], ['\uD842\uDFB7\uD842', false], ['\u0000', true]])('%j: %s', (text, expected) => { expect(isWellFormed(text)).toBe(expected); });

  it('is what survives UTF-8', () => {
    fc.assert(fc.property(fc.string({ unit: fc.integer({ min: 0xd7f0, max: 0xe010 }).map((code) => String.fromCharCode(code)) }), (text) => {
      expect(isWellFormed(text)).toBe(new TextDecoder().decode(new TextEncoder().encode(text)) === text);
    }));
  });
});
