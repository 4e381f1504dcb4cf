/** The boxes of the card in the order in which Enter walks through them, and how to get into one of them. */

export const FIELDS = ['village', 'name', 'phone', 'words', 'category', 'level', 'parties', 'dispute-kind', 'helpers', 'result', 'answer', 'register'] as const;
export type Field = (typeof FIELDS)[number];

/** The mark that a box carries. */
export const fieldMark = (field: Field): { readonly 'data-field': Field } => ({ 'data-field': field });

/** Puts the cursor into a box of `card`; a box that is not shown (no answer wanted) passes on to the next. In the village box the text is selected, so that typing replaces it. */
export function focusField(card: HTMLElement | null, field: Field): void {
  for (const one of FIELDS.slice(FIELDS.indexOf(field))) {
    const box = card?.querySelector<HTMLElement>(`[data-field="${one}"]`);
    const target = box?.matches('input, textarea, button') ? box : box?.querySelector<HTMLElement>('input:checked, textarea, input, button');
    if (!target) continue;
    target.focus();
    if (one === 'village' && target instanceof HTMLInputElement) target.select();
    return;
  }
}

/** The box that an element lies in, or null. */
export function fieldOf(element: EventTarget | null): Field | null {
  const mark = element instanceof HTMLElement ? element.closest<HTMLElement>('[data-field]')?.dataset['field'] : undefined;
  return FIELDS.find((field) => field === mark) ?? null;
}

/** The box after `field`; the last one has none. */
export function fieldAfter(field: Field): Field | null {
  return FIELDS[FIELDS.indexOf(field) + 1] ?? null;
}
