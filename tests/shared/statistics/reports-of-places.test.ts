/** Whole reports of places, from entries: several figures at once that belong to one caliber, and calibers that stand beside one another and are not added. */
import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../shared/figure/figure.ts';
import { readFigures } from '../../../shared/statistics/figure-import.ts';
import { quantityWords } from '../../../shared/statistics/figure-words.ts';
import { measure, type Measured } from '../../../shared/statistics/measure.ts';
import { rateFootnote, wholePercent } from '../../../shared/statistics/rates.ts';
import { caliberWords, everything, type Selection } from '../../../shared/statistics/selection.ts';
import { sentence, SENTENCES } from '../../../shared/statistics/sentence.ts';
import rows from '../../fixtures/newspaper-figures.json' with { type: 'json' };
import { TOWNSHIP } from '../case/acts.ts';
import { aCounty, AT_THE_TABLE, ON, shares, someDeputies, SOLVED, type County } from './a-county.ts';
import { fedBack, GENERATE } from './generators.ts';

const COUNTY = '411122';
const OTHER = '411122202';
const ALL = everything('2024-12-31');
const of = ({ values }: Measured, ...ids: readonly string[]) => ids.map((id) => values[id]);
const footnote = ({ rates }: Measured, id: string, label: string): string | null => { const rate = rates[id]; return rate === undefined ? null : rateFootnote(label, rate); };
/** The papers' figures of a place, as they are taken over. */
const figuresOf = (place: string, period: string): readonly Figure[] => readFigures(JSON.stringify(rows)).figures.map((figure, at) => ({ ...figure, id: `figure:f${String(at)}`, scope: COUNTY })).filter((one) => one.place === place && one.period === period);

/** 商丘 2024: 1,180 days at stations. */
function shangqiu2024(county: County): void {
  const [deputies, citizens] = [shares(14_158, 1180), shares(213_297, 1180)];
  deputies.forEach((some, at) => { county.activity({ kind: at % 3 === 0 ? 'station_qna' : 'reception_day', deputies: someDeputies(some), citizens: citizens[at] ?? 0 }); });
  for (let at = 0; at < 2267; at += 1) county.matter(AT_THE_TABLE, at < 1844 ? SOLVED : []);
}

describe('商丘 2024', () => {
  const county = aCounty();
  shangqiu2024(county);
  const measured = measure(county.pool(), ALL);

  it('14158人次进站, 213297人次接待, 收集2267, 解决1844', () => {
    expect(of(measured, 'deputyStationVisits', 'citizensReceived', 'opinionsCollected', 'problemsSolved')).toEqual([14_158, 213_297, 2267, 1844]);
  });

  it('its rate stands in a footnote with both numbers, and in no figure', () => {
    expect(footnote(measured, 'solvedRate', '解决率')).toBe('解决率81.3%（1844/2267，期内登记的件里已解决的 ÷ 期内登记的件（注明“建议”的、金点子、政策咨询不算））');
    expect(Object.values(measured.values).filter((value) => !Number.isInteger(value))).toEqual([]);
  });

  it('the sentence of the paper, word for word', () => {
    expect(sentence(SENTENCES.city_stations, { kind: 'measured', measured }, { place: '全市' })).toEqual({ ok: true, value: '全市各级人大代表共进站14158人次，接待群众213297人次、收集问题及意见建议2267个、解决问题1844个' });
  });
});

describe('商丘 2025', () => {
  it('keeps approximate and exact figures side by side: 1100余次, 2000余条, 1831件', () => {
    const figures = figuresOf('商丘市', '2025年以来');
    expect(figures.map(quantityWords)).toEqual(['1100余次', '2000余条', '1831件']);
    const county = aCounty();
    GENERATE['problemsSolved']?.(county, 1831);
    // What the ledger counts stands beside what the paper says, and is as exact as the ledger is.
    expect(measure(county.pool(), ALL).values['problemsSolved']).toBe(figures.find(({ qualifier }) => qualifier === 'exact')?.value);
    expect(figures.filter(({ qualifier }) => qualifier === '余').map(({ key }) => key)).toEqual(['contactActivities', 'opinionsCollected']);
  });
});

describe('龙安区', () => {
  const county = aCounty();
  const activity = county.activity({ kind: 'organ_entry', deputies: someDeputies(20) });
  for (let at = 0; at < 86; at += 1) county.matter({ activity, nature: 'suggestion', ...AT_THE_TABLE }, SOLVED);
  for (let at = 0; at < 73; at += 1) county.matter({ activity, nature: 'problem', ...AT_THE_TABLE }, at < 68 ? SOLVED : []);
  for (let at = 0; at < 120; at += 1) county.matter({ activity, matter: 'policy_question', ...AT_THE_TABLE }, SOLVED);
  const measured = measure(county.pool(), { ...ALL, kinds: ['organ_entry'] });

  it('keeps its three denominators apart: 86条建议, 73个问题, 120项咨询; 68 solved', () => {
    expect(of(measured, 'suggestionsMade', 'problemsRaised', 'policyConsultations', 'problemsSolved')).toEqual([86, 73, 120, 68]);
    expect(Object.values(measured.values)).not.toContain(86 + 73 + 120);
  });

  it('only problems can be solved: the rate is 68 of 73', () => {
    expect(footnote(measured, 'solvedRate', '解决率')).toBe('解决率93.2%（68/73，期内登记的件里已解决的 ÷ 期内登记的件（注明“建议”的、金点子、政策咨询不算））');
  });
});

describe('上街 2024', () => {
  it('96件 suggestions: all answered; satisfied and basically satisfied both 98 %, which overlap', () => {
    const county = aCounty();
    for (let at = 0; at < 96; at += 1) county.suggestion(fedBack(at < 94 ? 'satisfied' : 'unsatisfied'));
    const { values, rates } = measure(county.pool(), ALL);
    expect(values['congressSuggestions']).toBe(96);
    expect(['replyRate', 'suggestionSatisfactionRate', 'suggestionBasicSatisfactionRate'].map((id) => { const rate = rates[id]; return rate && [wholePercent(rate), rate.numerator, rate.denominator]; })).toEqual([['100%', 96, 96], ['98%', 94, 96], ['98%', 94, 96]]);
  });

  it('中心路街道 stands beside the district\'s face-to-face sessions; neither is added to the other', () => {
    const county = aCounty();
    const visit = county.activity({ kind: 'visit', scope: TOWNSHIP, tallies: { needyHouseholds: 28, businesses: 30, specialHouseholds: 10 } });
    for (let at = 0; at < 43; at += 1) county.matter({ activity: visit, ...AT_THE_TABLE }, at < 34 ? SOLVED : []);
    const sessions = shares(63, 13).map((matters) => { const activity = county.activity({ kind: 'bureau_face_to_face', scope: COUNTY }); return { activity, matters }; });
    sessions.forEach(({ activity, matters }) => { for (let at = 0; at < matters; at += 1) county.matter({ activity }, [], COUNTY); });
    const pool = county.pool();
    const street = measure(pool, { ...ALL, place: TOWNSHIP });
    expect(of(street, 'needyHouseholdsVisited', 'businessesVisited', 'specialGroupVisits', 'opinionsCollected', 'problemsSolved', 'faceToFaceSessions')).toEqual([28, 30, 10, 43, 34, 0]);
    const district = measure(pool, { ...ALL, place: COUNTY, kinds: ['bureau_face_to_face'] });
    expect(of(district, 'faceToFaceSessions', 'opinionsCollected', 'needyHouseholdsVisited')).toEqual([13, 63, 0]);
    expect(figuresOf('郑州市上街区', '2024年以来').map(quantityWords)).toEqual(['10多家', '13场', '60余条', '40多件']);
  });

  it('济源路街道: the sentence of the paper', () => {
    const county = aCounty();
    const [deputies, citizens] = [shares(160, 8), shares(310, 8)];
    const activities = deputies.map((some, at) => county.activity({ kind: 'reception_day', deputies: someDeputies(some), citizens: citizens[at] ?? 0 }));
    for (let at = 0; at < 42; at += 1) {
      const activity = activities[at % 8] ?? '';
      if (at < 28) county.matter({ activity }, [['case.sorted', { on: ON }], ['case.assigned', { on: ON }]]);
      else county.matter({ activity }, at < 32 ? [['case.sorted', { on: ON }], ['case.converted', { on: ON }]] : []);
    }
    expect(sentence(SENTENCES.street, { kind: 'measured', measured: measure(county.pool(), { ...ALL, place: TOWNSHIP }) })).toEqual({ ok: true, value: '该街道共开展活动8次，五级代表进站160人次，接待群众310人次，收集各类问题42件，协调转办问题28件，转化议案建议4件' });
  });
});

describe('临颍', () => {
  const CAMPAIGN = 'campaign:night2024';
  const county = aCounty();
  // Group A: 82 evenings of all; 54 of them are the townships' own in the campaign, the others the county's or outside of it.
  const [deputies, citizens] = [shares(338, 82), shares(9168, 82)];
  const evenings = deputies.map((some, at) => county.activity({
    kind: 'night_market', scope: at < 54 ? (at % 2 === 0 ? TOWNSHIP : OTHER) : at < 70 ? TOWNSHIP : COUNTY, ...(at < 54 || at >= 75 ? { campaign: CAMPAIGN } : {}), deputies: someDeputies(some), citizens: citizens[at] ?? 0, tallies: at < 20 ? { settled: 2 } : {},
  }));
  for (let at = 0; at < 210; at += 1) county.matter({ activity: evenings[(at % 16) + 54] ?? '', matter: at < 58 ? 'dispute' : 'opinion' });
  // Group B besides: walks from door to door, and what was answered there, some of it collected the year before.
  for (const some of shares(2075, 40)) county.activity({ kind: 'visit', scope: OTHER, campaign: CAMPAIGN, citizens: some });
  const lastYear = county.activity({ kind: 'visit', scope: OTHER, campaign: CAMPAIGN, on: '2023-12-01' });
  for (let at = 0; at < 341; at += 1) county.matter({ activity: lastYear, receivedOn: '2023-12-01' }, [['case.answered', { on: ON }]], OTHER);
  const pool = county.pool();
  const A: Selection = { ...ALL, from: '2024-01-01', to: '2024-08-13' };
  const B: Selection = { ...A, place: 'townships', campaign: CAMPAIGN };
  const [a, b] = [measure(pool, A), measure(pool, B)];

  it('group A: 82, 338, 9168, 210, 98', () => {
    expect(of(a, 'nightMarketsHeld', 'deputyParticipations', 'citizenParticipations', 'opinionsCollected', 'disputesHandled')).toEqual([82, 338, 9168, 210, 98]);
    expect(sentence(SENTENCES.county_year, { kind: 'measured', measured: a }, { period: '2024年以来' })).toEqual({ ok: true, value: '2024年以来，开展‘夜市’82次，代表参与338人次，群众参与9168人次，收集民情民意210件，处理‘鸡毛蒜皮、家长里短’纠纷98件' });
  });

  it('the tagged subset, of another caliber: 54', () => {
    expect(of(b, 'nightMarketsHeld', 'citizensVisited', 'opinionsHandled')).toEqual([54, 2075, 341]);
    expect(sentence(SENTENCES.townships_campaign, { kind: 'measured', measured: b })).toEqual({ ok: true, value: '各乡镇（街道）人大累计开展‘民情夜市’活动54次，走访联系群众2075人次，办理群众意见建议341条' });
  });

  it('more handled than collected is said, and stops nothing', () => {
    expect(a.remarks).toEqual([{ kind: 'more-handled-than-collected', handled: 341, collected: 210 }]);
  });

  it('the two calibers read differently, and their parts sum to the whole only within one', () => {
    const names = { place: (place: string) => (place === 'all' ? '全县' : '各乡镇（街道）'), village: String, station: String, campaign: () => '民情夜市', deputy: String, level: String };
    expect(caliberWords(A, names)).toBe('全县；2024-01-01至2024-08-13；各种活动；数据截至2024-12-31');
    expect(caliberWords(B, names)).toBe('各乡镇（街道）；2024-01-01至2024-08-13；主题活动“民情夜市”；各种活动；数据截至2024-12-31');
    const parts = [TOWNSHIP, OTHER, COUNTY].map((place) => measure(pool, { ...A, place }).values['nightMarketsHeld'] ?? 0);
    expect(parts.reduce((sum, n) => sum + n, 0)).toBe(82);
  });
});

describe('邵原', () => {
  it('the sentence of the paper, with its 余, out of the paper\'s own figures', () => {
    const figures = figuresOf('济源市邵原镇', '去年以来（年份未注明）');
    expect(sentence(SENTENCES.enterprises, { kind: 'figures', figures }, { period: '去年以来' })).toEqual({ ok: true, value: '去年以来，代表联系企业和项目600余人次，梳理各类问题26个……解决问题24个' });
  });

  it('of entries: 24 of 26', () => {
    const county = aCounty();
    for (let at = 0; at < 26; at += 1) county.matter({ nature: 'problem', ...AT_THE_TABLE }, at < 24 ? SOLVED : []);
    expect(footnote(measure(county.pool(), ALL), 'solvedRate', '解决率')).toContain('解决率92.3%（24/26');
  });
});

describe('a sentence', () => {
  const measured = measure(aCounty().pool(), ALL);

  it('refuses a measure word that the indicator is not counted in, and a name that it does not know', () => {
    expect(sentence('开展{nightMarketsHeld 人次}，{nothing 件}', { kind: 'measured', measured })).toEqual({ ok: false, error: [{ kind: 'unit-differs', name: 'nightMarketsHeld', unit: '人次' }, { kind: 'unknown', name: 'nothing' }] });
  });

  it('refuses figures of two calibers', () => {
    const [a, b] = [figuresOf('临颍县', '2024年以来'), figuresOf('临颍县', '主题活动以来')];
    expect(sentence('收集{opinionsCollected 件}，办理{opinionsHandled 条}', { kind: 'figures', figures: [...a, ...b] })).toEqual({ ok: false, error: [{ kind: 'calibers-differ', name: 'opinionsHandled' }] });
  });
});

describe('a selection', () => {
  it('counts each thing on its own day: collected in June, solved in July', () => {
    const county = aCounty();
    county.matter({ receivedOn: '2024-06-20', ...AT_THE_TABLE }, SOLVED);
    const pool = county.pool();
    const [june, july] = [{ ...ALL, from: '2024-06-01', to: '2024-06-30' }, { ...ALL, from: '2024-07-01', to: '2024-07-31' }].map((one) => measure(pool, one));
    expect([june, july].map((one) => one && of(one, 'opinionsCollected', 'problemsSolved'))).toEqual([[1, 0], [0, 1]]);
    // 数据截至: before it was solved it is not.
    expect(of(measure(pool, { ...ALL, asOf: '2024-07-01' }), 'opinionsCollected', 'problemsSolved')).toEqual([1, 0]);
  });

  it('counts deputies of the levels asked for, and activities that one of them attended', () => {
    const county = aCounty();
    const [city, town] = [county.deputy('deputy:city', 'municipal'), county.deputy('deputy:town', 'township')];
    const first = county.activity({ kind: 'reception_day', deputies: [city, town] });
    county.activity({ kind: 'reception_day', deputies: [town] });
    county.matter({ activity: first });
    county.matter();
    const pool = county.pool();
    expect(of(measure(pool, { ...ALL, levels: ['municipal'] }), 'deputyStationVisits', 'receptionDaysHeld', 'deputyLevels')).toEqual([1, 2, 1]);
    expect(of(measure(pool, { ...ALL, deputy: city }), 'receptionDaysHeld', 'opinionsCollected')).toEqual([1, 1]);
    // What a selection cannot ask is missing, which is not 0.
    expect(of(measure(pool, { ...ALL, deputy: city }), 'congressSuggestions', 'nightMarketPoints')).toEqual([undefined, undefined]);
  });

  it('an unsatisfied citizen, a reply that only promises, and a suggestion are not solved', () => {
    const county = aCounty();
    county.matter(AT_THE_TABLE, [['case.evaluated', { by: 'citizen', grade: 'unsatisfied', on: ON }]]);
    county.matter(AT_THE_TABLE);
    county.matter({ nature: 'suggestion', ...AT_THE_TABLE }, SOLVED);
    county.matter({}, [['case.sorted', { on: ON }], ['case.assigned', { on: ON }], ['case.replied', { class: 'in_progress', plan: '年底前', promisedOn: '2024-12-20', on: ON }], ['case.evaluated', { by: 'citizen', grade: 'satisfied', on: ON }]]);
    expect(of(measure(county.pool(), ALL), 'opinionsHandled', 'problemsSolved')).toEqual([4, 0]);
  });
});

describe('an evening that two laptops began', () => {
  it('counts once, and the matters of both are its own', () => {
    const county = aCounty();
    const main = county.activity({ kind: 'night_market', deputies: someDeputies(2), citizens: 100, campaign: 'campaign:env', tallies: { settled: 1 } });
    const part = county.activity({ kind: 'night_market', deputies: someDeputies(3), citizens: 60, tallies: { settled: 2 } });
    county.matter({ activity: main });
    county.matter({ activity: part });
    const figures = () => of(measure(county.pool(), ALL), 'nightMarketsHeld', 'deputyParticipations', 'citizenParticipations', 'disputesHandled', 'opinionsCollected');
    expect(figures()).toEqual([2, 5, 160, 3, 2]);
    county.merge(part, main);
    expect(figures()).toEqual([1, 3, 100, 3, 2]);
    expect(of(measure(county.pool(), { ...ALL, campaign: 'campaign:env' }), 'nightMarketsHeld', 'opinionsCollected')).toEqual([1, 2]);
  });
});
