/** What is said of backups: why they were made, what is wrong with them, why one was not made, opened or taken, and what to do. */
import type { BackupFailure, BackupFault, BackupInfo, BackupKeyFailure, BackupPlaceName, BackupReason, PutBackFailure } from '../../../shared/desktop-api.ts';
import type { BackupProblem, BackupRefusal, BackupRestored } from '../../store/backup-api.ts';
import { isStoreFailure, STORE_FAILURE_TEXT } from '../../store/failure-text.ts';
import { momentWords } from '../format-date.ts';

export const REASON_WORDS: Readonly<Record<BackupReason, string>> = {
  schedule: '每用4小时', exit: '关闭软件时', start: '打开软件后', upgrade: '升级前', restore: '恢复前', asked: '手动', second: '补存',
};

export const PLACE_WORDS: Readonly<Record<BackupPlaceName, string>> = { here: '本机', second: '另一个位置', elsewhere: '打开的文件夹' };

export const FAULT_WORDS: Readonly<Record<BackupFault, string>> = {
  list: '目录坏了', 'piece-missing': '缺了一部分记录', 'piece-changed': '有一部分记录坏了', lines: '记录少了', chain: '记录前后接不上', attachment: '缺附件',
};

/** Why no backup was made. Those that are there stay. */
export const MAKE_FAILURE_TEXT: Readonly<Record<BackupFailure, string>> = {
  'disk-full': '磁盘空间不够，这次没有备份成。请清理磁盘，或把备份存到另一个盘；以前的备份都在。',
  gone: '存备份的盘不见了，U盘可能拔掉了。插好后会自动补上，本机的备份不受影响。',
  'not-writable': '这个地方不让写，没有备份成。请看U盘的写保护开关，或换一个文件夹。',
  'not-readable': '日志文件读不出来，这次没有备份成。请检查磁盘；以前的备份都在。',
  'not-verified': '写完再读，内容对不上，这一份不算数，以前的备份都留着。这个盘可能坏了，请换一个盘再存。',
  'nothing-to-keep': '还没有记录，不用备份。写下第一条以后会自动备份。',
  'no-such-backup': '没有找到这个备份，请重新打开这一页。',
  cancelled: '已停下，这次没有备份。',
};

/** Why a backup was not opened. */
export const OPEN_FAILURE_TEXT: Readonly<Record<BackupFailure, string>> = {
  ...MAKE_FAILURE_TEXT,
  'disk-full': '磁盘满了，读不了这个备份。请清理磁盘后再试。',
  gone: '存这个备份的盘不见了，U盘可能拔掉了。请插好再试。',
  'not-writable': '这个备份读不了，可能没有权限。请换一个账户或把备份复制到本机再试。',
  'not-readable': '这个备份读不出来，磁盘可能坏了。请换一个备份。',
  'not-verified': '这个备份的目录坏了，读不出来。请换一个备份。',
};

export const KEY_FAILURE_TEXT: Readonly<Record<BackupKeyFailure, string>> = {
  'no-such-backup': '没有找到这个备份，请重新打开这一页。',
  'wrong-password': '密码不对。请检查大写锁定和输入法，再输一次。',
  'password-needed': '请输入密码。',
  'no-password-set': '这个备份是另一台电脑的，那台电脑没有设过备份密码，它的钥匙只在那台电脑的系统里，别处打不开。请在那台电脑上设好密码再备份一次，或用“U盘交换”带过来。',
};

export const PUT_BACK_FAILURE_TEXT: Readonly<Record<PutBackFailure, string>> = {
  ...KEY_FAILURE_TEXT,
  'not-empty': '这台电脑上已有能打开的记录，没有动它。请先进入软件，再到“设置 → 备份与恢复”里恢复，两边会合在一起。',
  'not-writable': '写不进本机的文件夹，没有放回去。请检查磁盘空间和权限后再试。',
};

const REFUSAL_TEXT: Readonly<Record<BackupRefusal, string>> = {
  'other-key': '这个备份是另一台电脑的，要用那台电脑的密码才能打开。',
  'other-user': '这个备份是另一位同志的，不能并到您的名下，没有恢复。请在他的电脑上恢复，或用“U盘交换”带过来。',
  'other-county': '这个备份是另一个县的，没有恢复。请核对是不是拿错了盘。',
  'not-enrolled': '这台电脑还没有接入县级服务器，请先接入再恢复。',
  unreadable: '备份读不出来了，盘可能拔掉了。已取回的都在，插好后再恢复一次会接着来。',
  cancelled: '已停下，没有动任何记录。',
};

/** The sentence for what stood in the way of a restore. */
export function problemWords(problem: BackupProblem): string {
  return isStoreFailure(problem) ? STORE_FAILURE_TEXT[problem] : REFUSAL_TEXT[problem];
}

/** What a restore did. */
export function restoredWords({ entries, cases, attachments, unreadable, stopped }: BackupRestored): string {
  const done = entries === 0 && attachments === 0 ? '没有要取回的，这台电脑上都有。' : `取回了 ${entries} 条记录（${cases} 件）、${attachments} 个附件。原有的一条没动。`;
  const lost = unreadable === 0 ? '' : `另有 ${unreadable} 处坏了没有取回，可以再用前一个备份补。`;
  return stopped ? `已停下。${done}再恢复一次会接着来。` : `${done}${lost}`;
}

/** What to try when a backup is damaged: the newest other one that is not known to be, before it where there is one. `list` is newest first. */
export function otherGood(list: readonly BackupInfo[], { id, place, madeAt, own }: BackupInfo): BackupInfo | null {
  const good = list.filter((one) => one.own === own && (one.checked?.fault ?? null) === null && !(one.id === id && one.place === place));
  return good.find((one) => one.madeAt <= madeAt) ?? good.at(-1) ?? null;
}

/** What is said when a good backup of this computer has more than twice as many records as its journal has lines; null otherwise. */
export function thinWords(list: readonly BackupInfo[], lines: number, today: string): string | null {
  const good = list.filter((one) => one.own && one.checked?.fault === null && one.entries > 2 * lines);
  const fullest = good.reduce<BackupInfo | null>((most, one) => (most === null || one.entries > most.entries ? one : most), null);
  return fullest === null ? null : `这台电脑上的记录比备份少了很多：${momentWords(fullest.madeAt, today)} 的备份有 ${fullest.entries} 条。磁盘可能出过问题，可以取回来。`;
}
