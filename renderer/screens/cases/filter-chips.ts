/** The filter in words: one chip for each condition, each of which says what it does and can be taken away alone. */
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { LEVEL_WORDS, STATUS_WORDS } from '../../../shared/case/words.ts';
import type { Directory } from '../../store/api.ts';
import type { CaseListView } from './case-address.ts';

/** `param` is the address parameter that the chip stands for. */
export interface FilterChip { readonly param: string; readonly words: string }

export interface ChipNames { readonly directory: Directory; readonly activities: readonly ActivityState[]; readonly scopeName: (code: string) => string }

/** The chips of a view, in the order in which people say them. */
export function filterChips({ filter, due }: CaseListView, { directory, activities, scopeName }: ChipNames): readonly FilterChip[] {
  const village = directory.villages.find((one) => one.id === filter.village);
  const lead = directory.units.find((one) => one.id === filter.lead);
  const activity = activities.find((one) => one.id === filter.activity);
  const chips: readonly (FilterChip | false | undefined)[] = [
    filter.scope !== undefined && { param: 'scope', words: scopeName(filter.scope) },
    filter.refused === true && { param: 'refused', words: '县里没有收下' },
    filter.contested === true && { param: 'contested', words: '需要核对' },
    due === 'overdue' && { param: 'due', words: '逾期' },
    due === 'soon' && { param: 'due', words: '三天内到期' },
    filter.open === true && { param: 'open', words: '未办结' },
    filter.statuses !== undefined && { param: 'status', words: filter.statuses.map((status) => STATUS_WORDS[status]).join('或') },
    filter.unrelayed !== undefined && { param: 'relay', words: filter.unrelayed ? '待转告答复' : '答复已转告或不用转告' },
    filter.category !== undefined && { param: 'category', words: filter.category },
    filter.level !== undefined && { param: 'level', words: LEVEL_WORDS[filter.level] },
    filter.village !== undefined && { param: 'village', words: village?.name ?? '已选的村' },
    filter.lead !== undefined && { param: 'lead', words: `${lead?.name ?? '已选单位'}承办` },
    filter.activity !== undefined && { param: 'activity', words: activity === undefined ? '一场夜市' : `${activity.on} ${activity.place}夜市` },
    filter.month !== undefined && { param: 'month', words: `${Number(filter.month.slice(0, 4))}年${Number(filter.month.slice(5))}月收到` },
    filter.text !== undefined && { param: 'text', words: `含“${filter.text}”` },
  ];
  return chips.filter((chip): chip is FilterChip => typeof chip === 'object');
}
