/** What a calendar says of an activity. */
import type { SeasonItem, SeasonStanding } from '../../../shared/activity/season.ts';
import { KINDS } from '../../../shared/activity/kinds.ts';
import { ACTIVITY_STATUS_WORDS } from '../../../shared/activity/words.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { dayWords, shortDay } from '../format-date.ts';

export const STANDING_WORDS: Readonly<Record<SeasonStanding, string>> = { ...ACTIVITY_STATUS_WORDS, due: '排期' };

/** What colours it: one whose day has passed and that nobody began is `missed`. */
export type ItemTone = SeasonStanding | 'missed';

export function toneOf({ standing, on }: SeasonItem, today: LocalDate): ItemTone {
  return (standing === 'due' || standing === 'planned') && on < today ? 'missed' : standing;
}

export function toneWords(item: SeasonItem, today: LocalDate): string {
  const tone = toneOf(item, today);
  return tone === 'missed' ? '没有办' : STANDING_WORDS[tone];
}

/** One line for the pointer that rests on it, and for who hears the screen after the words on it: `6月12日 周五 19:00 民情夜市，文化广场，待开；由6月10日改期`. */
export function itemTitle(item: SeasonItem, today: LocalDate): string {
  const { on, from, kind, place, theme, movedFrom, holiday } = item;
  const extra = [movedFrom === null ? '' : `由${shortDay(movedFrom, today)}改期`, holiday === null ? '' : `原定日子遇${holiday}`, theme === '' ? '' : `主题：${theme}`].filter((one) => one !== '').join('；');
  return `${dayWords(on, today)} ${from} ${KINDS[kind].name}，${place}，${toneWords(item, today)}${extra === '' ? '' : `；${extra}`}`.replaceAll('  ', ' ');
}
