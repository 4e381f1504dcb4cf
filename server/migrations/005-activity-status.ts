/** Activities that are only planned, or were cancelled, have rows too: what took place is told by its status. Those of before had all been opened. */
export const activityStatus = {
  version: 5,
  name: 'activity status',
  statements: [
    `ALTER TABLE activities ADD COLUMN status TEXT NOT NULL DEFAULT 'closed'`,
    `UPDATE activities SET status = 'open' WHERE open = 1`,
  ],
} as const;
