/** Lists: what the memory answers equals what a plain filter and sort of all rows would. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CASE_STATES, EVALUATION_GRADES, LEVELS, SUPERVISION_GRADES } from '../../shared/case/case.ts';
import { watchOf } from '../../shared/case/watch.ts';
import { outcomeOf } from '../../shared/statistics/case-facts.ts';
import { caseOf, ROAD_TO } from '../shared/case/acts.ts';
import type { CaseFilter, CaseQuery, CaseRow, CaseSort } from '../../renderer/store/api.ts';
import type { CaseColumns } from '../../renderer/store/case-row.ts';
import { createReadModel } from '../../renderer/store/read-model.ts';

const DAYS = ['2026-04-30', '2026-05-01', '2026-05-17', '2026-05-18', '2026-05-19', '2026-05-21', '2026-06-02'];
const day = fc.constantFrom(...DAYS);
const NAMES = { villages: new Map([['village:a', '皇帝庙村'], ['village:b', '大赵村']]), units: new Map([['unit:x', '供电所']]), deputies: new Map<string, string>() };

/** A case at rest. */
const NOTHING_DUE: CaseColumns['watch'] = watchOf(caseOf(ROAD_TO.closed));
const NO_OUTCOME: CaseColumns['outcome'] = outcomeOf(caseOf(ROAD_TO.sorting));

const aCase: fc.Arbitrary<CaseColumns> = fc.record({
  id: fc.integer({ min: 0, max: 40 }).map((n) => `case:${String(n)}`), scope: fc.constantFrom('411122201', '411122202'), n: fc.integer({ min: 1, max: 120 }), official: fc.boolean(),
  status: fc.constantFrom(...CASE_STATES), level: fc.option(fc.constantFrom(...LEVELS)), category: fc.option(fc.constantFrom('教育', '就业')), village: fc.option(fc.constantFrom('village:a', 'village:b', 'village:unknown')),
  activity: fc.option(fc.constant('activity:1')), receivedOn: day, receivedAt: fc.option(fc.constantFrom('19:40', '08:05')), dueOn: fc.option(day), lead: fc.option(fc.constant('unit:x')),
  contested: fc.boolean(), delivery: fc.constantFrom('local', 'county', 'refused'), title: fc.constantFrom('路灯', '水管 ABC', '学校'), words: fc.constantFrom('晚上看不见', '漏水三天', '𠮷祥巷的井盖'), phone: fc.constantFrom('', '13800001111'),
  urgent: fc.boolean(), channel: fc.constantFrom('visit', 'night_market'), co: fc.subarray(['unit:x', 'unit:y']), paused: fc.boolean(), promiseOn: fc.option(day), grade: fc.option(fc.constantFrom(...SUPERVISION_GRADES)),
  route: fc.option(fc.constantFrom('not_accept', 'transfer_discipline')), citizen: fc.option(fc.constantFrom(...EVALUATION_GRADES)), mentioned: fc.subarray(['wang', 'li']), actors: fc.subarray(['wang', 'li']), changedAt: fc.constantFrom('2026-05-18T01:00:00.000Z', '2026-05-19T01:00:00.000Z'),
  follows: fc.option(fc.constantFrom('case:1', 'suggestion:1')),
}).map(({ n, official, title, words, phone, ...rest }) => ({
  columns: {
    ...rest, number: official ? `皇帝庙民〔2026〕${String(n)}号` : `临-abcd-${String(n)}`, official, matter: 'opinion',
    repliedOn: null, relayedOn: null, closedOn: null, deputy: null, reworks: 0, supervisions: 0, links: [], mode: null, returns: 0, withheld: rest.route === 'transfer_discipline',
  },
  texts: { tempNo: `临-abcd-${String(n)}`, title, words, place: '', reporterName: phone ? '张三' : '', reporterPhone: phone, papers: [], pointsTo: [] },
  watch: NOTHING_DUE, outcome: NO_OUTCOME,
}));

const aFilter: fc.Arbitrary<CaseFilter> = fc.record({
  statuses: fc.subarray([...CASE_STATES], { minLength: 1 }), open: fc.boolean(), overdueOn: day, dueBy: day, scope: fc.constant('411122201'), category: fc.constant('教育'), level: fc.constantFrom(...LEVELS),
  village: fc.constant('village:a'), lead: fc.constant('unit:x'), activity: fc.constant('activity:1'), month: fc.constantFrom('2026-05', '2026-04'), contested: fc.boolean(), refused: fc.boolean(),
  urgent: fc.boolean(), unit: fc.constantFrom('unit:x', 'unit:y'), channel: fc.constant('visit'), receivedFrom: day, receivedTo: day, paused: fc.boolean(), promised: fc.boolean(), grade: fc.constantFrom('any', 'urge', 'listing'), unsatisfied: fc.boolean(),
  mentions: fc.constant('li'), actor: fc.constant('wang'), route: fc.constantFrom('not_accept', 'transfer_discipline'), follows: fc.constant('case:1'), ids: fc.subarray(['case:1', 'case:2', 'case:3']),
  text: fc.constantFrom('路灯', 'abc', '庙村', '供电', '1380', '张三', '〔2026〕1', '临-ABCD-1', '𠮷', ' ', '没有的'),
}, { requiredKeys: [] });

const aQuery: fc.Arbitrary<CaseQuery> = fc.record({ filter: aFilter, sort: fc.constantFrom<CaseSort[]>('received', 'due', 'number', 'changed'), descending: fc.boolean(), offset: fc.integer({ min: 0, max: 10 }), limit: fc.integer({ min: 0, max: 30 }) });

/** Steps that change the model: some cases put, some of them again later. */
const steps = fc.array(fc.oneof(fc.array(aCase, { maxLength: 8 }), fc.array(aCase, { minLength: 60, maxLength: 90 })), { minLength: 1, maxLength: 5 });

function naive(cases: ReadonlyMap<string, CaseColumns>, { filter, sort, descending, offset, limit }: CaseQuery): { total: number; ids: string[] } {
  const nameOf = (names: ReadonlyMap<string, string>, id: string | null) => (id === null ? '' : (names.get(id) ?? ''));
  const isOpen = (status: string) => status !== 'closed' && status !== 'declined';
  const found = [...cases.values()].filter(({ columns: c, texts: t }) => {
    const text = [c.number, t.tempNo, t.title, t.words, t.place, nameOf(NAMES.villages, c.village), nameOf(NAMES.units, c.lead), t.reporterName, t.reporterPhone].map((one) => one.toLowerCase());
    return (!filter.statuses || filter.statuses.includes(c.status)) && (!filter.open || isOpen(c.status)) && (!filter.scope || c.scope === filter.scope)
      && (!filter.category || c.category === filter.category) && (!filter.level || c.level === filter.level) && (!filter.village || c.village === filter.village)
      && (!filter.lead || c.lead === filter.lead) && (!filter.activity || c.activity === filter.activity) && (!filter.month || c.receivedOn.slice(0, 7) === filter.month)
      && (filter.route === undefined ? !c.withheld : c.route === filter.route && (!c.withheld || filter.route === 'transfer_discipline'))
      && (!filter.urgent || c.urgent) && (!filter.unit || [c.lead, ...c.co].includes(filter.unit)) && (!filter.channel || c.channel === filter.channel)
      && (!filter.receivedFrom || c.receivedOn >= filter.receivedFrom) && (!filter.receivedTo || c.receivedOn <= filter.receivedTo) && (!filter.paused || c.paused) && (!filter.promised || c.promiseOn !== null)
      && (!filter.grade || (filter.grade === 'any' ? c.grade !== null : c.grade === filter.grade)) && (!filter.unsatisfied || c.citizen === 'unsatisfied')
      && (!filter.mentions || c.mentioned.includes(filter.mentions)) && (!filter.actor || c.actors.includes(filter.actor)) && (!filter.follows || c.follows === filter.follows) && (!filter.ids || filter.ids.includes(c.id))
      && (!filter.contested || c.contested) && (!filter.refused || c.delivery === 'refused')
      && (filter.dueBy === undefined || (isOpen(c.status) && c.dueOn !== null && c.dueOn <= filter.dueBy && c.dueOn >= (filter.overdueOn ?? '')))
      && (filter.overdueOn === undefined || filter.dueBy !== undefined || (isOpen(c.status) && c.dueOn !== null && c.dueOn < filter.overdueOn))
      && (!filter.text?.trim() || text.some((one) => one.includes(filter.text?.trim().toLowerCase() ?? '')));
  });
  const key = ({ columns: c }: CaseColumns): (string | number)[] | null => {
    if (sort === 'received') return [c.receivedOn, c.receivedAt ?? '00:00', c.official ? '0' : '1', c.number, c.id];
    if (sort === 'changed') return [c.changedAt, c.id];
    if (sort === 'due') return c.dueOn === null ? null : [c.dueOn, c.receivedOn, c.id];
    return c.official ? [Number(/〕([0-9]+)/.exec(c.number)?.[1]), c.id] : null;
  };
  const compare = (a: (string | number)[], b: (string | number)[]): number => {
    for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return (a[i] ?? '') < (b[i] ?? '') ? -1 : 1;
    return 0;
  };
  const received = ({ columns: c }: CaseColumns) => [c.receivedOn, c.receivedAt ?? '00:00', c.official ? '0' : '1', c.number, c.id];
  const valued = found.filter((one) => key(one) !== null).sort((a, b) => (descending ? -1 : 1) * compare(key(a) ?? [], key(b) ?? []));
  const without = found.filter((one) => key(one) === null).sort((a, b) => -compare(received(a), received(b)));
  return { total: found.length, ids: [...valued, ...without].slice(offset, offset + limit).map((one) => one.columns.id) };
}

describe('the read model', () => {
  it('filters, sorts and pages like a plain list, after any changes', () => {
    fc.assert(fc.property(steps, fc.array(aQuery, { minLength: 1, maxLength: 6 }), (changes, queries) => {
      const model = createReadModel();
      const all = new Map<string, CaseColumns>();
      model.rename(NAMES);
      for (const cases of changes) {
        model.put([...new Map(cases.map((one) => [one.columns.id, one])).values()]);
        for (const one of cases) all.set(one.columns.id, one);
        for (const query of queries) {
          const page = model.cases(query);
          expect({ total: page.total, ids: page.rows.map((row: CaseRow) => row.id) }).toEqual(naive(all, query));
        }
      }
    }), { numRuns: 150 });
  });

  it('counts like a plain list', () => {
    fc.assert(fc.property(fc.array(aCase, { maxLength: 60 }), fc.option(fc.constant('411122201'), { nil: undefined }), (cases, scope) => {
      const model = createReadModel();
      const all = [...new Map(cases.map((one) => [one.columns.id, one])).values()];
      model.put(all);
      const rows = all.map((one) => one.columns).filter((one) => !one.withheld && (scope === undefined || one.scope === scope));
      const open = rows.filter((one) => one.status !== 'closed' && one.status !== 'declined' && one.dueOn !== null).map((one) => one.dueOn ?? '');
      const counts = model.counts('2026-05-18', scope);
      expect(counts).toEqual({
        total: rows.length, byStatus: Object.fromEntries(CASE_STATES.map((status) => [status, rows.filter((one) => one.status === status).length])),
        overdue: open.filter((due) => due < '2026-05-18').length, dueSoon: open.filter((due) => due >= '2026-05-18' && due <= '2026-05-21').length,
        contested: rows.filter((one) => one.contested).length, refused: rows.filter((one) => one.delivery === 'refused').length,
      });
    }));
  });

  it('names rows anew when a village or unit is renamed', () => {
    const model = createReadModel();
    fc.assert(fc.property(fc.array(aCase, { minLength: 1, maxLength: 20 }), (cases) => {
      model.clear();
      model.rename(NAMES);
      model.put([...new Map(cases.map((one) => [one.columns.id, one])).values()]);
      model.rename({ ...NAMES, villages: new Map([['village:a', '新村名']]) });
      const wanted = { filter: { text: '新村名' }, sort: 'received', descending: false, offset: 0, limit: 100 } as const;
      expect(model.cases(wanted).rows.every((row) => row.village === 'village:a' && row.villageName === '新村名')).toBe(true);
      expect(model.cases({ ...wanted, filter: { village: 'village:a' } }).total).toBe(model.cases(wanted).total);
    }));
  });
});

describe('possible duplicates', () => {
  const base: CaseColumns = fc.sample(aCase, { numRuns: 1, seed: 7 })[0] as CaseColumns;
  const caseWith = (id: string, village: string | null, words: string): CaseColumns => ({ columns: { ...base.columns, id, village, withheld: false, route: null, links: [], follows: null }, watch: NOTHING_DUE, outcome: NO_OUTCOME, texts: { ...base.texts, title: words.slice(0, 8), words } });
  const model = createReadModel();
  model.put([
    caseWith('case:lamp', 'village:a', '村东头路灯坏了三天了，晚上老人出门看不见路，希望尽快修好。'),
    caseWith('case:lamp-b', 'village:b', '村东头路灯坏了三天了，晚上老人出门看不见路，希望尽快修好。'),
    caseWith('case:water', 'village:a', '自来水经常停，一停就是大半天，做饭都没水。'),
    caseWith('case:road', 'village:a', '通往学校的路坑洼不平，下雨天孩子上学不方便。'),
  ]);

  it('finds the same matter of the same village in other words, as it is typed', () => {
    expect(model.similar({ village: 'village:a', words: '东头的路灯坏了，晚上看不见' }).map((row) => row.id)).toEqual(['case:lamp']);
    expect(model.similar({ village: 'village:a', words: '自来水又停了大半天，做饭没水' }).map((row) => row.id)).toEqual(['case:water']);
  });
  it('does not offer what only shares a few common words', () => {
    expect(model.similar({ village: 'village:a', words: '希望给老人办个食堂' })).toEqual([]);
    expect(model.similar({ village: 'village:a', words: '路' })).toEqual([]);
  });
  it('finds the earlier cases of the same phone, also from another village, and says what speaks for each', () => {
    const again = createReadModel();
    const by = (id: string, village: string, words: string, reporterPhone: string): CaseColumns => { const one = caseWith(id, village, words); return { ...one, texts: { ...one.texts, reporterPhone } }; };
    again.put([by('case:lamp', 'village:a', '村东头路灯坏了三天了，晚上看不见路', '138 0000 2222'), by('case:other', 'village:b', '自来水停了大半天', '+86 13800002222'), by('case:stranger', 'village:b', '自来水停了大半天', '13800003333')]);
    const found = again.similar({ village: 'village:a', words: '村东头的路灯坏了', reporter: { phone: '13800002222' } });
    expect(found.map(({ id, why }) => [id, why])).toEqual([['case:lamp', '同村，同一电话，说的相近'], ['case:other', '同一电话']]);
  });
  it('looks at all villages while none is chosen', () => {
    expect(model.similar({ village: null, words: '村东头路灯坏了三天' }).map((row) => row.id).sort()).toEqual(['case:lamp', 'case:lamp-b']);
  });
});

describe('集中提 and 反复提', () => {
  const plain: CaseColumns = fc.sample(aCase, { numRuns: 1, seed: 3 })[0] as CaseColumns;
  const raised = (id: string, reporter: { name?: string; phone?: string }, to: Partial<Pick<CaseColumns['columns'], 'follows' | 'links' | 'withheld'>> = {}): CaseColumns => ({
    columns: { ...plain.columns, id, route: null, withheld: false, follows: null, links: [], ...to }, watch: NOTHING_DUE, outcome: NO_OUTCOME, texts: { ...plain.texts, reporterName: reporter.name ?? '', reporterPhone: reporter.phone ?? '' },
  });
  const same = (to: string) => ({ links: [{ to, relation: 'same_matter' as const }] });
  const figures = (model: ReturnType<typeof createReadModel>, id: string) => { const row = model.row(id); return row && [row.raised, row.repeated, row.followers]; };
  const cases = [
    raised('case:a', { name: '张三', phone: '13800000001' }), raised('case:b', { name: '李四' }, same('case:a')), raised('case:c', {}, { follows: 'case:a' }),
    // 张三 again, without a phone; and somebody who gave no name, known to be 李四 once more.
    raised('case:d', { name: '张 三' }, same('case:c')), raised('case:e', {}, { links: [{ to: 'case:b', relation: 'raised_again' }] }),
    raised('case:alone', { name: '张三', phone: '13800000001' }, { links: [{ to: 'case:a', relation: 'related' }] }),
  ];

  it('count the people of one matter and the cases of one person, in whatever order the cases come', () => {
    fc.assert(fc.property(fc.shuffledSubarray(cases, { minLength: cases.length }), fc.boolean(), (order, atOnce) => {
      const model = createReadModel();
      if (atOnce) model.put(order);
      else for (const one of order) model.put([one]);
      expect(Object.fromEntries(cases.map(({ columns: { id } }) => [id, figures(model, id)]))).toEqual({ 'case:a': [3, 2, 1], 'case:b': [3, 2, 0], 'case:c': [3, 1, 0], 'case:d': [3, 2, 0], 'case:e': [3, 2, 0], 'case:alone': [1, 1, 0] });
    }));
  });
  it('follow every change: a link taken away, a case that turned out to be an accusation', () => {
    const model = createReadModel();
    model.put(cases);
    model.put([raised('case:b', { name: '李四' })]);
    expect([figures(model, 'case:a'), figures(model, 'case:b'), figures(model, 'case:e')]).toEqual([[2, 2, 1], [1, 2, 0], [1, 2, 0]]);
    model.put([raised('case:c', {}, { follows: 'case:a', withheld: true })]);
    expect([figures(model, 'case:a'), figures(model, 'case:d')]).toEqual([[1, 1, 0], [1, 1, 0]]);
  });
  it('are what a list can be filtered by, and links are shown both ways', () => {
    const model = createReadModel();
    model.put(cases);
    const ids = (filter: CaseFilter) => model.cases({ filter, sort: 'received', descending: false, offset: 0, limit: 20 }).rows.map(({ id }) => id).sort();
    expect(ids({ gathered: true })).toEqual(['case:a', 'case:b', 'case:c', 'case:d', 'case:e']);
    expect(ids({ repeated: true })).toEqual(['case:a', 'case:b', 'case:d', 'case:e']);
    const related = model.related('case:a');
    expect(related.links.map(({ id, relation, mine }) => [id, relation, mine])).toEqual([['case:alone', 'related', false], ['case:b', 'same_matter', false]]);
    expect(related.followers.map(({ id }) => id)).toEqual(['case:c']);
    expect(model.related('case:c').followed?.id).toBe('case:a');
  });
});

describe('an accusation', () => {
  it('is in no list, count, search or choice, and shows no word of its content', () => {
    const model = createReadModel();
    const [one] = fc.sample(aCase, { numRuns: 1, seed: 5 }) as [CaseColumns];
    model.put([{ ...one, columns: { ...one.columns, id: 'case:acc', status: 'declined', withheld: true, route: 'transfer_discipline' }, texts: { ...one.texts, title: '举报某人', words: '举报某人收钱' } }]);
    const rows = (filter: CaseFilter) => model.cases({ filter, sort: 'received', descending: true, offset: 0, limit: 10 }).rows;
    expect(rows({})).toEqual([]);
    expect(rows({ text: '举报' })).toEqual([]);
    expect(rows({ ids: ['case:acc'] })).toEqual([]);
    expect(model.counts('2026-05-18').total).toBe(0);
    expect(model.facets({}).status).toEqual({});
    expect(rows({ route: 'transfer_discipline' }).map(({ title, reporterMasked }) => [title, reporterMasked])).toEqual([['检举控告，内容不在这里显示', '']]);
  });
});

describe('the choices of a filter', () => {
  it('say how many cases each would leave under the other conditions', () => {
    fc.assert(fc.property(fc.array(aCase, { maxLength: 40 }), aFilter, (cases, filter) => {
      const model = createReadModel();
      model.rename(NAMES);
      model.put([...new Map(cases.map((one) => [one.columns.id, one])).values()]);
      const total = (next: CaseFilter) => model.cases({ filter: next, sort: 'received', descending: true, offset: 0, limit: 0 }).total;
      const facets = model.facets(filter);
      for (const [category, count] of Object.entries(facets.category)) expect(total({ ...filter, category })).toBe(count);
      const { lead: _, ...anyUnit } = filter;
      for (const [unit, count] of Object.entries(facets.unit)) expect(total({ ...anyUnit, unit })).toBe(count);
      for (const [status, count] of Object.entries(facets.status)) expect(total({ ...filter, statuses: [status as CaseRow['status']] })).toBe(count);
    }), { numRuns: 100 });
  });
});
