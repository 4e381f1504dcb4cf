/** What is said on the demo's evening: twelve real cases of the source documents, with invented reporters. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** One matter as the recorder hears it. */
export interface Spoken {
  readonly id: string;
  readonly title: string;
  readonly words: string;
  readonly category: string;
  readonly level: 'minor' | 'common' | 'major';
  readonly matter: 'opinion' | 'dispute' | 'golden_idea';
  /** Pinyin initials, as typed. */
  readonly village: string;
  /** The village as lists show it; each of the twelve comes from another. */
  readonly villageName: string;
  readonly reporter: string;
  readonly phone: string;
  readonly answeredOnSpot: string | null;
}

interface Fixture { readonly id: string; readonly title: string; readonly content: string; readonly category: string; readonly level: Spoken['level']; readonly kind: string; readonly outcome: string | null }

const VILLAGE_NAMES: Readonly<Record<string, string>> = {
  hdmc: '皇帝庙村', dzc: '大赵村', xzc: '小张村', hlc: '河里村', lgzc: '老郭庄村', bqc: '北渠村', stc: '双塔村', qwc: '前王村', hwc: '后王村', sljc: '宋李集村', cdc: '陈店村', mgc: '马岗村',
};

/** Who brought which case; an empty name stays anonymous. */
const BROUGHT: readonly (readonly [id: string, village: string, reporter: string, phone: string])[] = [
  ['seed-008', 'hdmc', '张秀英', '13903951001'], ['seed-009', 'dzc', '李国强', '13903951002'], ['seed-005', 'xzc', '王海霞', ''], ['seed-006', 'hlc', '', ''],
  ['seed-007', 'lgzc', '郭长顺', '13903951005'], ['seed-010', 'bqc', '赵玉梅', ''], ['seed-011', 'stc', '马老三', '13903951007'], ['seed-012', 'qwc', '王㐂安', '13903951008'],
  ['seed-016', 'hwc', '刘铁柱', ''], ['seed-022', 'sljc', '宋𠮷祥', '13903951010'], ['seed-023', 'cdc', '', '13903951011'], ['seed-028', 'mgc', '马玉民', '13903951012'],
];

/** The twelve, in the order in which they are told. */
export function spokenThatEvening(): readonly Spoken[] {
  const fixtures = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../server/demo/cases.json'), 'utf8')) as Fixture[];
  return BROUGHT.map(([id, village, reporter, phone]) => {
    const fixture = fixtures.find((one) => one.id === id);
    if (!fixture) throw new Error(`no fixture ${id}`);
    const dispute = fixture.kind === 'dispute';
    return {
      id, title: fixture.title, words: fixture.content, category: fixture.category, level: fixture.level, matter: dispute ? 'dispute' : fixture.kind === 'idea' ? 'golden_idea' : 'opinion',
      village, villageName: VILLAGE_NAMES[village] ?? '', reporter, phone, answeredOnSpot: dispute ? '代表和村干部、乡贤当场劝和，双方同意各让一步。' : null,
    };
  });
}
