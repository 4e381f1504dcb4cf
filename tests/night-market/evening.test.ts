import { describe, expect, it } from 'vitest';
import { anActivity } from '../shared/activity/an-activity.ts';
import type { CaseState } from '../../shared/case/case.ts';
import { foldCase } from '../../shared/case/fold.ts';
import { appendTo, type ChainHead, type Entry } from '../../shared/ledger/entry.ts';
import { blankForm } from '../../renderer/screens/night-market/capture-form.ts';
import { eveningFigures, gapsOf } from '../../renderer/screens/night-market/evening-figures.ts';
import { countedAct, deskToDraft, draftToDesk, emptyDesk, nextDesk, pendingTallies, talliedActs, type Desk, type DeskEvent } from '../../renderer/screens/night-market/live/evening-desk.ts';
import { commandOf, COMMANDS, SHORTCUTS, type KeyPress } from '../../renderer/screens/night-market/live/shortcuts.ts';

const ACTIVITY = anActivity({ deputies: ['deputy:1', 'deputy:2'], citizens: 132, settled: 3, ideas: 1, counters: { settled: 3, ideas: 1 }, place: '文化广场', from: '19:30' });
const start = () => emptyDesk('case:1', '皇帝庙村');
const after = (desk: Desk, ...events: readonly DeskEvent[]) => events.reduce(nextDesk, desk);
const heads = (by: number): DeskEvent => ({ type: 'headed', by, shown: { citizens: 0, headCounts: [] } });
const tally = (counter: 'settled' | 'ideas', by: number, batch: string): DeskEvent => ({ type: 'tallied', counter, by, batch });
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

  it('survives as a draft: the half-typed card, cards on their way, what was counted, what was put aside', () => {
    const desk = after(start(), wrote('第一件'), { type: 'handed-in', subject: 'case:1', nextSubject: 'case:2' }, { type: 'refused', subject: 'case:1', refusal: { code: 'x' } }, wrote('半句'), heads(5), tally('settled', 1, 'b1'), { type: 'put-aside', subject: 'case:7', aside: true });
    const restored = draftToDesk(JSON.parse(JSON.stringify(deskToDraft(desk))) as Record<string, unknown>, emptyDesk('case:9', ''));
    expect(restored).toEqual({ ...desk, handedIn: [{ form: desk.handedIn[0]?.form, refusal: null }], batches: [{ id: 'b1', settled: 1, ideas: 0, sealed: true }] });
  });

  it('keeps no draft of an empty card, and reads a spoilt one without fault', () => {
    expect(deskToDraft(start())).toBeNull();
    const spoilt = { form: 3, handedIn: [null, { subject: 'case:7', words: 'x' }], heads: { total: 'many' }, batches: [{ id: 'b', settled: 0.5, ideas: 1 }, 4], aside: 'all' };
    expect(draftToDesk(spoilt, start())).toEqual({ ...start(), handedIn: [{ form: { ...blankForm('case:7', ''), words: 'x' }, refusal: null }] });
  });

  it('takes a late photograph onto its own card only', () => {
    const files = [{ hash: 'a'.repeat(26), name: '照片.jpg', mime: 'image/jpeg', size: 9 }];
    const late = after(start(), wrote('路灯'), { type: 'handed-in', subject: 'case:1', nextSubject: 'case:2' }, { type: 'edited', patch: { attachments: files }, subject: 'case:1' });
    expect(late.form.attachments).toEqual([]);
    expect(after(late, { type: 'edited', patch: { attachments: files }, subject: 'case:2' }).form.attachments).toEqual(files);
  });

  it('puts a matter aside and takes it up again', () => {
    const aside = after(start(), { type: 'put-aside', subject: 'case:7', aside: true }, { type: 'put-aside', subject: 'case:7', aside: true });
    expect(aside.aside).toEqual(['case:7']);
    expect(after(aside, { type: 'put-aside', subject: 'case:7', aside: false }).aside).toEqual([]);
  });
});

describe('counting', () => {
  const shownWith = (...entries: readonly { readonly id: string; readonly batch?: string }[]): DeskEvent => ({
    type: 'shown', activity: { timeline: entries.map(({ id, batch }) => ({ header: { id, type: batch === undefined ? 'activity.counted' : 'activity.tallied' } as never, body: batch === undefined ? {} : { batch }, ineffective: null, undone: false })) },
  });

  it('goes on from the heads that are shown, within bounds, and names every count that it replaces', () => {
    const desk = after(start(), { type: 'headed', by: 3, shown: { citizens: 80, headCounts: [{ entry: 'e1', replica: 'a', citizens: 50 }, { entry: 'e2', replica: 'b', citizens: 80 }] } }, { type: 'headed', by: 1, shown: { citizens: 90, headCounts: [{ entry: 'e3', replica: 'b', citizens: 90 }] } });
    expect(desk.heads).toEqual({ total: 84, over: ['e1', 'e2', 'e3'], entry: null });
    expect(desk.heads && countedAct(ACTIVITY, desk.heads).body).toEqual({ citizens: 84, over: ['e1', 'e2', 'e3'] });
    expect(after(start(), heads(-5)).heads?.total).toBe(0);
    expect(after(start(), heads(1e9)).heads?.total).toBe(100_000);
  });

  it('lets go of heads once the evening has their entry, not before', () => {
    const written = after(start(), heads(5), { type: 'heads-written', total: 5, entry: 'e5' });
    expect(after(written, shownWith({ id: 'e4' })).heads?.entry).toBe('e5');
    expect(after(written, shownWith({ id: 'e4' }, { id: 'e5' })).heads).toBeNull();
    expect(after(written, heads(1), { type: 'heads-written', total: 5, entry: 'e5' }).heads).toMatchObject({ total: 6, entry: null });
  });

  it('sums presses into a batch; one that is being written is closed, and the next press begins another', () => {
    const desk = after(start(), tally('settled', 1, 'b1'), tally('settled', 1, 'b2'), tally('ideas', 1, 'b3'), { type: 'sealed', batches: ['b1'] }, tally('settled', -1, 'b4'));
    expect(desk.batches).toEqual([{ id: 'b1', settled: 2, ideas: 1, sealed: true }, { id: 'b4', settled: -1, ideas: 0, sealed: false }]);
    expect(pendingTallies(desk, { timeline: [] })).toEqual({ settled: 1, ideas: 1 });
    expect(desk.batches.flatMap((batch) => talliedActs(ACTIVITY, batch)).map(({ body }) => body)).toEqual([{ counter: 'settled', by: 2, batch: 'b1' }, { counter: 'ideas', by: 1, batch: 'b1' }, { counter: 'settled', by: -1, batch: 'b4' }]);
  });

  it('writes a batch once: what the evening has after a power cut is neither pending nor kept', () => {
    const restored = draftToDesk(JSON.parse(JSON.stringify(deskToDraft(after(start(), tally('settled', 2, 'b1'))))) as Record<string, unknown>, start());
    const shown = shownWith({ id: 'e1', batch: 'b1' });
    expect(shown.type === 'shown' && pendingTallies(restored, shown.activity)).toEqual({ settled: 0, ideas: 0 });
    expect(after(restored, shown).batches).toEqual([]);
  });

  it('forgets what was pressed up and down again', () => {
    expect(after(start(), tally('ideas', 1, 'b1'), tally('ideas', -1, 'b2')).batches).toEqual([]);
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
    expect(cases.map(gapsOf)).toEqual([[], ['phone'], ['category', 'level', 'mediation', 'phone']]);
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
