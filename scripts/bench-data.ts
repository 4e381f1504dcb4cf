/** The data of the benchmark: cases that went some steps of their way, as the entries of one secretary's device. */
import { appendTo, headAfter, type ChainHead, type Entry, type EntryDraft } from '../shared/ledger/entry.ts';

/** Entries that one case gets from its device; the county adds the official number. */
export const ENTRIES_A_CASE = 5;

const WORDS = [
  '村东头的路灯坏了好几盏，晚上老人和孩子出门看不见路，前两天还有人摔了一跤，希望尽快修好。', '自来水隔三差五停，一停就是大半天，做饭都没有水，打电话问说是管道老化，盼着能彻底换一换。',
  '通往学校的那段路坑坑洼洼，下雨天积水，孩子们上学不方便，骑车的也容易摔倒。', '河沟里的垃圾没有人清，天热了味道很大，苍蝇蚊子多，附近几户人家都不敢开窗。',
  '合作医疗报销的手续太多，老年人跑了三趟还没有办完，能不能在村里代办。', '农田灌溉的机井坏了一眼，浇地要排队到半夜，今年又旱，大家心里着急。',
];
const VILLAGES = ['hdmc', 'dzc', 'xzc', 'hlc', 'lgzc', 'bqc', 'stc', 'qwc', 'hwc', 'sljc', 'cdc', 'mgc', 'ydc'];
const CATEGORIES = ['公共安全', '供水供暖供电', '道路交通', '环境卫生', '医疗卫生', '农业农村'];
const LEVELS = ['minor', 'common', 'major'];

/** The entries of `cases` cases in `scope`, oldest first, in one chain of `replica`, by `actor`. The same every time. */
export function benchEntries(cases: number, by: { readonly scope: string; readonly replica: string; readonly actor: string }): readonly Entry[] {
  const entries: Entry[] = [];
  let head: ChainHead = { replica: by.replica, seq: 0, prev: '', at: '000000000000-00000000' };
  for (let n = 0; n < cases; n += 1) {
    for (const draft of draftsOf(n, by.scope)) {
      const entry = appendTo(head, draft, { actor: by.actor, nowMs: Date.UTC(2026, 0, 5) + n * 600_000 });
      head = headAfter(entry);
      entries.push(entry);
    }
  }
  return entries;
}

function draftsOf(n: number, scope: string): readonly EntryDraft[] {
  const pick = <T>(list: readonly T[], of: number): T => list[of % list.length] as T;
  const on = (days: number) => new Date(Date.UTC(2026, 0, 5 + Math.floor(n / 20) + days)).toISOString().slice(0, 10);
  const draft = (type: string, body: Record<string, unknown>): EntryDraft => ({ scope, subject: `case:bench${String(n)}`, type, v: 1, body });
  const words = `${pick(WORDS, n)}（第${String(n)}件，${pick(VILLAGES, n * 7)}）`;
  return [
    draft('case.registered', {
      channel: 'night_market', matter: 'opinion', words, receivedOn: on(0), receivedAt: `19:${String(n % 60).padStart(2, '0')}`, village: `village:${pick(VILLAGES, n * 7)}`,
      reporter: { name: `张${String(n)}`, phone: `1380000${String(n % 10_000).padStart(4, '0')}` }, tempNo: `临-benc-${String(n)}`,
    }),
    draft('case.sorted', { title: words.slice(0, 14), category: pick(CATEGORIES, n), level: pick(LEVELS, n * 3), on: on(1) }),
    draft('case.assigned', { lead: 'unit:gongdian', co: [], orderNo: `皇帝庙交〔2026〕${String(n)}号`, on: on(2), dueOn: on(9), rule: 'minor', demand: '请按期办结并书面答复。' }),
    draft('case.acknowledged', { by: '华经理', on: on(3) }),
    draft('case.progressed', { text: '已到现场看过，材料正在准备，预计本周内完成。', on: on(5) }),
  ];
}
