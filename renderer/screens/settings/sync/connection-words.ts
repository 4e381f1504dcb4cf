/** What 测试连接 says of each step: one clear sentence, and where something is wrong what to do. */
import type { CountyProbe } from '../../../../shared/desktop-api.ts';
import type { TestFinding, TestStep, TestStepName } from '../../../store/sync-api.ts';
import { clockWarning } from '../../../ui/sync-words.ts';

export const STEP_NAMES: Readonly<Record<TestStepName, string>> = {
  network: '这台电脑的网络', address: '县服务器的地址', county: '是不是本县的服务器', versions: '两边的版本', device: '认不认得这台电脑', clock: '两边的时钟', speed: '线路快慢',
};

/** What the sentences need to know of the asking. `probe` is what the desktop found of an address that was not reached; null in a browser, and until it is found. */
export interface Asked { readonly server: string; readonly county: string; readonly probe: CountyProbe | null }

/** The sentence of a step; empty while it has not begun. */
export function stepWords({ name, state, finding, figure }: TestStep, asked: Asked): string {
  if (state === 'waiting') return '';
  if (state === 'running') return '正在试…';
  if (state === 'skipped') return '前面没有通过，这一步没有试';
  if (finding === 'clock-off') return clockWarning(figure) ?? '两边的时钟差得有点多。';
  if (finding === 'not-reached') return notReachedWords(asked);
  return finding === null ? goodWords(name, figure ?? 0, asked) : FINDINGS[finding](asked.server);
}

/** One sentence about the whole. */
export function verdictWords(steps: readonly TestStep[]): { readonly type: 'success' | 'warning' | 'error'; readonly words: string } {
  const bad = steps.find(({ state }) => state === 'bad');
  if (bad) return { type: 'error', words: bad.finding === 'stopped' ? '测试停下了。' : `卡在“${STEP_NAMES[bad.name]}”。请照那一行说的做，再测一次。内容都在本机，不会丢。` };
  if (steps.some(({ state, finding }) => state === 'note' && finding !== null)) return { type: 'warning', words: '能同步，有一处值得看一眼。' };
  return { type: 'success', words: '全都正常，可以同步。' };
}

function goodWords(name: TestStepName, figure: number, { server, county }: Asked): string {
  switch (name) {
    case 'network': return '连着网';
    case 'address': return `有回答，用了 ${Math.round(figure)} 毫秒`;
    case 'county': return `是${county}的服务器，${server.startsWith('https:') ? '全程加密，证书有效' : '没有加密（只该在本机或单位内网里这样用）'}`;
    case 'versions': return '互相听得懂';
    case 'device': return '认得';
    case 'clock': return `相差 ${Math.round(Math.abs(figure) / 1000)} 秒，正常`;
    case 'speed': return `64 KB 送去又取回，大约每秒 ${Math.max(1, Math.round(figure / 1024))} KB${figure < SLOW ? '，很慢，但传得动' : ''}`;
  }
}

/** Bytes a second below which a line is called slow. */
const SLOW = 10 * 1024;

/** A page only learns that the request failed at once; which of the reasons are possible depends on the address, and on what the desktop found. */
function notReachedWords({ server, probe }: Asked): string {
  const { protocol, hostname } = new URL(server);
  const secure = protocol === 'https:';
  if (probe === 'name-unknown') return `这台电脑查不到“${hostname}”这个名字：地址填错了，或者单位的网查不了名字。请核对地址 ${server}；没有填错，就报给单位的网络管理员。`;
  if (probe === 'refused') return `找到了 ${hostname}，但那台机器没有接：县服务器没有开，或者端口不对。请核对地址 ${server}；没有填错，就问县里服务器开着没有。`;
  if (probe === 'no-way') return `没有路通到 ${hostname}：网线、无线网或者单位的专线断了。请先打开别的网站看看；能打开，就把 ${server} 报给单位的网络管理员。`;
  if (probe === 'reached' && secure) return `连上了 ${hostname}，但加密没有谈成：证书不受信任、已过期，或者这台电脑的日期不对。请先看右下角的日期；日期对，就请县里的技术人员看证书。`;
  const isNumber = /^[\d.]+$|:/.test(hostname);
  const reasons = [...(isNumber ? [] : [`“${hostname}”这个名字查不到`]), '县服务器没有开', ...(secure ? ['它的证书不受信任或已过期', '这台电脑的日期不对'] : [])];
  return `一下子就没有接通，可能是：${reasons.join('，')}。请核对地址 ${server}${secure ? '和右下角的日期' : ''}；都对，就问县里服务器开着没有。`;
}

const FINDINGS: Readonly<Record<Exclude<TestFinding, 'clock-off' | 'not-reached'>, (server: string) => string>> = {
  'no-network': () => '这台电脑没有连上任何网络。请看网线插好没有、无线网连上没有，再测一次。没有网也能照常登记，还可以用“U盘交换”带到县里。',
  'no-answer': (server) => `等了几秒没有回答：线路断了，或者单位的防火墙不放行。请先打开别的网站看看；能打开，就把 ${server} 报给单位的网络管理员。`,
  'answers-otherwise': () => '有回答，但不是县服务器答的，多半是上网认证页（酒店、单位的网要先登录）。请用浏览器打开任意网站，完成登录，再测一次。',
  'gateway-only': () => '县里的网关有回答，它后面的县服务器没有开，或者正在重启。请过几分钟再测；还是这样，请告诉县里的技术人员。',
  'server-error': () => '县服务器出了故障。会自动再传；请告诉县里的技术人员。',
  'server-full': () => '县服务器的磁盘满了，暂时收不下。会自动再传；请告诉县里的技术人员。',
  'rate-limited': () => '县服务器请本机稍等。请过一分钟再测。',
  'not-founded': () => '这台服务器还没有设好是哪个县的。请告诉县里的技术人员。',
  'other-county': () => '这是另一个县的服务器。请核对服务器地址；地址没有错，请问县人大代表工委。',
  'older-county': () => '县服务器的版本旧一些，答不了这一步；同步照常。可以请县里升级。',
  'app-too-old': () => '本机的软件太旧，县服务器不再接收。请安装新版本，已保存的内容会自动补传。',
  'county-too-old': () => '县服务器太旧，听不懂这个版本。请县里的技术人员升级服务器；内容都在本机。',
  unauthenticated: () => '县里不认得这台电脑了，可能已被停用。请向县人大代表工委要一个新的接入码，在这一页重新接入。',
  forbidden: () => '县里不允许这台电脑同步。请联系县人大代表工委核对权限。',
  cut: () => '传到一半断了：线路不稳。会自动接着传；总是这样，请换一条网络再测。',
  altered: () => '传回来的内容被改动过：中间有设备在改写数据。请网络管理员对这个地址关掉内容检查。',
  'out-of-time': () => '半分钟里没有试完，线路太慢。请换一条网络再测，或用“U盘交换”。',
  stopped: () => '您停下了测试。',
};
