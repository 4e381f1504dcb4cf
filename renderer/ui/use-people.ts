/** Who people are: names behind the ids that entries carry, and whom a note may ask to look. */
import type { User } from '../../shared/user/user.ts';
import { actorName, useEnrolment } from './session-context.tsx';
import { useAnswer } from './use-answer.ts';

export interface People {
  /** The name behind an entry's actor. */
  readonly nameOf: (actor: string) => string;
  /** Who may be asked to look: users who are active, this one left out, by name. */
  readonly others: readonly User[];
}

export function usePeople(): People {
  const { enrolment } = useEnrolment();
  const users = useAnswer(async (store) => (await store.directory()).users, ['directory'], []) ?? [];
  return {
    nameOf: (actor) => actorName(enrolment, users, actor),
    others: users.filter(({ user, active }) => active && user !== enrolment.session.user).sort((a, b) => a.name.localeCompare(b.name, 'zh-CN')),
  };
}
