import { describe, expect, it } from 'vitest';
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { base64urlnopad } from '@scure/base';
import { Value } from 'typebox/value';
import { publicKeyOf, seedText, Signed, signBytes, signEntry, verifyBytes, verifyEntry } from '../../../shared/identity/device-key.ts';

const SEED = seedText(new Uint8Array(32).fill(7));
const OTHER = seedText(new Uint8Array(32).fill(8));
const ID = 'abcdefghijklmnopqrstuvwxyz';

describe('device keys', () => {
  it('are those of RFC 8032, test 1', () => {
    const seed = seedText(hexToBytes('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'));
    expect(publicKeyOf(seed)).toBe(base64urlnopad.encode(hexToBytes('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a')));
  });

  it('sign an entry by its id: no other id, no other key, no other bit', () => {
    const signature = signEntry(SEED, ID);
    expect(Value.Check(Signed, { device: 'd-abcdefghij', signature })).toBe(true);
    expect(verifyEntry(publicKeyOf(SEED), ID, signature)).toBe(true);
    expect(verifyEntry(publicKeyOf(SEED), `b${ID.slice(1)}`, signature)).toBe(false);
    expect(verifyEntry(publicKeyOf(OTHER), ID, signature)).toBe(false);
    const bytes = base64urlnopad.decode(signature);
    for (const place of [0, 31, 32, 63]) {
      const flipped = bytes.slice();
      flipped[place] = (flipped[place] ?? 0) ^ 1;
      expect(verifyEntry(publicKeyOf(SEED), ID, base64urlnopad.encode(flipped))).toBe(false);
    }
  });

  it('a signature of one kind is none of another', () => {
    const signature = signBytes(SEED, 'bundle', utf8ToBytes(ID));
    expect(verifyBytes({ publicKey: publicKeyOf(SEED), kind: 'bundle', signature }, utf8ToBytes(ID))).toBe(true);
    expect(verifyEntry(publicKeyOf(SEED), ID, signature)).toBe(false);
  });

  it.each(['', 'x', '!'.repeat(86), 'A'.repeat(85), 'A'.repeat(86), 'A'.repeat(900)])('%j is no signature, and does no harm', (signature) => {
    expect(verifyEntry(publicKeyOf(SEED), ID, signature)).toBe(false);
    expect(verifyEntry(signature, ID, signEntry(SEED, ID))).toBe(false);
  });
});
