/**
 * The forms of numbers on papers: `{乡镇}民〔{年}〕{序}号`. What stands before the year is the office's own word (机关代字); the rest is the standard's
 * (GB/T 9704-2012, 7.2.5: the year in full in 〔〕, the serial without leading zeros and without 第, then 号), so that every number can be read back.
 */
import { err, ok, type Result } from '../kernel/result.ts';

/** What is numbered: a case (by the county), 交办单, 督办单, a deputies' suggestion. */
export const NUMBER_KINDS = ['case', 'assignment', 'supervision', 'suggestion'] as const;
export type NumberKind = (typeof NUMBER_KINDS)[number];

export const DEFAULT_FORMATS: Readonly<Record<NumberKind, string>> = {
  case: '{乡镇}民〔{年}〕{序}号', assignment: '{乡镇}交〔{年}〕{序}号', supervision: '{乡镇}督〔{年}〕{序}号', suggestion: '{乡镇}建〔{年}〕{序}号',
};

/** Why a form of numbers cannot be used. */
export type FormatFault = 'ending' | 'placeholder' | 'empty' | 'long' | 'digits';

const ENDING = '〔{年}〕{序}号';
/** A number has at most 60 characters in the ledger; the short name, the year and the serial need their part. */
const MAX_WORD = 30;

/** Checks a form as it was typed: full-width and half-width brackets are made the standard's. */
export function parseFormat(typed: string): Result<string, FormatFault> {
  const format = typed.trim().replace(/[[［(（](\{年\})[\]］)）]/, '〔$1〕').replace('〔{年}〕第', '〔{年}〕');
  if (!format.endsWith(ENDING)) return err('ending');
  const word = format.slice(0, -ENDING.length);
  if (word === '') return err('empty');
  const own = word.replaceAll('{乡镇}', '');
  if (/[{}〔〕]/.test(own)) return err('placeholder');
  if (/\d$/.test(word)) return err('digits');
  return word.length > MAX_WORD ? err('long') : ok(format);
}

/** What fills a form in. `serial` is the counter, with a suffix for a second paper of the same case (`17-2`). */
export interface NumberFacts { readonly shortName: string; readonly year: number; readonly serial: string }

/** The number as it is written and printed; a form that cannot be used counts as `DEFAULT_FORMATS` of its kind before it comes here. */
export function fillFormat(format: string, { shortName, year, serial }: NumberFacts): string {
  return format.replaceAll('{乡镇}', () => shortName).replace('{年}', () => String(year)).replace('{序}', () => serial);
}

/** Reads year and serial of any number of this form, whatever the word before them; null for anything else. */
export function parseNumber(text: string): { readonly year: number; readonly n: number } | null {
  const match = /〔(\d{4})〕([1-9]\d{0,8})号$/.exec(text);
  return match ? { year: Number(match[1]), n: Number(match[2]) } : null;
}
