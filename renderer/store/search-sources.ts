/**
 * What a search finds besides cases. Another kind of record is one more row: its name in `HitKind`, what of it is searched and
 * shown, and in `renderer/ui/frame/search-kinds.ts` what it is called and where it opens. Few records of a kind (thousands): their lines are
 * put together for each search.
 */
import { kindWords } from '../../shared/activity/words.ts';
import { REFERRAL_KIND_WORDS, REFERRAL_STATUS_WORDS } from '../../shared/referral/words.ts';
import { STATION_TIER_WORDS } from '../../shared/station/station.ts';
import { SUGGESTION_STATUS_WORDS } from '../../shared/suggestion/words.ts';
import type { HitKind } from './api.ts';
import type { RecordStates, RecordsModel } from './records-model.ts';
import type { RecordTable } from './tables.ts';
import type { SearchLines } from './search-text.ts';

/** A record as a search sees it. `detail` stands behind the title. */
export interface FoundRecord { readonly kind: HitKind; readonly id: string; readonly scope: string; readonly lines: SearchLines; readonly detail: string }

/** The kind is the name that its subjects begin with. */
export interface RecordSource { readonly kind: HitKind; all(records: RecordsModel): readonly FoundRecord[] }

export const RECORD_SOURCES: readonly RecordSource[] = [
  source('suggestion', 'suggestions', (one, records) => {
    const deputies = one.signers.map(({ deputy }) => records.one('deputies', deputy)?.name ?? '');
    const units = [one.assignment?.lead, ...(one.assignment?.co ?? [])].map((unit) => records.one('units', unit ?? '')?.name ?? '');
    return {
      lines: {
        number: one.number ?? one.tempNo, receipt: one.number === null ? '' : one.tempNo, order: one.assignment?.orderNo ?? '', title: one.registered.title, named: words('、', ...deputies, ...units),
        place: one.registered.category ?? '', words: `${one.registered.situation}\n${one.registered.proposal}`,
      },
      detail: words(' · ', deputies[0] ?? '', SUGGESTION_STATUS_WORDS[one.status]),
    };
  }),
  source('referral', 'referrals', (one) => ({
    lines: { number: one.tempNo, order: one.outsideNo ?? '', title: one.registered.title, words: one.registered.words ?? one.registered.grounds ?? '' },
    detail: words(' · ', REFERRAL_KIND_WORDS[one.kind], REFERRAL_STATUS_WORDS[one.status]),
  })),
  source('deputy', 'deputies', (one) => ({ lines: { title: one.name, place: one.constituency, phone: one.phone }, detail: words(' · ', one.constituency, gone(one)) })),
  source('unit', 'units', (one) => ({ lines: { title: one.name, named: one.contact, place: one.categories.join(' '), phone: one.phone }, detail: words(' · ', one.phone, one.categories.join('、'), gone(one)) })),
  source('village', 'villages', (one) => ({ lines: { title: one.name }, detail: gone(one) })),
  source('activity', 'activities', (one, records) => {
    const village = records.one('villages', one.village ?? '')?.name ?? '';
    const day = `${Number(one.on.slice(5, 7))}月${Number(one.on.slice(8))}日`;
    return { lines: { title: one.place, order: `${one.on} ${day}`, named: village, place: words(' ', kindWords(one.kind), one.theme) }, detail: words(' · ', kindWords(one.kind), `${one.on.slice(0, 4)}年${day}`, village, one.theme) };
  }),
  source('station', 'stations', (one, records) => ({
    lines: { title: one.name, number: one.no, named: words('、', one.head, records.one('villages', one.village ?? '')?.name ?? ''), place: one.address, phone: one.phone },
    detail: words(' · ', STATION_TIER_WORDS[one.tier], one.address, gone(one)),
  })),
];

function source<T extends RecordTable>(kind: HitKind, table: T, found: (one: RecordStates[T], records: RecordsModel) => Pick<FoundRecord, 'lines' | 'detail'>): RecordSource {
  return { kind, all: (records) => records.all(table).map((one) => ({ kind, id: one.id, scope: one.scope, ...found(one, records) })) };
}

function gone({ active }: { readonly active: boolean }): string {
  return active ? '' : '已停用';
}

function words(between: string, ...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(between);
}
