/** Of which activity one is a part (两台电脑各开了一场), so that no evening is counted twice. Before this version none could be. */
export const mergedActivities = {
  version: 6,
  name: 'merged activities',
  statements: [
    `ALTER TABLE activities ADD COLUMN merged_into TEXT`,
    `CREATE INDEX activities_by_main ON activities (scope, merged_into) WHERE merged_into IS NOT NULL`,
  ],
} as const;
