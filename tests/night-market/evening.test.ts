import { describe, expect, it } from 'vitest';
import { anActivity } from '../shared/activity/an-activity.ts';
import type { CaseState } from '../../shared/case/case.ts';
import { foldCase } from '../../shared/case/fold.ts';
import { appendTo, type ChainHead, type Entry } from '../../shared/ledger/entry.ts';
import { blankForm } from '../../renderer/screens/night-market/capture-form.ts';
import { eveningFigures, gapsOf } from '../../renderer/screens/night-market/evening-figures.ts';
import { countsWith, deskToDraft, draftToDesk, emptyDesk, nextDesk, type Desk, type DeskEvent } from '../../renderer/screens/night-market/live/evening-desk.ts';
import { commandOf, COMMANDS, SHORTCUTS, type KeyPress } from '../../renderer/screens/night-market/live/shortcuts.ts';

const ACTIVITY = anActivity({ deputies: ['deputy:1', 'deputy:2'], citizens: 132, settled: 3, ideas: 1, counters: { settled: 3, ideas: 1 }, place: '文化广场', from: '19:30' });
const start = () => emptyDesk('case:1', '皇帝庙村');
const after = (desk: Desk, ...events: readonly DeskEvent[]) => events.reduce(nextDesk, desk);
const wrote = (words: string): DeskEvent => ({ type: 'edited', patch: { words } });

describe('the table of the live market', () => {
  it('lays out the next card at once and keeps the village', () => {
    const desk = after(start(), wrote('路灯不亮'), { type: 'handed-in', subject: 'case:1', nextSubject: 'case:2' });
    expect(desk.form).toEqual(blankForm('case:2', '皇帝庙村'));
    expect(desk.handedIn).toMatchObject([{ form: { subject: 'case:1', words: '路灯不亮' }, refusal: null }]);
  });

  it('lets go of a card only when it is saved', () => {
    const handedIn = after(start(), wrote('路灯不亮'), { type: 'handed-in', subject: 'case:1', nextSubject: 'case:2' });
    const refused = after(handedIn, { type: 'refused', subject: 'case:1', refusal: { code: 'journal-disk-full' } });
    expect(refused.handedIn[0]?.refusal?.code).toBe('journal-disk-full');
    expect(after(refused, { type: 'tried-again' }).handedIn).toMatchObject([{ form: { words: '路灯不亮' }, refusal: null }]);
    expect(after(refused, { type: 'saved', subject: 'case:1' }).handedIn).toEqual([]);
    expect(after(refused, { type: 'saved', subject: 'case:9' })).toEqual(refused);
  });

  it('gives a refused card back only into a free hand', () => {
    const refused = after(start(), wrote('路灯不亮'), { type: 'handed-in', subject: 'case:1', nextSubject: 'case:2' }, { type: 'refused', subject: 'case:1', refusal: { code: 'body-invalid' } });
    const back = after(refused, { type: 'taken-back', subject: 'case:1' });
    expect(back).toMatchObject({ form: { subject: 'case:1', words: '路灯不亮' }, handedIn: [] });
    const busy = after(refused, wrote('另一件'));
    expect(after(busy, { type: 'taken-back', subject: 'case:1' })).toEqual(busy);
  });

  it('survives as a draft: the half-typed card, cards on their way, unwritten totals', () => {
    const desk = after(start(), wrote('第一件'), { type: 'handed-in', subject: 'case:1', nextSubject: 'case:2' }, { type: 'refused', subject: 'case:1', refusal: { code: 'x' } }, wrote('半句'), { type: 'counted', counts: { citizens: 5, settled: 1, ideas: 0 } });
    const restored = draftToDesk(JSON.parse(JSON.stringify(deskToDraft(desk))) as Record<string, unknown>, emptyDesk('case:9', ''));
    expect(restored).toEqual({ ...desk, handedIn: [{ form: desk.handedIn[0]?.form, refusal: null }] });
  });

  it('keeps no draft of an empty card, and reads a spoilt one without fault', () => {
    expect(deskToDraft(start())).toBeNull();
    expect(draftToDesk({ form: 3, handedIn: [null, { subject: 'case:7', words: 'x' }], counts: { citizens: 'many' } }, start())).toEqual({ ...start(), handedIn: [{ form: { ...blankForm('case:7', ''), words: 'x' }, refusal: null }] });
  });

  it('counts within bounds, and forgets totals once the evening shows them', () => {
    const desk = after(start(), { type: 'counted', counts: { citizens: -3, settled: 2.7, ideas: 1e9 } });
    expect(desk.counts).toEqual({ citizens: 0, settled: 2, ideas: 100_000 });
    const counted = after(start(), { type: 'counted', counts: { citizens: 132, settled: 3, ideas: 1 } });
    expect(after(counted, { type: 'counts-written', activity: ACTIVITY }).counts).toBeNull();
    expect(after(counted, { type: 'counts-written', activity: { ...ACTIVITY, citizens: 131 } }).counts).toEqual(counted.counts);
  });

  it('counts a settled dispute and an idea as they are registered, and nothing else', () => {
    const counts = { citizens: 1, settled: 0, ideas: 0 };
    const form = blankForm('case:1', '');
    expect(countsWith(counts, { ...form, matter: 'dispute', answered: true })).toEqual({ ...counts, settled: 1 });
    expect(countsWith(counts, { ...form, matter: 'dispute' })).toEqual(counts);
    expect(countsWith(counts, { ...form, matter: 'opinion', answered: true })).toEqual(counts);
    expect(countsWith(counts, { ...form, matter: 'golden_idea' })).toEqual({ ...counts, ideas: 1 });
  });
});

describe('the keys', () => {
  const press = (patch: Partial<KeyPress>): KeyPress => ({ code: '', ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...patch });
  it('are one for each command, and each its own', () => {
    for (const command of COMMANDS) {
      const { code, with: held } = SHORTCUTS[command];
      expect(commandOf(press({ code, ctrlKey: held === 'ctrl', altKey: held.startsWith('alt'), shiftKey: held === 'alt+shift' }))).toBe(command);
    }
  });
  it('leave plain typing, AltGr and other shortcuts alone', () => {
    expect(commandOf(press({ code: 'Digit1' }))).toBeNull();
    expect(commandOf(press({ code: 'Enter' }))).toBeNull();
    expect(commandOf(press({ code: 'Digit1', altKey: true, ctrlKey: true }))).toBeNull();
    expect(commandOf(press({ code: 'KeyA', ctrlKey: true }))).toBeNull();
    expect(commandOf(press({ code: 'NumpadEnter', ctrlKey: true }))).toBe('register');
  });
});

describe('收摊小结', () => {
  const cases = [
    aCase(1, { matter: 'opinion', words: '路灯', category: '道路交通', level: 'minor', village: 'village:1', reporter: { name: '王', phone: '13800000000' } }),
    aCase(2, { matter: 'opinion', words: '路面', category: '道路交通', level: 'common', place: '许昌', answeredOnSpot: '已答' }),
    aCase(3, { matter: 'dispute', words: '地界', village: 'village:1' }),
  ];
  it('adds up', () => {
    const figures = eveningFigures(ACTIVITY, cases);
    expect(figures).toMatchObject({
      deputies: 2, citizens: 132, cases: 3, byMatter: { opinion: 2, dispute: 1, golden_idea: 0 }, byLevel: { minor: 1, common: 1, major: 0 }, levelOpen: 1,
      byCategory: [{ category: '道路交通', cases: 2 }], categoryOpen: 1, answered: 1, settled: 3, ideas: 1,
    });
    expect(Object.values(figures.byLevel).reduce((a, b) => a + b) + figures.levelOpen).toBe(figures.cases);
    expect(Object.values(figures.byMatter).reduce((a, b) => a + b)).toBe(figures.cases);
    expect(figures.byCategory.reduce((sum, one) => sum + one.cases, 0) + figures.categoryOpen).toBe(figures.cases);
  });
  it('says what each card lacks', () => {
    expect(cases.map(gapsOf)).toEqual([[], ['phone'], ['category', 'level', 'phone']]);
  });
});

function aCase(n: number, body: Record<string, unknown>): CaseState {
  const head: ChainHead = { replica: 'aaaaaaaaaa', seq: 0, prev: '', at: '000000000000-00000000' };
  const entry: Entry = appendTo(head, {
    scope: '411122201', subject: `case:${n}`, type: 'case.registered', v: 1, body: { channel: 'night_market', receivedOn: '2026-05-18', tempNo: `临-aaaa-${n}`, ...body },
  }, { actor: 'li', nowMs: 1_779_000_000_000 + n });
  const state = foldCase([entry]);
  if (state === null) throw new Error('the registration does not fold');
  return state;
}
