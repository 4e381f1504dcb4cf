/** Which rules of the table in `shared/rules` a case's deadlines follow. */
import type { DeadlineRuleId } from '../rules/deadline-rules.ts';
import type { Level } from './case.ts';

/** Which rule sets the handling deadline of a case of this level. */
export function ruleOfLevel(level: Level): DeadlineRuleId {
  return ({ minor: 'CASE_MINOR', common: 'CASE_COMMON', major: 'CASE_MAJOR' } as const)[level];
}
