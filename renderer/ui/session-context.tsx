/** Who uses this device and for which county: known once the device is enrolled, the same for every screen. */
import { createContext, useContext, type ReactNode } from 'react';
import type { Session } from '../../shared/access.ts';
import type { User } from '../../shared/user/user.ts';
import type { Enrolment } from '../../shared/sync/wire.ts';

const EnrolmentContext = createContext<{ readonly server: string; readonly enrolment: Enrolment } | null>(null);

export function SessionProvider({ server, enrolment, children }: { readonly server: string; readonly enrolment: Enrolment; readonly children: ReactNode }) {
  return <EnrolmentContext value={{ server, enrolment }}>{children}</EnrolmentContext>;
}

/** The enrolment of this device. A screen outside the provider is a mistake in the program. */
export function useEnrolment(): { readonly server: string; readonly enrolment: Enrolment } {
  const value = useContext(EnrolmentContext);
  if (value === null) throw new Error('useEnrolment outside SessionProvider');
  return value;
}

/** The user, role and scopes. */
export function useSession(): Session {
  return useEnrolment().enrolment.session;
}

/**
 * The name behind an entry's actor: the county server's own, a person's, or the id of somebody this device was not told of. `users` are the
 * directory's, who may have been added or renamed after this device was enrolled.
 */
export function actorName({ people, session }: Enrolment, users: readonly User[], actor: string): string {
  if (actor === 'server') return '县服务器';
  const known = users.find(({ user }) => user === actor)?.name ?? (actor === session.user ? session.userName : people.find(({ user }) => user === actor)?.userName);
  return known ?? actor;
}

/** The organ that a scope belongs to (`皇帝庙乡人大主席团`), or the code when the enrolment does not know it. */
export function organOf(enrolment: Enrolment, scope: string): string {
  return enrolment.scopes.find((one) => one.code === scope)?.organ ?? (scope === enrolment.county.code ? enrolment.county.name : scope);
}

/** The township's short name (`皇帝庙乡`), or the code. */
export function scopeName(enrolment: Enrolment, scope: string): string {
  return enrolment.scopes.find((one) => one.code === scope)?.name ?? scope;
}
