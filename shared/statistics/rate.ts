/** Rates that can be checked: never a bare percentage (domain 0.9: 统计必须带口径). */

/** `scope` says in words what is counted out of what. */
export interface Rate { readonly numerator: number; readonly denominator: number; readonly scope: string }

/** The rate as a number from 0 to 1; null when there is nothing to divide by, which is neither 0 % nor 100 %. */
export function rateValue({ numerator, denominator }: Rate): number | null {
  return denominator === 0 ? null : numerator / denominator;
}
