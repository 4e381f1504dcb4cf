import { describe, expect, it } from 'vitest';
import type { Act } from '../../shared/act.ts';
import { foldCase } from '../../shared/case/fold.ts';
import { conversionTakenBack, referralFromCase, suggestionFromCase, suggestionFromMotion } from '../../shared/conversion.ts';
import { decide } from '../../shared/decide.ts';
import type { Entry } from '../../shared/ledger/entry.ts';
import { foldReferral } from '../../shared/referral/fold.ts';
import type { ReferralState } from '../../shared/referral/referral.ts';
import { foldSuggestion } from '../../shared/suggestion/fold.ts';
import type { SuggestionState } from '../../shared/suggestion/suggestion.ts';
import { aDesk, TOWNSHIP } from './case/acts.ts';
import { aSession } from './suggestion/acts.ts';

const CASE = 'case:aprilmarket0001', PAPER = 'suggestion:lights0001', PASSED = 'referral:petition01', MOTION = 'referral:motion0001';
const TODAY = '2026-05-21';
const DEPUTIES = ['a', 'b', 'c', 'd', 'e'].map((name) => `deputy:${name}`);
const REGISTERED: Act = { scope: TOWNSHIP, subject: CASE, type: 'case.registered', body: { channel: 'night_market', matter: 'opinion', words: '路灯坏了三天', receivedOn: '2026-05-18', tempNo: '临-1' } };
const SORTED: Act = { scope: TOWNSHIP, subject: CASE, type: 'case.sorted', body: { title: '路灯不亮', category: '公共安全', level: 'minor', on: '2026-05-19' } };
const paper = { tempNo: '临-2', period: 'recess', lead: 'deputy:a', signedOn: TODAY, coSigners: [], title: '关于改造路灯的建议', situation: '坏得多', proposal: '换新', publicity: 'full', receivedOn: TODAY } satisfies Parameters<typeof suggestionFromCase>[2];

/** A ledger that takes only what `decide` allows, as the store does. */
function aLedger() {
  const desk = aDesk(), entries: Entry[] = [];
  const of = (subject: string) => entries.filter((one) => one.subject === subject);
  return {
    try: (...acts: readonly Act[]) => acts.map((act) => {
      const decided = decide(of(act.subject), act, aSession());
      if (!decided.ok) return decided.error.code;
      entries.push(desk.write({ subject: act.subject, type: act.type, body: act.body }));
      return null;
    }).filter((code) => code !== null),
    case: () => { const state = foldCase(of(CASE)); if (!state) throw new Error('no case'); return state; },
    suggestion: () => { const state = foldSuggestion(of(PAPER)); if (!state) throw new Error('no suggestion'); return state; },
    referral: (id = PASSED) => { const state = foldReferral(of(id)); if (!state) throw new Error('no referral'); return state; },
  };
}

const turned = (to: string, kind: string): Act => ({ scope: TOWNSHIP, subject: CASE, type: 'case.converted', body: { to, kind, on: TODAY } });
const takeBack = (from: Parameters<typeof conversionTakenBack>[0] & { readonly undoable: { readonly id: string } | null }, other: SuggestionState | ReferralState | null) => conversionTakenBack(from, { act: from.undoable?.id ?? '', other, on: TODAY });

function withSuggestion() {
  const ledger = aLedger();
  expect(ledger.try(REGISTERED, SORTED)).toEqual([]);
  expect(ledger.try(suggestionFromCase(ledger.case(), PAPER, paper), turned(PAPER, 'suggestion'))).toEqual([]);
  return ledger;
}

describe('a turn taken back', () => {
  it('the case goes back to where it was, and the suggestion ends with the reason', () => {
    const ledger = withSuggestion();
    expect(ledger.suggestion().registered).toMatchObject({ sources: [CASE], category: '公共安全' });
    const acts = takeBack(ledger.case(), ledger.suggestion());
    if (!acts.ok) throw new Error(acts.error);
    expect(ledger.try(...acts.value)).toEqual([]);
    expect(ledger.case()).toMatchObject({ status: 'assigning', follows: null, contested: false });
    expect(ledger.suggestion()).toMatchObject({ status: 'rerouted', dueOn: null, rerouted: { as: 'case', to: CASE, reason: '转化已撤销' }, contested: false });
  });

  it('not once the suggestion has gone on; again when that was taken back or ended', () => {
    const ledger = withSuggestion();
    expect(ledger.try({ scope: TOWNSHIP, subject: PAPER, type: 'suggestion.checked', body: { number: '1', on: TODAY } })).toEqual([]);
    expect(takeBack(ledger.case(), ledger.suggestion())).toEqual({ ok: false, error: 'turned-item-moved' });
    expect(ledger.try({ scope: TOWNSHIP, subject: PAPER, type: 'suggestion.rerouted', body: { as: 'inquiry', reason: '当面解答', way: 'in_person', on: TODAY } })).toEqual([]);
    const acts = takeBack(ledger.case(), ledger.suggestion());
    expect(acts).toMatchObject({ ok: true, value: [{ subject: CASE, type: 'case.undone' }] });
    expect(acts.ok && acts.value).toHaveLength(1);
  });

  it('a note on the suggestion is no step of its road', () => {
    const ledger = withSuggestion();
    expect(ledger.try({ scope: TOWNSHIP, subject: PAPER, type: 'suggestion.noted', body: { text: '等代表签名' } })).toEqual([]);
    expect(takeBack(ledger.case(), ledger.suggestion()).ok).toBe(true);
  });

  it.each([
    ['petition', {}], ['hotline_ticket', { outsideNo: 'LY1' }], ['motion_lead', { grounds: '河堤年久失修', plan: '列入年度工程', deputies: DEPUTIES }],
  ] as const)('a %s is withdrawn with the reason', (kind, body) => {
    const ledger = aLedger();
    ledger.try(REGISTERED, SORTED);
    expect(ledger.try(referralFromCase(ledger.case(), PASSED, { kind, tempNo: '临-3', title: '路灯', receivedOn: TODAY, dueOn: '2026-06-05', ...body, ...('deputies' in body ? { deputies: [...body.deputies] } : {}) }), turned(PASSED, kind))).toEqual([]);
    expect(ledger.referral().registered.words).toBe('路灯坏了三天');
    const acts = takeBack(ledger.case(), ledger.referral());
    if (!acts.ok) throw new Error(acts.error);
    expect(ledger.try(...acts.value)).toEqual([]);
    expect(ledger.case().status).toBe('assigning');
    expect(ledger.referral()).toMatchObject({ status: 'concluded', dueOn: null, conclusion: { outcome: 'withdrawn', text: '转化已撤销' } });
  });

  it('a motion that became a suggestion is a motion again', () => {
    const ledger = aLedger();
    ledger.try({ scope: TOWNSHIP, subject: MOTION, type: 'referral.registered', body: { kind: 'motion_lead', tempNo: '临-4', title: '河堤', receivedOn: TODAY, grounds: '年久失修', plan: '列入年度工程', deputies: DEPUTIES, sources: [CASE] } });
    expect(ledger.try(...suggestionFromMotion(ledger.referral(MOTION), PAPER, { paper, reason: '不列入议程', on: TODAY }))).toEqual([]);
    const acts = takeBack(ledger.referral(MOTION), ledger.suggestion());
    if (!acts.ok) throw new Error(acts.error);
    expect(ledger.try(...acts.value)).toEqual([]);
    expect([ledger.referral(MOTION).status, ledger.suggestion().status, ledger.suggestion().rerouted?.as]).toEqual(['open', 'rerouted', 'motion']);
  });

  it('a suggestion that came of another case too stays', () => {
    const ledger = withSuggestion();
    const { registered, ...rest } = ledger.suggestion();
    const acts = takeBack(ledger.case(), { ...rest, registered: { ...registered, sources: [CASE, 'case:other00000001'] } });
    expect(acts).toMatchObject({ ok: true, value: [{ type: 'case.undone' }] });
    expect(acts.ok && acts.value).toHaveLength(1);
  });
});
