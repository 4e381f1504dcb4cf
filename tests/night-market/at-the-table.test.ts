import { describe, expect, it } from 'vitest';
import { anActivity } from '../shared/activity/an-activity.ts';
import { foldActivity } from '../../shared/activity/fold.ts';
import { foldCase } from '../../shared/case/fold.ts';
import type { CaseState } from '../../shared/case/case.ts';
import type { Deputy } from '../../shared/deputy/deputy.ts';
import { appendTo, headAfter, type ChainHead, type Entry } from '../../shared/ledger/entry.ts';
import { TAKEN_BACK_REASON } from '../../shared/case/taken-back.ts';
import type { Unit } from '../../shared/unit/unit.ts';
import { arrivedAt, deputiesInOrder, unitsInOrder } from '../../renderer/screens/night-market/live/check-in.ts';
import { JUMP_MS, jumpBetween, warningsOf, type Seen } from '../../renderer/screens/night-market/live/health.ts';
import { earlierEvenings, isTold, isToTell, outcomeSentence, toldAct } from '../../renderer/screens/night-market/live/report-back.ts';

const SCOPE = '411122201';
/** In China, on the evening of 18 May 2026. */
const EIGHT_PM = Date.UTC(2026, 4, 18, 12);

describe('先通报', () => {
  const tonight = anActivity({ id: 'activity:6', on: '2026-06-18', station: 'station:1', place: '文化广场' });
  const before = (id: string, on: string, changes: Parameters<typeof anActivity>[0] = {}) => anActivity({ id, on, open: false, station: 'station:1', place: '别处', ...changes });

  it('looks at the evenings held here before, latest first, and at no others', () => {
    const here = [before('activity:4', '2026-04-18'), before('activity:5', '2026-05-18'), before('activity:3', '2026-03-18', { station: null, place: ' 文化广场 ' })];
    const others = [before('activity:7', '2026-07-18'), before('activity:8', '2026-05-01', { station: 'station:2' }), before('activity:9', '2026-05-02', { status: 'planned' }), before('activity:a', '2026-05-03', { scope: '411122202' }), before('activity:b', '2026-05-04', { kind: 'visit' })];
    expect(earlierEvenings(tonight, [...others, ...here, tonight]).map(({ id }) => id)).toEqual(['activity:5', 'activity:4', 'activity:3']);
  });

  it('tells what is open, and what has ended since the last evening; nothing that is off the record or was copied wrongly from paper', () => {
    const state = (changes: Partial<CaseState>) => ({ status: 'handling', closedOn: null, declined: null, ...changes }) as CaseState;
    const told = [state({}), state({ status: 'closed', closedOn: '2026-05-18' }), state({ status: 'closed', closedOn: '2026-05-17' }), state({ status: 'declined', declined: { reason: '法院在审', on: '2026-05-20' } }), state({ status: 'declined', declined: { reason: '线下', route: 'transfer_discipline', on: '2026-05-20' } }), state({ status: 'declined', declined: { reason: TAKEN_BACK_REASON, on: '2026-05-20' } })];
    expect(told.map((one) => isToTell(one, '2026-05-18'))).toEqual([true, true, false, true, false, false]);
  });

  it('says in one plain sentence what became of a matter, without anybody’s name', () => {
    const say = (...acts: readonly Act[]) => outcomeSentence(aCase(...acts), { today: '2026-06-18', unitName: () => '水利局' });
    expect(say()).toBe('已经登记，主席团正在梳理，梳理好就交给单位办。');
    expect(say(...ASSIGNED)).toBe('水利局正在办，6月25日前答复。');
    expect(say(...ASSIGNED, ['case.replied', { unit: 'unit:w', class: 'resolved', text: '水泵换了', on: '2026-06-01' }])).toBe('水利局答复，已经解决：水泵换了。');
    expect(say(['case.declined', { reason: '法院正在审理', route: 'guide_legal', where: '县法院', on: '2026-06-01' }])).toBe('这件引导诉讼仲裁复议，县法院：法院正在审理。');
    expect(outcomeSentence(aCase({ promise: { unit: 'unit:w', text: '月底通水', resultOn: '2026-06-30' } }), { today: '2026-06-18', unitName: () => '水利局' })).toBe('水利局承诺6月30日前见结果：月底通水。');
    expect(outcomeSentence(aCase({ answeredOnSpot: '民'.repeat(200) }), { today: '2026-06-18', unitName: () => '' })).toBe(`当场答复：${'民'.repeat(120)}…`);
  });

  it('passes an answer on to the citizen; of what is still on its way it makes a note, and knows both again', () => {
    const telling = { by: '李记录', on: '2026-06-18', sentence: '正在办。' };
    const answered = aCase(...ASSIGNED, ['case.replied', { unit: 'unit:w', class: 'resolved', text: '换了', on: '2026-06-01' }]);
    expect(toldAct(answered, telling)).toMatchObject({ type: 'case.relayed', body: { to: 'citizen', way: 'in_person', by: '李记录', on: '2026-06-18' } });
    const open = aCase(...ASSIGNED);
    const note = toldAct(open, telling);
    expect(note).toMatchObject({ type: 'case.noted', body: { text: '在夜市上通报了进展：正在办。' } });
    const after = aCase(...ASSIGNED, ['case.noted', note.body]);
    expect([isTold(open, '2026-05-18'), isTold(after, '2026-05-18'), isTold(after, '2026-06-18')]).toEqual([false, true, false]);
  });
});

describe('the check-in', () => {
  const deputy = (id: string, name: string, scope = SCOPE) => ({ id, name, scope, active: true }) as Deputy;
  it('lists who was asked first, then the own, then others, and keeps its order while ticked', () => {
    const activity = { scope: SCOPE, expected: { deputies: ['deputy:c'], units: [] }, deputies: [] };
    const listed = [deputy('deputy:z', '安', '411122'), deputy('deputy:b', '丙'), deputy('deputy:a', '白'), deputy('deputy:c', '周')];
    const order = deputiesInOrder(activity, listed).map(({ id }) => id);
    expect(order).toEqual(['deputy:c', 'deputy:a', 'deputy:b', 'deputy:z']);
    expect(deputiesInOrder({ ...activity, deputies: ['deputy:z'] }, listed).map(({ id }) => id)).toEqual(order);
  });

  it('lists the units that were asked, then those that came', () => {
    const units = ['unit:a', 'unit:b', 'unit:c', 'unit:d'].map((id) => ({ id, name: id, active: true }) as Unit);
    const came = (unit: string) => ({ unit, name: '', role: '', head: false });
    expect(unitsInOrder({ expected: { deputies: [], units: ['unit:d'] }, units: [came('unit:b'), came('unit:a')] }, units).map(({ id }) => id)).toEqual(['unit:d', 'unit:a', 'unit:b']);
  });

  it('knows when somebody came, and forgets it when that was taken back', () => {
    const here = { as: 'deputy', who: 'deputy:1', present: true, at: '19:42' };
    const folded = (...bodies: readonly Record<string, unknown>[]) => foldActivity(chain([['activity.opened', { kind: 'night_market', place: '广场', on: '2026-05-18', from: '19:00' }], ...bodies.map((body): Act => ['activity.checked_in', body])], 'activity:1'));
    const [came, left] = [folded(here), folded(here, { ...here, present: false, at: '19:50' })];
    expect([came?.deputies, came && arrivedAt(came, { as: 'deputy', who: 'deputy:1' })]).toEqual([['deputy:1'], '19:42']);
    expect([left?.deputies, left && arrivedAt(left, { as: 'deputy', who: 'deputy:1' })]).toEqual([[], null]);
  });
});

describe('the computer at the table', () => {
  const MB = 1024 * 1024;
  const seen = (patch: Partial<Seen> = {}): Seen => ({ battery: null, freeBytes: 50_000 * MB, now: EIGHT_PM, on: '2026-05-18', newest: null, jumped: 0, ...patch });
  const kinds = (patch: Partial<Seen>) => warningsOf(seen(patch)).map(({ kind, severe }) => `${kind}${severe ? '!' : ''}`);

  it('is not spoken of while all is well', () => {
    expect(kinds({ battery: { charging: false, level: 0.9 }, newest: EIGHT_PM + JUMP_MS })).toEqual([]);
    expect(kinds({ battery: { charging: true, level: 0.05 } })).toEqual([]);
    expect(kinds({ freeBytes: null })).toEqual([]);
  });

  it('warns of the battery and the disk in time, and loudly at the end', () => {
    expect([kinds({ battery: { charging: false, level: 0.2 } }), kinds({ battery: { charging: false, level: 0.08 } })]).toEqual([['battery'], ['battery!']]);
    expect([kinds({ freeBytes: 900 * MB }), kinds({ freeBytes: 300 * MB })]).toEqual([['disk'], ['disk!']]);
    expect(warningsOf(seen({ battery: { charging: false, level: 0.2 } }))[0]?.sentence).toContain('20%');
  });

  it('knows a wrong day, but not an evening that lasts beyond midnight', () => {
    const chinaNight = (hour: number) => Date.UTC(2026, 4, 18, 16 + hour, 30);
    expect(kinds({ now: chinaNight(0) })).toEqual([]);
    expect(kinds({ now: chinaNight(6) })).toEqual(['day']);
    expect(kinds({ now: Date.UTC(2019, 0, 1, 12) })).toEqual(['day']);
  });

  it('knows a clock that lags behind what is written, or that jumped', () => {
    expect(kinds({ newest: EIGHT_PM + 2 * JUMP_MS })).toEqual(['behind']);
    expect(kinds({ jumped: -3_600_000 })).toEqual(['jumped']);
    const at = (now: number, passed: number) => ({ now, passed });
    expect(jumpBetween(at(EIGHT_PM, 0), at(EIGHT_PM + 15_000, 15_000))).toBe(0);
    expect(jumpBetween(at(EIGHT_PM, 0), at(EIGHT_PM + 3_600_000, 15_000))).toBe(3_585_000);
    expect(jumpBetween(at(EIGHT_PM, 0), at(EIGHT_PM - 3_600_000, 15_000))).toBe(-3_615_000);
  });
});

type Act = readonly [type: string, body: Record<string, unknown>];

const ASSIGNED: readonly Act[] = [
  ['case.sorted', { title: '机井电费', category: '供水供暖供电', level: 'minor', on: '2026-05-19' }],
  ['case.assigned', { lead: 'unit:w', co: [], orderNo: '1', on: '2026-05-20', dueOn: '2026-06-25', rule: 'CASE_MINOR' }],
];

/** A case of 18 May with acts upon it; the first may be fields of its registration. */
function aCase(...given: readonly (Act | Record<string, unknown>)[]): CaseState {
  const [first] = given;
  const fields = first !== undefined && !Array.isArray(first) ? first : {};
  const acts = given.filter((one): one is Act => Array.isArray(one));
  const state = foldCase(chain([['case.registered', { channel: 'night_market', matter: 'opinion', words: '机井电费没人说得清', receivedOn: '2026-05-18', tempNo: '临-aaaa-1', ...fields }], ...acts], 'case:1'));
  if (state === null) throw new Error('the registration does not fold');
  return state;
}

function chain(acts: readonly Act[], subject: string): readonly Entry[] {
  const entries: Entry[] = [];
  for (const [type, body] of acts) {
    const last = entries.at(-1);
    const head: ChainHead = last === undefined ? { replica: 'aaaaaaaaaa', seq: 0, prev: '', at: '000000000000-00000000' } : headAfter(last);
    entries.push(appendTo(head, { scope: SCOPE, subject, type, v: 1, body }, { actor: 'li', nowMs: EIGHT_PM + entries.length }));
  }
  return entries;
}
