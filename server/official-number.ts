/** Official case numbers: `皇帝庙民〔2026〕17号` or as the office's own form says. Given by the county only. */
import type { LocalDate } from '../shared/kernel/local-date.ts';
import { fillFormat } from '../shared/office/numbering.ts';
import { effectiveOffice, foldOffice, officeSubject, type Office } from '../shared/office/office.ts';
import type { CountyTables } from './store/county-store.ts';

/** The number as it is written and printed in this office. */
export function officialNumber({ formats, shortName }: Office, year: number, n: number): string {
  return fillFormat(formats.case, { shortName, year, serial: String(n) });
}

/** The office of a scope as its records and its county's say; null for a scope that does not exist. */
export async function officeOf(tables: CountyTables, scope: string): Promise<Office | null> {
  const scopes = await tables.people.scopes();
  const place = scopes.find((one) => one.code === scope);
  const county = scopes.find((one) => one.tier === 'county');
  if (!place) return null;
  const records = await Promise.all([...new Set([scope, county?.code ?? scope])].map(async (code) => {
    const subject = officeSubject(code);
    return foldOffice((await tables.log.ofSubjects(code, [subject])).get(subject) ?? []);
  }));
  const known = records.filter((record) => record !== null);
  return effectiveOffice(known, { code: place.code, name: place.name, organ: place.organ, county: county?.name ?? '' });
}

/**
 * The year of a case's number: the year in which the matter was received, so that the year's ledger is numbered
 * through; but a device's clock may be years off, so that only this year and the last one of the server are believed.
 */
export function numberingYear(receivedOn: LocalDate, today: LocalDate): number {
  const received = Number(receivedOn.slice(0, 4));
  const current = Number(today.slice(0, 4));
  return received === current || received === current - 1 ? received : current;
}
