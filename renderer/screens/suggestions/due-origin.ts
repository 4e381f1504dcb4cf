/** Where the day of a suggestion comes from, in a sentence that is shown beside it. */
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { clockReading } from '../../../shared/rules/clock.ts';
import type { SuggestionState } from '../../../shared/suggestion/suggestion.ts';
import type { PlaceTime } from '../../ui/use-time.ts';
import { dayOf } from './forms/suggestion-days.ts';

/** What the day is of, and how it was counted. Null when no day counts. */
export interface DueOrigin { readonly label: string; readonly explanation: string }

export function dueOrigin(state: SuggestionState, time: PlaceTime, today: LocalDate): DueOrigin | null {
  if (state.dueOn === null) return null;
  switch (state.status) {
    case 'checking':
    case 'assigning': return { label: state.returns > 0 ? '重新交办期限' : '交办期限', explanation: state.returns > 0 ? time.rules.SUG_REASSIGN.source : dayOf(time, 'SUG_RECESS_ASSIGN', state.registered.receivedOn).explanation };
    case 'handling': return { label: state.reworks > 0 ? '再次答复期限' : '答复期限', explanation: state.clock === null ? '' : clockReading(state.clock, time.calendar, today).explanation };
    case 'feedback': {
      const delivery = Object.values(state.deliveries).find(({ deputy, feedbackBy }) => feedbackBy === state.dueOn && state.voices[deputy] === undefined);
      return { label: '代表反馈期限', explanation: delivery === undefined ? '' : dayOf(time, 'SUG_DEPUTY_FEEDBACK', delivery.on).explanation };
    }
    case 'tracking': return { label: '承诺落实', explanation: '承办单位在答复里承诺的日期' };
    case 'completing':
    case 'following':
    case 'closing':
    case 'closed':
    case 'rerouted': return null;
  }
}
