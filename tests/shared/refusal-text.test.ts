import { describe, expect, it } from 'vitest';
import { ACTIVITY_REFUSALS } from '../../shared/activity/lifecycle.ts';
import { CASE_REFUSALS } from '../../shared/case/lifecycle.ts';
import { UNREADABLE } from '../../shared/case/read-act.ts';
import { REFUSAL_CODES } from '../../shared/judge.ts';
import { ineffectiveText, refusalText } from '../../shared/refusal-text.ts';
import { REFERRAL_REFUSALS } from '../../shared/referral/lifecycle.ts';
import { SUGGESTION_REFUSALS } from '../../shared/suggestion/lifecycle.ts';

const CODES = [...new Set([...REFUSAL_CODES, ...CASE_REFUSALS, ...SUGGESTION_REFUSALS, ...REFERRAL_REFUSALS, ...UNREADABLE, ...ACTIVITY_REFUSALS])];

describe('every refusal', () => {
  it.each(CODES)('%s says in Chinese what happened and what to do', (code) => {
    const text = refusalText({ code });
    expect(text).toMatch(/^[“\p{Script=Han}][^{}]*。$/u);
    expect(text).not.toContain(code);
    expect(text).toMatch(/请|自动/);
  });

  it.each([
    [{ code: 'act-not-possible', detail: '已销号' }, '这一件现在是“已销号”，不能做这一步，可能刚被别人办理过。请看最新的办理过程再操作。'],
    [{ code: 'already-numbered', detail: '$&号' }, '这件民情的正式编号是 $&号，编号不会改变。请照原编号使用。'],
    [{ code: 'not-allowed', detail: 'x' }, refusalText({ code: 'not-allowed' })],
  ])('%j is filled in', (refusal, text) => { expect(refusalText(refusal)).toBe(text); });

  it('that this version does not know is shown with its code', () => {
    for (const code of ['quota-reached', 'toString', '__proto__']) {
      expect(refusalText({ code })).toContain(`（${code}）`);
      expect(ineffectiveText(code)).toContain(`（${code}）`);
    }
    expect(refusalText({ code: 'fault', detail: 'x is undefined' })).toContain('（fault：x is undefined）');
  });
});

describe('every act without effect', () => {
  it.each([...new Set([...CASE_REFUSALS, ...SUGGESTION_REFUSALS, ...REFERRAL_REFUSALS, ...UNREADABLE])])('%s says why', (code) => { expect(ineffectiveText(code)).toMatch(/^[“\p{Script=Han}][^{}a-z]*。$/u); });
});
