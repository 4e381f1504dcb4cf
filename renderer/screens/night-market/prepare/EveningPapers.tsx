/** placeholder */
import type { FoundItem } from '../../../ui/activity-preparation/use-season-item.ts';
export function EveningPapers({ found }: { readonly found: FoundItem }) { return <span hidden>{found.item.id}</span>; }
