/** What the save pill says for each state of sync: always where the words are, never just "failed". */
import type { SyncError } from '../../shared/sync/errors.ts';
import type { SyncStatus } from '../store/api.ts';
import { isStoreFailure, STORE_FAILURE_TEXT } from '../store/failure-text.ts';
import type { LocalDate } from '../../shared/kernel/local-date.ts';
import { momentWords } from './format-date.ts';

/** Calm unless the user has to do something. */
export type PillTone = 'calm' | 'waiting' | 'attention';
export interface PillWords { readonly tone: PillTone; readonly pill: string; readonly explanation: string }

/** Why sync stopped or the last exchange failed, and what to do. */
const REASONS: Readonly<Record<SyncError, string>> = {
  unreachable: '现在连不上县服务器。',
  'bad-answer': '连上了网，但回答的不像县服务器（酒店、单位的上网认证页也会这样）。请先在浏览器里完成上网认证。',
  'stale-answer': '县服务器的回答晚到了，正在重新核对。',
  'store-failed': '县里的新内容暂时写不进本机，多半是磁盘快满了。请清理磁盘，会自动再取。',
  diverged: '县服务器换过或恢复过备份，正在和它逐条核对，缺的会自动补上。',
  'digest-mismatch': '本机存的和县里给过的对不上，多半是磁盘有坏处。内容在县里都有；请检查这台电脑的磁盘，再在“设置 → 同步”里逐条核对一次。',
  'bad-request': '县服务器没有看懂这次的请求，会自动再试；一直这样时请告诉县里的技术人员。',
  unauthenticated: '县里不认得这台电脑了（可能已被停用）。请向县人大代表工委要一个新的接入码，在“设置 → 同步”里重新接入。',
  forbidden: '县里不允许这台电脑同步这个乡镇的数据。刚调动过的，点“立即同步”就按新的单位来；没有调动的，请联系县人大代表工委核对权限。',
  'too-large': '一次传得太多，正在分成小份再传。',
  'upgrade-required': '本机的软件版本太旧，县里的服务器不再接收。请安装新版本，已保存的内容会自动补传。',
  'rate-limited': '县服务器请本机稍等，过一会儿会自动再传。',
  'server-full': '县服务器磁盘已满，暂时收不下。内容都在本机，稍后会自动再传；请告诉县里的技术人员。',
  'server-error': '县服务器出了故障，稍后会自动再试。',
  'not-found': '这个地址上没有县服务器。请向县里核对地址。',
};

/** The sentence for a code of `SyncStatus.reason`, of sync or of the store; empty for none or one from a newer version. */
export function reasonWords(code: string | null): string {
  if (code === null) return '';
  if (isStoreFailure(code)) return STORE_FAILURE_TEXT[code];
  return Object.hasOwn(REASONS, code) ? REASONS[code as SyncError] : '';
}

/** Longer than this nothing should wait: a person is asked to carry it to the county by stick. */
const WAITS_LONG_MS = 7 * 24 * 3_600_000;
/** A pause is remembered for so long. */
const FORGOTTEN_MS = 24 * 3_600_000;

/** How long the oldest waiting entry waits, milliseconds, when that is too long; otherwise null. `now` in epoch milliseconds. */
export function waitsTooLong({ waiting, oldest }: SyncStatus, now: number): number | null {
  if (waiting === 0 || oldest === undefined || oldest === null) return null;
  return now - oldest > WAITS_LONG_MS ? now - oldest : null;
}

/** Held back for a day while something waits. */
export function isForgotten({ held, waiting }: SyncStatus, now: number): boolean {
  return held !== undefined && held !== null && waiting > 0 && now - held.from > FORGOTTEN_MS;
}

/** Words of the pill and of its explanation; `now` in epoch milliseconds. */
export function pillWords(status: SyncStatus, today: LocalDate, now: number): PillWords {
  const words = wordsOf(status, today, now);
  const long = waitsTooLong(status, now);
  if (long === null) return words;
  return { ...words, tone: 'attention', explanation: `${words.explanation}最早的一条已经等了 ${spanWords(long)}，可以用“U盘交换”带到县里。` };
}

/** What is on its way to the county: `3 条待传 · 代传 5 条`; empty when nothing is. */
function queueWords({ waiting, relaying = 0 }: SyncStatus): string {
  return [...(waiting > 0 ? [`${waiting} 条待传`] : []), ...(relaying > 0 ? [`代传 ${relaying} 条`] : [])].join(' · ');
}

function wordsOf(status: SyncStatus, today: LocalDate, now: number): PillWords {
  const { phase, waiting, lastContact, relaying = 0 } = status;
  const queue = queueWords(status);
  const when = lastContact === null ? null : momentWords(lastContact, today);
  const reason = reasonWords(status.reason);
  if (phase === 'stopped') return { tone: 'attention', pill: queue === '' ? '同步已停' : `同步已停 · ${queue}`, explanation: reason || '同步停下了，需要您处理。内容都在本机。' };
  if (phase === 'unenrolled') return { tone: 'attention', pill: '已保存在本机', explanation: '本机还没有接入县里。' };
  if (status.held) {
    const { why, until } = status.held;
    const [name, back] = why === 'paused'
      ? ['已暂停', until === null ? '到您恢复为止' : `${momentWords(until, today)} 自动恢复`] : ['已暂停（流量）', '按流量计费的网络上什么都不传，是您这样定的'];
    return {
      tone: isForgotten(status, now) ? 'attention' : 'waiting', pill: `${name} · ${queue || '已保存在本机'}`,
      explanation: `同步${why === 'paused' ? '由您暂停了' : '停着'}，${back}。照常使用即可，内容都已写进本机磁盘，恢复后自动传送。`,
    };
  }
  if (phase === 'offline') {
    const since = when === null ? '' : `上次联系到县里是 ${when}。`;
    return {
      tone: 'waiting', pill: queue === '' ? '离线 · 已保存在本机' : `离线 · 已保存 · ${queue}`,
      explanation: `${reason || '现在连不上县服务器。'}照常使用即可，内容都已写进本机磁盘，连上后自动传送。${since}`,
    };
  }
  if (queue !== '') {
    const own = waiting > 0 ? `${waiting} 条正在等着传到县里。` : '';
    const others = relaying > 0 ? `另有 ${relaying} 条是U盘从别的电脑带来的，本机替它们传到县里。` : '';
    return { tone: 'waiting', pill: `已保存 · ${queue}`, explanation: `内容都已写进本机磁盘，${own}${others}${reason}` };
  }
  if (phase === 'syncing') return { tone: 'calm', pill: '正在同步', explanation: '正在和县服务器互相补齐。其间照常使用。' };
  if (phase === 'checking') return { tone: 'calm', pill: '正在核对', explanation: '都传完了，正在和县服务器从头逐条核对。其间照常使用。' };
  if (when === null) return { tone: 'calm', pill: '正在联系县里', explanation: '正在和县服务器核对。' };
  if (status.refused > 0) return { tone: 'attention', pill: `已同步 ${when} · ${status.refused} 条没收下`, explanation: `有 ${status.refused} 条县里没有收下，还只在本机：原因和办法在“设置 › 同步”的“没有收下的”里。其余的都已经在县服务器的磁盘上，县里的新内容也已取回，两边逐条核对过。` };
  return { tone: 'calm', pill: `已同步 ${when}`, explanation: '本机写下的每一条都已经在县服务器的磁盘上，县里的新内容也已取回，两边逐条核对过。' };
}

/** The largest difference of clocks that nobody needs to hear about: ten minutes. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

/** The sentence about a clock that is wrong, or null. `offset` is the server's clock minus this device's, milliseconds. */
export function clockWarning(offset: number | null): string | null {
  if (offset === null || Math.abs(offset) <= CLOCK_TOLERANCE_MS) return null;
  return `本机的时钟比县服务器${offset > 0 ? '慢' : '快'}了 ${spanWords(Math.abs(offset))}。不影响保存和传送，但登记日期会跟着错，请在电脑右下角改正日期和时间。`;
}

/** `40 分钟`, `3 小时`, `8 天`. */
export function spanWords(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return `${minutes} 分钟`;
  const hours = Math.round(minutes / 60);
  if (hours < 48) return `${hours} 小时`;
  return `${Math.round(hours / 24)} 天`;
}
