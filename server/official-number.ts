/** Official case numbers: `皇帝庙民〔2026〕17号`: the township's short name, 民, the year in brackets, a counter. Given by the county only. */
import type { LocalDate } from '../shared/kernel/local-date.ts';

export interface OfficialNumber { readonly shortName: string; readonly year: number; readonly n: number }

/** The number as it is written and printed. */
export function formatOfficialNumber(number: OfficialNumber): string {
  return `${number.shortName}民〔${number.year}〕${number.n}号`;
}

/** Reads a number of the township `shortName`; null for anything else. */
export function parseOfficialNumber(text: string, shortName: string): OfficialNumber | null {
  if (!text.startsWith(`${shortName}民〔`)) return null;
  const match = /^〔(\d{4})〕([1-9]\d{0,8})号$/.exec(text.slice(shortName.length + 1));
  return match ? { shortName, year: Number(match[1]), n: Number(match[2]) } : null;
}

/** The name of a division as numbers use it: 皇帝庙乡 → 皇帝庙, 繁城回族镇 → 繁城, 新城街道 → 新城, 临颍县 → 临颍. */
export function shortNameOf(name: string): string {
  const short = name.replace(/(回族|满族|蒙古族|土家族|苗族|壮族|瑶族|侗族)?(自治县|街道办事处|街道|镇|乡|县|区|市)$/, '');
  return short.length >= 2 ? short : name;
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
