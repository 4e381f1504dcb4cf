/**
 * 夜市资料包: what is carried to the table on paper, should the laptop fail: what the evening is, what to report back on, the sign-in sheet (F01),
 * blank register cards (F02), question slips (我问你答) and blank receipts. Content only.
 */
import type { ActivityState } from '../activity/activity.ts';
import { KINDS } from '../activity/kinds.ts';
import type { SeasonItem } from '../activity/season.ts';
import { chineseDate } from './chinese-date.ts';

/** Who is expected, one line of the sign-in sheet; empty lines follow for those who come unasked. */
export interface SignInLine { readonly name: string; readonly role: string }
/** One matter to report back on. */
export interface ReportLine { readonly number: string; readonly village: string; readonly title: string; readonly became: string }

/** How many blanks of each there are; two cards, four slips, four receipts to a page. */
export interface PackCounts { readonly cards: number; readonly questions: number; readonly receipts: number }
export const USUAL_COUNTS: PackCounts = { cards: 20, questions: 8, receipts: 20 };

export interface EveningPack {
  readonly title: string;
  readonly issuer: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** What was still missing when it was printed. */
  readonly missing: readonly string[];
  readonly materials: readonly { readonly name: string; readonly ready: boolean }[];
  readonly report: readonly ReportLine[];
  readonly signIn: readonly SignInLine[];
  readonly counts: PackCounts;
  /** Printed on every card and receipt: the place and the day. */
  readonly place: string;
  readonly on: string;
  readonly phone: string;
  readonly categories: readonly string[];
}

/** Lines of the sign-in sheet that fill a page. */
const SIGN_IN_LINES = 22;

interface PackFacts {
  readonly issuer: string;
  readonly phone: string;
  readonly deputyName: (id: string) => { readonly name: string; readonly constituency: string } | null;
  readonly unitName: (id: string) => string | null;
  readonly village: string;
  readonly missing: readonly string[];
  readonly report: readonly ReportLine[];
  readonly categories: readonly string[];
  readonly counts: PackCounts;
}

/** The pack of one evening, as it is prepared so far. */
export function eveningPack(item: SeasonItem, { issuer, phone, deputyName, unitName, village, missing, report, categories, counts }: PackFacts): EveningPack {
  const preparations: ActivityState['preparations'] = item.activity?.preparations ?? {};
  const team = preparations.team?.team;
  const captain = team?.captain;
  const name = KINDS[item.kind].name;
  const materials = preparations.materials;
  const facts = [
    { label: '时间', value: `${chineseDate(item.on)} ${item.from}${item.until === '' ? '' : `—${item.until}`}`.trim() }, { label: '地点', value: item.place }, { label: '所在村', value: village }, { label: '主题', value: item.theme },
    { label: '队长', value: captain === undefined ? '' : deputyName(captain)?.name ?? '' }, { label: '走访调研', value: preparations.survey?.text ?? '' }, { label: '任务', value: (preparations.tasks?.list ?? []).join('；') }, { label: '备注', value: item.activity?.note ?? '' },
  ].filter(({ value }) => value !== '');
  return {
    title: `${name}资料包`, issuer, facts, missing, report, counts, phone, categories, place: item.place, on: chineseDate(item.on), materials: (materials?.list ?? []).map((one) => ({ name: one, ready: materials?.done === true || materials?.ready?.includes(one) === true })),
    signIn: signInOf(item, { deputyName, unitName }),
  };
}

/** Each once: the captain, the invited deputies, the units, the team; then empty lines until the page is full. */
function signInOf({ deputies, activity }: SeasonItem, { deputyName, unitName }: Pick<PackFacts, 'deputyName' | 'unitName'>): readonly SignInLine[] {
  const team = activity?.preparations.team?.team;
  const captain = team?.captain;
  const expected = [...new Set([...(captain === undefined ? [] : [captain]), ...deputies])].flatMap((id): SignInLine[] => {
    const found = deputyName(id);
    return found === null ? [] : [{ name: found.name, role: `${id === captain ? '队长 ' : ''}人大代表 ${found.constituency}`.trim() }];
  });
  const units = (activity?.expected.units ?? []).flatMap((id): SignInLine[] => { const unit = unitName(id); return unit === null ? [] : [{ name: '', role: unit }]; });
  const members = (team?.members ?? []).map(({ name, role = '' }): SignInLine => ({ name, role }));
  const all = [...expected, ...units, ...members];
  return [...all, ...Array.from({ length: Math.max(SIGN_IN_LINES - all.length, 4) }, (): SignInLine => ({ name: '', role: '' }))];
}
