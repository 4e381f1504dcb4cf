/** From the registration form's values to the acts that it does: the registration, and what joins it to the case that it turned out to repeat. */
import type { Act } from '../../../shared/act.ts';
import { CHANNELS, type Channel } from '../../../shared/case/case.ts';
import { CHANNEL_FIELDS } from '../../../shared/case/channels.ts';
import { titleFromWords } from '../../../shared/case/title-from-words.ts';
import { wellFormed } from '../../../shared/kernel/content-hash.ts';
import { filledIn, groupOf, listOf, type FormValues } from '../../ui/form-frame/form-values.ts';
import type { SameAs } from './SimilarCases.tsx';

/** The channel of the form; a visit until one is chosen. */
export function channelOf(values: FormValues): Channel {
  return CHANNELS.find((one) => one === values['channel']) ?? 'visit';
}

/** The acts, all or none. `today` dates the joining; `again` tells whether the other case is by the same person. */
export function registrationActs(values: FormValues, { tempNo, today, again }: { readonly tempNo: string; readonly today: string; readonly again: boolean }): readonly Act[] {
  const { subject, scope, reporterName, reporterPhone, same: _same, source: _source, urgent, confidential, deputies: _deputies, nature, ...body } = filledIn(values);
  const words = wellFormed(String(values['words']));
  const channel = channelOf(values);
  const reporter = filledIn({ name: reporterName, phone: reporterPhone });
  const deputies = listOf(values, 'deputies');
  const place = { scope: String(scope), subject: String(subject) };
  const registered: Act = {
    ...place, type: 'case.registered',
    body: {
      ...body, words, title: titleFromWords(words), tempNo, ...(Object.keys(reporter).length > 0 ? { reporter } : {}), ...(deputies.length > 0 ? { deputies } : {}),
      // 问题 or 建议 is told apart of opinions only (龙安 S0).
      ...(nature === undefined || body['matter'] !== 'opinion' ? {} : { nature }),
      // What was typed for another channel stays in the draft and is not sent.
      ...groupOf({ source: onlyOf(values['source'], channel) }, 'source'), ...(urgent === true ? { urgent } : {}), ...(confidential === true ? { confidential } : {}),
    },
  };
  return [registered, ...joining(values, place, { today, again })];
}

function onlyOf(source: unknown, channel: Channel): Record<string, unknown> {
  const names: readonly string[] = CHANNEL_FIELDS[channel].map(({ name }) => name);
  return typeof source === 'object' && source !== null ? Object.fromEntries(Object.entries(source).filter(([name]) => names.includes(name))) : {};
}

function joining(values: FormValues, place: { readonly scope: string; readonly subject: string }, { today, again }: { readonly today: string; readonly again: boolean }): readonly Act[] {
  const same = values['same'] as SameAs | null | undefined;
  if (!same) return [];
  const link: Act = { ...place, type: 'case.linked', body: { to: same.id, relation: again ? 'raised_again' : 'same_matter', on: today } };
  // 集中提、反复提 are counted by the links, whatever becomes of the merger.
  return same.how === 'merge' ? [link, { ...place, type: 'case.merged', body: { into: same.id, on: today } }] : [link];
}
