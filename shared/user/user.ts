/**
 * A user (使用人) of the county: a plain record that only the server writes, so that every device knows the names of people who were
 * added after it was enrolled. What a user may do is never read from here: the server looks it up for each request.
 */
import { contentId } from '../kernel/content-hash.ts';
import type { Entry } from '../ledger/entry.ts';
import { foldRecord, textField, UpdatedBody, type FieldValue } from '../ledger/record.ts';

/** The bodies of the aggregate's entries, by type. */
export const USER_BODIES = { 'user.updated': UpdatedBody } as const;

export interface User {
  readonly id: string;
  /** The scope that the user works for: county users are written into the county's log, which every device reads. */
  readonly scope: string;
  /** The id that entries carry as `actor` and notes as mentions. */
  readonly user: string;
  readonly name: string;
  readonly role: string;
  /** False for somebody who left: no longer offered, still named. */
  readonly active: boolean;
}

/** The subject of a user's record. A hash, since user ids may have characters that subjects may not. */
export function userSubject(user: string): string {
  return `user:${contentId({ user })}`;
}

/** The fields of a user's record. */
export function userFields({ user, name, role, active }: Pick<User, 'user' | 'name' | 'role' | 'active'>): Readonly<Record<string, FieldValue>> {
  return { user, name, role, active };
}

/** The user that `entries` of one subject add up to; null without one that can be read. */
export function foldUser(entries: readonly Entry[]): User | null {
  const record = foldRecord(entries, 'user.updated');
  if (!record) return null;
  const { id, scope, fields } = record;
  const user = textField(fields, 'user');
  return { id, scope, user, name: textField(fields, 'name', user), role: textField(fields, 'role'), active: fields['active']?.value !== false };
}
