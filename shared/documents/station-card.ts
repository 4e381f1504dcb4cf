/** The plate of a 站点: what hangs at the point, so that people know where to come, whom to ring, and can take it along by scanning. */
import { STATION_TIER_WORDS, type Station } from '../station/station.ts';

export interface StationCard {
  readonly id: string;
  readonly organ: string;
  readonly tier: string;
  readonly name: string;
  readonly lines: readonly { readonly label: string; readonly value: string }[];
  readonly note: string;
  /** What the QR code carries: plain words, which a telephone shows without any network. */
  readonly code: string;
}

/** Characters of a QR code that telephones still read from paper at arm's length. */
const MAX_CODE = 180;

/** What the plate says; empty facts are left out. `names` are the village's and the deputies', in words. */
export function stationCard(station: Station, { organ, place, village, deputies }: { readonly organ: string; readonly place: string; readonly village: string; readonly deputies: readonly string[] }): StationCard {
  const lines = [
    { label: '编号', value: station.no }, { label: '地点', value: station.address === '' ? village : station.address }, { label: station.tier === 'market_point' ? '队长' : '负责人', value: station.head },
    { label: '电话', value: station.phone }, { label: '代表', value: deputies.join('、') },
  ].filter(({ value }) => value !== '');
  return { id: station.id, organ, tier: STATION_TIER_WORDS[station.tier], name: station.name, lines, note: '有话对代表说，请扫码记下电话和地点', code: stationCode(station, place) };
}

/** The words in the QR code of a point: its name, township, number, address and telephone. */
export function stationCode({ name, tier, no, address, phone }: Station, place: string): string {
  const words = [`${STATION_TIER_WORDS[tier]}：${name}`, place, no === '' ? '' : `编号：${no}`, address === '' ? '' : `地址：${address}`, phone === '' ? '' : `电话：${phone}`];
  return [...words.filter((line) => line !== '').join('\n')].slice(0, MAX_CODE).join('');
}
