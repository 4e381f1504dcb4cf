/** How a figure of a paper is printed and read: 3500余人次 stays 3500余人次 and never becomes 3500人次 (domain 2.2). */
import { QUALIFIERS, type Figure, type Qualifier } from '../figure/figure.ts';

/** A number as a paper says it. */
export type Quantity = Pick<Figure, 'value' | 'unit' | 'qualifier'>;

/** Before the number (超5000万元), between it and its measure word (3500余人次), or behind both (1条以上). */
const BEFORE: readonly Qualifier[] = ['超', '达', '近', '不足'];
const BETWEEN: readonly Qualifier[] = ['余', '多'];

/** `3500余人次`, `10多家`, `超5000万元`, `1条以上`, `98%`. */
export function quantityWords({ value, unit, qualifier }: Quantity): string {
  const number = String(value);
  if (BEFORE.includes(qualifier)) return `${qualifier}${number}${unit}`;
  if (BETWEEN.includes(qualifier)) return `${number}${qualifier}${unit}`;
  return qualifier === 'exact' ? `${number}${unit}` : `${number}${unit}${qualifier}`;
}

const QUALIFIED = QUALIFIERS.filter((one) => one !== 'exact');
/** 千余平方米, 十多家. */
const ROUND: Readonly<Record<string, string>> = { 十: '10', 百: '100', 千: '1000', 万: '10000' };
const QUANTITY = new RegExp(`^(?<before>${BEFORE.join('|')})?(?<number>[0-9]+(?:\\.[0-9]+)?)(?<between>${BETWEEN.join('|')})?(?<unit>[^0-9]*?)(?<after>以上)?$`);

/** Reads `3500余人次`, also in full-width figures and with thousands separators; null when it is no number. */
export function readQuantity(text: string): Quantity | null {
  const plain = text.normalize('NFKC').replaceAll(/[\s,]/g, '').replace(/^[十百千万](?=[余多])/, (round) => ROUND[round] ?? round);
  const { before, number, between, unit, after } = QUANTITY.exec(plain)?.groups ?? {};
  if (number === undefined) return null;
  const said = before ?? between ?? after;
  return { value: Number(number), unit: unit ?? '', qualifier: QUALIFIED.find((one) => one === said) ?? 'exact' };
}

/** How a sentence of a paper qualifies a number that it has been read for: of `解决问题30余件` and 30 件, 余. Exact where the sentence says nothing. */
export function qualifierIn(quote: string, { value, unit }: Pick<Figure, 'value' | 'unit'>): Qualifier {
  const plain = quote.normalize('NFKC').replace(/[十百千万](?=[余多])/, (round) => ROUND[round] ?? round);
  return QUALIFIED.find((qualifier) => plain.includes(quantityWords({ value, unit, qualifier }))) ?? QUALIFIED.find((qualifier) => BETWEEN.includes(qualifier) && plain.includes(`${String(value)}${qualifier}`)) ?? 'exact';
}
