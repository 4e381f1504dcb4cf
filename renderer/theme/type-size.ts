/** The three sizes of type (标准 · 大 · 特大): eyes of fifty, a torch at nine in the evening. */

export const TYPE_SIZES = ['standard', 'large', 'huge'] as const;
export type TypeSize = (typeof TYPE_SIZES)[number];

/** What the switch says. */
export const TYPE_SIZE_WORDS: Readonly<Record<TypeSize, string>> = { standard: '标准', large: '大', huge: '特大' };

/** Pixels: text, controls, and one row of a dense list. */
export interface TypeScale { readonly fontSize: number; readonly controlHeight: number; readonly row: number }
export const TYPE_SCALES: Readonly<Record<TypeSize, TypeScale>> = {
  standard: { fontSize: 15, controlHeight: 34, row: 36 },
  large: { fontSize: 17, controlHeight: 38, row: 41 },
  huge: { fontSize: 20, controlHeight: 44, row: 48 },
};

const KEY = 'minqing.type-size';

/** The size chosen on this computer. In localStorage rather than the store: the password screen comes before the store is open. */
export function readTypeSize(): TypeSize {
  const saved = localStorage.getItem(KEY);
  return TYPE_SIZES.find((one) => one === saved) ?? 'standard';
}

/** Remembers the size on this computer. */
export function writeTypeSize(size: TypeSize): void {
  localStorage.setItem(KEY, size);
}
