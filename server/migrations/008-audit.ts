/** What upkeep did to the data, line after line and never changed; and the rows that were taken out of a damaged log, as they were found. */
export const audit = {
  version: 8,
  name: 'audit',
  statements: [
    `CREATE TABLE audit (
       n INTEGER NOT NULL PRIMARY KEY CHECK (n > 0), at BIGINT NOT NULL, what TEXT NOT NULL, facts TEXT NOT NULL, h TEXT NOT NULL)`,
    `CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is only appended to'); END`,
    `CREATE TRIGGER audit_is_not_cut BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is only appended to'); END`,
    `CREATE TABLE set_aside (
       n INTEGER NOT NULL PRIMARY KEY, scope TEXT NOT NULL, rev BIGINT NOT NULL, id TEXT NOT NULL, why TEXT NOT NULL,
       row TEXT NOT NULL, set_aside_at BIGINT NOT NULL)`,
  ],
} as const;
