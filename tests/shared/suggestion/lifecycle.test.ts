import { describe, expect, it } from 'vitest';
import { UNDO_REFUSALS, type UndoRefusal } from '../../../shared/ledger/act-fold.ts';
import { possibleSuggestionActs, primarySuggestionAct, SUGGESTION_REFUSALS, type SuggestionRefusal } from '../../../shared/suggestion/lifecycle.ts';
import { SUGGESTION_BODIES, type SuggestionEntryType, type SuggestionStatus } from '../../../shared/suggestion/suggestion.ts';
import { ACTS, DELIVERED, JOINT, JOINT_SATISFIED, LEAD_UNSATISFIED, PROMISED, ROAD_TO, SECOND_ANSWER, STATUSES, suggestionOf, type Step } from './acts.ts';

/** What each act does in each state, written down a second time and by hand: the state that follows, or the code of the refusal. */
type Outcome = SuggestionStatus | SuggestionRefusal | UndoRefusal | 'same';
type Short = SuggestionEntryType extends `suggestion.${infer T}` ? T : never;
const row = (possible: Partial<Record<Short, Outcome>>): Readonly<Record<Short, Outcome>> =>
  ({ ...(Object.fromEntries(ACTS.map((act) => [act.slice('suggestion.'.length), 'act-not-possible'])) as Record<Short, Outcome>), registered: 'already-registered', undone: 'not-last-act', numbered: 'same', noted: 'same', ...possible });
const alive = { supervised: 'same', supervision_answered: 'no-open-supervision', key_listed: 'same' } as const;

const EXPECTED: Readonly<Record<SuggestionStatus, Readonly<Record<Short, Outcome>>>> = {
  checking: row({ ...alive, undone: 'nothing-to-undo', amended: 'same', signed: 'already-signed', checked: 'assigning', sent_back: 'completing', merged: 'following', rerouted: 'rerouted' }),
  completing: row({ ...alive, amended: 'checking', signed: 'already-signed', rerouted: 'rerouted' }),
  assigning: row({ ...alive, talked: 'same', assigned: 'handling', merged: 'following', sent_back: 'completing', rerouted: 'rerouted' }),
  handling: row({
    ...alive, assigned: 'reassign-reason-missing', acknowledged: 'same', returned: 'assigning', co_opined: 'same', talked: 'same', explained: 'same', extended: 'explain-missing', rescheduled: 'same', progressed: 'same', replied: 'feedback',
  }),
  following: row({ ...alive, separated: 'assigning', talked: 'same', replied: 'feedback' }),
  feedback: row({
    ...alive, talked: 'same', replied: 'same', delivered: 'same', urged: 'same', fed_back: 'same', lapsed: 'not-urged', fulfilled: 'no-promise', reworked: 'no-unsatisfied', appraised: 'no-unsatisfied', closed: 'feedback-missing',
  }),
  tracking: row({ ...alive, talked: 'same', progressed: 'same', replied: 'feedback', fed_back: 'same', rescheduled: 'same', fulfilled: 'closing', closed: 'promise-open' }),
  closing: row({ ...alive, talked: 'same', replied: 'feedback', fed_back: 'same', closed: 'closed' }),
  closed: row({ reopened: 'assigning' }),
  rerouted: row({ reopened: 'checking' }),
};
const PRIMARY: Readonly<Record<SuggestionStatus, Short | null>> = {
  checking: 'checked', completing: 'amended', assigning: 'assigned', handling: 'replied', following: 'replied', feedback: 'fed_back', tracking: 'fulfilled', closing: 'closed', closed: null, rerouted: null,
};

describe.each(STATUSES)('a suggestion that is %s', (status) => {
  it.each(ACTS)('%s', (act) => {
    const before = suggestionOf(ROAD_TO[status]);
    expect(before).toMatchObject({ status, contested: false });
    const after = suggestionOf([...ROAD_TO[status], [act]]);
    const outcome = EXPECTED[status][act.slice('suggestion.'.length) as Short];
    const refused = [...SUGGESTION_REFUSALS, ...UNDO_REFUSALS].some((code) => code === outcome);
    expect({ status: after.status, ineffective: after.timeline.at(-1)?.ineffective }).toEqual({ status: refused || outcome === 'same' ? status : outcome, ineffective: refused ? outcome : null });
    expect(after.contested).toBe(refused);
    if (refused) {
      const { timeline: _, contested: __, ...facts } = after;
      const { timeline: ___, contested: ____, ...factsBefore } = before;
      expect(facts).toEqual(factsBefore);
    }
  });

  it('offers its primary act first, and none once it has ended', () => {
    const state = suggestionOf(ROAD_TO[status]);
    const primary = primarySuggestionAct(state);
    expect(primary).toBe(PRIMARY[status] === null ? null : `suggestion.${String(PRIMARY[status])}`);
    if (primary !== null) expect(possibleSuggestionActs(state)[0]).toBe(primary);
  });
});

/** What an act demands. Each row breaks one demand only, in a state where the act is possible. */
const DEMANDS: readonly { readonly name: string; readonly road: readonly Step[]; readonly step: Step; readonly code: SuggestionRefusal }[] = [
  { name: 'a paper of two matters (河南 10)', road: [['suggestion.registered', { matters: 2 }]], step: ['suggestion.checked'], code: 'one-matter-only' },
  { name: 'a co-signer who has not confirmed (河南 9)', road: [['suggestion.registered', { coSigners: [{ deputy: JOINT }] }]], step: ['suggestion.checked'], code: 'signature-missing' },
  { name: 'the signature of somebody else', road: ROAD_TO.checking, step: ['suggestion.signed', { deputy: 'deputy:sun' }], code: 'deputy-not-on-it' },
  { name: 'less public without a reason', road: ROAD_TO.checking, step: ['suggestion.amended', { publicity: 'none' }], code: 'publicity-reason-missing' },
  { name: 'merged into itself', road: ROAD_TO.checking, step: ['suggestion.merged', { into: 'suggestion:lights0001' }], code: 'into-itself' },
  { name: 'merged into a case', road: ROAD_TO.checking, step: ['suggestion.merged', { into: 'case:aprilmarket0001' }], code: 'wrong-kind' },
  { name: 'a petition that goes nowhere', road: ROAD_TO.checking, step: ['suggestion.rerouted', { as: 'petition' }], code: 'place-missing' },
  { name: 'a day beyond the three months of the law', road: ROAD_TO.assigning, step: ['suggestion.assigned', { dueOn: '2026-08-21' }], code: 'beyond-statute' },
  { name: 'a day before the order', road: ROAD_TO.assigning, step: ['suggestion.assigned', { dueOn: '2026-05-19' }], code: 'due-before-start' },
  { name: 'the lead as co-handler', road: ROAD_TO.assigning, step: ['suggestion.assigned', { co: ['unit:road'] }], code: 'unit-twice' },
  { name: 'a third order without a decision', road: [...ROAD_TO.handling, ['suggestion.returned'], ['suggestion.assigned'], ['suggestion.returned']], step: ['suggestion.assigned'], code: 'chair-decision-missing' },
  { name: 'a return after ten working days', road: ROAD_TO.handling, step: ['suggestion.returned', { on: '2026-06-04' }], code: 'return-too-late' },
  { name: 'a return of what the presidium decided', road: [...ROAD_TO.assigning, ['suggestion.assigned', { decidedBy: '主席团' }]], step: ['suggestion.returned'], code: 'return-not-allowed' },
  { name: 'an opinion of the lead unit', road: ROAD_TO.handling, step: ['suggestion.co_opined', { unit: 'unit:road' }], code: 'not-co-unit' },
  { name: 'an opinion in separate handling', road: [...ROAD_TO.assigning, ['suggestion.assigned', { mode: 'separate' }]], step: ['suggestion.co_opined'], code: 'not-co-unit' },
  { name: 'a talk with strangers', road: ROAD_TO.handling, step: ['suggestion.talked', { deputies: ['deputy:sun'] }], code: 'deputy-not-on-it' },
  { name: 'a second extension', road: [...ROAD_TO.handling, ['suggestion.explained'], ['suggestion.extended']], step: ['suggestion.extended'], code: 'already-complex' },
  { name: 'an extension beyond six months', road: [...ROAD_TO.handling, ['suggestion.explained']], step: ['suggestion.extended', { dueOn: '2026-11-21' }], code: 'beyond-statute' },
  { name: 'an extension to an earlier day', road: [...ROAD_TO.handling, ['suggestion.explained']], step: ['suggestion.extended', { dueOn: '2026-08-20' }], code: 'extension-not-later' },
  { name: 'an answer without a talk (代表法 51)', road: [...ROAD_TO.assigning, ['suggestion.assigned']], step: ['suggestion.replied'], code: 'talk-missing' },
  { name: 'a second answer without a new talk', road: [...ROAD_TO.feedback, LEAD_UNSATISFIED, ['suggestion.reworked']], step: ['suggestion.replied'], code: 'talk-missing' },
  { name: 'an answer of another unit\'s talk', road: [...ROAD_TO.handling, ['suggestion.assigned', { lead: 'unit:house', reason: '职责调整' }]], step: ['suggestion.replied', { unit: 'unit:house' }], code: 'talk-missing' },
  { name: 'an answer of a stranger', road: ROAD_TO.handling, step: ['suggestion.replied', { unit: 'unit:school' }], code: 'unit-not-handling' },
  { name: 'an answer silent about the co-handlers (河南 18)', road: ROAD_TO.handling, step: ['suggestion.replied', { coOpinions: undefined }] as unknown as Step, code: 'co-opinions-missing' },
  { name: '正在解决 without a day', road: ROAD_TO.handling, step: ['suggestion.replied', { class: 'in_progress', plan: '年底' }], code: 'plan-missing' },
  { name: 'a promise for a day that is past', road: ROAD_TO.handling, step: ['suggestion.replied', { class: 'in_progress', plan: '年底', promisedOn: '2026-06-30' }], code: 'due-before-start' },
  { name: '不具备条件 without a reason', road: ROAD_TO.handling, step: ['suggestion.replied', { class: 'not_feasible' }], code: 'reason-missing' },
  { name: '涉上级 without saying where', road: ROAD_TO.handling, step: ['suggestion.replied', { class: 'escalated' }], code: 'escalation-missing' },
  { name: 'feedback of a deputy whom the answer has not reached', road: [...ROAD_TO.handling, ['suggestion.replied']], step: ['suggestion.fed_back'], code: 'not-delivered' },
  { name: 'unsatisfied without an opinion', road: ROAD_TO.feedback, step: ['suggestion.fed_back', { attitude: 'unsatisfied' }], code: 'opinion-missing' },
  { name: 'urging who has spoken', road: [...ROAD_TO.feedback, ['suggestion.fed_back']], step: ['suggestion.urged'], code: 'already-fed-back' },
  { name: 'given up on the last day', road: [...ROAD_TO.feedback, ['suggestion.urged']], step: ['suggestion.lapsed', { on: '2026-07-16' }], code: 'feedback-not-overdue' },
  { name: 'experts after the first answer', road: [...ROAD_TO.feedback, LEAD_UNSATISFIED], step: ['suggestion.appraised'], code: 'rework-first' },
  { name: 'a third round without experts (河南 22)', road: [...SECOND_ANSWER, LEAD_UNSATISFIED], step: ['suggestion.reworked'], code: 'appraisal-missing' },
  { name: 'a rework due before it begins', road: [...ROAD_TO.feedback, LEAD_UNSATISFIED], step: ['suggestion.reworked', { dueOn: '2026-07-11' }], code: 'due-before-start' },
  { name: 'closing with an unsatisfied deputy', road: [...ROAD_TO.feedback, LEAD_UNSATISFIED, JOINT_SATISFIED], step: ['suggestion.closed'], code: 'unsatisfied-needs-rework' },
  { name: 'closing with one of two heard', road: [...ROAD_TO.feedback, JOINT_SATISFIED], step: ['suggestion.closed'], code: 'feedback-missing' },
  { name: 'a promise of a unit that made none', road: ROAD_TO.tracking, step: ['suggestion.fulfilled', { unit: 'unit:power' }], code: 'no-promise' },
  { name: 'a lower grade of supervision', road: [...ROAD_TO.handling, ['suggestion.supervised', { grade: 'listing' }]], step: ['suggestion.supervised', { grade: 'urge' }], code: 'grade-went-down' },
];

describe('an act demands', () => {
  it.each(DEMANDS)('$name: $code', ({ road, step, code }) => {
    const before = suggestionOf(road);
    expect(before.contested).toBe(false);
    const after = suggestionOf([...road, step]);
    expect(after.timeline.at(-1)?.ineffective).toBe(code);
    expect(after.status).toBe(before.status);
  });

  it('every refusal is met by some test here', () => {
    const inTable = Object.values(EXPECTED).flatMap((one) => Object.values(one));
    const elsewhere = ['not-registered', 'scope-differs', 'deputy-twice', 'clock-not-running', 'appraised-settled'];
    expect([...new Set([...inTable, ...DEMANDS.map(({ code }) => code), ...elsewhere])]).toEqual(expect.arrayContaining([...SUGGESTION_REFUSALS].filter((code) => code !== 'clock-not-running')));
  });

  it('a paper signed by nobody twice, and less public with a reason only', () => {
    expect(() => suggestionOf([['suggestion.registered', { coSigners: [{ deputy: 'deputy:zhang' }] }]])).toThrow();
    expect(() => suggestionOf([['suggestion.registered', { publicity: 'summary' }]])).toThrow();
    expect(suggestionOf([['suggestion.registered', { publicity: 'summary', publicityReason: '涉及个人' }]]).status).toBe('checking');
  });
});

describe('boundaries of the clock', () => {
  it('returned on the tenth working day, and after it with consent', () => {
    expect(suggestionOf([...ROAD_TO.handling, ['suggestion.returned', { on: '2026-06-03' }]])).toMatchObject({ status: 'assigning', returns: 1, assignment: null, dueOn: '2026-06-08' });
    expect(suggestionOf([...ROAD_TO.handling, ['suggestion.returned', { on: '2026-06-04', agreedBy: '赵主席' }]])).toMatchObject({ status: 'assigning' });
  });

  it('three months become six once the deputy was told, and the clock starts where it did', () => {
    const state = suggestionOf([...ROAD_TO.handling, ['suggestion.explained'], ['suggestion.extended']]);
    expect(state).toMatchObject({ dueOn: '2026-11-20', assignment: { complex: true }, clock: { rule: 'SUG_REPLY_COMPLEX', n: 6, startedOn: '2026-05-20', setTo: null } });
  });

  it('the day that counts is handing over, then answering, then the earliest feedback, then the promise', () => {
    expect(suggestionOf(ROAD_TO.checking).dueOn).toBe('2026-06-01');
    expect(suggestionOf(ROAD_TO.handling).dueOn).toBe('2026-08-20');
    const both: readonly Step[] = [...ROAD_TO.handling, ['suggestion.replied'], ['suggestion.delivered'], ['suggestion.delivered', { deputy: JOINT, feedbackBy: '2026-07-20' }]];
    expect(suggestionOf(both).dueOn).toBe('2026-07-16');
    expect(suggestionOf([...both, ['suggestion.fed_back']]).dueOn).toBe('2026-07-20');
    expect(suggestionOf(ROAD_TO.tracking).dueOn).toBe('2026-12-31');
    expect(suggestionOf(ROAD_TO.closed).dueOn).toBeNull();
  });

  it('silent after urging, the day after the limit', () => {
    const state = suggestionOf([...ROAD_TO.feedback, JOINT_SATISFIED, ['suggestion.urged'], ['suggestion.lapsed', { on: '2026-07-17' }]]);
    expect(state).toMatchObject({ status: 'closing', voices: { 'deputy:zhang': { kind: 'lapsed' } } });
  });
});

it('who does not join is off the paper; who has signed stays on it', () => {
  const road: readonly Step[] = [['suggestion.registered', { coSigners: [{ deputy: JOINT }] }]];
  expect(primarySuggestionAct(suggestionOf(road))).toBe('suggestion.signed');
  expect(suggestionOf([...road, ['suggestion.signed', { declined: true }], ['suggestion.checked']])).toMatchObject({ status: 'assigning', signers: [{ deputy: 'deputy:zhang' }] });
  expect(suggestionOf([...road, ['suggestion.signed'], ['suggestion.signed', { declined: true }]]).timeline.at(-1)?.ineffective).toBe('already-signed');
});

describe('rounds', () => {
  it('a rework empties the answer and what was said of it, keeps the unit, and has its own clock', () => {
    const state = suggestionOf([...ROAD_TO.feedback, LEAD_UNSATISFIED, ['suggestion.reworked']]);
    expect(state).toMatchObject({ status: 'handling', reworks: 1, reply: null, voices: {}, deliveries: {}, dueOn: '2026-08-12', assignment: { lead: 'unit:road' }, clock: { rule: 'SUG_REWORK' } });
    expect(primarySuggestionAct(state)).toBe('suggestion.talked');
  });

  it('unsatisfied a second time: experts; what they settle stands, what they do not is handled again', () => {
    const second = [...SECOND_ANSWER, LEAD_UNSATISFIED, JOINT_SATISFIED];
    expect(primarySuggestionAct(suggestionOf(second))).toBe('suggestion.appraised');
    const settled = suggestionOf([...second, ['suggestion.appraised']]);
    expect(settled.status).toBe('closing');
    const redo = suggestionOf([...second, ['suggestion.appraised', { outcome: 'redo' }]]);
    expect([redo.status, primarySuggestionAct(redo)]).toEqual(['feedback', 'suggestion.reworked']);
    expect(suggestionOf([...second, ['suggestion.appraised', { outcome: 'redo' }], ['suggestion.reworked']])).toMatchObject({ status: 'handling', reworks: 2, appraisal: null });
    // The other deputy has not spoken yet: it waits, but is not handled again.
    const waiting = suggestionOf([...SECOND_ANSWER, LEAD_UNSATISFIED, ['suggestion.appraised'], ['suggestion.reworked']]);
    expect(waiting.timeline.at(-1)?.ineffective).toBe('appraised-settled');
  });

  it('separate handling is answered once every unit has answered; each promise is its unit\'s', () => {
    const road: readonly Step[] = [...ROAD_TO.assigning, ['suggestion.assigned', { mode: 'separate' }], ['suggestion.talked'], PROMISED];
    expect(suggestionOf(road)).toMatchObject({ status: 'handling', reply: null });
    const answered = suggestionOf([...road, ['suggestion.replied', { unit: 'unit:power', class: 'in_progress', plan: '接电', promisedOn: '2026-10-31' }]]);
    expect(answered).toMatchObject({ status: 'feedback', promises: [{ unit: 'unit:road', on: '2026-12-31' }, { unit: 'unit:power', on: '2026-10-31' }] });
  });

  it('a promise leaves by being kept, or by an answer that needs none; closing does not lose it', () => {
    const kept = suggestionOf([...ROAD_TO.tracking, ['suggestion.fulfilled']]);
    expect(kept).toMatchObject({ status: 'closing', promises: [{ fulfilled: { on: '2026-12-20' } }] });
    const answered = suggestionOf([...ROAD_TO.tracking, ['suggestion.replied', { on: '2026-12-01' }]]);
    expect(answered).toMatchObject({ status: 'feedback', promises: [{ fulfilled: { on: '2026-12-01' } }], voices: {} });
    expect(suggestionOf([...ROAD_TO.tracking, ['suggestion.rescheduled', { dueOn: '2027-03-31' }]]).dueOn).toBe('2027-03-31');
  });

  it('a merged suggestion is answered itself, deputy by deputy (河南 21)', () => {
    const state = suggestionOf([...ROAD_TO.following, ['suggestion.replied'], ...DELIVERED]);
    expect(state).toMatchObject({ status: 'feedback', follows: { id: 'suggestion:lights0002' } });
    expect(suggestionOf([...ROAD_TO.following, ['suggestion.replied'], ...DELIVERED, ['suggestion.fed_back'], JOINT_SATISFIED]).status).toBe('closing');
  });
});

it('every act type has a body in these tests', () => {
  expect(ACTS).toEqual(Object.keys(SUGGESTION_BODIES));
});
