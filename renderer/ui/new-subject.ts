/** Names for new records: `<aggregate>:<random>`, decided once by the screen, so that a repeated act is the same act. */

/** A subject that no other device will ever draw. */
export function newSubject(aggregate: 'case' | 'activity' | 'village' | 'deputy' | 'unit' | 'suggestion' | 'referral' | 'view' | 'station' | 'campaign' | 'schedule' | 'figure'): string {
  return `${aggregate}:${crypto.randomUUID().replaceAll('-', '')}`;
}
