/** The question of 活动指标 as an address (`#/reports/indicators?place=…&days=…`): a number anywhere is a link to it, and going back is going back. */
import { ACTIVITY_KINDS } from '../../shared/activity/activity.ts';
import { DEPUTY_LEVELS } from '../../shared/deputy/deputy.ts';
import { isLocalDate, type LocalDate } from '../../shared/kernel/local-date.ts';
import { daysOf, periodOf, PERIODS, type Days, type Period } from '../../shared/statistics/periods.ts';
import type { Selection } from '../../shared/statistics/selection.ts';

const USUAL: Period = 'year';

/** The selection that an address asks for; what makes no sense is left out. `place` is where the user works, asked for when nothing else is. */
export function readSelection(params: URLSearchParams, { today, place }: { readonly today: LocalDate; readonly place: string }): Selection {
  const one = (name: string): string | null => params.get(name) || null;
  return {
    place: one('place') ?? place, village: one('village'), station: one('station'), campaign: one('campaign'), deputy: one('deputy'), asOf: today, ...readDays(params.get('days'), today),
    kinds: ACTIVITY_KINDS.filter((kind) => (params.get('kinds') ?? '').split('.').includes(kind)), levels: DEPUTY_LEVELS.filter((level) => (params.get('levels') ?? '').split('.').includes(level)),
  };
}

/** The address of a selection: only what differs from the usual one. */
export function selectionParams(selection: Selection, { today, place }: { readonly today: LocalDate; readonly place: string }): URLSearchParams {
  const params = new URLSearchParams();
  const put = (name: string, value: string | null): void => { if (value !== null && value !== '') params.set(name, value); };
  put('place', selection.place === place ? null : selection.place);
  put('days', daysParam(selection, today));
  for (const name of ['village', 'station', 'campaign', 'deputy'] as const) put(name, selection[name]);
  put('kinds', selection.kinds.join('.'));
  put('levels', selection.levels.join('.'));
  return params;
}

function readDays(text: string | null, today: LocalDate): Days {
  const [from = '', to = ''] = (text ?? '').split('_');
  if (isLocalDate(from) || isLocalDate(to)) return { from: isLocalDate(from) ? from : null, to: isLocalDate(to) ? to : null };
  return daysOf(PERIODS.find((one) => one === text) ?? USUAL, today);
}

function daysParam({ from, to }: Days, today: LocalDate): string | null {
  const period = periodOf({ from, to }, today);
  return period === USUAL ? null : period ?? `${from ?? ''}_${to ?? ''}`;
}
