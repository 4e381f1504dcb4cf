/**
 * A case as a list shows it: from the folded state to the record at rest, and from that to the row on the screen.
 * Names of villages and units are not stored with the case: they are looked up, so that a renamed unit is renamed everywhere.
 */
import { maskName } from '../../shared/kernel/mask.ts';
import type { CaseState } from '../../shared/case/case.ts';
import type { CaseRow, Delivery } from './api.ts';
import { unsealJson } from './device-tables.ts';
import type { Sealer } from './sealing.ts';
import { searchTextOf, type SearchText } from './search-text.ts';
import type { CaseRecord, CaseTexts } from './tables.ts';

/** Names by id, of everything a row points to. */
export interface Names {
  readonly villages: ReadonlyMap<string, string>;
  readonly units: ReadonlyMap<string, string>;
  readonly deputies: ReadonlyMap<string, string>;
}

/** The clear columns of a case and its texts. */
export interface CaseColumns { readonly columns: Omit<CaseRecord, 'texts'>; readonly texts: CaseTexts }

/** Splits a folded case into the columns that rest in clear and the texts that do not. */
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
    },
    texts: {
      tempNo: state.tempNo, title: state.title, words: [registered.words, ...state.additions.map((one) => one.text)].join('\n'), place: registered.place ?? '',
      reporterName: registered.reporter?.name ?? '', reporterPhone: registered.reporter?.phone ?? '',
      papers: papersOf(state), pointsTo: pointsTo(state),
    },
  };
}

/** The row of a list. */
export function rowOf({ columns, texts }: CaseColumns, names: Names): CaseRow {
  return {
    ...columns, title: texts.title, reporterMasked: maskName(texts.reporterName),
    villageName: (columns.village && names.villages.get(columns.village)) ?? '',
    leadName: (columns.lead && names.units.get(columns.lead)) ?? '',
  };
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

export async function sealCase({ columns, texts }: CaseColumns, sealer: Sealer): Promise<CaseRecord> {
  return { ...columns, texts: await sealer.seal(JSON.stringify(texts), boundTo(columns.id)) };
}

/** Null when the texts do not open: the projection is then folded again. */
export async function unsealCase(record: CaseRecord, sealer: Sealer): Promise<CaseColumns | null> {
  const { texts, ...columns } = record;
  const opened = await unsealJson(sealer, texts, boundTo(record.id));
  return opened.ok ? { columns, texts: opened.value as CaseTexts } : null;
}

function boundTo(id: string): string {
  return `cases:${id}`;
}
