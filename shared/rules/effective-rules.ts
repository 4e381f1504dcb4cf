/**
 * The rules in force in a place: the shipped table, changed by records of the county and then of the township, so that another county's or
 * province's days need no other software. What a record may not say does not count, and says why.
 */
import type { Entry } from '../ledger/entry.ts';
import { foldRecord, textField, UpdatedBody, type FieldValue } from '../ledger/record.ts';
import { DEADLINE_RULES, RULE_UNITS, RULES, type DeadlineRule, type DeadlineRuleId, type RuleUnit } from './deadline-rules.ts';

/** The bodies of the aggregate's entries, by type. */
export const RULE_BODIES = { 'rule.updated': UpdatedBody } as const;

/** The fields that may be set of a rule; null takes the word back, and what is below counts again. */
export type RuleFields = Readonly<Partial<Record<'n' | 'unit' | 'note', FieldValue>>>;

/** One place's word on one rule. */
export interface RuleRecord {
  readonly id: string;
  readonly scope: string;
  readonly rule: DeadlineRuleId;
  /** Null where it was never set or was taken back. */
  readonly n: number | null;
  readonly unit: string | null;
  /** 依据: the document that sets it, or the reason. */
  readonly note: string;
}

/** Why a length cannot be set here. */
export const RULE_REFUSALS = ['rule-length', 'rule-unit', 'statute-longer', 'statute-unit', 'statute-basis'] as const;
export type RuleRefusal = (typeof RULE_REFUSALS)[number];

const REFUSAL_TEXTS: Readonly<Record<RuleRefusal, string>> = {
  'rule-length': '天数要在 1 到 3650 之间，月数要在 1 到 120 之间，不带小数。请改一个数。',
  'rule-unit': '单位只能是天、工作日或者月。请重新选择。',
  'statute-longer': '这是法律规定的期限，乡镇只能定得更短，不能更长。请改一个更短的数。',
  'statute-unit': '这是法律规定的期限，乡镇不能换计算单位。请照原来的单位填写。',
  'statute-basis': '这是法律规定的期限，改长要写明依据的新规定。请补填依据。',
};

/** What happened and what to do, in one sentence or two. */
export function ruleRefusalText(code: RuleRefusal): string {
  return REFUSAL_TEXTS[code];
}

/** A length as it was proposed for a rule. */
export interface RuleLength { readonly n: number; readonly unit: string; readonly note: string }

/** A rule in force, with where it comes from. */
export interface EffectiveRule extends DeadlineRule<DeadlineRuleId> {
  /** Who said so last: the software, the county or the township. */
  readonly origin: 'shipped' | 'county' | 'township';
  /** 依据 of a changed one; empty for a shipped one. */
  readonly note: string;
  /** The word that does not count, and why not. */
  readonly ignored: readonly { readonly by: 'county' | 'township'; readonly n: number | null; readonly unit: string | null; readonly refusal: RuleRefusal }[];
}

/** The table in force in a place: it can stand wherever `RULES` can. */
export type EffectiveRules = Readonly<Record<DeadlineRuleId, EffectiveRule>>;

/** The longest that makes sense: ten years. */
const LONGEST: Readonly<Record<RuleUnit, number>> = { calendar_day: 3650, workday: 3650, calendar_month: 120 };

/** The record of a rule in a scope. */
export function ruleSubject(scope: string, rule: DeadlineRuleId): string {
  return `rule:${scope}-${rule}`;
}

/** What one place's entries of one rule add up to; null without one that can be read, of a rule that is not known, or of another scope. */
export function foldRule(entries: readonly Entry[]): RuleRecord | null {
  const record = foldRecord(entries, 'rule.updated');
  const rule = DEADLINE_RULES.find((id) => record !== null && record.id === ruleSubject(record.scope, id));
  if (!record || rule === undefined) return null;
  const n = record.fields['n']?.value, unit = record.fields['unit']?.value;
  return { id: record.id, scope: record.scope, rule, n: typeof n === 'number' ? n : null, unit: typeof unit === 'string' ? unit : null, note: textField(record.fields, 'note') };
}

/** Why `length` cannot stand in place of `below` (the rule in force without it) in `scope`; null when it can. */
export function ruleRefusal(below: DeadlineRule, { n, unit, note }: RuleLength, scope: string): RuleRefusal | null {
  const known = RULE_UNITS.find((one) => one === unit);
  if (known === undefined) return 'rule-unit';
  if (!Number.isInteger(n) || n < 1 || n > LONGEST[known]) return 'rule-length';
  if (below.law !== 'statute') return null;
  if (layerOf(scope) === 'township') return known !== below.unit ? 'statute-unit' : n > below.n ? 'statute-longer' : null;
  // A law is amended now and then: the county may follow it before this software does, and says by which text.
  return (known !== below.unit || n > below.n) && note.trim() === '' ? 'statute-basis' : null;
}

/** The rules in force in `scope`: shipped ← county ← township. Records of other places do not matter. */
export function effectiveRules(records: readonly RuleRecord[], scope: string): EffectiveRules {
  const said = new Map(records.map((record) => [record.id, record]));
  const layers = [...new Set([scope.slice(0, 6), scope])];
  return Object.fromEntries(DEADLINE_RULES.map((id) => {
    const shipped: EffectiveRule = { ...RULES[id], origin: 'shipped', note: '', ignored: [] };
    return [id, layers.reduce((rule, layer) => withRecord(rule, said.get(ruleSubject(layer, id))), shipped)];
  })) as EffectiveRules;
}

function withRecord(below: EffectiveRule, record: RuleRecord | undefined): EffectiveRule {
  if (record === undefined || (record.n === null && record.unit === null)) return below;
  const by = layerOf(record.scope), length = { n: record.n ?? below.n, unit: record.unit ?? below.unit, note: record.note };
  const refusal = ruleRefusal(below, length, record.scope);
  if (refusal !== null) return { ...below, ignored: [...below.ignored, { by, n: record.n, unit: record.unit, refusal }] };
  return { ...below, n: length.n, unit: length.unit as RuleUnit, origin: by, note: record.note };
}

/** A county's scope has six digits, a township's nine. */
function layerOf(scope: string): 'county' | 'township' {
  return scope.length === 6 ? 'county' : 'township';
}
