/**
 * The 108 real cases of the source documents as a secretary gets them: by which channel each comes, where it goes, what the unit answers, and how
 * it stands at the end. The words, titles, categories, levels and outcomes are the documents'; villages, reporters and units are the demo county's.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Fixture {
  readonly id: string; readonly title: string; readonly content: string; readonly category: string; readonly level: 'minor' | 'common' | 'major';
  readonly channel: string; readonly kind: 'case' | 'dispute' | 'idea' | 'proposal' | 'enterprise'; readonly outcome?: string | null; readonly resultClass: 'A' | 'B' | null;
  readonly handledBy: readonly { readonly unit: string }[]; readonly deputyNamed?: string | null;
}

/**
 * How a case ends, from what the documents say of it: settled at the table; solved (A) and closed; answered 正在解决 (B), its promise on the list; nothing
 * said of the outcome, so still with the unit; a deputy's proposal, turned into a suggestion, which is answered and closed with its case.
 */
export type Ending = 'settled' | 'closed' | 'promised' | 'handling' | 'suggestion';

export interface Walked {
  readonly id: string;
  readonly title: string;
  readonly words: string;
  readonly category: string;
  readonly level: '小事' | '共性' | '大事';
  /** The channel's word on the form. */
  readonly channel: string;
  readonly matter: '意见建议' | '矛盾纠纷' | '金点子';
  readonly ending: Ending;
  /** What the unit answered, or what was said at the table. */
  readonly answer: string;
  /** The state's word in the list at the end. */
  readonly stands: '已销号' | '待销号' | '办理中';
}

const LEVELS = { minor: '小事', common: '共性', major: '大事' } as const;
const CHANNELS: Readonly<Record<string, string>> = {
  'wechat-group': '网格/微信群', other: '其他', 'station-questioning': '站点问政', 'station-reception': '接待选民日', 'night-market': '民情夜市', visit: '走访', 'bureau-face-to-face': '代表·局长面对面',
  hotline: '12345转来', council: '议事会',
};

/** All of them, in the order of the documents. */
export function walkPlan(): readonly Walked[] {
  const fixtures = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../server/demo/cases.json'), 'utf8')) as Fixture[];
  return fixtures.map((one) => {
    const ending = endingOf(one);
    const channel = CHANNELS[one.channel];
    if (channel === undefined) throw new Error(`no channel for ${one.channel}`);
    return {
      id: one.id, title: one.title, words: one.content, category: one.category, level: LEVELS[one.level], channel,
      matter: one.kind === 'dispute' ? '矛盾纠纷' : one.kind === 'idea' ? '金点子' : '意见建议', ending, answer: one.outcome ?? '',
      stands: ending === 'promised' ? '待销号' : ending === 'handling' ? '办理中' : '已销号',
    };
  });
}

/** A few of them: one of each ending, by as many channels as that takes. */
export function walkSlice(plan: readonly Walked[]): readonly Walked[] {
  return (['settled', 'closed', 'promised', 'handling', 'suggestion'] as const).map((ending) => {
    const one = plan.find((each) => each.ending === ending);
    if (!one) throw new Error(`no case ends ${ending}`);
    return one;
  });
}

function endingOf({ kind, resultClass }: Fixture): Ending {
  if (resultClass === null) return 'handling';
  if (kind === 'proposal') return 'suggestion';
  if (resultClass === 'B') return 'promised';
  return kind === 'dispute' ? 'settled' : 'closed';
}
