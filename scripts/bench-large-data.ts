/**
 * The data of the large benchmark: a county's years of cases, as the entries that its townships' devices and the county itself wrote. The words are those
 * of the 108 real cases, with places and numbers of their own; every case lives one of seven lives, and what happened is written in the order of its days,
 * so that the entries of a case lie far apart in the log, as they do in a real one. The same every time.
 */
import { readFileSync } from 'node:fs';
import { addDays } from '../shared/kernel/local-date.ts';
import { appendTo, headAfter, type ChainHead, type Entry, type EntryDraft } from '../shared/ledger/entry.ts';

/** What a life has on the average, the county's number included. */
export const LARGE_ENTRIES_A_CASE = 6;

interface Told { readonly title: string; readonly content: string; readonly category: string; readonly level: string; readonly outcome: string | null }

const TOLD = (JSON.parse(readFileSync(new URL('../server/demo/cases.json', import.meta.url), 'utf8')) as Told[]).map((one) => ({ ...one, outcome: one.outcome ?? '已到现场查看并办理，群众当面认可。' }));
const MORE = [
  '前后反映过两次，都说在排队，大家还是盼着能有个准信。', '家里有老人和孩子，最近天气一变就更不方便，希望抓紧。', '附近十几户都是这个情况，不光是我一家。', '村里已经开会议过，钱和人手都不够，想请乡里帮着协调。',
  '去年修过一回，今年又坏了，能不能一次弄好。', '要是办不了也请给个说法，心里好有数。', '愿意出工出力，只差材料和手续。', '听说邻村已经办好了，我们村什么时候能轮到。',
];
const SURNAMES = ['张', '李', '王', '刘', '赵', '宋', '马', '郭', '陈', '周', '杨', '孙', '吕', '欧阳'];
const GIVEN = ['秀英', '国强', '海霞', '长顺', '玉梅', '建国', '桂兰', '志刚', '小芳', '新生', '保全', '文静'];
const PLACES = ['村东头', '村西路口', '小学门口', '卫生室旁', '老井边', '河堤上', '南北大街', '文化广场', '养老院后面', '变压器下面'];
const VILLAGE_NAMES = ['大赵', '小张', '河里', '北渠', '双塔', '前王', '后王', '宋李集', '陈店', '马岗', '榆店', '郭庄', '石桥', '柳林', '杏园', '白坡', '龙泉', '南湾', '新集', '高楼'];
const CHANNELS = ['night_market', 'reception_day', 'visit', 'wechat_group', 'station_qna', 'hotline'];
const UNITS = ['jiaotong', 'nongye', 'zhujian', 'chengguan', 'jiaoyu', 'gongdian', 'minzheng', 'weijian', 'shengtai', 'gongan'];
const FIRST_DAY = '2024-01-02';
const DAYS = 980;

/** One township's part: the device of its secretary and the county write into its log. */
export interface LargeTownship { readonly scope: string; readonly secretary: string; readonly replica: string; readonly serverReplica: string; readonly shortName: string }

/** A township of the benchmark by its place in the county, 0 the first. Its code is one that no real township has. */
export function largeTownship(county: string, n: number): LargeTownship {
  const scope = `${county}${String(301 + n)}`;
  return { scope, secretary: `mishu${String(n + 1)}`, replica: replicaOf('b', n), serverReplica: replicaOf('s', n), shortName: `第${String(n + 1)}` };
}

/** The villages of a township, as the records that its county begins with. */
export function largeVillages(town: LargeTownship): readonly { readonly subject: string; readonly set: { readonly name: string; readonly initials: string; readonly active: boolean } }[] {
  return VILLAGE_NAMES.map((name, n) => ({ subject: villageOf(town, n), set: { name: `${name}村`, initials: `c${String(n)}`, active: true } }));
}

interface Happening { readonly on: string; readonly order: number; readonly actor: 'secretary' | 'server'; readonly draft: EntryDraft }

/** The entries of `cases` cases of a township, in the order of the log. */
export function largeEntries(town: LargeTownship, cases: number): readonly Entry[] {
  const happenings = Array.from({ length: cases }, (_, n) => lifeOf(town, n, cases)).flat().sort((a, b) => (a.on === b.on ? a.order - b.order : a.on < b.on ? -1 : 1));
  let [device, server]: [ChainHead, ChainHead] = [chainStart(town.replica), chainStart(town.serverReplica)];
  return happenings.map(({ on, actor, draft }, index) => {
    const nowMs = Date.parse(`${on}T02:00:00Z`) + (index % 40_000) * 1000;
    const at = device.at > server.at ? device.at : server.at;
    const entry = actor === 'server' ? appendTo({ ...server, at }, draft, { actor: 'server', nowMs }) : appendTo({ ...device, at }, draft, { actor: town.secretary, nowMs });
    if (actor === 'server') server = headAfter(entry);
    else device = headAfter(entry);
    return entry;
  });
}

function lifeOf(town: LargeTownship, n: number, of: number): readonly Happening[] {
  const receivedOn = addDays(FIRST_DAY, Math.floor((n * DAYS) / of));
  const told = toldOf(n);
  const list: Happening[] = [];
  const act = (days: number, type: string, body: Record<string, unknown>) => {
    list.push({ on: addDays(receivedOn, days), order: list.length * of + n, actor: type === 'case.numbered' ? 'server' : 'secretary', draft: { scope: town.scope, subject: `case:${town.replica}${String(n).padStart(6, '0')}`, type, v: 1, body } });
  };
  const on = (days: number) => addDays(receivedOn, days);
  const kind = n % 10;
  act(0, 'case.registered', { ...registration(town, n, receivedOn), ...(kind < 3 ? { answeredOnSpot: told.outcome } : {}) });
  act(0, 'case.numbered', { number: `${town.shortName}民〔${receivedOn.slice(0, 4)}〕${String(n + 1)}号` });
  const judged = (days: number) => {
    act(days, 'case.evaluated', { by: 'citizen', grade: n % 7 === 0 ? 'basic' : 'satisfied', way: 'phone', collectedBy: '王秘书', on: on(days) });
    act(days + 1, 'case.evaluated', { by: 'deputy', deputy: `deputy:${town.replica}1`, grade: 'satisfied', way: 'in_person', collectedBy: '王秘书', on: on(days + 1) });
    act(days + 2, 'case.closed', { on: on(days + 2) });
  };
  if (kind < 3) { judged(3); return list; }
  act(1, 'case.sorted', { title: titleOf(town, n), category: told.category, level: told.level, on: on(1) });
  if (kind === 3) { act(2, 'case.declined', { route: 'guide_petition', reason: '属于个人信访事项', where: '县信访局', on: on(2) }); return list; }
  if (kind === 8) return list;
  act(2, 'case.assigned', { lead: `unit:${pick(UNITS, n * 3)}`, co: [], orderNo: `${town.shortName}交〔${receivedOn.slice(0, 4)}〕${String(n)}号`, on: on(2), dueOn: on(22), rule: 'CASE_MINOR', length: { n: 15, unit: 'workday' } });
  if (kind === 7) { act(4, 'case.acknowledged', { on: on(4), by: '收发室' }); return list; }
  act(14, 'case.replied', { unit: `unit:${pick(UNITS, n * 3)}`, class: 'resolved', text: told.outcome, on: on(14) });
  act(15, 'case.relayed', { to: 'citizen', way: 'phone', by: '王秘书', on: on(15) });
  if (kind !== 9) judged(20);
  return list;
}

function registration(town: LargeTownship, n: number, receivedOn: string): Record<string, unknown> {
  const told = toldOf(n);
  const village = pick(VILLAGE_NAMES, n * 7 + town.scope.length);
  return {
    channel: pick(CHANNELS, n), matter: n % 23 === 0 ? 'golden_idea' : 'opinion', title: titleOf(town, n), receivedOn, receivedAt: `19:${String(n % 60).padStart(2, '0')}`, village: villageOf(town, n * 7 + town.scope.length), place: `${village}村${pick(PLACES, n)}`,
    words: `${village}村${pick(PLACES, n)}：${told.content}${pick(MORE, n * 5)}（第${String(n + 1)}件）`, tempNo: `临-${town.replica.slice(0, 4)}-${String(n + 1)}`,
    reporter: { name: `${pick(SURNAMES, n)}${pick(GIVEN, n * 5 + Math.floor(n / 14))}`, phone: `139${String(10_000_000 + ((n * 7919 + town.scope.length) % 89_999_999)).padStart(8, '0')}` },
  };
}

function titleOf(town: LargeTownship, n: number): string {
  return `${pick(VILLAGE_NAMES, n * 7 + town.scope.length)}村${pick(PLACES, n)}：${toldOf(n).title}`.slice(0, 40);
}

function toldOf(n: number) {
  return pick(TOLD, n * 31 + Math.floor(n / 108));
}

function villageOf(town: LargeTownship, n: number): string {
  return `village:${town.replica}${String(n % VILLAGE_NAMES.length)}`;
}

function pick<T>(list: readonly T[], n: number): T {
  return list[n % list.length] as T;
}

function chainStart(replica: string): ChainHead {
  return { replica, seq: 0, prev: '', at: '000000000000-00000000' };
}

/** Ten characters of base32, another for each township. */
function replicaOf(letter: string, n: number): string {
  const digits = Array.from(n.toString(5).padStart(4, '0'), (digit) => String.fromCharCode(97 + Number(digit))).join('');
  return `${letter}large${digits}`;
}
