/** Which fields each channel has of its own (F02 来源渠道), for the form that asks and the facts that show. The table is the only place that knows. */
import type { CaseBody, Channel } from './case.ts';

/** A field of `case.registered.source`. */
export type SourceField = keyof NonNullable<CaseBody<'case.registered'>['source']>;

export interface ChannelField {
  readonly name: SourceField;
  readonly label: string;
  readonly hint: string;
  /** What is typed or chosen. */
  readonly kind: 'text' | 'date' | 'unit';
  /** Longest text. */
  readonly max: number;
}

const KINDS: Readonly<Partial<Record<SourceField, ChannelField['kind']>>> = { ticketDueOn: 'date', askedUnit: 'unit' };
const field = (name: SourceField, label: string, hint: string): ChannelField => ({ name, label, hint, kind: KINDS[name] ?? 'text', max: name === 'ticketNo' || name === 'code' ? 60 : 100 });

/** The fields of each channel, in the order of the form. */
export const CHANNEL_FIELDS: Readonly<Record<Channel, readonly ChannelField[]>> = {
  // Registered at the desk afterwards; the live screen knows its own evening.
  night_market: [field('session', '哪一场夜市', '例如：5月18日 皇帝庙村文化广场')],
  reception_day: [field('session', '哪一场接待', '例如：5月11日 第二片区联络站')],
  station_qna: [field('askedUnit', '问的哪个单位', '当场被问的单位'), field('session', '哪一场问政', '例如：5月11日 供水专题')],
  visit: [field('household', '走访谁家或哪家企业', '例如：三组李家；某某食品厂')],
  wechat_group: [field('group', '哪个群', '例如：皇帝庙村第二网格群')],
  qr: [field('code', '扫的哪个码', '例如：村口公示栏 03 号码')],
  hotline: [field('ticketNo', '热线工单号', '例如：2026051800123'), field('ticketDueOn', '热线要求的期限', '')],
  deputy: [field('session', '怎么转来的', '例如：代表联系选民时带回')],
  council: [field('session', '哪一次议事会', '例如：5月 村民代表议事会')],
  bureau_face_to_face: [field('askedUnit', '面对面的单位', '哪个局'), field('session', '哪一场', '例如：5月18日 住建专场')],
  other: [field('session', '具体来源', '例如：来信；县人大转来')],
};

/** The fields that have a value, with those of other channels that an earlier correction left behind taken out. */
export function sourceOf(channel: Channel, source: CaseBody<'case.registered'>['source']): readonly { readonly field: ChannelField; readonly value: string }[] {
  return CHANNEL_FIELDS[channel].flatMap((one) => {
    const value = source?.[one.name];
    return typeof value === 'string' && value !== '' ? [{ field: one, value }] : [];
  });
}
