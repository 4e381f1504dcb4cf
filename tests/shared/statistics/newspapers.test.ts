/** Every figure of the papers: counted from entries where the ledger has them, taken over as the paper says it where it has not. */
import { describe, expect, it } from 'vitest';
import { foldFigure, figureFields, type Figure } from '../../../shared/figure/figure.ts';
import { readFigures } from '../../../shared/statistics/figure-import.ts';
import { quantityWords } from '../../../shared/statistics/figure-words.ts';
import { INDICATORS } from '../../../shared/statistics/indicators.ts';
import { contributions, measure } from '../../../shared/statistics/measure.ts';
import { RATE_ROWS, wholePercent } from '../../../shared/statistics/rates.ts';
import { everything } from '../../../shared/statistics/selection.ts';
import rows from '../../fixtures/newspaper-figures.json' with { type: 'json' };
import { aDesk } from '../case/acts.ts';
import { aCounty } from './a-county.ts';
import { GENERATE, GENERATE_RATE } from './generators.ts';

type Row = (typeof rows)[number];
const ALL = everything('2024-12-31');

const indicatorOf = ({ key, unit }: Row) => INDICATORS.find((one) => one.key === key && one.units.includes(unit));
const rateOf = ({ key, unit }: Row) => (unit === '%' ? RATE_ROWS.find((one) => one.key === key) : undefined);
/** What a rule lays down (每月五、十五、二十五日): nothing happened that could be counted. */
const isRule = ({ period, note }: Row): boolean => period === '制度' || note.includes('制度性数字');

/** What the ledger does not hold: money, land, buildings, what others counted. A new key has to be put here by hand, or become an indicator. */
const NOT_HERE = new Set([
  'expertConsultations', 'driveWheels', 'consecutiveAwardYears', 'expertGroups', 'schoolInvestment', 'schoolsBuilt', 'schoolPlacesAdded', 'fundUtilisationRate', 'idleFundsRecovered', 'keyIssuesAppraised', 'departmentsRectified', 'householdsBenefited',
  'incomeGainPerYear', 'farmProduceSales', 'efficientFarmArea', 'skillTrainingSessions', 'agriTalentsTrained', 'livelihoodProjectsDelivered', 'microWishesClaimed', 'microWishCompletionRate', 'eldersBenefited', 'gridsCovered', 'youthDeputyShare', 'youthAgeLimit',
  'enterprisesCovered', 'villagesCovered', 'enterprisesNeedingLoans', 'majorProjectsVisited', 'centralStations', 'regionalStations', 'workersRecruited', 'matchmakingMeetings', 'enterprisesFinanced', 'loansArranged', 'windFarmCapacity', 'annualYarnCapacity',
  'annualAcrylicYarnCapacity', 'provincialDemoPoints', 'municipalDemoPoints', 'specialPoints', 'legalLiveStreams', 'legalClasses', 'legalLectures', 'programmesCreated', 'performances', 'dryingBaseArea', 'ecoParkFunds', 'fourFocuses', 'industryChains',
  'deputiesInEnterpriseGrids', 'streetCommittees',
]);

describe('the figures of the papers', () => {
  it('are all accounted for: counted, laid down by a rule, or not of this ledger', () => {
    expect(rows).toHaveLength(210);
    const counted = rows.filter((row) => !isRule(row) && (indicatorOf(row) !== undefined || rateOf(row) !== undefined));
    const elsewhere = rows.filter((row) => !isRule(row) && !counted.includes(row));
    expect(elsewhere.filter(({ key }) => !NOT_HERE.has(key))).toEqual([]);
    expect([counted.length, rows.filter(isRule).length, elsewhere.length]).toEqual([96, 60, 54]);
  });

  it('come out of entries as exactly as they stand there, row by row', { timeout: 60_000 }, () => {
    const wrong: unknown[] = [];
    for (const row of rows) {
      const [indicator, rate] = [indicatorOf(row), rateOf(row)];
      if (isRule(row) || (indicator === undefined && rate === undefined)) continue;
      const county = aCounty();
      // What must not be counted stands beside it: an evening that is only planned and one that was cancelled.
      county.planned('night_market', { cancelled: false });
      county.planned('reception_day', { cancelled: true });
      if (indicator) GENERATE[indicator.id]?.(county, row.value);
      else if (rate) GENERATE_RATE[rate.id]?.(county, row.value);
      const { values, rates } = measure(county.pool(), ALL);
      const found = indicator ? values[indicator.id] : wholePercent(rates[rate?.id ?? ''] ?? { numerator: 0, denominator: 0, scope: '' });
      if (found !== (indicator ? row.value : `${String(row.value)}%`)) wrong.push({ row: row.key, value: row.value, found });
    }
    expect(wrong).toEqual([]);
  });

  it('can be taken over as they are: every row is read, folded and printed in the words of its paper', () => {
    const { figures, faults } = readFigures(JSON.stringify(rows));
    expect([figures.length, faults]).toEqual([210, []]);
    // What no record could keep is named by its row, and does not hold up the others.
    const hostile = readFigures(['甲县\t2024年\t接待群众\t' + '9'.repeat(400) + '\t人次', '甲县\t2024年\t接待群众\t12\t人次', `甲县\t2024年\t${'长'.repeat(2001)}\t3\t件`].join('\n'));
    expect([hostile.figures.map(({ value }) => value), hostile.faults]).toEqual([[12], [{ row: 1, why: '数太大' }, { row: 3, why: '文字太长，最多2000字' }]]);
    expect(readFigures('[{"place":"甲县","period":"2024年","indicator":"接待群众","value":1e308,"unit":"人次"}]').faults).toEqual([{ row: 1, why: '数太大' }]);
    const desk = aDesk();
    const folded = figures.map((figure, at): Figure | null => foldFigure([desk.write({ subject: `figure:f${String(at)}`, type: 'figure.updated', body: { set: figureFields(figure) } })]));
    // 约数 is never printed as an exact number; what is exact is never qualified.
    const silent = rows.flatMap((row, at) => { const figure = folded[at]; return row.note.includes('约数') && (figure === undefined || figure === null || figure.qualifier === 'exact') ? [row.note] : []; });
    expect(silent).toEqual([]);
    const printed = folded.map((figure, at) => ({ row: rows[at], words: figure === null ? '' : quantityWords(figure), quote: figure?.quote.normalize('NFKC') ?? '' }));
    const differing = printed.filter(({ row, words, quote }) => row !== undefined && !isRule(row) && row.note.includes('约数') && !quote.includes(words)).map(({ words, quote }) => [words, quote]);
    // The paper wrote a round figure in characters.
    expect(differing).toEqual([['1000余平方米', '建成农产品烘干基地千余平方米']]);
    const wordsOf = (key: string): readonly string[] => folded.filter((figure) => figure?.key === key).map((figure) => (figure === null ? '' : quantityWords(figure)));
    expect([wordsOf('fundUtilisationRate'), wordsOf('farmProduceSales'), wordsOf('handlingSatisfactionRate'), wordsOf('schoolPlacesAdded'), wordsOf('bureausInvolved'), wordsOf('contactActivities')])
      .toEqual([['不足60%'], ['超5000万元'], ['达98%'], ['1.2万个'], ['10多家'], ['1100余次']]);
  });
});

describe('every indicator', () => {
  it('has entries that give it, a sentence that says what it counts, and a name of its own', () => {
    expect(Object.keys(GENERATE).sort()).toEqual(INDICATORS.map(({ id }) => id).sort());
    expect(Object.keys(GENERATE_RATE).sort()).toEqual(RATE_ROWS.map(({ id }) => id).sort());
    expect(INDICATORS.filter(({ caliber }) => caliber.length < 8)).toEqual([]);
    expect(new Set(INDICATORS.map(({ id }) => id)).size).toBe(INDICATORS.length);
  });

  it.each(INDICATORS.map((one) => [one.id, one] as const))('%s: counts exactly, and names what it counted', (id, indicator) => {
    const n = id === 'deputyLevels' ? 3 : 17;
    const county = aCounty();
    GENERATE[id]?.(county, n);
    const pool = county.pool();
    expect(measure(pool, ALL).values[id]).toBe(n);
    const found = contributions(pool, ALL, indicator);
    expect(new Set(found.map((one) => one.id)).size).toBe(found.length);
    const sum = found.reduce((total, one) => total + one.n, 0);
    // Of different ones (名) each place names its own, so that they may add up to more.
    if (indicator.distinct || indicator.grouped) expect(sum).toBeGreaterThanOrEqual(n);
    else expect(sum).toBe(n);
  });
});
