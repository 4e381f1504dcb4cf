/**
 * What a search finds besides cases. Another kind of record is one more row: its name in `HitKind`, what of it is searched and
 * shown, and in `renderer/ui/frame/search-kinds.ts` what it is called and where it opens. Few records of a kind (thousands): their lines are
 * put together for each search.
 */
import type { HitKind } from './api.ts';
import type { RecordStates, RecordsModel } from './records-model.ts';
import type { RecordTable } from './tables.ts';
import type { SearchLines } from './search-text.ts';

/** A record as a search sees it. `detail` stands behind the title. */
export interface FoundRecord { readonly kind: HitKind; readonly id: string; readonly scope: string; readonly lines: SearchLines; readonly detail: string }

/** The kind is the name that its subjects begin with. */
export interface RecordSource { readonly kind: HitKind; all(records: RecordsModel): readonly FoundRecord[] }

export const RECORD_SOURCES: readonly RecordSource[] = [
  source('deputy', 'deputies', (one) => ({ lines: { title: one.name, place: one.constituency, phone: one.phone }, detail: words(one.constituency, gone(one)) })),
  source('unit', 'units', (one) => ({ lines: { title: one.name, named: one.contact, place: one.categories.join(' '), phone: one.phone }, detail: words(one.phone, one.categories.join('、'), gone(one)) })),
  source('village', 'villages', (one) => ({ lines: { title: one.name }, detail: gone(one) })),
  source('activity', 'activities', (one, records) => {
    const village = records.one('villages', one.village ?? '')?.name ?? '';
    const day = `${Number(one.on.slice(5, 7))}月${Number(one.on.slice(8))}日`;
    return { lines: { title: one.place, order: `${one.on} ${day}`, named: village, place: one.theme ?? '' }, detail: words(`${one.on.slice(0, 4)}年${day}`, village, one.theme) };
  }),
];

function source<T extends RecordTable>(kind: HitKind, table: T, found: (one: RecordStates[T], records: RecordsModel) => Pick<FoundRecord, 'lines' | 'detail'>): RecordSource {
  return { kind, all: (records) => records.all(table).map((one) => ({ kind, id: one.id, scope: one.scope, ...found(one, records) })) };
}

function gone({ active }: { readonly active: boolean }): string {
  return active ? '' : '已停用';
}

function words(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}
