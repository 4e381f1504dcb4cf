/** Suggestions and referrals in the store: turned from a case in one step, read back after a restart, told as a topic of their own. */
import { describe, expect, it } from 'vitest';
import type { Act } from '../../shared/act.ts';
import { conversionTakenBack } from '../../shared/conversion.ts';
import { aCaseId, registering, sorting, TOWNSHIP } from './acts.ts';
import { anOfflineDevice } from './device.ts';

const paper = (subject: string, sources: readonly string[], body: Record<string, unknown> = {}): Act => ({
  scope: TOWNSHIP, subject, type: 'suggestion.registered',
  body: { tempNo: '临-1', period: 'recess', lead: 'deputy:zhang', signedOn: '2026-05-20', title: '关于改造路灯的建议', situation: '坏得多', proposal: '换新', publicity: 'full', sources, receivedOn: '2026-05-20', ...body },
});
const turned = (id: string, to: string): Act => ({ scope: TOWNSHIP, subject: id, type: 'case.converted', body: { to, kind: 'suggestion', on: '2026-05-20' } });

describe('suggestions', () => {
  it('a case is turned into one in a single step, both are there after a restart and after folding anew, and the change is told', async () => {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    const [id, subject] = [aCaseId(), `suggestion:${crypto.randomUUID()}`];
    await store.perform([registering(id), sorting(id)]);
    const heard: string[] = [];
    store.subscribe(({ topics }) => { heard.push(...topics); });
    expect(await store.perform([paper(subject, [id]), turned(id, subject)])).toMatchObject({ ok: true });
    expect(heard).toContain('suggestions');
    expect((await store.case(id))?.state).toMatchObject({ status: 'following', follows: { id: subject, kind: 'suggestion' } });
    const before = await store.suggestion(subject);
    expect(before?.state).toMatchObject({ status: 'checking', registered: { sources: [id] } });
    expect(Object.values(before?.delivery ?? {})).toEqual(['local']);
    device.kill();
    const again = await device.open();
    expect(await again.store.suggestion(subject)).toEqual(before);
    await again.store.rebuild();
    expect(await again.store.suggestions()).toEqual([{ ...before?.state, timeline: [] }]);
    expect(await again.store.suggestion(subject)).toEqual(before);
    device.kill();
  });

  it('what the other side refuses is not half done', async () => {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    const id = aCaseId();
    await store.perform([registering(id, { answeredOnSpot: '已换灯' })]);
    const outcome = await store.perform([paper('suggestion:never', [id]), turned(id, 'suggestion:never')]);
    expect(outcome).toMatchObject({ ok: false, error: { code: 'act-not-possible' } });
    expect(await store.suggestions()).toEqual([]);
    expect(await store.suggestion('suggestion:never')).toBeNull();
    device.kill();
  });

  it('a turn is taken back in one step: the case goes on, the suggestion has ended with the reason', async () => {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    const [id, subject] = [aCaseId(), `suggestion:${crypto.randomUUID()}`];
    await store.perform([registering(id), sorting(id)]);
    await store.perform([paper(subject, [id]), turned(id, subject)]);
    const [from, other] = [(await store.case(id))?.state, (await store.suggestion(subject))?.state];
    const acts = conversionTakenBack({ id, scope: TOWNSHIP }, { act: from?.undoable?.id ?? '', other: other ?? null, on: '2026-05-21' });
    expect(await store.perform(acts.ok ? acts.value : [])).toMatchObject({ ok: true });
    expect((await store.case(id))?.state).toMatchObject({ status: 'assigning', follows: null });
    expect((await store.suggestion(subject))?.state).toMatchObject({ status: 'rerouted', rerouted: { reason: '转化已撤销', to: id } });
    device.kill();
  });

  it('a referral is kept beside them', async () => {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    expect(await store.perform([{ scope: TOWNSHIP, subject: 'referral:r1', type: 'referral.registered', body: { kind: 'hotline_ticket', tempNo: '临-2', title: '路灯不亮', outsideNo: 'LY1', receivedOn: '2026-05-20' } }])).toMatchObject({ ok: true });
    expect((await store.referral('referral:r1'))?.state).toMatchObject({ status: 'open', outsideNo: 'LY1' });
    expect(await store.referrals()).toHaveLength(1);
    expect(await store.suggestions()).toEqual([]);
    device.kill();
  });
});
