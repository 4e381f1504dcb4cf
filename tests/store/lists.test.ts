/** Lists: what the memory answers equals what a plain filter and sort of all rows would. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CASE_STATES, LEVELS } from '../../shared/case/case.ts';
import type { CaseFilter, CaseQuery, CaseRow, CaseSort } from '../../renderer/store/api.ts';
import type { CaseColumns } from '../../renderer/store/case-row.ts';
import { createReadModel } from '../../renderer/store/read-model.ts';

const DAYS = ['2026-04-30', '2026-05-01', '2026-05-17', '2026-05-18', '2026-05-19', '2026-05-21', '2026-06-02'];
const day = fc.constantFrom(...DAYS);
const NAMES = { villages: new Map([['village:a', '皇帝庙村'], ['village:b', '大赵村']]), units: new Map([['unit:x', '供电所']]), deputies: new Map<string, string>() };

const aCase: fc.Arbitrary<CaseColumns> = fc.record({
  id: fc.integer({ min: 0, max: 40 }).map((n) => `case:${String(n)}`), scope: fc.constantFrom('411122201', '411122202'), n: fc.integer({ min: 1, max: 120 }), official: fc.boolean(),
  status: fc.constantFrom(...CASE_STATES), level: fc.option(fc.constantFrom(...LEVELS)), category: fc.option(fc.constantFrom('教育', '就业')), village: fc.option(fc.constantFrom('village:a', 'village:b', 'village:unknown')),
  activity: fc.option(fc.constant('activity:1')), receivedOn: day, receivedAt: fc.option(fc.constantFrom('19:40', '08:05')), dueOn: fc.option(day), lead: fc.option(fc.constant('unit:x')),
  contested: fc.boolean(), delivery: fc.constantFrom('local', 'county', 'refused'), title: fc.constantFrom('路灯', '水管 ABC', '学校'), words: fc.constantFrom('晚上看不见', '漏水三天', '𠮷祥巷的井盖'), phone: fc.constantFrom('', '13800001111'),
}).map(({ n, official, title, words, phone, ...rest }) => ({
  columns: {
    ...rest, number: official ? `皇帝庙民〔2026〕${String(n)}号` : `临-abcd-${String(n)}`, official, matter: 'opinion', channel: 'visit',
    repliedOn: null, relayedOn: null, closedOn: null, citizen: null, deputy: null, reworks: 0, supervisions: 0,
  },
  texts: { tempNo: `临-abcd-${String(n)}`, title, words, place: '', reporterName: phone ? '张三' : '', reporterPhone: phone, papers: [], pointsTo: [] },
}));

const aFilter: fc.Arbitrary<CaseFilter> = fc.record({
  statuses: fc.subarray([...CASE_STATES], { minLength: 1 }), open: fc.boolean(), overdueOn: day, dueBy: day, scope: fc.constant('411122201'), category: fc.constant('教育'), level: fc.constantFrom(...LEVELS),
  village: fc.constant('village:a'), lead: fc.constant('unit:x'), activity: fc.constant('activity:1'), month: fc.constantFrom('2026-05', '2026-04'), contested: fc.boolean(), refused: fc.boolean(),
  text: fc.constantFrom('路灯', 'abc', '庙村', '供电', '1380', '张三', '〔2026〕1', '临-ABCD-1', '𠮷', ' ', '没有的'),
}, { requiredKeys: [] });

const aQuery: fc.Arbitrary<CaseQuery> = fc.record({ filter: aFilter, sort: fc.constantFrom<CaseSort[]>('received', 'due', 'number'), descending: fc.boolean(), offset: fc.integer({ min: 0, max: 10 }), limit: fc.integer({ min: 0, max: 30 }) });

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
      && (!filter.contested || c.contested) && (!filter.refused || c.delivery === 'refused')
      && (filter.dueBy === undefined || (isOpen(c.status) && c.dueOn !== null && c.dueOn <= filter.dueBy && c.dueOn >= (filter.overdueOn ?? '')))
      && (filter.overdueOn === undefined || filter.dueBy !== undefined || (isOpen(c.status) && c.dueOn !== null && c.dueOn < filter.overdueOn))
      && (!filter.text?.trim() || text.some((one) => one.includes(filter.text?.trim().toLowerCase() ?? '')));
  });
  const key = ({ columns: c }: CaseColumns): (string | number)[] | null => {
    if (sort === 'received') return [c.receivedOn, c.receivedAt ?? '00:00', c.number, c.id];
    if (sort === 'due') return c.dueOn === null ? null : [c.dueOn, c.receivedOn, c.id];
    return c.official ? [Number(/〕([0-9]+)/.exec(c.number)?.[1]), c.id] : null;
  };
  const compare = (a: (string | number)[], b: (string | number)[]): number => {
    for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return (a[i] ?? '') < (b[i] ?? '') ? -1 : 1;
    return 0;
  };
  const received = ({ columns: c }: CaseColumns) => [c.receivedOn, c.receivedAt ?? '00:00', c.number, c.id];
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
      const rows = all.map((one) => one.columns).filter((one) => scope === undefined || one.scope === scope);
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
  const caseWith = (id: string, village: string | null, words: string): CaseColumns => ({ columns: { ...base.columns, id, village }, texts: { ...base.texts, title: words.slice(0, 8), words } });
  const model = createReadModel();
  model.put([
    caseWith('case:lamp', 'village:a', '村东头路灯坏了三天了，晚上老人出门看不见路，希望尽快修好。'),
    caseWith('case:lamp-b', 'village:b', '村东头路灯坏了三天了，晚上老人出门看不见路，希望尽快修好。'),
    caseWith('case:water', 'village:a', '自来水经常停，一停就是大半天，做饭都没水。'),
    caseWith('case:road', 'village:a', '通往学校的路坑洼不平，下雨天孩子上学不方便。'),
  ]);

  it('finds the same matter of the same village in other words, as it is typed', () => {
    expect(model.similar('village:a', '东头的路灯坏了，晚上看不见').map((row) => row.id)).toEqual(['case:lamp']);
    expect(model.similar('village:a', '自来水又停了大半天，做饭没水').map((row) => row.id)).toEqual(['case:water']);
  });
  it('does not offer what only shares a few common words', () => {
    expect(model.similar('village:a', '希望给老人办个食堂')).toEqual([]);
    expect(model.similar('village:a', '路')).toEqual([]);
  });
  it('looks at all villages while none is chosen', () => {
    expect(model.similar(null, '村东头路灯坏了三天').map((row) => row.id).sort()).toEqual(['case:lamp', 'case:lamp-b']);
  });
});
