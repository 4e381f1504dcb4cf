/** Registering a matter that was heard at an activity: the form of 民情台账 with what the activity knows, and back again when it is closed. */
import { useNavigate } from 'react-router';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { KINDS } from '../../../shared/activity/kinds.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { shortDay } from '../../ui/format-date.ts';

/** Answers what opens the form; `words` are filled in where they are known. */
export function useRegisterAt(activity: ActivityState, today: LocalDate): (words?: string) => void {
  const navigate = useNavigate();
  const { id, kind, scope, on, place, village, deputies, units } = activity;
  return (words) => {
    const start = {
      // A matter belongs to a township; at a session of the county's the form asks which.
      ...(scope.length === 9 ? { scope } : {}), activity: id, channel: KINDS[kind].channel, receivedOn: on, ...(village === null ? {} : { village }), ...(deputies.length === 0 ? {} : { deputies: [...deputies] }), ...(words === undefined ? {} : { words }),
      source: { session: `${shortDay(on, today)} ${place}`, ...(units.length === 1 ? { askedUnit: units[0]?.unit } : {}) },
    };
    void navigate('/cases', { state: { ask: 'register', start, back: `/stations/${id}` } });
  };
}
