/** The ledger: scopes, the head of each log, the entries, and what explains a gap or a fork in a replica's chain. */
export const ledger = {
  version: 1,
  name: 'ledger',
  statements: [
    `CREATE TABLE settings (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)`,
    `CREATE TABLE scopes (
       code TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, short_name TEXT NOT NULL, organ TEXT NOT NULL,
       tier TEXT NOT NULL CHECK (tier IN ('county', 'township')))`,
    `CREATE TABLE logs (scope TEXT NOT NULL PRIMARY KEY REFERENCES scopes (code), rev BIGINT NOT NULL CHECK (rev >= 0), h TEXT NOT NULL)`,
    `CREATE TABLE entries (
       scope TEXT NOT NULL REFERENCES scopes (code), rev BIGINT NOT NULL, id TEXT NOT NULL UNIQUE,
       replica TEXT NOT NULL, seq BIGINT NOT NULL, prev TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL,
       subject TEXT NOT NULL, type TEXT NOT NULL, entry TEXT NOT NULL, h TEXT NOT NULL,
       device TEXT NOT NULL, received_at BIGINT NOT NULL,
       PRIMARY KEY (scope, rev))`,
    `CREATE INDEX entries_by_subject ON entries (scope, subject)`,
    `CREATE INDEX entries_by_chain ON entries (scope, replica, seq)`,
    `CREATE TABLE refusals (
       scope TEXT NOT NULL, replica TEXT NOT NULL, seq BIGINT NOT NULL, entry_id TEXT NOT NULL, code TEXT NOT NULL, device TEXT NOT NULL,
       first_at BIGINT NOT NULL, last_at BIGINT NOT NULL, times BIGINT NOT NULL DEFAULT 1,
       PRIMARY KEY (scope, replica, seq, entry_id, code))`,
    `CREATE TABLE forks (
       scope TEXT NOT NULL, replica TEXT NOT NULL, seq BIGINT NOT NULL, entry_id TEXT NOT NULL, other_id TEXT NOT NULL, noticed_at BIGINT NOT NULL,
       PRIMARY KEY (scope, replica, seq, entry_id))`,
    `CREATE TABLE numbering (scope TEXT NOT NULL, year INTEGER NOT NULL, last BIGINT NOT NULL, PRIMARY KEY (scope, year))`,
  ],
} as const;
