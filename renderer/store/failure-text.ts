/** Why the store could not do something, with the sentence that a person reads: what happened, and what to do. */
import type { Refusal } from '../../shared/act.ts';

/** Failures of the store itself; refusals of the domain have their sentences in `shared/refusal-text.ts`. */
export const STORE_FAILURES = [
  'not-open', 'worker-failed', 'not-enrolled', 'insecure-context', 'open-elsewhere', 'storage-unopenable', 'working-copy-unopenable', 'storage-failed',
  'journal-disk-full', 'journal-not-writable', 'journal-too-large', 'journal-unreachable',
  'code-refused', 'server-unreachable', 'server-not-understood', 'upgrade-required', 'other-county', 'too-many-tries',
] as const;
export type StoreFailure = (typeof STORE_FAILURES)[number];

/** The sentence of each failure. */
export const STORE_FAILURE_TEXT: Readonly<Record<StoreFailure, string>> = {
  'not-open': '本机数据还没有打开，请稍候再试；一直这样时请关闭软件重新打开。',
  'worker-failed': '软件的后台没有启动起来。请关闭软件重新打开；还是不行，请重新安装。',
  'not-enrolled': '这台电脑还没有接入县级服务器，请先在“设置”里用接入码接入。',
  'insecure-context': '浏览器没有用安全连接打开本页，不能加密保存。请用 https 地址打开，或使用桌面版。',
  'open-elsewhere': '民情簿已在另一个窗口或标签页打开。请回到那个窗口，或把它关掉后再打开这里。',
  'storage-unopenable': '本机的存储打不开，试了几次也没有重建成。请检查磁盘是不是满了、杀毒软件是不是拦住了，然后重新打开；已传到县里的不受影响。',
  'working-copy-unopenable': '列表的存储打不开，试了几次也没有重建成，多半是磁盘满了或者被杀毒软件拦住。写下的每一条都在日志里，没有丢，不用恢复备份。请清理磁盘或放行后重新打开，会从日志自动重建。',
  'storage-failed': '本机数据库写不进去了，已显示“已保存”的内容都在日志里，不会丢。请检查磁盘空间，然后重新打开软件。',
  'journal-disk-full': '磁盘快满了，这一条没有保存。请先清理磁盘，再点一次保存；已填写的内容还在。',
  'journal-not-writable': '日志文件写不进去，这一条没有保存。请检查磁盘或杀毒软件是否拦截，再点一次保存。',
  'journal-too-large': '这一条内容太长，没有保存。请把文字缩短后再保存。',
  'journal-unreachable': '软件的后台没有回应，不能确认是否已保存。请再点一次保存，不会重复登记。',
  'code-refused': '接入码不对、已用过或已过期，请向县级管理员要一个新的接入码。',
  'server-unreachable': '连不上县级服务器，请检查网络和服务器地址后再试。',
  'server-not-understood': '这个地址的回答不像县级服务器，请核对服务器地址（酒店、单位的上网认证页也会这样）。',
  'upgrade-required': '这个版本太旧，县级服务器已不支持，请先升级软件。',
  'other-county': '本机已有另一个县的台账，不能接入这个县。请在另一台电脑或另一个系统账户上接入。',
  'too-many-tries': '试的次数太多，服务器让稍等。请几分钟后再试。',
};

/** What is said otherwise while the store opens, when nobody has just saved anything. */
const OPENING_TEXT: Partial<Readonly<Record<StoreFailure, string>>> = {
  'journal-disk-full': '磁盘快满了，写下的会存不住，所以没有打开。请先清理磁盘，再试一次；已经写下的都在。',
  'journal-not-writable': '日志文件打不开或者写不进去，多半是磁盘坏了、变成只读，或者被杀毒软件拦住。请检查后再试一次；日志真的坏了，可以从备份恢复。',
  'journal-unreachable': '软件的后台没有回应，所以没有打开。请关闭软件重新打开；已经写下的都在。',
};

/** Why the store did not open. A code that is not listed says so with the code, for whoever helps by telephone. */
export function openingFailureText(code: string): string {
  if (!isStoreFailure(code)) return `本机数据没有打开（${code}）。请关闭软件重新打开；不行就把括号里的字告诉县里的技术人员。`;
  return OPENING_TEXT[code] ?? STORE_FAILURE_TEXT[code];
}

/** True when a backup put back may help: it replaces what cannot be read, and never what can. */
export function restoreHelps(code: string): boolean {
  return code === 'journal-not-writable';
}

/** True when the code is one of the store's own. */
export function isStoreFailure(code: string): code is StoreFailure {
  return (STORE_FAILURES as readonly string[]).includes(code);
}

/** How IndexedDB and Dexie name that a database is gone, closed, full or not to be opened; names survive the way from the worker. */
const STORAGE_ERRORS = ['AbortError', 'DatabaseClosedError', 'InvalidStateError', 'OpenFailedError', 'QuotaExceededError', 'TransactionInactiveError', 'UnknownError'];

/**
 * What a call of the store threw, as a refusal: nobody's words are lost by it, whatever it was. A store that is gone (a full disk) is told apart from a fault
 * of the program, which nobody mends by clearing a disk.
 */
export function faultAsRefusal(fault: unknown): Refusal {
  if (fault instanceof Error && STORAGE_ERRORS.includes(fault.name)) return { code: 'storage-failed' satisfies StoreFailure };
  return { code: 'fault', detail: fault instanceof Error ? fault.message : String(fault) };
}
