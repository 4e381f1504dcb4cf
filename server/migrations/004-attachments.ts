/** Which files have arrived whole: their bytes lie in the data folder, named by their hash. */
export const attachments = {
  version: 4,
  name: 'attachments',
  statements: [
    `CREATE TABLE attachments (
       scope TEXT NOT NULL REFERENCES scopes (code), hash TEXT NOT NULL, size BIGINT NOT NULL CHECK (size > 0), kind TEXT NOT NULL,
       device TEXT NOT NULL, received_at BIGINT NOT NULL,
       PRIMARY KEY (scope, hash))`,
  ],
} as const;
