/** The filter in words: one chip for each condition, each of which says what it does and can be taken away alone. */
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { DUTIES } from '../../../shared/case/duties.ts';
import { CHANNEL_WORDS, EXIT_ROUTE_WORDS, LEVEL_WORDS, STATUS_WORDS, SUPERVISION_GRADE_WORDS } from '../../../shared/case/words.ts';
import type { Directory } from '../../store/api.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { shortDay } from '../../ui/format-date.ts';
import { FLAG_NAMES, FLAGS, type CaseListView, type Flag } from './case-address.ts';

/** `param` is the address parameter that the chip stands for. */
export interface FilterChip { readonly param: string; readonly words: string }

export interface ChipNames { readonly directory: Directory; readonly activities: readonly ActivityState[]; readonly scopeName: (code: string) => string; readonly today: LocalDate }

/** What each condition that holds or not says. */
export const FLAG_WORDS: Readonly<Record<Flag, string>> = {
  open: '未办结', contested: '需要核对', refused: '县里没有收下', urgent: '紧急', paused: '已暂停计时', promised: '承诺未落实', unsatisfied: '有不满意', gathered: '集中提', repeated: '反复提',
};

/** The chips of a view, in the order in which people say them. */
export function filterChips({ filter, due }: CaseListView, { directory, activities, scopeName, today }: ChipNames): readonly FilterChip[] {
  const village = directory.villages.find((one) => one.id === filter.village);
  const unitName = (id: string | undefined) => directory.units.find((one) => one.id === id)?.name ?? '已选单位';
  const activity = activities.find((one) => one.id === filter.activity);
  const chips: readonly (FilterChip | false | undefined)[] = [
    filter.scope !== undefined && { param: 'scope', words: scopeName(filter.scope) },
    due === 'overdue' && { param: 'due', words: '逾期' },
    due === 'soon' && { param: 'due', words: '三天内到期' },
    filter.duty !== undefined && { param: 'duty', words: DUTIES[filter.duty.kind].name },
    ...FLAG_NAMES.map((flag) => filter[FLAGS[flag]] === true && { param: flag, words: FLAG_WORDS[flag] }),
    filter.mentions !== undefined && { param: 'mentions', words: '请我看的' },
    filter.actor !== undefined && { param: 'mine', words: '我经手的' },
    filter.statuses !== undefined && { param: 'status', words: filter.statuses.map((status) => STATUS_WORDS[status]).join('或') },
    filter.unrelayed !== undefined && { param: 'relay', words: filter.unrelayed ? '待转告答复' : '答复已转告或不用转告' },
    filter.category !== undefined && { param: 'category', words: filter.category },
    filter.level !== undefined && { param: 'level', words: LEVEL_WORDS[filter.level] },
    filter.grade !== undefined && { param: 'grade', words: filter.grade === 'any' ? '督办过' : `${SUPERVISION_GRADE_WORDS[filter.grade]}过` },
    filter.route !== undefined && { param: 'route', words: EXIT_ROUTE_WORDS[filter.route] },
    filter.channel !== undefined && { param: 'channel', words: `${CHANNEL_WORDS[filter.channel]}提的` },
    filter.village !== undefined && { param: 'village', words: village?.name ?? '已选的村' },
    filter.lead !== undefined && { param: 'lead', words: `${unitName(filter.lead)}主办` },
    filter.unit !== undefined && { param: 'unit', words: `${unitName(filter.unit)}承办` },
    filter.activity !== undefined && { param: 'activity', words: activity === undefined ? '一场夜市' : `${activity.on} ${activity.place}夜市` },
    filter.follows !== undefined && { param: 'follows', words: '并入这一件的' },
    filter.month !== undefined && { param: 'month', words: `${Number(filter.month.slice(0, 4))}年${Number(filter.month.slice(5))}月收到` },
    filter.receivedFrom !== undefined && { param: 'from', words: `${shortDay(filter.receivedFrom, today)}起收到` },
    filter.receivedTo !== undefined && { param: 'to', words: `${shortDay(filter.receivedTo, today)}前收到` },
    filter.text !== undefined && { param: 'text', words: `含“${filter.text}”` },
  ];
  return chips.filter((chip): chip is FilterChip => typeof chip === 'object');
}
