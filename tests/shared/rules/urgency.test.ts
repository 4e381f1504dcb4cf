import { describe, expect, it } from 'vitest';
import { dueWords, urgencyOf } from '../../../shared/rules/urgency.ts';

describe('how urgent a deadline is', () => {
  it.each([
    ['2026-05-16', 'overdue', '逾期 2 天'], ['2026-05-17', 'overdue', '逾期 1 天'], ['2026-05-18', 'soon', '今天到期'], ['2026-05-19', 'soon', '还剩 1 天'], ['2026-05-21', 'soon', '还剩 3 天'], ['2026-05-22', 'later', '还剩 4 天'],
  ] as const)('due %s on May 18th: %s, %s', (dueOn, urgency, words) => {
    expect(urgencyOf(dueOn, '2026-05-18')).toBe(urgency);
    expect(dueWords(dueOn, '2026-05-18')).toBe(words);
  });

  it('nothing is due without a deadline', () => { expect(urgencyOf(null, '2026-05-18')).toBeNull(); });
});
