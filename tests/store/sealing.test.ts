/** Sealing and the journal's lines: what is sealed opens only as it was, with its key; every line reads back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendTo, type Entry } from '../../shared/ledger/entry.ts';
import { documentOf, sealEntry, sealedOf, unsealEntry } from '../../renderer/store/entry-document.ts';
import { entryLine, parseJournalLine, proofLine } from '../../renderer/store/journal-line.ts';
import { createSealer, fromBase64, toBase64 } from '../../renderer/store/sealing.ts';
import { aCaseId, registering } from './acts.ts';

const key = (fill: number) => new Uint8Array(32).fill(fill);
const anEntry = (words = '路灯坏了'): Entry => appendTo({ replica: 'aaaaaaaaaa', seq: 0, prev: '', at: '000000000000-00000000' }, { ...registering(aCaseId(), { words }), v: 1 }, { actor: 'li', nowMs: 1_779_000_000_000 });

describe('a sealed text', () => {
  it('opens to the same text, whatever it is', async () => {
    const sealer = await createSealer('k1', key(1));
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 3000 }).filter((text) => text.isWellFormed()), fc.string(), async (text, bound) => {
      expect(await sealer.unseal(await sealer.seal(text, bound), bound)).toEqual({ ok: true, value: text });
    }), { numRuns: 60 });
  });

  it('never has the same nonce or ciphertext twice', async () => {
    const sealer = await createSealer('k1', key(1));
    const sealed = await Promise.all(Array.from({ length: 200 }, () => sealer.seal('同一句话', 'x')));
    expect(new Set(sealed.map((one) => one.n)).size).toBe(200);
    expect(new Set(sealed.map((one) => one.c)).size).toBe(200);
  });

  it('does not open with another key, other bound text, or any changed byte', async () => {
    const [sealer, other, renamed] = [await createSealer('k1', key(1)), await createSealer('k1', key(2)), await createSealer('k2', key(1))];
    const sealed = await sealer.seal('路灯坏了', 'case:1');
    expect(await other.unseal(sealed, 'case:1')).toEqual({ ok: false, error: 'damaged' });
    expect(await renamed.unseal(sealed, 'case:1')).toEqual({ ok: false, error: 'other-key' });
    expect(await sealer.unseal(sealed, 'case:2')).toEqual({ ok: false, error: 'damaged' });
    const bytes = fromBase64(sealed.c);
    for (let i = 0; i < bytes.length; i += 1) {
      const changed = bytes.slice();
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(await sealer.unseal({ ...sealed, c: toBase64(changed) }, 'case:1')).toEqual({ ok: false, error: 'damaged' });
    }
    expect(await sealer.unseal({ ...sealed, c: '不是 base64' }, 'case:1')).toEqual({ ok: false, error: 'damaged' });
  });
});

describe('an entry at rest', () => {
  it('comes back from its document and its journal line, with its proof', async () => {
    const sealer = await createSealer('k1', key(1));
    const held = { entry: anEntry(), rev: 7, receipt: 'ab'.repeat(32) };
    const sealed = await sealEntry(held, sealer);
    expect(await unsealEntry(sealedOf(documentOf(sealed, 3)), sealer)).toEqual(held);
    expect(parseJournalLine(entryLine(sealed))).toEqual({ kind: 'entry', entry: sealed });
    expect(parseJournalLine(proofLine({ id: held.entry.id, receipt: held.receipt }))).toEqual({ kind: 'proof', proof: { id: held.entry.id, receipt: held.receipt } });
  });

  it('whose header was changed does not open', async () => {
    const sealer = await createSealer('k1', key(1));
    const sealed = await sealEntry({ entry: anEntry() }, sealer);
    expect(await unsealEntry({ ...sealed, header: { ...sealed.header, actor: 'wang' } }, sealer)).toBeNull();
  });

  it('is not found in lines that are cut, damaged or of another version', async () => {
    const sealer = await createSealer('k1', key(1));
    const line = entryLine(await sealEntry({ entry: anEntry() }, sealer));
    for (let length = 0; length < line.length; length += 1) expect(parseJournalLine(line.slice(0, length)).kind).toBe('unknown');
    expect(parseJournalLine(line.replace('"j":1', '"j":2')).kind).toBe('unknown');
    fc.assert(fc.property(fc.string(), fc.jsonValue(), (text, value) => {
      expect(parseJournalLine(text).kind).toBe('unknown');
      expect(parseJournalLine(JSON.stringify(value)).kind).toBe('unknown');
    }));
  });
});
