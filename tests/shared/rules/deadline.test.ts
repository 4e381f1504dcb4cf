import { describe, expect, it } from 'vitest';
import { OFFICIAL_CALENDAR } from '../../../shared/calendar/calendar.ts';
import { deadline } from '../../../shared/rules/deadline.ts';
import { DEADLINE_RULES, RULE_GROUPS, RULES, type DeadlineRuleId } from '../../../shared/rules/deadline-rules.ts';

describe('a deadline', () => {
  it.each<[DeadlineRuleId, string, string, string]>([
    ['CASE_MINOR', '2026-05-18', '2026-05-25', '5月18日交办 + 7天 = 5月25日'],
    ['CASE_MINOR', '2026-05-16', '2026-05-25', '5月16日交办 + 7天，到期日5月23日是周六，顺延 = 5月25日'],
    ['CASE_MINOR', '2026-05-17', '2026-05-25', '5月17日交办 + 7天，到期日5月24日是周日，顺延 = 5月25日'],
    ['CASE_MINOR', '2026-09-24', '2026-10-08', '9月24日交办 + 7天，到期日10月1日是国庆节假期，顺延 = 10月8日'],
    // A Saturday that is worked is a day like any other.
    ['CASE_MINOR', '2026-05-02', '2026-05-09', '5月2日交办 + 7天 = 5月9日'],
    ['CASE_MINOR', '2026-12-27', '2027-01-04', '12月27日交办 + 7天，到期日2027年1月3日是周日，顺延 = 2027年1月4日（2027年放假安排未导入，按周末和固定节日估算）'],
    ['CASE_COMMON', '2026-01-31', '2026-02-28', '1月31日交办 + 1个月 = 2月28日'],
    ['CASE_MAJOR', '2026-01-15', '2026-02-24', '1月15日交办 + 1个月，到期日2月15日是春节假期，顺延 = 2月24日'],
    ['CASE_REWORK', '2026-12-01', '2027-01-04', '12月1日退回 + 1个月，到期日2027年1月1日是元旦假期，顺延 = 2027年1月4日（2027年放假安排未导入，按周末和固定节日估算）'],
    ['CASE_ASSIGN', '2026-05-19', '2026-05-21', '5月19日梳理 + 2个工作日 = 5月21日'],
    ['CASE_ASSIGN', '2026-05-22', '2026-05-26', '5月22日梳理 + 2个工作日，跳过5月23–24日 = 5月26日'],
    ['CASE_ASSIGN', '2026-09-30', '2026-10-09', '9月30日梳理 + 2个工作日，跳过10月1–7日 = 10月9日'],
    ['CASE_ASSIGN', '2026-10-09', '2026-10-12', '10月9日梳理 + 2个工作日，跳过10月11日，10月10日调休上班 = 10月12日'],
    ['UNIT_RETURN', '2026-05-18', '2026-06-01', '5月18日交办 + 10个工作日，跳过5月23–24日、5月30–31日 = 6月1日'],
    ['UNIT_RETURN', '2026-04-28', '2026-05-14', '4月28日交办 + 10个工作日，跳过5月1–5日、5月10日，5月9日调休上班 = 5月14日'],
    ['UNIT_RETURN', '2026-02-06', '2026-02-27', '2月6日交办 + 10个工作日，跳过2月7–8日、2月15–23日，2月14日调休上班 = 2月27日'],
    ['UNIT_RETURN', '2026-01-26', '2026-02-09', '1月26日交办 + 10个工作日，跳过1月31日–2月1日、2月7–8日 = 2月9日'],
  ])('%s from %s is %s: %s', (rule, from, on, explanation) => {
    expect(deadline(RULES[rule], from, OFFICIAL_CALENDAR)).toEqual({ rule, on, explanation, estimate: on > '2026-12-31' });
  });

  it.each(DEADLINE_RULES)('of %s has a name, a length, the day it counts from and a source', (id) => {
    const { name, group, n, unit, from, source, law } = RULES[id];
    expect(RULES[id].id).toBe(id);
    expect(Number.isInteger(n) && n >= 1).toBe(true);
    expect(RULE_GROUPS).toContain(group);
    expect(['calendar_day', 'workday', 'calendar_month']).toContain(unit);
    for (const text of [name, from, source]) expect(text).not.toBe('');
    // What the state or the province sets names its article.
    if (law !== 'house') expect(source).toMatch(/第\d+条/);
  });
});
