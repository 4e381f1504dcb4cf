import { expect, it } from 'vitest';
import { LEVELS } from '../../../shared/case/case.ts';
import { ruleOfLevel } from '../../../shared/case/deadlines.ts';

it('every level has its own rule of the table', () => {
  expect(LEVELS.map(ruleOfLevel)).toEqual(['CASE_MINOR', 'CASE_COMMON', 'CASE_MAJOR']);
});
