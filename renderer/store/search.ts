/** The search over everything on this device: which records there are to search, and what a found one shows. */
import { maskName, maskPhone, maskText } from '../../shared/kernel/mask.ts';
import type { HitKind, Marked, SearchAnswer, SearchGroup, SearchHit, SearchPlace } from './api.ts';
import type { FoundCase, ReadModel } from './read-model.ts';
import type { RecordsModel } from './records-model.ts';
import { bestOf } from './search-best.ts';
import { hasLetters, parseQuery, type TextQuery } from './search-query.ts';
import type { Readings } from './search-readings.ts';
import { RECORD_SOURCES, type FoundRecord } from './search-sources.ts';
import { SEARCH_LINES, searchTextOf, type SearchLine, type SearchLines } from './search-text.ts';

export interface Search {
  /** The best matches of each kind, at most `limit` each; the kind with the best match first. */
  find(typed: string, limit: number, places: readonly SearchPlace[]): Promise<SearchAnswer>;
  /** These records as hits, in this order; without those that this device does not have. */
  hits(ids: readonly string[]): readonly SearchHit[];
}

export interface SearchParts { readonly cases: ReadModel; readonly records: RecordsModel; readonly readings: Readings; readonly pause: () => Promise<void> }

export function createSearch(parts: SearchParts): Search {
  const { cases, records, readings, pause } = parts;
  return {
    async find(typed, limit, places) {
      // An empty search is the box being opened: the dictionary is then there for the first letter.
      if (typed.trim() === '' || hasLetters(typed)) await readings.load();
      const query = parseQuery(typed, readings);
      if (!query) return { groups: [] };
      const { all, score } = cases.searched(query);
      const found = await bestOf(all, score, { limit, pause });
      const groups: SearchGroup[] = [groupOf('case', found, (one) => caseHit(query, one, records))];
      for (const source of RECORD_SOURCES) {
        const of = await bestOf(source.all(records), (one) => query.score(searchTextOf(one.lines)), { limit, pause });
        groups.push(groupOf(source.kind, of, (one) => recordHit(query, one)));
      }
      const gone = await bestOf(places, (one) => query.score(searchTextOf(placeLines(one))), { limit, pause });
      groups.push(groupOf('place', gone, (one) => ({ kind: 'place', id: one.id, scope: null, number: null, title: marked(query, one.title), detail: marked(query, one.detail), why: null, row: null })));
      return { groups: groups.filter(({ total }) => total > 0).sort((a, b) => b.best - a.best) };
    },
    hits: (ids) => ids.flatMap((id) => {
      const held = cases.held(id);
      if (held) return [caseHit(null, held, records)];
      const source = RECORD_SOURCES.find(({ kind }) => id.startsWith(`${kind}:`));
      const record = source?.all(records).find((one) => one.id === id);
      return record ? [recordHit(null, record)] : [];
    }),
  };
}

function groupOf<T>(kind: HitKind, { total, best }: { readonly total: number; readonly best: readonly { readonly one: T; readonly score: number }[] }, hit: (one: T) => SearchHit): SearchGroup {
  return { kind, total, best: best[0]?.score ?? -1, hits: best.map(({ one }) => hit(one)) };
}

/** A place of the program is found by its name first, then by other words for it. */
function placeLines({ title, also }: SearchPlace): SearchLines {
  return { title, named: also };
}

function caseHit(query: TextQuery | null, { row, columns, texts, search }: FoundCase, records: RecordsModel): SearchHit {
  const hit = { kind: 'case' as const, id: row.id, scope: row.scope, number: marked(query, row.number), title: marked(query, row.title), detail: marked(query, row.villageName), row };
  if (!query) return { ...hit, why: null };
  const names = records.names();
  const matches = (name: string): boolean => query.words.some((_, word) => query.scoreName(word, name) >= 0);
  const pointed = (table: ReadonlyMap<string, string>) => [...(columns.lead ? [columns.lead] : []), ...texts.pointsTo].flatMap((id) => table.get(id) ?? []).filter(matches);
  const [units, deputies] = [pointed(names.units), pointed(names.deputies)];
  const lines: SearchLines = {
    receipt: texts.tempNo, order: texts.papers.join('、'), person: texts.reporterName, named: [...units, ...deputies].join('、'),
    place: [texts.place, columns.category ?? ''].filter((one) => one !== '').join(' · '), phone: texts.reporterPhone, words: texts.words,
  };
  const found = new Set<SearchLine>([...query.lines(search), ...(hit.detail.marks.length === 0 && lines.named !== '' ? ['named' as const] : [])]);
  return { ...hit, why: whyOf(query, lines, { found, named: units.length > 0 ? '单位' : '代表' }) };
}

function recordHit(query: TextQuery | null, { kind, id, scope, lines, detail }: FoundRecord): SearchHit {
  const hit = { kind, id, scope, number: lines.number ? marked(query, lines.number) : null, title: marked(query, lines.title ?? ''), detail: marked(query, detail), row: null };
  return { ...hit, why: query && hit.detail.marks.length === 0 ? whyOf(query, lines, { found: new Set(query.lines(searchTextOf(lines))), named: '相关' }) : null };
}

const LINE_WORDS: Readonly<Record<Exclude<SearchLine, 'number' | 'title' | 'named'>, string>> = { receipt: '回执', order: '文号', person: '反映人', place: '地点类别', phone: '电话', words: '原话' };

/** Why a record was found, when neither its number nor its title says so. Whoever reported it stays masked, as in lists. */
function whyOf(query: TextQuery, lines: SearchLines, { found, named }: { readonly found: ReadonlySet<SearchLine>; readonly named: string }): SearchHit['why'] {
  const line = SEARCH_LINES.find((one) => found.has(one));
  const text = line && lines[line];
  if (line === undefined || line === 'number' || line === 'title' || !text) return null;
  const label = line === 'named' ? named : LINE_WORDS[line];
  if (line === 'person') return { label, shown: whole(maskName(text)) };
  if (line === 'phone') return { label, shown: whole(maskPhone(text)) };
  return { label, shown: line === 'words' ? excerpt(query, maskText(text, lines.person)) : marked(query, text) };
}

/** A long text around its first match. */
function excerpt(query: TextQuery, text: string): Marked {
  const flat = text.replaceAll(/\s/g, ' ');
  const marks = query.marks(flat, true);
  const from = Math.max(0, (marks[0]?.[0] ?? 0) - BEFORE_MATCH);
  const lead = from > 0 ? '…' : '';
  const shift = lead.length - from;
  return { text: lead + flat.slice(from, from + EXCERPT), marks: marks.filter(([start]) => start < from + EXCERPT).map(([start, end]) => [start + shift, Math.min(end, from + EXCERPT) + shift]) };
}
const BEFORE_MATCH = 8;
const EXCERPT = 48;

function marked(query: TextQuery | null, text: string): Marked {
  return { text, marks: query?.marks(text) ?? [] };
}

function whole(text: string): Marked {
  return { text, marks: [[0, text.length]] };
}
