/** What the save pill says for each state of sync: always where the words are, never just "failed". */
import type { SyncStatus } from '../store/api.ts';
import type { LocalDate } from '../../shared/kernel/local-date.ts';
import { momentWords } from './format-date.ts';

/** Calm unless the user has to do something. */
export type PillTone = 'calm' | 'waiting' | 'attention';
export interface PillWords { readonly tone: PillTone; readonly pill: string; readonly explanation: string }

/** Why sync stopped or the last exchange failed, by the code of `SyncStatus.reason`. Unlisted codes fall back to a general sentence. */
const REASONS: Readonly<Record<string, string>> = {
  unauthenticated: '县里不认得本机的登录了（可能已停用）。请向县人大代表工委要一个新的接入码，重新接入。',
  forbidden: '县里不允许本机同步这个乡镇的数据。请联系县人大代表工委核对本机的权限。',
  'upgrade-required': '本机的软件版本太旧，县里的服务器不再接收。请安装新版本，已保存的内容会自动补传。',
  'server-full': '县服务器磁盘已满，暂时收不下。内容都在本机，稍后会自动再传；请告诉县里的技术人员。',
  'server-error': '县服务器出了故障，稍后会自动再试。',
  'rate-limited': '县服务器请本机稍等，过一会儿会自动再传。',
  offline: '现在连不上县服务器。',
  'disk-full': '本机磁盘快满了，暂时收不下县里的新内容。请清理磁盘。',
};

/** Words of the pill and of its explanation. */
export function pillWords(status: SyncStatus, today: LocalDate): PillWords {
  const { phase, waiting, lastContact } = status;
  const when = lastContact === null ? null : momentWords(lastContact, today);
  const reason = status.reason === null ? '' : REASONS[status.reason] ?? '';
  if (phase === 'stopped') return { tone: 'attention', pill: waiting > 0 ? `同步已停 · ${waiting} 条待传` : '同步已停', explanation: reason || '同步停下了，需要您处理。内容都在本机。' };
  if (phase === 'unenrolled') return { tone: 'attention', pill: '已保存在本机', explanation: '本机还没有接入县里。' };
  if (phase === 'offline') {
    const since = when === null ? '' : `上次联系到县里是 ${when}。`;
    return {
      tone: 'waiting', pill: waiting > 0 ? `离线 · 已保存 · ${waiting} 条待传` : '离线 · 已保存在本机',
      explanation: `${reason || '现在连不上县服务器。'}照常使用即可，内容都已写进本机磁盘，连上后自动传送。${since}`,
    };
  }
  if (waiting > 0) return { tone: 'waiting', pill: `已保存 · ${waiting} 条待传`, explanation: `内容都已写进本机磁盘，${waiting} 条正在等着传到县里。${reason}` };
  if (phase === 'syncing') return { tone: 'calm', pill: '正在同步', explanation: '正在和县服务器互相补齐。其间照常使用。' };
  if (when === null) return { tone: 'calm', pill: '正在联系县里', explanation: '正在和县服务器核对。' };
  return { tone: 'calm', pill: `已同步 ${when}`, explanation: '本机写下的每一条都已经在县服务器的磁盘上，县里的新内容也已取回。' };
}

/** The largest difference of clocks that nobody needs to hear about: ten minutes. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

/** The sentence about a clock that is wrong, or null. `offset` is the server's clock minus this device's, milliseconds. */
export function clockWarning(offset: number | null): string | null {
  if (offset === null || Math.abs(offset) <= CLOCK_TOLERANCE_MS) return null;
  return `本机的时钟比县服务器${offset > 0 ? '慢' : '快'}了 ${spanWords(Math.abs(offset))}。不影响保存和传送，但登记日期会跟着错，请在电脑右下角改正日期和时间。`;
}

function spanWords(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return `${minutes} 分钟`;
  const hours = Math.round(minutes / 60);
  if (hours < 48) return `${hours} 小时`;
  return `${Math.round(hours / 24)} 天`;
}
