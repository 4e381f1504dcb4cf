import { describe, expect, it } from 'vitest';
import { contentId } from '../../shared/kernel/content-hash.ts';
import { AT_ZERO } from '../../shared/kernel/hybrid-clock.ts';
import { appendTo, MAX_ENTRY_LENGTH, type Entry } from '../../shared/ledger/entry.ts';
import { publicKeyOf, seedText, signEntry } from '../../shared/identity/device-key.ts';
import { logStart } from '../../shared/ledger/log-hash.ts';
import { divergedAnswer, freshEntries, idsOf, isInLog, judgePush, mayExchange, offerAnswer, pullAnswer, pushAnswer, settlePush, signersOf, type LogFacts } from '../../shared/sync/county-log.ts';
import { REFUSAL_RECOVERY } from '../../shared/sync/errors.ts';
import { DivergedAnswer, OfferAnswer, PROTOCOL_VERSION, PullAnswer, PushAnswer, type PushRequest } from '../../shared/sync/wire.ts';
import { Value } from 'typebox/value';
import { aNote, LI, notes, OTHER_REPLICA, OTHER_SCOPE, REPLICA, SCOPE, tokenAfter, WANG } from './builders.ts';
import { createReceipts } from './simulator/county.ts';

const receipts = createReceipts('county');
const facts = { serverTime: 1, replicaSeq: 0 };
const EMPTY: LogFacts = { head: logStart(SCOPE), existing: new Map(), followers: new Map() };

function request(items: readonly unknown[]): PushRequest {
  return { protocol: PROTOCOL_VERSION, scope: SCOPE, replica: REPLICA, generation: 0, seen: logStart(SCOPE), entries: [...items] };
}
const carried = (entries: readonly Entry[]) => entries.map((entry) => ({ entry }));
const codes = (items: readonly unknown[], session = LI) => judgePush(request(items), session, receipts).map((item) => (item.verdict === 'fit' ? 'fit' : item.code));
const entryOf = (draft: Parameters<typeof appendTo>[1], actor = 'li') => appendTo({ replica: REPLICA, seq: 0, prev: '', at: AT_ZERO }, draft, { actor, nowMs: 0 });

describe('judging', () => {
  it('[P8] judges every item by itself: bad ones do not touch the good', () => {
    const good = notes(2);
    const items = [...carried(good.slice(0, 1)), null, 7, 'text', [], {}, { entry: {} }, { entry: { ...good[0], seq: 0 } }, ...carried(good.slice(1))];
    expect(codes(items)).toEqual(['fit', 'malformed', 'malformed', 'malformed', 'malformed', 'malformed', 'malformed', 'malformed', 'fit']);
    const settled = settlePush(judgePush(request(items), LI, receipts), EMPTY, receipts);
    expect(settled.verdicts.map((one) => one.verdict)).toEqual(['accepted', ...Array<string>(7).fill('refused'), 'accepted']);
    expect(settled.appended).toEqual(good);
    expect(settled.verdicts[7]).toMatchObject({ id: good[0]?.id });
  });

  it('[P1] refuses an entry whose id is not its hash', () => {
    const [entry] = notes(1);
    expect(codes([{ entry: { ...entry, body: { text: '改过' } } }])).toEqual(['wrong-hash']);
    expect(codes([{ entry: { ...entry, wall: '1970-01-01T00:00:00.000Z' } }])).toEqual(['wrong-hash']);
  });

  it('[P6] refuses entries of another scope, and requests for a scope that may not be read', () => {
    expect(codes(carried(notes(1, { scope: OTHER_SCOPE })))).toEqual(['foreign-scope']);
    const county = { ...LI, reads: [SCOPE, OTHER_SCOPE], writes: [SCOPE, OTHER_SCOPE] };
    expect(codes(carried(notes(1, { scope: OTHER_SCOPE })), county)).toEqual(['foreign-scope']);
    expect([mayExchange(LI, SCOPE), mayExchange(LI, OTHER_SCOPE)]).toEqual([true, false]);
  });

  it('[P14] takes back with a receipt what anybody wrote, and judges the rest by the session', () => {
    const [byWang] = notes(1, { actor: 'wang' });
    expect(codes([{ entry: byWang }])).toEqual(['wrong-actor']);
    expect(codes([{ entry: byWang, receipt: receipts.issue(byWang?.id ?? '') }])).toEqual(['fit']);
    const closed = entryOf({ ...aNote(), type: 'case.closed', body: { on: '2026-08-01' } });
    expect(codes([{ entry: closed }])).toEqual(['not-allowed']);
    expect(codes([{ entry: closed, receipt: receipts.issue(closed.id) }])).toEqual(['fit']);
    expect(codes([{ entry: byWang, receipt: receipts.issue(byWang?.id ?? '') }], { ...WANG, reads: [] })).toEqual(['foreign-scope']);
  });

  describe('of entries that somebody else brings', () => {
    const [SEED, STOLEN] = [seedText(new Uint8Array(32).fill(1)), seedText(new Uint8Array(32).fill(2))];
    const device = 'd-wangwangwa';
    const byWang = notes(1, { actor: 'wang' })[0] ?? entryOf(aNote(), 'wang');
    const signed = { device, signature: signEntry(SEED, byWang.id) };
    const known = (session: typeof WANG | null) => ({ ...receipts, signers: new Map([[device, { publicKey: publicKeyOf(SEED), session }]]) });
    const judged = (item: unknown, proofs: Parameters<typeof judgePush>[2], session = LI) => judgePush(request([item]), session, proofs).map((one) => (one.verdict === 'fit' ? 'fit' : one.code));

    it('[P31] a known device has signed it: judged as its user, whoever brings it', () => {
      expect(signersOf(request([{ entry: byWang, signed }, { entry: byWang, signed }, { entry: byWang }, null, { signed: { device: 7 } }]))).toEqual([device]);
      expect(judged({ entry: byWang, signed }, known(WANG))).toEqual(['fit']);
      const closed = entryOf({ ...aNote(), type: 'case.closed', body: { on: '2026-08-01' } }, 'wang');
      const item = { entry: closed, signed: { device, signature: signEntry(SEED, closed.id) } };
      expect(judged(item, known({ ...WANG, role: 'secretary' }))).toEqual(['fit']);
      // Not more than its user may do, and not into a scope of the bringer's.
      expect(judged(item, known({ ...WANG, role: 'recorder' }))).toEqual(['not-allowed']);
      expect(judged({ entry: byWang, signed }, known({ ...WANG, writes: [] }))).toEqual(['foreign-scope']);
      expect(judged({ entry: byWang, signed }, known({ ...WANG, user: 'sun' }))).toEqual(['wrong-actor']);
    });

    it('[P31] a signature that is false, of another entry, or of a device that nobody knows', () => {
      expect(judged({ entry: byWang, signed }, receipts)).toEqual(['signature-false']);
      expect(judged({ entry: byWang, signed: { device, signature: signEntry(STOLEN, byWang.id) } }, known(WANG))).toEqual(['signature-false']);
      expect(judged({ entry: byWang, signed: { device, signature: signEntry(SEED, notes(2, { actor: 'wang' })[1]?.id ?? '') } }, known(WANG))).toEqual(['signature-false']);
      expect(judged({ entry: byWang, signed: { device: 'd-x', signature: '' } }, known(WANG))).toEqual(['malformed']);
    });

    it('[P31] what may be brought as one\'s own, or has a receipt, is not held up by a false signature', () => {
      const [mine] = notes(1);
      expect(judged({ entry: mine, signed: { device, signature: signEntry(STOLEN, '') } }, known(WANG))).toEqual(['fit']);
      expect(judged({ entry: byWang, receipt: receipts.issue(byWang.id), signed: { device, signature: signEntry(STOLEN, '') } }, known(null))).toEqual(['fit']);
    });

    it('[P32] the device was revoked: refused, until the county allows what it signed', () => {
      expect(judged({ entry: byWang, signed }, known(null))).toEqual(['signer-revoked']);
      // A thief who signs with another key learns nothing about the device.
      expect(judged({ entry: byWang, signed: { device, signature: signEntry(STOLEN, byWang.id) } }, known(null))).toEqual(['signature-false']);
      expect(REFUSAL_RECOVERY['signer-revoked']).toBe('offer-again');
    });
  });

  it('[P15] a false receipt proves nothing, and spoils nothing', () => {
    const [mine] = notes(1);
    const [byWang] = notes(1, { actor: 'wang' });
    const false_ = createReceipts('another county').issue(byWang?.id ?? '');
    expect(codes([{ entry: mine, receipt: false_ }, { entry: byWang, receipt: false_ }, { entry: byWang, receipt: receipts.issue(mine?.id ?? '') }])).toEqual(['fit', 'wrong-actor', 'wrong-actor']);
  });

  it('[P30] refuses by code what it does not know yet', () => {
    expect(codes(carried([entryOf({ ...aNote(), type: 'case.dreamt' }), entryOf({ ...aNote(), v: 99 }), entryOf({ ...aNote(), body: { text: '' } })])))
      .toEqual(['type-unknown', 'version-newer', 'body-invalid']);
  });

  it('[P29] refuses an entry one character above the size and takes one at it', () => {
    const sized = (length: number): Entry => {
      const { id: _, ...rest } = entryOf({ ...aNote(), body: { text: 'x', pad: '' } });
      const pad = length - JSON.stringify({ id: contentId(rest), ...rest }).length;
      const body = { text: 'x', pad: 'y'.repeat(pad) };
      return { id: contentId({ ...rest, body }), ...rest, body };
    };
    expect(codes(carried([sized(MAX_ENTRY_LENGTH), sized(MAX_ENTRY_LENGTH + 1)]))).toEqual(['fit', 'too-large']);
  });
});

describe('settling', () => {
  it('[P5] gives revisions without a gap and a head that is the hash of them', () => {
    const entries = notes(3);
    const settled = settlePush(judgePush(request(carried(entries)), LI, receipts), EMPTY, receipts);
    expect(settled.verdicts.map((one) => (one.verdict === 'accepted' ? one.rev : null))).toEqual([1, 2, 3]);
    expect(settled.head).toEqual(tokenAfter(entries));
  });

  it('[P2] accepts again, at the first revision, what is there already or twice in the batch', () => {
    const [a, b] = notes(2);
    const judged = judgePush(request([{ entry: a }, { entry: b }, { entry: b }]), LI, receipts);
    const existing = new Map([[a?.id ?? '', 7]]);
    expect(idsOf(judged)).toEqual([a?.id, b?.id, b?.id]);
    expect(freshEntries(judged, existing)).toEqual([b]);
    const settled = settlePush(judged, { ...EMPTY, head: { rev: 9, h: logStart(SCOPE).h }, existing }, receipts);
    expect(settled.verdicts.map((one) => (one.verdict === 'accepted' ? one.rev : null))).toEqual([7, 10, 10]);
    expect(settled.appended).toEqual([b]);
  });

  it('[P13] appends the server\'s own entries right after the entry that they follow', () => {
    const [a, b] = notes(2);
    const number = entryOf({ ...aNote(), type: 'case.numbered', body: { number: '皇帝庙民〔2026〕1号' } }, 'server');
    const settled = settlePush(judgePush(request([{ entry: a }, { entry: b }]), LI, receipts), { ...EMPTY, followers: new Map([[a?.id ?? '', [number]]]) }, receipts);
    expect(settled.appended).toEqual([a, number, b]);
    expect(settled.verdicts.map((one) => (one.verdict === 'accepted' ? one.rev : null))).toEqual([1, 3]);
  });
});

describe('answering', () => {
  it('[P7] finds a token in the log only where revision and hash agree', () => {
    const token = tokenAfter(notes(2));
    expect([isInLog(token, token), isInLog(token, null), isInLog(token, { ...token, h: '0'.repeat(64) }), isInLog(token, logStart(SCOPE))]).toEqual([true, false, false, false]);
  });

  it('every answer is of the wire\'s schema', () => {
    const entries = notes(2, { replica: OTHER_REPLICA });
    const push = request(carried(entries));
    const page = entries.map((entry, i) => ({ entry, rev: i + 1, h: tokenAfter(entries.slice(0, i + 1)).h }));
    const pull = { ...push, cursor: logStart(SCOPE), limit: 10 };
    const offer = { ...push, ids: entries.map((entry) => entry.id) };
    const settled = settlePush(judgePush(push, LI, receipts), EMPTY, receipts);
    expect(Value.Check(PushAnswer, pushAnswer(push, settled, facts))).toBe(true);
    expect(Value.Check(PullAnswer, pullAnswer(pull, { page, head: tokenAfter(entries) }, { receipts, facts }))).toBe(true);
    expect(Value.Check(OfferAnswer, offerAnswer(offer, { known: new Set([entries[0]?.id ?? '']), head: tokenAfter(entries) }, facts))).toBe(true);
    expect(Value.Check(DivergedAnswer, divergedAnswer(push, logStart(SCOPE), facts))).toBe(true);
  });

  it('[P16] answers a pull at the head with the cursor that was sent', () => {
    const cursor = tokenAfter(notes(2));
    expect(pullAnswer({ ...request([]), cursor, limit: 5 }, { page: [], head: cursor }, { receipts, facts })).toMatchObject({ base: cursor, cursor, head: 2, entries: [] });
  });

  it('[P20] names what it lacks of an offer, the last id, and the head that it looked at', () => {
    const ids = notes(3).map((entry) => entry.id);
    const head = tokenAfter(notes(1));
    expect(offerAnswer({ ...request([]), ids }, { known: new Set(ids.slice(0, 1)), head }, facts)).toMatchObject({ missing: ids.slice(1), known: 1, upTo: ids[2], token: head });
  });
});
