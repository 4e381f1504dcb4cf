/** What the county's questions read: rows folded from the ledger, to be dropped and rebuilt at any time. */
export const readTables = {
  version: 3,
  name: 'read tables',
  statements: [
    `CREATE TABLE cases (
       scope TEXT NOT NULL, id TEXT NOT NULL, number TEXT, temp_no TEXT NOT NULL, status TEXT NOT NULL, matter TEXT NOT NULL, channel TEXT NOT NULL,
       category TEXT, level TEXT, village TEXT, activity TEXT,
       received_on TEXT NOT NULL, sorted_on TEXT, assigned_on TEXT, due_on TEXT, lead TEXT,
       reply_class TEXT, replied_on TEXT, closed_on TEXT, citizen_grade TEXT, deputy_grade TEXT,
       supervisions INTEGER NOT NULL, reworks INTEGER NOT NULL, contested INTEGER NOT NULL,
       PRIMARY KEY (scope, id))`,
    `CREATE INDEX cases_by_status ON cases (scope, status, due_on)`,
    `CREATE INDEX cases_by_number ON cases (scope, number)`,
    `CREATE TABLE activities (
       scope TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, held_on TEXT NOT NULL, place TEXT NOT NULL, village TEXT, open INTEGER NOT NULL,
       deputies INTEGER NOT NULL, citizens INTEGER NOT NULL, settled INTEGER NOT NULL, ideas INTEGER NOT NULL,
       PRIMARY KEY (scope, id))`,
  ],
} as const;
