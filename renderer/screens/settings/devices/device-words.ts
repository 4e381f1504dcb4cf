/** Words of 设备与接入. */
import type { DeviceFilter, DeviceMark } from './device-rows.ts';

export const FILTER_WORDS: Readonly<Record<DeviceFilter, string>> = {
  all: '全部', using: '使用中', waiting: '有待传', silent: '久未联系', copied: '资料曾被复制', over: '不再用', none: '还没接入',
};

export const MARK_WORDS: Readonly<Record<DeviceMark, { readonly label: string; readonly color: string; readonly hint: string }>> = {
  revoked: { label: '已停用', color: 'default', hint: '不能再上报和下载；以前报上来的都在。' },
  replaced: { label: '已重新接入', color: 'default', hint: '这台电脑后来重新接入，现在是另一行；这一行只作记录，没有要办的。' },
  copied: { label: '资料曾被复制或还原', color: 'error', hint: '这台电脑的资料曾被复制到别处，或用旧备份还原过。程序已经自动换了编号，内容没有丢；请问清楚是谁、为什么。来历不明的，请停用并让本人重新接入。' },
  silent: { label: '久未联系', color: 'warning', hint: '两周没有和县里联系。请问一问是不是坏了、丢了，或者有内容还没传。' },
  waiting: { label: '有待传', color: 'processing', hint: '上次联系时还有内容没有传到县里。' },
};

/** Why the county's server did not do what the office asked; the code is that of the wire. */
export function officeFailure(code: string): string {
  switch (code) {
    case 'unreachable': return '连不上县服务器。设备名单在服务器上，要联网才能看和改。请检查网络后重试。';
    case 'forbidden': return '县服务器没有同意：只有县代表工委能管设备，也不能停用自己正在用的这台。';
    case 'not-found': return '县服务器上没有这一项，可能刚被别人改过，或者服务器的版本太旧。请刷新再试。';
    case 'unauthenticated': return '这台电脑已被停用，不能管设备。请先在“同步”里重新接入。';
    case 'rate-limited': return '操作太频繁，请过一分钟再试。';
    default: return `县服务器没有办成（${code}）。请稍后再试；不行就把括号里的字告诉技术人员。`;
  }
}
