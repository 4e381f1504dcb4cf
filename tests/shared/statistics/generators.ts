/** For every indicator and rate: entries that say exactly so much, as a township would have written them. */
import type { ActivityKind } from '../../../shared/activity/activity.ts';
import type { Mediation } from '../../../shared/case/case.ts';
import { DEPUTY_LEVELS } from '../../../shared/deputy/deputy.ts';
import type { Step as SuggestionStep } from '../suggestion/acts.ts';
import { AT_THE_TABLE, ON, shares, someDeputies, SOLVED, type County, type HeldActivity } from './a-county.ts';

type Generator = (county: County, n: number) => void;

const times = (n: number, make: () => unknown): void => { for (let turn = 0; turn < n; turn += 1) make(); };
const held = (kind: ActivityKind): Generator => (county, n) => { times(n, () => county.activity({ kind })); };
/** Twelve at each, until there are enough. */
const arrivals = (kind: ActivityKind, rest: Partial<HeldActivity> = {}): Generator => (county, n) => {
  for (const some of shares(n, Math.ceil(n / 12))) county.activity({ kind, deputies: someDeputies(some), ...rest });
};
const crowd = (kind: ActivityKind): Generator => (county, n) => { for (const citizens of shares(n, Math.ceil(n / 180))) county.activity({ kind, citizens }); };
const counted = (kind: ActivityKind, counter: string): Generator => (county, n) => { for (const by of shares(n, 3)) county.activity({ kind, tallies: { [counter]: by } }); };
const matters = (changes: Parameters<County['matter']>[0], steps: Parameters<County['matter']>[1] = []): Generator => (county, n) => { times(n, () => county.matter(changes, steps)); };
const stations = (tier: Parameters<County['station']>[0]): Generator => (county, n) => { times(n, () => county.station(tier)); };
const trained = (levels: readonly (typeof DEPUTY_LEVELS)[number][]): Generator => (county, n) => {
  const ids = someDeputies(n).map((id, at) => county.deputy(id, levels[at % levels.length] ?? 'county'));
  for (let from = 0; from < n; from += 150) county.activity({ kind: 'training', deputies: ids.slice(from, from + 150) });
  // Whoever comes a second time is still one.
  county.activity({ kind: 'training', deputies: ids.slice(0, 5) });
};

/** By id of the indicator. */
export const GENERATE: Readonly<Record<string, Generator>> = {
  nightMarketsHeld: held('night_market'), receptionDaysHeld: held('reception_day'), benefitDaysHeld: held('benefit_day'), questioningSessions: held('station_qna'), organEntries: held('organ_entry'), faceToFaceSessions: held('bureau_face_to_face'),
  legalStationVisits: held('legal_service'), councilSessions: held('council'), visitsHeld: held('visit'), inspectionsHeld: held('inspection'), enforcementChecks: held('enforcement_check'), trainingsHeld: held('training'), debriefsHeld: held('debrief'),
  appraisalSessions: held('appraisal'), hotlineOpenDays: held('hotline_open_day'), contactActivities: held('contact'), activitiesHeld: held('contact'),
  deputyStationVisits: arrivals('reception_day'), deputyParticipations: arrivals('night_market'),
  deputiesAttending: (county, n) => { times(2, () => county.activity({ kind: 'contact', deputies: someDeputies(n) })); },
  sessionsAttended: (county, n) => { times(n, () => county.activity({ kind: 'bureau_face_to_face', deputies: someDeputies(2) })); county.activity({ kind: 'bureau_face_to_face' }); },
  deputyLevels: (county, n) => { const ids = DEPUTY_LEVELS.slice(0, n).map((level) => county.deputy(`deputy:${level}`, level)); times(2, () => county.activity({ kind: 'reception_day', deputies: ids })); },
  deputiesTrained: trained(['municipal', 'county']), townshipDeputiesTrained: trained(['township']),
  bureausInvolved: (county, n) => { times(2, () => county.activity({ kind: 'bureau_face_to_face', units: Array.from({ length: n }, (_, at) => ({ unit: `unit:u${String(at)}`, head: false })) })); },
  bureauHeadStationVisits: (county, n) => { for (const some of shares(n, Math.ceil(n / 10))) county.activity({ kind: 'organ_entry', units: Array.from({ length: some + 1 }, (_, at) => ({ unit: `unit:u${String(at)}`, head: at < some })) }); },
  citizensReceived: crowd('reception_day'), citizenParticipations: crowd('night_market'), citizensVisited: crowd('visit'),
  citizenRepsAttending: (county, n) => { county.activity({ kind: 'bureau_face_to_face', citizens: n }); }, propertyRepsAttending: (county, n) => { county.activity({ kind: 'bureau_face_to_face', fields: { otherReps: n } }); },
  opinionsCollected: matters({}), suggestionsMade: matters({ nature: 'suggestion' }), problemsRaised: matters({ nature: 'problem' }), policyConsultations: matters({ matter: 'policy_question', ...AT_THE_TABLE }),
  opinionsHandled: matters({ ...AT_THE_TABLE }), problemsSolved: matters({ ...AT_THE_TABLE }, SOLVED),
  problemsReferred: matters({}, [['case.sorted', { on: ON }], ['case.assigned', { on: ON }]]), convertedToMotions: matters({}, [['case.sorted', { on: ON }], ['case.converted', { on: ON }]]),
  enterpriseSuggestions: (county, n) => { const activity = county.activity({ kind: 'visit', fields: { target: '企业' } }); times(n, () => county.matter({ activity, channel: 'visit' })); county.matter({ activity: county.activity({ kind: 'visit', fields: { target: '农户' } }) }); },
  ideasCollected: (county, n) => { matters({ matter: 'golden_idea' })(county, n - 2); county.activity({ kind: 'night_market', tallies: { ideas: 2 } }); }, ideasAdopted: matters({ matter: 'golden_idea', ...AT_THE_TABLE }, SOLVED),
  disputesHandled: (county, n) => { const [registered = 0, only = 0] = shares(n, 2); matters({ matter: 'dispute' })(county, registered); county.activity({ kind: 'night_market', tallies: { settled: only } }); },
  disputesResolved: (county, n) => {
    const [agreed = 0, settled = 0, mediated = 0] = shares(n, 3);
    matters({ matter: 'dispute', mediation: mediationOf('agreed') })(county, agreed);
    county.activity({ kind: 'night_market', tallies: { settled } });
    county.activity({ kind: 'legal_service', tallies: { mediated } });
  },
  leafletsDistributed: counted('legal_service', 'leaflets'), legalConsultations: counted('legal_service', 'consultations'), otherConsultations: counted('benefit_day', 'consultations'), hotlineCalls: counted('hotline_open_day', 'calls'),
  enterpriseVisits: arrivals('visit', { fields: { target: '企业' } }), needyHouseholdsVisited: counted('visit', 'needyHouseholds'), businessesVisited: counted('visit', 'businesses'), specialGroupVisits: counted('visit', 'specialHouseholds'),
  projectsVisited: counted('visit', 'projects'), householdsVisited: counted('visit', 'households'),
  congressSuggestions: (county, n) => { times(n, () => { county.suggestion([RECEIVED]); }); county.suggestion([RECEIVED, ['suggestion.rerouted', { on: ON }]]); },
  nightMarketPoints: stations('market_point'), liaisonStations: stations('station'), liaisonPoints: stations('contact_point'),
  deputiesGrouped: (county, n) => { for (let from = 0; from < n; from += 100) county.station('station', someDeputies(Math.min(100, n - from), from)); county.station('home', someDeputies(Math.min(n, 7))); },
};

/** By id of the rate: entries of which it is so many percent. */
export const GENERATE_RATE: Readonly<Record<string, (county: County, percent: number) => void>> = {
  solvedRate: (county, percent) => { matters({ ...AT_THE_TABLE }, SOLVED)(county, percent); matters({})(county, 100 - percent); },
  completionRate: (county, percent) => { matters({ ...AT_THE_TABLE }, CLOSED)(county, percent); matters({})(county, 100 - percent); },
  handlingSatisfactionRate: (county, percent) => { matters({ ...AT_THE_TABLE }, SOLVED)(county, percent); matters({ ...AT_THE_TABLE }, [['case.evaluated', { by: 'citizen', grade: 'basic', on: ON }]])(county, 100 - percent); matters({})(county, 30); },
  mediationSuccessRate: (county, percent) => {
    matters({ matter: 'dispute', mediation: mediationOf('agreed') })(county, percent);
    matters({ matter: 'dispute', mediation: mediationOf('not_agreed') })(county, 100 - percent);
    matters({ matter: 'dispute', mediation: mediationOf('guided') })(county, 7);
  },
  replyRate: (county, percent) => { times(percent, () => { county.suggestion(ANSWERED); }); times(100 - percent, () => { county.suggestion(HANDED); }); },
  suggestionSatisfactionRate: (county, percent) => { times(percent, () => { county.suggestion(fedBack('satisfied')); }); times(100 - percent, () => { county.suggestion(fedBack('basic')); }); },
  suggestionBasicSatisfactionRate: (county, percent) => { times(percent - 10, () => { county.suggestion(fedBack('satisfied')); }); times(10, () => { county.suggestion(fedBack('basic')); }); times(100 - percent, () => { county.suggestion(fedBack('unsatisfied')); }); },
};

const CLOSED = [...SOLVED, ['case.evaluated', { by: 'deputy', deputy: 'deputy:zhang', grade: 'satisfied', on: ON }], ['case.closed', { on: ON }]] as const;

function mediationOf(result: Mediation['result']): Mediation {
  return { parties: ['张三', '李四'], result, ...(result === 'agreed' ? { agreement: '各让一步' } : {}) };
}

const RECEIVED: SuggestionStep<'suggestion.registered'> = ['suggestion.registered', { receivedOn: ON, signedOn: ON, coSigners: [], sources: [] }];
const HANDED: readonly SuggestionStep[] = [RECEIVED, ['suggestion.checked', { on: ON }], ['suggestion.assigned', { on: ON, co: [] }], ['suggestion.talked', { on: ON }]];
const ANSWERED: readonly SuggestionStep[] = [...HANDED, ['suggestion.replied', { on: ON }], ['suggestion.delivered', { on: ON }]];

/** A suggestion whose one deputy said so of the result. */
export function fedBack(result: 'satisfied' | 'basic' | 'unsatisfied'): readonly SuggestionStep[] {
  return [...ANSWERED, ['suggestion.fed_back', { result, attitude: 'satisfied', on: ON, ...(result === 'unsatisfied' ? { opinion: '没有办好' } : {}) }]];
}
