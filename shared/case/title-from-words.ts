/**
 * The title of a case from the citizen's own words: the first clause that says something. Fifteen seconds a case leave no
 * time for a title; the secretary may put a better one when sorting.
 */

/** Longest title, in characters as people count them. */
export const MAX_TITLE = 30;
/** What the field holds, in UTF-16 units. */
const MAX_UNITS = 200;
/** A first clause shorter than this ("村东头，") says too little and takes the next one with it. */
const MIN_TITLE = 5;

/** How people begin before they come to the matter. Longest first, so that the whole opening goes. */
const OPENINGS = [
  '我想反映一下', '我想反映', '我来反映一下', '我来反映', '我要反映', '我反映一下', '反映一下', '我想问一下', '我想问问', '想问一下', '想问问', '问一下', '我想说', '我说一下', '说一下',
  '领导你好', '领导您好', '代表你好', '代表您好', '大家好', '您好', '你好', '就是说', '就是', '那个',
].sort((a, b) => b.length - a.length);
/** Said alone these are a greeting; before other words (领导不管、代表票决) they belong to the matter. */
const GREETINGS = ['领导', '代表', '同志', '书记', '主任', '嗯', '喂', '哎'];

/** A clause ends at Chinese punctuation or a new line; at Western punctuation only where no digit follows (3.5, 1,000). */
const CLAUSE_END = /[，。；：！？…\r\n]+|[,.;:!?](?!\d)/u;

/** A clause that only says when or where ("去年冬天的时候", "在村口的夜市上") is no title while another follows. */
const SCENE = /^(在|从|到|自从|去年|前年|今年|昨天|前天|上个?月|上周|最近|\d{4}年).{0,16}(上|里|中|时|时候|期间|以后|之后|以来|天|月)$|^(去年|前年|今年|昨天|前天|上个?月|上周|最近|\d{4}年(\d+月)?(\d+日)?)$|(夜市|夜市点|活动|走访|座谈会?|微信群).{0,4}(上|里|中|时|后|反映)$/u;

/** The title that `words` give; empty only for blank words. Never cuts inside an emoji or a surrogate pair. */
export function titleFromWords(words: string): string {
  const clauses = words.split(CLAUSE_END).map((clause) => clause.trim()).filter((clause) => clause !== '');
  const telling = clauses.map(withoutOpening).filter((clause) => clause !== '');
  const matters = telling.filter((clause) => !SCENE.test(clause));
  const [first = '', second] = [matters, telling, clauses].find((some) => some.length > 0) ?? [];
  const start = charactersOf(first).length < MIN_TITLE && second !== undefined ? `${first}，${second}` : first;
  return shortened(start === '' ? words.trim() : start);
}

function withoutOpening(clause: string): string {
  if (GREETINGS.includes(clause)) return '';
  const opening = OPENINGS.find((one) => clause.startsWith(one));
  return opening === undefined ? clause : withoutOpening(clause.slice(opening.length).trim());
}

function shortened(text: string): string {
  const characters = charactersOf(text);
  const title = characters.length <= MAX_TITLE ? text : `${characters.slice(0, MAX_TITLE - 1).join('')}…`;
  // One "character" may be a tower of a hundred combining marks: then the bound of the field counts.
  return title.length <= MAX_UNITS ? title : Array.from(title).slice(0, MAX_UNITS / 2).join('');
}

function charactersOf(text: string): string[] {
  return Array.from(new Intl.Segmenter('zh').segment(text), ({ segment }) => segment);
}
