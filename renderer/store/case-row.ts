/**
 * A case as a list shows it: from the folded state to the record at rest, and from that to the row on the screen.
 * Names of villages and units are not stored with the case: they are looked up, so that a renamed unit is renamed everywhere.
 */
import { maskName } from '../../shared/kernel/mask.ts';
import { SUPERVISION_GRADES, type CaseState, type SupervisionGrade } from '../../shared/case/case.ts';
import { isPaused, isWithheld } from '../../shared/case/lifecycle.ts';
import { watchOf, type CaseWatch } from '../../shared/case/watch.ts';
import { outcomeOf, type CaseFacts, type CaseOutcome } from '../../shared/statistics/case-facts.ts';
import type { CaseRow, Delivery } from './api.ts';
import { ALONE, type GroupFigures } from './case-groups.ts';
import { searchTextOf, type SearchText } from './search-text.ts';
import type { CaseRecord, CaseTexts } from './tables.ts';

/** Names by id, of everything a row points to. */
export interface Names {
  readonly villages: ReadonlyMap<string, string>;
  readonly units: ReadonlyMap<string, string>;
  readonly deputies: ReadonlyMap<string, string>;
}

/** The columns of a case, its texts, and what its deadlines and statistics need (which no screen does: they are not part of the row). */
export interface CaseColumns { readonly columns: CaseRecord; readonly texts: CaseTexts; readonly watch: CaseWatch; readonly outcome: CaseOutcome }

/** What is kept of a folded case. */
export function columnsOf(state: CaseState, delivery: Delivery): CaseColumns {
  const { registered } = state;
  return {
    columns: {
      id: state.id, scope: state.scope, number: state.number ?? state.tempNo, official: state.number !== null, status: state.status,
      matter: registered.matter, channel: registered.channel, category: state.category, level: state.level,
      village: registered.village ?? null, activity: registered.activity ?? null,
      receivedOn: registered.receivedOn, receivedAt: registered.receivedAt ?? null, dueOn: state.dueOn,
      lead: state.assignment?.lead ?? null, repliedOn: state.reply?.on ?? null, relayedOn: state.relayed.find((one) => one.to === 'citizen')?.on ?? null, closedOn: state.closedOn,
      citizen: state.evaluations.citizen?.grade ?? null, deputy: state.evaluations.deputy?.grade ?? null,
      reworks: state.reworks, supervisions: state.supervisions.length, contested: state.contested, delivery,
      urgent: state.urgent, follows: state.follows?.id ?? null, links: state.links.map(({ to, relation }) => ({ to, relation })),
      mode: state.assignment?.mode ?? null, co: state.assignment?.co ?? [], returns: state.returns, paused: isPaused(state),
      promiseOn: state.promise !== null && state.promise.fulfilled === null ? state.promise.on : null, grade: highestGrade(state), route: state.declined === null ? null : state.declined.route ?? 'not_accept',
      withheld: isWithheld(state), mentioned: state.mentioned, actors: [...new Set(state.timeline.map(({ header }) => header.actor))], changedAt: state.timeline.at(-1)?.header.wall ?? '',
    },
    texts: {
      tempNo: state.tempNo, title: state.title, words: [registered.words, ...state.additions.map((one) => one.text)].join('\n'), place: registered.place ?? '',
      reporterName: registered.reporter?.name ?? '', reporterPhone: registered.reporter?.phone ?? '',
      papers: papersOf(state), pointsTo: pointsTo(state),
    },
    watch: watchOf(state), outcome: outcomeOf(state),
  };
}

/** The case as indicators see it. */
export function factsOf({ columns, outcome }: Pick<CaseColumns, 'columns' | 'outcome'>): CaseFacts {
  const { id, scope, village, activity, matter, receivedOn, closedOn, citizen, withheld } = columns;
  return { id, scope, village, activity, matter, receivedOn, closedOn, citizen, withheld, ...outcome };
}

/** What stands in the place of an accusation's title. */
const WITHHELD_TITLE = '检举控告，内容不在这里显示';

/** The row of a list. */
export function rowOf({ columns, texts }: CaseColumns, names: Names, group: GroupFigures = ALONE): CaseRow {
  if (columns.withheld) return { ...columns, ...group, title: WITHHELD_TITLE, reporterMasked: '', villageName: '', leadName: '' };
  return {
    ...columns, ...group, title: texts.title, reporterMasked: maskName(texts.reporterName),
    villageName: (columns.village && names.villages.get(columns.village)) ?? '',
    leadName: (columns.lead && names.units.get(columns.lead)) ?? '',
  };
}

function highestGrade({ supervisions }: CaseState): SupervisionGrade | null {
  return SUPERVISION_GRADES.findLast((grade) => supervisions.some(({ order }) => order.grade === grade)) ?? null;
}

/** The numbers by which a unit, a citizen or the hotline may ask for the case. */
function papersOf({ assignment, supervisions, registered }: CaseState): string[] {
  return [registered.source?.ticketNo, ...supervisions.map(({ order }) => order.orderNo), assignment?.orderNo].filter((one) => one !== undefined);
}

function pointsTo({ assignment, registered }: CaseState): string[] {
  return [...new Set([...(registered.deputies ?? []), ...(assignment?.co ?? []), ...(assignment?.parties?.deputies ?? [])])];
}

/**
 * What a search looks into: everything that a person might remember of a case, except the names of villages, units and deputies. Those
 * are looked for once a search instead of once a case.
 */
export function caseSearchText({ columns, texts }: CaseColumns): SearchText {
  return searchTextOf({
    number: columns.number, receipt: columns.official ? texts.tempNo : '', order: texts.papers.join(' '), title: texts.title,
    person: texts.reporterName, place: [texts.place, columns.category ?? ''].join(' '), phone: texts.reporterPhone, words: texts.words,
  });
}
