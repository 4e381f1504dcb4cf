import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTIVITY_BODIES, ACTIVITY_KINDS, ACTIVITY_STATES, type ActivityBody, type ActivityEntryType, type ActivityStatus } from '../../../shared/activity/activity.ts';
import { decideActivity } from '../../../shared/activity/decide.ts';
import { foldActivity } from '../../../shared/activity/fold.ts';
import { idsOfActivity, joinedActivities } from '../../../shared/activity/joined.ts';
import { KINDS, missingFields } from '../../../shared/activity/kinds.ts';
import { ACTIVITY_LIFECYCLE } from '../../../shared/activity/lifecycle.ts';
import { judgeBody } from '../../../shared/entry-types.ts';
import type { Entry } from '../../../shared/ledger/entry.ts';
import { aDesk, aSession, TOWNSHIP } from '../case/acts.ts';
import { anActivity } from './an-activity.ts';

const EVENING = 'activity:may18';
const BODIES: { readonly [T in ActivityEntryType]: ActivityBody<T> } = {
  'activity.planned': { kind: 'night_market', place: '皇帝庙村文化广场', on: '2026-05-18', from: '19:00', schedule: 'schedule:season', deputies: ['deputy:zhang'], units: ['unit:water'] },
  'activity.amended': { on: '2026-05-19', reason: '下雨' },
  'activity.cancelled': { reason: '下雨', on: '2026-05-18' },
  'activity.prepared': { step: 'team', done: true, team: { captain: 'deputy:zhang', members: [{ name: '李乡贤', role: '乡贤' }] } },
  'activity.opened': { kind: 'night_market', place: '皇帝庙村文化广场', village: 'village:hdm', theme: '人居环境', on: '2026-05-18', from: '19:00' },
  'activity.attended': { deputies: ['deputy:zhang', 'deputy:li'] },
  'activity.checked_in': { as: 'deputy', who: 'deputy:wang', present: true, at: '19:20' },
  'activity.counted': { citizens: 86, settled: 4, ideas: 2 },
  'activity.tallied': { counter: 'settled', by: 1 },
  'activity.headcount_settled': { how: 'by_hand', citizens: 120, on: '2026-05-19' },
  'activity.recorded': { set: { weather: '晴' } },
  'activity.polled': { about: '水利局', who: 'unit:water', issued: 30, returned: 28, invalid: 1, satisfied: 20, basic: 5, unsatisfied: 2, on: '2026-05-18' },
  'activity.closed': { until: '21:30', note: '雨停后人多' },
  'activity.merged': { into: 'activity:other', on: '2026-05-19' },
  'activity.reopened': { reason: '点错了', on: '2026-05-18' },
  'activity.noted': { text: '灯不够亮' },
  'activity.undone': { act: 'a'.repeat(26) },
};
const TYPES = Object.keys(BODIES) as ActivityEntryType[];
const actOf = (type: ActivityEntryType, body: object = {}) => ({ scope: TOWNSHIP, subject: EVENING, type, body: { ...BODIES[type], ...body } });
const entriesOf = (types: readonly ActivityEntryType[], desk = aDesk()): Entry[] => types.map((type) => desk.write(actOf(type)));
/** How an activity comes into each state. */
const ROAD: Readonly<Record<ActivityStatus, readonly ActivityEntryType[]>> = { planned: ['activity.planned'], open: ['activity.opened'], closed: ['activity.opened', 'activity.closed'], cancelled: ['activity.planned', 'activity.cancelled'] };
const first = aDesk();
const laptops = () => [aDesk({ replica: 'aaaaaaaaaa' }), aDesk({ replica: 'bbbbbbbbbb', startMs: Date.UTC(2026, 5, 1) })] as const;

describe('an evening', () => {
  it('is what its entries add up to', () => {
    expect(foldActivity(entriesOf(['activity.opened', 'activity.attended', 'activity.counted', 'activity.closed'], first))).toMatchObject({
      id: EVENING, scope: TOWNSHIP, kind: 'night_market', status: 'closed', place: '皇帝庙村文化广场', village: 'village:hdm', theme: '人居环境', on: '2026-05-18', from: '19:00', until: '21:30',
      deputies: ['deputy:zhang', 'deputy:li'], citizens: 86, settled: 4, ideas: 2, open: false, note: '雨停后人多', contested: false,
    });
  });

  it('is nothing before its plan or its opening has arrived', () => {
    expect(foldActivity([])).toBeNull();
    expect(foldActivity(entriesOf(['activity.counted']))).toBeNull();
  });

  it('has its team and its survey written down afterwards, too', () => {
    const entries = entriesOf(['activity.opened', 'activity.closed', 'activity.prepared']);
    expect(foldActivity(entries)).toMatchObject({ status: 'closed', contested: false, preparations: { team: { team: { captain: 'deputy:zhang' } } } });
  });

  it('keeps what was planned when it is opened elsewhere', () => {
    const desk = aDesk();
    const entries = [...entriesOf(['activity.planned', 'activity.prepared'], desk), desk.write(actOf('activity.opened', { place: '学校门口', theme: '' }))];
    expect(foldActivity(entries)).toMatchObject({ status: 'open', place: '学校门口', village: 'village:hdm', schedule: 'schedule:season', expected: { deputies: ['deputy:zhang'], units: ['unit:water'] }, preparations: { team: { done: true } } });
  });

  it('is opened once and closed once, by the first, and nobody is troubled for it; late figures of a second laptop still count', () => {
    const desk = aDesk();
    const entries = [...entriesOf(['activity.opened', 'activity.closed'], desk), desk.write(actOf('activity.opened', { place: '别处' })), desk.write(actOf('activity.closed', { until: '23:59' })), desk.write(actOf('activity.counted', { citizens: 90 }))];
    expect(foldActivity(entries)).toMatchObject({ place: '皇帝庙村文化广场', until: '21:30', open: false, citizens: 90, contested: false });
  });

  it('moves, is cancelled, comes back, and takes the last step back', () => {
    const desk = aDesk();
    const plan = entriesOf(['activity.planned', 'activity.amended', 'activity.cancelled'], desk);
    expect(foldActivity(plan)).toMatchObject({ status: 'cancelled', on: '2026-05-19', from: '19:00', cancelled: { reason: '下雨' } });
    expect(foldActivity([...plan, desk.write(actOf('activity.reopened'))])).toMatchObject({ status: 'planned', cancelled: null });
    const cancelling = plan.at(-1)?.id ?? '';
    expect(foldActivity([...plan, desk.write(actOf('activity.undone', { act: cancelling }))])).toMatchObject({ status: 'planned', on: '2026-05-19' });
  });

  it('clears a text that is emptied, and keeps what an amendment does not name', () => {
    const desk = aDesk();
    expect(foldActivity([...entriesOf(['activity.opened'], desk), desk.write({ ...actOf('activity.amended'), body: { theme: '', village: '' } })])).toMatchObject({ theme: null, village: null, place: '皇帝庙村文化广场', on: '2026-05-18' });
  });

  it('passes over what it cannot read and what is not its own', () => {
    const desk = aDesk();
    const entries = [...entriesOf(['activity.opened'], desk), desk.write({ ...actOf('activity.counted'), body: { citizens: -1 } }), desk.write({ ...actOf('activity.counted'), v: 2 }), desk.write({ ...actOf('activity.closed'), type: 'activity.moved' }), desk.write({ ...actOf('activity.closed'), scope: '411122202' })];
    expect(foldActivity(entries)).toMatchObject({ open: true, citizens: 0 });
  });

  it('folds to the same in every order of arrival, and what decide accepts takes effect', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...TYPES), fc.integer({ min: 0, max: 1 })), { maxLength: 12 });
    fc.assert(fc.property(steps, fc.constantFrom(...TYPES), fc.infiniteStream(fc.nat()), (made, next, random) => {
      const desks = laptops();
      const entries = made.flatMap(([type, desk]) => desks[desk]?.write(actOf(type)) ?? []);
      const others = entries.map((entry) => ({ entry, rank: random.next().value ?? 0 })).sort((a, b) => a.rank - b.rank).map(({ entry }) => entry);
      const state = foldActivity(entries);
      expect(foldActivity(others)).toEqual(state);
      const decision = decideActivity(entries, actOf(next), aSession('secretary'));
      const after = foldActivity([...entries, aDesk({ replica: 'zzzzzzzzzz', startMs: Date.UTC(2030, 0, 1) }).write(actOf(next))]);
      expect(after?.timeline.at(-1)?.ineffective ?? null).toBe(decision.ok ? null : after === null ? after : decision.error.code);
    }));
  });
});

describe('two laptops at one market', () => {
  it('check in one deputy once, and take a check-in back', () => {
    const [a, b] = laptops();
    const entries = [a.write(actOf('activity.opened')), a.write(actOf('activity.checked_in')), b.write(actOf('activity.checked_in')), b.write(actOf('activity.checked_in', { who: 'deputy:zhao' })), b.write(actOf('activity.checked_in', { present: false }))];
    expect(foldActivity(entries.slice(0, 4))?.deputies).toEqual(['deputy:wang', 'deputy:zhao']);
    expect(foldActivity(entries)?.deputies).toEqual(['deputy:zhao']);
  });

  it('do not count one crowd twice: the greater count stands until somebody settles it', () => {
    const [a, b] = laptops();
    const count = (desk: ReturnType<typeof aDesk>, citizens: number, over: readonly string[]) => desk.write({ ...actOf('activity.counted'), body: { citizens, over } });
    const entries = [a.write(actOf('activity.opened')), count(a, 100, []), count(a, 132, []), count(b, 96, [])];
    const apart = foldActivity(entries);
    expect(apart).toMatchObject({ citizens: 132 });
    expect(apart?.headCounts.map(({ citizens }) => citizens)).toEqual([132, 96]);
    // Who knew the others' counts speaks for all, also downwards.
    const known = count(b, 120, apart?.headCounts.map(({ entry }) => entry) ?? []);
    expect(foldActivity([...entries, known])).toMatchObject({ citizens: 120, headCounts: [{ citizens: 120 }] });
    const later = aDesk({ replica: 'aaaaaaaaaa', startMs: Date.UTC(2026, 6, 1) });
    expect(foldActivity([...entries, later.write(actOf('activity.headcount_settled', { how: 'different_people', citizens: 228 }))])).toMatchObject({ citizens: 228, headCounts: [{ citizens: 228 }] });
  });

  it('each tally their own, which add up', () => {
    const [a, b] = laptops();
    const entries = [a.write(actOf('activity.opened')), a.write(actOf('activity.tallied', { by: 3 })), b.write(actOf('activity.tallied', { by: 4 })), b.write(actOf('activity.tallied', { by: -1 })), a.write(actOf('activity.tallied', { counter: 'leaflets', by: 200 }))];
    expect(foldActivity(entries)).toMatchObject({ settled: 6, ideas: 0, counters: { settled: 6, leaflets: 200 } });
  });

  it('a correction that comes before what it corrects is not lost', () => {
    const [a, b] = laptops();
    const entries = [a.write(actOf('activity.opened')), a.write(actOf('activity.tallied', { by: -2 })), b.write(actOf('activity.tallied', { by: 5 }))];
    expect(foldActivity(entries.slice(0, 2))).toMatchObject({ settled: 0, counters: { settled: 0 } });
    expect(foldActivity(entries)).toMatchObject({ settled: 3 });
  });

  it('under whatever name: those that every object has are counters like others', () => {
    const [a, b] = laptops();
    const tally = (desk: ReturnType<typeof aDesk>, id: string) => [desk.write({ ...actOf('activity.opened'), subject: id }), desk.write({ ...actOf('activity.tallied', { counter: 'constructor', by: 2 }), subject: id })];
    const [one, two] = [foldActivity(tally(a, EVENING)), foldActivity(tally(b, 'activity:other'))];
    if (!one || !two) throw new Error('not opened');
    expect(one.counters).toEqual({ constructor: 2 });
    expect(joinedActivities([one, { ...two, mergedInto: EVENING }])[0]?.counters).toEqual({ constructor: 4 });
  });
});

describe('two activities that were one', () => {
  const [a, b] = laptops();
  const other = (type: ActivityEntryType, body: object = {}) => ({ ...actOf(type, body), subject: 'activity:other' });
  const main = [a.write(actOf('activity.opened')), a.write(actOf('activity.checked_in')), a.write({ ...actOf('activity.counted'), body: { citizens: 132, over: [] } }), a.write(actOf('activity.tallied', { by: 2 }))];
  const part = [b.write(other('activity.opened', { place: '村部' })), b.write(other('activity.checked_in')), b.write(other('activity.checked_in', { who: 'deputy:zhao' })), b.write({ ...other('activity.counted'), body: { citizens: 96, over: [] } }), b.write(other('activity.tallied', { by: 1 }))];
  const merging = b.write(other('activity.merged', { into: EVENING }));
  const states = (...entries: readonly Entry[][]) => entries.flatMap((one) => foldActivity(one) ?? []);

  it('stand as one: deputies once, the crowd once, what each settled added', () => {
    expect(joinedActivities(states(main, part))).toHaveLength(2);
    const joined = joinedActivities(states(main, [...part, merging]));
    expect(joined).toMatchObject([{ id: EVENING, deputies: ['deputy:wang', 'deputy:zhao'], citizens: 132, settled: 3 }]);
    expect(idsOfActivity(states(main, [...part, merging]), EVENING)).toEqual([EVENING, 'activity:other']);
    const counts = joined[0]?.headCounts.map(({ entry }) => entry) ?? [];
    const settled = b.write(actOf('activity.headcount_settled', { how: 'by_hand', citizens: 120, over: counts }));
    expect(joinedActivities(states([...main, settled], [...part, merging]))).toMatchObject([{ citizens: 120, headCounts: [{ citizens: 120 }] }]);
  });

  it('are put right as one: names, heads and counters of whichever laptop', () => {
    const late = aDesk({ replica: 'cccccccccc', startMs: Date.UTC(2026, 7, 1) });
    const heads = joinedActivities(states(main, [...part, merging]))[0]?.headCounts.map(({ entry }) => entry) ?? [];
    const put = [late.write(actOf('activity.checked_in', { who: 'deputy:zhao', present: false })), late.write({ ...actOf('activity.counted'), body: { citizens: 90, over: heads } }), late.write(actOf('activity.tallied', { by: -3 }))];
    expect(joinedActivities(states([...main, ...put], [...part, merging]))).toMatchObject([{ deputies: ['deputy:wang'], citizens: 90, headCounts: [{ citizens: 90 }], settled: 0 }]);
    // Who is checked in again is there again.
    expect(joinedActivities(states([...main, ...put], [...part, merging, late.write(other('activity.checked_in', { who: 'deputy:zhao' }))]))).toMatchObject([{ deputies: ['deputy:wang', 'deputy:zhao'] }]);
  });

  it('come apart again, and a circle or a missing one loses nothing', () => {
    expect(joinedActivities(states(main, [...part, merging, b.write(other('activity.undone', { act: merging.id }))]))).toHaveLength(2);
    const back = b.write(actOf('activity.merged', { into: 'activity:other' }));
    expect(joinedActivities(states([...main, back], [...part, merging]))).toHaveLength(2);
    expect(joinedActivities(states([...part, merging]))).toMatchObject([{ mergedInto: null }]);
    expect(decideActivity(main, actOf('activity.merged', { into: EVENING }), aSession('recorder'))).toEqual({ ok: false, error: { code: 'merged-into-itself' } });
  });
});

describe('a merged activity', () => {
  const main = anActivity({ id: 'activity:main', deputies: ['deputy:a'], settled: 1, counters: { settled: 1 } });
  const part = anActivity({ id: 'activity:part', mergedInto: main.id, open: false, deputies: ['deputy:b'], counters: { settled: 2 } });

  it('counts by itself while the other did not take place, or is another office\'s', () => {
    for (const other of [{ ...main, status: 'cancelled' }, { ...main, status: 'planned' }, { ...main, scope: '411122202' }] as const) {
      expect(joinedActivities([other, part])).toMatchObject([{ id: main.id, deputies: ['deputy:a'] }, { id: part.id, mergedInto: null, deputies: ['deputy:b'] }]);
      expect(idsOfActivity([other, part], main.id)).toEqual([main.id]);
    }
  });

  it('brings its plan and its votes along; what both have, the main one says', () => {
    const poll = (satisfied: number) => ({ ...BODIES['activity.polled'], satisfied });
    const unit = (head: boolean) => ({ unit: 'unit:water', name: '水利局', role: head ? '局长' : '科员', head });
    const [joined] = joinedActivities([
      { ...main, polls: [poll(20)], units: [unit(false)], fields: { weather: '晴' } },
      { ...part, isPlanned: true, campaign: 'campaign:env', station: 'station:p1', expected: { deputies: ['deputy:b'], units: [] }, preparations: { notice: { step: 'notice', done: true } }, polls: [poll(3)], units: [unit(true)], fields: { weather: '雨', recorder: '小王' } },
    ]);
    expect(joined).toMatchObject({
      isPlanned: true, campaign: 'campaign:env', station: 'station:p1', expected: { deputies: ['deputy:b'] }, preparations: { notice: { done: true } }, fields: { weather: '晴', recorder: '小王' },
      polls: [{ satisfied: 20 }], units: [{ role: '科员', head: true }],
    });
    expect(joined?.polls).toHaveLength(1);
  });
});

describe('an act on an activity', () => {
  const decided = (made: readonly ActivityEntryType[], type: ActivityEntryType, body: object = {}) => {
    const decision = decideActivity(entriesOf(made), actOf(type, body), aSession('secretary'));
    return decision.ok ? 'ok' : decision.error.code;
  };

  it.each(ACTIVITY_STATES.flatMap((state) => TYPES.filter((type) => type !== 'activity.undone').map((type) => [state, type] as const)))('%s: %s is possible when the table says so', (state, type) => {
    const refused = type === 'activity.opened' || type === 'activity.planned' ? 'activity-already-open' : 'activity-not-open';
    expect(decided(ROAD[state], type)).toBe(ACTIVITY_LIFECYCLE[state][type] === undefined ? refused : 'ok');
  });

  it('does not begin with anything but a plan or an opening', () => {
    expect(TYPES.filter((type) => decided([], type) === 'ok')).toEqual(['activity.planned', 'activity.opened']);
  });

  it('is refused without permission, a known type, a valid body, its own scope', () => {
    expect(decideActivity([], actOf('activity.opened'), aSession('server'))).toEqual({ ok: false, error: { code: 'not-allowed' } });
    expect(decideActivity(entriesOf(['activity.planned']), actOf('activity.cancelled'), aSession('recorder'))).toEqual({ ok: false, error: { code: 'not-allowed' } });
    expect(decideActivity([], { ...actOf('activity.opened'), type: 'activity.moved' }, aSession('recorder'))).toEqual({ ok: false, error: { code: 'type-unknown' } });
    expect(decided(['activity.opened'], 'activity.counted', { citizens: 1.5 })).toBe('body-invalid');
    expect(decided([], 'activity.opened', { from: '24:00' })).toBe('body-invalid');
    expect(decideActivity(entriesOf(['activity.opened']), { ...actOf('activity.closed'), scope: '411122202' }, aSession('recorder'))).toEqual({ ok: false, error: { code: 'scope-differs' } });
  });

  it('is refused when it contradicts itself', () => {
    expect(decided(['activity.planned'], 'activity.opened', { kind: 'training' })).toBe('kind-differs');
    expect(decided(['activity.planned'], 'activity.prepared', { team: { captain: 'user:wang', members: [] } })).toBe('captain-not-deputy');
    expect(decided(['activity.opened'], 'activity.checked_in', { who: undefined })).toBe('nobody-named');
    expect(decided(['activity.opened'], 'activity.polled', { satisfied: 21 })).toBe('poll-differs');
    expect(decided(['activity.opened'], 'activity.polled', { issued: 27 })).toBe('poll-differs');
  });
});

describe('the kinds', () => {
  it.each(ACTIVITY_KINDS)('%s has names that entries can carry, each once', (kind) => {
    const names = [...KINDS[kind].fields, ...KINDS[kind].counters].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(judgeBody({ type: 'activity.recorded', v: 1, subject: EVENING, body: { set: { [name]: '' } } })).toBe('valid');
    expect(KINDS[kind].fields.every((field) => field.kind !== 'choice' || (field.choices?.length ?? 0) > 1)).toBe(true);
  });

  it('name what is missing at the end', () => {
    expect(missingFields({ kind: 'council', fields: { form: '板凳会', agenda: ['修路'], resolutions: [] } }).map(({ label }) => label)).toEqual(['议定事项']);
  });

  it('cover every entry type with a body', () => {
    expect(TYPES.sort()).toEqual(Object.keys(ACTIVITY_BODIES).sort());
  });
});
