/**
 * What is still missing before an activity begins, in plain words: the steps that its kind asks for (`kinds.ts`), who has to know, and until
 * when. Sources: the ten rules of 临颍 (S0: 宣传发动, 走访调研, 主题征集), 代表任队长 (S0 夜市团队), notices three days ahead (接待选民日).
 */
import { addDays, daysBetween, type LocalDate } from '../kernel/local-date.ts';
import { dayWords } from '../rules/day-words.ts';
import type { ActivityBody, ActivityState, Preparation } from './activity.ts';
import { KINDS } from './kinds.ts';
import type { SeasonItem } from './season.ts';

/** What a missing line is about: a step of the preparation, or the hour and the place that everybody asks first. */
export type MissingAbout = Preparation | 'time' | 'place';

/** One thing that is missing. `late`: its day has passed, or the activity is today. */
export interface Missing { readonly about: MissingAbout; readonly words: string; readonly late: boolean }

/** The part of an activity that its preparation looks at. */
export type Prepared = Pick<ActivityState, 'kind' | 'on' | 'from' | 'place' | 'station' | 'theme' | 'expected' | 'preparations'>;

/** An item of a season as its preparation looks at it, written or not. */
export function preparedOf({ activity, kind, on, from, place, station, theme, deputies }: SeasonItem): Prepared {
  return activity ?? { kind, on, from, place, station, theme: theme === '' ? null : theme, expected: { deputies, units: [] }, preparations: {} };
}

/** The last day on which the notice is in time; null where none is asked for. */
export function noticeBy({ kind, on }: Pick<Prepared, 'kind' | 'on'>): LocalDate | null {
  const days = KINDS[kind].noticeDays;
  return days === null ? null : addDays(on, -days);
}

/** What is missing on `today`, in the order of the preparation; nothing when all is ready. */
export function missingOf(state: Prepared, today: LocalDate): readonly Missing[] {
  const near = state.on <= today;
  const bare: readonly Missing[] = [
    ...(state.from === '' ? [{ about: 'time', words: '还没定几点开始', late: near } as const] : []),
    ...(state.place.trim() === '' ? [{ about: 'place', words: '还没定在哪里办', late: near } as const] : []),
  ];
  return [...bare, ...KINDS[state.kind].preparations.flatMap((step) => STEPS[step](state, today).map((one): Missing => ({ about: step, words: one.words, late: one.late ?? near })))];
}

/** True for a step of which nothing is missing. */
export function isReady(missing: readonly Missing[], step: Preparation): boolean {
  return !missing.some(({ about }) => about === step);
}

interface Gap { readonly words: string; readonly late?: boolean }
type Step = (state: Prepared, today: LocalDate) => readonly Gap[];

const said = (words: string, late?: boolean): readonly Gap[] => [{ words, ...(late === undefined ? {} : { late }) }];
const NOTHING: readonly Gap[] = [];

/** A step that is marked as done is done, whatever it holds: people prepare on paper too. What nobody can wave through stands before that. */
const STEPS: Readonly<Record<Preparation, Step>> = {
  topic({ theme, preparations: { topic } }) {
    if (theme !== null || topic?.done === true) return NOTHING;
    const collected = topic?.list?.length ?? 0;
    return said(collected > 0 ? `征集了 ${collected} 个主题，还没选定一个` : '还没征集主题');
  },
  survey: ({ preparations: { survey } }) => (survey?.done === true ? NOTHING : said('还没记走访调研')),
  notice(state, today) {
    const notice = state.preparations.notice;
    const by = noticeBy(state);
    if (notice?.done !== true) {
      if (by === null) return said('还没发通知');
      const over = daysBetween(by, today);
      return over > 0 ? said(`还没发通知，应在${dayWords(by, state.on)}前发出，已经晚了 ${over} 天`, true) : said(`还没发通知，${dayWords(by, state.on)}前要发出`, false);
    }
    return by !== null && notice.on !== undefined && notice.on > by ? said(`通知是${dayWords(notice.on, state.on)}发的，比应提前的 ${KINDS[state.kind].noticeDays ?? 0} 天晚了 ${daysBetween(by, notice.on)} 天，请再口头告知一遍`, true) : NOTHING;
  },
  invitation({ kind, expected, preparations: { invitation } }) {
    if (invitation?.done === true) return NOTHING;
    const { deputies, units } = expected;
    if (deputies.length === 0 && units.length === 0) return said('还没邀请代表和单位');
    if (deputies.length === 0) return said('还没邀请代表');
    // Where questions are put to units, one at least has to be there.
    return units.length === 0 && KINDS[kind].questions ? said('还没邀请单位') : said('选了人，还没标明已邀请');
  },
  team({ preparations: { team } }) {
    if (team?.team?.captain === undefined) return said('团队还没定队长（由人大代表担任）');
    if (team.done) return NOTHING;
    return said(team.team.members.length === 0 ? '团队还没有成员' : '团队选了人，还没标明已定好');
  },
  tasks: ({ preparations: { tasks } }) => unready(tasks, { none: '还没列任务清单', some: (left) => `还有 ${left.length} 项任务没落实：${named(left)}` }),
  materials: ({ preparations: { materials } }) => unready(materials, { none: '还没列物资', some: (left) => `还有 ${left.length} 样物资没备齐：${named(left)}` }),
  taken_along({ on, preparations: { taken_along: taken } }, today) {
    // Cases of these villages change from day to day: what was taken along a week ago is no longer all of it.
    if (taken?.done === true) return taken.on !== undefined && daysBetween(taken.on, on) > FRESH_DAYS && daysBetween(today, on) <= FRESH_DAYS ? said(`电脑里的资料是${dayWords(taken.on, on)}带齐的，请再查一次`) : NOTHING;
    return daysBetween(today, on) > FRESH_DAYS ? NOTHING : said('还没查电脑带没带齐');
  },
};

/** Names of a list that a line still has room for. */
const NAMED = 3;

function unready(step: ActivityBody<'activity.prepared'> | undefined, { none, some }: { readonly none: string; readonly some: (left: readonly string[]) => string }): readonly Gap[] {
  if (step?.done === true) return NOTHING;
  const list = step?.list ?? [];
  const left = list.filter((one) => step?.ready?.includes(one) !== true);
  if (list.length === 0) return said(none);
  return left.length === 0 ? NOTHING : said(some(left));
}

function named(list: readonly string[]): string {
  return `${list.slice(0, NAMED).join('、')}${list.length > NAMED ? '等' : ''}`;
}

/** Days for which a check of the laptop is good. */
const FRESH_DAYS = 1;
