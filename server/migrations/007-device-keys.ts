/** Keys of devices, what they say of themselves, and which device writes under which replica. Before this version none of it was known. */
export const deviceKeys = {
  version: 7,
  name: 'device keys',
  statements: [
    `ALTER TABLE devices ADD COLUMN public_key TEXT`,
    `ALTER TABLE devices ADD COLUMN signatures_allowed_at BIGINT`,
    `ALTER TABLE devices ADD COLUMN app_version TEXT`,
    `ALTER TABLE devices ADD COLUMN waiting BIGINT`,
    `ALTER TABLE devices ADD COLUMN reported_at BIGINT`,
    `ALTER TABLE devices ADD COLUMN rekeyed BIGINT NOT NULL DEFAULT 0`,
    `ALTER TABLE devices ADD COLUMN rekeyed_at BIGINT`,
    `ALTER TABLE enrolment_codes ADD COLUMN made_by TEXT NOT NULL DEFAULT ''`,
    `CREATE TABLE replica_devices (
       replica TEXT NOT NULL, device TEXT NOT NULL, first_at BIGINT NOT NULL, last_at BIGINT NOT NULL,
       PRIMARY KEY (replica, device))`,
  ],
} as const;
