import { describe, expect, it } from 'vitest';
import { mayAppend, ROLES } from '../../../shared/access.ts';
import { decideCase } from '../../../shared/case/decide.ts';
import { actOf, aSession, BODIES, CASE_ACTS, CASE_ID, entriesOf, ROAD_TO, TOWNSHIP, type Step } from './acts.ts';

describe('an act on a case', () => {
  it('that is possible becomes the draft of an entry at the newest version, with the body as it was given', () => {
    const act = actOf(['case.sorted']);
    expect(decideCase(entriesOf(ROAD_TO.sorting), act, aSession('secretary'))).toEqual({ ok: true, value: { ...act, v: 1 } });
  });

  it('registers a case of which there is nothing yet', () => {
    expect(decideCase([], actOf(['case.registered']), aSession('recorder'))).toMatchObject({ ok: true });
  });

  it.each<[string, readonly Step[], Step, object]>([
    ['on a case that is not here', [], ['case.sorted'], { code: 'not-registered' }],
    ['that registers it again', ROAD_TO.sorting, ['case.registered'], { code: 'already-registered' }],
    ['that is not possible now names the state', ROAD_TO.closing, ['case.assigned'], { code: 'act-not-possible', detail: '待销号' }],
    ['of a lower grade names the grade that was reached', [...ROAD_TO.handling, ['case.supervised', { grade: 'key_supervision' }]], ['case.supervised'], { code: 'grade-went-down', detail: '重点督办' }],
    ['whose body lacks something', ROAD_TO.handling, ['case.replied', { class: 'not_feasible' }], { code: 'reason-missing' }],
  ])('%s', (_, road, step, error) => {
    expect(decideCase(entriesOf(road), actOf(step), aSession('secretary'))).toEqual({ ok: false, error });
  });

  it('that gives a number twice names the number', () => {
    const decision = decideCase(entriesOf([...ROAD_TO.sorting, ['case.numbered']]), actOf(['case.numbered']), aSession('server'));
    expect(decision).toEqual({ ok: false, error: { code: 'already-numbered', detail: '皇帝庙民〔2026〕17号' } });
  });

  it.each([
    ['an empty body', {}], ['a wrong kind of value', { ...BODIES['case.sorted'], title: 7 }], ['an unknown choice', { ...BODIES['case.sorted'], level: 'huge' }],
    ['a day that does not exist', { ...BODIES['case.sorted'], on: '2026-02-29' }], ['an empty title', { ...BODIES['case.sorted'], title: '' }], ['a title beyond its length', { ...BODIES['case.sorted'], title: '长'.repeat(201) }],
  ])('with %s is refused', (_, body) => {
    expect(decideCase(entriesOf(ROAD_TO.sorting), { ...actOf(['case.sorted']), body }, aSession('secretary'))).toEqual({ ok: false, error: { code: 'body-invalid' } });
  });

  it('of an unknown type is refused', () => {
    expect(decideCase([], { ...actOf(['case.noted']), type: 'case.mediated' }, aSession('secretary'))).toEqual({ ok: false, error: { code: 'type-unknown' } });
    expect(decideCase([], { ...actOf(['case.noted']), type: 'constructor' }, aSession('secretary'))).toEqual({ ok: false, error: { code: 'type-unknown' } });
  });

  it('on the case of another scope is refused', () => {
    expect(decideCase(entriesOf(ROAD_TO.sorting), { ...actOf(['case.sorted']), scope: '411122202' }, aSession('secretary'))).toEqual({ ok: false, error: { code: 'scope-differs' } });
  });

  it.each(CASE_ACTS)('%s by a role that may not is refused before anything about the case is told', (type) => {
    for (const role of ROLES) {
      for (const road of [[], ROAD_TO.closed]) {
        const decision = decideCase(entriesOf(road), { ...actOf([type]), body: {} }, aSession(role));
        expect(decision, role).toEqual({ ok: false, error: { code: mayAppend(role, type) ? 'body-invalid' : 'not-allowed' } });
      }
    }
  });

  it('keeps the base that the person saw', () => {
    const act = { scope: TOWNSHIP, subject: CASE_ID, type: 'case.noted', body: { text: '核对过' }, base: { title: 'a'.repeat(26) } };
    expect(decideCase(entriesOf(ROAD_TO.sorting), act, aSession('recorder'))).toEqual({ ok: true, value: { ...act, v: 1 } });
  });
});
