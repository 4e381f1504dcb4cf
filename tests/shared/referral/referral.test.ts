import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../shared/decide.ts';
import type { Entry } from '../../../shared/ledger/entry.ts';
import { foldReferral } from '../../../shared/referral/fold.ts';
import { possibleReferralActs, primaryReferralAct, type ReferralRefusal } from '../../../shared/referral/lifecycle.ts';
import { REFERRAL_BODIES, REFERRAL_STATES, type ReferralBody, type ReferralEntryType, type ReferralState, type ReferralStatus } from '../../../shared/referral/referral.ts';
import { aDesk, TOWNSHIP } from '../case/acts.ts';
import { aSession } from '../suggestion/acts.ts';

const ID = 'referral:petition01';
const BODIES: { readonly [T in ReferralEntryType]: ReferralBody<T> } = {
  'referral.registered': { kind: 'petition', tempNo: '临-aaaa-9', title: '宅基地纠纷', receivedOn: '2026-05-18', dueOn: '2026-06-02', sources: ['case:aprilmarket0001'] },
  'referral.forwarded': { where: '县信访局', way: 'letter', on: '2026-05-19' },
  'referral.notified': { text: '请到县信访局反映', way: 'letter', by: '王秘书', on: '2026-05-20' },
  'referral.concluded': { outcome: 'accepted', text: '县信访局已受理', on: '2026-05-30' },
  'referral.converted': { to: 'suggestion:lights0001', reason: '不列入议程，转作建议', on: '2026-06-01' },
  'referral.reopened': { reason: '又来反映', on: '2026-07-01' },
  'referral.noted': { text: '来电问过' },
  'referral.undone': { act: 'a'.repeat(26) },
};
type Step<T extends ReferralEntryType = ReferralEntryType> = readonly [type: T, body?: Partial<ReferralBody<T>>];
const ACTS = Object.keys(BODIES) as ReferralEntryType[];
const MOTION: Step<'referral.registered'> = ['referral.registered', { kind: 'motion_lead', grounds: '河堤年久失修', plan: '列入年度工程', deputies: ['a', 'b', 'c', 'd', 'e'].map((name) => `deputy:${name}`) }];
const TICKET: Step<'referral.registered'> = ['referral.registered', { kind: 'hotline_ticket', outsideNo: 'LY20260518001' }];
const bodyOf = ([type, changes]: Step): Record<string, unknown> => ({ ...BODIES[type], ...changes });
const entriesOf = (steps: readonly Step[], desk = aDesk()): Entry[] => steps.map((step) => desk.write({ subject: ID, type: step[0], body: bodyOf(step) }));

function referralOf(steps: readonly Step[]): ReferralState {
  const state = foldReferral(entriesOf(steps));
  if (!state) throw new Error('these entries have no registration');
  return state;
}

const NOTIFIED: readonly Step[] = [['referral.registered'], ['referral.forwarded'], ['referral.notified']];
const ROAD_TO: Readonly<Record<ReferralStatus, readonly Step[]>> = { open: [['referral.registered']], forwarded: NOTIFIED, concluded: [...NOTIFIED, ['referral.concluded']], converted: [MOTION, ['referral.converted']] };
/** What each act does in each state, in the order registered, forwarded, notified, concluded, converted, reopened, noted, undone. */
const EXPECTED: Readonly<Record<ReferralStatus, readonly string[]>> = {
  open: ['already-registered', 'forwarded', 'same', 'notice-missing', 'motion-only', 'act-not-possible', 'same', 'nothing-to-undo'],
  forwarded: ['already-registered', 'same', 'same', 'concluded', 'motion-only', 'act-not-possible', 'same', 'not-last-act'],
  concluded: ['already-registered', 'act-not-possible', 'same', 'act-not-possible', 'motion-only', 'open', 'same', 'not-last-act'],
  converted: ['already-registered', 'act-not-possible', 'act-not-possible', 'act-not-possible', 'act-not-possible', 'open', 'same', 'not-last-act'],
};

describe.each(REFERRAL_STATES)('a referral that is %s', (status) => {
  it.each(ACTS.map((act, n) => [act, EXPECTED[status][n] ?? ''] as const))('%s: %s', (act, outcome) => {
    const after = referralOf([...ROAD_TO[status], [act]]);
    const moved = outcome === 'same' ? status : REFERRAL_STATES.find((one) => one === outcome);
    expect([after.status, after.timeline.at(-1)?.ineffective]).toEqual(moved === undefined ? [status, outcome] : [moved, null]);
  });
});

const DEMANDS: readonly { readonly name: string; readonly road: readonly Step[]; readonly step: Step; readonly code: ReferralRefusal }[] = [
  { name: 'a petition taken onto an agenda', road: NOTIFIED, step: ['referral.concluded', { outcome: 'listed' }], code: 'outcome-differs' },
  { name: 'a ticket answered that nothing was sent back for', road: [TICKET], step: ['referral.concluded', { outcome: 'answered' }], code: 'not-forwarded' },
  { name: 'a listed motion turned into a suggestion', road: [MOTION, ['referral.concluded', { outcome: 'listed' }]], step: ['referral.converted'], code: 'motion-listed' },
  { name: 'a motion turned into a case', road: [MOTION], step: ['referral.converted', { to: 'case:x' }], code: 'wrong-kind' },
];
it.each(DEMANDS)('$name: $code', ({ road, step, code }) => { expect(referralOf([...road, step]).timeline.at(-1)?.ineffective).toBe(code); });

describe('registering', () => {
  it.each([
    ['motion-incomplete', { ...MOTION[1], plan: undefined }], ['deputies-too-few', { ...MOTION[1], deputies: ['deputy:a', 'deputy:b', 'deputy:c', 'deputy:d', 'deputy:d'] }], ['ticket-missing', { kind: 'hotline_ticket' }],
  ])('%s', (code, changes) => {
    const body = JSON.parse(JSON.stringify({ ...BODIES['referral.registered'], ...changes })) as Record<string, unknown>;
    expect(decide([], { scope: TOWNSHIP, subject: ID, type: 'referral.registered', body }, aSession())).toEqual({ ok: false, error: { code } });
  });

  it('five deputies make a motion', () => { expect(referralOf([MOTION])).toMatchObject({ kind: 'motion_lead', status: 'open' }); });
});

it('a motion that is not put on the agenda becomes a suggestion, with the trace', () => {
  const refused = referralOf([MOTION, ['referral.concluded', { outcome: 'not_listed' }]]);
  expect(primaryReferralAct(refused)).toBe('referral.converted');
  expect(referralOf([MOTION, ['referral.concluded', { outcome: 'not_listed' }], ['referral.converted']])).toMatchObject({ status: 'converted', conversion: { to: 'suggestion:lights0001' }, dueOn: null });
});

it('the day of a petition is the notice\'s: fifteen days, until told (信访工作条例 23)', () => {
  expect(referralOf([['referral.registered'], ['referral.forwarded']]).dueOn).toBe('2026-06-02');
  expect(referralOf(NOTIFIED).dueOn).toBeNull();
  expect(referralOf([TICKET, ['referral.forwarded']]).dueOn).toBe('2026-06-02');
});

it('any acts of two devices fold to the same referral in any order, and leave a next step', () => {
  const anySteps = fc.array(fc.record({ device: fc.boolean(), step: fc.constantFrom<Step>(...ACTS.map((act): Step => [act]), MOTION, TICKET, ['referral.concluded', { outcome: 'not_listed' }], ['referral.concluded', { outcome: 'answered' }]) }), { maxLength: 12 });
  fc.assert(fc.property(fc.constantFrom<Step>(['referral.registered'], MOTION, TICKET), anySteps, (first, steps) => {
    const [here, there] = [aDesk(), aDesk({ replica: 'bbbbbbbbbb', actor: 'zhao', startMs: Date.UTC(2026, 4, 18, 12, 0, 1) })];
    const entries = [...entriesOf([first], here), ...steps.flatMap(({ device, step }) => entriesOf([step], device ? here : there))];
    const state = foldReferral(entries);
    expect(foldReferral(entries.toReversed())).toEqual(state);
    expect(state?.timeline).toHaveLength(entries.length);
    if (!state) return;
    const next = primaryReferralAct(state);
    if (next === null) expect(['concluded', 'converted']).toContain(state.status);
    else expect(possibleReferralActs(state)).toContain(next);
  }), { numRuns: 300 });
});

it('every act type has a body in these tests', () => { expect(ACTS).toEqual(Object.keys(REFERRAL_BODIES)); });
