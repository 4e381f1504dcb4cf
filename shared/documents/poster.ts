/** The poster of an evening (宣传发动): when, where, about what, who comes, whom to ring, and the point's code. Content only; the renderer lays it out on A4 or A3. */
import { KINDS } from '../activity/kinds.ts';
import type { SeasonItem } from '../activity/season.ts';
import { weekday, type LocalDate } from '../kernel/local-date.ts';
import { WEEKDAY_WORDS } from '../schedule/words.ts';
import { stationCode } from './station-card.ts';
import type { Station } from '../station/station.ts';

export const POSTER_SIZES = ['A4', 'A3'] as const;
export type PosterSize = (typeof POSTER_SIZES)[number];

export interface Poster {
  readonly title: string;
  readonly slogan: string;
  /** `6月12日`, `星期五`, `19:00`: each as large as the sheet allows; `until` small behind it. */
  readonly day: string;
  readonly weekday: string;
  readonly hour: string;
  readonly until: string;
  readonly place: string;
  readonly theme: string;
  readonly deputies: readonly string[];
  readonly units: readonly string[];
  readonly phone: string;
  readonly issuer: string;
  readonly note: string;
  /** What the QR code carries: plain words, which a telephone shows without any network. */
  readonly code: string;
  readonly codeNote: string;
}

interface PosterFacts { readonly station: Station | null; readonly township: string; readonly issuer: string; readonly phone: string; readonly deputies: readonly string[]; readonly units: readonly string[] }

/** Characters of a code that telephones still read from a wall. */
const MAX_CODE = 180;

/** What the poster says. Without a station the code tells of this one evening; with one it is that of the point, as on its plate. */
export function posterOf(item: Pick<SeasonItem, 'kind' | 'on' | 'from' | 'until' | 'place' | 'theme'>, { station, township, issuer, phone, deputies, units }: PosterFacts): Poster {
  const name = KINDS[item.kind].name;
  const hour = item.from === '' ? '' : `${item.from}${item.until === '' ? '' : `—${item.until}`}`;
  const ring = station !== null && station.phone !== '' ? station.phone : phone;
  const evening = [`${name}：${item.place}`, township, `${posterDay(item.on)} ${hour}`.trim(), ring === '' ? '' : `电话：${ring}`].filter((line) => line !== '').join('\n');
  return {
    title: name, slogan: '有话对代表说　件件有回音', day: posterDay(item.on), weekday: `星期${weekdayWord(item.on)}`, hour: item.from, until: item.from === '' ? '' : item.until, place: item.place, theme: item.theme, deputies: named(deputies, '名代表'), units: named(units, '个单位'), phone: ring, issuer,
    note: '村里村外、大事小事，都可以来说：当场登记，当场给回执；能答复的当场答复，答复不了的交给单位限期办，办得怎样下次先告诉大家。',
    code: station === null ? [...evening].slice(0, MAX_CODE).join('') : stationCode(station, township), codeNote: station === null ? '扫码记下时间地点' : '扫码记下地址电话',
  };
}

/** Names that a poster has room for; of more, how many there are. */
const MOST_NAMES = 15;

function named(names: readonly string[], measure: string): readonly string[] {
  return names.length <= MOST_NAMES ? names : [...names.slice(0, MOST_NAMES), `等 ${names.length} ${measure}`];
}

function posterDay(on: LocalDate): string {
  return `${Number(on.slice(5, 7))}月${Number(on.slice(8))}日`;
}

function weekdayWord(on: LocalDate): string {
  return weekday(on) === 0 ? '日' : WEEKDAY_WORDS[weekday(on)] ?? '';
}
