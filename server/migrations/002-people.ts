/** Who may come in: users, one-time enrolment codes and devices. Of secrets only hashes are stored. */
export const people = {
  version: 2,
  name: 'people',
  statements: [
    `CREATE TABLE users (
       id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, home TEXT NOT NULL REFERENCES scopes (code),
       active INTEGER NOT NULL DEFAULT 1, created_at BIGINT NOT NULL)`,
    `CREATE TABLE enrolment_codes (
       code_hash TEXT NOT NULL PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users (id),
       created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, used_at BIGINT)`,
    `CREATE TABLE devices (
       id TEXT NOT NULL PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users (id), name TEXT NOT NULL, token_hash TEXT NOT NULL UNIQUE,
       enrolled_at BIGINT NOT NULL, last_seen_at BIGINT, revoked_at BIGINT)`,
  ],
} as const;
