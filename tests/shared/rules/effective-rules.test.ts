import { describe, expect, it } from 'vitest';
import { DEADLINE_RULES, RULES, type DeadlineRuleId } from '../../../shared/rules/deadline-rules.ts';
import { effectiveRules, foldRule, RULE_REFUSALS, ruleRefusal, ruleRefusalText, ruleSubject, type RuleFields, type RuleRecord, type RuleRefusal } from '../../../shared/rules/effective-rules.ts';
import { aDesk } from '../case/acts.ts';

const COUNTY = '411122', TOWNSHIP = '411122201', NEIGHBOUR = '411122202';

/** One place's record of a rule, as several people set it one after the other. */
function said(scope: string, rule: DeadlineRuleId, ...sets: readonly RuleFields[]): RuleRecord {
  const desk = aDesk();
  const record = foldRule(sets.map((set) => desk.write({ scope, subject: ruleSubject(scope, rule), type: 'rule.updated', body: { set } })));
  if (!record) throw new Error('the record cannot be read');
  return record;
}
const inForce = (records: readonly RuleRecord[], id: DeadlineRuleId, scope = TOWNSHIP) => { const { n, unit, origin, note, ignored } = effectiveRules(records, scope)[id]; return { n, unit, origin, note, ignored }; };

describe('the rules in force', () => {
  it('are the shipped ones while nobody said anything', () => {
    const rules = effectiveRules([], TOWNSHIP);
    expect(Object.keys(rules)).toEqual(DEADLINE_RULES);
    for (const id of DEADLINE_RULES) expect(rules[id]).toEqual({ ...RULES[id], origin: 'shipped', note: '', ignored: [] });
  });

  it('take the county\'s number, and the township\'s over it, each in its own place only', () => {
    const records = [said(TOWNSHIP, 'CASE_MINOR', { n: 3, unit: 'workday', note: '乡里定的' }), said(COUNTY, 'CASE_MINOR', { n: 5, note: '县里办法' }), said(NEIGHBOUR, 'CASE_SORT', { n: 1 })];
    expect(inForce(records, 'CASE_MINOR')).toEqual({ n: 3, unit: 'workday', origin: 'township', note: '乡里定的', ignored: [] });
    expect(inForce(records, 'CASE_MINOR', NEIGHBOUR)).toEqual({ n: 5, unit: 'calendar_day', origin: 'county', note: '县里办法', ignored: [] });
    expect(inForce(records, 'CASE_MINOR', COUNTY)).toMatchObject({ n: 5, origin: 'county' });
    expect(inForce(records, 'CASE_SORT')).toMatchObject({ n: 2, origin: 'shipped' });
    expect(inForce(records, 'CASE_MINOR', '410000')).toMatchObject({ n: 7, origin: 'shipped' });
  });

  it('follow another province without other software: Shanghai\'s one month, Chongqing\'s thirty working days', () => {
    expect(inForce([said(COUNTY, 'SUG_CO_OPINION', { n: 1, unit: 'calendar_month', note: '上海' })], 'SUG_CO_OPINION')).toMatchObject({ n: 1, unit: 'calendar_month', origin: 'county' });
    expect(inForce([said(COUNTY, 'SUG_CO_OPINION', { n: 30, unit: 'workday', note: '重庆' })], 'SUG_CO_OPINION')).toMatchObject({ n: 30, unit: 'workday', origin: 'county' });
  });

  it('go back to what is below when a word is taken back', () => {
    const records = [said(COUNTY, 'CASE_SORT', { n: 3 }), said(TOWNSHIP, 'CASE_SORT', { n: 1, unit: 'workday', note: '快' }, { n: null, unit: null, note: null })];
    expect(inForce(records, 'CASE_SORT')).toEqual({ n: 3, unit: 'workday', origin: 'county', note: '', ignored: [] });
  });

  it('keep what the law sets when a township makes it longer, and say so', () => {
    expect(inForce([said(TOWNSHIP, 'SUG_REPLY_STD', { n: 4 })], 'SUG_REPLY_STD')).toEqual({ n: 3, unit: 'calendar_month', origin: 'shipped', note: '', ignored: [{ by: 'township', n: 4, unit: null, refusal: 'statute-longer' }] });
    expect(inForce([said(TOWNSHIP, 'SUG_REPLY_STD', { n: 2 })], 'SUG_REPLY_STD')).toMatchObject({ n: 2, origin: 'township', ignored: [] });
    // Not longer than what the county made shorter, either.
    expect(inForce([said(COUNTY, 'SUG_REPLY_STD', { n: 2 }), said(TOWNSHIP, 'SUG_REPLY_STD', { n: 3 })], 'SUG_REPLY_STD')).toMatchObject({ n: 2, origin: 'county', ignored: [{ refusal: 'statute-longer' }] });
  });
});

describe('a length that cannot be set', () => {
  it.each<[DeadlineRuleId, number, string, string, string, RuleRefusal | null]>([
    ['CASE_MINOR', 1, 'workday', '', TOWNSHIP, null], ['CASE_MINOR', 3650, 'calendar_day', '', TOWNSHIP, null], ['CASE_MINOR', 120, 'calendar_month', '', TOWNSHIP, null],
    ['CASE_MINOR', 0, 'workday', '', TOWNSHIP, 'rule-length'], ['CASE_MINOR', -1, 'workday', '', COUNTY, 'rule-length'], ['CASE_MINOR', 1.5, 'workday', '', COUNTY, 'rule-length'], ['CASE_MINOR', NaN, 'workday', '', COUNTY, 'rule-length'],
    ['CASE_MINOR', 3651, 'calendar_day', '', COUNTY, 'rule-length'], ['CASE_MINOR', 121, 'calendar_month', '', COUNTY, 'rule-length'], ['CASE_MINOR', 2, 'week', '', COUNTY, 'rule-unit'],
    ['SUG_REPLY_STD', 3, 'calendar_month', '', TOWNSHIP, null], ['SUG_REPLY_STD', 4, 'calendar_month', '有依据也不行', TOWNSHIP, 'statute-longer'], ['SUG_REPLY_STD', 60, 'calendar_day', '', TOWNSHIP, 'statute-unit'],
    ['SUG_REPLY_STD', 4, 'calendar_month', ' ', COUNTY, 'statute-basis'], ['SUG_REPLY_STD', 4, 'calendar_month', '代表法新修正', COUNTY, null], ['SUG_REPLY_STD', 2, 'calendar_month', '', COUNTY, null], ['PET_NOTICE', 15, 'workday', '', COUNTY, 'statute-basis'],
    // What the province's measures set is the place's to follow or to replace.
    ['SUG_RETURN', 15, 'workday', '', TOWNSHIP, null],
  ])('%s = %d %s (%s) in %s: %s', (id, n, unit, note, scope, refusal) => { expect(ruleRefusal(RULES[id], { n, unit, note }, scope)).toBe(refusal); });

  it.each(RULE_REFUSALS)('%s says in Chinese what to do', (code) => { expect(ruleRefusalText(code)).toMatch(/^\p{Script=Han}[^{}a-z]*请[^{}a-z]*。$/u); });

  it('that is in the ledger all the same does not count', () => {
    expect(inForce([said(TOWNSHIP, 'CASE_SORT', { n: 0 })], 'CASE_SORT')).toMatchObject({ n: 2, origin: 'shipped', ignored: [{ refusal: 'rule-length' }] });
    expect(inForce([said(TOWNSHIP, 'CASE_SORT', { n: 'viele', unit: 'week' })], 'CASE_SORT')).toMatchObject({ n: 2, ignored: [{ n: null, unit: 'week', refusal: 'rule-unit' }] });
  });

  it('comes from no record of another scope, nor of a rule that nobody knows', () => {
    const write = (scope: string, subject: string) => foldRule([aDesk().write({ scope, subject, type: 'rule.updated', body: { set: { n: 3 } } })]);
    expect(write(TOWNSHIP, ruleSubject(COUNTY, 'CASE_SORT'))).toBeNull();
    expect(write(TOWNSHIP, `rule:${TOWNSHIP}-NO_SUCH`)).toBeNull();
    expect(write(TOWNSHIP, 'rule:nonsense')).toBeNull();
    expect(write(TOWNSHIP, ruleSubject(TOWNSHIP, 'CASE_SORT'))).toMatchObject({ rule: 'CASE_SORT', n: 3 });
  });
});
