/** A rate as the screen writes it: `33.3%`, or a dash when there is nothing to divide by. */
export function percentWords(value: number | null): string {
  return value === null ? '—' : `${(value * 100).toFixed(1)}%`;
}
