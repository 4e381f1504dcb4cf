/**
 * 带齐: whether this laptop has everything for tonight, from what its store, its disk and its clock say. Each line is green, or one sentence that
 * says what to do while there still is a network.
 */
import { sizeWords } from '../attachment/words.ts';
import { daysBetween, localDateOf, localTimeOf, type LocalDate } from '../kernel/local-date.ts';
import { dayWords } from '../rules/day-words.ts';

/** What was found on this device. Counts are of the activity's own place unless they say otherwise. */
export interface DeviceFacts {
  /** The app was opened in a browser: without a network it does not come up again. */
  readonly installed: boolean;
  /** Whoever uses it may write where the activity takes place. */
  readonly mayWrite: boolean;
  /** Villages, deputies, units and categories to choose from. */
  readonly villages: number;
  readonly deputies: number;
  readonly units: number;
  readonly categories: number;
  /** Invited deputies and units that this device has no name for. */
  readonly unknownGuests: number;
  /** Names of the villages that come; empty: the whole township. */
  readonly places: readonly string[];
  /** Open cases of these villages, to be reported back on, and of these those whose answer nobody was told yet. */
  readonly openCases: number;
  readonly unrelayed: number;
  /** Files of these cases, and of these those that are only at the county. */
  readonly files: number;
  readonly remoteFiles: number;
  readonly remoteBytes: number;
  /** Epoch milliseconds of the county's last answer; null: never. */
  readonly lastContact: number | null;
  /** Own entries on their way to the county. */
  readonly waiting: number;
  /** The sentence about a wrong clock; null when it is right. `clockKnown`: it was ever compared. */
  readonly clock: string | null;
  readonly clockKnown: boolean;
  /** Bytes; null where the system does not say. */
  readonly freeBytes: number | null;
}

export const TAKEN_ALONG = ['program', 'rights', 'directory', 'guests', 'cases', 'files', 'synced', 'clock', 'disk', 'numbers', 'printer'] as const;
export type TakenAlong = (typeof TAKEN_ALONG)[number];

/** One line: `ok` green; `warns` it works, but not everything is there; otherwise the evening would not work so. */
export interface TakenAlongCheck { readonly about: TakenAlong; readonly grade: 'ok' | 'warns' | 'lacks'; readonly words: string }

/** Room for an evening with its photographs and recordings, far above where saving stops. */
const ROOMY_BYTES = 1024 ** 3;
const TIGHT_BYTES = 400 * 1024 ** 2;
/** Hours after which what other offices did may be missing. */
const STALE_MS = 12 * 3_600_000;

/** The lines in the order of the list. `now` is this device's clock, epoch milliseconds. */
export function takenAlongChecks(facts: DeviceFacts, now: number): readonly TakenAlongCheck[] {
  return TAKEN_ALONG.map((about) => ({ about, ...CHECKS[about](facts, now) }));
}

/** True when nothing is lacking: warnings are for people to weigh. */
export function isTakenAlong(checks: readonly TakenAlongCheck[]): boolean {
  return checks.every(({ grade }) => grade !== 'lacks');
}

/** What is kept of a check in the ledger: every line that is not green, and the cases taken along. */
export function takenAlongNote(checks: readonly TakenAlongCheck[]): string {
  return checks.filter(({ about, grade }) => grade !== 'ok' || about === 'cases' || about === 'synced').map(({ words }) => words).join('\n');
}

type Check = (facts: DeviceFacts, now: number) => Omit<TakenAlongCheck, 'about'>;
const fine = (words: string) => ({ grade: 'ok', words }) as const;
const warns = (words: string) => ({ grade: 'warns', words }) as const;
const lacks = (words: string) => ({ grade: 'lacks', words }) as const;

const CHECKS: Readonly<Record<TakenAlong, Check>> = {
  program: ({ installed }) => (installed ? fine('软件装在这台电脑上，没有网也能打开') : lacks('这里是用浏览器打开的，断网后重新打开就打不开了。请带装了民情簿软件的电脑去')),
  rights: ({ mayWrite }) => (mayWrite ? fine('当前用户可以在这里登记') : lacks('当前用户不能在这个乡镇登记。请换成本乡镇的用户，或向县里申请')),
  directory({ villages, deputies, units, categories }) {
    const missing = [villages === 0 ? '村' : '', deputies === 0 ? '代表' : '', units === 0 ? '承办单位' : '', categories === 0 ? '类别' : ''].filter((one) => one !== '');
    return missing.length === 0 ? fine(`名录都在：村 ${villages} 个、代表 ${deputies} 名、单位 ${units} 个、类别 ${categories} 个`) : lacks(`名录里没有${missing.join('、')}。请联网同步，或在设置里添加`);
  },
  guests: ({ unknownGuests }) => (unknownGuests === 0 ? fine('邀请的代表和单位都在名录里') : warns(`邀请的有 ${unknownGuests} 个不在本机名录里。请联网同步一次`)),
  cases({ places, openCases, unrelayed }) {
    const where = places.length === 0 ? '全乡镇' : `${places.slice(0, 4).join('、')}${places.length > 4 ? `等 ${places.length} 个村` : ''}`;
    return fine(openCases === 0 ? `${where}没有未办结的件，今晚没有要回报的` : `${where}未办结 ${openCases} 件都在本机，可以当面回报${unrelayed > 0 ? `；其中 ${unrelayed} 件有答复还没转告` : ''}`);
  },
  files({ files, remoteFiles, remoteBytes }) {
    if (files === 0) return fine('这些件没有附件');
    return remoteFiles === 0 ? fine(`这些件的 ${files} 个附件都在本机`) : warns(`这些件有 ${remoteFiles} 个附件（${sizeWords(remoteBytes)}）还在县里，没有网就看不到。现在可以取来`);
  },
  synced({ lastContact, waiting }, now) {
    if (lastContact === null) return warns('还没和县里同步过，别的电脑上登记的件这里没有。请先联网同步');
    const today = localDateOf(now), day = localDateOf(lastContact);
    const when = day === today ? `今天 ${localTimeOf(lastContact)}` : `${dayWords(day, today)} ${localTimeOf(lastContact)}`;
    const sent = waiting === 0 ? '' : `；本机有 ${waiting} 条待传，晚上照样能用`;
    return now - lastContact <= STALE_MS ? fine(`件和名录是${when}的${sent}`) : warns(`上次同步是${when}，${daysAgo(day, today)}。出门前请联网同步一次${sent}`);
  },
  clock({ clock, clockKnown }) {
    if (clock !== null) return lacks(clock);
    return clockKnown ? fine('时钟和县服务器一致') : warns('还没和县服务器对过时间，请看一眼电脑右下角的日期和时间对不对');
  },
  disk({ freeBytes }) {
    if (freeBytes === null) return warns('不知道磁盘还剩多少，请自己看一眼');
    const free = sizeWords(freeBytes).replace(/([\d.]+) MB$/, (_, mega: string) => (Number(mega) >= 1024 ? `${(Number(mega) / 1024).toFixed(1)} GB` : `${mega} MB`));
    if (freeBytes >= ROOMY_BYTES) return fine(`磁盘还剩 ${free}`);
    return freeBytes >= TIGHT_BYTES ? warns(`磁盘只剩 ${free}，够登记，照片录音要省着用。请清理一些文件`) : lacks(`磁盘只剩 ${free}，晚上可能存不下。请先清理磁盘`);
  },
  numbers: ({ mayWrite }) => (mayWrite ? fine('没有网也能编号：先给临时编号，联网后自动换成正式编号，回执上的号一直查得到') : lacks('当前用户在这里编不了号')),
  printer: () => fine('不用带打印机：回执可以给群众看二维码，也可以用资料包里的空白回执'),
};

function daysAgo(day: LocalDate, today: LocalDate): string {
  const days = daysBetween(day, today);
  return days === 0 ? '已经过了半天' : `已经过了 ${days} 天`;
}
