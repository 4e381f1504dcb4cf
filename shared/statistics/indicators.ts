/**
 * The indicators (指标): what the papers count and the ledger can count, as data. `key` is the name that the figures of papers go by; a new indicator is a
 * row here. Every row says in a sentence what it counts (口径). Measure words are never converted: `units` has those in which the very same thing is counted.
 */
import type { ActivityKind, ActivityState } from '../activity/activity.ts';
import { KINDS } from '../activity/kinds.ts';
import type { DeputyLevel } from '../deputy/deputy.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { Station } from '../station/station.ts';
import type { CaseFacts } from './case-facts.ts';

export const INDICATOR_GROUPS = ['held', 'deputies', 'citizens', 'matters', 'disputes', 'services', 'visits', 'suggestions', 'stations'] as const;
export type IndicatorGroup = (typeof INDICATOR_GROUPS)[number];
export const INDICATOR_GROUP_WORDS: Readonly<Record<IndicatorGroup, string>> = {
  held: '开展活动', deputies: '代表和单位到场', citizens: '群众到场', matters: '收集与解决', disputes: '纠纷', services: '服务', visits: '走访', suggestions: '代表建议', stations: '阵地和编组',
};

/** What an indicator looks at besides the thing itself. */
export interface MeasureContext {
  /** The deputies of these that count: those of the levels asked for. */
  readonly deputies: (ids: readonly string[]) => readonly string[];
  /** Null of a deputy who is not in the directory. */
  readonly level: (deputy: string) => DeputyLevel | null;
}

export interface Indicator {
  readonly id: string;
  /** The name in the papers' figures; empty where no paper had it. Two may share one: 建议86条 of a station and 建议96件 of a congress. */
  readonly key: string;
  readonly label: string;
  /** Measure words of the same count, the usual one first. */
  readonly units: readonly [string, ...string[]];
  readonly group: IndicatorGroup;
  readonly caliber: string;
  /** Adds up over activities that took place. */
  readonly activity?: (one: ActivityState, context: MeasureContext) => number;
  /** Different ones over activities that took place: who came twice is one. */
  readonly distinct?: (one: ActivityState, context: MeasureContext) => readonly string[];
  /** A case counts once, on this day. */
  readonly caseOn?: (one: CaseFacts, at: ActivityState | null) => LocalDate | null;
  /** Deputies' suggestions received in the period; those that turned out to be something else do not count. */
  readonly suggestions?: true;
  /** Of the register of stations as it stands today; a period says nothing of it. */
  readonly stations?: (one: Station) => boolean;
  /** Different ones over the stations in use. */
  readonly grouped?: (one: Station, context: MeasureContext) => readonly string[];
}

const HELD: Readonly<Record<ActivityKind, readonly [key: string, label: string, unit: string]>> = {
  night_market: ['nightMarketsHeld', '开展民情夜市', '次'], reception_day: ['receptionDaysHeld', '接待选民日', '次'], benefit_day: ['benefitDaysHeld', '惠民服务日', '次'], station_qna: ['questioningSessions', '组织站点问政', '次'],
  organ_entry: ['organEntries', '国家机关进站', '次'], bureau_face_to_face: ['faceToFaceSessions', '代表·局长面对面', '场'], legal_service: ['legalStationVisits', '法官检察官律师进驻站点', '次'], council: ['councilSessions', '议事会', '次'],
  visit: ['visitsHeld', '组织走访', '次'], inspection: ['inspectionsHeld', '视察调研', '次'], enforcement_check: ['enforcementChecks', '执法检查', '次'], training: ['trainingsHeld', '学习培训', '次'], debrief: ['debriefsHeld', '代表述职', '次'],
  appraisal: ['appraisalSessions', '评议测评', '次'], hotline_open_day: ['hotlineOpenDays', '12345热线开放日', '场'], contact: ['contactActivities', '联系座谈观摩', '次'],
};

/** 进站: kinds that are by nature held at a station; any other counts when it names one, but an evening market, which is counted as 参与. */
const AT_STATION: readonly ActivityKind[] = ['reception_day', 'benefit_day', 'station_qna', 'organ_entry', 'bureau_face_to_face', 'legal_service'];
const STATION_CALIBER = '接待选民日、惠民服务日、站点问政、国家机关进站、代表·局长面对面、法官检察官律师进站，以及在登记站点开展的其他活动（民情夜市另计）';
const ENTERPRISES: readonly unknown[] = ['企业', '项目', '商户', '工地'];

const isAtStation = ({ kind, station }: ActivityState): boolean => AT_STATION.includes(kind) || (station !== null && kind !== 'night_market');
const isEnterpriseVisit = (one: ActivityState | null): boolean => one !== null && one.kind === 'visit' && ENTERPRISES.includes(one.fields['target']);
const counter = (name: string) => (one: ActivityState): number => one.counters[name] ?? 0;
const numberOf = (one: ActivityState, field: string): number => { const value = one.fields[field]; return typeof value === 'number' ? value : 0; };
const isProblem = ({ matter, nature }: CaseFacts): boolean => (matter === 'opinion' || matter === 'dispute') && nature !== 'suggestion';
const isMatter = ({ matter }: CaseFacts): boolean => matter !== 'policy_question' && matter !== 'accusation';
/** A dispute is settled when its parties agreed or it was solved otherwise. */
const settledOn = (one: CaseFacts): LocalDate | null => (one.matter === 'dispute' ? one.solvedOn : null);

const held = Object.entries(HELD).map(([kind, [key, label, unit]]): Indicator => ({
  id: key, key, label, units: unit === '次' ? ['次', '场', '期'] : ['场', '次'], group: 'held', caliber: `已经开展（正在进行或已结束）的${KINDS[kind as ActivityKind].name}，每场一次`, activity: (one) => (one.kind === kind ? 1 : 0),
}));

export const INDICATORS: readonly Indicator[] = [
  ...held,
  { id: 'activitiesHeld', key: 'activitiesHeld', label: '开展活动', units: ['次', '场'], group: 'held', caliber: '已经开展的各种活动，每场一次；上面各项都在其中，不能再相加', activity: () => 1 },

  { id: 'deputyStationVisits', key: 'deputyStationVisits', label: '代表进站', units: ['人次'], group: 'deputies', caliber: `代表在这些活动签到的人次：${STATION_CALIBER}`, activity: (one, { deputies }) => (isAtStation(one) ? deputies(one.deputies).length : 0) },
  { id: 'deputyParticipations', key: 'deputyParticipations', label: '代表参与', units: ['人次'], group: 'deputies', caliber: '代表在各场活动签到的人次，进站的也在其中', activity: (one, { deputies }) => deputies(one.deputies).length },
  { id: 'deputiesAttending', key: 'deputiesAttending', label: '到场代表', units: ['名', '人'], group: 'deputies', caliber: '签到过的代表，同一名代表只计一次', distinct: (one, { deputies }) => deputies(one.deputies) },
  { id: 'sessionsAttended', key: 'sessionsAttended', label: '有代表到场的活动', units: ['次', '场'], group: 'deputies', caliber: '至少一名代表签到的活动；选定一名代表时，就是这名代表参加的次数', activity: (one, { deputies }) => (deputies(one.deputies).length > 0 ? 1 : 0) },
  { id: 'deputyLevels', key: 'deputyLevels', label: '到场代表的层级', units: ['级'], group: 'deputies', caliber: '签到代表分属几级（全国、省、市、县、乡镇）', distinct: (one, { deputies, level }) => deputies(one.deputies).flatMap((id) => level(id) ?? []) },
  { id: 'deputiesTrained', key: 'deputiesTrained', label: '参训市县代表', units: ['名', '人'], group: 'deputies', caliber: '学习培训签到的乡镇以上各级代表，同一名只计一次', distinct: trained((level) => level !== null && level !== 'township') },
  { id: 'townshipDeputiesTrained', key: 'townshipDeputiesTrained', label: '参训乡镇代表', units: ['名', '人'], group: 'deputies', caliber: '学习培训签到的乡镇代表，同一名只计一次', distinct: trained((level) => level === 'township') },
  { id: 'bureausInvolved', key: 'bureausInvolved', label: '到场单位', units: ['家', '个'], group: 'deputies', caliber: '签到过的单位，同一单位只计一次', distinct: (one) => one.units.map(({ unit }) => unit) },
  { id: 'bureauHeadStationVisits', key: 'bureauHeadStationVisits', label: '部门一把手进站', units: ['人次'], group: 'deputies', caliber: '单位主要负责人亲自到场的人次', activity: (one) => one.units.filter(({ head }) => head).length },

  { id: 'citizensReceived', key: 'citizensReceived', label: '接待群众', units: ['人次'], group: 'citizens', caliber: `这些活动的群众人次：${STATION_CALIBER}`, activity: (one) => (isAtStation(one) ? one.citizens : 0) },
  { id: 'citizenParticipations', key: 'citizenParticipations', label: '群众参与', units: ['人次'], group: 'citizens', caliber: '各场活动的群众人次（走访的另计），进站接待的也在其中', activity: (one) => (one.kind === 'visit' ? 0 : one.citizens) },
  { id: 'citizensVisited', key: 'citizensVisited', label: '走访联系群众', units: ['人次'], group: 'citizens', caliber: '走访中见到的群众人次', activity: (one) => (one.kind === 'visit' ? one.citizens : 0) },
  { id: 'citizenRepsAttending', key: 'citizenRepsAttending', label: '参会群众代表', units: ['名', '人次'], group: 'citizens', caliber: '站点问政记下的群众代表，加代表·局长面对面到场的群众代表', activity: (one) => (one.kind === 'bureau_face_to_face' ? one.citizens : one.kind === 'station_qna' ? numberOf(one, 'citizenReps') : 0) },
  { id: 'propertyRepsAttending', key: 'propertyRepsAttending', label: '其他参会代表', units: ['名', '人次'], group: 'citizens', caliber: '代表·局长面对面记下的其他代表（物业、企业等）', activity: (one) => numberOf(one, 'otherReps') },

  { id: 'opinionsCollected', key: 'opinionsCollected', label: '收集问题及意见建议', units: ['件', '条', '个'], group: 'matters', caliber: '按登记日计的民情件：意见、纠纷、金点子都在内；政策咨询另计', caseOn: (one) => (isMatter(one) ? one.receivedOn : null) },
  { id: 'suggestionsMade', key: 'suggestionsMade', label: '其中提出意见建议', units: ['条'], group: 'matters', caliber: '收集的件里登记时注明“建议”的，按登记日计', caseOn: (one) => (isMatter(one) && one.nature === 'suggestion' ? one.receivedOn : null) },
  { id: 'problemsRaised', key: 'problemsRaised', label: '其中反映问题', units: ['个', '件', '条'], group: 'matters', caliber: '收集的件里登记时注明“问题”的，按登记日计', caseOn: (one) => (isMatter(one) && one.nature === 'problem' ? one.receivedOn : null) },
  { id: 'policyConsultations', key: 'policyConsultations', label: '现场咨询政策', units: ['项', '件', '次'], group: 'matters', caliber: '登记为政策咨询的，按登记日计；不在“收集”里', caseOn: (one) => (one.matter === 'policy_question' ? one.receivedOn : null) },
  { id: 'opinionsHandled', key: 'opinionsHandled', label: '办理意见建议', units: ['条', '件', '个'], group: 'matters', caliber: '按答复日计，哪一类答复都算（当场答复的也算）；以前收集、这段时间答复的也在内，可以多于收集数', caseOn: (one) => (isMatter(one) ? one.handledOn : null) },
  { id: 'problemsSolved', key: 'problemsSolved', label: '解决问题', units: ['件', '个', '条'], group: 'matters', caliber: '意见和纠纷（注明“建议”的不算）：答复为已解决、当场答复、承诺已兑现或当事人达成协议，并且群众评满意、基本满意或已销号；按两样都有了的那天计', caseOn: (one) => (isProblem(one) ? one.solvedOn : null) },
  { id: 'problemsReferred', key: 'problemsReferred', label: '协调转办问题', units: ['件', '个'], group: 'matters', caliber: '第一次交给单位办理或上报县里的那天计；转办不等于解决', caseOn: (one) => (isMatter(one) ? one.referredOn : null) },
  { id: 'convertedToMotions', key: 'convertedToMotions', label: '转化议案建议', units: ['件'], group: 'matters', caliber: '转为代表建议或议案线索的，按转化日计', caseOn: (one) => one.motionOn },
  { id: 'enterpriseSuggestions', key: 'enterpriseSuggestions', label: '企业建议', units: ['条', '件'], group: 'matters', caliber: '在走访企业、项目、商户、工地时登记的，按登记日计', caseOn: (one, at) => (isMatter(one) && isEnterpriseVisit(at) ? one.receivedOn : null) },
  { id: 'ideasCollected', key: 'ideasCollected', label: '金点子', units: ['条', '件', '个'], group: 'matters', caliber: '登记为金点子的，加活动中只计数、没有登记成件的', caseOn: (one) => (one.matter === 'golden_idea' ? one.receivedOn : null), activity: (one) => one.ideas },
  { id: 'ideasAdopted', key: 'ideasAdopted', label: '被采纳的金点子', units: ['条', '件', '个'], group: 'matters', caliber: '登记为金点子、答复为已解决（采纳），并且群众满意、基本满意或已销号的', caseOn: (one) => (one.matter === 'golden_idea' ? one.solvedOn : null) },

  { id: 'disputesHandled', key: 'disputesHandled', label: '处理纠纷', units: ['件', '起'], group: 'disputes', caliber: '登记为纠纷的（按登记日），加活动中现场化解、调处而没有登记成件的；登记过的不重复计', caseOn: (one) => (one.matter === 'dispute' ? one.receivedOn : null), activity: talliedDisputes },
  { id: 'disputesResolved', key: 'disputesResolved', label: '化解纠纷', units: ['起', '件'], group: 'disputes', caliber: '登记的纠纷里达成协议或已解决的（按解决日），加活动中现场化解、调处而没有登记成件的', caseOn: settledOn, activity: talliedDisputes },

  { id: 'leafletsDistributed', key: 'leafletsDistributed', label: '发放宣传资料', units: ['份'], group: 'services', caliber: '活动中记下的发放份数', activity: counter('leaflets') },
  { id: 'legalConsultations', key: 'legalConsultations', label: '解答法律咨询', units: ['次'], group: 'services', caliber: '法官检察官律师警官进站时记下的咨询次数', activity: (one) => (one.kind === 'legal_service' ? counter('consultations')(one) : 0) },
  { id: 'otherConsultations', key: '', label: '解答其他咨询', units: ['次'], group: 'services', caliber: '惠民服务日等活动记下的咨询次数', activity: (one) => (one.kind === 'legal_service' ? 0 : counter('consultations')(one)) },
  { id: 'hotlineCalls', key: '', label: '接听解答', units: ['个'], group: 'services', caliber: '12345热线开放日记下的电话个数', activity: counter('calls') },

  { id: 'enterpriseVisits', key: 'enterpriseVisits', label: '代表联系企业和项目', units: ['人次'], group: 'visits', caliber: '走访企业、项目、商户、工地时签到的代表人次', activity: (one, { deputies }) => (isEnterpriseVisit(one) ? deputies(one.deputies).length : 0) },
  { id: 'needyHouseholdsVisited', key: 'needyHouseholdsVisited', label: '联系困难家庭', units: ['户'], group: 'visits', caliber: '走访时记下的困难家庭户数，走访几次计几次', activity: counter('needyHouseholds') },
  { id: 'businessesVisited', key: 'businessesVisited', label: '走访企业商户', units: ['家'], group: 'visits', caliber: '走访时记下的企业、商户家数，走访几次计几次', activity: counter('businesses') },
  { id: 'specialGroupVisits', key: 'specialGroupVisits', label: '入户走访特殊群众', units: ['户'], group: 'visits', caliber: '走访时记下的特殊群众户数，走访几次计几次', activity: counter('specialHouseholds') },
  { id: 'projectsVisited', key: '', label: '走访项目', units: ['个'], group: 'visits', caliber: '走访时记下的项目个数，走访几次计几次', activity: counter('projects') },
  { id: 'householdsVisited', key: '', label: '走访农户', units: ['户'], group: 'visits', caliber: '走访时记下的农户户数，走访几次计几次', activity: counter('households') },

  { id: 'congressSuggestions', key: 'suggestionsMade', label: '代表提出建议', units: ['件'], group: 'suggestions', caliber: '按收到日计的代表建议、批评和意见；审查后不作建议处理的不算', suggestions: true },

  { id: 'nightMarketPoints', key: 'nightMarketPoints', label: '民情夜市点', units: ['个'], group: 'stations', caliber: '站点登记里在用的民情夜市点，是今天的数', stations: ({ tier }) => tier === 'market_point' },
  { id: 'liaisonStations', key: 'liaisonStations', label: '代表联络站', units: ['个'], group: 'stations', caliber: '站点登记里在用的代表联络站，是今天的数', stations: ({ tier }) => tier === 'station' },
  { id: 'liaisonPoints', key: 'liaisonPoints', label: '代表联系点', units: ['个'], group: 'stations', caliber: '站点登记里在用的代表联系点，是今天的数', stations: ({ tier }) => tier === 'contact_point' },
  { id: 'deputiesGrouped', key: 'deputiesGrouped', label: '编入站点的代表', units: ['名', '人'], group: 'stations', caliber: '在用站点名单里的代表，同一名只计一次，是今天的数', grouped: ({ deputies }, context) => context.deputies(deputies) },
];

/** The indicators by id. */
export const INDICATOR: ReadonlyMap<string, Indicator> = new Map(INDICATORS.map((one) => [one.id, one]));

/** Disputes that were only counted at an activity, not registered: 现场化解 and 调处. */
export function talliedDisputes({ counters }: ActivityState): number {
  return (counters['settled'] ?? 0) + (counters['mediated'] ?? 0);
}

function trained(isOf: (level: DeputyLevel | null) => boolean): NonNullable<Indicator['distinct']> {
  return (one, { deputies, level }) => (one.kind === 'training' ? deputies(one.deputies).filter((id) => isOf(level(id))) : []);
}
